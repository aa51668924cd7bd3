/* What lies under the mouse: a view notes it while it draws. */
#ifndef VIEW_HIT_H
#define VIEW_HIT_H

#include <stdbool.h>

#include "draw/canvas.h"

enum hit_kind {
	HIT_NONE,
	HIT_PANE,   /* index: enum learn_pane */
	HIT_CHOICE, /* index: position of the question's cursor: choice as shown, outcome, page */
	HIT_LINE,   /* index: line of maps, as struct picture counts them */
	HIT_PAGES,  /* a row of cells; index: pages from the first shown */
	HIT_LESSON, /* index: lesson, counted through all parts */
	HIT_KEY,    /* index: row of the key table */
	HIT_YES,
	HIT_NO
};

/* Cells of the canvas. */
struct hit {
	int x, y, w, h;
	enum hit_kind kind;
	int index;
};

#define HITS_MAX 640 /* a page question has 512 */

/* Zeroed is empty. What does not fit is only out of the mouse's reach. */
struct hits {
	struct hit v[HITS_MAX];
	int n;
};

/* Notes cells of `a`, clipped to it. `hits` may be NULL. */
void hits_add(struct hits *hits, struct area a, int x, int y, int w, int h, enum hit_kind kind, int index);
/* The last noted, that is the uppermost, at a cell of the canvas; NULL where there is none. */
const struct hit *hits_at(const struct hits *hits, int x, int y);

#endif
