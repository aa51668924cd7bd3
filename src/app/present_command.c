/* `mmaptutor present`: refuses before the talk what would fail in it. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <unistd.h>

#include "app/present_state.h"
#include "base/text.h"
#include "base/tr.h"

enum { COLUMNS = 80, ROWS = 24, WHY_MOST = 1 << 16 };

static void size_of_terminal(int *cols, int *rows)
{
	struct winsize w;

	*cols = COLUMNS;
	*rows = ROWS;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 0 && w.ws_row > 0) {
		*cols = w.ws_col;
		*rows = w.ws_row;
	}
}

/* Marks what has to be left out; how many steps remain. */
static size_t leave_out(struct presenting *p, struct buf *why)
{
	size_t left = 0;
	int cols, rows;

	size_of_terminal(&cols, &rows);
	for (size_t i = 0; i < p->lesson->steps_n; i++) {
		p->out[i] = !present_step_fits(p->lesson, p->session, i, cols, rows, why);
		left += !p->out[i];
	}
	return left;
}

/* A larger terminal helps where text is what does not fit. */
static const char *advice(const struct presenting *p, size_t left)
{
	bool size = false;

	for (size_t i = 0; i < p->lesson->steps_n; i++)
		size = size || (p->out[i] && p->session->skip[i] == NULL);
	if (left == 0)
		return size ? N_("try another size of the terminal") : "";
	return size ? N_("another size of the terminal, or --anyway, which leaves these steps out")
		    : N_("--anyway leaves these steps out");
}

static void refuse(const struct presenting *p, const struct buf *why, size_t left)
{
	struct err e = { 0 };
	struct buf clean;

	err_set(&e, 0, "", advice(p, left), "%s cannot be presented here as it is", p->lesson->id);
	app_say_err(&e);
	buf_init(&clean, WHY_MOST);
	text_clean(&clean, why->data, why->len, true);
	fputs(buf_str(&clean), stderr);
	buf_finish(&clean);
}

/* On the screen of p->ui. */
static int talk(struct presenting *p, struct err *e)
{
	const struct app *app = p->ui->app;
	int status = present_time_open(&p->time, app->auto_s, app->minutes, e);

	if (status == 0)
		status = present_share_open(p, e);
	if (status == 0)
		present_on_screen(p);
	present_share_close(p);
	present_time_close(&p->time);
	return status;
}

static int on_screen(struct app *app, struct presenting *p)
{
	struct err e = { 0 };
	struct ui ui;
	int status = ui_open(&ui, app, &e);

	if (status == 0) {
		p->ui = &ui;
		p->session->options.stage.tick = ui_tick;
		p->session->options.stage.tick_ctx = &ui;
		status = talk(p, &e);
		p->session->options.stage.tick_ctx = NULL;
		p->ui = NULL;
		ui_close(&ui);
	}
	if (status == 0)
		return app_ended();
	app_say_err(&e);
	return STATUS_NOTHING;
}

static int present(struct app *app, struct presenting *p)
{
	struct session_options o;
	struct err e = { 0 };
	struct buf why;
	size_t left;
	int status = STATUS_NOTHING;

	app_session_options(app, &o);
	if (!app->has_seed)
		(void)!getrandom(&o.seed, sizeof(o.seed), 0);
	if (session_open(&p->session, p->lesson, &o, &e) < 0) {
		app_say_err(&e);
		return STATUS_NOTHING;
	}
	buf_init(&why, WHY_MOST);
	left = leave_out(p, &why);
	if (left == p->lesson->steps_n || (left > 0 && app->anyway))
		status = on_screen(app, p);
	else
		refuse(p, &why, left);
	buf_finish(&why);
	session_close(p->session);
	return status;
}

int cmd_present(struct app *app)
{
	struct presenting p = { 0 };
	struct err e = { 0 };
	struct lesson *l;
	unsigned mode;
	int status = STATUS_HELD;

	if (app->args_n != 1) {
		fprintf(stderr, tr("mmaptutor: present takes one lesson\n"));
		return STATUS_USAGE;
	}
	if (present_share_mode(app, &mode, &e) < 0) {
		app_say_err(&e);
		return STATUS_USAGE;
	}
	l = app_lesson(app, app->args[0], &status);
	if (l == NULL)
		return status;
	app->talk = true;
	p.lesson = l;
	p.out = mem_zalloc(l->steps_n + 1, sizeof(*p.out));
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) {
		status = present(app, &p);
	} else {
		err_set(&e, 0, "", "start it in a terminal; `mmaptutor run` needs none",
			"a presentation needs a screen, and this is no terminal");
		app_say_err(&e);
		status = STATUS_NOTHING;
	}
	free(p.out);
	lesson_free(l);
	return status;
}
