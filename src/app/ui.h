/*
 * The loop: wait, event, reaction = update(state, action), draw if dirty, blit. Nothing ticks: an idle program
 * makes no system call.
 *
 *   terminal ──▶ term_event ──keys.h──▶ action ──▶ screen.act ──▶ reaction ──▶ draw, leave, or nothing
 */
#ifndef APP_UI_H
#define APP_UI_H

#include "app/app.h"
#include "app/goal.h"
#include "app/keys.h"
#include "app/theme.h"
#include "draw/canvas.h"
#include "store/store.h"
#include "term/term.h"

/* What a screen asks of the loop. */
enum reaction {
	REACT_NONE = 0,
	REACT_DRAW = 1,
	REACT_LEAVE = 2, /* this screen is done */
	REACT_QUIT = 4,  /* the program is done */
	REACT_NEXT = 8   /* this screen is done, and what comes after it is wanted */
};

struct play;

/* Who else sees what is on the screen, whichever screen that is. */
struct audience {
	void *ctx;
	int fd; /* watched by every screen */
	enum reaction (*woken)(void *ctx);
	void (*tried)(void *ctx, const struct play *p); /* free play stands still, after the picture is out */
};

struct ui {
	struct app *app;
	struct term *term;
	struct canvas canvas;
	struct theme theme; /* the terminal points to it */
	struct arena theme_arena;
	struct store *store;         /* what the learner did; may be NULL */
	struct err unrecorded;       /* why nothing is recorded: told once, then cleared */
	const struct screen *screen; /* on top */
	void *ctx;
	bool dirty;
	bool trimmed;                    /* what starting needed has been given back */
	int64_t since_ms;                /* when the step under way began */
	bool slow;                       /* it takes long enough to say so */
	bool gave_up;                    /* the learner gave it up */
	const char *note;                /* of the terminal: told once, then NULL */
	const struct audience *audience; /* NULL: none */
	struct goal goal;                /* of a search: the lesson that it is in opens there */
};

/* One screen: three functions, and descriptors to watch. */
struct screen {
	unsigned where; /* KEYS_* of keys.h */
	void (*draw)(void *ctx, struct area a);
	enum reaction (*act)(void *ctx, enum act action, const struct term_event *ev);
	size_t (*fds)(void *ctx, int *fds, size_t max); /* NULL: none */
	enum reaction (*woken)(void *ctx);              /* one of them is readable */
	enum reaction (*settled)(void *ctx); /* the picture is out: now what may wait, as the disk. NULL: nothing */
	unsigned (*where_now)(void *ctx);    /* NULL: `where`, always */
	/* NULL: never. True: this character goes to act as ACTION_TYPE, before any key of the table. */
	bool (*typing)(void *ctx, int key);
};

int ui_open(struct ui *ui, struct app *app, struct err *e);
void ui_close(struct ui *ui);
/* Runs a screen until it leaves. REACT_QUIT, REACT_NEXT or REACT_LEAVE. */
enum reaction ui_run(struct ui *ui, const struct screen *screen, void *ctx);
void ui_draw(struct ui *ui);
/* What is to be told of this terminal, or NULL; the next time it is NULL. */
const char *ui_note(struct ui *ui);
/* A step begins: ui_tick counts from here. */
void ui_begin(struct ui *ui);
/* Called between the statements of a long step: draws, and true where the learner asks to give up (Esc, ^C). */
bool ui_tick(void *ui);

/* A box with an error until a key is pressed. */
enum reaction ui_error(struct ui *ui, const char *title, const struct err *e);

#endif
