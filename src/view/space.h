/*
 * The rows of the address space, low to high: made once for each state, so that a drawing costs only what is in
 * sight. A row is a line of maps or a gap; with two processes their names stand between, and a map
 * that is the same as the first one stands once.
 *
 *   record | snapshot ──space_update──▶ struct space ──▶ pane_maps draws rows [top, top + height)
 *
 * Blocks are drawn on a linear scale inside the window: the focus and what lies near it.
 *
 *   start        perm      size  ├──── 36 KiB ────┤
 *   7ffff7fd0000 rw-p     8 KiB  ████                m  split in 3
 *   7ffff7fd2000 r--p     4 KiB      ██              split in 3, rw- → r--
 *   7ffff7fd3000 rw-p     8 KiB        ████          split in 3
 *   gap 12 KiB                             ······
 */
#ifndef VIEW_SPACE_H
#define VIEW_SPACE_H

#include "model/record.h"
#include "view/picture.h"

enum space_kind { SPACE_LINE, SPACE_GAP, SPACE_NAME, SPACE_SAME, SPACE_ENDED };

struct space_row {
	uint8_t kind, actor;
	uint8_t change;  /* enum change */
	bool last;       /* the diff is of the last statement */
	bool was;        /* the region is of the map before */
	uint32_t region; /* index into that map */
	uint32_t diff;   /* line of the diff, UINT32_MAX for none */
	uint32_t line;   /* ordinal of the line, counted over all processes; of another row that of the next line */
	uint64_t start, end;
};

/* Zeroed is empty and fits every state; to be finished whenever the record or the snapshot changes. */
struct space {
	bool made, raw, before; /* for what: */
	const void *of;
	size_t of_lines;
	struct space_row *v;
	size_t n, cap, lines;
	uint64_t low, high; /* the window; low == high: none */
	size_t first, last; /* rows that changed, else the focus; first > last: none */
};

/* Makes the rows where they are not those of this state. `r` NULL: of `now`, which may be NULL too. */
void space_update(struct space *s, const struct record *r, const struct snapshot *now, const struct picture *p);
void space_finish(struct space *s);
/* The row of a line of maps by its ordinal, or n. */
size_t space_row_of(const struct space *s, size_t line);

#endif
