/* Faults of an input file: file:line:column: message. All are collected, none is printed here. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

/* 1-based, in bytes; line 0 means the file as a whole. */
struct pos {
	uint32_t line, col;
};

/* A string of a JSON file. `raw` points behind its opening quote in the file's text (NULL for one not from a file). */
struct source {
	const char *text; /* decoded */
	const char *raw;
	struct pos pos; /* of the opening quote */
};

/* The place in the file of byte `offset` of s->text; escapes counted as they stand in the file. */
struct pos source_pos(const struct source *s, size_t offset);

struct diag {
	struct pos pos;
	const char *text;
};

/* At most DIAGS_MAX are kept, the rest only counted. Zeroed but for `file` is a valid start. */
#define DIAGS_MAX 200
struct diags {
	const char *file;
	struct arena arena;
	struct diag *v;
	size_t n, cap, total;
};

void diags_add(struct diags *d, struct pos pos, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void diags_sort(struct diags *d); /* by position; equal ones once */
void diags_finish(struct diags *d);

#endif
