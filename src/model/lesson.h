/* A lesson as plain data: what lesson/ reads, tutor/ runs and views show. Everything lives in its arena. */
#ifndef MODEL_LESSON_H
#define MODEL_LESSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "model/ask.h"

struct setting {
	const char *name, *value; /* "vm.overcommit_memory", "<=100000" */
};

struct requirement {
	struct code *probe;
	size_t probe_n;
	const char *kernel, *arch, *fs;
	int64_t page_size; /* 0: any */
	const char **features;
	size_t features_n;
	struct setting *sysctl;
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
	struct requirement requires;
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
	const char *text; /* the file as it was read */
	const char *id, *title, *summary;
	const char *language; /* of its texts, "de"; NULL: its own */
	int64_t rev, minutes;
	struct texts after, sources, program;
	struct requirement requires;
	struct lesson_file *files;
	size_t files_n;
	struct step *steps; /* the steps, then the drills */
	size_t steps_n, drills_n;
	bool fresh;
};

#endif
