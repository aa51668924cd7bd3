/*
 * Which theme the screen has: --theme, else the config file, else the built-in one; a key goes to the next.
 *
 *   $XDG_CONFIG_HOME/mmaptutor/config.json    { "theme": "light" }
 */
#ifndef APP_THEME_H
#define APP_THEME_H

#include "app/app.h"
#include "draw/theme.h"

/* Loads the one that is asked for, by name or path. 0, or -errno with *out the built-in one. Its name lives in a. */
int theme_choose(const struct app *app, struct theme *out, struct arena *a, struct err *e);
/* Appends the path of the config file, nothing where there is no home; true where there is one that can be read. */
bool theme_settings(struct buf *out);
/* One by its name or path; the same. */
int theme_named(const struct app *app, const char *name, struct theme *out, struct arena *a, struct err *e);
/* The one that follows in the list of those that come with the program, at most all around; `out` is replaced. */
void theme_next(const struct app *app, struct theme *out, struct arena *a);

#endif
