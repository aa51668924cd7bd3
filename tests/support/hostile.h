/*
 * An attack: a hostile lesson given to the real program, and what must come of it.
 *
 *   world (homes, canaries) ──▶ program ──▶ its output, its end ──▶ what is left ──▶ one line of TAP: the verdict
 *
 * Of every attack it is asked: does the program end in time, by itself, with this status and this message; is its
 * output fit for a terminal; is no process, no directory, no file left; is the world as it was.
 */
#ifndef TESTS_SUPPORT_HOSTILE_H
#define TESTS_SUPPORT_HOSTILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum { ATTACK_SECONDS = 60, ATTACK_ARGS = 8, HOSTILE_PATH = 512 };

struct attack {
	const char *name; /* also the lesson's: tests/hostile/lessons/NAME.json where nothing makes it */
	void (*make)(struct buf *json, const struct attack *a);
	const void *data;              /* of make */
	const char *args[ATTACK_ARGS]; /* of the program, with "@" for the lesson; empty: run @ */
	int status;                    /* exit status */
	const char *says;              /* a part of what it says */
	const char *never;             /* what it must not say; NULL: anything */
	int seconds;                   /* to end in; 0: ATTACK_SECONDS */
	const char *skip;              /* why it cannot be tried here; NULL: it can */
};

/* Runs them all, each as one line of TAP; the exit status for main. */
int attacks_run(const struct attack *v, size_t n);

/* ---- the world: what an attack may not change ---- */

struct world_around {
	char root[HOSTILE_PATH];    /* temporary, open to all; below it: home, state, cwd, tmp, lessons */
	char program[HOSTILE_PATH]; /* the one under test */
	char lessons[HOSTILE_PATH]; /* tests/hostile/lessons */
	struct buf before;          /* every file of home, cwd and tmp: name, kind, mode, size, times, content */
	int canary;                 /* pid of a process that nobody may end */
};

void around_make(struct world_around *w);
void around_end(struct world_around *w);
/* NULL, or what has changed; good until the next call. */
const char *around_changed(struct world_around *w);
/* NULL, or which process is left among the descendants of this one. */
const char *around_left(const struct world_around *w);

/* NULL where the text may stand on a terminal as it is, else the first that may not. */
const char *unfit_for_terminal(const struct buf *text);

#endif
