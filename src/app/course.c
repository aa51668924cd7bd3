/* The list of lessons on the screen, and `mmaptutor learn`. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/choose.h"
#include "app/learn.h"
#include "app/plain.h"
#include "base/tr.h"
#include "store/progress.h"
#include "tutor/due.h"
#include "view/list.h"

struct home {
	struct ui *ui;
	struct course *course;
	struct progress_table *progress;
	struct due_table *due;
	struct list_part *parts;
	const char **ids; /* of the lessons, through all parts */
	size_t n;
	size_t cursor;
	int scroll, height;
	struct hits hits;
	const char *message;
};

/* How far a lesson is, by the log. */
static void put_progress(const struct home *h, const struct lesson *l, struct list_lesson *row)
{
	const struct progress *p = progress_find(h->progress, l->id, l->rev);

	row->progress = LIST_NONE;
	if (p == NULL)
		return;
	row->steps_done = p->seen < l->steps_n ? p->seen : l->steps_n;
	row->progress = p->seen > 0 ? LIST_STARTED : LIST_NONE;
	row->due = due_steps(h->due, l);
	if (p->done)
		row->progress = row->due > 0 ? LIST_DUE : LIST_DONE;
}

/* One row: what the file says of itself; a lesson that cannot be read is listed with the reason. */
static void read_row(struct home *h, const char *id, struct list_lesson *row)
{
	struct arena *a = &h->course->arena;
	const char *path = course_lesson_path(h->course, id);
	struct diags d = { 0 };
	struct lesson *l = app_lesson_read(path, &d);

	*row = (struct list_lesson){ .title = id, .progress = LIST_BROKEN };
	if (l != NULL) {
		row->title = arena_strdup(a, l->title);
		row->summary = l->summary != NULL ? arena_strdup(a, l->summary) : NULL;
		row->minutes = l->minutes;
		row->steps = l->steps_n;
		put_progress(h, l, row);
	} else if (d.n > 0) {
		row->summary = arena_printf(a, "%s:%u:%u: %s", path, d.v[0].pos.line, d.v[0].pos.col, d.v[0].text);
	} else {
		row->summary = tr("its file is missing");
	}
	lesson_free(l);
	diags_finish(&d);
}

static void read_rows(struct home *h)
{
	struct course *c = h->course;
	size_t n = 0;

	h->due = due_load_with(h->ui->store, time(NULL), &h->progress, &h->ui->unrecorded);
	for (size_t i = 0; i < c->parts_n; i++)
		n += c->parts[i].lessons_n;
	h->parts = arena_alloc(&c->arena, c->parts_n + 1, sizeof(*h->parts));
	h->ids = arena_alloc(&c->arena, n + 1, sizeof(*h->ids));
	h->n = 0;
	for (size_t i = 0; i < c->parts_n; i++) {
		const struct course_part *p = &c->parts[i];
		struct list_lesson *rows = arena_alloc(&c->arena, p->lessons_n + 1, sizeof(*rows));

		for (size_t k = 0; k < p->lessons_n; k++) {
			h->ids[h->n++] = p->lessons[k];
			read_row(h, p->lessons[k], &rows[k]);
		}
		h->parts[i] = (struct list_part){ .title = p->title, .lessons = rows, .n = p->lessons_n };
	}
	progress_free(h->progress);
	due_free(h->due);
}

static void draw(void *ctx, struct area a)
{
	struct home *h = ctx;
	struct view_key keys[16];
	struct list_view v = { .title = h->course->title,
			       .parts = h->parts,
			       .parts_n = h->course->parts_n,
			       .cursor = h->cursor,
			       .scroll = h->scroll,
			       .message = h->message,
			       .message_look = LOOK_WARN,
			       .keys = keys,
			       .keys_n = key_rows(KEYS_LIST, false, keys, 16) };

	h->height = a.h;
	h->hits.n = 0;
	h->scroll = view_list(a, &v, &h->hits);
}

static void move(struct home *h, long rows)
{
	long to = (long)h->cursor + rows, last = (long)h->n - 1;

	h->cursor = (size_t)(to < 0 ? 0 : to > last ? last : to);
}

static const struct screen home_screen;

/* A lesson leaves its own screen behind, which is gone: a box that comes next stands over the list. */
static enum reaction open_one(struct home *h)
{
	enum reaction got = learn_open(h->ui, h->ids[h->cursor]);

	h->ui->screen = &home_screen;
	h->ui->ctx = h;
	read_rows(h);
	return got;
}

/* The cursor to the lesson that a search has chosen; false where none was. */
static bool to_goal(struct home *h)
{
	for (size_t i = 0; i < h->n && h->ui->goal.set; i++) {
		if (strcmp(h->ids[i], h->ui->goal.lesson) == 0) {
			h->cursor = i;
			return true;
		}
	}
	h->ui->goal.set = false;
	return false;
}

static bool to_next(struct home *h)
{
	if (h->cursor + 1 == h->n)
		return false;
	h->cursor++;
	return true;
}

/* The lesson under the cursor, and those after it for as long as the learner goes on. */
static enum reaction open_lesson(struct home *h)
{
	enum reaction got;

	if (h->n == 0)
		return REACT_NONE;
	do {
		got = open_one(h);
	} while (got != REACT_QUIT && (to_goal(h) || (got == REACT_NEXT && to_next(h))));
	if (got == REACT_NEXT)
		h->message = tr("That was the last lesson of the course");
	return got == REACT_QUIT ? REACT_QUIT : REACT_DRAW;
}

/* Where a learner goes on: the first lesson that is not done. */
static void to_unfinished(struct home *h)
{
	size_t n = 0;

	for (size_t i = 0; i < h->course->parts_n; i++) {
		for (size_t k = 0; k < h->parts[i].n; k++, n++) {
			enum list_state is = h->parts[i].lessons[k].progress;

			if (is == LIST_NONE || is == LIST_STARTED) {
				h->cursor = n;
				return;
			}
		}
	}
}

/* The lesson behind one that was done; the list where there is none. */
static enum reaction open_after(struct home *h, const char *after)
{
	for (size_t i = 0; i < h->n; i++) {
		if (strcmp(h->ids[i], after) == 0 && i + 1 < h->n) {
			h->cursor = i + 1;
			h->ui->screen = &home_screen;
			h->ui->ctx = h;
			return open_lesson(h);
		}
	}
	return REACT_DRAW;
}

static enum reaction search(struct home *h)
{
	enum reaction got = search_open(h->ui, NULL);

	return got != REACT_QUIT && to_goal(h) ? open_lesson(h) : got;
}

static enum reaction mouse(struct home *h, const struct term_event *ev)
{
	const struct hit *hit = hits_at(&h->hits, ev->x, ev->y);

	if (ev->button >= 4)
		move(h, ev->button == 4 ? -1 : 1);
	if (ev->button != 1 || hit == NULL || hit->kind != HIT_LESSON)
		return REACT_DRAW;
	if (h->cursor == (size_t)hit->index)
		return open_lesson(h);
	h->cursor = (size_t)hit->index;
	return REACT_DRAW;
}

static enum reaction act(void *ctx, enum act action, const struct term_event *ev)
{
	struct home *h = ctx;
	long page = h->height > 8 ? h->height - 8 : 1;

	h->message = NULL;
	switch (action) {
	case ACTION_GO:
		return open_lesson(h);
	case ACTION_UP:
		move(h, -1);
		break;
	case ACTION_DOWN:
		move(h, 1);
		break;
	case ACTION_PAGE_UP:
		move(h, -page);
		break;
	case ACTION_PAGE_DOWN:
		move(h, page);
		break;
	case ACTION_FIRST:
		move(h, -(long)h->n);
		break;
	case ACTION_LAST:
		move(h, (long)h->n);
		break;
	case ACTION_MOUSE:
		return mouse(h, ev);
	case ACTION_SEARCH:
		return search(h);
	default:
		break;
	}
	return REACT_DRAW;
}

static const struct screen home_screen = { .where = KEYS_LIST, .draw = draw, .act = act };

/* What lies on top while it runs: the list, and what is opened from it. */
static enum reaction run_home(struct home *h, const char *after)
{
	h->message = ui_note(h->ui);
	read_rows(h);
	to_unfinished(h);
	h->ui->screen = &home_screen;
	h->ui->ctx = h;
	if (to_goal(h) && open_lesson(h) == REACT_QUIT)
		return REACT_QUIT;
	if (after != NULL && open_after(h, after) == REACT_QUIT)
		return REACT_QUIT;
	return ui_run(h->ui, &home_screen, h);
}

enum reaction course_open(struct ui *ui, const char *after)
{
	struct home *h = mem_zalloc(1, sizeof(*h));
	enum reaction got = REACT_QUIT;

	h->ui = ui;
	h->course = app_course(ui->app);
	if (h->course != NULL)
		got = run_home(h, after);
	ui->screen = NULL;
	ui->ctx = NULL;
	free(h);
	return got;
}

/* ---- learn ---- */

enum reaction learn_open(struct ui *ui, const char *name)
{
	char *path = app_lesson_path(ui->app, name);
	struct diags d = { 0 };
	struct err e = { 0 };
	struct lesson *l = app_lesson_read(path, &d);
	enum reaction got;

	if (l != NULL) {
		got = learn_lesson(ui, l);
		lesson_free(l);
		diags_finish(&d);
		free(path);
		return got;
	}
	ui->goal.set = false; /* else it would be tried again and again */
	if (d.n > 0)
		err_set(&e, 0, "", "`mmaptutor check` lists all its faults", "%s:%u:%u: %s", path, d.v[0].pos.line,
			d.v[0].pos.col, d.v[0].text);
	else
		err_set(&e, 0, "", "install the program again, or take it out of course.json",
			"the file of \"%s\" is missing", name);
	got = ui_error(ui, tr("This lesson cannot be opened"), &e);
	diags_finish(&d);
	free(path);
	return (got & REACT_QUIT) != 0 ? REACT_QUIT : REACT_LEAVE;
}

/* A lesson, and from its end the course, where there is one. */
static void lesson_first(struct ui *ui, const struct lesson *l)
{
	enum reaction got = learn_lesson(ui, l);

	if ((got == REACT_NEXT || (got == REACT_LEAVE && ui->goal.set)) && app_course(ui->app) != NULL)
		course_open(ui, got == REACT_NEXT ? l->id : NULL);
}

static int learn_on_screen(struct app *app, struct lesson *l)
{
	struct ui ui;
	struct err e = { 0 };
	int status = ui_open(&ui, app, &e);

	if (status < 0) {
		app_say_err(&e);
		return STATUS_NOTHING;
	}
	if (l != NULL)
		lesson_first(&ui, l);
	else
		course_open(&ui, NULL);
	ui_close(&ui);
	return app_ended();
}

int cmd_learn(struct app *app)
{
	struct lesson *l = NULL;
	int status = STATUS_HELD;

	if (app->plain)
		return plain_learn(app);
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		fprintf(stderr, tr("mmaptutor: this is no terminal; doing what `mmaptutor %s` does\n"),
			app->args_n > 0 ? "run" : "list");
		return app->args_n > 0 ? cmd_run(app) : cmd_list(app);
	}
	if (app->args_n > 1) {
		fprintf(stderr, tr("mmaptutor: learn takes one lesson\n"));
		return STATUS_USAGE;
	}
	/* Faults are told before the screen is taken. */
	if (app->args_n == 1)
		l = app_lesson(app, app->args[0], &status);
	else if (app_course(app) == NULL)
		status = STATUS_INVALID;
	if (status != STATUS_HELD)
		return status;
	status = learn_on_screen(app, l);
	lesson_free(l);
	return status;
}
