/* A lesson as plain data: what lesson/ reads, tutor/ runs and views show. Everything lives in its arena. */
#ifndef MODEL_LESSON_H
#define MODEL_LESSON_H

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

struct requires {
	struct code *probe;
	size_t probe_n;
	const char *kernel, *arch, *fs;
	int64_t page_size; /* 0: any */
	const char **features;
	size_t features_n;
	struct { const char *name, *value; } *sysctl;
	size_t sysctl_n;
};

struct vary {
	const char *name;
	struct pos pos;
	int64_t *v;
	size_t n;
};

struct texts {
	const char **v;
	struct pos *at; /* of each in the file */
	size_t n;
};

struct step {
	struct source id;
	const char *title; /* NULL for none */
	struct pos pos;
	struct texts teaches, text, explain, hints;
	const char *notes;
	struct action *actions;
	size_t actions_n;
	struct code *expect;
	size_t expect_n;
	struct ask *ask;   /* NULL */
	struct task *task; /* NULL */
	struct code focus; /* tree NULL for none */
	struct vary *vary;
	size_t vary_n;
	uint32_t automatic; /* seconds; 0 for none */
	bool fresh, drill;
	uint32_t lines[2]; /* of the program; 0 0 for none */
	struct requires requires;
	bool uses_exec, uses_die;
};

struct lesson_file {
	struct source name;
	const uint8_t *bytes; /* text or hex, decoded */
	size_t len;
	const char *fill; /* pages: one character a page, repeated; NULL else */
	uint64_t pages;   /* the page is the system's */
	uint64_t size;    /* sparse */
	uint32_t mode;
};

struct lesson {
	struct arena arena;
	const char *path; /* of the JSON file */
	const char *id, *title, *summary;
	int64_t rev, minutes;
	struct texts after, sources, program;
	struct requires requires;
	struct lesson_file *files;
	size_t files_n;
	struct step *steps; /* the steps, then the drills */
	size_t steps_n, drills_n;
	bool fresh;
};

#endif
