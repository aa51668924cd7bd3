/* Faults of a statement, and the nearest name to suggest. Inside lang/ only. */
#ifndef LANG_FAIL_H
#define LANG_FAIL_H

#include "lang/scope.h"
#include "lang/tree.h"

/* Fills e (which may be NULL) and returns -1. */
int lang_fail(struct lang_err *e, size_t at, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* A search for the known name that differs least from `name`, in at most two letters. */
struct nearest {
	const char *name;
	const char *best; /* NULL: none is near */
	size_t distance;
};

struct nearest nearest_start(const char *name);
void nearest_try(struct nearest *n, const char *known);
/* "; did you mean `x`?" in the arena, or "". */
const char *nearest_say(const struct nearest *n, struct arena *a);

#endif
