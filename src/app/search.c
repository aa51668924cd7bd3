/* Search in the course: what is found while it is typed, and the way to any of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/choose.h"
#include "app/entry.h"
#include "app/find.h"
#include "base/tr.h"

struct search {
	struct choose c;
	const char *title;
	struct index *index;
	struct entry entry;
	struct found found;
	struct chooser_row *rows;
	struct arena arena; /* of the rows */
	char message[80];
};

static void make_rows(struct search *s)
{
	arena_finish(&s->arena);
	s->rows = arena_alloc(&s->arena, s->found.n + 1, sizeof(*s->rows));
	for (size_t i = 0; i < s->found.n; i++) {
		const struct indexed *at = s->found.v[i].at;
		struct buf note;

		buf_init(&note, 4096);
		find_excerpt(&s->found.v[i], &note);
		s->rows[i] = (struct chooser_row){
			.mark = GLYPH_BLANK,
			.look = LOOK_DIM,
			.text = arena_printf(&s->arena, "%s %zu: %s", at->lesson, at->step + 1, at->title),
			.note = arena_strdup(&s->arena, buf_str(&note)),
		};
		buf_finish(&note);
	}
}

static void look(struct search *s)
{
	find(s->index, s->entry.text, &s->found);
	s->c.n = s->found.n;
	s->c.cursor = 0;
	s->c.scroll = 0;
	make_rows(s);
	s->message[0] = '\0';
	if (s->found.total > s->found.n)
		snprintf(s->message, sizeof(s->message), tr("%zu steps; these are the first %zu"), s->found.total,
			 s->found.n);
	else if (s->found.n > 0)
		snprintf(s->message, sizeof(s->message), tr("%zu step%s"), s->found.n, s->found.n == 1 ? "" : "s");
}

static void draw(void *ctx, struct area a)
{
	struct search *s = ctx;
	struct view_key keys[16];
	struct chooser_view v = { .title = s->title,
				  .right = "mmaptutor",
				  .label = tr("Search:"),
				  .entry = s->entry.text,
				  .entry_cursor = s->entry.cursor,
				  .rows = s->rows,
				  .empty = s->entry.len > 0
					       ? tr("No step has this.")
					       : tr("Type words: titles, texts and statements of all lessons "
						    "are searched."),
				  .message = s->message,
				  .message_look = LOOK_DIM,
				  .keys = keys,
				  .keys_n = key_rows(KEYS_SEARCH, false, keys, 16) };

	choose_draw(&s->c, a, &v);
}

static void choose(struct search *s)
{
	const struct indexed *at = s->found.v[s->c.cursor].at;
	struct goal *goal = &s->c.ui->goal;

	goal->set = true;
	goal->step = at->step;
	snprintf(goal->lesson, sizeof(goal->lesson), "%s", at->lesson);
}

static enum reaction act(void *ctx, enum act action, const struct term_event *ev)
{
	struct search *s = ctx;

	if (action == ACTION_LEAVE)
		return REACT_LEAVE;
	if (action == ACTION_TYPE)
		entry_type(&s->entry, ev->key);
	if (action == ACTION_TYPE || entry_act(&s->entry, action)) {
		look(s);
		return REACT_DRAW;
	}
	if (!choose_act(&s->c, action, ev))
		return REACT_DRAW;
	choose(s);
	return REACT_LEAVE;
}

/* Every character is one of the words that are looked for. */
static bool typing(void *ctx, int key)
{
	(void)ctx, (void)key;
	return true;
}

static const struct screen search_screen = { .where = KEYS_SEARCH, .draw = draw, .act = act, .typing = typing };

/* The index is finished with. */
static enum reaction search_in(struct ui *ui, const char *title, struct index *index)
{
	struct search *s = mem_zalloc(1, sizeof(*s));
	struct err e = { 0 };
	enum reaction got;

	s->c.ui = ui;
	s->title = title;
	s->index = index;
	if (s->index != NULL) {
		got = choose_run(ui, &search_screen, s);
	} else {
		err_set(&e, 0, "", "`mmaptutor check` tells what is wrong with it", "the course cannot be read");
		got = ui_error(ui, tr("There is nothing to search in"), &e);
	}
	find_free(s->index);
	arena_finish(&s->arena);
	free(s);
	return got;
}

enum reaction search_open(struct ui *ui, const struct lesson *more)
{
	return search_in(ui, tr("Search in the course"), find_load(ui->app, more));
}

enum reaction search_lesson(struct ui *ui, const struct lesson *l)
{
	return search_in(ui, tr("Search in this lesson"), find_load_one(l));
}
