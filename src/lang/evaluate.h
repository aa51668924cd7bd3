/* The evaluator in three files: eval.c (operators), eval_call.c (the world), eval_assign.c. Inside lang/ only. */
#ifndef LANG_EVALUATE_H
#define LANG_EVALUATE_H

#include "kernel/call.h"
#include "lang/eval.h"

/* Why what is asked of a process is unknown where its fork() failed. */
extern const char eval_no_process[];

/* Any value: number, text, object, pending or unknown. */
enum eval eval_node(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e);
/* A number or VALUE_UNKNOWN; text is an error. */
enum eval eval_number(struct evaluator *ev, const struct node *n, struct value *v, struct lang_err *e);
/* A number, text or VALUE_UNKNOWN. */
enum eval eval_plain(struct evaluator *ev, const struct node *n, struct value *v, struct lang_err *e);

/* Where name[i] lies: in an array of the lesson (at: index), or in memory (at: address). */
struct place {
	struct object *object;
	int64_t at;
	const char *why; /* not NULL: it is unknown, and this is the reason */
};
enum eval eval_place(struct evaluator *ev, const struct node *n, struct place *p, struct lang_err *e);

enum eval eval_call(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e);
enum eval eval_observe(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e);
enum eval eval_assign(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e);

/* EVAL_ERROR at n->point. */
enum eval eval_fail(struct lang_err *e, const struct node *n, const char *why);
enum eval eval_outside(const struct node *n, const struct object *o, int64_t i, struct lang_err *e);
/* EVAL_STOP, after the world has been told. */
enum eval eval_refuse(struct evaluator *ev, const struct node *n, const char *why);

#endif
