/* The learn screen: bars, columns, and how many rows each pane gets. */
#include "view/learn.h"

#include <string.h>

#include "base/tr.h"
#include "view/box.h"
#include "view/pane.h"

static void text_title(const struct learn_view *v, struct buf *out)
{
	const struct step *step = learn_step(v);
	if (v->prompt)
		buf_puts(out, v->prompt->form ? tr("a form for mmap()") : tr("free play: try a statement"));
	else if (v->place && (v->attempt || !learn_record(v)))
		buf_puts(out, step->task ? tr("the task") : tr("the question")); /* a title may tell the answer */
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
		buf_puts(out, tr("what you tried, and what the kernel answered"));
	else if (v->attempt && !learn_record(v))
		buf_puts(out, tr("what is run first, and then your statements"));
	else
		buf_puts(out,
			 learn_record(v) ? tr("what was run, and what the kernel answered") : tr("what will be run"));
}

static void draw_code(struct flow *f, const struct learn_view *v)
{
	if (v->prompt)
		pane_tried(f, v->prompt);
	else
		pane_code(f, v);
}

static const struct pane panes[LEARN_PANES] = {
	[PANE_TEXT] = { .draw = draw_text, .title = text_title },
	[PANE_CODE] = { .draw = draw_code, .title = code_title },
	[PANE_MAPS] = { .draw = pane_maps, .title = pane_maps_title, .labels = pane_maps_labels },
	[PANE_PAGES] = { .draw = pane_pages, .title = pane_pages_title },
};

/* Rows that each keeps where there are too few for all. */
static const int least_rows[LEARN_PANES] = { [PANE_TEXT] = 5, [PANE_CODE] = 3, [PANE_MAPS] = 3, [PANE_PAGES] = 6 };

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
		int least = least_rows[col->first + (unsigned)i] + 1;
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
		measured[i] = pane_measure(body, v, &panes[col->first + (unsigned)i]);
		want[i] = flow_rows(&measured[i]) + 1;
	}
	divide(want, col, v->pane, a.h, height);
	for (int i = 0; i < col->n; i++) {
		enum learn_pane p = col->first + (unsigned)i;
		pane_draw(area_part(a, 0, y, a.w, height[i]), v, &panes[p], p, &measured[i], shown);
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

static void draw_screen(struct area a, const struct learn_view *v, struct learn_shown *shown)
{
	struct buf place;
	buf_init(&place, 64);
	if (v->prompt)
		buf_puts(&place, tr("free play"));
	else if (v->place)
		buf_puts(&place, v->place);
	else
		buf_printf(&place, "step %zu of %zu", v->step + 1, v->lesson->steps_n);
	bar_title(a, 0, v->lesson->title, buf_str(&place));
	buf_finish(&place);
	draw_columns(area_part(a, 0, 1, a.w, a.h - 3), v, shown);
	pane_status(a, a.h - 2, v);
	bar_keys(a, a.h - 1, v->keys, v->keys_n, &shown->hits);
	if (v->help)
		view_help(a, tr("Keys"), v->keys, v->keys_n);
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
	struct flow f = pane_measure(a, &v, &panes[PANE_TEXT]);
	return flow_rows(&f);
}
