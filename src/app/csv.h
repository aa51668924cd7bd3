/* Cells of a table: CSV by RFC 4180, and columns of plain text. */
#ifndef APP_CSV_H
#define APP_CSV_H

#include "base/buf.h"

/*
 * A cell with its comma before it where it is not the first of its line. Control characters are made visible, and a
 * text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
void csv_text(struct buf *out, const char *text);
void csv_count(struct buf *out, size_t n);
void csv_end(struct buf *out); /* of a line */

/* A text from a stranger, cut or filled up to `columns`; 0: as long as it is. */
void cell_text(struct buf *out, const char *text, size_t columns);

#endif
