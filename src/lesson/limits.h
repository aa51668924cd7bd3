/* Every limit of a lesson, in one place. assets/lesson.schema.json repeats those that a schema can state. */
#ifndef LESSON_LIMITS_H
#define LESSON_LIMITS_H

#include <stdint.h>

/* Entries. Bytes of the whole file and nesting: json_limits_lesson. Bytes of a statement: LANG_LENGTH. */
enum {
	MAX_STEPS = 200,
	MAX_ACTIONS = 64,   /* statements of a step, those of repeats counted once */
	MAX_REPEAT = 70000, /* nested ones multiplied */
	MAX_CODES = 64,     /* expectations, probes */
	MAX_PARAGRAPHS = 16,
	MAX_HINTS = 12,
	MAX_CHOICES = 16,
	MAX_GOALS = 12,
	MAX_ATTEMPTS = 16, /* solutions, wrong */
	MAX_VARY = 8,
	MAX_COMBINATIONS = 64,
	MAX_FILES = 32,
	MAX_SET = 256,  /* names that are set at one time */
	MAX_NAMES = 32, /* teaches, after, sources */
	MAX_PROGRAM = 400,
	MAX_FEATURES = 16,
	MAX_SYSCTL = 16,
	MAX_PARTS = 40,
	MAX_LESSONS = 200,
	MAX_CONCEPTS = 1000
};

/* Text: columns, but for a paragraph and notes, which wrap, in bytes. */
enum {
	COLS_TITLE = 60,
	COLS_SUMMARY = 160,
	COLS_SOURCE = 100,
	COLS_CHOICE = 70,
	COLS_WHY = 160,
	COLS_PROMPT = 160,
	COLS_TASK = 240,
	COLS_HINT = 200,
	COLS_UNIT = 20,
	COLS_WORD = 64, /* names of files, of file systems, of sysctls */
	COLS_CODE = 76, /* a line of code in a text or of the program: it does not wrap */
	COLS_CLAIM = 400,
	BYTES_PARAGRAPH = 600,
	BYTES_NOTES = 2000,
	BYTES_ID = 40
};

/* Numbers. */
enum {
	MAX_REV = 1000000,
	MAX_MINUTES = 600,
	MAX_AUTO = 3600, /* seconds */
	MAX_FILE_PAGES = 4096,
	MAX_FILE_BYTES = 16 << 20 /* of all files together, as written; a sparse size counts nothing */
};
#define MAX_SPARSE    (INT64_C(1) << 40) /* a sparse file: what the usual file systems take without a block */
#define MAX_PAGE_SIZE (INT64_C(1) << 20)

#endif
