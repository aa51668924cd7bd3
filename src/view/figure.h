/*
 * The maps or the pages of a step by themselves, as high as they are: for a page of paper, which has no cursor, no keys
 * and nothing to scroll.
 */
#ifndef VIEW_FIGURE_H
#define VIEW_FIGURE_H

#include "view/learn.h"

struct figure {
	struct canvas canvas;
	struct buf title;
	int above, below; /* rows that are not in it */
};

/*
 * PANE_MAPS or PANE_PAGES of v, in `columns` and at most `rows`: where there are more, those around what changed. False
 * where there is nothing to draw; *f is untouched then. The title tells what is seen.
 */
bool figure_init(struct figure *f, const struct learn_view *v, enum learn_pane p, int columns, int rows, bool ascii);
void figure_finish(struct figure *f);

#endif
