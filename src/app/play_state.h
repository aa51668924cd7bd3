/* The state of free play, for the files that make it up. */
#ifndef APP_PLAY_STATE_H
#define APP_PLAY_STATE_H

#include "app/learn_state.h"
#include "app/play.h"
#include "app/play_form.h"
#include "app/typed.h"

struct playing {
	struct learn l; /* the panes: cursors, zoom, scrolling, the status line */
	struct play *play;
	struct typed typed;
	struct form form;
	struct arena told;  /* strings of: */
	const char *note;   /* help that was asked for; NULL */
	struct buf message; /* what l.message points to */
};

/* The status line. */
void play_say(struct playing *p, enum look look, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* What the branch did is shown anew. */
void play_shown(struct playing *p);
/* A statement of the line or of the form. True where it was performed. */
bool play_statement(struct playing *p, const char *text);
void play_back(struct playing *p);
void play_forth(struct playing *p);

/* ":save NAME.json" and its like: play_command.c. */
void play_command(struct playing *p, const char *text);
struct fits play_command_fits(const char *text, size_t n, struct arena *a);
/* What Tab does: play_complete.c. */
void play_complete(struct playing *p);
/* play_draw.c. */
void play_draw(void *ctx, struct area a);
unsigned play_where(void *ctx);

#endif
