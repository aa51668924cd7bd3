/* Statements, questions and tasks of a lesson, as data. */
#ifndef MODEL_ASK_H
#define MODEL_ASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct node; /* a parsed expression or statement: lang/tree.h */

/* An expression or statement: its text with its place, and its tree. */
struct code {
	struct source source;
	struct node *tree;
};

/* One entry of `do`: a statement, or a repeat whose body is `body`. */
struct action {
	struct code code;
	uint32_t repeat; /* 0: a statement */
	struct action *body;
	size_t body_n;
};

struct choice {
	const char *text, *why;
	struct code when; /* `if` */
};

enum ask_kind { ASK_CHOICES, ASK_NUMBER, ASK_PAGES, ASK_OUTCOME };

struct ask {
	enum ask_kind kind;
	struct pos pos;
	const char *prompt;
	struct choice *choices;
	size_t choices_n;
	bool many, shuffle;
	struct code number;
	const char *unit; /* NULL for none */
	bool of_present;  /* pages: `present`, else `resident` */
	struct code at, size;
};

struct said_if {
	const char *text; /* goal: text; misconception: say */
	struct code when;
};

struct attempt {
	struct pos pos;
	struct action *v;
	size_t n;
};

struct task {
	struct pos pos;
	const char *prompt;
	struct attempt given;
	struct said_if *goals, *misconceptions;
	size_t goals_n, misconceptions_n;
	struct attempt *solutions, *wrong;
	size_t solutions_n, wrong_n;
};

#endif
