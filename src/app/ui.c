/* The loop, and what every screen shares: redraw, resize, stop, the list of keys. */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/signals.h"
#include "app/snap.h"
#include "app/ui.h"
#include "base/tr.h"
#include "view/box.h"

#define FDS_MAX  13
#define FDS_OWN  2 /* of them, before those of the screen */
#define KEYS_MAX 64
#define LONG_MS  300 /* a step that takes longer says so */

int ui_open(struct ui *ui, struct app *app, struct err *e)
{
	const char *plain = getenv("NO_COLOR");
	struct term_options o = { .theme = &ui->theme,
				  .no_color = app->no_color || (plain != NULL && plain[0] != '\0'),
				  .ascii = app->ascii,
				  .mouse = true };
	int status;

	*ui = (struct ui){ .app = app };
	status = theme_choose(app, &ui->theme, &ui->theme_arena, e);
	if (status < 0)
		return status;
	signals_init(true);
	status = term_open(&ui->term, &o, e);
	if (status < 0) {
		arena_finish(&ui->theme_arena);
		return status;
	}
	if (!app->talk)
		store_open(&ui->store, NULL, &ui->unrecorded);
	canvas_init(&ui->canvas, term_width(ui->term), term_height(ui->term), term_ascii(ui->term));
	ui->note = term_note(ui->term)[0] != '\0' ? term_note(ui->term) : NULL;
	return 0;
}

void ui_close(struct ui *ui)
{
	term_close(ui->term);
	store_close(ui->store);
	canvas_finish(&ui->canvas);
	arena_finish(&ui->theme_arena);
	*ui = (struct ui){ 0 };
}

const char *ui_note(struct ui *ui)
{
	const char *note = ui->note;

	ui->note = NULL;
	return note;
}

/* Into the canvas only. A key acts on what the one before it led to, though it may never have been on the screen. */
static void lay_out(struct ui *ui)
{
	canvas_clear(&ui->canvas);
	ui->screen->draw(ui->ctx, canvas_area(&ui->canvas));
}

void ui_draw(struct ui *ui)
{
	lay_out(ui);
	term_blit(ui->term, &ui->canvas);
	ui->dirty = false;
}

static void follow_size(struct ui *ui)
{
	term_resized(ui->term);
	canvas_resize(&ui->canvas, term_width(ui->term), term_height(ui->term));
	ui->dirty = true;
}

static void stop(struct ui *ui)
{
	term_suspend(ui->term);
	signals_suspend();
	term_resume(ui->term);
	follow_size(ui);
}

/* ---- the keys as an overlay: a screen over the one below ---- */

struct overlay {
	struct ui *ui;
	const struct screen *below;
	void *below_ctx;
	struct view_key keys[KEYS_MAX];
	size_t n;
	const char *title;
	const struct err *error; /* a message instead of the keys */
};

static void overlay_draw(void *ctx, struct area a)
{
	struct overlay *o = ctx;

	struct view_key keys[4];
	size_t n = key_rows(KEYS_HELP, false, keys, 4);

	if (o->below != NULL)
		o->below->draw(o->below_ctx, a);
	bar_keys(a, a.h - 1, keys, n, NULL);
	if (o->error != NULL)
		view_message(a, o->title, o->error);
	else
		view_help(a, tr(o->title), o->keys, o->n);
}

static enum reaction overlay_act(void *ctx, enum act action, const struct term_event *ev)
{
	(void)ctx, (void)ev;
	return action == ACTION_LEAVE || action == ACTION_HELP ? REACT_LEAVE : REACT_NONE;
}

static const struct screen overlay_screen = { .where = KEYS_HELP, .draw = overlay_draw, .act = overlay_act };

static enum reaction run_overlay(struct ui *ui, struct overlay *o)
{
	const struct screen *screen = ui->screen;
	void *ctx = ui->ctx;
	enum reaction got;

	o->ui = ui;
	o->below = screen;
	o->below_ctx = ctx;
	got = ui_run(ui, &overlay_screen, o);
	ui->screen = screen;
	ui->ctx = ctx;
	return got == REACT_QUIT ? REACT_QUIT : REACT_DRAW;
}

enum reaction ui_error(struct ui *ui, const char *title, const struct err *e)
{
	struct overlay o = { .title = title, .error = e };

	return run_overlay(ui, &o);
}

static enum reaction show_keys(struct ui *ui, const struct screen *screen)
{
	struct overlay o = { .title = N_("Keys: q or Enter closes") };

	o.n = key_rows(screen->where_now != NULL ? screen->where_now(ui->ctx) : screen->where, true, o.keys, KEYS_MAX);
	return run_overlay(ui, &o);
}

/* ---- one event ---- */

static enum act action_of(struct ui *ui, const struct screen *s, const struct term_event *ev)
{
	unsigned where = s->where_now != NULL ? s->where_now(ui->ctx) : s->where;

	if (s->typing != NULL && ev->key >= ' ' && ev->key < KEYS_BASE && s->typing(ui->ctx, ev->key))
		return ACTION_TYPE;
	return key_action(where, ev->key);
}

static enum reaction dispatch(struct ui *ui, const struct screen *s, const struct term_event *ev)
{
	enum act action;

	if (ev->key == TERM_RESIZE) {
		follow_size(ui);
		return REACT_NONE;
	}
	action = action_of(ui, s, ev);
	switch (action) {
	case ACTION_NONE:
		return REACT_NONE;
	case ACTION_QUIT:
		return REACT_QUIT;
	case ACTION_STOP:
		stop(ui);
		return REACT_DRAW;
	case ACTION_THEME:
		theme_next(ui->app, &ui->theme, &ui->theme_arena);
		term_theme(ui->term, &ui->theme);
		return REACT_DRAW;
	case ACTION_SNAP:
		return snap_screen(ui);
	case ACTION_REDRAW:
		follow_size(ui);
		return REACT_DRAW;
	case ACTION_HELP:
		if (s->where != KEYS_HELP)
			return show_keys(ui, s);
		break;
	default:
		break;
	}
	return s->act(ui->ctx, action, ev);
}

/* Waits for input, a signal or a watched descriptor; REACT_* of what a watched one means. */
static enum reaction wait(struct ui *ui, const struct screen *s)
{
	/* poll leaves a negative descriptor alone */
	int audience = ui->audience != NULL ? ui->audience->fd : -1;
	struct pollfd fds[FDS_MAX] = { { .fd = term_fd(ui->term), .events = POLLIN },
				       { .fd = audience, .events = POLLIN } };
	int extra[FDS_MAX - FDS_OWN];
	size_t n = s->fds != NULL ? s->fds(ui->ctx, extra, FDS_MAX - FDS_OWN) : 0;
	enum reaction got = REACT_NONE;

	for (size_t i = 0; i < n; i++)
		fds[i + FDS_OWN] = (struct pollfd){ .fd = extra[i], .events = POLLIN };
	signals_wait(fds, (nfds_t)(n + FDS_OWN), -1);
	if (signals_end() != 0)
		return REACT_QUIT;
	if (signals_resized())
		follow_size(ui);
	if (signals_stop())
		stop(ui);
	if (ui->audience != NULL && fds[1].revents != 0)
		got = ui->audience->woken(ui->audience->ctx);
	for (size_t i = FDS_OWN; i < n + FDS_OWN; i++) {
		if (fds[i].revents != 0)
			return (enum reaction)(got | s->woken(ui->ctx));
	}
	return got;
}

/* Once, behind the first picture: what starting needed (libseccomp builds a filter, JSON a tree) goes back. */
static void give_back(struct ui *ui)
{
	if (!ui->trimmed)
		(void)malloc_trim(0);
	ui->trimmed = true;
}

enum reaction ui_run(struct ui *ui, const struct screen *screen, void *ctx)
{
	enum reaction got = REACT_DRAW;
	struct term_event ev;

	ui->screen = screen;
	ui->ctx = ctx;
	for (;;) {
		ui->dirty = ui->dirty || (got & REACT_DRAW) != 0;
		if (got & (REACT_LEAVE | REACT_QUIT | REACT_NEXT))
			break;
		if (term_read(ui->term, &ev)) {
			if (ui->dirty)
				lay_out(ui);
			got = dispatch(ui, screen, &ev);
			continue;
		}
		if (ui->dirty)
			ui_draw(ui);
		give_back(ui);
		got = screen->settled != NULL ? screen->settled(ctx) : REACT_NONE;
		if (got == REACT_NONE)
			got = wait(ui, screen);
	}
	ui->dirty = true;
	return got & REACT_QUIT ? REACT_QUIT : got & REACT_NEXT ? REACT_NEXT : REACT_LEAVE;
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void ui_begin(struct ui *ui)
{
	ui->since_ms = now_ms();
	ui->slow = ui->gave_up = false;
}

bool ui_tick(void *ctx)
{
	struct ui *ui = ctx;
	struct term_event ev;

	if (now_ms() - ui->since_ms < LONG_MS)
		return false;
	if (!ui->slow) {
		ui->slow = true;
		ui_draw(ui);
	}
	signals_peek();
	if (signals_end() != 0)
		return true;
	while (term_read(ui->term, &ev)) {
		if (key_action(KEYS_RUNS, ev.key) == ACTION_LEAVE)
			ui->gave_up = true;
	}
	return ui->gave_up;
}
