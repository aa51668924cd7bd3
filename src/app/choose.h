/* What every list to choose from has: a cursor that keys and the mouse move. */
#ifndef APP_CHOOSE_H
#define APP_CHOOSE_H

#include "app/ui.h"
#include "view/chooser.h"

struct choose {
	struct ui *ui;
	size_t n, cursor;
	int scroll, height;
	struct hits hits;
};

/* Draws it, and notes what is where. `v` has its rows, texts and keys; cursor and scroll are put in here. */
void choose_draw(struct choose *c, struct area a, struct chooser_view *v);
/* Moves the cursor. True where the row under it is chosen: Enter, or a click on it. */
bool choose_act(struct choose *c, enum act action, const struct term_event *ev);
/* Runs a screen over the one that is there, which comes back after it. REACT_QUIT or REACT_DRAW. */
enum reaction choose_run(struct ui *ui, const struct screen *screen, void *ctx);

/* The steps of a lesson. REACT_QUIT, or REACT_DRAW: with *step changed where one was chosen. */
enum reaction contents_open(struct ui *ui, const struct lesson *l, size_t *step);
/* The words of a step's statements, with what the tables say of each. REACT_QUIT or REACT_DRAW. */
enum reaction words_open(struct ui *ui, const struct step *step);
/* Search in the course and in `more` (may be NULL): ui->goal is set where something was chosen. */
enum reaction search_open(struct ui *ui, const struct lesson *more);
/* In one lesson. */
enum reaction search_lesson(struct ui *ui, const struct lesson *l);

#endif
