/*
 * What the learner did to the picture: which side of it is shown, where its cursors stand, how far it is zoomed.
 * The screens that show memory keep one each; keys and the mouse change it here, without a terminal.
 *
 *   key ──▶ picture_act ──▶ struct picture ──▶ view_learn ──▶ struct picture_shown ──▶ the next key
 */
#ifndef VIEW_PICTURE_H
#define VIEW_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Two interfaces tell of a page, and they are about different things: the page table, and the page cache. */
enum pages_truth {
	PAGES_FACTS,   /* the strongest fact of each page */
	PAGES_BOTH,    /* page table and mincore one below the other, differences marked */
	PAGES_TABLE,   /* pagemap bit 63 */
	PAGES_MINCORE, /* mincore(2) */
	PAGES_TRUTHS
};

/* Zeroed is how every step begins. */
struct picture {
	bool raw_maps;      /* the lines of /proc/self/maps instead of blocks */
	bool show_before;   /* of a step that ran: as it was before */
	bool show_bytes;    /* of the page under the cursor */
	size_t line_cursor; /* line of maps, counted over all processes; the same for blocks and lines */
	bool line_moved;    /* by the learner: keep it in sight */
	enum pages_truth truth;
	uint64_t page_cursor;          /* page, counted from the first of the focus */
	uint64_t zoom_start, zoom_len; /* pages on the screen; length 0: all */
};

/* What was drawn. */
struct picture_shown {
	size_t lines, line_start; /* lines of maps; the first line that the cursor should go to by itself */
	int lines_height;
	uint64_t pages;    /* of the focus; 0 without one */
	uint64_t first, n; /* pages on the screen */
	uint64_t unit;     /* pages in one cell */
	uint64_t row;      /* cells in one row */
	int cell;          /* columns of one cell */
};

enum picture_act {
	PICTURE_UP,
	PICTURE_DOWN,
	PICTURE_LEFT,
	PICTURE_RIGHT,
	PICTURE_PAGE_UP,
	PICTURE_PAGE_DOWN,
	PICTURE_FIRST,
	PICTURE_LAST,
	PICTURE_ZOOM_IN,
	PICTURE_ZOOM_OUT,
	PICTURE_RAW,
	PICTURE_TRUTH,
	PICTURE_BEFORE,
	PICTURE_BYTES
};

/* A key on the lines of maps or on the pages. False: it means nothing there. */
bool picture_lines(struct picture *p, const struct picture_shown *s, enum picture_act act);
bool picture_pages(struct picture *p, const struct picture_shown *s, enum picture_act act);
/* A key that turns something over; true for each of those. */
bool picture_turn(struct picture *p, enum picture_act act);
/* A click on a row of pages: `place` is the index of its HIT_PAGE, `x` the column from its left edge. */
void picture_point(struct picture *p, const struct picture_shown *s, int place, int x);

#endif
