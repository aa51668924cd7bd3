/* `mmaptutor export`: a lesson in another form. */
#include <string.h>

#include "app/app.h"
#include "app/check_lang.h"
#include "app/export_anki.h"
#include "app/export_html.h"
#include "app/export_svg.h"
#include "base/tr.h"
#include "export/export.h"

/* What can be made of a lesson, one row each. `step` is EXPORT_ALL for the whole. */
static const struct format {
	const char *name, *what;
	void (*put)(const struct lesson *l, size_t step, struct buf *out); /* NULL: `run`, which runs the lesson */
	int (*run)(struct app *app, const struct lesson *l, size_t step, struct buf *out);
	int (*lessons)(struct app *app); /* any number of them, whole; not NULL: neither of the others */
} formats[] = {
	{ .name = "c", .what = N_("one C program that does what the lesson does"), .put = export_c },
	{ .name = "svg", .what = N_("the screen of a step as a picture"), .run = export_svg },
	{ .name = "html", .what = N_("the lesson as a handout: one page, to be read or printed"), .run = export_html },
	{ .name = "overlay", .what = N_("its texts, to be translated into --lang"), .lessons = export_overlay },
	{ .name = "anki", .what = N_("the choice questions as flash cards"), .lessons = export_anki },
};

static const struct format *find_format(const char *name)
{
	for (size_t i = 0; name != NULL && i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	}
	fprintf(stderr, tr("mmaptutor: export needs one of these forms:\n"));
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		fprintf(stderr, "  --to %-8s %s\n", formats[i].name, tr(formats[i].what));
	return NULL;
}

/* The index of a step or drill; false and told where the lesson has none of that name. */
static bool find_step(const struct lesson *l, const char *id, size_t *step)
{
	*step = EXPORT_ALL;
	for (size_t i = 0; id != NULL && i < l->steps_n + l->drills_n; i++) {
		if (strcmp(l->steps[i].id.text, id) == 0)
			*step = i;
	}
	if (id == NULL || *step != EXPORT_ALL)
		return true;
	app_say_usage("the lesson %s has no step \"%s\"; it has:", l->id, id);
	for (size_t i = 0; i < l->steps_n + l->drills_n; i++)
		fprintf(stderr, " %s", l->steps[i].id.text);
	fputc('\n', stderr);
	return false;
}

static int export_lesson(struct app *app, const struct format *f, char *name)
{
	char *colon = strrchr(name, ':');
	int status = STATUS_HELD;
	struct lesson *l;
	struct buf out;
	size_t step;

	/* A path may hold a colon of its own. */
	if (colon != NULL && strchr(colon, '/') != NULL)
		colon = NULL;
	if (colon != NULL)
		*colon = '\0';
	l = app_lesson(app, name, &status);
	if (l == NULL)
		return status;
	if (find_step(l, colon != NULL ? colon + 1 : NULL, &step)) {
		buf_init(&out, 64 << 20);
		if (f->put != NULL)
			f->put(l, step, &out);
		else
			status = f->run(app, l, step, &out);
		fwrite(buf_str(&out), 1, out.len, stdout);
		buf_finish(&out);
	} else {
		status = STATUS_USAGE;
	}
	lesson_free(l);
	return status;
}

int cmd_export(struct app *app)
{
	const struct format *f = find_format(app->to);

	if (f == NULL)
		return STATUS_USAGE;
	if (f->lessons != NULL)
		return f->lessons(app);
	if (app->args_n != 1) {
		fprintf(stderr, tr("mmaptutor: export takes one lesson; `mmaptutor list` names them\n"));
		return STATUS_USAGE;
	}
	return export_lesson(app, f, app->args[0]);
}
