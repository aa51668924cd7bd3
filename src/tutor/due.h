/*
 * What is worth repeating now, by the log: every answer, in learn and in quiz, is a review of its question.
 *
 *   log.jsonl ──store_each──▶ (lesson, rev, step) ──schedule_review──▶ struct card
 */
#ifndef TUTOR_DUE_H
#define TUTOR_DUE_H

#include "model/lesson.h"
#include "store/progress.h"
#include "store/store.h"
#include "tutor/schedule.h"

struct due_table;

/* How a question was answered, by the whole log. Void answers are in n alone. */
struct due_answers {
	size_t n;
	size_t right; /* graded hard or better */
	enum grade last;
};

/* In one reading of the log. NULL for a store that holds nothing, and where reading fails: *e then says why. */
struct due_table *due_load(struct store *s, int64_t now, struct err *e);
/* The same, and progress, in one reading. */
struct due_table *due_load_with(struct store *s, int64_t now, struct progress_table **progress, struct err *e);
void due_free(struct due_table *t);

/* NULL: never answered; t may be NULL. */
const struct card *due_card(const struct due_table *t, const char *lesson, int64_t rev, const char *step);
const struct due_answers *due_answers(const struct due_table *t, const char *lesson, int64_t rev, const char *step);
size_t due_total(const struct due_table *t); /* answers of all */
/* Whether a step of a lesson, which may be a drill, is due at the time that due_load was told. */
bool due_step(const struct due_table *t, const struct lesson *l, size_t step);
/* How many steps and drills of a lesson are due. */
size_t due_steps(const struct due_table *t, const struct lesson *l);
/* What an answer in the log is worth: its grade where it has one, else by its mark. */
enum grade due_grade(const struct event *ev);

#endif
