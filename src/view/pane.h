/* The panes of the learn screen: each writes all its rows into a flow. */
#ifndef VIEW_PANE_H
#define VIEW_PANE_H

#include "view/flow.h"
#include "view/learn.h"

struct pane {
	void (*draw)(struct flow *f, const struct learn_view *v);
	void (*title)(const struct learn_view *v, struct buf *out);                 /* NULL: it has no rule above it */
	void (*labels)(struct area a, int y, const struct learn_view *v, int keep); /* on the rule; NULL */
};

/* The rows of it at the width of a. */
struct flow pane_measure(struct area a, const struct learn_view *v, const struct pane *kind);
/* A rule, and below it, one column in from both edges, the rows from the first that is shown. */
void pane_draw(struct area a, const struct learn_view *v, const struct pane *kind, enum learn_pane p,
	       const struct flow *measured, struct learn_shown *shown);
/* The message, else the totals of the run. */
void pane_status(struct area a, int y, const struct learn_view *v);

void pane_text(struct flow *f, const struct learn_view *v);
void pane_code(struct flow *f, const struct learn_view *v);
void pane_maps(struct flow *f, const struct learn_view *v);
void pane_pages(struct flow *f, const struct learn_view *v);

void pane_maps_title(const struct learn_view *v, struct buf *out);
void pane_pages_title(const struct learn_view *v, struct buf *out);
/* What was drawn, for the next key. */
void pane_pages_shown(const struct learn_view *v, int width, struct picture_shown *out);
/* The names of the columns or the scale, on the rule above the lines; its last `keep` columns are taken. */
void pane_maps_labels(struct area a, int y, const struct learn_view *v, int keep);

enum look pane_outcome_look(const struct outcome *o);

/* The question while it is open, and what became of it. */
void question_open(struct flow *f, const struct learn_view *v);
void question_closed(struct flow *f, const struct learn_view *v);
/* Either before a class, with the votes: v->present is set. */
void question_present(struct flow *f, const struct learn_view *v);
/* The prompt, or what stands for one. */
const char *question_prompt(const struct ask *ask);
/* Columns of the menu or grid at this width: what up and down move by. */
int question_columns(const struct learn_view *v, int width);
int question_present_columns(const struct learn_view *v, int width);

const struct step *learn_step(const struct learn_view *v);
/* The record where the step was run and not skipped, else NULL. */
const struct record *learn_record(const struct learn_view *v);

#endif
