/* What changed between two memory maps, line by line, each change named. */
#ifndef MODEL_DIFF_H
#define MODEL_DIFF_H

#include "model/memmap.h"

enum change {
	CHANGE_KEPT,
	CHANGE_NEW,
	CHANGE_GONE,
	CHANGE_GREW, /* same mapping, wider, nothing merged: the end or the start moved out */
	CHANGE_SHRANK,
	CHANGE_SPLIT,    /* one line became several: each of them carries this, `parts` says how many */
	CHANGE_MERGED,   /* several lines became one: each of them carries this, with the same `after` */
	CHANGE_MOVED,    /* same mapping at another address (needs moved_from/moved_to of the mremap) */
	CHANGE_PERMS,    /* same range, other permissions */
	CHANGE_REPLACED, /* same range or part of it, another mapping than before */
	CHANGES
};

/*
 * `before` and `after` are indices into the two maps, MEMMAP_NONE where the line is not in it.
 * [start, end) is the range to show: of the line after; of the line before where it is gone; and of the hole
 * alone where a split left one, which is a GONE line with `part` set.
 */
struct diff_line {
	enum change change;
	bool part;
	size_t before, after;
	unsigned parts; /* SPLIT: into how many; MERGED: from how many; else 1 */
	uint64_t start, end;
};

/* In address order; a line of either map appears at least once. Zeroed is empty. */
struct diff {
	struct diff_line *v;
	size_t n, cap;
	size_t changed; /* lines that are not KEPT */
};

/* A move that a call reported: [from, from+len) went to [to, ...). Zeroed for none. */
struct diff_move {
	uint64_t from, to, len;
};

void diff_maps(struct diff *d, const struct memmap *before, const struct memmap *after, const struct diff_move *move);
void diff_finish(struct diff *d);
/* "new", "gone", "split in 3", "merged from 2", "moved", "permissions rw- → r--", …  Writes into out. */
void diff_say(const struct diff_line *l, const struct memmap *before, const struct memmap *after, struct buf *out);
/* One character for the margin: ' ' '+' '-' '~' '/' '&' '>' '!' as the table in diff.c has it. */
char diff_sign(enum change c);

#endif
