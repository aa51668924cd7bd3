/* One line of the log: from an event, and back. */
#ifndef STORE_LINE_H
#define STORE_LINE_H

#include "store/store.h"

/* Appends the line with its newline. */
void line_put(struct buf *out, const struct event *ev);
/*
 * Reads a line of len bytes, without its newline, behind which line[len] may be written. Strings of *ev point into
 * the line or into the arena, which is only used for a line in another spelling than ours. False: no event.
 */
bool line_read(char *line, size_t len, struct arena *a, struct event *ev);

#endif
