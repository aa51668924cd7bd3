/* Boxes over the middle of a screen: keys, a message, a question. */
#ifndef VIEW_BOX_H
#define VIEW_BOX_H

#include "base/err.h"
#include "view/bar.h"
#include "view/hit.h"

void view_help(struct area a, const char *title, const struct view_key *keys, size_t n);
/* What happened, the call that failed, what to try. */
void view_message(struct area a, const char *title, const struct err *e);

struct confirm_view {
	const char *title, *question;
	const char *yes, *no; /* what each does: "leave the quiz", "go on" */
	bool on_yes;          /* the cursor */
};

void view_confirm(struct area a, const struct confirm_view *v, struct hits *hits);

#endif
