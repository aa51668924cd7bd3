/* The words of a step's statements, and what the tables say of each: the manual beside the code. */
#include <stdlib.h>
#include <string.h>

#include "app/choose.h"
#include "app/taught.h"
#include "base/tr.h"
#include "tutor/complete.h"
#include "tutor/observe.h"

#define WORDS_MAX 64

struct words_list {
	struct choose c; /* first: what the screen gets is this */
	struct chooser_row rows[WORDS_MAX];
	struct arena arena; /* what is told */
};

static void add(struct words_list *w, const char *word)
{
	for (size_t i = 0; i < w->c.n; i++) {
		if (strcmp(w->rows[i].text, word) == 0)
			return;
	}
	if (w->c.n < WORDS_MAX)
		w->rows[w->c.n++] = (struct chooser_row){ .text = word };
}

static void collect(struct words_list *w, const struct node *n)
{
	if (n->call != NULL || n->constant != NULL || n->word != NULL)
		add(w, n->s);
	for (size_t i = 0; i < 3 && n->a[i] != NULL; i++)
		collect(w, n->a[i]);
	for (size_t i = 0; i < n->args_n; i++)
		collect(w, n->args[i]);
}

static void collect_actions(struct words_list *w, const struct action *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].repeat > 0)
			collect_actions(w, v[i].body, v[i].body_n);
		else
			collect(w, v[i].code.tree);
	}
}

/* One line on the word under the cursor. */
static const char *told(struct words_list *w)
{
	const char *help = word_help(w->rows[w->c.cursor].text, &observe_words, &w->arena);

	return help != NULL ? help : "";
}

static void draw(void *ctx, struct area a)
{
	struct words_list *w = ctx;
	struct view_key keys[16];
	struct chooser_view v = { .title = tr("Words of this step"),
				  .right = tr("Enter tells more"),
				  .rows = w->rows,
				  .empty = tr("This step has no words that the tables know."),
				  .message_look = LOOK_TEXT,
				  .keys = keys,
				  .keys_n = key_rows(KEYS_CHOOSE, false, keys, 16) };

	v.message = w->c.n > 0 ? told(w) : "";
	choose_draw(&w->c, a, &v);
}

/* What the status line has no room for, and the lessons that use the word. */
static enum reaction tell(struct words_list *w)
{
	const char *word = w->rows[w->c.cursor].text;
	struct err e = { 0 };
	struct buf by;

	buf_init(&by, sizeof(e.what) / 2);
	taught_by(w->c.ui->app, word, &by);
	err_set(&e, 0, "", "", "%s%s%s", told(w), by.len > 0 ? tr(". Used in ") : "", buf_str(&by));
	buf_finish(&by);
	return ui_error(w->c.ui, word, &e);
}

static enum reaction act(void *ctx, enum act action, const struct term_event *ev)
{
	struct words_list *w = ctx;

	if (action == ACTION_LEAVE)
		return REACT_LEAVE;
	return choose_act(&w->c, action, ev) && w->c.n > 0 ? tell(w) : REACT_DRAW;
}

static const struct screen words_screen = { .where = KEYS_CHOOSE, .draw = draw, .act = act };

enum reaction words_open(struct ui *ui, const struct step *step)
{
	struct words_list *w = mem_zalloc(1, sizeof(*w));
	enum reaction got;

	w->c.ui = ui;
	collect_actions(w, step->actions, step->actions_n);
	if (step->task != NULL)
		collect_actions(w, step->task->given.v, step->task->given.n);
	for (size_t i = 0; i < step->expect_n; i++)
		collect(w, step->expect[i].tree);
	got = choose_run(ui, &words_screen, w);
	arena_finish(&w->arena);
	free(w);
	return got;
}
