/* What the two files of the pseudo-terminal share. */
#ifndef TESTS_SUPPORT_TTY_PRIVATE_H
#define TESTS_SUPPORT_TTY_PRIVATE_H

#include <termios.h>
#include <vterm.h>

#include "base/buf.h"
#include "support/tty.h"

struct tty {
	pid_t pid;
	int pidfd, master, slave; /* the slave stays open here: modes outlive the program, and reads never meet EIO */
	bool ended, hung_up;
	bool marked; /* the mark behind all output of the program was read */
	int status;
	struct termios modes; /* before the program */
	VTerm *vterm;
	VTermScreen *screen;
	bool alternate, cursor, mouse;
	size_t bytes;
	int64_t last_ns; /* when the last of them were read */
	struct buf text;
};

void tty_screen_init(struct tty *t, int rows, int cols);
void tty_screen_finish(struct tty *t);
void tty_screen_resize(struct tty *t, int rows, int cols);
/* Takes output of the program; what the terminal answers to it goes into answer, its length is the return. */
size_t tty_screen_feed(struct tty *t, const char *bytes, size_t n, char *answer, size_t size);

#endif
