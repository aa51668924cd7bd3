/* The log of a sitting: every answer, its beginning and its end; and going on where one was cut off. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/quiz.h"

/* An answer of a sitting that was cut off. */
struct logged {
	const char *lesson, *step, *answer;
	int64_t rev, hints, tries, seconds;
	bool sure, skipped;
};

struct past {
	struct sitting *s;
	bool found, any; /* any: whatever lessons and counts it had */
	struct arena arena;
	struct event begun;
	struct logged *v;
	size_t n, cap;
};

static const char *text_of(const char *s)
{
	return s != NULL ? s : "";
}

static bool same_asked(const struct past *p, const struct event *ev)
{
	const struct app *app = p->s->app;

	if (p->any)
		return true;
	return ev->questions == app->questions && ev->minutes == app->minutes &&
	       strcmp(ev->lessons, buf_str(&p->s->asked)) == 0;
}

static bool like(const struct past *p, const struct event *ev)
{
	const struct app *app = p->s->app;

	return ev->exam == app->exam && !ev->only_due && (!app->has_seed || ev->seed == app->seed) &&
	       strcmp(ev->name, text_of(app->name)) == 0 && same_asked(p, ev);
}

static void begin(struct past *p, const struct event *ev)
{
	p->found = true;
	p->begun = *ev;
	p->begun.lessons = arena_strdup(&p->arena, ev->lessons);
	p->n = 0;
}

static void add(struct past *p, const struct event *ev)
{
	void *v = p->v;

	mem_grow(&v, &p->cap, p->n + 1, sizeof(*p->v));
	p->v = v;
	p->v[p->n++] = (struct logged){ .lesson = arena_strdup(&p->arena, ev->lesson),
					.step = arena_strdup(&p->arena, ev->step),
					.answer = arena_strdup(&p->arena, text_of(ev->answer)),
					.rev = ev->rev,
					.hints = ev->hints,
					.tries = ev->tries,
					.seconds = ev->seconds,
					.sure = ev->sure,
					.skipped = ev->skipped };
}

static bool look(void *data, const struct event *ev)
{
	struct past *p = data;

	if (ev->kind == EVENT_SITTING && !ev->ended && like(p, ev))
		begin(p, ev);
	else if (ev->kind == EVENT_SITTING && ev->ended && p->found && ev->seed == p->begun.seed)
		p->found = false;
	else if (ev->kind == EVENT_ANSWER && ev->quiz && p->found && ev->seed == p->begun.seed)
		add(p, ev);
	return true;
}

/* Nothing at all was asked for. */
static bool bare(const struct app *app)
{
	return app->args_n == 0 && !app->has_seed && app->questions == 0 && app->minutes == 0 && !app->exam;
}

/* Where nobody has named its lessons now: nothing to go on with, or a lesson that is gone, and a new one begins. */
static bool worth_it(const struct past *p)
{
	char *copy = mem_strdup(p->begun.lessons), *rest = copy, *name;
	bool all = !p->any || p->n > 0;

	while (p->any && all && copy[0] != '\0' && (name = strsep(&rest, "\n")) != NULL) {
		char *path = app_lesson_path(p->s->app, name);
		struct diags d = { 0 };
		struct lesson *l = app_lesson_read(path, &d);

		all = l != NULL;
		lesson_free(l);
		diags_finish(&d);
		free(path);
	}
	free(copy);
	return all;
}

void sitting_seek(struct sitting *s)
{
	struct past *p = mem_zalloc(1, sizeof(*p));

	s->past = p;
	p->s = s;
	p->any = bare(s->app);
	/* What was answered is no longer due: the next one goes on by itself. */
	if (s->app->due || store_each(s->store, look, p, NULL, NULL) < 0 || !p->found || !worth_it(p)) {
		p->found = false;
		return;
	}
	s->seed = p->begun.seed;
	s->began = p->begun.time;
	s->questions = p->begun.questions;
	s->minutes = p->begun.minutes;
	buf_clear(&s->asked);
	buf_puts(&s->asked, p->begun.lessons);
}

bool sitting_found(const struct sitting *s)
{
	return s->past->found;
}

static bool same_question(const struct quiz_turn *t, const struct logged *l)
{
	return strcmp(t->lesson->id, l->lesson) == 0 && t->lesson->rev == l->rev &&
	       strcmp(t->lesson->steps[t->step].id.text, l->step) == 0;
}

/* False: the lessons are not what they were; it goes on from here all the same. */
static bool give_again(struct sitting *s, const struct logged *l)
{
	struct err e = { 0 };
	struct quiz_turn *t;

	if (s->quiz->at < s->quiz->turns_n && !same_question(s->quiz->turns[s->quiz->at], l))
		return false;
	if (quiz_next(s->quiz, &e) != 1)
		return false;
	t = quiz_turn(s->quiz);
	t->hints = (size_t)l->hints;
	t->ms = l->seconds * 1000;
	if ((l->skipped ? quiz_skip(s->quiz, &e) : quiz_answer_again(s->quiz, l->answer, l->sure, &e)) < 0) {
		s->quiz->at--;
		return false;
	}
	t->tries = (size_t)l->tries;
	return true;
}

void sitting_restore(struct sitting *s)
{
	while (s->restored < s->past->n && give_again(s, &s->past->v[s->restored]))
		s->restored++;
}

void sitting_forget(struct sitting *s)
{
	if (s->past == NULL)
		return;
	arena_finish(&s->past->arena);
	free(s->past->v);
	free(s->past);
	s->past = NULL;
}

/* ---- writing ---- */

static void append(struct sitting *s, struct event *ev)
{
	ev->seed = s->seed;
	store_append(s->store, ev, &s->unrecorded);
}

void sitting_mark(struct sitting *s, bool ended)
{
	struct event ev = { .kind = EVENT_SITTING,
			    .ended = ended,
			    .exam = s->app->exam,
			    .only_due = s->app->due,
			    .questions = s->questions,
			    .minutes = s->minutes,
			    .lessons = buf_str(&s->asked),
			    .name = s->app->name };

	append(s, &ev);
}

void sitting_record(struct sitting *s)
{
	const struct quiz_turn *t = quiz_turn(s->quiz);
	struct buf answer;
	struct event ev = { .kind = EVENT_ANSWER,
			    .lesson = t->lesson->id,
			    .rev = t->lesson->rev,
			    .step = t->lesson->steps[t->step].id.text,
			    .mark = t->mark,
			    .sure = t->answer.sure,
			    .quiz = true,
			    .skipped = t->skipped,
			    .hints = (int64_t)t->hints,
			    .tries = (int64_t)t->tries,
			    .seconds = t->ms / 1000,
			    .grade = quiz_grade(t) };

	buf_init(&answer, 2 * QUIZ_TEXT);
	quiz_answer_put(t, &answer);
	ev.answer = buf_str(&answer);
	append(s, &ev);
	buf_finish(&answer);
}
