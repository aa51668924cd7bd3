/*
 * `check --watch`: again on every save.
 *
 *   check ─▶ wait (inotify on the directories, so that an editor that renames is seen) ─▶ check what was saved ─▶ …
 */
#ifndef APP_CHECK_WATCH_H
#define APP_CHECK_WATCH_H

#include <stddef.h>

#include "app/app.h"

/* Checks the lessons of app->args by `check`, and those that are saved again and again, until a signal ends it. */
int check_watch(struct app *app, int (*check)(struct app *app, const char *const *names, size_t n));

#endif
