/*
 * What a sitting of an exam came to, as a file for the teacher: one JSON object, indented.
 *
 *   { "format": 1, "kind": "mmaptutor result", "name": "ada", "seed": 7, "exam": true,
 *     "time": 1700000000, "kernel": "6.18.5", "page": 4096,
 *     "lessons": [ { "lesson": "length", "rev": 1 } ],
 *     "questions": [
 *       { "lesson": "length", "step": "tail", "rev": 1, "vary": { "n": 4097 }, "kind": "choice",
 *         "answer": [ 2 ], "mark": "wrong", "seconds": 4.25, "hints": 0, "tries": 1, "sure": false,
 *         "skipped": false, "misconception": null } ],
 *     "right": 0, "wrong": 1, "skipped": 0, "void": 0, "complete": true }
 *
 *   kind      choice choices   number    outcome    pages     task
 *   answer    [ 2 ]  [ 0, 3 ]  4096      "EINVAL"   "1100"    [ "munmap(m, page)" ]     null: none was given
 *
 * Choices are counted from 0 in the lesson's own order, whatever order they were shown in. Pages are '1' where marked,
 * the first of the range first. A task's answer is the statements of the last attempt. "misconception" is the index
 * of the task's misconception that this attempt met, else null. "mark" is right, wrong, void or none. A skipped or
 * unanswered question has mark none. "seed" is a string of digits where it exceeds 2^53. "complete" stands last: a
 * file that was cut does not have it.
 */
#ifndef TUTOR_RESULT_H
#define TUTOR_RESULT_H

#include "base/buf.h"
#include "model/answer.h"
#include "model/record.h"

#define RESULT_FORMAT 1
#define RESULT_KIND   "mmaptutor result"

enum quiz_kind { QUIZ_CHOICE, QUIZ_CHOICES, QUIZ_NUMBER, QUIZ_OUTCOME, QUIZ_PAGES, QUIZ_TASK, QUIZ_KINDS };

extern const char *const quiz_kind_names[QUIZ_KINDS]; /* "choice", … */

struct result_lesson {
	const char *id;
	int64_t rev;
};

struct result_question {
	const char *lesson, *step;
	int64_t rev;
	const struct binding *vary;
	size_t vary_n;
	enum quiz_kind kind;
	struct answer answer;          /* all kinds but the task; `given` where there is one */
	size_t pages_n;                /* QUIZ_PAGES: how many the question asks about */
	const char *const *statements; /* QUIZ_TASK: the last attempt; NULL: none was made */
	size_t statements_n;
	int misconception; /* QUIZ_TASK: index, -1 for none */
	enum mark mark;
	int64_t ms; /* from the showing of the question to its last answer */
	size_t hints, tries;
	bool sure, skipped;
};

struct result {
	const char *name; /* of the student */
	uint64_t seed;
	bool exam;
	int64_t time; /* of its end, seconds since 1970 */
	const char *kernel;
	int64_t page;
	const struct result_lesson *lessons;
	size_t lessons_n;
	const struct result_question *questions; /* in the order in which they were asked */
	size_t questions_n;
};

/* Appends the whole file. */
void result_put(const struct result *r, struct buf *out);

#endif
