/* The grid: cells, areas, clipping. */
#include "draw/canvas.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "draw/spell.h"

#define TEXT_MAX 16384 /* bytes of one piece of text; a canvas is narrower */

void canvas_init(struct canvas *c, int w, int h, bool ascii)
{
	*c = (struct canvas){ .ascii = ascii };
	canvas_resize(c, w, h);
}

void canvas_resize(struct canvas *c, int w, int h)
{
	free(c->cells);
	c->w = w > 0 ? w : 0;
	c->h = h > 0 ? h : 0;
	c->cells = mem_zalloc((size_t)c->w * (size_t)c->h + 1, sizeof(struct cell));
}

void canvas_clear(struct canvas *c)
{
	memset(c->cells, 0, (size_t)c->w * (size_t)c->h * sizeof(struct cell));
}

void canvas_finish(struct canvas *c)
{
	free(c->cells);
	*c = (struct canvas){ .ascii = c->ascii };
}

struct area canvas_area(struct canvas *c)
{
	return (struct area){ .canvas = c, .w = c->w, .h = c->h };
}

struct area area_part(struct area a, int x, int y, int w, int h)
{
	int right = x + w < a.w ? x + w : a.w;
	int bottom = y + h < a.h ? y + h : a.h;
	x = x > 0 ? x : 0;
	y = y > 0 ? y : 0;
	return (struct area){
		.canvas = a.canvas,
		.x = a.x + x,
		.y = a.y + y,
		.w = right > x ? right - x : 0,
		.h = bottom > y ? bottom - y : 0,
	};
}

static bool inside(struct area a, int x, int y)
{
	return x >= 0 && y >= 0 && x < a.w && y < a.h;
}

static struct cell *cell_at(struct area a, int x, int y)
{
	struct canvas *c = a.canvas;
	return &c->cells[(size_t)(a.y + y) * (size_t)c->w + (size_t)(a.x + x)];
}

/* Before a cell is overwritten: the other half of a wide character must not stay. */
static void cell_part(struct area a, int x, int y)
{
	struct cell *cell = cell_at(a, x, y);
	if (cell->flags & CELL_TAIL)
		memset(cell[-1].code, 0, sizeof(cell->code));
	if (a.x + x + 1 < a.canvas->w && (cell[1].flags & CELL_TAIL)) {
		memset(cell[1].code, 0, sizeof(cell->code));
		cell[1].flags = 0;
	}
}

static void cell_put(struct area a, int x, int y, enum look look, uint32_t code)
{
	if (!inside(a, x, y))
		return;
	cell_part(a, x, y);
	*cell_at(a, x, y) = (struct cell){ .code = { code }, .role = (uint8_t)look };
}

/* A wide character that would hang over the edge is left blank. */
static void cell_put_wide(struct area a, int x, int y, enum look look, uint32_t code)
{
	bool whole = inside(a, x, y) && inside(a, x + 1, y);
	cell_put(a, x, y, look, whole ? code : ' ');
	cell_put(a, x + 1, y, look, ' ');
	if (whole)
		*cell_at(a, x + 1, y) = (struct cell){ .role = (uint8_t)look, .flags = CELL_TAIL };
}

static void cell_mark(struct area a, int x, int y, uint32_t code)
{
	if (!inside(a, x, y))
		return;
	struct cell *cell = cell_at(a, x, y);
	if ((cell->flags & CELL_TAIL) && x > 0)
		cell--;
	for (size_t i = 1; i < sizeof(cell->code) / sizeof(cell->code[0]); i++) {
		if (!cell->code[i]) {
			cell->code[i] = code;
			return;
		}
	}
}

/* Writes clean text without cutting; returns the columns. */
static int put_text(struct area a, int x, int y, enum look look, const char *s, size_t n)
{
	int from = x;
	/* Out of sight, or only measured. */
	if (y < 0 || y >= a.h)
		return (int)text_width(s, n);
	for (size_t at = 0; at < n;) {
		uint32_t code;
		at += text_decode(s + at, n - at, &code);
		int columns = text_code_width(code);
		if (columns == 2)
			cell_put_wide(a, x, y, look, code);
		else if (columns == 1)
			cell_put(a, x, y, look, code);
		else if (x > from)
			cell_mark(a, x - 1, y, code);
		x += columns;
	}
	return x - from;
}

static int text_limit(struct area a, int x, int columns)
{
	int room = a.w - x;
	return columns < 0 || columns > room ? room : columns;
}

int area_text(struct area a, int x, int y, int columns, enum look look, const char *s)
{
	int limit = text_limit(a, x, columns);
	if (limit <= 0)
		return 0;
	struct buf b;
	buf_init(&b, TEXT_MAX);
	spell(&b, s, (size_t)-1, a.canvas->ascii);
	const char *clean = buf_str(&b);
	int used;
	if (text_width(clean, b.len) <= (size_t)limit) {
		used = put_text(a, x, y, look, clean, b.len);
	} else {
		const char *more = a.canvas->ascii ? "..." : "…";
		int tail = (int)text_width(more, (size_t)-1);
		if (tail > limit)
			tail = limit;
		used = put_text(a, x, y, look, clean, text_fit(clean, b.len, (size_t)(limit - tail)));
		used += put_text(a, x + used, y, look, more, text_fit(more, (size_t)-1, (size_t)tail));
	}
	buf_finish(&b);
	return used;
}

int area_printf(struct area a, int x, int y, enum look look, const char *fmt, ...)
{
	struct buf b;
	va_list ap;
	buf_init(&b, TEXT_MAX);
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	int used = area_text(a, x, y, -1, look, buf_str(&b));
	buf_finish(&b);
	return used;
}

int area_columns(struct area a, const char *s)
{
	struct buf b;
	buf_init(&b, TEXT_MAX);
	spell(&b, s, (size_t)-1, a.canvas->ascii);
	int columns = (int)text_width(buf_str(&b), b.len);
	buf_finish(&b);
	return columns;
}

void area_glyph(struct area a, int x, int y, enum look look, enum glyph g)
{
	cell_put(a, x, y, look, glyph_code(g, a.canvas->ascii));
}

void area_fill(struct area a, enum look look, enum glyph g)
{
	for (int y = 0; y < a.h; y++) {
		for (int x = 0; x < a.w; x++)
			area_glyph(a, x, y, look, g);
	}
}

void area_hline(struct area a, int y, enum look look)
{
	for (int x = 0; x < a.w; x++)
		area_glyph(a, x, y, look, GLYPH_H);
}

void area_box(struct area a, enum look look, const char *title)
{
	if (a.w < 2 || a.h < 2)
		return;
	area_hline(a, 0, look);
	area_hline(a, a.h - 1, look);
	for (int y = 1; y < a.h - 1; y++) {
		area_glyph(a, 0, y, look, GLYPH_V);
		area_glyph(a, a.w - 1, y, look, GLYPH_V);
	}
	area_glyph(a, 0, 0, look, GLYPH_TL);
	area_glyph(a, a.w - 1, 0, look, GLYPH_TR);
	area_glyph(a, 0, a.h - 1, look, GLYPH_BL);
	area_glyph(a, a.w - 1, a.h - 1, look, GLYPH_BR);
	if (*title && a.w > 6) {
		area_glyph(a, 2, 0, look, GLYPH_BLANK);
		int used = area_text(a, 3, 0, a.w - 6, look, title);
		area_glyph(a, 3 + used, 0, look, GLYPH_BLANK);
	}
}

void area_look(struct area a, int x, int y, int w, enum look look)
{
	for (int i = x; i < x + w; i++) {
		if (inside(a, i, y))
			cell_at(a, i, y)->role = (uint8_t)look;
	}
}

void area_cursor(struct area a, int x, int y)
{
	if (inside(a, x, y))
		cell_at(a, x, y)->flags |= CELL_CURSOR;
}
