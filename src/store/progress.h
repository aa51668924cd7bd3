/* What the log says of each lesson, in one reading. A lesson of another rev is another lesson. */
#ifndef STORE_PROGRESS_H
#define STORE_PROGRESS_H

#include "store/store.h"

struct progress {
	const char *lesson;
	int64_t rev;
	int64_t time;        /* of the last event */
	const char *step;    /* the step seen last, where learn goes on; "" at the start and after the end */
	bool done;           /* seen to its end, at least once */
	size_t seen;         /* different steps; what was only asked in a quiz is none */
	size_t right, wrong; /* steps by their latest answer; void ones are neither */
};

struct progress_table;

/* NULL for a store that holds nothing, and where reading fails: *e then says why. */
struct progress_table *progress_load(struct store *s, struct err *e);
void progress_free(struct progress_table *t);
/* The same event by event, for who reads the log for more than this. */
struct progress_table *progress_new(void);
void progress_add(struct progress_table *t, const struct event *ev);
/* NULL where nothing is known; t may be NULL. */
const struct progress *progress_find(const struct progress_table *t, const char *lesson, int64_t rev);
/* Whether a step was seen, and the latest mark of its question. p may be NULL. */
bool progress_step(const struct progress_table *t, const struct progress *p, const char *step, enum mark *mark);

/* Where learn goes on: the id of the step is appended to `step`. False where it starts at the beginning. */
bool store_position(struct store *s, const char *lesson, int64_t rev, struct buf *step);

#endif
