/* Moving in a list to choose from. */
#include "app/choose.h"

void choose_draw(struct choose *c, struct area a, struct chooser_view *v)
{
	v->n = c->n;
	v->cursor = c->cursor;
	v->scroll = c->scroll;
	c->hits.n = 0;
	c->scroll = view_chooser(a, v, &c->height, &c->hits);
}

static void move(struct choose *c, long rows)
{
	long to = (long)c->cursor + rows, last = (long)c->n - 1;

	to = to > last ? last : to;
	c->cursor = (size_t)(to < 0 ? 0 : to);
}

static bool mouse(struct choose *c, const struct term_event *ev)
{
	const struct hit *hit = hits_at(&c->hits, ev->x, ev->y);
	size_t was = c->cursor;

	if (ev->button >= 4)
		move(c, ev->button == 4 ? -1 : 1);
	if (ev->button != 1 || hit == NULL || hit->kind != HIT_CHOICE)
		return false;
	c->cursor = (size_t)hit->index;
	return c->cursor == was;
}

bool choose_act(struct choose *c, enum act action, const struct term_event *ev)
{
	long page = c->height > 1 ? c->height - 1 : 1, all = (long)c->n;
	const struct {
		enum act action;
		long rows;
	} moves[] = { { ACTION_UP, -1 },          { ACTION_DOWN, 1 },     { ACTION_PAGE_UP, -page },
		      { ACTION_PAGE_DOWN, page }, { ACTION_FIRST, -all }, { ACTION_LAST, all } };

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		if (moves[i].action == action)
			move(c, moves[i].rows);
	}
	if (c->n == 0)
		return false;
	return action == ACTION_GO || (action == ACTION_MOUSE && mouse(c, ev));
}

enum reaction choose_run(struct ui *ui, const struct screen *screen, void *ctx)
{
	const struct screen *below = ui->screen;
	void *below_ctx = ui->ctx;
	enum reaction got = ui_run(ui, screen, ctx);

	ui->screen = below;
	ui->ctx = below_ctx;
	return got == REACT_QUIT ? REACT_QUIT : REACT_DRAW;
}
