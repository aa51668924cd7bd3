/* Proving a lesson by running it several times. */
#include <stdlib.h>
#include <string.h>

#include "tutor/prove.h"

#include "base/tr.h"

/* Faults of the step under way are gathered in `d`; those that are new go to `all`: a replay finds the old ones again.
 */
struct prover {
	const struct lesson *lesson;
	struct diags *all, d;
	struct err *e;
	const char *unjudged; /* why something of the step could not be judged, in the arena of `all` */
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
		buf_printf(out, "%s%s = %lld", i == 0 ? tr(" (with ") : ", ", r->vary[i].name,
			   (long long)r->vary[i].value);
	if (r->vary_n > 0)
		buf_putc(out, ')');
	return buf_str(out);
}

/* ---- one record ---- */

static void cannot_judge(struct prover *p, const char *why)
{
	if (p->unjudged == NULL)
		p->unjudged = arena_strdup(&p->all->arena, why);
}

static void prove_claim(struct prover *p, const struct claim *v, const struct code *at, const char *vary)
{
	if (v->verdict == VERDICT_UNKNOWN)
		cannot_judge(p, v->why);
	else if (v->verdict == VERDICT_FAILED)
		diags_add(&p->d, at->source.pos, "this does not hold: %s%s", v->observed, vary);
}

/* A choice that cannot be told leaves the question open, unless another is right. */
static void prove_none(struct prover *p, const struct ask *ask, const struct record *r, const char *vary)
{
	for (size_t i = 0; i < r->choices_n; i++) {
		if (r->choices[i].verdict == VERDICT_UNKNOWN) {
			cannot_judge(p, r->choices[i].why);
			return;
		}
	}
	diags_add(&p->d, ask->pos, "no choice is right%s", vary);
}

static void prove_choices(struct prover *p, const struct ask *ask, const struct record *r, const char *vary)
{
	size_t right = 0;

	for (size_t i = 0; i < ask->choices_n; i++) {
		if ((r->truth.choices >> i & 1) != 0 && ++right >= 2 && !ask->many)
			diags_add(&p->d, ask->choices[i].when.source.pos,
				  "a %s choice is right%s: say \"many\", or tell them apart",
				  right == 2 ? "second" : "further", vary);
	}
	if (right == 0)
		prove_none(p, ask, r, vary);
	else if (!r->truth.valid)
		cannot_judge(p, r->truth.why);
}

static void prove_ask(struct prover *p, const struct step *step, const struct record *r, const char *vary)
{
	if (step->ask == NULL)
		return;
	if (step->ask->kind == ASK_CHOICES)
		prove_choices(p, step->ask, r, vary);
	else if (!r->truth.valid)
		diags_add(&p->d, step->ask->pos, "the question has no answer: %s%s", r->truth.why, vary);
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
	if (r->lost != NULL)
		cannot_judge(p, r->lost);
	for (size_t i = 0; i < r->expect_n; i++)
		prove_claim(p, &r->expect[i], &step->expect[i], text);
	prove_ask(p, step, r, text);
	buf_finish(&vary);
}

/* ---- the same each time ---- */

/* Nothing of these may depend on addresses or on the day. */
static bool same_outcome(const struct outcome *a, const struct outcome *b)
{
	return a->kind == b->kind && a->err == b->err && a->sig == b->sig && a->si_code == b->si_code;
}

static bool same_truth(const struct record *a, const struct record *b)
{
	const struct truth *x = &a->truth, *y = &b->truth;

	if (!a->asked || !b->asked)
		return a->asked == b->asked;
	return x->valid == y->valid && x->choices == y->choices && x->number == y->number &&
	       strcmp(x->pages != NULL ? x->pages : "", y->pages != NULL ? y->pages : "") == 0;
}

static bool same_claims(const struct claim *a, size_t a_n, const struct claim *b, size_t b_n, size_t *at)
{
	for (*at = 0; *at < a_n && *at < b_n; ++*at) {
		if (a[*at].verdict != b[*at].verdict)
			return false;
	}
	return a_n == b_n;
}

static bool same_statements(const struct record *a, const struct record *b, size_t *at)
{
	for (*at = 0; *at < a->statements_n && *at < b->statements_n; ++*at) {
		if (!same_outcome(&a->statements[*at].outcome, &b->statements[*at].outcome))
			return false;
	}
	return a->statements_n == b->statements_n;
}

/* True where all is the same; else *where is what came out otherwise: an expectation, the question, a statement. */
static bool same(const struct step *st, const struct record *a, const struct record *b, struct pos *where)
{
	size_t at;

	*where = st->pos;
	if (!same_claims(a->expect, a->expect_n, b->expect, b->expect_n, &at)) {
		if (at < st->expect_n)
			*where = st->expect[at].source.pos;
		return false;
	}
	if (!same_truth(a, b)) {
		if (st->ask != NULL)
			*where = st->ask->kind == ASK_NUMBER ? st->ask->number.source.pos : st->ask->pos;
		return false;
	}
	if (!same_statements(a, b, &at)) {
		/* Of a task the statements are those of its solution. */
		if (st->task == NULL && at < st->actions_n && st->actions[at].repeat == 0)
			*where = st->actions[at].code.source.pos;
		return false;
	}
	return (a->skipped != NULL) == (b->skipped != NULL) &&
	       same_claims(a->goals, a->goals_n, b->goals, b->goals_n, &at);
}

/* Runs one combination of one step in a session of its own kind; the record stays the session's. */
static const struct record *run_one(struct prover *p, struct session *s, size_t step, size_t k)
{
	set_combination(s, step, k);
	if (session_run(s, step, p->e) < 0)
		return NULL;
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
			struct pos where;

			if (again == NULL)
				return -1;
			if (!same(&p->lesson->steps[step], first, again, &where))
				diags_add(&p->d, where, "another run gives another result%s",
					  i >= 2 ? tr(" with address-space randomisation") : "");
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
		diags_add(&p->d, a->pos.line != 0 ? a->pos : p->lesson->steps[step].task->pos, "%s %s", what,
			  good ? tr("does not reach the goals") : tr("reaches the goals"));
	return 0;
}

static int prove_attempts(struct prover *p, struct session *s, size_t step)
{
	const struct task *t = p->lesson->steps[step].task;
	const struct attempt empty = { 0 };

	for (size_t i = 0; i < t->solutions_n; i++) {
		if (prove_attempt(p, s, step, &t->solutions[i], true, tr("this solution")) < 0)
			return -1;
	}
	for (size_t i = 0; i < t->wrong_n; i++) {
		if (prove_attempt(p, s, step, &t->wrong[i], false, tr("this wrong attempt")) < 0)
			return -1;
	}
	return prove_attempt(p, s, step, &empty, false, tr("the empty attempt"));
}

static int prove_task(struct prover *p, struct session *s, size_t step)
{
	const struct step *st = &p->lesson->steps[step];
	int status = 0;

	for (size_t k = 0; st->task != NULL && k < combinations(st) && status == 0; k++) {
		set_combination(s, step, k);
		status = prove_attempts(p, s, step);
	}
	return status;
}

/* ---- the whole lesson ---- */

#define RUNS 4 /* two without randomisation, two with */

static bool is_new(const struct diags *d, const struct diag *one)
{
	for (size_t i = 0; i < d->n; i++) {
		if (d->v[i].pos.line == one->pos.line && d->v[i].pos.col == one->pos.col &&
		    strcmp(d->v[i].text, one->text) == 0)
			return false;
	}
	return true;
}

/* How many of the step's faults were not known. */
static size_t tell_new(struct prover *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->d.n; i++) {
		if (!is_new(p->all, &p->d.v[i]))
			continue;
		diags_add(p->all, p->d.v[i].pos, "%s", p->d.v[i].text);
		n++;
	}
	diags_finish(&p->d);
	return n;
}

static void skip(struct prover *p, size_t step, const char *why, struct proof *out)
{
	out->skipped++;
	if (out->skip != NULL)
		out->skip(out->ctx, p->lesson, step, why);
}

static int prove_step(struct prover *p, struct session **s, size_t step, struct proof *out)
{
	int status;

	if (s[0]->skip[step] != NULL) {
		skip(p, step, s[0]->skip[step], out);
		return 0;
	}
	p->unjudged = NULL;
	status = prove_runs(p, s, RUNS, step);
	if (status == 0)
		status = prove_task(p, s[0], step);
	if (tell_new(p) > 0)
		out->failed++;
	else if (p->unjudged != NULL)
		skip(p, step, p->unjudged, out);
	else
		out->passed++;
	return status;
}

int prove_lesson(const struct lesson *l, const struct stage_options *o, struct diags *d, struct proof *out,
		 struct err *e)
{
	struct prover p = { .lesson = l, .all = d, .e = e };
	struct session *s[RUNS] = { NULL };
	int status = 0;

	for (size_t i = 0; i < RUNS && status == 0; i++) {
		struct session_options so = { .stage = *o };

		so.stage.aslr = i >= 2;
		so.faults = i == 0 ? &p.d : NULL;
		status = session_open(&s[i], l, &so, e);
	}
	for (size_t i = 0; i < l->steps_n + l->drills_n && status == 0; i++)
		status = prove_step(&p, s, i, out);
	for (size_t i = 0; i < RUNS; i++)
		session_close(s[i]);
	return status;
}
