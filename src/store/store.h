/*
 * What the learner did: an append-only log, $XDG_STATE_HOME/mmaptutor/log.jsonl, one JSON object a line.
 *
 *   {"time":1700000000,"event":"answer","lesson":"length","rev":1,"step":"tail","mark":"right","sure":true}
 *
 *   store_append ──one write, under a lock──▶ log.jsonl ──▶ store_each ──▶ progress_load
 *
 * Several programs may append at once. Nothing is ever rewritten: an event or a member that this version does not
 * know stays, and is passed over. A line that a crash left torn is closed by the next one.
 * A store that is NULL holds nothing and records nothing, so that a program without a home goes on all the same.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/answer.h"
#include "model/grade.h"

enum event_kind {
	EVENT_OTHER,   /* of a later version; only read */
	EVENT_STEP,    /* a step was seen */
	EVENT_ANSWER,  /* a question was answered: mark, sure */
	EVENT_DONE,    /* the lesson was seen to its end */
	EVENT_SITTING, /* a quiz began, or ended: of no lesson */
	EVENT_KINDS
};

/* Strings read are good during the callback only. What is 0, false or "" is not written. */
struct event {
	enum event_kind kind;
	int64_t time; /* seconds since 1970; at append 0 is now */
	const char *lesson;
	int64_t rev;
	const char *step; /* its id; "" where the event is of the lesson */
	enum mark mark;
	bool sure;
	/* EVENT_ANSWER of a quiz, from here on 0 elsewhere */
	bool quiz;
	bool skipped;
	int64_t hints, tries; /* hints seen; answers given to this question in this sitting, with this one */
	int64_t seconds;      /* from the question to the answer */
	enum grade grade;
	const char *answer; /* as text, for a sitting that goes on; NULL or "": none */
	/* EVENT_SITTING; the seed on its answers too */
	uint64_t seed;
	bool ended; /* its end, else its start */
	bool exam, only_due;
	int64_t questions, minutes; /* asked for; 0: no limit */
	const char *lessons;        /* asked for, one a line; NULL or "": the course */
	const char *name;           /* of who takes an exam */
};

/* No line is longer, in bytes with its newline. */
#define STORE_LINE_MAX 8192

struct store;

/*
 * Opens the log in `dir` (NULL: where it belongs), making what is missing. Where that fails *e says what to tell the
 * learner, and *out is a store that records nothing: with what can be read, or NULL.
 */
int store_open(struct store **out, const char *dir, struct err *e);
void store_close(struct store *s);
/* The directory of the log by the XDG rules, where a relative path counts as none; it need not exist. 0, or -1. */
int store_place(struct buf *dir, struct err *e);
const char *store_path(const struct store *s); /* of the log */

/*
 * Appends one event and waits for the disk: draw first. After an error the log is as it was.
 * A store that records nothing answers 0: its reason was given by store_open.
 */
int store_append(struct store *s, const struct event *ev, struct err *e);

/* Calls `each` for every event, oldest first, until it returns false. *damaged (may be NULL): lines that are none. */
int store_each(struct store *s, bool (*each)(void *data, const struct event *ev), void *data, size_t *damaged,
	       struct err *e);

/*
 * Moves the log aside, beside it with the date behind its name, and begins a new one: with all but the events of
 * `lesson`, any revision of it, or with none (NULL). One rename: whatever happens, the log is the old or the new one.
 * The new name is appended to `aside`, *gone is how many events the new log lacks; 0: nothing was to be done.
 */
int store_put_aside(struct store *s, const char *lesson, struct buf *aside, size_t *gone, struct err *e);

/* Forgets all. */
int store_reset(struct store *s, struct err *e);

#endif
