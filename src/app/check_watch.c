/* Waiting for a save, by inotify. Nothing is polled: while nothing is saved the program sleeps. */
#include "app/check_watch.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "app/signals.h"
#include "base/text.h"
#include "base/tr.h"

/* A file is watched by its name, and by that of what a link leads to. */
enum { NAMES_EACH = 2 };
#define SAVED (IN_CLOSE_WRITE | IN_MOVED_TO)
#define GONE  (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)

struct watched {
	char *path;             /* as it is checked */
	int wd[NAMES_EACH];     /* of the directory */
	char *leaf[NAMES_EACH]; /* the name in it; NULL: none */
	bool saved;
};

struct watching {
	int fd;
	struct watched *v;
	size_t n;
	bool lost; /* a directory is gone: no save would be seen */
};

static int watch_name(struct watching *w, struct watched *f, int which, const char *path, struct err *e)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash == NULL ? mem_strdup(".") : mem_strdup(path);

	if (slash != NULL)
		dir[slash == path ? 1 : slash - path] = '\0';
	f->wd[which] = inotify_add_watch(w->fd, dir, SAVED | GONE | IN_ONLYDIR);
	if (f->wd[which] < 0)
		err_set(e, errno, "inotify_add_watch()", "check without --watch", "%s cannot be watched", dir);
	else
		f->leaf[which] = mem_strdup(slash == NULL ? path : slash + 1);
	free(dir);
	return f->wd[which] < 0 ? -1 : 0;
}

static int watch_file(struct watching *w, struct watched *f, struct err *e)
{
	char *real = realpath(f->path, NULL);
	int status = watch_name(w, f, 0, f->path, e);

	if (status == 0 && real != NULL)
		status = watch_name(w, f, 1, real, e);
	free(real);
	return status;
}

static void take_event(struct watching *w, const struct inotify_event *ev)
{
	w->lost = w->lost || (ev->mask & GONE) != 0;
	for (size_t i = 0; i < w->n; i++) {
		for (int k = 0; k < NAMES_EACH; k++) {
			struct watched *f = &w->v[i];
			bool meant = ev->wd == f->wd[k] && ev->len > 0 && f->leaf[k] != NULL &&
				     strcmp(ev->name, f->leaf[k]) == 0;

			f->saved = f->saved || meant || (ev->mask & IN_Q_OVERFLOW) != 0;
		}
	}
}

/* All that is there; some editors cause several events for one save. */
static void take_events(struct watching *w)
{
	_Alignas(struct inotify_event) char bytes[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
	ssize_t n;

	while ((n = read(w->fd, bytes, sizeof(bytes))) > 0) {
		for (size_t at = 0; at < (size_t)n;) {
			const struct inotify_event *ev = (const void *)(bytes + at);

			take_event(w, ev);
			at += sizeof(*ev) + ev->len;
		}
	}
}

/* The paths that were saved; forgotten then. */
static size_t take_saved(struct watching *w, const char **names)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++) {
		if (w->v[i].saved)
			names[n++] = w->v[i].path;
		w->v[i].saved = false;
	}
	return n;
}

/* Until a lesson is saved, a directory is gone, or a signal ends the program. How many were saved. */
static size_t wait_for_save(struct watching *w, const char **names)
{
	struct pollfd p = { .fd = w->fd, .events = POLLIN };
	size_t n;

	do {
		if (signals_wait(&p, 1, -1) > 0)
			take_events(w);
		(void)signals_resized();
		if (signals_stop())
			signals_suspend();
		n = take_saved(w, names);
	} while (n == 0 && !w->lost && signals_end() == 0);
	return n;
}

static void say(const char *before, const char *path, const char *behind)
{
	struct buf clean;

	buf_init(&clean, 2 * PATH_MAX);
	text_clean(&clean, path, strlen(path), false);
	printf("%s%s%s", before, buf_str(&clean), behind);
	buf_finish(&clean);
}

static int watch(struct app *app, struct watching *w, int (*check)(struct app *, const char *const *, size_t))
{
	const char **names = mem_zalloc(w->n + 1, sizeof(*names));
	size_t n = w->n;
	struct err e = { 0 };

	for (size_t i = 0; i < n; i++)
		names[i] = w->v[i].path;
	while (n > 0) {
		(void)check(app, names, n);
		if (signals_end() != 0 || ferror(stdout))
			break;
		printf(tr("waiting for the next save; ^C ends\n"));
		fflush(stdout);
		n = wait_for_save(w, names);
		for (size_t i = 0; i < n; i++)
			say(i == 0 ? "\n" : "", names[i], tr(" was saved\n"));
	}
	free(names);
	if (!w->lost || signals_end() != 0)
		return app_ended();
	err_set(&e, 0, "", "start again where the lesson lies now", "a directory that was watched is gone");
	app_say_err(&e);
	return STATUS_NOTHING;
}

static void finish(struct watching *w)
{
	for (size_t i = 0; i < w->n; i++) {
		free(w->v[i].path);
		for (int k = 0; k < NAMES_EACH; k++)
			free(w->v[i].leaf[k]);
	}
	free(w->v);
	if (w->fd >= 0)
		close(w->fd);
}

/* The files of the lessons; a status other than 0 where one is not there, with the reason printed. */
static int find_files(const struct app *app, struct watching *w)
{
	struct err e = { 0 };

	for (size_t i = 0; i < w->n; i++) {
		w->v[i].path = app_lesson_path(app, app->args[i]);
		if (w->v[i].path == NULL)
			return app_no_lesson(app->args[i]);
		if (watch_file(w, &w->v[i], &e) < 0) {
			app_say_err(&e);
			return STATUS_NOTHING;
		}
	}
	return STATUS_HELD;
}

int check_watch(struct app *app, int (*check)(struct app *app, const char *const *names, size_t n))
{
	struct watching w = { .n = (size_t)app->args_n };
	struct err e = { 0 };
	int status;

	if (w.n == 0) {
		err_set(&e, 0, "", "`mmaptutor check --watch my-lesson.json`", "--watch needs a lesson");
		app_say_err(&e);
		return STATUS_USAGE;
	}
	w.fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (w.fd < 0) {
		err_set(&e, errno, "inotify_init1()", "check without --watch", "saves cannot be seen");
		app_say_err(&e);
		return STATUS_NOTHING;
	}
	signals_init(true);
	w.v = mem_zalloc(w.n, sizeof(*w.v));
	status = find_files(app, &w);
	if (status == STATUS_HELD)
		status = watch(app, &w, check);
	finish(&w);
	return status;
}
