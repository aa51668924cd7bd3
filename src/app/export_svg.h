/* A step as a picture of its screen. */
#ifndef APP_EXPORT_SVG_H
#define APP_EXPORT_SVG_H

#include "app/app.h"

/*
 * `mmaptutor export LESSON:STEP --to svg`: runs the lesson up to the step and draws the learn screen after it, or
 * before it with --open, in the theme of --theme and with --size columns by rows. EXIT status; faults are told.
 */
int export_svg(struct app *app, const struct lesson *l, size_t step, struct buf *out);

#endif
