/* `mmaptutor quiz`: what is asked for, the lessons, the time, and the end of a sitting. */
#include "app/quiz.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "app/signals.h"
#include "app/ui.h"
#include "base/mem.h"
#include "base/tr.h"
#include "proc/proc_system.h"
#include "tutor/observe.h"

#define SEEDS 1000000000U /* so many that one can be typed */

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- lessons ---- */

static int add_lesson(struct sitting *s, const char *name)
{
	int status = STATUS_HELD;
	struct lesson *l = app_lesson(s->app, name, &status);
	struct lesson **v = mem_zalloc(s->lessons_n + 1, sizeof(struct lesson *));

	if (l == NULL) {
		free(v);
		return status;
	}
	if (s->lessons_n > 0)
		memcpy(v, s->lessons, s->lessons_n * sizeof(struct lesson *));
	free(s->lessons);
	v[s->lessons_n++] = l;
	s->lessons = v;
	return STATUS_HELD;
}

static int add_course(struct sitting *s)
{
	struct course *c = app_course(s->app);
	int status = c != NULL ? STATUS_HELD : STATUS_INVALID;

	for (size_t i = 0; status == STATUS_HELD && i < c->parts_n; i++) {
		for (size_t k = 0; status == STATUS_HELD && k < c->parts[i].lessons_n; k++)
			status = add_lesson(s, c->parts[i].lessons[k]);
	}
	return status;
}

static int load_lessons(struct sitting *s)
{
	char *copy = mem_strdup(buf_str(&s->asked)), *rest = copy, *name;
	int status = STATUS_HELD;

	if (s->asked.len == 0)
		status = add_course(s);
	while (s->asked.len > 0 && status == STATUS_HELD && (name = strsep(&rest, "\n")) != NULL)
		status = add_lesson(s, name);
	free(copy);
	return status;
}

/* ---- opening ---- */

/* Between the statements of a long step. */
static bool ticks(void *ctx)
{
	const struct sitting *s = ctx;

	return s->ui != NULL ? ui_tick(s->ui) : signals_end() != 0;
}

static bool is_due(void *ctx, const struct lesson *l, size_t step)
{
	const struct sitting *s = ctx;

	return due_step(s->due, l, step);
}

static int usage(const char *what)
{
	fprintf(stderr, "mmaptutor: %s\n", what);
	return STATUS_USAGE;
}

static int check_options(const struct app *app)
{
	if ((app->name != NULL || app->out != NULL) && !app->exam)
		return usage(tr("--name and --out are for --exam"));
	if ((app->name != NULL) != (app->out != NULL))
		return usage(tr("--name and --out belong together: who, and the file of the result"));
	if (app->exam && app->due)
		return usage(tr("--due is for practice, not for --exam"));
	return STATUS_HELD;
}

/* A path as it holds wherever the sitting is gone on with. */
static void put_asked(struct sitting *s, const char *name)
{
	char *path = app_lesson_path(s->app, name);
	char *whole = path != NULL && strcmp(path, name) == 0 ? realpath(path, NULL) : NULL;

	buf_printf(&s->asked, "%s%s", s->asked.len > 0 ? "\n" : "", whole != NULL ? whole : name);
	free(whole);
	free(path);
}

static void read_asked(struct sitting *s)
{
	struct app *app = s->app;
	uint32_t drawn = 0;

	for (int i = 0; i < app->args_n; i++)
		put_asked(s, app->args[i]);
	(void)!getrandom(&drawn, sizeof(drawn), 0);
	s->seed = app->has_seed ? app->seed : drawn % SEEDS;
	s->questions = app->questions;
	s->minutes = app->minutes;
	s->began = time(NULL);
}

/* By a clock that does not jump; what went by before it was cut off counts. */
static void set_deadline(struct sitting *s)
{
	int64_t gone = time(NULL) - s->began;

	if (s->minutes > 0)
		s->deadline_ms = now_ms() + s->minutes * 60000 - (gone > 0 ? gone : 0) * 1000;
}

static int open_quiz(struct sitting *s)
{
	struct quiz_options o = { .seed = s->seed,
				  .questions = s->questions > 0 ? (size_t)s->questions : QUIZ_QUESTIONS,
				  .exam = s->app->exam };
	struct err e = { 0 };

	app_session_options(s->app, &o.session);
	o.session.stage.tick = ticks;
	o.session.stage.tick_ctx = s;
	if (s->app->due) {
		s->due = due_load(s->store, s->began, &e);
		o.wanted = is_due;
		o.ctx = s;
	}
	if (quiz_open(&s->quiz, (const struct lesson *const *)s->lessons, s->lessons_n, &o, &e) < 0) {
		app_say_err(&e);
		return STATUS_NOTHING;
	}
	if (s->quiz->questions > 0)
		return STATUS_HELD;
	fprintf(stderr, "mmaptutor: %s\n",
		s->app->due ? tr("nothing is due to be repeated") : tr("nothing can be asked of these lessons here"));
	return s->app->due ? STATUS_HELD : STATUS_NOTHING;
}

int sitting_open(struct sitting *s, struct app *app)
{
	int status = check_options(app);

	*s = (struct sitting){ .app = app };
	buf_init(&s->asked, 65536);
	if (status != STATUS_HELD)
		return status;
	store_open(&s->store, NULL, &s->unrecorded);
	read_asked(s);
	sitting_seek(s);
	status = load_lessons(s);
	if (status == STATUS_HELD)
		status = open_quiz(s);
	if (status != STATUS_HELD || s->quiz->questions == 0)
		return status;
	set_deadline(s);
	if (sitting_found(s))
		sitting_restore(s);
	else
		sitting_mark(s, false);
	sitting_forget(s);
	return STATUS_HELD;
}

void sitting_close(struct sitting *s)
{
	sitting_forget(s);
	quiz_close(s->quiz);
	for (size_t i = 0; i < s->lessons_n; i++)
		lesson_free(s->lessons[i]);
	free(s->lessons);
	due_free(s->due);
	store_close(s->store);
	buf_finish(&s->asked);
}

/* ---- the time ---- */

bool sitting_late(const struct sitting *s)
{
	return s->deadline_ms != 0 && now_ms() >= s->deadline_ms;
}

int64_t sitting_left(const struct sitting *s)
{
	int64_t left = s->deadline_ms - now_ms();

	return s->deadline_ms == 0 ? -1 : left > 0 ? left / 1000 : 0;
}

int sitting_next(struct sitting *s, struct err *e)
{
	int status = sitting_late(s) ? 0 : quiz_next(s->quiz, e);

	s->shown_ms = now_ms();
	return status;
}

void sitting_took(struct sitting *s)
{
	quiz_turn(s->quiz)->ms = now_ms() - s->shown_ms;
}

/* ---- the end ---- */

void sitting_tally(const struct sitting *s, struct buf *out)
{
	struct quiz_tally t = quiz_tally(s->quiz);

	buf_printf(out, "%zu right, %zu wrong, %zu skipped, %zu void", t.right, t.wrong, t.skipped, t.nothing);
}

static void fill_result(struct sitting *s, char kernel[static 128], struct result *r)
{
	struct result_lesson *lessons = arena_alloc(&s->quiz->arena, s->lessons_n + 1, sizeof(*lessons));

	for (size_t i = 0; i < s->lessons_n; i++)
		lessons[i] = (struct result_lesson){ s->lessons[i]->id, s->lessons[i]->rev };
	*r = (struct result){ .name = s->app->name,
			      .seed = s->seed,
			      .exam = true,
			      .time = time(NULL),
			      .kernel = proc_release(kernel, 128),
			      .page = (int64_t)proc_page_size(),
			      .lessons = lessons,
			      .lessons_n = s->lessons_n };
	r->questions = quiz_results(s->quiz, &r->questions_n);
}

static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t put = write(fd, bytes, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		bytes += put;
		n -= (size_t)put;
	}
	return true;
}

/* Beside it first: a file of that name is whole, or as it was. */
static int put_file(const char *path, const struct buf *text)
{
	struct buf beside;
	int fd, status = 0;

	buf_init(&beside, 65536);
	buf_printf(&beside, "%s.part", path);
	fd = open(buf_str(&beside), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0 || !write_all(fd, buf_str(text), text->len) || fsync(fd) < 0 || rename(buf_str(&beside), path) < 0)
		status = -errno;
	if (fd >= 0)
		close(fd);
	if (fd >= 0 && status < 0)
		unlink(buf_str(&beside));
	buf_finish(&beside);
	return status;
}

static int write_result(struct sitting *s)
{
	struct err e = { 0 };
	struct result r;
	struct buf text;
	char kernel[128];
	int status;

	buf_init(&text, 64 << 20);
	fill_result(s, kernel, &r);
	result_put(&r, &text);
	status = put_file(s->app->out, &text);
	buf_finish(&text);
	if (status == 0)
		return STATUS_HELD;
	err_set(&e, -status, s->app->out, "the sitting is kept: ask for the same again, with another --out",
		"the result could not be written");
	app_say_err(&e);
	return STATUS_NOTHING;
}

int sitting_end(struct sitting *s)
{
	int status = s->app->out != NULL ? write_result(s) : STATUS_HELD;

	if (status == STATUS_HELD)
		sitting_mark(s, true);
	return status;
}

int cmd_quiz(struct app *app)
{
	bool screen = !app->plain && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	struct sitting s;
	int status;

	status = sitting_open(&s, app);
	if (status == STATUS_HELD && s.quiz->questions > 0)
		status = screen ? quiz_on_screen(&s) : quiz_plain(&s);
	sitting_close(&s);
	return status;
}
