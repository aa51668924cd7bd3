/* What the files of term/ share. */
#ifndef TERM_PRIVATE_H
#define TERM_PRIVATE_H

#define NCURSES_NOMACROS 1
#include <curses.h>

#include "term/paint.h"
#include "term/term.h"

struct term {
	SCREEN *screen;
	FILE *out; /* what ncurses writes to: a duplicate of the terminal, but during a frame */
	int frame; /* a memory file that takes one frame; -1 where there is none */
	struct palette palette;
	int w, h;
	bool ascii;
	char note[160];
	char name[64];
	/* The last canvas that was blitted; last_w is 0 where the next blit has to paint all. */
	struct cell *last;
	int last_w, last_h;
	cchar_t *run; /* one row, and one more */
	int cursor;   /* index of the cell with the cursor, -1 for none */
	/* A UTF-8 character of which bytes are still to come. */
	char part[4];
	size_t part_len;
};

/*
 * ncurses 6.4 writes at every motion of the cursor, some thirty writes a screen. Between these two it writes into
 * memory; frame_end hands the whole to the terminal at once.
 */
void frame_begin(struct term *t);
void frame_end(struct term *t);

/* Forgets what is on the screen and makes room for w by h cells. */
void blit_invalidate(struct term *t);

/*
 * The rescue: bytes and modes that make the terminal whole again, worked out beforehand so that a signal handler
 * may write them. Also done at exit(). Armed while the screen is ours.
 */
void rescue_prepare(int in, int out, bool mouse); /* with ncurses open; keeps the modes found by rescue_modes */
int rescue_modes(int in);                         /* before ncurses opens; 0 or -errno */
void rescue_arm(bool armed);
void rescue_cursor(void); /* shown, after the alternate screen was left */
void rescue_line(void);   /* the modes of the line again, behind endwin */
/* Takes and gives back the fatal signals. */
void rescue_signals(bool ours);

#endif
