/* The state of the learn screen, for the files that make it up. */
#ifndef APP_LEARN_STATE_H
#define APP_LEARN_STATE_H

#include "app/ui.h"
#include "model/answer.h"
#include "tutor/play.h"
#include "tutor/session.h"
#include "view/learn.h"

#define ENTRY_MAX 20 /* characters of a number */

struct learn {
	struct ui *ui;
	const struct lesson *lesson;
	struct session *session;
	struct play *branch;        /* free play: what is shown is of this branch; NULL */
	const struct record *given; /* without a session: what is shown came from elsewhere; NULL */
	size_t step;
	struct answer *answers; /* of each step */
	char entry[ENTRY_MAX + 1];
	struct snapshot now; /* before the run */
	uint64_t focus_start, focus_len;
	size_t pages_n; /* that the question asks about */
	uint8_t order[64];
	size_t hints;
	int cursor;
	bool follow;
	bool ended; /* the last step was seen, and that is written */
	enum learn_pane pane;
	int scroll[LEARN_PANES];
	bool scrolled[LEARN_PANES];
	struct picture picture;
	struct bytes bytes;
	struct space space; /* of the record or of `now` */
	const char *message;
	enum look message_look;
	struct learn_shown shown;
	unsigned reaction; /* of the action under way */
	struct {
		bool place, mark, done; /* to be written once the picture is out */
	} keep;
};

void learn_go(struct learn *l, size_t step);
const struct record *learn_shown_record(const struct learn *l); /* of the step or of the branch; NULL before a run */
void learn_forget(struct learn *l);                             /* cursors, scrolling and hints of what was shown */
void learn_scroll(struct learn *l, int rows);
bool learn_scroll_by(struct learn *l, enum act action); /* false: the key scrolls nothing */

/* The status line: learn_tell.c. */
void learn_say(struct learn *l, enum look look, const char *text);
bool learn_at_end(const struct learn *l); /* the last step has run to its end */
void learn_end_reached(struct learn *l);  /* says and keeps that it has, where it has */
void learn_say_odd(struct learn *l);      /* of the run just made: given up, lost, or not as the last time */

/* The question: learn_answer.c. */
void learn_cursor(struct learn *l, enum act action);
void learn_mark(struct learn *l);             /* what is under the cursor */
void learn_digit(struct learn *l, int place); /* the choice shown at that place */
void learn_type(struct learn *l, int key);    /* of a number */
bool learn_erase(struct learn *l, int key);   /* true where a character was erased */
void learn_settle(struct learn *l);           /* before marking: what the cursor and the entry say */
void learn_mouse(struct learn *l, const struct term_event *ev);

/* The picture: learn_picture.c. */
bool learn_picture(struct learn *l, enum act action); /* false: the key means nothing to it */
void learn_picture_point(struct learn *l, const struct hit *h, int x);
const struct bytes *learn_picture_bytes(struct learn *l); /* of the page under its cursor; NULL: not asked for */
void learn_picture_reset(struct learn *l);                /* another state is shown */

/* Free play behind the steps that have run: play_open.c. */
enum reaction learn_play(struct learn *l);

/* Contents and search: contents.c. */
enum reaction learn_elsewhere(struct learn *l, enum act action);

/* What is remembered: learn_place.c. Nothing is lost where it cannot be: a message says so. */
size_t learn_place(struct learn *l);          /* the step to begin with */
enum reaction learn_settled(struct learn *l); /* writes what `keep` says */

#endif
