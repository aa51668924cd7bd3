/*
 * The terminal, by ncurses: open, close, keys, mouse, resize, blit. The only place that knows it.
 *
 * Input is raw: ^C arrives as key 3, ^Z as 26. No signal but the fatal ones is touched: SIGWINCH and SIGCONT
 * belong to the caller, who then calls term_resized. Locale is the caller's too (setlocale before term_open).
 * Nothing here waits, and nothing runs between calls: an idle terminal makes no system call.
 */
#ifndef TERM_TERM_H
#define TERM_TERM_H

#include <stdbool.h>

#include "base/err.h"
#include "draw/canvas.h"

/* Keys: a Unicode code point, or one of these. */
enum key {
	KEY_NONE_ = 0,
	KEYS_BASE = 0x110000,
	TERM_UP,
	TERM_DOWN,
	TERM_LEFT,
	TERM_RIGHT,
	TERM_PGUP,
	TERM_PGDN,
	TERM_HOME,
	TERM_END,
	TERM_ENTER,
	TERM_ESC,
	TERM_TAB,
	TERM_BACKTAB,
	TERM_BACKSPACE,
	TERM_DELETE,
	TERM_F1,
	TERM_F5 = TERM_F1 + 4,
	TERM_F12 = TERM_F1 + 11,
	TERM_MOUSE, /* x, y, button are filled */
	TERM_RESIZE,
	TERM_EOF
};

struct term_event {
	int key;          /* enum key or a code point; Ctrl-A is 1 and so on */
	int x, y, button; /* button 1..3, 4 wheel up, 5 wheel down */
};

struct term_options {
	const struct theme *theme;
	bool no_color; /* NO_COLOR, or asked for */
	bool ascii;    /* asked for; else by the locale */
	bool mouse;
};

struct term;
/*
 * Takes the screen; what it was is restored at term_close, at exit() and on a fatal signal of ours. One at a time.
 * An unknown TERM is opened as a plain one that most terminals are, and term_note says so.
 */
int term_open(struct term **out, const struct term_options *o, struct err *e);
void term_close(struct term *t);
int term_width(const struct term *t);
int term_height(const struct term *t);
bool term_ascii(const struct term *t);
/* What the learner should be told about this terminal, a sentence; "" where there is nothing. */
const char *term_note(const struct term *t);
void term_theme(struct term *t, const struct theme *theme);
/* Asks for the size (after SIGWINCH or a stop); true where it changed. The next blit paints all either way. */
bool term_resized(struct term *t);
/* Writes what differs from the last blit. */
void term_blit(struct term *t, const struct canvas *c);
/* Reads one event that is there; false where there is none. Never waits (but 25 ms for what follows an Esc).
   Some input may be buffered: read until false before waiting on term_fd. TERM_EOF: the terminal has gone. */
bool term_read(struct term *t, struct term_event *ev);
/* The descriptor to wait on for input. */
int term_fd(const struct term *t);
/* Leaves the screen for a stop (^Z) or a child program, and takes it again. */
void term_suspend(struct term *t);
void term_resume(struct term *t);

#endif
