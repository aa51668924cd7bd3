/* A line being typed: its text, its cursor, and the lines before it. */
#ifndef APP_ENTRY_H
#define APP_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "app/keys.h"
#include "lang/tree.h"

#define ENTRY_BYTES (LANG_LENGTH + 1)

struct entry {
	char text[ENTRY_BYTES];
	size_t len, cursor; /* bytes; the cursor stands between characters */
};

/* Lines that were entered. `at` n: the new one, which is kept in `draft` meanwhile. */
struct history {
	char **v;
	size_t n, cap, at;
	struct entry draft;
};

void entry_set(struct entry *l, const char *text);
void entry_put(struct entry *l, const char *text, size_t n); /* at the cursor; what does not fit is left out */
void entry_type(struct entry *l, int code);                  /* a Unicode code point */
/* A key that moves or erases. False: it means nothing to a line. */
bool entry_act(struct entry *l, enum act action);

void history_add(struct history *h, const char *text);
/* Up or down; the line becomes that. */
void history_move(struct history *h, struct entry *l, bool up);
void history_finish(struct history *h);

#endif
