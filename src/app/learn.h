/* Self-study: one lesson on the screen, step by step. */
#ifndef APP_LEARN_H
#define APP_LEARN_H

#include "app/ui.h"

/* Runs a lesson from where the learner left it. REACT_LEAVE or REACT_QUIT; REACT_NEXT from its end. */
enum reaction learn_lesson(struct ui *ui, const struct lesson *lesson);
/* The same of a lesson of the course by its id; a box says what is wrong with its file. */
enum reaction learn_open(struct ui *ui, const char *name);
/* The list of lessons, and lessons from it; first of all the one after `after` (NULL: none). */
enum reaction course_open(struct ui *ui, const char *after);

#endif
