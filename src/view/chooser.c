/* A list to choose from. */
#include "view/chooser.h"

#include "base/text.h"
#include "view/flow.h"

enum { TEXT_X = 4, GAP = 2 };

static void put_entry(struct area a, const struct chooser_view *v)
{
	int x = 1 + area_text(a, 1, 0, -1, LOOK_DIM, v->label) + 1;
	int cursor = x + (int)text_width(v->entry, v->entry_cursor);
	/* A line that is longer than the screen is shown by its end. */
	const char *s = v->entry;
	while (cursor >= a.w - 1 && *s) {
		uint32_t code;
		s += text_decode(s, 4, &code);
		cursor -= text_code_width(code);
	}
	area_text(a, x, 0, -1, LOOK_STRONG, s);
	area_cursor(a, cursor, 0);
	area_look(a, cursor, 0, 1, LOOK_CURSOR);
}

/* The column of the notes: behind the longest text in sight, but at most at the middle. */
static int note_column(struct area a, const struct chooser_view *v, int top)
{
	int widest = 0;
	for (size_t i = (size_t)top; i < v->n && i < (size_t)top + (size_t)a.h; i++) {
		int columns = area_columns(a, v->rows[i].text);
		widest = columns > widest ? columns : widest;
	}
	int most = a.w > 30 ? a.w * 3 / 5 - TEXT_X : a.w;
	return TEXT_X + (widest < most ? widest : most) + GAP;
}

static void put_row(struct area row, const struct chooser_row *r, bool here, int note)
{
	enum look look = here ? LOOK_CURSOR : LOOK_TEXT, dim = here ? LOOK_CURSOR : r->look;
	if (here) {
		area_fill(row, LOOK_CURSOR, GLYPH_BLANK);
		area_glyph(row, 0, 0, LOOK_CURSOR, GLYPH_MARK);
	}
	area_glyph(row, 2, 0, dim, r->mark);
	area_text(row, TEXT_X, 0, note - TEXT_X - GAP, look, r->text);
	if (r->note)
		area_text(row, note, 0, -1, dim, r->note);
}

static int put_rows(struct area a, const struct chooser_view *v, struct hits *hits)
{
	int n = (int)v->n, at = (int)v->cursor, most = n > a.h ? n - a.h : 0, top = v->scroll;
	if (at >= top + a.h)
		top = at - a.h + 1;
	if (at < top)
		top = at;
	top = top > most ? most : top > 0 ? top : 0;
	int note = note_column(a, v, top);
	for (int y = 0; y < a.h && top + y < n; y++) {
		struct area row = area_part(a, 0, y, a.w - 1, 1);
		put_row(row, &v->rows[top + y], top + y == at, note);
		hits_add(hits, row, 0, 0, row.w, 1, HIT_CHOICE, top + y);
	}
	if (top > 0)
		area_glyph(a, a.w - 1, 0, LOOK_KEY, GLYPH_UP);
	if (n - top > a.h)
		area_glyph(a, a.w - 1, a.h - 1, LOOK_KEY, GLYPH_DOWN);
	return top;
}

int view_chooser(struct area a, const struct chooser_view *v, int *height, struct hits *hits)
{
	int first = v->label ? 3 : 1;
	struct area body = area_part(a, 1, first, a.w - 2, a.h - 2 - first);
	int top = 0;
	bar_title(a, 0, v->title, v->right);
	if (v->label)
		put_entry(area_part(a, 0, 1, a.w, 1), v);
	if (v->n) {
		top = put_rows(body, v, hits);
	} else if (v->empty) {
		struct flow f = flow_at(body, 0, NULL);
		flow_words(&f, 1, 1, LOOK_DIM, v->empty);
	}
	bar_status(a, a.h - 2, v->message ? v->message_look : LOOK_DIM, v->message ? v->message : "");
	bar_keys(a, a.h - 1, v->keys, v->keys_n, hits);
	if (height)
		*height = body.h;
	return top;
}
