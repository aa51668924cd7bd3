/* The order of steps, and the way back by replay. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/tr.h"
#include "tutor/observe.h"
#include "tutor/session.h"

static size_t all_steps(const struct lesson *l)
{
	return l->steps_n + l->drills_n;
}

static bool is_fresh(const struct lesson *l, size_t step)
{
	return step == 0 || l->fresh || l->steps[step].fresh || l->steps[step].drill;
}

size_t session_segment(const struct lesson *l, size_t step)
{
	while (!is_fresh(l, step))
		step--;
	return step;
}

static bool segment_uses_exec(const struct lesson *l, size_t step)
{
	for (size_t i = session_segment(l, step); i < all_steps(l) && (i <= step || !is_fresh(l, i)); i++) {
		if (l->steps[i].uses_exec)
			return true;
	}
	return false;
}

/* ---- what is skipped, and the values of vary ---- */

static void find_skips(struct session *s)
{
	const struct lesson *l = s->lesson;

	s->skip_all = require_missing(&l->requires, l, &s->options.stage, &s->arena);
	for (size_t i = 0; i < all_steps(l); i++) {
		const char *why = s->skip_all;

		if (why == NULL)
			why = require_missing(&l->steps[i].requires, l, &s->options.stage, &s->arena);
		if (why == NULL && !is_fresh(l, i) && s->skip[i - 1] != NULL)
			why = arena_printf(&s->arena, "it builds on the step before, which is skipped: %s",
					   s->skip[i - 1]);
		s->skip[i] = why;
	}
}

/* A number from a seed, well mixed (the finalizer of splitmix64): the same values for the same seed everywhere. */
static uint64_t mixed(uint64_t seed, uint64_t n)
{
	uint64_t z = seed + (n + 1) * 0x9e3779b97f4a7c15U;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return z ^ (z >> 31);
}

static void draw_values(struct session *s)
{
	for (size_t i = 0; i < all_steps(s->lesson); i++) {
		const struct step *step = &s->lesson->steps[i];

		s->vary[i] = arena_alloc(&s->arena, step->vary_n + 1, sizeof(**s->vary));
		for (size_t k = 0; k < step->vary_n; k++) {
			size_t pick =
			    s->options.draw ? (size_t)(mixed(s->options.seed, i * 64 + k) % step->vary[k].n) : 0;

			s->vary[i][k] = (struct binding){ step->vary[k].name, step->vary[k].v[pick] };
		}
	}
}

int session_open(struct session **out, const struct lesson *lesson, const struct session_options *o, struct err *e)
{
	struct session *s = mem_zalloc(1, sizeof(*s));
	size_t n = all_steps(lesson) + 1;

	(void)e;
	s->lesson = lesson;
	s->options = *o;
	s->records = arena_alloc(&s->arena, n, sizeof(struct record *));
	s->vary = arena_alloc(&s->arena, n, sizeof(struct binding *));
	s->skip = arena_alloc(&s->arena, n, sizeof(char *));
	find_skips(s);
	draw_values(s);
	*out = s;
	return 0;
}

void session_drop(struct session *s)
{
	if (s->open)
		stage_close(&s->stage);
	s->open = false;
}

void session_close(struct session *s)
{
	if (s == NULL)
		return;
	session_drop(s);
	for (size_t i = 0; i < all_steps(s->lesson); i++)
		record_free(s->records[i]);
	arena_finish(&s->arena);
	free(s);
}

const struct record *session_record(const struct session *s, size_t step)
{
	return s->records[step];
}

const struct binding *session_vary(const struct session *s, size_t step, size_t *n)
{
	*n = s->lesson->steps[step].vary_n;
	return s->vary[step];
}

void session_set_vary(struct session *s, size_t step, const int64_t *values)
{
	for (size_t k = 0; k < s->lesson->steps[step].vary_n; k++)
		s->vary[step][k].value = values[k];
	record_free(s->records[step]);
	s->records[step] = NULL;
	if (s->open && s->stage_at > step)
		session_drop(s);
}

/* ---- running ---- */

static struct record *skipped(const struct session *s, size_t step)
{
	struct record *r = mem_zalloc(1, sizeof(*r));

	r->lesson = s->lesson->id;
	r->step = s->lesson->steps[step].id.text;
	r->index = step;
	r->skipped = arena_strdup(&r->arena, s->skip[step]);
	r->focus_eof = UINT64_MAX;
	return r;
}

/* A process has another pid each time; all else a replay gives again. */
static bool is_pid(const struct record *r, int64_t value)
{
	for (size_t i = 0; i < r->actors_n; i++) {
		if (r->actors[i].pid == value)
			return true;
	}
	return false;
}

static bool same_outcome(const struct record *was, const struct record *is, size_t i)
{
	const struct outcome *a = &was->statements[i].outcome, *b = &is->statements[i].outcome;
	bool pids = is_pid(was, a->value) && is_pid(is, b->value);

	return a->kind == b->kind && a->err == b->err && a->sig == b->sig && a->si_code == b->si_code &&
	       (a->value == b->value || pids);
}

/* What the second run of a step did otherwise than the first, or NULL. Addresses count: they are to be the same. */
static const char *difference(const struct record *was, struct record *is)
{
	if (was->skipped != NULL || is->skipped != NULL || was->lost != NULL || is->lost != NULL ||
	    was->statements_n != is->statements_n)
		return NULL;
	for (size_t i = 0; i < is->statements_n; i++) {
		if (!same_outcome(was, is, i))
			return arena_printf(&is->arena, "`%s` gave another result than the last time",
					    is->statements[i].source);
	}
	return NULL;
}

static void keep_record(struct session *s, size_t step, struct record *r, bool compare)
{
	struct record *was = s->records[step];

	if (was != NULL && compare)
		r->differs = difference(was, r);
	record_free(was);
	s->records[step] = r;
}

#define PATIENCE 3 /* runs that do not end in time, before the lesson is let be */

static void lose_patience(struct session *s)
{
	if (++s->silent < PATIENCE)
		return;
	for (size_t i = 0; i < all_steps(s->lesson); i++) {
		if (s->skip[i] == NULL)
			s->skip[i] = tr("statements of this lesson did not end in time again and again");
	}
}

static struct record *run_on(struct session *s, struct stage *stage, size_t step, const struct attempt *attempt)
{
	struct run run = { .stage = stage,
			   .step = &s->lesson->steps[step],
			   .index = step,
			   .vary = s->vary[step],
			   .vary_n = s->lesson->steps[step].vary_n,
			   .attempt = attempt,
			   .faults = s->options.faults };
	struct record *r = run_step(&run);

	if (stage->silent && attempt == NULL)
		lose_patience(s);
	return r;
}

/* Steps [from, to) on a stage; those with `die:` leave nothing behind. Their records are kept where `keep`. */
static void replay(struct session *s, struct stage *stage, size_t from, size_t to, bool keep)
{
	for (size_t i = from; i < to; i++) {
		struct record *r;

		if (s->lesson->steps[i].uses_die || s->skip[i] != NULL)
			continue;
		if (stage->silent)
			break;
		r = run_on(s, stage, i, NULL);
		if (keep)
			keep_record(s, i, r, true);
		else
			record_free(r);
	}
}

static int open_stage(struct session *s, struct stage *stage, size_t step, bool die, struct err *e)
{
	struct stage_options o = s->options.stage;

	o.die = die;
	o.exec = segment_uses_exec(s->lesson, step);
	return stage_open(stage, s->lesson, &o, NULL, e);
}

int session_prepare(struct session *s, size_t step, struct err *e)
{
	size_t first = session_segment(s->lesson, step);
	int status;

	if (s->skip[step] != NULL)
		return 0;
	if (s->open && (!stage_alive(&s->stage) || s->stage_first != first || s->stage_at > step))
		session_drop(s);
	if (!s->open) {
		status = open_stage(s, &s->stage, step, false, e);
		if (status < 0)
			return status;
		s->open = true;
		s->stage_first = s->stage_at = first;
	}
	replay(s, &s->stage, s->stage_at, step, true);
	s->stage_at = step;
	return 0;
}

/* A step that dies: on a stage of its own. */
static int run_dying(struct session *s, size_t step, struct record **out, struct err *e)
{
	struct stage stage;
	int status = open_stage(s, &stage, step, true, e);

	if (status < 0)
		return status;
	replay(s, &stage, session_segment(s->lesson, step), step, false);
	*out = run_on(s, &stage, step, NULL);
	stage_close(&stage);
	return 0;
}

int session_attempt(struct session *s, size_t step, const struct attempt *attempt, struct err *e)
{
	struct record *r = NULL;
	int status = 0;

	if (s->skip[step] != NULL) {
		keep_record(s, step, skipped(s, step), false);
		return 0;
	}
	status = session_prepare(s, step, e);
	if (status < 0)
		return status;
	if (s->skip[step] != NULL) {
		keep_record(s, step, skipped(s, step), false);
		return 0;
	}
	if (s->lesson->steps[step].uses_die)
		status = run_dying(s, step, &r, e);
	else
		r = run_on(s, &s->stage, step, attempt);
	s->stage_at = step + 1;
	/* The steps behind a task build on its first solution, whatever was tried: the next run replays that. */
	if (attempt != NULL)
		session_drop(s);
	if (status == 0)
		keep_record(s, step, r, attempt == NULL && s->lesson->steps[step].task == NULL);
	return status;
}

int session_run(struct session *s, size_t step, struct err *e)
{
	return session_attempt(s, step, NULL, e);
}

void session_now(struct session *s, size_t step, struct snapshot *out, uint64_t *focus_start, uint64_t *focus_len)
{
	*out = (struct snapshot){ 0 };
	*focus_start = *focus_len = 0;
	if (!s->open || !stage_alive(&s->stage))
		return;
	run_focus(&s->stage, &s->lesson->steps[step].focus, focus_start, focus_len);
	run_snapshot(&s->stage, 0, *focus_start, *focus_len, out);
}

size_t session_asked_pages(struct session *s, size_t step)
{
	const struct ask *ask = s->lesson->steps[step].ask;
	struct world world = stage_watching(&s->stage);
	struct evaluator ev = { .world = &world, .names = &s->stage.names, .arena = &s->stage.arena };
	struct value v = { 0 };
	struct lang_err e;

	if (!s->open || ask == NULL || ask->kind != ASK_PAGES || lang_eval(&ev, ask->size.tree, &v, &e) != EVAL_OK ||
	    v.kind != VALUE_INT || v.i <= 0)
		return 0;
	return ((size_t)v.i + s->stage.page - 1) / s->stage.page;
}

void session_order(const struct session *s, size_t step, uint8_t *order)
{
	const struct ask *ask = s->lesson->steps[step].ask;
	size_t n = ask != NULL ? ask->choices_n : 0;

	for (size_t i = 0; i < n; i++)
		order[i] = (uint8_t)i;
	for (size_t i = n; i > 1 && ask->shuffle; i--) {
		size_t k = (size_t)(mixed(s->options.seed, step * 977 + i) % i);
		uint8_t was = order[i - 1];

		order[i - 1] = order[k];
		order[k] = was;
	}
}

size_t session_watch(const struct session *s, int *fds, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; s->open && i < s->stage.actors_n && n < max; i++) {
		if (!s->stage.actors[i].ended)
			fds[n++] = lab_pidfd(s->stage.actors[i].lab);
	}
	return n;
}

bool session_broken(struct session *s)
{
	if (!s->open)
		return false;
	for (size_t i = 0; i < s->stage.actors_n; i++) {
		if (!s->stage.actors[i].ended && !lab_alive(s->stage.actors[i].lab))
			return true;
	}
	return false;
}
