/* The linear dialogue from lesson to lesson, and the list of them. */
#include "app/plain.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/plain_state.h"
#include "app/signals.h"
#include "base/tr.h"
#include "store/progress.h"
#include "tutor/due.h"

/* ---- the list ---- */

static size_t lessons_of(const struct course *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->parts_n; i++)
		n += c->parts[i].lessons_n;
	return n;
}

static const char *lesson_at(const struct course *c, size_t n)
{
	for (size_t i = 0; i < c->parts_n; i++) {
		if (n < c->parts[i].lessons_n)
			return c->parts[i].lessons[n];
		n -= c->parts[i].lessons_n;
	}
	return NULL;
}

/* What the log says. */
struct recorded {
	struct progress_table *progress;
	struct due_table *due;
};

/* Returns how many of its questions are due. */
static size_t put_row(struct plain *p, struct course *c, const struct recorded *k, size_t n)
{
	const char *path = course_lesson_path(c, lesson_at(c, n));
	struct diags d = { 0 };
	struct lesson *l = app_lesson_read(path, &d);
	const struct progress *of = l != NULL ? progress_find(k->progress, l->id, l->rev) : NULL;
	size_t due = of != NULL ? due_steps(k->due, l) : 0;
	char seen[96] = "", again[96] = "";

	if (of != NULL && of->done)
		snprintf(seen, sizeof(seen), ": %s", tr("done"));
	else if (of != NULL && of->seen > 0)
		snprintf(seen, sizeof(seen), tr(": %zu of %zu steps seen"), of->seen, l->steps_n);
	if (due > 0)
		snprintf(again, sizeof(again),
			 due == 1 ? tr("%s %zu question to repeat") : tr("%s %zu questions to repeat"),
			 seen[0] != '\0' ? "," : ":", due);
	if (l == NULL)
		plain_say(p, "%zu. %s: cannot be read", n + 1, lesson_at(c, n));
	else
		plain_say(p, "%zu. %s%s%s", n + 1, l->title, seen, again);
	lesson_free(l);
	diags_finish(&d);
	return due;
}

static void put_list(struct plain *p, struct course *c)
{
	struct recorded known;
	size_t n = 0, due = 0;

	known.due = due_load_with(p->store, time(NULL), &known.progress, NULL);
	plain_say(p, "%s", c->title);
	for (size_t i = 0; i < c->parts_n; i++) {
		plain_say(p, "Part %zu: %s", i + 1, c->parts[i].title);
		for (size_t k = 0; k < c->parts[i].lessons_n; k++)
			due += put_row(p, c, &known, n++);
	}
	progress_free(known.progress);
	due_free(known.due);
	if (due > 0)
		plain_say(p,
			  due == 1 ? N_("%zu question is to be repeated: `mmaptutor quiz --due`.")
				   : N_("%zu questions are to be repeated: `mmaptutor quiz --due`."),
			  due);
	plain_say(p, "Type the number or the name of a lesson, or help.");
}

/* What is typed at the list: a word, or a lesson, which becomes the goal. */
static void take_lesson(struct plain *p, const struct course *c, const char *line)
{
	size_t n = 0;

	if (line[0] == '\0') {
		plain_say(p, "Type the number or the name of a lesson, or help.");
		return;
	}
	if (plain_word(p, line))
		return;
	while (lesson_at(c, n) != NULL && strcmp(lesson_at(c, n), line) != 0)
		n++;
	if (lesson_at(c, n) == NULL)
		n = plain_number(p, line, lessons_of(c), tr("lesson")) - 1;
	if (n == (size_t)-1)
		return;
	snprintf(p->goal.lesson, sizeof(p->goal.lesson), "%s", lesson_at(c, n));
	p->want = WANT_GOAL;
}

static void list(struct plain *p)
{
	struct course *c = app_course(p->app);
	char line[PLAIN_LINE];

	p->want = WANT_QUIT;
	if (c == NULL)
		return;
	put_list(p, c);
	p->want = WANT_NOTHING;
	while (p->want == WANT_NOTHING || p->want == WANT_LIST) {
		if (plain_read(p, tr("Lesson: "), line))
			take_lesson(p, c, line);
		else
			p->want = WANT_QUIT;
	}
}

/* ---- from lesson to lesson ---- */

/* The lesson behind this one becomes the goal; the list where there is none. */
static void after(struct plain *p, const char *id)
{
	struct course *c = app_course(p->app);
	size_t n = 0;

	p->want = WANT_QUIT;
	if (c == NULL)
		return;
	while (lesson_at(c, n) != NULL && strcmp(lesson_at(c, n), id) != 0)
		n++;
	p->want = WANT_LIST;
	if (lesson_at(c, n) == NULL || lesson_at(c, n + 1) == NULL) {
		plain_say(p, "There is no lesson behind this one.");
		return;
	}
	snprintf(p->goal.lesson, sizeof(p->goal.lesson), "%s", lesson_at(c, n + 1));
	p->want = WANT_GOAL;
}

static void through(struct plain *p, struct lesson *l)
{
	char id[GOAL_LESSON];

	plain_lesson(p, l);
	snprintf(id, sizeof(id), "%s", l->id);
	if (p->want == WANT_NEXT)
		after(p, id);
}

static void goal(struct plain *p)
{
	int status = STATUS_HELD;
	struct lesson *l;

	fflush(stdout);
	l = app_lesson(p->app, p->goal.lesson, &status);
	if (l != NULL) {
		through(p, l);
		lesson_free(l);
		return;
	}
	plain_say(p, "The lesson %s cannot be opened.", p->goal.lesson);
	p->goal.set = false;
	p->want = WANT_LIST;
}

static void open_plain(struct plain *p, struct app *app)
{
	const char *codeset = nl_langinfo(CODESET);

	*p = (struct plain){ .app = app,
			     .ascii = app->ascii || strcmp(codeset, "UTF-8") != 0,
			     .echo = isatty(STDIN_FILENO) == 0 };
	store_open(&p->store, NULL, &p->unrecorded);
}

static int close_plain(struct plain *p)
{
	store_close(p->store);
	find_free(p->found.index);
	return signals_end() != 0 ? STATUS_SIGNAL + signals_end() : STATUS_HELD;
}

int plain_learn(struct app *app)
{
	struct plain *p;
	struct lesson *l = NULL;
	int status = STATUS_HELD;

	if (app->args_n > 1) {
		fprintf(stderr, tr("mmaptutor: learn takes one lesson\n"));
		return STATUS_USAGE;
	}
	if (app->args_n == 1)
		l = app_lesson(app, app->args[0], &status);
	else if (app_course(app) == NULL)
		status = STATUS_INVALID;
	if (status != STATUS_HELD)
		return status;
	p = mem_zalloc(1, sizeof(*p));
	open_plain(p, app);
	if (l != NULL)
		through(p, l);
	else
		p->want = WANT_LIST;
	while (p->want != WANT_QUIT) {
		if (p->want == WANT_GOAL)
			goal(p);
		else
			list(p);
	}
	lesson_free(l);
	status = close_plain(p);
	free(p);
	return status;
}

int plain_play(struct app *app)
{
	struct plain *p;
	struct lesson *l;
	int status = STATUS_HELD;

	if (app->args_n > 1) {
		fprintf(stderr, tr("mmaptutor: play takes one lesson\n"));
		return STATUS_USAGE;
	}
	l = app_lesson(app, app->args_n == 1 ? app->args[0] : "play", &status);
	if (l == NULL)
		return status;
	p = mem_zalloc(1, sizeof(*p));
	open_plain(p, app);
	plain_free_play(p, l);
	lesson_free(l);
	status = close_plain(p);
	free(p);
	return status;
}
