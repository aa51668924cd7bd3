/*
 * Evaluation. The language is pure: all that is not arithmetic is asked of a `world`.
 *
 *   "m[0] = 'X'"  ──▶ eval ──world.store(m + 0, 'X')──▶ (tutor: the lab does it)
 */
#ifndef LANG_EVAL_H
#define LANG_EVAL_H

#include "lang/tree.h"
#include "lang/value.h"

enum eval {
	EVAL_OK,
	EVAL_STOP, /* the statement is over: a fault, a lost process, a refusal; the world knows the outcome */
	EVAL_ERROR /* a fault of the lesson, at a column: lang_err is filled */
};

/* `actor` is an index as in struct name, 0 for the first process. Any function may return EVAL_STOP. */
struct world {
	void *ctx;
	/* A call of the table. Arguments in order; an out-parameter not made yet is VALUE_OBJECT without object. */
	enum eval (*call)(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
	                  struct lang_err *e);
	enum eval (*observe)(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
	                     struct lang_err *e);
	enum eval (*load)(void *ctx, int actor, int64_t addr, struct value *out);
	enum eval (*store)(void *ctx, int actor, int64_t addr, const struct value *v);
	/* Makes a VALUE_PENDING known. NULL where there are none. */
	enum eval (*settle)(void *ctx, struct value *v);
	/* The value of a constant that only the running system knows (page, lab_code): 0 and *v, or -1. */
	int (*constant)(void *ctx, const char *name, int64_t *v);
};

struct evaluator {
	const struct world *world;
	struct names *names;
	struct arena *arena; /* for strings that come up */
	int actor;           /* in which process; set by a prefix while it lasts */
};

/* Evaluates a checked statement or expression. On EVAL_STOP an lvalue of n becomes unknown. */
enum eval lang_eval(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e);

#endif
