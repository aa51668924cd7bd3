/* Text as a canvas spells it: cleaned, and in ASCII where the terminal has nothing else. */
#ifndef DRAW_SPELL_H
#define DRAW_SPELL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Appends n bytes of s ((size_t)-1: to the NUL), safe to show; with `ascii` "→" becomes "->", the unknown "?". */
void spell(struct buf *out, const char *s, size_t n, bool ascii);

#endif
