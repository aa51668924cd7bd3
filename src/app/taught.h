/* Which steps of the course use a word of the language. */
#ifndef APP_TAUGHT_H
#define APP_TAUGHT_H

#include "app/app.h"
#include "base/buf.h"

/* One step of each lesson. Appends "four-kinds:two-questions, errors:no-file and 3 more lessons"; nothing where no step
 * uses it. */
void taught_by(struct app *app, const char *word, struct buf *out);

#endif
