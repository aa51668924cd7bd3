/*
 * A program in a real pseudo-terminal, and the screen that its output makes, by libvterm.
 *
 *   tty_send ──▶ pty ──▶ program ──▶ pty ──▶ libvterm ──▶ tty_screen, tty_cell
 *
 * A test waits until the screen becomes what it expects; the deadline is only there to fail by.
 */
#ifndef TESTS_SUPPORT_TTY_H
#define TESTS_SUPPORT_TTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct tty;

/*
 * Starts argv[0] (a path) as leader of a session of its own. Its environment is TERM=xterm-256color, LANG=C.UTF-8,
 * PATH, HOME and the sanitizers' options, then `env` (NAME=VALUE, or NAME alone to take one out; NULL ends it).
 * A system that cannot do that ends the test program.
 */
struct tty *tty_start(const char *const argv[], const char *const env[], int rows, int cols);
/* Ends the program if it still runs, and frees all. */
void tty_end(struct tty *t);
pid_t tty_pid(const struct tty *t);

void tty_send(struct tty *t, const char *bytes);
void tty_resize(struct tty *t, int rows, int cols); /* sends SIGWINCH, as the kernel does */
/* Closes the terminal under the program. */
void tty_hang_up(struct tty *t);

/* Each waits until it is so, and answers false where it is not within the deadline, after printing the screen. */
bool tty_wait_text(struct tty *t, const char *text); /* somewhere within one row */
bool tty_wait_gone(struct tty *t, const char *text);
bool tty_wait(struct tty *t, bool (*becomes)(struct tty *t, void *data), void *data);
bool tty_wait_exit(struct tty *t, int *status); /* as of waitpid */
bool tty_ended(const struct tty *t);            /* as far as was seen: for a `becomes` of tty_wait */

/* For measuring: takes output until none came for quiet_ms; when the last byte came, in ns of CLOCK_MONOTONIC. */
int64_t tty_settle(struct tty *t, int quiet_ms);

/* Rows without trailing blanks, each ended by a newline. Good until the next call. */
const char *tty_screen(struct tty *t);
/* One row of it, from 0; good until the next call. */
const char *tty_row(struct tty *t, int row);

/* Colours as 0xRRGGBB; plain_fg and plain_bg: the terminal's own. */
struct tty_cell {
	uint32_t code; /* 0: blank, or the tail of a wide character */
	int width;
	bool bold, underline, reverse, plain_fg, plain_bg;
	uint32_t fg, bg;
};
struct tty_cell tty_cell(struct tty *t, int row, int col);

bool tty_alternate(const struct tty *t); /* the alternate screen is shown */
bool tty_cursor(const struct tty *t);    /* the cursor is shown */
/* Is all as it was before the program: screen, cursor, mouse, modes? Else *why says what is not. */
bool tty_whole(struct tty *t, const char **why);
/* Bytes written by the program so far. */
size_t tty_bytes(const struct tty *t);

#endif
