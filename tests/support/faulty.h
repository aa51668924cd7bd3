/*
 * The program with its calls made to fail, or itself killed, at a chosen one: in a pipe or in a pseudo-terminal.
 *
 *   driver ──note: "the 3rd fork fails"──▶ preload/fail.so in the program ──note: how many there were──▶ driver
 *
 * Behind each run: no process is left, no directory that the next start does not clear away, and the log loads.
 */
#ifndef TESTS_SUPPORT_FAULTY_H
#define TESTS_SUPPORT_FAULTY_H

#include "base/buf.h"
#include "support/fault_note.h"
#include "support/sitting.h"

enum { FAULTY_TEXT = 1 << 20 };

struct faulty {
	struct sitting *s;
	struct fault_note *note;
	char note_env[SITTING_PATH + 32], preload_env[SITTING_PATH + 32];
	char state[SITTING_PATH + 8], in[SITTING_PATH + 8], out[SITTING_PATH + 8], err[SITTING_PATH + 8];
};

/* One way to use the program. */
struct scenario {
	const char *name;
	const char *args[8];
	const char *lesson; /* of the fixtures, behind the arguments */
	const char *input;  /* NULL: none */
	bool screen;        /* in a pseudo-terminal, and `input` are its first keys */
};

/* For cmocka: *state is a struct faulty. */
int faulty_setup(void **state);
int faulty_teardown(void **state);
/* For main, before the tests: what a program leaves behind becomes a child of this one. */
void faulty_begin(void);

/*
 * Runs it with an empty log. `call` is that of the note; FAULT_KILL: the n-th of all of them kills the program. nth 0:
 * they are only counted. A status as of waitpid, -1 where it had to be ended. What it wrote is in the files out, err.
 */
int faulty_run(struct faulty *d, const struct scenario *c, const char *call, unsigned nth);
void faulty_read(const char *path, struct buf *out);
/* Each NULL, or what is wrong. */
const char *faulty_kids(void);
const char *faulty_dirs(struct faulty *d);
const char *faulty_log(const struct faulty *d, size_t *answers); /* how many answers it has */

#endif
