/* Translations of lessons: what one lacks, and a file to begin one with. */
#ifndef APP_CHECK_LANG_H
#define APP_CHECK_LANG_H

#include "app/app.h"

/*
 * `check --lang LANG [LESSON…]`: each text that is missing, stale or unknown as file:line:column. Of the whole course
 * only the lessons that have an overlay are judged, the others are counted. 0, 3 where something is to be mended.
 */
int check_lang(struct app *app);
/* Text and question of a step are to be seen at once on the smallest terminal: a fault in d for each that is too long.
   A step's place is in the lesson, not in an overlay. */
void check_fits(const struct lesson *l, bool overlay, struct diags *d);
/* `export LESSON --to overlay --lang LANG`: an overlay on stdout, with the translations that there are. */
int export_overlay(struct app *app);

#endif
