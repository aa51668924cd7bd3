/* From looks to what a terminal can show: its nearest colours, or attributes alone. */
#ifndef TERM_PAINT_H
#define TERM_PAINT_H

#include <stdbool.h>
#include <stdint.h>

#include "draw/role.h"

/* Pairs are made when a look is first drawn. -1 is the terminal's own colour. */
struct palette {
	const struct theme *theme;
	int colors; /* 0: attributes only */
	bool direct;
	int pairs, pairs_max;
	struct {
		int fg, bg;
	} pair[LOOKS + 1];
	struct {
		bool known;
		short pair;
		uint32_t attr;
	} look[LOOKS];
};

/* The nearest of the first `colors` (8, 16, 256) to 0xRRGGBB. Of 256 the first 16 are left out: users change them. */
int paint_nearest(uint32_t rgb, int colors);
/* A colour of a theme for this palette; -1 for the terminal's own. */
int paint_color(const struct palette *p, uint32_t color);
/* Both colours of a paint. Where few colours would make text as dark as its ground, both are the terminal's own. */
void paint_colors(const struct palette *p, const struct paint *paint, int *fg, int *bg);

/* To be called with ncurses open; `no_color` as the user asked. */
void palette_init(struct palette *p, const struct theme *theme, bool no_color);
void palette_theme(struct palette *p, const struct theme *theme);
/* Attributes (curses' own) and the pair of a look. */
void palette_look(struct palette *p, unsigned look, uint32_t *attr, short *pair);
/* True where a blank cell shows the same in both looks. */
bool palette_same_blank(struct palette *p, unsigned a, unsigned b);

#endif
