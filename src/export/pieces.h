/*
 * The parts that an exported program is put together from, as text. A part is written only where it is used:
 *
 *   "perms" ──needs──▶ "line_of" ──needs──▶ "maps" ──needs──▶ "lines"
 *
 * A line of a part that begins with `?name:` is written only where the part `name` is used too; the line `?NAMES`
 * stands for the names of the lesson.
 */
#ifndef EXPORT_PIECES_H
#define EXPORT_PIECES_H

#include <stddef.h>

struct piece {
	const char *name;
	const char *needs; /* names, with commas between */
	const char *text;
};

struct pieces {
	const struct piece *v;
	size_t n;
};

/* In the order in which a program has them; the names of the lesson stand behind the first. */
extern const struct pieces pieces_start, pieces_run, pieces_maps, pieces_pages, pieces_process, pieces_frame;

#endif
