/* A pane on a canvas of its own. */
#include "view/figure.h"

#include <string.h>

#include "view/pages.h"
#include "view/pane.h"

enum { TITLE_MAX = 1024 };

/* Labels stand in a row of their own above the lines; pages have none. */
static const struct pane panes[LEARN_PANES] = {
	[PANE_MAPS] = { .draw = pane_maps, .title = pane_maps_title, .labels = pane_maps_labels },
	[PANE_PAGES] = { .draw = pane_pages, .title = pane_pages_title },
};

static bool is_there(const struct learn_view *v, enum learn_pane p, int width)
{
	struct pages pages;
	return p == PANE_MAPS ? v->space->n > 0 : pages_init(&pages, v, width);
}

static void draw(struct figure *f, const struct learn_view *v, const struct pane *kind, int most)
{
	struct area a = canvas_area(&f->canvas);
	struct flow measured = pane_measure(area_part(a, 1, 0, a.w - 2, 0), v, kind);
	int rows = flow_rows(&measured), height = rows < most ? rows : most, head = kind->labels ? 1 : 0;
	int top = flow_top(&measured, height);
	top = top < rows - height ? top : rows - height;
	canvas_resize(&f->canvas, a.w, head + height);
	a = canvas_area(&f->canvas);
	if (kind->labels)
		kind->labels(a, 0, v, 0);
	struct flow flow = flow_at(area_part(a, 1, head, a.w - 2, height), -top, NULL);
	kind->draw(&flow, v);
	f->above = top;
	f->below = rows - height - top;
}

bool figure_init(struct figure *f, const struct learn_view *v, enum learn_pane p, int columns, int rows, bool ascii)
{
	struct space space = { 0 };
	struct learn_view whole = *v;
	whole.space = &space;
	whole.pane = PANE_TEXT;
	space_update(&space, learn_record(v), v->now, &v->picture);
	bool there = is_there(&whole, p, columns - 2);
	if (there) {
		memset(f, 0, sizeof(*f));
		buf_init(&f->title, TITLE_MAX);
		panes[p].title(&whole, &f->title);
		canvas_init(&f->canvas, columns, 0, ascii);
		draw(f, &whole, &panes[p], rows);
	}
	space_finish(&space);
	return there;
}

void figure_finish(struct figure *f)
{
	canvas_finish(&f->canvas);
	buf_finish(&f->title);
}
