/*
 * When a question is worth asking again: FSRS, version 6, with its published default parameters.
 *
 *   memory   stability: days until recall has sunk to 90 %;  difficulty: 1 to 10
 *
 *   recall                       a review at the right time makes the curve flatter:
 *   100 % ─╮                     ╭──────────╮
 *    90 % ─┼───────╮┄┄┄┄┄┄┄┄┄┄┄┄┄┄╯          ╰────────╮┄┄┄┄
 *          review  stability ▶  review                stability
 *
 * Source: github.com/open-spaced-repetition (The Algorithm; the vectors of fsrs-rs and ts-fsrs). Pure functions: the
 * time comes from the caller. A clock that jumps back counts as no time gone by.
 */
#ifndef TUTOR_SCHEDULE_H
#define TUTOR_SCHEDULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/answer.h"
#include "model/grade.h"

/* Zeroed is a question that was never reviewed. */
struct memory {
	double stability, difficulty;
};

/* Zeroed was never reviewed; times in seconds since 1970. */
struct card {
	struct memory memory;
	int64_t last, due;
	uint32_t reviews, lapses; /* lapses: graded again after the first review */
};

/* What an answer is worth. hints: seen before it; tries: with this one, 0 counts as 1; skipped: it was revealed. */
enum grade schedule_grade(enum mark mark, bool sure, bool skipped, int64_t hints, int64_t tries);

/* The memory behind a review, `days` after the one before (of no meaning at the first). */
struct memory schedule_memory(struct memory m, double days, enum grade g);
/* The chance of a right answer, 0 to 1, `days` after the last review. */
double schedule_recall(struct memory m, double days);
/* Whole days, 1 to 36,500, until recall is at 90 %. */
int64_t schedule_days(struct memory m);

/* The card after a review. GRADE_NONE changes nothing. What was graded again is due ten minutes later. */
struct card schedule_review(struct card c, enum grade g, int64_t time);
/* Worth asking now. False for a card without a review. One that was reviewed later than tomorrow is: its time is none.
 */
bool schedule_is_due(const struct card *c, int64_t now);

#endif
