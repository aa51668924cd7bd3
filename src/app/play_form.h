/* The form for mmap(): a field for each parameter, boxes for what is or-ed. It makes the line that is run. */
#ifndef APP_PLAY_FORM_H
#define APP_PLAY_FORM_H

#include "app/entry.h"
#include "base/buf.h"
#include "view/prompt.h"

enum { FORM_ROWS = 20, FORM_FIELDS = 5 };

/* Zeroed is empty; form_open fills in what is usual. */
struct form {
	bool open;
	size_t at; /* row under the cursor */
	bool ticked[FORM_ROWS];
	struct entry fields[FORM_FIELDS];
};

void form_open(struct form *f);
/* A key. False: it means nothing to a form. */
bool form_act(struct form *f, enum act action);
void form_type(struct form *f, int code);
bool form_on_box(const struct form *f);
/* "m = mmap(NULL, page, ...)" */
void form_text(const struct form *f, struct buf *out);
/* The rows as they are to be drawn, into FORM_ROWS of them; how many. `texts` holds what or-ed boxes come to. */
size_t form_rows(const struct form *f, struct form_row *out, struct buf texts[2]);

#endif
