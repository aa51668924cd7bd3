/* The choice questions of lessons as a deck: each lesson runs, and what the kernel answered goes onto the cards. */
#include "app/export_anki.h"

#include <stdlib.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "app/meter.h"
#include "app/signals.h"
#include "base/tr.h"
#include "export/anki.h"

struct deck {
	struct app *app;
	struct anki_made made;
	struct buf out;
	size_t cards, without; /* choice questions with a card and without */
};

static bool asked_to_end(void *ctx)
{
	(void)ctx;
	return signals_end() != 0;
}

static bool asks_choices(const struct step *s)
{
	return s->ask != NULL && s->ask->kind == ASK_CHOICES;
}

/* A record that is not there, since the step before died or was skipped, makes no card of what builds on it. */
static void put_card(struct deck *d, struct session *s, size_t step)
{
	const struct lesson *l = s->lesson;
	size_t first = session_segment(l, step), n = step - first + 1;
	const struct record **records = mem_zalloc(n, sizeof(*records));
	bool whole = true;

	for (size_t i = 0; i < n; i++) {
		records[i] = session_record(s, first + i);
		whole &= records[i] != NULL;
	}
	if (whole && anki_card(l, first, step, records, &d->made, &d->out)) {
		d->cards++;
	} else {
		d->without++;
		meter_clear();
		fprintf(stderr, tr("%s:%s has no card: the kernel gives no answer here\n"), l->id,
			l->steps[step].id.text);
	}
	free(records);
}

static int run_lesson(struct deck *d, const struct lesson *l)
{
	struct session_options o;
	struct session *s;
	struct err e = { 0 };
	int status;

	app_session_options(d->app, &o);
	o.stage.tick = asked_to_end;
	status = session_open(&s, l, &o, &e);
	for (size_t i = 0; status == 0 && i < l->steps_n + l->drills_n && signals_end() == 0; i++) {
		status = session_run(s, i, &e);
		if (status == 0 && asks_choices(&l->steps[i]))
			put_card(d, s, i);
	}
	session_close(s);
	if (status < 0)
		app_say_err(&e);
	return status < 0 ? STATUS_NOTHING : app_ended();
}

static int put_lesson(struct deck *d, const char *name)
{
	int status = STATUS_HELD;
	struct lesson *l = app_lesson(d->app, name, &status);

	if (l != NULL)
		status = run_lesson(d, l);
	lesson_free(l);
	return status;
}

static int put_course(struct deck *d)
{
	const struct course *c = app_course(d->app);
	int worst = c != NULL ? STATUS_HELD : STATUS_INVALID;
	size_t done = 0, all = 0;

	for (size_t i = 0; c != NULL && i < c->parts_n; i++)
		all += c->parts[i].lessons_n;
	for (size_t i = 0; c != NULL && i < c->parts_n; i++) {
		for (size_t k = 0; k < c->parts[i].lessons_n && worst < STATUS_SIGNAL; k++) {
			meter_show(done++, all, tr("lessons"));
			int status = put_lesson(d, c->parts[i].lessons[k]);

			worst = status > worst ? status : worst;
		}
	}
	meter_clear();
	return worst;
}

int export_anki(struct app *app)
{
	struct utsname name = { 0 };
	struct deck d = { .app = app };
	int worst = STATUS_HELD;

	uname(&name);
	d.made = (struct anki_made){ .kernel = name.release, .page = sysconf(_SC_PAGESIZE) };
	buf_init(&d.out, 64 << 20);
	anki_head(&d.out);
	if (app->args_n == 0)
		worst = put_course(&d);
	for (int i = 0; i < app->args_n && worst < STATUS_SIGNAL; i++) {
		int status = put_lesson(&d, app->args[i]);

		worst = status > worst ? status : worst;
	}
	/* A deck that lacks a lesson is none. */
	if (worst == STATUS_HELD)
		fwrite(buf_str(&d.out), 1, d.out.len, stdout);
	if (worst == STATUS_HELD)
		fprintf(stderr, tr("%zu cards, %zu questions without one\n"), d.cards, d.without);
	buf_finish(&d.out);
	return worst;
}
