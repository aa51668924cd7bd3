/* `mmaptutor play`: free play with the files of a lesson. */
#include <unistd.h>

#include "app/learn_state.h"
#include "app/plain.h"
#include "app/play.h"
#include "base/tr.h"
#include "lesson/lesson.h"

/* What is tried on a branch leaves the lesson, and the screen of it, as they are. */
enum reaction learn_play(struct learn *l)
{
	const struct screen *screen = l->ui->screen;
	size_t at = l->step + (session_record(l->session, l->step) != NULL);
	enum reaction got = play_on_screen(l->ui, l->lesson, at, &l->session->options);

	l->ui->screen = screen;
	l->ui->ctx = l;
	return got;
}

/* The branch begins where the lesson does: its files are there, none of its steps has run. */
static int open_screen(struct app *app, const struct lesson *l)
{
	struct session_options o;
	struct err e = { 0 };
	struct ui ui;

	if (ui_open(&ui, app, &e) < 0) {
		app_say_err(&e);
		return STATUS_NOTHING;
	}
	app_session_options(app, &o);
	o.stage.tick = ui_tick;
	o.stage.tick_ctx = &ui;
	play_on_screen(&ui, l, 0, &o);
	ui_close(&ui);
	return app_ended();
}

int cmd_play(struct app *app)
{
	struct err e = { 0 };
	struct lesson *l;
	int status = STATUS_HELD;

	if (app->plain)
		return plain_play(app);
	if (app->args_n > 1) {
		fprintf(stderr, tr("mmaptutor: play takes one lesson\n"));
		return STATUS_USAGE;
	}
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		err_set(&e, 0, "", "start it in a terminal, or with --plain",
			"free play needs a screen, and this is no terminal");
		app_say_err(&e);
		return STATUS_NOTHING;
	}
	l = app_lesson(app, app->args_n == 1 ? app->args[0] : "play", &status);
	if (l == NULL)
		return status;
	status = open_screen(app, l);
	lesson_free(l);
	return status;
}
