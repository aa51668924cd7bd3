/*
 * The speaker's second screen: what to say, what comes next, how much time there is, how the votes stand.
 *
 *   ┌ lesson ────────────────── 3 of 12 ┐
 *   │ 12:34 · 17:26 left   5 followers  │
 *   │ One byte               (revealed) │
 *   │ notes …                           │
 *   │ votes  7   1 ██ 2   2 █████ 5     │
 *   │ next: A whole page                │
 *   └───────────────────────────────────┘
 */
#ifndef VIEW_NOTES_H
#define VIEW_NOTES_H

#include "share/share.h"
#include "view/bar.h"

struct notes_view {
	const struct share_state *state;
	int64_t elapsed_s, left_s; /* now; left_s -1: without a limit */
	int scroll;                /* rows of the notes above the first that is shown */
	const struct view_key *keys;
	size_t keys_n;
};

/* The rows of the notes that did not fit below: how far it can be scrolled. */
int view_notes(struct area a, const struct notes_view *v);

#endif
