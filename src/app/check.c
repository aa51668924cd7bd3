/* `mmaptutor check`: is it a good lesson? */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/check_lang.h"
#include "app/check_watch.h"
#include "app/signals.h"
#include "base/tr.h"
#include "tutor/observe.h"
#include "tutor/prove.h"
#include "view/learn.h"

struct checking {
	struct app *app;
	struct proof proof;
	int worst;
};

static bool asked_to_end(void *ctx)
{
	(void)ctx;
	signals_peek(); /* while watching, signals are blocked but in the wait */
	return signals_end() != 0;
}

static void say_skip(void *ctx, const struct lesson *l, size_t step, const char *why)
{
	(void)ctx;
	printf("%s:%s skipped: %s\n", l->id, l->steps[step].id.text, why);
}

static void worse(struct checking *c, int status)
{
	if (status > c->worst)
		c->worst = status;
}

static void prove(struct checking *c, const struct lesson *l, struct diags *d)
{
	struct stage_options o = { .program = c->app->lab, .tick = asked_to_end };
	struct proof before = c->proof;
	struct err e = { 0 };

	if (prove_lesson(l, &o, d, &c->proof, &e) < 0) {
		app_say_err(&e);
		worse(c, STATUS_NOTHING);
		return;
	}
	printf("%s: %zu passed, %zu failed, %zu skipped\n", l->id, c->proof.passed - before.passed,
	       c->proof.failed - before.failed, c->proof.skipped - before.skipped);
	fflush(stdout);
}

#define SMALL_COLUMNS 80
#define SMALL_ROWS    20 /* of 24: less the title, the pane's rule, the status and the keys */

void check_fits(const struct lesson *l, bool overlay, struct diags *d)
{
	const struct pos none = { 0 };

	for (size_t i = 0; i < l->steps_n + l->drills_n; i++) {
		int rows = view_learn_rows(l, i, SMALL_COLUMNS);

		if (rows > SMALL_ROWS)
			diags_add(
			    d, overlay ? none : l->steps[i].pos,
			    "step \"%s\": text and question take %d rows of 80 columns; a small terminal shows %d",
			    l->steps[i].id.text, rows, SMALL_ROWS);
	}
}

static void check_file(struct checking *c, const char *path)
{
	struct diags d = { 0 };
	struct lesson *l = lesson_load(path, &observe_words, &d);

	if (l == NULL) {
		c->proof.failed++;
	} else {
		lesson_check_course(l, app_course(c->app), &d);
		check_fits(l, false, &d);
		prove(c, l, &d);
	}
	diags_sort(&d);
	app_say_diags(&d);
	if (d.total > 0)
		worse(c, STATUS_INVALID);
	lesson_free(l);
	diags_finish(&d);
}

static void check_lesson(struct checking *c, const char *name)
{
	char *path = app_lesson_path(c->app, name);

	if (path != NULL)
		check_file(c, path);
	else
		worse(c, app_no_lesson(name));
	free(path);
}

static int tally(const struct checking *c)
{
	printf("%zu passed, %zu failed, %zu skipped\n", c->proof.passed, c->proof.failed, c->proof.skipped);
	if (signals_end() != 0)
		return STATUS_SIGNAL + signals_end();
	if (c->worst == STATUS_HELD && c->proof.passed == 0 && c->proof.skipped > 0)
		return STATUS_NOTHING;
	return c->worst;
}

static int check_named(struct app *app, const char *const *names, size_t n)
{
	struct checking c = { .app = app, .proof = { .skip = say_skip } };

	for (size_t i = 0; i < n && signals_end() == 0; i++)
		check_lesson(&c, names[i]);
	return tally(&c);
}

static int check_course(struct app *app, const struct course *course)
{
	struct checking c = { .app = app, .proof = { .skip = say_skip } };

	for (size_t i = 0; i < course->parts_n; i++) {
		for (size_t k = 0; k < course->parts[i].lessons_n && signals_end() == 0; k++)
			check_lesson(&c, course->parts[i].lessons[k]);
	}
	return tally(&c);
}

int cmd_check(struct app *app)
{
	struct course *course = app_course(app);

	if (course == NULL)
		return STATUS_INVALID;
	if (app->coverage)
		return coverage_tell(app);
	if (app->lang != NULL)
		return check_lang(app);
	if (app->watch)
		return check_watch(app, check_named);
	if (app->args_n == 0)
		return check_course(app, course);
	return check_named(app, (const char *const *)app->args, (size_t)app->args_n);
}
