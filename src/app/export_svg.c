/* `mmaptutor export LESSON:STEP --to svg`: the learn screen of a step, as a picture. */
#include <stdlib.h>
#include <string.h>

#include "app/export_svg.h"
#include "app/keys.h"
#include "app/theme.h"
#include "base/tr.h"
#include "view/learn.h"
#include "view/present.h"

enum { WIDTH = 120, HEIGHT = 40, LEAST_W = 20, LEAST_H = 8, MOST = 1000 };

static bool read_size(const char *text, int *w, int *h)
{
	char *x, *end;
	long columns, rows;

	*w = WIDTH;
	*h = HEIGHT;
	if (text == NULL)
		return true;
	columns = strtol(text, &x, 10);
	rows = *x == 'x' ? strtol(x + 1, &end, 10) : 0;
	if (rows >= LEAST_H && rows <= MOST && *end == '\0' && columns >= LEAST_W && columns <= MOST) {
		*w = (int)columns;
		*h = (int)rows;
		return true;
	}
	app_say_usage("--size takes columns and rows, such as 120x40, not \"%s\"", text);
	return false;
}

/* The screen after the step's run; before it where `open`, with its question. */
static void draw(struct session *s, size_t step, bool open, struct canvas *c)
{
	struct answer answer = { 0 };
	struct snapshot now = { 0 };
	uint8_t order[64];
	uint64_t start, len;
	struct view_key keys[16];
	const struct record *r = open ? NULL : session_record(s, step);
	bool asks = s->lesson->steps[step].ask != NULL;
	unsigned where = !open ? KEYS_DONE : asks ? KEYS_ASK : KEYS_READY;
	struct learn_view v = { .lesson = s->lesson,
				.step = step,
				.record = r,
				.answer = &answer,
				.order = order,
				.keys = keys,
				.keys_n = key_rows(where, false, keys, 16) };

	session_order(s, step, order);
	v.vary = session_vary(s, step, &v.vary_n);
	if (open) {
		session_now(s, step, &now, &start, &len);
		v.now = &now;
		v.pages_n = session_asked_pages(s, step);
	}
	view_learn(canvas_area(c), &v, NULL);
	snapshot_finish(&now);
}

/* What a room sees of it: the same state, larger and with fewer words. Nobody has voted. */
static void draw_room(struct session *s, size_t step, bool open, struct canvas *c)
{
	struct share_state state = { .lesson = s->lesson, .step = step, .left_s = -1 };
	struct present_view v = { .state = &state };
	struct snapshot now = { 0 };
	uint64_t start, len;

	state.record = open ? NULL : session_record(s, step);
	state.phase = open ? SHARE_TEXT : SHARE_DONE;
	state.vary = session_vary(s, step, &state.vary_n);
	session_order(s, step, state.order);
	if (open) {
		session_now(s, step, &now, &start, &len);
		state.now = &now;
		state.pages_n = session_asked_pages(s, step);
	}
	view_present(canvas_area(c), &v, NULL);
	memmap_finish(&now.maps);
	pageset_finish(&now.focus);
}

static int draw_step(struct app *app, const struct lesson *l, size_t step, struct canvas *c, struct err *e)
{
	struct session_options o;
	struct session *s;
	int status;

	app_session_options(app, &o);
	status = session_open(&s, l, &o, e);
	if (status < 0)
		return status;
	status = app->open ? session_prepare(s, step, e) : session_run(s, step, e);
	if (status == 0)
		(app->room ? draw_room : draw)(s, step, app->open, c);
	session_close(s);
	return status;
}

int export_svg(struct app *app, const struct lesson *l, size_t step, struct buf *out)
{
	struct arena arena = { 0 };
	struct theme theme;
	struct canvas c;
	struct err e = { 0 };
	int w, h, status;

	if (!read_size(app->size, &w, &h))
		return STATUS_USAGE;
	if (step >= l->steps_n) {
		fprintf(stderr, tr("mmaptutor: a picture is of one step, LESSON:STEP\n"));
		return STATUS_USAGE;
	}
	canvas_init(&c, w, h, app->ascii);
	status = theme_choose(app, &theme, &arena, &e);
	if (status == 0)
		status = draw_step(app, l, step, &c, &e);
	if (status == 0)
		canvas_svg(&c, &theme, out);
	else
		app_say_err(&e);
	canvas_finish(&c);
	arena_finish(&arena);
	return status == 0 ? STATUS_HELD : STATUS_NOTHING;
}
