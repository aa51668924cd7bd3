/* A few observations for the tests of lesson/: the real table lies above it. */
#ifndef TESTS_LESSON_WORDS_H
#define TESTS_LESSON_WORDS_H

#include "lang/word.h"

static const struct word lesson_word_rows[] = {
	{ .name = "errno", .gives = "a number" },
	{ .name = "signal", .gives = "a number" },
	{ .name = "output", .gives = "text" },
	{ .name = "size", .params = "a", .min = 1, .max = 1, .kinds = "a", .gives = "bytes" },
	{ .name = "perms", .params = "a", .min = 1, .max = 1, .kinds = "a", .gives = "text" },
	{ .name = "resident", .params = "a, n", .min = 2, .max = 2, .kinds = "aa", .gives = "pages" },
	{ .name = "filesize", .params = "name", .min = 1, .max = 1, .kinds = "n", .gives = "bytes" },
};
static const struct words lesson_words = {
	.v = lesson_word_rows,
	.n = sizeof(lesson_word_rows) / sizeof(lesson_word_rows[0]),
};

#endif
