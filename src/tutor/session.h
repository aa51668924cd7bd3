/*
 * A sitting with one lesson: which step is next, what each did, and the way back.
 *
 *        step 0        step 1       step 2 (fresh)   step 3
 *   ──────●─────────────●───────────────●──────────────●────
 *         └── one segment: one lab ─────┘└── another ──
 *
 * Going back starts a new lab and runs the steps of the segment again: the kernel answers anew, and where
 * it answers otherwise the new record says so. A step with `die:` runs in a lab of its own, to which the steps
 * before it are repeated; the lesson goes on from the state before it.
 */
#ifndef TUTOR_SESSION_H
#define TUTOR_SESSION_H

#include "base/diag.h"
#include "tutor/run.h"

struct session_options {
	struct stage_options stage;
	bool draw; /* draw the values of `vary` by seed; else the first of each */
	uint64_t seed;
	struct diags *faults; /* faults that only a run shows; NULL */
};

struct session {
	const struct lesson *lesson;
	struct session_options options;
	struct stage stage;
	bool open;               /* the stage is there */
	size_t stage_first;      /* the step that its segment begins with */
	size_t stage_at;         /* the step whose statements the stage would perform next */
	struct record **records; /* of each step, NULL until it ran */
	struct binding **vary;   /* of each step, as many as it has */
	const char **skip;       /* of each step: why it cannot run here, NULL */
	const char *skip_all;    /* the whole lesson */
	int silent;              /* runs of its own steps, replays too, that did not end in time */
	struct arena arena;
};

/* Makes it ready to run step 0; starts no lab yet. A lesson that cannot run here is no failure: see skip. */
int session_open(struct session **out, const struct lesson *lesson, const struct session_options *o, struct err *e);
void session_close(struct session *s); /* NULL is fine */

/* The step that the segment of `step` begins with: the state before `step` is what they leave behind. */
size_t session_segment(const struct lesson *l, size_t step);
/* The record of a step, NULL until it ran. */
const struct record *session_record(const struct session *s, size_t step);
/* Runs a step (again): brings the stage to the state before it, by replay where it has to. 0 or -errno. */
int session_run(struct session *s, size_t step, struct err *e);
/* Runs a task's step with the learner's own statements. */
int session_attempt(struct session *s, size_t step, const struct attempt *attempt, struct err *e);
/* Brings the stage to the state before a step without running it: for the picture before. */
int session_prepare(struct session *s, size_t step, struct err *e);
/* The picture as the stage stands, with the focus of a step where its names are known. */
void session_now(struct session *s, size_t step, struct snapshot *out, uint64_t *focus_start, uint64_t *focus_len);
/* The values of `vary` of a step. */
const struct binding *session_vary(const struct session *s, size_t step, size_t *n);
/* Pages that the question of a step asks about, before its run; 0 where that is not known yet. */
size_t session_asked_pages(struct session *s, size_t step);
/* The order in which the choices of a step are shown: place → index in the lesson. `order` holds 64. */
void session_order(const struct session *s, size_t step, uint8_t *order);
/* Sets the values of a step for runs to come; its records are dropped. */
void session_set_vary(struct session *s, size_t step, const int64_t *values);
/* Descriptors that poll readable when a process of the lesson has ended; at most `max`. */
size_t session_watch(const struct session *s, int *fds, size_t max);
/* True where a process ended that should be there. */
bool session_broken(struct session *s);
/* The lab is thrown away; the next run replays. */
void session_drop(struct session *s);

/* Why a lesson or a step cannot run here, in a, or NULL. `probe` runs in a throwaway lab. */
const char *require_missing(const struct requirement *r, const struct lesson *lesson, const struct stage_options *o,
			    struct arena *a);

#endif
