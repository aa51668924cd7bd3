/*
 * The state of a presentation, for the files that make it up.
 *
 *   TITLE ──go──▶ TEXT ──(v: vote, v: bars)──go, x: run──▶ DONE ──go──▶ the next step's TITLE
 *     ◀──back, by replay──  ◀────────────────────────────────
 */
#ifndef APP_PRESENT_STATE_H
#define APP_PRESENT_STATE_H

#include "app/present.h"
#include "app/present_time.h"
#include "app/ui.h"
#include "view/present.h"

#define JUMP_DIGITS 5

struct presenting {
	struct ui *ui;
	const struct lesson *lesson;
	struct session *session;
	bool *out; /* of each step: it is left out, --anyway */
	size_t step;
	enum share_phase phase; /* never SHARE_BLANK: */
	bool blank, zoomed;
	struct snapshot now;
	size_t pages_n;
	uint8_t order[64];
	struct share_votes votes;
	size_t hand;                /* the place whose hands are being counted, 1 the first; 0: none */
	bool hand_typed;            /* a digit was typed for it: the next one is appended */
	char jump[JUMP_DIGITS + 1]; /* the number of a step, being typed */
	struct present_time time;
	struct share *share; /* NULL: nobody follows */
	struct audience audience;
	bool drawn;             /* since the followers were told */
	bool anew;              /* v votes anew */
	size_t tried;           /* statements of the branch, as they were told: 1 and more; 0: it was not */
	const void *tried_last; /* and its last record */
	struct picture picture;
	struct space space;
	int scroll[LEARN_PANES];
	bool scrolled[LEARN_PANES];
	struct learn_shown shown;
	char message[256];
	enum look message_look;
	unsigned reaction; /* of the action under way */
};

void present_say(struct presenting *p, enum look look, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* All that the screens show, as it is now. */
void present_state(const struct presenting *p, struct share_state *out);

/* Runs the screen until the teacher leaves. `p` has its ui, lesson, session, what is left out, and its time. */
enum reaction present_on_screen(struct presenting *p);

/* Going, by real runs: present_step.c. */
void present_enter(struct presenting *p, size_t step, enum share_phase phase);
void present_next(struct presenting *p);
void present_back(struct presenting *p);
void present_run(struct presenting *p);
bool present_ahead(const struct presenting *p); /* something comes after what is shown */
size_t present_first(const struct presenting *p);
size_t present_last(const struct presenting *p);
void present_forget(struct presenting *p); /* what is kept of the picture */

/* The vote: present_vote.c. */
void present_vote_begin(struct presenting *p); /* another step is shown */
void present_vote(struct presenting *p);       /* v */
bool present_vote_close(struct presenting *p); /* its bars are shown; false where none was open */
void present_vote_mark(struct presenting *p);  /* the step ran */
void present_hands(struct presenting *p, enum act action, const struct term_event *ev);

/* Followers: present_share.c. Each does nothing where there are none. */
/* --mode as rights, 0 without it; an error where it is none, or stands without --share. */
int present_share_mode(const struct app *app, unsigned *mode, struct err *e);
int present_share_open(struct presenting *p, struct err *e);
void present_share_close(struct presenting *p);
void present_share_way_in(struct presenting *p);              /* stands below the first title, for who comes late */
void present_share_told(struct presenting *p);                /* they are told of what was drawn */
void present_share_ask(struct presenting *p, size_t choices); /* 0: no vote */
void present_share_ask_end(struct presenting *p);

/* Elsewhere: present_elsewhere.c. */
/* A number being typed takes digits, Backspace and Enter; any other key forgets it. True: it took this one. */
bool present_jump(struct presenting *p, enum act action, const struct term_event *ev);
bool present_elsewhere(struct presenting *p, enum act action); /* contents, search, a branch, and Esc */

#endif
