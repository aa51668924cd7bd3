/* What `check` proves of a lesson by running it. Faults are added at their place in the file. */
#ifndef TUTOR_PROVE_H
#define TUTOR_PROVE_H

#include "base/diag.h"
#include "tutor/session.h"

struct proof {
	size_t passed, failed, skipped; /* steps */
	/* Called for each step that cannot run here, or in which something could not be judged; NULL: nobody. */
	void (*skip)(void *ctx, const struct lesson *l, size_t step, const char *why);
	void *ctx;
};

/*
 * Runs every step and drill in every combination of `vary`, with and without address-space randomisation, twice
 * each, and proves: expectations hold; the verdicts are the same each time; exactly one choice is right unless
 * `many`; solutions reach the goals, wrong attempts and the empty one do not; faults do not depend on neighbours.
 */
int prove_lesson(const struct lesson *l, const struct stage_options *o, struct diags *d, struct proof *out,
		 struct err *e);

#endif
