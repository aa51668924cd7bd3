/* A canvas as one SVG picture: no font, script or file from elsewhere. */
#include "base/text.h"
#include "draw/canvas.h"

/* Units of a cell. 0.6 em is what monospace fonts have; textLength holds a run to the grid where one differs. */
enum { CELL_W = 9, CELL_H = 19, FONT = 15, BASELINE = 14, MARGIN = 12 };

/* What stands for the terminal's own colours; its ground is 0, black. */
#define OWN_FG     0xe0e0e0
#define FULL_BLOCK 0x2588 /* as ground, so that no seam is left between cells */

static uint32_t paint_of(const struct theme *theme, const struct cell *c, bool ground)
{
	const struct paint *p = &theme->paint[c->role];
	const struct paint *text = &theme->paint[LOOK_TEXT];
	uint32_t fg = p->fg ? p->fg : text->fg ? text->fg : OWN_FG;
	uint32_t bg = p->bg ? p->bg : text->bg;
	if ((p->style & STYLE_REVERSE) != 0)
		ground = !ground;
	if (c->code[0] == FULL_BLOCK)
		ground = false;
	return (ground ? bg : fg) & 0xffffff;
}

/* A rect for each run of one background that is not that of the picture. */
static void put_grounds(const struct canvas *c, const struct theme *theme, int y, struct buf *out)
{
	const struct cell *row = &c->cells[(size_t)y * (size_t)c->w];
	for (int x = 0, n; x < c->w; x += n) {
		uint32_t bg = paint_of(theme, &row[x], true);
		n = 1;
		while (x + n < c->w && paint_of(theme, &row[x + n], true) == bg)
			n++;
		if (bg == (theme->paint[LOOK_TEXT].bg & 0xffffff))
			continue;
		buf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n",
			   MARGIN + x * CELL_W, MARGIN + y * CELL_H, n * CELL_W, CELL_H, bg);
	}
}

static void put_escaped(struct buf *out, uint32_t code)
{
	char bytes[4];
	switch (code) {
	case '&':
		buf_puts(out, "&amp;");
		break;
	case '<':
		buf_puts(out, "&lt;");
		break;
	case '>':
		buf_puts(out, "&gt;");
		break;
	default:
		buf_put(out, bytes, text_encode(code, bytes));
	}
}

static void put_run(const struct canvas *c, const struct theme *theme, int x, int y, int n, struct buf *out)
{
	const struct cell *row = &c->cells[(size_t)y * (size_t)c->w];
	uint8_t style = theme->paint[row[x].role].style;
	buf_printf(out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"%s%s%s>", MARGIN + x * CELL_W,
		   MARGIN + y * CELL_H + BASELINE, n * CELL_W, paint_of(theme, &row[x], false),
		   style & STYLE_BOLD ? " font-weight=\"bold\"" : "",
		   style & STYLE_ITALIC ? " font-style=\"italic\"" : "",
		   style & STYLE_UNDERLINE ? " text-decoration=\"underline\"" : "");
	for (int i = x; i < x + n; i++) {
		if (row[i].flags & CELL_TAIL)
			continue;
		put_escaped(out, row[i].code[0] ? row[i].code[0] : ' ');
		for (size_t mark = 1; mark < sizeof(row[i].code) / sizeof(row[i].code[0]) && row[i].code[mark]; mark++)
			put_escaped(out, row[i].code[mark]);
	}
	buf_puts(out, "</text>\n");
}

static bool blank(const struct cell *c)
{
	return (!c->code[0] || c->code[0] == ' ' || c->code[0] == FULL_BLOCK) && !(c->flags & CELL_TAIL);
}

/* A text for each run of one look; runs end before two blanks, so that no text drifts off the grid. */
static void put_texts(const struct canvas *c, const struct theme *theme, int y, struct buf *out)
{
	const struct cell *row = &c->cells[(size_t)y * (size_t)c->w];
	for (int x = 0; x < c->w;) {
		int n = 1;
		if (blank(&row[x])) {
			x++;
			continue;
		}
		while (x + n < c->w && row[x + n].role == row[x].role &&
		       !(blank(&row[x + n]) && (x + n + 1 >= c->w || blank(&row[x + n + 1]))))
			n++;
		put_run(c, theme, x, y, blank(&row[x + n - 1]) ? n - 1 : n, out);
		x += n;
	}
}

void canvas_svg(const struct canvas *c, const struct theme *theme, struct buf *out)
{
	int w = 2 * MARGIN + c->w * CELL_W, h = 2 * MARGIN + c->h * CELL_H;
	buf_printf(out,
		   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
		   "font-family=\"'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace\" "
		   "font-size=\"%d\" xml:space=\"preserve\">\n",
		   w, h, w, h, FONT);
	buf_printf(out, "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#%06x\"/>\n", w, h,
		   theme->paint[LOOK_TEXT].bg & 0xffffff);
	for (int y = 0; y < c->h; y++) {
		put_grounds(c, theme, y, out);
		put_texts(c, theme, y, out);
	}
	buf_puts(out, "</svg>\n");
}
