/* The learn screen: bars, columns, and how many rows each pane gets. */
#include "view/learn.h"

#include <string.h>

#include "base/fmt.h"
#include "tutor/say.h"
#include "view/box.h"
#include "view/pane.h"

static void text_title(const struct learn_view *v, struct buf *out)
{
	const struct step *step = learn_step(v);
	if (v->prompt)
		buf_puts(out, v->prompt->form ? "a form for mmap()" : "free play: try a statement");
	else
		buf_puts(out, step->title ? step->title : v->lesson->title);
}

static void draw_text(struct flow *f, const struct learn_view *v)
{
	if (v->prompt)
		pane_prompt(f, v->prompt);
	else
		pane_text(f, v);
}

static void code_title(const struct learn_view *v, struct buf *out)
{
	if (v->prompt)
		buf_puts(out, "what you tried, and what the kernel answered");
	else
		buf_puts(out, learn_record(v) ? "what was run, and what the kernel answered" : "what will be run");
}

static void draw_code(struct flow *f, const struct learn_view *v)
{
	if (v->prompt)
		pane_tried(f, v->prompt);
	else
		pane_code(f, v);
}

static const struct pane {
	void (*draw)(struct flow *f, const struct learn_view *v);
	void (*title)(const struct learn_view *v, struct buf *out);
	void (*labels)(struct area a, int y, const struct learn_view *v, int keep);
	int least; /* rows that it keeps where there are too few for all */
} panes[LEARN_PANES] = {
	[PANE_TEXT] = { .draw = draw_text, .title = text_title, .least = 5 },
	[PANE_CODE] = { .draw = draw_code, .title = code_title, .least = 3 },
	[PANE_MAPS] = { .draw = pane_maps, .title = pane_maps_title, .labels = pane_maps_labels, .least = 3 },
	[PANE_PAGES] = { .draw = pane_pages, .title = pane_pages_title, .least = 6 },
};

/* Panes that stand in one column, the first one on top. */
struct column {
	enum learn_pane first;
	int n;
};

static const struct arrangement {
	int from; /* columns of the screen */
	int columns;
	struct column column[3];
	int share[3]; /* of the width, in percent */
} arrangements[] = {
	{ .from = 180,
	  .columns = 3,
	  .column = { { PANE_TEXT, 1 }, { PANE_CODE, 1 }, { PANE_MAPS, 2 } },
	  .share = { 29, 29, 42 } },
	{ .from = 120, .columns = 2, .column = { { PANE_TEXT, 1 }, { PANE_CODE, 3 } }, .share = { 38, 62 } },
	{ .from = 0, .columns = 1, .column = { { PANE_TEXT, 4 } }, .share = { 100 } },
};

static struct flow pane_flow(struct area a, int top, const struct learn_view *v, struct hits *hits)
{
	struct flow f = flow_at(a, top, hits);
	f.vary = v->record && v->record->vary_n ? v->record->vary : v->vary;
	f.vary_n = v->record && v->record->vary_n ? v->record->vary_n : v->vary_n;
	return f;
}

static struct flow measure(struct area a, const struct learn_view *v, enum learn_pane p)
{
	a.h = 0;
	struct flow f = pane_flow(a, 0, v, NULL);
	panes[p].draw(&f, v);
	return f;
}

/* The first row shown: where the learner scrolled to, else so that the rows to keep are in sight. */
static int first_row(const struct learn_view *v, enum learn_pane p, const struct flow *measured, int height)
{
	int rows = flow_rows(measured), most = rows > height ? rows - height : 0;
	int top = v->scrolled[p] ? v->scroll[p] : 0;
	if (!v->scrolled[p] && measured->last >= 0) {
		if (measured->last >= height)
			top = measured->last - height + 1;
		if (measured->first < top)
			top = measured->first;
	}
	if (top > most)
		top = most;
	return top > 0 ? top : 0;
}

static void say_more(struct buf *out, int above, int below)
{
	if (above > 0)
		buf_printf(out, "↑ %d", above);
	if (above > 0 && below > 0)
		buf_puts(out, "  ");
	if (below > 0)
		buf_printf(out, "↓ %d more", below);
}

static void draw_rule(struct area a, const struct learn_view *v, enum learn_pane p, int above, int below)
{
	struct buf title, more;
	buf_init(&title, 1024);
	buf_init(&more, 64);
	panes[p].title(v, &title);
	say_more(&more, above, below);
	bar_rule(a, 0, buf_str(&title), buf_str(&more), v->pane == p);
	if (panes[p].labels)
		panes[p].labels(a, 0, v, more.len ? area_columns(a, buf_str(&more)) + 4 : 0);
	buf_finish(&title);
	buf_finish(&more);
}

static void show_lines(const struct learn_view *v, int height, struct picture_shown *shown)
{
	const struct space *s = v->space;
	shown->lines = s->lines;
	shown->line_start = s->n && s->first <= s->last ? s->v[s->first].line : 0;
	shown->lines_height = height;
}

/* A rule, and below it the rows from the first that is shown. */
static void draw_pane(struct area a, const struct learn_view *v, enum learn_pane p, const struct flow *measured,
		      struct learn_shown *shown)
{
	struct area body = area_part(a, 1, 1, a.w - 2, a.h - 1);
	if (a.h <= 0)
		return;
	int top = first_row(v, p, measured, body.h), rows = flow_rows(measured);
	draw_rule(a, v, p, top, rows - top - body.h);
	hits_add(&shown->hits, a, 0, 0, a.w, a.h, HIT_PANE, (int)p);
	struct flow f = pane_flow(body, -top, v, &shown->hits);
	panes[p].draw(&f, v);
	shown->scroll[p] = top;
	shown->rows[p] = rows;
	shown->height[p] = body.h;
	if (p == PANE_TEXT)
		shown->columns = question_columns(v, body.w);
	if (p == PANE_MAPS)
		show_lines(v, body.h, &shown->picture);
	if (p == PANE_PAGES)
		pane_pages_shown(v, body.w, &shown->picture);
}

static int grant(int *height, int want, int left)
{
	int more = want - *height < left ? want - *height : left;
	if (more <= 0)
		return left;
	*height += more;
	return left - more;
}

enum { PAGES_FIRST = 12 };

/*
 * Divides h rows: the least for each, then all that the focused pane wants, then from the top down; but beside the
 * text the pages, which are few rows, go before the map, which can be told by a part of it.
 */
static void divide(const int *want, const struct column *col, enum learn_pane focus, int h, int *height)
{
	int left = h;
	for (int i = 0; i < col->n; i++) {
		int least = panes[col->first + (unsigned)i].least + 1;
		height[i] = 0;
		left = grant(&height[i], want[i] < least ? want[i] : least, left);
	}
	if (focus >= col->first && focus < col->first + (unsigned)col->n)
		left = grant(&height[focus - col->first], want[focus - col->first], left);
	int pages = (int)PANE_PAGES - (int)col->first;
	if (col->n < LEARN_PANES && pages < col->n)
		left = grant(&height[pages], want[pages] < PAGES_FIRST ? want[pages] : PAGES_FIRST, left);
	for (int i = 0; i < col->n; i++)
		left = grant(&height[i], want[i], left);
}

static void draw_column(struct area a, const struct learn_view *v, const struct column *col, struct learn_shown *shown)
{
	struct flow measured[LEARN_PANES];
	int want[LEARN_PANES] = { 0 }, height[LEARN_PANES] = { 0 }, y = 0;
	struct area body = area_part(a, 1, 0, a.w - 2, a.h);
	for (int i = 0; i < col->n; i++) {
		measured[i] = measure(body, v, col->first + (unsigned)i);
		want[i] = flow_rows(&measured[i]) + 1;
	}
	divide(want, col, v->pane, a.h, height);
	for (int i = 0; i < col->n; i++) {
		draw_pane(area_part(a, 0, y, a.w, height[i]), v, col->first + (unsigned)i, &measured[i], shown);
		y += height[i];
	}
}

static void draw_columns(struct area a, const struct learn_view *v, struct learn_shown *shown)
{
	const struct arrangement *arr = arrangements;
	while (a.w < arr->from)
		arr++;
	if (v->prompt && v->prompt->form && arr->columns == 1) {
		draw_column(a, v, &(struct column){ PANE_TEXT, 1 }, shown); /* all of the form in sight */
		return;
	}
	for (int i = 0, x = 0; i < arr->columns; i++) {
		bool last = i == arr->columns - 1;
		int w = last ? a.w - x : a.w * arr->share[i] / 100;
		draw_column(area_part(a, x, 0, w, a.h), v, &arr->column[i], shown);
		for (int y = 0; !last && y < a.h; y++)
			area_glyph(a, x + w, y, LOOK_FRAME, GLYPH_V);
		x += w + 1;
	}
}

/* " · Rss 48 KiB (+12 KiB)"; nothing where it is not known. */
static void say_total(struct buf *out, const char *name, uint64_t before, uint64_t after)
{
	char size[FMT_MAX];
	const uint64_t unknown = (uint64_t)-1;
	if (after == unknown)
		return;
	buf_printf(out, " · %s %s", name, fmt_size(size, after));
	if (before != unknown && before != after)
		buf_printf(out, " (%s%s)", after > before ? "+" : "−",
			   fmt_size(size, after > before ? after - before : before - after));
}

static void draw_status(struct area a, int y, const struct learn_view *v)
{
	const struct record *r = learn_record(v);
	struct buf b;
	if (v->message) {
		bar_status(a, y, v->message_look, v->message);
		return;
	}
	if (!r)
		return;
	buf_init(&b, 1024);
	say_faults(r->minflt, r->majflt, &b);
	if (!b.len)
		buf_puts(&b, "no page fault");
	buf_puts(&b, " in this step");
	if (r->actors_n && r->actors[0].after.taken) {
		const struct totals *was = &r->actors[0].before.totals, *is = &r->actors[0].after.totals;
		say_total(&b, "Rss", was->rss, is->rss);
		say_total(&b, "Pss", was->pss, is->pss);
	}
	bar_status(a, y, LOOK_DIM, buf_str(&b));
	buf_finish(&b);
}

const struct step *learn_step(const struct learn_view *v)
{
	return &v->lesson->steps[v->step];
}

const struct record *learn_record(const struct learn_view *v)
{
	return v->record && !v->record->skipped ? v->record : NULL;
}

static void draw_screen(struct area a, const struct learn_view *v, struct learn_shown *shown)
{
	struct buf place;
	buf_init(&place, 64);
	if (v->prompt)
		buf_puts(&place, "free play");
	else
		buf_printf(&place, "step %zu of %zu", v->step + 1, v->lesson->steps_n);
	bar_title(a, 0, v->lesson->title, buf_str(&place));
	buf_finish(&place);
	draw_columns(area_part(a, 0, 1, a.w, a.h - 3), v, shown);
	draw_status(a, a.h - 2, v);
	bar_keys(a, a.h - 1, v->keys, v->keys_n, &shown->hits);
	if (v->help)
		view_help(a, "Keys", v->keys, v->keys_n);
}

void view_learn(struct area a, const struct learn_view *v, struct learn_shown *shown)
{
	struct learn_shown unused;
	struct space space = { 0 };
	struct learn_view whole = *v;
	if (!shown)
		shown = &unused;
	memset(shown, 0, sizeof(*shown));
	if (!whole.space)
		whole.space = &space;
	space_update(whole.space, learn_record(v), v->now, &v->picture);
	draw_screen(a, &whole, shown);
	space_finish(&space);
}

int view_learn_rows(const struct lesson *lesson, size_t step, int columns)
{
	struct canvas none = { .w = columns };
	struct answer answer = { 0 };
	struct learn_view v = { .lesson = lesson, .step = step, .answer = &answer };
	struct area a = { .canvas = &none, .w = columns - 4, .h = 0 };
	struct flow f = measure(a, &v, PANE_TEXT);
	return flow_rows(&f);
}
