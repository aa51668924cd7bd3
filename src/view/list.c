/* The list of lessons. */
#include "view/list.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/tr.h"
#include "view/flow.h"

enum { MINUTES_W = 8, MARK_W = 12, WIDE = 120, SUMMARY_ROWS = 5 };

static const struct {
	enum look look;
	enum glyph glyph;
	const char *say; /* LIST_STARTED counts instead */
} marks[] = {
	[LIST_NONE] = { LOOK_DIM, GLYPH_BLANK, "" },
	[LIST_STARTED] = { LOOK_WARN, GLYPH_BOX_OFF, "" },
	[LIST_DONE] = { LOOK_GOOD, GLYPH_CHECK, N_("done") },
	[LIST_DUE] = { LOOK_ASK, GLYPH_BULLET, N_("due again") },
	[LIST_BROKEN] = { LOOK_BAD, GLYPH_MISS, N_("cannot run") },
};

static const struct list_lesson *lesson_at(const struct list_view *v, size_t index)
{
	for (size_t i = 0; i < v->parts_n; i++) {
		if (index < v->parts[i].n)
			return &v->parts[i].lessons[index];
		index -= v->parts[i].n;
	}
	return NULL;
}

static void put_progress(struct area a, int x, int y, const struct list_lesson *l, bool here)
{
	bool due = l->progress < LIST_DONE && l->due;
	enum list_state as = due ? LIST_DUE : l->progress;
	enum look look = here ? LOOK_CURSOR : marks[as].look;
	area_glyph(a, x, y, look, marks[as].glyph);
	if (due)
		area_printf(a, x + 2, y, look, "%zu due", l->due);
	else if (l->progress == LIST_STARTED)
		area_printf(a, x + 2, y, look, "%zu of %zu", l->steps_done, l->steps);
	else
		area_text(a, x + 2, y, -1, look, tr(marks[l->progress].say));
}

static void put_lesson(struct flow *f, const struct list_lesson *l, size_t number, bool here)
{
	struct area row = area_part(f->a, 0, f->y, f->a.w, 1);
	enum look look = here ? LOOK_CURSOR : LOOK_TEXT, dim = here ? LOOK_CURSOR : LOOK_DIM;
	int title = f->a.w - MINUTES_W - MARK_W - 7;
	if (here) {
		area_fill(row, LOOK_CURSOR, GLYPH_BLANK);
		area_glyph(row, 0, 0, LOOK_CURSOR, GLYPH_MARK);
		flow_keep(f);
	}
	area_printf(row, 2, 0, dim, "%2zu", number + 1);
	area_text(row, 6, 0, title, look, l->title);
	if (l->minutes > 0)
		area_printf(row, 6 + title + 1, 0, dim, "%3" PRId64 " min", l->minutes);
	put_progress(row, f->a.w - MARK_W, 0, l, here);
	hits_add(f->hits, row, 0, 0, row.w, row.h, HIT_LESSON, (int)number);
	f->y++;
}

static void put_parts(struct flow *f, const struct list_view *v)
{
	size_t number = 0;
	for (size_t i = 0; i < v->parts_n; i++) {
		flow_gap(f);
		if (number == v->cursor)
			flow_keep(f);
		area_text(f->a, 0, f->y++, -1, LOOK_STRONG, v->parts[i].title);
		for (size_t k = 0; k < v->parts[i].n; k++, number++)
			put_lesson(f, &v->parts[i].lessons[k], number, number == v->cursor);
	}
	if (!number)
		flow_words(f, 0, 0, LOOK_WARN, tr("There is no lesson here."));
}

/* What of the lesson under the cursor does not fit on its row. */
static void put_summary(struct area a, const struct list_view *v)
{
	const struct list_lesson *l = lesson_at(v, v->cursor);
	struct flow f = flow_at(area_part(a, 1, 1, a.w - 2, a.h - 1), 0, NULL);
	int x = 0;
	if (!l)
		return;
	bar_rule(a, 0, l->title, "", false);
	if (l->summary)
		flow_paragraph(&f, 0, LOOK_TEXT, l->summary);
	flow_gap(&f);
	if (l->steps)
		x = area_printf(f.a, 0, f.y, LOOK_DIM, l->steps == 1 ? N_("%zu step") : N_("%zu steps, %zu done"),
				l->steps, l->steps_done);
	if (l->due)
		area_printf(f.a, x, f.y, LOOK_DIM, l->due == 1 ? N_(", %zu question due") : N_(", %zu questions due"),
			    l->due);
}

static int put_list(struct area a, const struct list_view *v, struct hits *hits)
{
	struct area none = area_part(a, 0, 0, a.w, 0);
	struct flow measured = flow_at(none, 0, NULL);
	put_parts(&measured, v);
	int rows = flow_rows(&measured), most = rows > a.h ? rows - a.h : 0, top = v->scroll;
	if (measured.last >= top + a.h)
		top = measured.last - a.h + 1;
	if (measured.first < top)
		top = measured.first;
	top = top > most ? most : top > 0 ? top : 0;
	struct flow f = flow_at(a, -top, hits);
	put_parts(&f, v);
	if (top > 0)
		area_glyph(a, a.w - 1, 0, LOOK_KEY, GLYPH_UP);
	if (rows - top > a.h)
		area_glyph(a, a.w - 1, a.h - 1, LOOK_KEY, GLYPH_DOWN);
	return top;
}

static void put_status(struct area a, int y, const struct list_view *v)
{
	size_t n = 0, done = 0, due = 0;
	char text[120];
	for (size_t i = 0; i < v->parts_n; i++) {
		for (size_t k = 0; k < v->parts[i].n; k++, n++) {
			const struct list_lesson *l = &v->parts[i].lessons[k];
			done += l->progress == LIST_DONE || l->progress == LIST_DUE;
			due += l->due;
		}
	}
	int at = snprintf(text, sizeof(text), tr("%zu of %zu lessons done"), done, n);
	if (due)
		snprintf(text + at, sizeof(text) - (size_t)at,
			 due == 1 ? tr("; %zu question is due, `mmaptutor quiz --due` asks it")
				  : tr("; %zu questions are due, `mmaptutor quiz --due` asks them"),
			 due);
	bar_status(a, y, v->message ? v->message_look : LOOK_DIM, v->message ? v->message : text);
}

int view_list(struct area a, const struct list_view *v, struct hits *hits)
{
	struct area body = area_part(a, 0, 1, a.w, a.h - 3);
	int list_w = body.w < WIDE ? body.w : body.w * 3 / 5, list_h = body.h;
	bar_title(a, 0, v->title, "mmaptutor");
	if (body.w < WIDE) {
		list_h = body.h > 3 * SUMMARY_ROWS ? body.h - SUMMARY_ROWS : body.h;
		put_summary(area_part(body, 0, list_h, body.w, body.h - list_h), v);
	} else {
		put_summary(area_part(body, list_w + 1, 0, body.w - list_w - 1, body.h), v);
	}
	int top = put_list(area_part(body, 1, 0, list_w - 2, list_h), v, hits);
	put_status(a, a.h - 2, v);
	bar_keys(a, a.h - 1, v->keys, v->keys_n, hits);
	return top;
}
