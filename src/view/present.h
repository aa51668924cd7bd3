/*
 * The screen that a room reads, of the presenter and of each follower: one idea, large.
 *
 *   title                 text, question          ran
 *   ┌───────────────┐     ┌───────────────┐     ┌───────────────┐
 *   │               │     │ One byte      │     │ One byte      │
 *   │   One byte    │     │ text          │     │ question, ✓   │
 *   │               │     │ 1 choice ███ 7│     │ why           │
 *   │               │     │ 2 choice █ 2  │     │ picture       │
 *   └───────────────┘     └───────────────┘     └───────────────┘
 *
 * From 120 columns on the picture stands beside the text. Text comes whole before the picture gets rows; what still
 * does not fit scrolls.
 */
#ifndef VIEW_PRESENT_H
#define VIEW_PRESENT_H

#include "share/share.h"
#include "view/learn.h"

enum present_clock { PRESENT_NO_CLOCK, PRESENT_ELAPSED, PRESENT_LEFT };

struct present_view {
	const struct share_state *state;
	bool presenter; /* this is the presenter's screen: how many have voted and follow is told */
	enum present_clock clock;
	const char *pace; /* of autoplay, "10 s a step"; NULL: it is off */
	int own;          /* a follower's vote: 1 is the first place; 0: none */
	int cursor;       /* of a follower who chooses by arrows, likewise */
	int hand;         /* hands of this place are being counted, likewise; its count is what was typed so far */

	/* of this screen alone, as in struct learn_view */
	struct picture picture;
	struct space *space; /* NULL: made for each drawing */
	enum learn_pane pane;
	int scroll[LEARN_PANES];
	bool scrolled[LEARN_PANES];

	const char *message; /* NULL: the totals of the run */
	enum look message_look;
	const char *hint; /* at the right of the last row, "? keys"; NULL */
};

/* A dark screen while the phase is SHARE_BLANK. `shown` may be NULL. */
void view_present(struct area a, const struct present_view *v, struct learn_shown *shown);
/*
 * Rows that text, question and statements of a step need beyond those of a screen of this size, before the run or
 * after it; 0: it fits.
 */
int view_present_excess(const struct lesson *lesson, size_t step, int columns, int rows);
/* How the places of the step's vote are called, as they are shown; NULL behind the last, or where none can be held. */
const char *view_present_choice(const struct share_state *s, size_t place);
/* How many there are: of choices or outcomes; 0 for another question or none. */
size_t view_present_choices(const struct lesson *lesson, size_t step);

#endif
