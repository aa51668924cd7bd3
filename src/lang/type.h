/* The types that a cast or sizeof may name. Inside lang/ only. */
#ifndef LANG_TYPE_H
#define LANG_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "model/record.h"

enum { TYPE_WORDS = 5 }; /* "unsigned long long int", and one too many to be told so */

struct type {
	const char *text; /* canonical: "unsigned long", "char *", "struct stat" */
	unsigned bytes;   /* 0: void */
	bool is_signed, is_struct;
	bool pointer;
	enum value_type shown; /* how an integer of it is shown */
};

/* Whether a type may begin with this word. */
bool type_word(const char *word);
/* The type of n words and `stars` asterisks. `struct` is words[0] with the name in words[1]. False: there is none. */
bool type_make(struct arena *a, const char *const *words, size_t n, unsigned stars, struct type *t);
/* By its canonical text, of a cast. */
enum value_type type_shown(const char *text);

#endif
