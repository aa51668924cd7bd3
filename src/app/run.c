/* `mmaptutor run`: lessons without a terminal. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/signals.h"
#include "base/tr.h"
#include "text/text.h"

struct tally {
	size_t passed, failed, skipped;
};

/* Between statements: has somebody asked to stop? */
static bool asked_to_end(void *ctx)
{
	(void)ctx;
	return signals_end() != 0;
}

static void put_record(const struct app *app, const struct lesson *l, const struct record *r)
{
	struct buf out;

	buf_init(&out, 64 << 20);
	if (app->json)
		text_json(l, r, &out);
	else
		text_step(l, r, &out);
	fwrite(buf_str(&out), 1, out.len, stdout);
	buf_finish(&out);
}

static void count(struct tally *t, const struct record *r)
{
	enum verdict v = record_verdict(r);

	if (r->skipped != NULL || v == VERDICT_UNKNOWN)
		t->skipped++;
	else if (v == VERDICT_HELD)
		t->passed++;
	else
		t->failed++;
}

static int run_steps(struct app *app, struct session *s, struct tally *t)
{
	const struct lesson *l = s->lesson;

	for (size_t i = 0; i < l->steps_n; i++) {
		struct err e = { 0 };

		if (session_run(s, i, &e) < 0) {
			app_say_err(&e);
			return STATUS_NOTHING;
		}
		if (signals_end() != 0)
			return STATUS_SIGNAL + signals_end();
		put_record(app, l, session_record(s, i));
		count(t, session_record(s, i));
		if (ferror(stdout))
			return app_flush();
	}
	return STATUS_HELD;
}

static int run_lesson(struct app *app, const char *name, struct tally *t)
{
	struct session_options o;
	struct session *s;
	struct err e = { 0 };
	struct buf title;
	int status = STATUS_HELD;
	struct lesson *l = app_lesson(app, name, &status);

	if (l == NULL)
		return status;
	app_session_options(app, &o);
	o.stage.tick = asked_to_end;
	if (session_open(&s, l, &o, &e) == 0) {
		if (!app->json) {
			buf_init(&title, 4096);
			text_lesson(l, &title);
			fputs(buf_str(&title), stdout);
			buf_finish(&title);
		}
		status = run_steps(app, s, t);
		session_close(s);
	} else {
		app_say_err(&e);
		status = STATUS_NOTHING;
	}
	lesson_free(l);
	return status;
}

int cmd_run(struct app *app)
{
	struct tally t = { 0 };
	int worst = STATUS_HELD;

	if (app->args_n == 0) {
		fprintf(stderr, tr("mmaptutor: run needs a lesson; `mmaptutor list` names them\n"));
		return STATUS_USAGE;
	}
	for (int i = 0; i < app->args_n && worst < STATUS_SIGNAL; i++) {
		int status = run_lesson(app, app->args[i], &t);

		if (status > worst)
			worst = status;
	}
	/* JSON lines stay JSON lines: the tally goes beside them. */
	fprintf(app->json ? stderr : stdout, "%s%zu passed, %zu failed, %zu skipped\n", app->json ? "" : "\n", t.passed,
		t.failed, t.skipped);
	if (worst == STATUS_HELD && t.failed > 0)
		worst = STATUS_FAILED;
	else if (worst == STATUS_HELD && t.passed == 0 && t.skipped > 0)
		worst = STATUS_NOTHING;
	return worst;
}
