/*
 * Themes from files: a JSON object of looks (the names of look_name), each with its colours and its style.
 *
 *   { "name": "light", "looks": { "text": { "fg": "#1c2430", "bg": "#ffffff" }, "good": { "fg": "#0a6b2d", "style":
 * "bold" } } }
 *
 * A colour that is left out is that of "text"; where that has none either it is the terminal's own. A look that is
 * left out is drawn as text. Styles: bold, dim, underline, reverse, italic, with blanks between.
 */
#ifndef DRAW_THEME_H
#define DRAW_THEME_H

#include "base/diag.h"
#include "draw/role.h"

/* 0, or -EINVAL with each fault in d; *out is untouched then. Its name lives in the arena. */
int theme_load(struct theme *out, struct arena *a, const char *path, struct diags *d);

#endif
