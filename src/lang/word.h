/* An observation as the language knows it: a name, its parameters, its help. The table itself is tutor/'s. */
#ifndef LANG_WORD_H
#define LANG_WORD_H

#include <stddef.h>

struct value;
struct word {
	const char *name;
	const char *params; /* "a, n" as help shows it; NULL: a plain name, as `errno` */
	unsigned min, max;  /* arguments; `max` 0 and params NULL for a plain name */
	const char *kinds;  /* one character an argument: 'a' address or number, 's' string, 'n' file name, 'c' actor */
	const char *(*text_at)(size_t i); /* what an 's' may be, NULL behind the last; NULL where only a run can tell */
	const char *gives;                /* "pages", "bytes", "text", "0 or 1", "a number" */
	const char *source;               /* the interface that it reads: "mincore(2)", "/proc/PID/pagemap bit 63" */
	const char *help;                 /* one line */
	/* The owner's: observes and gives an enum eval. The language does not call it. */
	int (*watch)(void *ctx, int actor, const struct value *args, size_t n, struct value *out);
};

struct words {
	const struct word *v;
	size_t n;
};

const struct word *words_find(const struct words *w, const char *name);

#endif
