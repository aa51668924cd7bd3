/* The course: parts, their lessons, how far each is, and a word on the one under the cursor. */
#ifndef VIEW_LIST_H
#define VIEW_LIST_H

#include "view/bar.h"
#include "view/hit.h"

enum list_state {
	LIST_NONE,
	LIST_STARTED, /* steps_done of steps */
	LIST_DONE,
	LIST_DUE,   /* done, and worth repeating today */
	LIST_BROKEN /* cannot be read or run here: the summary says why */
};

struct list_lesson {
	const char *title, *summary; /* summary NULL for none */
	int64_t minutes;             /* 0: not said */
	enum list_state progress;
	size_t steps, steps_done;
	size_t due; /* questions worth repeating today */
};

struct list_part {
	const char *title;
	const struct list_lesson *lessons;
	size_t n;
};

struct list_view {
	const char *title;
	const struct list_part *parts;
	size_t parts_n;
	size_t cursor;       /* lesson, counted through all parts */
	int scroll;          /* first row shown last time; moved so that the cursor is in sight */
	const char *message; /* NULL: how much is done */
	enum look message_look;
	const struct view_key *keys;
	size_t keys_n;
};

/* Returns the first row shown: the `scroll` of the next time. `hits` may be NULL. */
int view_list(struct area a, const struct list_view *v, struct hits *hits);

#endif
