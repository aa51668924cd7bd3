/* The contents of a lesson: its steps, how each went, and the way to any of them. */
#include <stdio.h>
#include <string.h>

#include "app/choose.h"
#include "app/learn_state.h"
#include "base/tr.h"
#include "store/progress.h"

struct contents {
	struct choose c; /* first: what the screen gets is this */
	const struct lesson *lesson;
	struct chooser_row *rows;
	struct arena arena;
	char message[80];
	bool chosen;
};

static const struct {
	enum glyph mark;
	enum look look;
	const char *say;
} marks[] = {
	[MARK_NONE] = { GLYPH_BULLET, LOOK_DIM, N_("seen") },
	[MARK_RIGHT] = { GLYPH_CHECK, LOOK_GOOD, N_("right") },
	[MARK_WRONG] = { GLYPH_MISS, LOOK_BAD, N_("wrong") },
	[MARK_VOID] = { GLYPH_BULLET, LOOK_DIM, N_("seen") },
};

static void make_rows(struct contents *c)
{
	struct progress_table *t = progress_load(c->c.ui->store, NULL);
	const struct progress *of = progress_find(t, c->lesson->id, c->lesson->rev);
	size_t n_seen = 0, right = 0;

	c->rows = arena_alloc(&c->arena, c->lesson->steps_n + 1, sizeof(*c->rows));
	for (size_t i = 0; i < c->lesson->steps_n; i++) {
		const struct step *s = &c->lesson->steps[i];
		const char *title = s->title != NULL ? s->title : s->id.text;
		enum mark mark;
		bool seen = progress_step(t, of, s->id.text, &mark);

		c->rows[i] = (struct chooser_row){ .mark = seen ? marks[mark].mark : GLYPH_BLANK,
						   .look = marks[mark].look,
						   .text = arena_printf(&c->arena, "%2zu  %s", i + 1, title),
						   .note = seen ? tr(marks[mark].say) : NULL };
		n_seen += seen;
		right += mark == MARK_RIGHT;
	}
	if (c->c.ui->store != NULL)
		snprintf(c->message, sizeof(c->message), tr("%zu of %zu steps seen, %zu answered right"), n_seen,
			 c->lesson->steps_n, right);
	progress_free(t);
}

static void draw(void *ctx, struct area a)
{
	struct contents *c = ctx;
	struct view_key keys[16];
	struct chooser_view v = { .title = c->lesson->title,
				  .right = tr("contents"),
				  .rows = c->rows,
				  .message = c->message,
				  .message_look = LOOK_DIM,
				  .keys = keys,
				  .keys_n = key_rows(KEYS_CHOOSE, false, keys, 16) };

	choose_draw(&c->c, a, &v);
}

static enum reaction act(void *ctx, enum act action, const struct term_event *ev)
{
	struct contents *c = ctx;

	if (action == ACTION_LEAVE)
		return REACT_LEAVE;
	c->chosen = choose_act(&c->c, action, ev);
	return c->chosen ? REACT_LEAVE : REACT_DRAW;
}

static const struct screen contents_screen = { .where = KEYS_CHOOSE, .draw = draw, .act = act };

enum reaction contents_open(struct ui *ui, const struct lesson *l, size_t *step)
{
	struct contents c = { .c = { .ui = ui, .n = l->steps_n, .cursor = *step }, .lesson = l };
	enum reaction got;

	make_rows(&c);
	got = choose_run(ui, &contents_screen, &c);
	if (c.chosen)
		*step = c.c.cursor;
	arena_finish(&c.arena);
	return got;
}

/* ---- from the learn screen ---- */

static enum reaction to_contents(struct learn *l)
{
	size_t step = l->step;
	enum reaction got = contents_open(l->ui, l->lesson, &step);

	if (got != REACT_QUIT && step != l->step)
		learn_go(l, step);
	return got;
}

/* A step of another lesson is a goal: this one is left for it. */
static enum reaction to_search(struct learn *l)
{
	struct goal *goal = &l->ui->goal;
	enum reaction got = search_open(l->ui, l->lesson);

	if (got == REACT_QUIT || !goal->set)
		return got;
	if (strcmp(goal->lesson, l->lesson->id) != 0)
		return REACT_LEAVE;
	goal->set = false;
	learn_go(l, goal->step);
	return got;
}

enum reaction learn_elsewhere(struct learn *l, enum act action)
{
	enum reaction got;

	if (action == ACTION_WORDS)
		got = words_open(l->ui, &l->lesson->steps[l->step]);
	else
		got = action == ACTION_CONTENTS ? to_contents(l) : to_search(l);
	return (enum reaction)(got | (l->reaction & REACT_QUIT));
}
