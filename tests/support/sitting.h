/*
 * A learner's sitting: the real program in a pseudo-terminal, with a home of its own, and all that it must not
 * leave behind.
 *
 *   sitting_open ──▶ keys and screens (tty.h) ──▶ sitting_look ──▶ sitting_over: status, terminal, processes, files
 *
 * What is wrong fails the test at hand (cmocka).
 */
#ifndef TESTS_SUPPORT_SITTING_H
#define TESTS_SUPPORT_SITTING_H

#include "support/tty.h"

enum { SITTING_KIDS = 16, SITTING_DIRS = 8, SITTING_PATH = 256 };

struct sitting {
	struct tty *tty;
	char home[SITTING_PATH];    /* temporary; HOME and the XDG directories of the program */
	char program[SITTING_PATH]; /* the one under test */
	int kids[SITTING_KIDS];     /* pidfds of the processes of the lesson, as sitting_look met them */
	size_t kids_n;
	char dirs[SITTING_DIRS][SITTING_PATH]; /* of the lesson's files, likewise */
	size_t dirs_n;
};

/* For cmocka: *state is a struct sitting with a home and nothing started. */
int sitting_setup(void **state);
int sitting_teardown(void **state);

/* Starts the program with these arguments (NULL ends them). `env` as in tty.h, before that of the sitting. */
void sitting_start(struct sitting *s, const char *const args[], const char *const env[], int rows, int cols);
/* `learn` with a lesson of tests/e2e/fixtures, and waits for this text on the screen. 80 by 24. */
void sitting_learn(struct sitting *s, const char *lesson, const char *text);
/* The path of a file of tests/e2e/fixtures. Good until the next call. */
const char *sitting_fixture(const char *name);
/* Starts the program by the shell, as "$0" and "$@" of this script. */
void sitting_script(struct sitting *s, const char *script, const char *const args[]);

/* Sends keys, then waits for this text. */
void sitting_key(struct sitting *s, const char *keys, const char *text);
void sitting_sees(struct sitting *s, const char *text);
void sitting_misses(struct sitting *s, const char *text); /* waits until it is gone */

/* Remembers the processes and the directories that the program has now. Returns how many processes. */
size_t sitting_look(struct sitting *s);
/* Kills the newest process of the lesson from outside. */
void sitting_kill_lab(struct sitting *s);

/* Waits for the end, which has this status, and checks that nothing is left but what is told.
   The processes and directories are those that sitting_look has met. */
void sitting_over(struct sitting *s, int status);
void sitting_over_by(struct sitting *s, int sig); /* killed by it: the directory waits for the next start */
/* Kills the program by SIGKILL, which nothing can answer: the terminal stays as it is, the directory waits for the next
   start; no process of the lesson outlives it. */
void sitting_kill(struct sitting *s);
/* That no process of the lesson is left (waits for it), and no directory. */
void sitting_nothing_left(struct sitting *s);

#endif
