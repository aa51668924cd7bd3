/* A statement being typed: the line, the lines before it, what fits there, what is wrong with it. */
#ifndef APP_TYPED_H
#define APP_TYPED_H

#include "app/entry.h"
#include "tutor/complete.h"
#include "view/prompt.h"

struct typed {
	struct entry line;
	struct history history;
	struct lang_err fault; /* of the line; text "" for none */
	struct arena fits_arena;
	struct fits fits; /* what Tab found; n 0: not asked, or nothing */
};

void typed_finish(struct typed *t);
void typed_drop_fits(struct typed *t);
/* Words of the language that fit at the cursor, in fits_arena; *from: where the word begins that they go on. */
struct fits typed_words(struct typed *t, const struct scope *names, size_t *from, bool *in_string);
/* Inserts what all of `found` have in common, and keeps them to be shown where there are several. False: none. */
bool typed_complete(struct typed *t, struct fits found, size_t from, bool in_string);
/* A character or a key of a line. False: it means nothing to it. */
bool typed_act(struct typed *t, enum act action, int key);
/* The line without blanks around it, as the newest of the history, in `was`; the line is then empty. */
const char *typed_take(struct typed *t, struct entry *was);
/* A line that was refused comes back, the cursor at its fault. */
void typed_refused(struct typed *t, const char *text);
/* How it is shown; strings in a. */
void typed_view(const struct typed *t, struct prompt_view *v, struct arena *a);

#endif
