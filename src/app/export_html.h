/* A lesson as a handout. */
#ifndef APP_EXPORT_HTML_H
#define APP_EXPORT_HTML_H

#include "app/app.h"

/*
 * `mmaptutor export LESSON[:STEP] --to html`: runs the lesson, or up to the step, and writes what came of it as a page;
 * with --open without the answers. EXIT status; an expectation that failed stands on the page and in the status.
 */
int export_html(struct app *app, const struct lesson *l, size_t step, struct buf *out);

#endif
