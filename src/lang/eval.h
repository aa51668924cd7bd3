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

/*
 * `actor` is an index as in struct name, 0 for the first process. Any function may return EVAL_STOP.
 * Arguments are never pending and never unknown: VALUE_INT (slot: the actor's index where the argument is the bare
 * name of a process, else 0), VALUE_STRING, or VALUE_OBJECT with s = the name.
 */
struct world {
	void *ctx;
	/*
	 * A call of the table. Arguments in order; an out-parameter not made yet is VALUE_OBJECT without object: make
	 * it with names_object. fork() answers VALUE_INT with i = pid and slot = the new actor's index, 0 where it
	 * failed.
	 */
	enum eval (*call)(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
			  struct lang_err *e);
	enum eval (*observe)(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
			     struct lang_err *e);
	enum eval (*load)(void *ctx, int actor, int64_t addr, struct value *out);
	enum eval (*store)(void *ctx, int actor, int64_t addr, const struct value *v);
	/*
	 * A call or a store cannot be performed, because what it needs is unknown. Notes the outcome; the statement is
	 * over. NULL: nobody wants to know.
	 */
	void (*refuse)(void *ctx, int actor, const struct node *site, const char *why);
	/* Makes a VALUE_PENDING known. NULL where there are none. */
	enum eval (*settle)(void *ctx, struct value *v);
	/* The value of a constant that only the running system knows (page, lab_code): 0 and *v, or -1. */
	int (*constant)(void *ctx, const char *name, int64_t *v);
};

struct evaluator {
	const struct world *world;
	struct names *names;
	struct arena *arena; /* for strings that come up */
	int actor;           /* in which process; set by a prefix while it lasts; -1: one whose fork() failed */
};

/*
 * Evaluates a checked statement or expression. On EVAL_STOP an lvalue of n becomes unknown.
 * `p = mmap(...)` keeps a pending answer, in p and in *out; every operator and argument settles it.
 * An array of a single element (waitpid's status) counts as a number.
 */
enum eval lang_eval(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e);

#endif
