/*
 * A list to choose from, the whole screen: contents of a lesson, what a search found.
 *
 *   title ─────────────────────────────── right
 *   Search: fixed▏                                   entry, where one is typed
 *   ▸ ✓  3  A hint that is taken          right      mark, text, note
 *     ·  4  A hint between two pages      seen
 *   status
 *   keys
 */
#ifndef VIEW_CHOOSER_H
#define VIEW_CHOOSER_H

#include "view/bar.h"
#include "view/hit.h"

struct chooser_row {
	enum glyph mark; /* GLYPH_BLANK for none */
	enum look look;  /* of the mark and the note */
	const char *text, *note;
};

struct chooser_view {
	const char *title, *right;
	const char *label; /* before what is typed; NULL: nothing is */
	const char *entry;
	size_t entry_cursor;            /* byte */
	const struct chooser_row *rows; /* all of them: only those in sight are drawn */
	size_t n, cursor;
	int scroll;        /* first row shown the last time; moved so that the cursor is in sight */
	const char *empty; /* what is said in place of rows */
	const char *message;
	enum look message_look;
	const struct view_key *keys;
	size_t keys_n;
};

/* Returns the first row shown: the `scroll` of the next time. Rows are HIT_CHOICE; *height (may be NULL): rows in
   sight. */
int view_chooser(struct area a, const struct chooser_view *v, int *height, struct hits *hits);

#endif
