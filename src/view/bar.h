/* What every screen has: the title above, below it a line of status and one of keys. */
#ifndef VIEW_BAR_H
#define VIEW_BAR_H

#include "draw/canvas.h"
#include "view/hit.h"

/* A row of a key table, the most important first: a narrow footer drops the last ones. */
struct view_key {
	const char *key, *what; /* "Enter", "run the step" */
};

/* Row y: title on the left, `right` at the right edge. */
void bar_title(struct area a, int y, const char *title, const char *right);
void bar_status(struct area a, int y, enum look look, const char *message);
void bar_keys(struct area a, int y, const struct view_key *keys, size_t n, struct hits *hits);
/* Row y: "── title ──────── note ──"; a focused one is marked. */
void bar_rule(struct area a, int y, const char *title, const char *note, bool focused);

#endif
