/*
 * Rows written one below the other into an area that may be shorter than they are.
 *
 *   top -3   │ paragraph          │ above the area: clipped
 *            ├────────────────────┤
 *        y 0 │ paragraph          │ area
 *          1 │ > choice           │ ← kept: first .. last
 *            └────────────────────┘
 *
 * The same function measures (area of height 0) and draws.
 */
#ifndef VIEW_FLOW_H
#define VIEW_FLOW_H

#include "draw/canvas.h"
#include "model/record.h"
#include "view/hit.h"

struct flow {
	struct area a;
	int top, y;                 /* first row, next row; negative: scrolled out */
	int first, last;            /* rows to keep in sight, counted from top; last -1 for none */
	struct hits *hits;          /* NULL while measuring */
	const struct binding *vary; /* for {n} in texts */
	size_t vary_n;
	bool tight; /* no row is left free */
};

struct flow flow_at(struct area a, int top, struct hits *hits);
/* Rows written so far. */
int flow_rows(const struct flow *f);
/* The first row to show where `height` are in sight: the beginning, or so that the rows to keep are. Of a measured one.
 */
int flow_top(const struct flow *measured, int height);
/* The row at y belongs to those that are kept in sight. */
void flow_keep(struct flow *f);
/* Leaves one row free, but not at the top, and none where it is tight. */
void flow_gap(struct flow *f);
/* A paragraph with marks and {names}, `indent` columns from the left. */
void flow_paragraph(struct flow *f, int indent, enum look look, const char *text);
/* Plain words wrapped: the first row from `indent`, the others from `hang`. Returns the column behind the last. */
int flow_words(struct flow *f, int indent, int hang, enum look look, const char *text);
/* {names} replaced. */
void flow_expand(const struct flow *f, const char *text, struct buf *out);

#endif
