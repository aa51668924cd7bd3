/*
 * A sitting of questions drawn from lessons. The kernel marks: a question's step runs in processes of its own.
 *
 *   lessons ──seed──▶ turns ──quiz_next──▶ the state before the step ──answer──▶ the step runs ──▶ mark
 *                       ▲                                                                            │
 *                       └── practice: a wrong or skipped one comes back behind the others, with ─────┘
 *                           values of its own
 *
 * The same lessons, options, seed and answers make the same sitting. No clock and no disk here: who calls keeps both.
 */
#ifndef TUTOR_QUIZ_H
#define TUTOR_QUIZ_H

#include "lang/scope.h"
#include "model/grade.h"
#include "tutor/result.h"
#include "tutor/session.h"

#define QUIZ_QUESTIONS  10   /* of a sitting, where nobody says */
#define QUIZ_MOST       1000 /* of a sitting */
#define QUIZ_ROUNDS     3    /* how often one question is asked at most */
#define QUIZ_STATEMENTS 32   /* of one attempt at a task */
#define QUIZ_TEXT       4000 /* bytes of them */

struct quiz_options {
	struct session_options session; /* its `seed` and `draw` are not used */
	uint64_t seed;
	size_t questions; /* at most */
	bool exam;        /* nothing comes back, a task has one attempt, what is skipped does not run */
	/* Which steps may be drawn; NULL: all that ask something. */
	bool (*wanted)(void *ctx, const struct lesson *l, size_t step);
	void *ctx;
};

/* One asking of one question. */
struct quiz_turn {
	const struct lesson *lesson;
	size_t step;
	enum quiz_kind kind;
	size_t number;           /* of the question, from 1: the same when it comes back */
	size_t round;            /* 0; 1 and on: it came back */
	struct session *session; /* its record is there once the step ran */
	uint8_t order[64];       /* of the choices, as shown */
	size_t pages_n;          /* that it asks about */
	struct answer answer;
	const char **statements; /* QUIZ_TASK: the last attempt; NULL: none yet */
	size_t statements_n;
	int misconception; /* that it met, -1 for none */
	bool closed;       /* answered or skipped for good */
	enum mark mark;    /* once closed: MARK_NONE where it was skipped */
	bool skipped;
	size_t tries;
	size_t hints; /* seen: the caller's to count */
	int64_t ms;   /* it took: the caller's to measure */
};

struct quiz {
	struct quiz_options options;
	struct arena arena;
	struct quiz_turn **turns; /* those to come too */
	size_t turns_n, turns_cap;
	size_t at;        /* turns that were opened */
	size_t questions; /* that were drawn */
};

/* Draws the questions: none where nothing can be asked here. The lessons must outlive it. */
int quiz_open(struct quiz **out, const struct lesson *const *lessons, size_t n, const struct quiz_options *o,
	      struct err *e);
void quiz_close(struct quiz *q); /* NULL is fine */

/* The turn that was opened last; NULL before the first. */
struct quiz_turn *quiz_turn(const struct quiz *q);
/* Opens the next one: 1, 0 where there is none, or -errno. The last must be closed. */
int quiz_next(struct quiz *q, struct err *e);

/* Runs the step and marks: the turn is closed. Of all kinds but the task. 0 or -errno, the turn then is open still. */
int quiz_answer(struct quiz *q, const struct answer *a, struct err *e);
/*
 * Tries statements at a task. 0: they ran, goals and misconceptions are in the record; closed where all goals are
 * reached, and in an exam. -EINVAL with le and *bad, the statement that is none: nothing ran. Else e says why.
 */
int quiz_attempt(struct quiz *q, const char *const *statements, size_t n, size_t *bad, struct lang_err *le,
		 struct err *e);
/* Are these statements of the open task, the last of them too? 0, or -EINVAL with what is wrong with it. Runs nothing.
 */
int quiz_spelled(struct quiz *q, const char *const *statements, size_t n, struct lang_err *le);
/* The names that hold behind statements typed at the open task, for what fits there. To be finished. */
void quiz_names(struct quiz *q, const char *const *statements, size_t n, struct scope *s);
/* Gives up: the step runs to be seen (a task by its first solution), in an exam it does not. */
int quiz_skip(struct quiz *q, struct err *e);

/* How well it was remembered. */
enum grade quiz_grade(const struct quiz_turn *t);

struct quiz_tally {
	size_t right, wrong, skipped, nothing; /* questions by their first answer; nothing: void */
};

/* Of what was closed; in an exam what was not counts as skipped. */
struct quiz_tally quiz_tally(const struct quiz *q);

/* The answer of a closed turn as a line for a log, "0 3", "4096", "EINVAL", "1100", statements by newlines. */
void quiz_answer_put(const struct quiz_turn *t, struct buf *out);
/* Gives the open turn an answer that was put, and closes it. -EINVAL where it is no answer to
 * this question. */
int quiz_answer_again(struct quiz *q, const char *text, bool sure, struct err *e);

/* The questions of an exam for a result, in the arena of q; *n of them. */
struct result_question *quiz_results(struct quiz *q, size_t *n);

#endif
