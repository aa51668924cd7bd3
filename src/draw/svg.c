/* A canvas as one SVG picture: no font, script or file from elsewhere. */
#include "base/text.h"
#include "draw/canvas.h"

/* Units of a cell. 0.6 em is what monospace fonts have; textLength holds a run to the grid where one differs. */
enum { CELL_W = 9, CELL_H = 19, FONT = 15, BASELINE = 14, MARGIN = 12 };

/* What stands for the terminal's own colours; its ground is 0, black. */
#define OWN_FG     0xe0e0e0
#define FULL_BLOCK 0x2588 /* as ground, so that no seam is left between cells */

/* What is drawn with: one theme, whose colours are written out; or several, by classes that stand for them. */
struct svg {
	const struct canvas *canvas;
	const struct theme *const *themes;
	size_t themes_n;
	struct buf *out;
};

/* One of the two colours of a look. */
struct ink {
	enum look look;
	bool ground;
};

static uint32_t color_of(const struct theme *theme, struct ink ink)
{
	const struct paint *p = &theme->paint[ink.look];
	const struct paint *text = &theme->paint[LOOK_TEXT];
	uint32_t fg = p->fg ? p->fg : text->fg ? text->fg : OWN_FG;
	uint32_t bg = p->bg ? p->bg : text->bg;
	if ((p->style & STYLE_REVERSE) != 0)
		ink.ground = !ink.ground;
	return (ink.ground ? bg : fg) & 0xffffff;
}

static struct ink ink_of(const struct cell *c, bool ground)
{
	return (struct ink){ .look = (enum look)c->role, .ground = ground && c->code[0] != FULL_BLOCK };
}

static bool same_ink(const struct svg *s, struct ink a, struct ink b)
{
	for (size_t i = 0; i < s->themes_n; i++)
		if (color_of(s->themes[i], a) != color_of(s->themes[i], b))
			return false;
	return true;
}

static void put_fill(const struct svg *s, struct ink ink)
{
	if (s->themes_n == 1)
		buf_printf(s->out, "fill=\"#%06x\"", color_of(s->themes[0], ink));
	else
		buf_printf(s->out, "class=\"%s-%s\"", ink.ground ? "g" : "k", look_name(ink.look));
}

/* A rect for each run of one background that is not that of the picture. */
static void put_grounds(const struct svg *s, int y)
{
	const struct canvas *c = s->canvas;
	const struct cell *row = &c->cells[(size_t)y * (size_t)c->w];
	for (int x = 0, n; x < c->w; x += n) {
		struct ink ground = ink_of(&row[x], true);
		n = 1;
		while (x + n < c->w && same_ink(s, ink_of(&row[x + n], true), ground))
			n++;
		if (same_ink(s, ground, (struct ink){ LOOK_TEXT, true }))
			continue;
		buf_printf(s->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" ", MARGIN + x * CELL_W,
			   MARGIN + y * CELL_H, n * CELL_W, CELL_H);
		put_fill(s, ground);
		buf_puts(s->out, "/>\n");
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

/* A class has its style with its colour. */
static void put_style(const struct svg *s, enum look look)
{
	uint8_t style = s->themes[0]->paint[look].style;
	if (s->themes_n > 1)
		return;
	buf_puts(s->out, style & STYLE_BOLD ? " font-weight=\"bold\"" : "");
	buf_puts(s->out, style & STYLE_ITALIC ? " font-style=\"italic\"" : "");
	buf_puts(s->out, style & STYLE_UNDERLINE ? " text-decoration=\"underline\"" : "");
}

static void put_run(const struct svg *s, int x, int y, int n)
{
	const struct canvas *c = s->canvas;
	const struct cell *row = &c->cells[(size_t)y * (size_t)c->w];
	buf_printf(s->out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" ", MARGIN + x * CELL_W,
		   MARGIN + y * CELL_H + BASELINE, n * CELL_W);
	put_fill(s, (struct ink){ .look = (enum look)row[x].role });
	put_style(s, (enum look)row[x].role);
	buf_putc(s->out, '>');
	for (int i = x; i < x + n; i++) {
		if (row[i].flags & CELL_TAIL)
			continue;
		put_escaped(s->out, row[i].code[0] ? row[i].code[0] : ' ');
		for (size_t mark = 1; mark < sizeof(row[i].code) / sizeof(row[i].code[0]) && row[i].code[mark]; mark++)
			put_escaped(s->out, row[i].code[mark]);
	}
	buf_puts(s->out, "</text>\n");
}

static bool blank(const struct cell *c)
{
	return (!c->code[0] || c->code[0] == ' ' || c->code[0] == FULL_BLOCK) && !(c->flags & CELL_TAIL);
}

/* A text for each run of one look; runs end before two blanks, so that no text drifts off the grid. */
static void put_texts(const struct svg *s, int y)
{
	const struct canvas *c = s->canvas;
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
		put_run(s, x, y, blank(&row[x + n - 1]) ? n - 1 : n);
		x += n;
	}
}

static void put_picture(const struct svg *s, const char *attributes, const char *words)
{
	int w = 2 * MARGIN + s->canvas->w * CELL_W, h = 2 * MARGIN + s->canvas->h * CELL_H;
	buf_printf(s->out,
		   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
		   "font-family=\"'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace\" "
		   "font-size=\"%d\" xml:space=\"preserve\"%s>\n%s",
		   w, h, w, h, FONT, attributes, words);
	buf_printf(s->out, "<rect width=\"%d\" height=\"%d\" rx=\"8\" ", w, h);
	put_fill(s, (struct ink){ LOOK_TEXT, true });
	buf_puts(s->out, "/>\n");
	for (int y = 0; y < s->canvas->h; y++) {
		put_grounds(s, y);
		put_texts(s, y);
	}
	buf_puts(s->out, "</svg>\n");
}

void canvas_svg(const struct canvas *c, const struct theme *theme, struct buf *out)
{
	put_picture(&(struct svg){ .canvas = c, .themes = &theme, .themes_n = 1, .out = out }, "", "");
}

void canvas_svg_inline(const struct canvas *c, const struct theme *const themes[2], const char *attributes,
		       const char *words, struct buf *out)
{
	put_picture(&(struct svg){ .canvas = c, .themes = themes, .themes_n = 2, .out = out }, attributes, words);
}

/* ---- the classes ---- */

void theme_css_colors(const struct theme *theme, struct buf *out)
{
	for (enum look l = 0; l < LOOKS; l++)
		buf_printf(out, "--%s:#%06x;--%s-ground:#%06x;\n", look_name(l),
			   color_of(theme, (struct ink){ l, false }), look_name(l),
			   color_of(theme, (struct ink){ l, true }));
}

void theme_css_classes(const struct theme *theme, struct buf *out)
{
	for (enum look l = 0; l < LOOKS; l++) {
		const char *name = look_name(l);
		uint8_t style = theme->paint[l].style;
		buf_printf(out, ".k-%s{color:var(--%s);fill:var(--%s)%s%s%s}.g-%s{fill:var(--%s-ground)}\n", name, name,
			   name, style & STYLE_BOLD ? ";font-weight:bold" : "",
			   style & STYLE_ITALIC ? ";font-style:italic" : "",
			   style & STYLE_UNDERLINE ? ";text-decoration:underline" : "", name, name);
	}
}
