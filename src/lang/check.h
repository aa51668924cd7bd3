/* The static check in two halves: check.c (operators, names, assignments), check_call.c (calls, observations). */
#ifndef LANG_CHECK_H
#define LANG_CHECK_H

#include "lang/scope.h"

/* What is known of a value before anything runs. */
enum sort { SORT_FAIL = -1, SORT_NUMBER, SORT_TEXT, SORT_STRUCT, SORT_NOTHING, SORT_ANY };

struct checker {
	struct scope *scope;
	bool statement;
	struct lang_err *e;
	const struct node *fork; /* the call that may be fork(): directly the right side of `name =` */
};

enum sort check_node(struct checker *c, struct node *n);
/* 0, or -1 where n can be no number. */
int check_number(struct checker *c, struct node *n);
enum sort check_call(struct checker *c, struct node *n);
/* Fails at n->point: the name is not known; the nearest one is suggested. */
int check_unknown(struct checker *c, const struct node *n);
/* "a constant", "a call", "an observation", or NULL: a name that a lesson cannot take. */
const char *check_reserved(const struct checker *c, const char *name);
/* "mmap(addr, length, prot, flags, fd, offset)", in the arena. */
const char *call_signature(struct arena *a, const struct call *c);
const char *word_signature(struct arena *a, const struct word *w);
enum sort word_sort(const struct word *w);

/* Shared with the evaluator. */

/* The name that stands as an argument, alone, as `&name`, behind casts to a pointer; NULL for anything else. */
const struct node *node_object(const struct node *n, bool *address);
/* The parameter of argument i; NULL for one of printf's tail. */
const struct param *call_param(const struct call *c, size_t i);
/* The kind of argument i of an observation, see struct word. */
char word_kind(const struct word *w, size_t i);
/* Whether an object may stand for this parameter (NULL: of the tail), and whether the call makes it. */
bool param_takes_object(const struct param *p);
bool param_makes_object(const struct param *p);
/* The one structure of the calls' parameters that has this field; NULL where none or several have. */
const struct layout *layout_of_field(const char *field, bool *several);

#endif
