/* A step in words: what is to be read and asked before its run, and what came of it. */
#include <inttypes.h>
#include <string.h>

#include "app/plain_state.h"
#include "base/fmt.h"
#include "base/tr.h"
#include "tutor/past.h"
#include "tutor/say.h"

#define LINES_MAX (1 << 20)

void plain_texts(struct plain *p, const struct texts *t)
{
	for (size_t i = 0; i < t->n; i++)
		plain_paragraph(p, "", t->v[i]);
}

/* ---- before the run ---- */

static void put_vary(struct plain *p, size_t step)
{
	size_t n;
	const struct binding *v = session_vary(p->session, step, &n);

	for (size_t i = 0; i < n; i++)
		plain_say(p, "Here %s is %lld.", v[i].name, (long long)v[i].value);
}

static void put_task(struct plain *p, const struct task *t)
{
	struct buf out;

	buf_init(&out, LINES_MAX);
	plain_paragraph(p, tr("Task: "), t->prompt);
	for (size_t i = 0; i < t->goals_n; i++)
		plain_paragraph(p, tr("Goal: "), t->goals[i].text);
	if (t->given.n > 0)
		plain_say(p, "Given is:");
	past_actions(t->given.v, t->given.n, &out);
	plain_lines(p, buf_str(&out));
	buf_finish(&out);
	plain_say(p, p->quiz ? N_("Type statements, one a line. An empty line runs them.")
			     : N_("An empty line runs a solution; type play to try one of your own first."));
}

static void put_planned(struct plain *p, const struct step *s)
{
	struct buf out;

	if (s->actions_n == 0)
		return;
	buf_init(&out, LINES_MAX);
	plain_say(p, "What will be run:");
	put_vary(p, p->step);
	past_actions(s->actions, s->actions_n, &out);
	plain_lines(p, buf_str(&out));
	buf_finish(&out);
}

static void put_listed(struct plain *p, const struct ask *ask)
{
	char lead[32];

	for (size_t i = 0; i < ask->choices_n; i++) {
		snprintf(lead, sizeof(lead), "%zu. ", i + 1);
		plain_paragraph(p, lead, ask->choices[p->order[i]].text);
	}
	plain_say(p, ask->many ? N_("Several may hold. Answer by their numbers, with spaces between.")
			       : N_("Answer by number."));
}

static void put_outcomes(struct plain *p)
{
	struct buf out;

	buf_init(&out, LINES_MAX);
	for (size_t i = 0; i < outcome_choices_n; i++)
		buf_printf(&out, "%s%zu %s", i > 0 ? ", " : "", i + 1, tr(outcome_choices[i].name));
	plain_say(p, "%s.", buf_str(&out));
	plain_say(p, "Answer by number or by name.");
	buf_finish(&out);
}

static void put_question(struct plain *p, const struct ask *ask)
{
	char n[FMT_MAX];

	plain_paragraph(p, tr("Question: "), ask->prompt);
	if (ask->kind == ASK_CHOICES)
		put_listed(p, ask);
	else if (ask->kind == ASK_OUTCOME)
		put_outcomes(p);
	else if (ask->kind == ASK_NUMBER)
		plain_say(p, "Answer with a number%s%s.", ask->unit != NULL ? tr(" of ") : "",
			  ask->unit != NULL ? ask->unit : "");
	else
		plain_say(
		    p, "There are %s. Which of them will be %s? Answer by their numbers, as 1 3 8 or 2-5, or none.",
		    fmt_pages(n, p->pages_n), ask->of_present ? tr("in the page table") : tr("resident in memory"));
}

void plain_show(struct plain *p)
{
	const struct step *s = plain_step(p);

	plain_say(p, "%s", "");
	plain_say(p, "Step %zu of %zu: %s", p->step + 1, p->lesson->steps_n, s->title != NULL ? s->title : s->id.text);
	plain_show_step(p);
}

/* What the steps before a question of a quiz have done: its names are theirs. */
static void put_past(struct plain *p)
{
	struct buf out;

	buf_init(&out, LINES_MAX);
	past_steps(p->session, p->step, &out);
	if (out.len > 0) {
		plain_say(p, "What was run before:");
		plain_lines(p, buf_str(&out));
	}
	buf_finish(&out);
}

void plain_show_step(struct plain *p)
{
	const struct step *s = plain_step(p);

	if (p->quiz)
		put_past(p);
	plain_texts(p, &s->text);
	if (s->task != NULL)
		put_task(p, s->task);
	if (plain_record(p) != NULL) {
		plain_show_run(p, plain_record(p));
		return;
	}
	put_planned(p, s);
	if (s->ask != NULL)
		put_question(p, s->ask);
}

/* ---- the question after the run ---- */

static const struct answer *given(const struct plain *p)
{
	static const struct answer none;

	return p->answers[p->step].given ? &p->answers[p->step] : &none;
}

static void closed_choices(struct plain *p, const struct ask *ask, const struct truth *t)
{
	char lead[128];

	for (size_t i = 0; i < ask->choices_n; i++) {
		const struct choice *c = &ask->choices[p->order[i]];
		bool right = t->valid && (t->choices >> p->order[i] & 1) != 0;
		bool said = (given(p)->choices >> p->order[i] & 1) != 0;

		if (!right && !said && !p->quiz)
			continue;
		snprintf(lead, sizeof(lead), "%zu %s%s: ", i + 1,
			 !t->valid ? tr("cannot be judged")
			 : right   ? tr("holds")
				   : tr("does not hold"),
			 !given(p)->given ? ""
			 : said           ? tr(", and you chose it")
					  : tr(", and you did not choose it"));
		plain_paragraph(p, lead, c->text);
		if (t->valid && c->why != NULL)
			plain_paragraph(p, "", c->why);
	}
}

static void closed_number(struct plain *p, const struct ask *ask, const struct truth *t)
{
	struct buf number;

	buf_init(&number, 1024);
	if (given(p)->has_number) {
		answer_number_put(ask, given(p)->number, &number);
		plain_say(p, "You said %s.", buf_str(&number));
	}
	buf_clear(&number);
	answer_number_put(ask, t->number, &number);
	if (t->valid)
		plain_say(p, "The kernel says %s.", buf_str(&number));
	buf_finish(&number);
}

static void closed_outcome(struct plain *p, const struct ask *ask, const struct truth *t)
{
	struct buf out;

	(void)ask;
	if (given(p)->has_outcome)
		plain_say(p, "You said: %s.", tr(outcome_choices[given(p)->outcome].name));
	buf_init(&out, LINES_MAX);
	say_outcome(&t->outcome, &out);
	plain_say(p, "The kernel: %s%s.", say_succeeds(&t->outcome), buf_str(&out));
	buf_finish(&out);
}

/* "1, 3 and 8": the pages that a row of '1's marks. */
static void list_pages(const char *row, size_t n, struct buf *out)
{
	size_t of = 0, at = 0;

	for (size_t i = 0; i < n; i++)
		of += row[i] == '1';
	for (size_t i = 0; i < n; i++) {
		if (row[i] != '1')
			continue;
		buf_printf(out, "%s%zu", at == 0 ? "" : at + 1 == of ? tr(" and ") : ", ", i + 1);
		at++;
	}
	if (of == 0)
		buf_puts(out, tr("none"));
}

static void closed_pages(struct plain *p, const struct ask *ask, const struct truth *t)
{
	size_t n = t->pages_n < ANSWER_PAGES ? t->pages_n : ANSWER_PAGES;
	struct buf said, is;

	(void)ask;
	if (!t->valid || n == 0)
		return;
	buf_init(&said, LINES_MAX);
	buf_init(&is, LINES_MAX);
	list_pages(given(p)->pages, n, &said);
	list_pages(t->pages, n, &is);
	if (given(p)->given)
		plain_say(p, "You said pages: %s.", buf_str(&said));
	plain_say(p, "The kernel says pages: %s.", buf_str(&is));
	buf_finish(&is);
	buf_finish(&said);
}

void plain_verdict(struct plain *p, const struct ask *ask, const struct truth *t)
{
	static const char *const marks[] = {
		[MARK_NONE] = N_("Not answered this time. This is what the kernel did:"),
		[MARK_RIGHT] = N_("Right."),
		[MARK_WRONG] = N_("Not so. The kernel did otherwise."),
		[MARK_VOID] = N_("The question has no right answer here, and does not count."),
	};
	static void (*const closes[])(struct plain *, const struct ask *, const struct truth *) = {
		[ASK_CHOICES] = closed_choices,
		[ASK_NUMBER] = closed_number,
		[ASK_PAGES] = closed_pages,
		[ASK_OUTCOME] = closed_outcome,
	};

	plain_say(p, "%s", tr(marks[answer_mark(ask, t, &p->answers[p->step])]));
	if (!t->valid && t->why != NULL)
		plain_say(p, "%s", t->why);
	closes[ask->kind](p, ask, t);
}

/* ---- the run ---- */

static void put_claims(struct plain *p, const char *what, const struct claim *v, size_t n)
{
	static const char *const verdicts[] = { [VERDICT_UNKNOWN] = N_("cannot be told"),
						[VERDICT_HELD] = N_("holds"),
						[VERDICT_FAILED] = N_("does not hold") };
	size_t held = 0;

	for (size_t i = 0; i < n; i++)
		held += v[i].verdict == VERDICT_HELD;
	if (n > 0 && held == n)
		plain_say(p, held == 1 ? N_("As expected: the %s holds.") : N_("As expected: every %s holds."), what);
	for (size_t i = 0; i < n && held < n; i++) {
		const char *more = v[i].verdict == VERDICT_UNKNOWN && v[i].why != NULL ? v[i].why : v[i].observed;
		bool tell = v[i].verdict != VERDICT_HELD && more != NULL && more[0] != '\0';

		plain_say(p, "The %s %s: %s%s%s", what, verdicts[v[i].verdict], v[i].source, tell ? "; " : "",
			  tell ? more : "");
	}
}

static bool is_pid(const struct record *r, const struct outcome *o)
{
	for (size_t i = 0; o->kind == OUTCOME_VALUE && i < r->actors_n; i++) {
		if (o->value == r->actors[i].pid)
			return true;
	}
	return false;
}

void plain_statements(struct plain *p, const struct record *r)
{
	struct places places = { .n = 0 };
	struct buf out;

	plain_places(p, &places);
	buf_init(&out, LINES_MAX);
	for (size_t i = 0; i < r->statements_n; i++) {
		struct statement_record st = r->statements[i];

		/* A sitting is the same each time, and a pid is not. */
		if (p->quiz && is_pid(r, &st.outcome))
			st.outcome = (struct outcome){ .kind = OUTCOME_NONE };
		words_statement(&st, &places, &out);
	}
	plain_lines(p, buf_str(&out));
	if (r->output != NULL && r->output[0] != '\0') {
		plain_say(p, "Printed:");
		plain_lines(p, r->output);
	}
	buf_finish(&out);
}

void plain_show_run(struct plain *p, const struct record *r)
{
	const struct step *s = p->play == NULL ? plain_step(p) : NULL;

	if (r->skipped != NULL) {
		plain_say(p, "This step cannot run here: %s.", r->skipped);
		if (s != NULL)
			plain_texts(p, &s->explain);
		return;
	}
	if (s != NULL)
		plain_say(p, "What was run:");
	plain_statements(p, r);
	if (r->lost != NULL)
		plain_say(p, "The process of the lesson was lost: %s. Type again to run it again.", r->lost);
	if (r->differs != NULL)
		plain_say(p, "Run again, it came out differently: %s.", r->differs);
	if (s != NULL && s->ask != NULL)
		plain_verdict(p, s->ask, &r->truth);
	plain_maps(p, tr("changed"));
	plain_pages(p, tr("changed"));
	put_claims(p, tr("goal"), r->goals, r->goals_n);
	put_claims(p, tr("check"), r->expect, r->expect_n);
	if (s != NULL)
		plain_texts(p, &s->explain);
}
