/*
 * One step on a stage, and the record of it:
 *
 *   picture before ─▶ statements ─▶ picture after ─▶ expectations, question ─▶ struct record
 */
#ifndef TUTOR_RUN_H
#define TUTOR_RUN_H

#include "base/diag.h"
#include "tutor/stage.h"

struct run {
	struct stage *stage;
	const struct step *step;
	size_t index;
	const struct binding *vary;
	size_t vary_n;
	const struct attempt *attempt; /* of a task; NULL: its first solution */
	struct diags *faults;          /* faults of the lesson that only a run shows; NULL: only in the record */
};

/* Runs it. The record is the caller's, record_free. It is complete even where the process was lost on the way. */
struct record *run_step(const struct run *r);

/* Names of `vary`, as the statements see them. */
void run_bind(struct stage *s, const struct binding *vary, size_t n);

/* The whole picture of one process. `focus_len` 0: no pages. */
void run_snapshot(struct stage *s, int actor, uint64_t focus_start, uint64_t focus_len, struct snapshot *out);
/* The range that an expression names: what the call that returned it made, else the line of maps. False: nothing
 * mapped. */
bool run_focus(struct stage *s, const struct code *focus, uint64_t *start, uint64_t *len);

/* Judges one expression on the stage as it stands; strings go to a. A fault of the lesson goes to d (may be NULL). */
void claim_judge(struct stage *s, const struct code *code, struct arena *a, struct diags *d, struct claim *out);
/* What the kernel answers to a question, with the judged `if`s in r->choices. */
void truth_find(struct stage *s, const struct ask *ask, struct record *r, struct diags *d);
/* "m + 2*page" for an address near a mapping that a name holds; "" where none is. */
const char *claim_where(const struct stage *s, uint64_t addr, struct arena *a);

#endif
