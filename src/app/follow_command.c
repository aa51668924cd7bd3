/* `mmaptutor follow`: the door, the screen, and what is told at the end. */
#include <errno.h>
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "app/follow_state.h"

#include "base/tr.h"

/* The speaker's clock shows seconds; other followers have none, and are still while nothing comes. */
static int open_clock(void)
{
	static const struct itimerspec second = { { 1, 0 }, { 1, 0 } };
	int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);

	if (fd >= 0)
		timerfd_settime(fd, 0, &second, NULL);
	return fd;
}

/* That the presenter has ended is how it ends for all who stay; anything else went wrong. */
static int told_end(const struct following *f)
{
	if (f->ended == -EPIPE) {
		printf("%s.\n", f->e.what);
		return STATUS_HELD;
	}
	if (f->ended < 0) {
		app_say_err(&f->e);
		return STATUS_NOTHING;
	}
	return app_ended();
}

static int follow_here(struct app *app, struct following *f)
{
	struct err e = { 0 };
	struct ui ui;

	if (ui_open(&ui, app, &e) < 0) {
		app_say_err(&e);
		return STATUS_NOTHING;
	}
	f->l.ui = &ui;
	f->notes = app->notes;
	f->clock = f->notes ? open_clock() : -1;
	follow_on_screen(f);
	if (f->clock >= 0)
		close(f->clock);
	ui_close(&ui);
	return told_end(f);
}

int cmd_follow(struct app *app)
{
	struct following f = { 0 };
	struct err e = { 0 };
	int status = STATUS_NOTHING;

	app->talk = true; /* nothing of a presentation is kept */
	if (app->args_n > 1) {
		fprintf(stderr, tr("mmaptutor: follow takes one socket\n"));
		return STATUS_USAGE;
	}
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		err_set(&e, 0, "", "start it in a terminal", "following needs a screen, and this is no terminal");
	else if (follow_open(&f.door, app->args_n > 0 ? app->args[0] : NULL, &e) == 0)
		status = follow_here(app, &f);
	if (e.what[0] != '\0')
		app_say_err(&e);
	follow_close(f.door);
	return status;
}
