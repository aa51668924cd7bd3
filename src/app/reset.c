/* `mmaptutor reset`: a lesson, or all, is begun anew; the old log is kept beside the new one. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/text.h"
#include "base/tr.h"
#include "store/store.h"
#include "tutor/observe.h"

struct counted {
	const char *lesson; /* NULL: of all */
	size_t n;
};

static bool count(void *data, const struct event *ev)
{
	struct counted *c = data;

	c->n += c->lesson == NULL || strcmp(c->lesson, ev->lesson) == 0;
	return true;
}

/* The id by which the log knows a lesson. One that the course has no longer is named by its id. */
static char *id_of(const struct app *app, const char *name)
{
	char *path = app_lesson_path(app, name), *id;
	struct diags d = { 0 };
	struct lesson *l = path != NULL ? lesson_load(path, &observe_words, &d) : NULL;

	id = mem_strdup(l != NULL ? l->id : name);
	lesson_free(l);
	diags_finish(&d);
	free(path);
	return id;
}

/* To stdout or stderr: what stands in a log, or in a path, may be anything. */
__attribute__((format(printf, 2, 3))) static void say(FILE *to, const char *fmt, ...)
{
	struct buf clean;
	char text[8192];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	buf_init(&clean, 16384);
	text_clean(&clean, text, strlen(text), true);
	fputs(buf_str(&clean), to);
	buf_finish(&clean);
}

/* True where the answer begins with y. The end of input is a no. */
static bool confirmed(const struct app *app, const struct counted *c)
{
	char *line = NULL;
	size_t cap = 0;
	bool yes;

	if (app->yes)
		return true;
	say(stderr, tr("Begin %s anew? %zu event%s will be put aside, in a file beside the log. (y/N) "),
	    c->lesson != NULL ? c->lesson : tr("all lessons"), c->n, c->n == 1 ? "" : "s");
	yes = getline(&line, &cap, stdin) > 0 && (line[0] == 'y' || line[0] == 'Y');
	free(line);
	return yes;
}

static int put_aside(struct store *s, const struct counted *c)
{
	struct err e = { 0 };
	struct buf aside;
	size_t gone;
	int status = STATUS_HELD;

	buf_init(&aside, 8192);
	if (store_put_aside(s, c->lesson, &aside, &gone, &e) < 0) {
		app_say_err(&e);
		status = STATUS_NOTHING;
	} else {
		say(stdout, tr("%zu event%s put aside; the old log is %s\n"), gone, gone == 1 ? "" : "s",
		    buf_str(&aside));
	}
	buf_finish(&aside);
	return status;
}

static int reset(const struct app *app, struct store *s, const char *lesson)
{
	struct counted c = { .lesson = lesson };
	struct err e = { 0 };

	if (store_each(s, count, &c, NULL, &e) < 0) {
		app_say_err(&e);
		return STATUS_NOTHING;
	}
	if (c.n == 0) {
		say(stdout, tr("the log holds nothing of %s\n"), lesson != NULL ? lesson : tr("any lesson"));
		return STATUS_HELD;
	}
	if (!confirmed(app, &c)) {
		printf(tr("nothing is changed\n"));
		return STATUS_FAILED;
	}
	return put_aside(s, &c);
}

int cmd_reset(struct app *app)
{
	struct store *s = NULL;
	struct err e = { 0 };
	char *lesson;
	int status;

	if (app->args_n + app->all != 1) {
		fprintf(stderr, tr("mmaptutor: reset takes one lesson, or --all\n"));
		return STATUS_USAGE;
	}
	if (store_open(&s, NULL, &e) < 0) {
		app_say_err(&e);
		store_close(s);
		return STATUS_NOTHING;
	}
	lesson = app->all ? NULL : id_of(app, app->args[0]);
	status = reset(app, s, lesson);
	free(lesson);
	store_close(s);
	return status;
}
