/* From looks to pairs and attributes of curses. */
#include "term/paint.h"

#include "term/private.h"

/* xterm's own values; 0 to 7 serve for 8 colours. */
static const uint32_t base_colors[16] = {
	0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
	0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};

static int channel(uint32_t rgb, int shift)
{
	return (int)(rgb >> shift & 0xff);
}

/* Green weighs most for the eye, blue least. */
static int distance(uint32_t a, uint32_t b)
{
	int r = channel(a, 16) - channel(b, 16), g = channel(a, 8) - channel(b, 8), v = channel(a, 0) - channel(b, 0);
	return 3 * r * r + 4 * g * g + 2 * v * v;
}

/* The cube of 6 levels a channel (0, 95, 135, 175, 215, 255) at 16, then 24 greys (8, 18, … 238) at 232. */
static uint32_t extended_color(int i)
{
	static const uint32_t level[6] = { 0, 95, 135, 175, 215, 255 };
	if (i >= 232)
		return (uint32_t)(8 + 10 * (i - 232)) * 0x010101;
	i -= 16;
	return level[i / 36] << 16 | level[i / 6 % 6] << 8 | level[i % 6];
}

int paint_nearest(uint32_t rgb, int colors)
{
	int first = colors >= 256 ? 16 : 0, end = colors >= 256 ? 256 : colors >= 16 ? 16 : 8;
	int best = first, best_distance = INT32_MAX;
	for (int i = first; i < end; i++) {
		int d = distance(rgb & 0xffffff, i < 16 ? base_colors[i] : extended_color(i));
		if (d < best_distance) {
			best = i;
			best_distance = d;
		}
	}
	return best;
}

int paint_color(const struct palette *p, uint32_t color)
{
	if (!color || p->colors < 8)
		return -1;
	if (!p->direct)
		return paint_nearest(color, p->colors);
	/* Direct terminals keep 0 to 7 for the classic colours: the darkest blues become black. */
	uint32_t rgb = color & 0xffffff;
	return rgb < 8 ? 0 : (int)rgb;
}

void paint_colors(const struct palette *p, const struct paint *paint, int *fg, int *bg)
{
	*fg = paint_color(p, paint->fg);
	*bg = paint_color(p, paint->bg);
	if (p->colors >= 256)
		return;
	/* A dark grey that became black would vanish on a dark ground. */
	if (*fg == *bg || (*fg == 0 && *bg < 0)) {
		*fg = -1;
		*bg = -1;
	}
}

static uint32_t style_attr(uint8_t style)
{
	static const struct {
		uint8_t style;
		attr_t attr;
	} styles[] = {
		{ STYLE_BOLD, A_BOLD },       { STYLE_DIM, A_DIM },       { STYLE_UNDERLINE, A_UNDERLINE },
		{ STYLE_REVERSE, A_REVERSE }, { STYLE_ITALIC, A_ITALIC },
	};
	attr_t attr = 0;
	for (unsigned i = 0; i < sizeof styles / sizeof *styles; i++)
		if (style & styles[i].style)
			attr |= styles[i].attr;
	return attr;
}

void palette_init(struct palette *p, const struct theme *theme, bool no_color)
{
	*p = (struct palette){ .theme = theme };
	if (no_color || !has_colors() || start_color() == ERR || COLORS < 8)
		return;
	use_default_colors();
	p->colors = COLORS;
	p->direct = COLORS > 256 && tigetflag("RGB") > 0;
	p->pairs_max = COLOR_PAIRS;
}

void palette_theme(struct palette *p, const struct theme *theme)
{
	p->theme = theme;
	p->pairs = 0;
	for (int i = 0; i < LOOKS; i++)
		p->look[i].known = false;
}

static short pair_of(struct palette *p, int fg, int bg)
{
	if (fg < 0 && bg < 0)
		return 0;
	for (int i = 1; i <= p->pairs; i++)
		if (p->pair[i].fg == fg && p->pair[i].bg == bg)
			return (short)i;
	if (p->pairs + 1 >= p->pairs_max || p->pairs >= LOOKS || init_extended_pair(p->pairs + 1, fg, bg) == ERR)
		return 0;
	p->pairs++;
	p->pair[p->pairs].fg = fg;
	p->pair[p->pairs].bg = bg;
	return (short)p->pairs;
}

void palette_look(struct palette *p, unsigned look, uint32_t *attr, short *pair)
{
	if (look >= LOOKS)
		look = LOOK_TEXT;
	if (!p->look[look].known) {
		const struct paint *paint = &p->theme->paint[look];
		uint8_t style = p->colors ? paint->style : look_mono((enum look)look);
		int fg = -1, bg = -1;
		if (p->colors)
			paint_colors(p, paint, &fg, &bg);
		p->look[look].pair = pair_of(p, fg, bg);
		p->look[look].attr = style_attr(style);
		p->look[look].known = true;
	}
	*attr = p->look[look].attr;
	*pair = p->look[look].pair;
}

/* What is seen of a blank: its ground, and lines drawn over it. */
static bool blank_of(struct palette *p, unsigned look, int *ground)
{
	uint32_t attr;
	short pair;
	palette_look(p, look, &attr, &pair);
	*ground = pair > 0 ? p->pair[pair].bg : -1;
	return (attr & (A_UNDERLINE | A_REVERSE)) == 0;
}

bool palette_same_blank(struct palette *p, unsigned a, unsigned b)
{
	int first, second;
	return a == b || (blank_of(p, a, &first) && blank_of(p, b, &second) && first == second);
}
