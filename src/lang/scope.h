/* Static checking: every name known, every argument count right, nothing assigned that may not be. */
#ifndef LANG_SCOPE_H
#define LANG_SCOPE_H

#include "lang/tree.h"

enum known { KNOWN_VALUE, KNOWN_ACTOR, KNOWN_OBJECT, KNOWN_VARY };

/* The names that exist at a point of a lesson. Zeroed but for `words` and `files` is empty. */
struct scope {
	const struct words *words;
	const char *const *files; /* names of the lesson's files, for observations that take one */
	size_t files_n;
	struct arena arena;
	struct {
		const char *name;
		enum known known;
		const struct layout *layout; /* KNOWN_OBJECT: of a structure; NULL for an array */
	} * v;
	size_t n, cap;
};

/* Adds, or changes what the name is. */
void scope_add(struct scope *s, const char *name, enum known known);
void scope_add_object(struct scope *s, const char *name, const struct layout *layout);
/* The index of the name, or -1. */
int scope_find(const struct scope *s, const char *name);
/* 1 and *known where it is there. */
int scope_has(const struct scope *s, const char *name, enum known *known);
void scope_copy(struct scope *to, const struct scope *from);
void scope_finish(struct scope *s);

/*
 * Binds calls, constants and observations in the tree and checks it. For a statement (`statement` true) the
 * names that it makes are added to the scope: its lvalue, objects of its out-parameters, actors of fork().
 * In an expression calls are refused: it may only observe, and it gives a number, not text or a structure. 0, or -1
 * with e filled and the scope as it was. KNOWN_VARY names may be read, never assigned. A field assigned to a new name
 * finds the structure that has it.
 */
int lang_check(struct node *n, struct scope *s, bool statement, struct lang_err *e);

#endif
