/* Boxes. */
#include "view/box.h"

#include <string.h>

#include "base/tr.h"
#include "view/flow.h"

#define BOX_WIDTH 64 /* of the text, at most */

/* A framed box of `rows` rows and `columns` columns of content in the middle of a; returns its inside. */
static struct area open_box(struct area a, const char *title, enum look look, int columns, int rows)
{
	int w = columns + 6 < a.w ? columns + 6 : a.w;
	int h = rows + 4 < a.h ? rows + 4 : a.h;
	struct area box = area_part(a, (a.w - w) / 2, (a.h - h) / 2, w, h);
	area_fill(box, LOOK_TEXT, GLYPH_BLANK);
	area_box(box, look, title);
	int edge = box.h > rows + 2 ? (box.h - rows) / 2 : 1;
	return area_part(box, 3, edge, w - 6, box.h - 2 * edge);
}

static int box_columns(struct area a)
{
	return a.w - 6 < BOX_WIDTH ? a.w - 6 : BOX_WIDTH;
}

static int widest_key(struct area a, const struct view_key *keys, size_t n)
{
	int widest = 0;
	for (size_t i = 0; i < n; i++) {
		int columns = area_columns(a, keys[i].key);
		widest = columns > widest ? columns : widest;
	}
	return widest;
}

/* In two columns where the screen is too short for one. */
void view_help(struct area a, const char *title, const struct view_key *keys, size_t n)
{
	int left = widest_key(a, keys, n), right = 20, rows = (int)n;
	for (size_t i = 0; i < n; i++) {
		int columns = area_columns(a, keys[i].what);
		right = columns > right ? columns : right;
	}
	int one = left + 2 + right, columns = one;
	if (rows > a.h - 2) {
		rows = (rows + 1) / 2;
		columns = 2 * one + 2;
	}
	struct area in = open_box(a, title, LOOK_FRAME, columns, rows);
	if (rows < (int)n)
		one = (in.w - 2) / 2;
	for (int i = 0; i < (int)n; i++) {
		struct area row = area_part(in, i / rows * (one + 2), i % rows, one, 1);
		area_text(row, left - area_columns(in, keys[i].key), 0, -1, LOOK_KEY, keys[i].key);
		area_text(row, left + 2, 0, -1, LOOK_TEXT, keys[i].what);
	}
}

static void put_message(struct flow *f, const struct err *e)
{
	flow_words(f, 0, 0, LOOK_STRONG, e->what);
	if (*e->call || e->num) {
		struct buf b;
		buf_init(&b, 1024);
		buf_puts(&b, e->call);
		if (e->num)
			buf_printf(&b, "%s%s", *e->call ? ": " : "", strerrordesc_np(e->num));
		flow_gap(f);
		flow_words(f, 0, 2, LOOK_CODE, buf_str(&b));
		buf_finish(&b);
	}
	if (*e->hint) {
		flow_gap(f);
		flow_words(f, 0, 0, LOOK_WARN, tr("What to try"));
		flow_words(f, 0, 0, LOOK_TEXT, e->hint);
	}
}

void view_message(struct area a, const char *title, const struct err *e)
{
	int columns = box_columns(a);
	struct flow measured = flow_at(area_part(a, 0, 0, columns, 0), 0, NULL);
	put_message(&measured, e);
	struct area in = open_box(a, title, LOOK_WARN, columns, flow_rows(&measured));
	struct flow f = flow_at(in, 0, NULL);
	put_message(&f, e);
}

/* "▸ y  leave the quiz" */
static void put_option(struct flow *f, const char *key, const char *what, bool on, enum hit_kind kind)
{
	enum look look = on ? LOOK_CURSOR : LOOK_TEXT;
	if (on)
		area_glyph(f->a, 0, f->y, LOOK_SELECTED, GLYPH_MARK);
	area_text(f->a, 2, f->y, -1, LOOK_KEY, key);
	area_text(f->a, 5, f->y, -1, look, what);
	hits_add(f->hits, f->a, 0, f->y, f->a.w, 1, kind, 0);
	f->y++;
}

static void put_confirm(struct flow *f, const struct confirm_view *v)
{
	flow_words(f, 0, 0, LOOK_STRONG, v->question);
	flow_gap(f);
	put_option(f, "y", v->yes, v->on_yes, HIT_YES);
	put_option(f, "n", v->no, !v->on_yes, HIT_NO);
}

void view_confirm(struct area a, const struct confirm_view *v, struct hits *hits)
{
	int columns = box_columns(a);
	struct flow measured = flow_at(area_part(a, 0, 0, columns, 0), 0, NULL);
	put_confirm(&measured, v);
	struct flow f = flow_at(open_box(a, v->title, LOOK_FRAME, columns, flow_rows(&measured)), 0, hits);
	put_confirm(&f, v);
}
