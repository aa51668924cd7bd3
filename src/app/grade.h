/*
 * A class's results, counted:
 *
 *   FILE… ──result_read──▶ struct graded (a student) ──┬─▶ by student
 *                                                      └─▶ struct graded_question ─▶ by question, wrong answers
 */
#ifndef APP_GRADE_H
#define APP_GRADE_H

#include "app/app.h"
#include "tutor/result_read.h"

enum { MARKS = MARK_VOID + 1 };

/* An answer that was wrong, in words, and how often it was given. */
struct graded_wrong {
	const char *what;
	size_t n;
};

/* The same step of another revision is another question. */
struct graded_question {
	const char *name; /* "length:tail" */
	const char *lesson, *step;
	int64_t rev;
	size_t asked, marks[MARKS];
	struct graded_wrong *wrong; /* the most frequent first, once counted */
	size_t wrong_n, wrong_cap;
};

struct graded {
	const char *file;
	const struct result *result;
	size_t marks[MARKS];
	const struct result_question **asked; /* by the index of the class's question; NULL: not asked */
};

struct grade_class {
	struct app *app;
	struct arena arena;
	struct graded *v;
	size_t n, cap;
	struct graded_question *questions;
	size_t questions_n, questions_cap;
	struct lesson **lessons; /* those that were needed; NULL entries none */
	size_t lessons_n, lessons_cap;
	size_t refused; /* files */
};

/* A lesson of the course, or of --lesson, in the revision that a question is of; NULL: there is none. */
const struct lesson *grade_lesson(struct grade_class *c, const char *id, int64_t rev);
/* A step or drill of it by its id; NULL. */
const struct step *grade_step(const struct lesson *l, const char *id);
/* What was answered, in words: the texts of choices, what a misconception is told. In the arena of c. */
const char *grade_answer(struct grade_class *c, const struct result_question *q);

void grade_tell(const struct grade_class *c, struct buf *out); /* as text */
void grade_csv(struct grade_class *c, struct buf *out);
/* Replays every answer on this kernel and tells where the mark differs: how many, or -1 where nothing can run. */
int grade_rerun(struct grade_class *c, struct buf *out);

#endif
