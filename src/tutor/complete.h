/*
 * What fits at the cursor of a statement being typed, and what the call around it wants there. All from the tables.
 *
 *   m = mmap(NULL, page, PROT_RE|          place: mmap, argument 2 (prot), the word "PROT_RE"
 *                        └─word─┘          fits:  PROT_READ
 */
#ifndef TUTOR_COMPLETE_H
#define TUTOR_COMPLETE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "lang/scope.h"

struct place {
	const struct call *call; /* around the cursor; NULL where there is none, or it is an observation: */
	const struct word *word;
	size_t arg;     /* the argument that the cursor is in */
	bool in_string; /* inside a literal that has begun */
	size_t from;    /* first byte of the word, or of the string's content, that ends at the cursor */
};

struct fits {
	const char **v; /* whole words, sorted; a call with its "(" */
	size_t n;
	size_t common; /* bytes that all of them begin with */
};

struct place place_at(const char *text, size_t cursor, const struct words *words);
/* Words for the place; a parameter that is made of constants offers those of its group alone. In a. */
struct fits place_fits(const struct place *at, const char *text, size_t cursor, const struct scope *s, struct arena *a);
/* "void *mmap(void *addr, ...)" and "prot: what may be done with the pages"; NULL where no call is around. In a. */
const char *place_signature(const struct place *at, struct arena *a);
const char *place_parameter(const struct place *at, struct arena *a);
/* One line on any word of the language, NULL where the tables lack it. In a. */
const char *word_help(const char *name, const struct words *words, struct arena *a);
/* Every call, constant and observation that begins so: for `:help`. */
struct fits word_fits(const char *text, size_t n, const struct words *words, struct arena *a);

#endif
