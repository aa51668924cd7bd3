/* The state of a follower's screen, for the files that make it up. */
#ifndef APP_FOLLOW_STATE_H
#define APP_FOLLOW_STATE_H

#include "app/learn_state.h"
#include "share/share.h"

struct following {
	struct learn l; /* without a session: what the presenter shows, and how it is looked at here */
	struct follow *door;
	const struct share_state *state; /* NULL: none came yet */
	enum share_phase phase;          /* of the state before */
	bool away;                       /* it was looked around */
	bool pointing;                   /* arrows point at a choice: l.cursor */
	size_t typed;                    /* the number of a choice, so far; 0: none */
	bool notes;
	int clock;          /* timerfd of the notes; -1 */
	int64_t arrived_ms; /* of the state */
	int notes_more;     /* rows of the notes that are below the screen */
	struct err e;       /* why it ended; what "" while it goes on */
	int ended;          /* -errno of that */
};

/* Runs until it is left or the presenter ends. */
void follow_on_screen(struct following *f);

#endif
