/* The prompt of free play: a line being typed, what fits there, what was tried. In place of a step's text. */
#ifndef VIEW_PROMPT_H
#define VIEW_PROMPT_H

#include "model/record.h"
#include "view/flow.h"

/* One thing that was tried, oldest first. */
struct tried_view {
	const char *text;
	const struct statement_record *done; /* NULL: undone, redo brings it back */
};

/* A row of the form for mmap(): a field to type into, or a box to tick. */
struct form_row {
	const char *label; /* "length", "MAP_PRIVATE" */
	const char *help;  /* what it controls */
	const char *value; /* a field's text; NULL for a box */
	size_t cursor;     /* byte in it */
	bool ticked, indented;
};

struct prompt_view {
	const char *text;  /* as typed */
	size_t cursor;     /* byte in it */
	const char *error; /* what is wrong with it; NULL */
	size_t error_at;
	const char *signature;   /* of the call that the cursor is in; NULL */
	const char *parameter;   /* help of the parameter under the cursor; NULL */
	const char *const *fits; /* what could be completed here */
	size_t fits_n;
	const char *empty; /* what is said while nothing is typed; NULL */
	const char *focus; /* what the pages are of where nothing was tried yet; NULL */
	const struct tried_view *tried;
	size_t tried_n;
	const struct form_row *form; /* NULL: the line is typed */
	size_t form_n, form_at;      /* the row under the cursor */
};

void pane_prompt(struct flow *f, const struct prompt_view *p);
void pane_tried(struct flow *f, const struct prompt_view *p);

#endif
