/* `mmaptutor export LESSON --to html`: the lesson runs, and what came of it becomes a page. */
#include "app/export_html.h"

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "app/signals.h"
#include "app/theme.h"
#include "base/tr.h"
#include "export/export.h"
#include "export/html.h"

static bool asked_to_end(void *ctx)
{
	(void)ctx;
	return signals_end() != 0;
}

static void put_page(const struct handout *h, struct buf *out)
{
	struct handout whole = *h;
	struct utsname u = { 0 };
	struct tm tm = { 0 };
	time_t now = time(NULL);
	char system[sizeof(u.sysname) + sizeof(u.release)], date[32];

	uname(&u);
	snprintf(system, sizeof(system), "%s %s", u.sysname, u.release);
	localtime_r(&now, &tm);
	strftime(date, sizeof(date), "%Y-%m-%d", &tm);
	whole.system = system;
	whole.machine = u.machine;
	whole.date = date;
	html_handout(&whole, out);
}

/* Runs what leads to the steps and those themselves, in their order. */
static int run(struct session *s, const struct handout *h, struct handout_step *steps, bool *failed, struct err *e)
{
	for (size_t i = h->first; i < h->first + h->n; i++) {
		int status = session_run(s, i, e);

		if (status < 0 || signals_end() != 0)
			return status;
		*failed = *failed || record_verdict(session_record(s, i)) == VERDICT_FAILED;
		steps[i].vary = session_vary(s, i, &steps[i].vary_n);
		session_order(s, i, steps[i].order);
	}
	for (size_t i = 0; i < h->first + h->n; i++)
		steps[i].record = session_record(s, i);
	return 0;
}

static int export_session(struct session *s, struct handout *h, struct buf *out, struct err *e)
{
	struct handout_step *steps = mem_zalloc(h->first + h->n, sizeof(*steps));
	bool failed = false;
	int status = run(s, h, steps, &failed, e);

	h->steps = steps;
	if (status < 0)
		app_say_err(e);
	else if (signals_end() == 0)
		put_page(h, out);
	free(steps);
	if (status < 0)
		return STATUS_NOTHING;
	if (failed)
		fprintf(stderr, tr("mmaptutor: an expectation failed; the page says which\n"));
	return signals_end() != 0 ? app_ended() : failed ? STATUS_FAILED : STATUS_HELD;
}

int export_html(struct app *app, const struct lesson *l, size_t step, struct buf *out)
{
	struct arena arena = { 0 };
	struct theme light;
	struct err e = { 0 };
	struct session_options o;
	struct session *s = NULL;
	struct handout h = { .lesson = l,
			     .n = l->steps_n,
			     .open = app->open,
			     .ascii = app->ascii,
			     .seeded = app->has_seed,
			     .aslr = app->aslr,
			     .seed = app->seed,
			     .page = sysconf(_SC_PAGESIZE),
			     .light = &light,
			     .dark = &theme_dark };
	int status = STATUS_NOTHING;

	if (step != EXPORT_ALL) {
		h.first = step;
		h.n = 1;
	}
	app_session_options(app, &o);
	o.stage.tick = asked_to_end;
	if (theme_named(app, "light", &light, &arena, &e) < 0 || session_open(&s, l, &o, &e) < 0)
		app_say_err(&e);
	else
		status = export_session(s, &h, out, &e);
	session_close(s);
	arena_finish(&arena);
	return status;
}
