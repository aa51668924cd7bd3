/* What the subcommands share. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/signals.h"
#include "base/text.h"
#include "base/tr.h"
#include "lesson/overlay.h"
#include "tutor/observe.h"

void app_say_err(const struct err *e)
{
	char text[1024];
	struct buf clean;

	err_text(e, text, sizeof(text));
	buf_init(&clean, 4096);
	text_clean(&clean, text, strlen(text), true);
	fprintf(stderr, "mmaptutor: %s", buf_str(&clean));
	buf_finish(&clean);
}

int app_say_usage(const char *fmt, ...)
{
	char text[512];
	struct err e = { 0 };
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), tr(fmt), args);
	va_end(args);
	err_set(&e, 0, "", "", "%s", text);
	app_say_err(&e);
	return STATUS_USAGE;
}

void app_say_diags(const struct diags *d)
{
	struct buf clean;

	for (size_t i = 0; i < d->n; i++) {
		buf_init(&clean, 8192);
		text_clean(&clean, d->file, strlen(d->file), false);
		if (d->v[i].pos.line > 0)
			buf_printf(&clean, ":%u:%u", d->v[i].pos.line, d->v[i].pos.col);
		buf_puts(&clean, ": ");
		text_clean(&clean, d->v[i].text, strlen(d->v[i].text), false);
		fprintf(stderr, "%s\n", buf_str(&clean));
		buf_finish(&clean);
	}
	if (d->total <= d->n)
		return;
	buf_init(&clean, 8192);
	text_clean(&clean, d->file, strlen(d->file), false);
	fprintf(stderr, tr("%s: %zu more faults\n"), buf_str(&clean), d->total - d->n);
	buf_finish(&clean);
}

struct course *app_course(struct app *app)
{
	struct diags d = { 0 };

	if (app->course_known)
		return &app->course;
	app->course_known = course_load(&app->course, app->lessons, tr_languages(), &d) == 0;
	if (!app->course_known) {
		app_say_diags(&d);
		course_finish(&app->course);
	}
	diags_finish(&d);
	return app->course_known ? &app->course : NULL;
}

char *app_lesson_path(const struct app *app, const char *name)
{
	struct course c = { .dir = app->lessons };
	const char *path = course_lesson_path(&c, name);
	char *copy = path != NULL ? mem_strdup(path) : NULL;

	arena_finish(&c.arena);
	return copy;
}

int app_no_lesson(const char *name)
{
	struct err e = { 0 };

	err_set(&e, 0, "", "`mmaptutor list` names the lessons of the course; a path works too",
		"there is no lesson \"%s\"", name);
	app_say_err(&e);
	return STATUS_USAGE;
}

struct lesson *app_lesson_read(const char *path, struct diags *d)
{
	return path != NULL ? lesson_load_in(path, tr_languages(), &observe_words, d) : NULL;
}

struct lesson *app_lesson(struct app *app, const char *name, int *status)
{
	char *path = app_lesson_path(app, name);
	struct diags d = { 0 };
	struct lesson *l;

	if (path == NULL) {
		*status = app_no_lesson(name);
		return NULL;
	}
	l = app_lesson_read(path, &d);
	if (l == NULL) {
		app_say_diags(&d);
		*status = STATUS_INVALID;
	}
	diags_finish(&d);
	free(path);
	return l;
}

void app_session_options(const struct app *app, struct session_options *o)
{
	*o = (struct session_options){ .stage = { .program = app->lab, .aslr = app->aslr },
				       .draw = app->has_seed,
				       .seed = app->seed };
}

int app_flush(void)
{
	struct err e = { 0 };

	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	err_set(&e, errno, "write(stdout)", "", "the output could not be written");
	app_say_err(&e);
	return STATUS_NOTHING;
}

int app_ended(void)
{
	/* A terminal that goes away is an end of input and a SIGHUP: whichever was seen first, it is the signal. */
	signals_peek();
	return signals_end() != 0 ? STATUS_SIGNAL + signals_end() : STATUS_HELD;
}
