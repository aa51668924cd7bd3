/* `mmaptutor export [LESSON…] --to anki`. */
#ifndef APP_EXPORT_ANKI_H
#define APP_EXPORT_ANKI_H

#include "app/app.h"

/* Runs the lessons, without one the whole course, and writes the deck to stdout. */
int export_anki(struct app *app);

#endif
