/* Screens that are compared with a file of tests/golden. */
#ifndef SUPPORT_GOLDEN_H
#define SUPPORT_GOLDEN_H

#include "support/learn.h"

/* The canvas is the text of tests/golden/NAME.txt; with GOLDEN=write in the environment the file is made. */
void assert_golden(const struct canvas *c, const char *name);
/* Draws the screen at 80x24, 120x40 and 200x60, each in UTF-8 and ASCII: NAME-80.txt, NAME-80-ascii.txt and so on. */
void assert_goldens(struct screen *s, const char *name);

#endif
