/* Title, rules, status and keys: single rows. */
#include "view/bar.h"

void bar_title(struct area a, int y, const char *title, const char *right)
{
	struct area row = area_part(a, 0, y, a.w, 1);
	int columns = area_columns(a, right);
	area_fill(row, LOOK_TITLE, GLYPH_BLANK);
	area_text(row, 1, 0, a.w - columns - 4, LOOK_TITLE, title);
	area_text(row, a.w - columns - 1, 0, -1, LOOK_TITLE, right);
}

void bar_status(struct area a, int y, enum look look, const char *message)
{
	area_text(a, 1, y, a.w - 2, look, message);
}

void bar_keys(struct area a, int y, const struct view_key *keys, size_t n, struct hits *hits)
{
	struct area row = area_part(a, 0, y, a.w, 1);
	int x = 1;
	area_fill(row, LOOK_STATUS, GLYPH_BLANK);
	for (size_t i = 0; i < n; i++) {
		int columns = area_columns(a, keys[i].key) + 1 + area_columns(a, keys[i].what);
		if (x + columns + 1 > a.w)
			break;
		int used = area_text(row, x, 0, -1, LOOK_KEY, keys[i].key);
		area_text(row, x + used + 1, 0, -1, LOOK_STATUS, keys[i].what);
		hits_add(hits, row, x, 0, columns, 1, HIT_KEY, (int)i);
		x += columns + 3;
	}
}

void bar_rule(struct area a, int y, const char *title, const char *note, bool focused)
{
	int columns = area_columns(a, note);
	area_hline(a, y, LOOK_FRAME);
	if (focused)
		area_glyph(a, 0, y, LOOK_SELECTED, GLYPH_MARK);
	area_glyph(a, 1, y, LOOK_FRAME, GLYPH_BLANK);
	int used = area_text(a, 2, y, a.w - columns - 6, focused ? LOOK_SELECTED : LOOK_DIM, title);
	area_glyph(a, 2 + used, y, LOOK_FRAME, GLYPH_BLANK);
	if (*note) {
		area_glyph(a, a.w - columns - 3, y, LOOK_FRAME, GLYPH_BLANK);
		area_text(a, a.w - columns - 2, y, -1, LOOK_KEY, note);
		area_glyph(a, a.w - 2, y, LOOK_FRAME, GLYPH_BLANK);
	}
}
