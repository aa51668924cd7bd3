/* Proving a lesson by running it several times. */
#include <stdlib.h>
#include <string.h>

#include "tutor/prove.h"

struct prover {
	const struct lesson *lesson;
	struct diags *d;
	struct err *e;
};

static size_t combinations(const struct step *s)
{
	size_t n = 1;

	for (size_t i = 0; i < s->vary_n; i++)
		n *= s->vary[i].n;
	return n;
}

static void set_combination(struct session *s, size_t step, size_t k)
{
	const struct step *st = &s->lesson->steps[step];
	int64_t values[64];

	for (size_t i = 0; i < st->vary_n; i++) {
		values[i] = st->vary[i].v[k % st->vary[i].n];
		k /= st->vary[i].n;
	}
	session_set_vary(s, step, values);
}

/* "n = 4097" of the record, "" without vary: which combination a fault is about. */
static const char *said_vary(const struct record *r, struct buf *out)
{
	for (size_t i = 0; i < r->vary_n; i++)
		buf_printf(out, "%s%s = %lld", i == 0 ? " (with " : ", ", r->vary[i].name, (long long)r->vary[i].value);
	if (r->vary_n > 0)
		buf_putc(out, ')');
	return buf_str(out);
}

/* ---- one record ---- */

static void prove_claim(struct prover *p, const struct claim *v, const struct code *at, const char *vary)
{
	if (v->verdict == VERDICT_HELD || v->why != NULL)
		return;

	diags_add(p->d, at->source.pos, "this does not hold: %s%s", v->observed, vary);
}

static void prove_ask(struct prover *p, const struct step *step, const struct record *r, const char *vary)
{
	const struct ask *ask = step->ask;
	size_t right = 0;

	if (ask == NULL || ask->kind != ASK_CHOICES) {
		if (ask != NULL && !r->truth.valid)
			diags_add(p->d, ask->pos, "the question has no answer: %s%s", r->truth.why, vary);
		return;
	}
	for (size_t i = 0; i < ask->choices_n; i++) {
		if ((r->truth.choices >> i & 1) == 0)
			continue;
		if (++right == 2 && !ask->many)
			diags_add(p->d, ask->choices[i].when.source.pos,
				  "a second choice is right%s: say \"many\", or tell them apart", vary);
	}
	if (right == 0)
		diags_add(p->d, ask->pos, "no choice is right%s: %s", vary, r->truth.why != NULL ? r->truth.why : "");
}

static void prove_outcomes(struct prover *p, const struct step *step, const struct record *r)
{
	for (size_t i = 0; i < r->statements_n; i++) {
		const struct outcome *o = &r->statements[i].outcome;
		struct pos pos = i < step->actions_n ? step->actions[i].code.source.pos : step->pos;

		if (pos.line == 0)
			pos = step->pos;
		if (o->kind == OUTCOME_LOST)
			diags_add(p->d, pos, "the process was lost: %s", o->why);
		else if (o->kind == OUTCOME_REFUSED && strstr(o->why, p->lesson->path) != o->why)
			diags_add(p->d, pos, "refused: %s", o->why);
	}
}

static void prove_record(struct prover *p, size_t index, const struct record *r)
{
	const struct step *step = &p->lesson->steps[index];
	struct buf vary;
	const char *text;

	if (r->skipped != NULL)
		return;
	buf_init(&vary, 256);
	text = said_vary(r, &vary);
	prove_outcomes(p, step, r);
	for (size_t i = 0; i < r->expect_n; i++)
		prove_claim(p, &r->expect[i], &step->expect[i], text);
	prove_ask(p, step, r, text);
	buf_finish(&vary);
}

/* ---- the same each time ---- */

/* All that may not depend on addresses or on the day: one line of text. */
static void signature(const struct record *r, struct buf *out)
{
	buf_printf(out, "%d;", r->skipped != NULL);
	for (size_t i = 0; i < r->statements_n; i++) {
		const struct outcome *o = &r->statements[i].outcome;

		buf_printf(out, "%d,%d,%d,%d;", (int)o->kind, o->err, o->sig, o->si_code);
	}
	for (size_t i = 0; i < r->expect_n; i++)
		buf_printf(out, "%d", (int)r->expect[i].verdict);
	if (r->asked)
		buf_printf(out, ";%d,%llx,%s", (int)r->truth.valid, (unsigned long long)r->truth.choices,
			   r->truth.pages != NULL ? r->truth.pages : "");
}

static bool same(const struct record *a, const struct record *b)
{
	struct buf x, y;
	bool equal;

	buf_init(&x, 1 << 20);
	buf_init(&y, 1 << 20);
	signature(a, &x);
	signature(b, &y);
	equal = strcmp(buf_str(&x), buf_str(&y)) == 0;
	buf_finish(&x);
	buf_finish(&y);
	return equal;
}

/* Runs one combination of one step in a session of its own kind; the record stays the session's. */
static const struct record *run_one(struct prover *p, struct session *s, size_t step, size_t k)
{
	set_combination(s, step, k);
	if (session_run(s, step, p->e) < 0)
		return NULL;
	if (s->stage.neighbour && !p->lesson->steps[step].uses_die)
		diags_add(p->d, p->lesson->steps[step].pos,
			  "a fault at %s depends on what happens to be mapped there: make the hole with munmap first",
			  s->stage.neighbour_where);
	return session_record(s, step);
}

static int prove_runs(struct prover *p, struct session **s, size_t n, size_t step)
{
	for (size_t k = 0; k < combinations(&p->lesson->steps[step]); k++) {
		const struct record *first = run_one(p, s[0], step, k);

		if (first == NULL)
			return -1;
		prove_record(p, step, first);
		for (size_t i = 1; i < n; i++) {
			const struct record *again = run_one(p, s[i], step, k);

			if (again == NULL)
				return -1;
			if (!same(first, again))
				diags_add(p->d, p->lesson->steps[step].pos, "another run gives another result%s",
					  i >= 2 ? " with address-space randomisation" : "");
		}
	}
	return 0;
}

/* ---- tasks ---- */

static bool reaches(const struct record *r)
{
	for (size_t i = 0; i < r->goals_n; i++) {
		if (r->goals[i].verdict != VERDICT_HELD)
			return false;
	}
	for (size_t i = 0; i < r->statements_n; i++) {
		if (r->statements[i].outcome.kind == OUTCOME_REFUSED || r->statements[i].outcome.kind == OUTCOME_LOST)
			return false;
	}
	return true;
}

static int prove_attempt(struct prover *p, struct session *s, size_t step, const struct attempt *a, bool good,
			 const char *what)
{
	const struct record *r;

	if (session_attempt(s, step, a, p->e) < 0)
		return -1;
	r = session_record(s, step);
	if (r->skipped == NULL && reaches(r) != good)
		diags_add(p->d, a->pos.line != 0 ? a->pos : p->lesson->steps[step].task->pos, "%s %s", what,
			  good ? "does not reach the goals" : "reaches the goals");
	return 0;
}

static int prove_task(struct prover *p, struct session *s, size_t step)
{
	const struct task *t = p->lesson->steps[step].task;
	const struct attempt empty = { 0 };

	if (t == NULL)
		return 0;
	for (size_t i = 0; i < t->solutions_n; i++) {
		if (prove_attempt(p, s, step, &t->solutions[i], true, "this solution") < 0)
			return -1;
	}
	for (size_t i = 0; i < t->wrong_n; i++) {
		if (prove_attempt(p, s, step, &t->wrong[i], false, "this wrong attempt") < 0)
			return -1;
	}
	return prove_attempt(p, s, step, &empty, false, "the empty attempt");
}

/* ---- the whole lesson ---- */

#define RUNS 4 /* two without randomisation, two with */

static int prove_step(struct prover *p, struct session **s, size_t step, struct proof *out)
{
	size_t before = p->d->total;
	int status;

	if (s[0]->skip[step] != NULL) {
		out->skipped++;
		if (out->skip != NULL)
			out->skip(out->ctx, p->lesson, step, s[0]->skip[step]);
		return 0;
	}
	status = prove_runs(p, s, RUNS, step);
	if (status == 0)
		status = prove_task(p, s[0], step);
	if (p->d->total > before)
		out->failed++;
	else
		out->passed++;
	return status;
}

int prove_lesson(const struct lesson *l, const struct stage_options *o, struct diags *d, struct proof *out,
		 struct err *e)
{
	struct prover p = { .lesson = l, .d = d, .e = e };
	struct session *s[RUNS] = { NULL };
	int status = 0;

	for (size_t i = 0; i < RUNS && status == 0; i++) {
		struct session_options so = { .stage = *o };

		so.stage.aslr = i >= 2;
		so.faults = i == 0 ? d : NULL;
		status = session_open(&s[i], l, &so, e);
	}
	for (size_t i = 0; i < l->steps_n + l->drills_n && status == 0; i++)
		status = prove_step(&p, s, i, out);
	for (size_t i = 0; i < RUNS; i++)
		session_close(s[i]);
	return status;
}
