/* The panes of the learn screen: each writes all its rows into a flow. */
#ifndef VIEW_PANE_H
#define VIEW_PANE_H

#include "view/flow.h"
#include "view/learn.h"

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

/* The question while it is open, and what became of it. */
void question_open(struct flow *f, const struct learn_view *v);
void question_closed(struct flow *f, const struct learn_view *v);
/* Columns of the menu or grid at this width: what up and down move by. */
int question_columns(const struct learn_view *v, int width);

const struct step *learn_step(const struct learn_view *v);
/* The record where the step was run and not skipped, else NULL. */
const struct record *learn_record(const struct learn_view *v);

#endif
