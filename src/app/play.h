/* Free play on the screen: statements tried on a branch of a lesson. */
#ifndef APP_PLAY_H
#define APP_PLAY_H

#include "app/ui.h"

/*
 * Opens a branch with the steps before `at` performed, until the learner leaves it. REACT_QUIT, or REACT_DRAW: the
 * screen below is to be drawn again.
 */
enum reaction play_on_screen(struct ui *ui, const struct lesson *lesson, size_t at, const struct session_options *o);

#endif
