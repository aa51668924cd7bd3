/*
 * A grid of cells. Views write into it by role, never by colour; term/ blits it, a test prints it,
 * export/ turns it into SVG.
 *
 *   view ──▶ struct canvas ──▶ term_blit | canvas_text | canvas_svg
 */
#ifndef DRAW_CANVAS_H
#define DRAW_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "draw/role.h"

/* One column. A wide character fills its cell and marks the next as `tail`. Up to 4 combining marks. */
struct cell {
	uint32_t code[5]; /* base, marks; code[0] 0: blank */
	uint8_t role;     /* enum look, draw/role.h */
	uint8_t flags;    /* CELL_* */
};

enum { CELL_TAIL = 1, CELL_CURSOR = 2 };

struct canvas {
	int w, h;
	struct cell *cells; /* h rows of w */
	bool ascii;         /* glyphs by their ASCII spelling */
};

/* A part of a canvas: drawing is clipped to it, coordinates are its own. With h 0 it only measures. */
struct area {
	struct canvas *canvas;
	int x, y, w, h;
};

void canvas_init(struct canvas *c, int w, int h, bool ascii);
void canvas_resize(struct canvas *c, int w, int h);
void canvas_clear(struct canvas *c);
void canvas_finish(struct canvas *c);
struct area canvas_area(struct canvas *c);
struct area area_part(struct area a, int x, int y, int w, int h); /* clipped to a */

/* Writes cleaned text from (x, y), at most `columns` (-1: to the edge); cut text ends in `…`. Returns columns written.
 */
int area_text(struct area a, int x, int y, int columns, enum look look, const char *s);
int area_printf(struct area a, int x, int y, enum look look, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
void area_glyph(struct area a, int x, int y, enum look look, enum glyph g);
void area_fill(struct area a, enum look look, enum glyph g);
void area_hline(struct area a, int y, enum look look);
void area_box(struct area a, enum look look, const char *title); /* title "" for none */
/*
 * Wraps a paragraph with `code` and *emphasis* marks; one that starts with four spaces is code. Returns the rows
 * that it takes, drawn or clipped; `skip` rows of it are left out at the top.
 */
int area_paragraph(struct area a, int y, enum look look, const char *text, int skip);
/* The rows that area_paragraph would use at this width. */
int paragraph_rows(const char *text, int columns);
/*
 * Bytes between the mark (` or *) at s[at] and its closing one, or 0 where it is only a character: `2*page` and a lone
 * backtick stay as they are.
 */
size_t paragraph_mark(const char *s, size_t at);
bool paragraph_is_code(const char *text); /* it starts with four spaces */
/* The text without its marks, cleaned, in one line: as it is read aloud. */
void paragraph_plain(const char *text, bool ascii, struct buf *out);
/* Changes the role of cells already written. */
void area_look(struct area a, int x, int y, int w, enum look look);
/* Where the terminal's own cursor stands: in an entry field. */
void area_cursor(struct area a, int x, int y);
/* Columns that area_text would write, uncut: an ASCII canvas may spell a text longer. */
int area_columns(struct area a, const char *s);

/* Dumps. Text: rows without trailing blanks, each ended by a newline. SVG: self-contained. */
void canvas_text(const struct canvas *c, struct buf *out);
void canvas_svg(const struct canvas *c, const struct theme *theme, struct buf *out);
/*
 * A picture inside a page of HTML, in one of two themes that the page decides on: its colours are classes. `attributes`
 * (" role=\"img\"") go into its tag, `words` (title and desc elements) follow it; both are well-formed already.
 */
void canvas_svg_inline(const struct canvas *c, const struct theme *const themes[2], const char *attributes,
		       const char *words, struct buf *out);
/* The colours of a theme as properties, "--new:#86d992;"; and the classes that use them, with the theme's styles. */
void theme_css_colors(const struct theme *theme, struct buf *out);
void theme_css_classes(const struct theme *theme, struct buf *out);

#endif
