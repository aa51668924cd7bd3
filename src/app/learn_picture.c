/* The picture on the learn screen: which side of it is shown, its cursors, its zoom. */
#include <string.h>

#include "app/learn_state.h"
#include "base/tr.h"
#include "tutor/peek.h"

/* Keys that mean something to a picture. */
static const struct {
	enum act action;
	enum picture_act act;
} table[] = {
	{ ACTION_UP, PICTURE_UP },           { ACTION_DOWN, PICTURE_DOWN },
	{ ACTION_LEFT, PICTURE_LEFT },       { ACTION_RIGHT, PICTURE_RIGHT },
	{ ACTION_PAGE_UP, PICTURE_PAGE_UP }, { ACTION_PAGE_DOWN, PICTURE_PAGE_DOWN },
	{ ACTION_FIRST, PICTURE_FIRST },     { ACTION_LAST, PICTURE_LAST },
	{ ACTION_ZOOM_IN, PICTURE_ZOOM_IN }, { ACTION_ZOOM_OUT, PICTURE_ZOOM_OUT },
	{ ACTION_RAW, PICTURE_RAW },         { ACTION_TRUTH, PICTURE_TRUTH },
	{ ACTION_BEFORE, PICTURE_BEFORE },   { ACTION_BYTES, PICTURE_BYTES },
};

static bool turn(struct learn *l, enum picture_act act)
{
	if (act == PICTURE_BEFORE && learn_shown_record(l) == NULL) {
		learn_say(l, LOOK_WARN, tr("The step has not run: this is the state before it"));
		return true;
	}
	if (!picture_turn(&l->picture, act))
		return false;
	/* What is pointed at stays in sight on the other side. */
	l->scrolled[PANE_MAPS] = l->scrolled[PANE_PAGES] = false;
	if (act == PICTURE_BYTES)
		l->pane = PANE_PAGES;
	return true;
}

static bool move(struct learn *l, enum picture_act act)
{
	bool zoom = act == PICTURE_ZOOM_IN || act == PICTURE_ZOOM_OUT;
	bool moved = false;

	if (l->pane == PANE_MAPS && !zoom)
		moved = picture_lines(&l->picture, &l->shown.picture, act);
	else if (l->pane == PANE_PAGES || zoom)
		moved = picture_pages(&l->picture, &l->shown.picture, act);
	if (moved && zoom)
		l->pane = PANE_PAGES;
	if (moved)
		l->scrolled[l->pane] = false;
	return moved;
}

bool learn_picture(struct learn *l, enum act action)
{
	/* Enter enters a cell of many pages; of single ones it goes on with the lesson. */
	if (action == ACTION_GO && l->pane == PANE_PAGES && l->shown.picture.unit > 1)
		action = ACTION_ZOOM_IN;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].action == action)
			return turn(l, table[i].act) || move(l, table[i].act);
	}
	return false;
}

void learn_picture_point(struct learn *l, const struct hit *h, int x)
{
	if (h->kind == HIT_LINE) {
		l->pane = PANE_MAPS;
		l->picture.line_cursor = (size_t)h->index;
		l->picture.line_moved = true;
	} else if (h->kind == HIT_PAGES) {
		l->pane = PANE_PAGES;
		picture_point(&l->picture, &l->shown.picture, h->index, x - h->x);
	}
}

const struct bytes *learn_picture_bytes(struct learn *l)
{
	const struct record *r = learn_shown_record(l);
	struct play *b = l->branch;
	struct stage *stage = b != NULL ? &b->stage : &l->session->stage;
	uint64_t start = r != NULL ? r->focus_start : l->focus_start;
	uint64_t len = r != NULL ? r->focus_len : l->focus_len, at = l->picture.page_cursor * stage->page;

	if (!l->picture.show_bytes || l->picture.show_before || len == 0)
		return NULL;
	at = start + (at < len ? at : 0);
	if (b != NULL)
		stage_peek(b->open ? stage : NULL, at, &l->bytes);
	else
		session_peek(l->session, l->step, at, &l->bytes);
	return &l->bytes;
}

void learn_picture_reset(struct learn *l)
{
	struct picture kept = { .raw_maps = l->picture.raw_maps,
				.truth = l->picture.truth,
				.show_bytes = l->picture.show_bytes };

	l->picture = kept;
	space_finish(&l->space);
}
