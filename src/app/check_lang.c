/* Translations of lessons: what one lacks, and a file to begin one with. */
#include "app/check_lang.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/tr.h"
#include "lesson/overlay.h"
#include "tutor/observe.h"

struct langs {
	struct app *app;
	size_t whole, faulty, without; /* overlays, and lessons that have none */
	int worst;
};

static bool is_language(const char *name)
{
	const char *list = name;
	char one[24];

	return overlay_language(&list, one) && strcmp(one, name) == 0;
}

static int no_language(const char *name)
{
	return app_say_usage("--lang takes the name of a language, as de or pt_BR, not \"%s\"",
			     name != NULL ? name : "");
}

/* Translations grow. */
static bool fits(const char *path, const char *language, struct diags *d)
{
	struct diags unsaid = { 0 };
	struct lesson *l = lesson_load_in(path, language, &observe_words, &unsaid);

	if (l != NULL)
		check_fits(l, true, d);
	lesson_free(l);
	diags_finish(&unsaid);
	return d->total == 0;
}

static void check_one(struct langs *c, const char *path, bool named)
{
	struct overlay_tally t;
	struct diags d = { 0 };
	struct arena a = { 0 };

	if (access(overlay_path(&a, path, c->app->lang), F_OK) != 0) {
		c->without++;
		if (named) {
			printf(tr("%s: there is none; `mmaptutor export LESSON --to overlay --lang %s` begins it\n"),
			       overlay_path(&a, path, c->app->lang), c->app->lang);
			c->worst = STATUS_INVALID;
		}
	} else if (overlay_check(path, c->app->lang, &observe_words, &a, &t, &d) && d.total == 0 &&
		   fits(path, c->app->lang, &d)) {
		c->whole++;
		printf(tr("%s: all %zu texts\n"), overlay_path(&a, path, c->app->lang), t.texts);
	} else {
		c->faulty++;
		c->worst = STATUS_INVALID;
		printf(tr("%s: %zu of %zu texts, %zu missing, %zu stale, %zu unknown\n"),
		       overlay_path(&a, path, c->app->lang), t.translated, t.texts, t.missing, t.stale, t.unknown);
	}
	fflush(stdout);
	app_say_diags(&d);
	diags_finish(&d);
	arena_finish(&a);
}

static void check_name(struct langs *c, const char *name, bool named)
{
	char *path = app_lesson_path(c->app, name);

	if (path != NULL)
		check_one(c, path, named);
	else
		c->worst = app_no_lesson(name);
	free(path);
}

static void check_course(struct langs *c, struct course *course)
{
	char *path = NULL;

	if (asprintf(&path, "%s/course.json", c->app->lessons) > 0)
		check_one(c, path, false);
	free(path);
	for (size_t i = 0; i < course->parts_n; i++) {
		for (size_t k = 0; k < course->parts[i].lessons_n; k++)
			check_name(c, course->parts[i].lessons[k], false);
	}
}

int check_lang(struct app *app)
{
	struct langs c = { .app = app };
	struct course *course = app_course(app);

	if (!is_language(app->lang))
		return no_language(app->lang);
	if (course == NULL)
		return STATUS_INVALID;
	for (int i = 0; i < app->args_n; i++)
		check_name(&c, app->args[i], true);
	if (app->args_n == 0)
		check_course(&c, course);
	printf("%zu passed, %zu failed, %zu skipped\n", c.whole, c.faulty, c.without);
	if (c.worst == STATUS_HELD && c.whole == 0)
		return STATUS_NOTHING;
	return c.worst;
}

int export_overlay(struct app *app)
{
	struct diags d = { 0 };
	struct buf out;
	char *path;
	bool good;

	if (app->lang == NULL || !is_language(app->lang))
		return no_language(app->lang);
	if (app->args_n != 1) {
		fprintf(stderr, tr("mmaptutor: an overlay is of one lesson; `mmaptutor list` names them\n"));
		return STATUS_USAGE;
	}
	path = app_lesson_path(app, app->args[0]);
	if (path == NULL)
		return app_no_lesson(app->args[0]);
	buf_init(&out, 4 << 20);
	good = overlay_skeleton(path, app->lang, &out, &d);
	if (good)
		printf("%s\n", buf_str(&out));
	app_say_diags(&d);
	diags_finish(&d);
	buf_finish(&out);
	free(path);
	return good ? STATUS_HELD : STATUS_INVALID;
}
