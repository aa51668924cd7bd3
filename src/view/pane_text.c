/* The text pane: what to read, the question, and after the run what it came to. */
#include "base/tr.h"
#include "lesson/text.h"
#include "view/pane.h"

static void put_texts(struct flow *f, enum look look, const struct texts *t)
{
	bool code = false;
	for (size_t i = 0; i < t->n; i++) {
		bool now = t->v[i][0] == ' ';
		if (!code || !now)
			flow_gap(f);
		flow_paragraph(f, 0, look, t->v[i]);
		code = now;
	}
}

/* The last one is kept in sight, unless the cursor of the question was moved since. */
static void put_hints(struct flow *f, const struct learn_view *v, const struct step *step)
{
	for (size_t i = 0; i < step->hints.n && i < v->hints_shown; i++) {
		bool keeps = !v->follow && i + 1 == v->hints_shown;
		flow_gap(f);
		if (keeps)
			flow_keep(f);
		area_printf(f->a, 0, f->y, LOOK_WARN, "Hint %zu of %zu", i + 1, step->hints.n);
		f->y++;
		flow_paragraph(f, 2, LOOK_TEXT, step->hints.v[i]);
		f->y--;
		if (keeps)
			flow_keep(f);
		f->y++;
	}
}

/* What was typed so far, and the line for the next statement. */
static void put_attempt(struct flow *f, const struct learn_view *v, const struct record *r)
{
	if (r) {
		if (v->misconception)
			flow_paragraph(f, 0, LOOK_WARN, v->misconception);
		flow_words(f, 0, 0, LOOK_DIM, tr("Not yet. The next attempt starts from the beginning of the task."));
	}
	flow_gap(f);
	for (size_t i = 0; i < v->attempt->tried_n; i++) {
		area_printf(f->a, 0, f->y, LOOK_DIM, "%zu", i + 1);
		flow_words(f, 3, 5, LOOK_CODE, v->attempt->tried[i].text);
	}
	pane_prompt(f, v->attempt);
}

/* What is to be done, and the goals: open before the run, after it as the kernel judged them. */
static void put_task(struct flow *f, const struct learn_view *v, const struct step *step)
{
	static const struct {
		const char *mark;
		enum look look;
	} marks[] = {
		[VERDICT_UNKNOWN] = { "[ ]", LOOK_TEXT },
		[VERDICT_HELD] = { "[✓]", LOOK_GOOD },
		[VERDICT_FAILED] = { "[✗]", LOOK_BAD },
	};
	const struct record *r = learn_record(v);
	const struct task *task = step->task;
	flow_gap(f);
	flow_paragraph(f, 0, LOOK_ASK, task->prompt);
	if (v->attempt && r)
		flow_words(f, 0, 0, LOOK_DIM, tr("After your attempt:"));
	for (size_t i = 0; i < task->goals_n; i++) {
		enum verdict got = r && i < r->goals_n ? r->goals[i].verdict : VERDICT_UNKNOWN;
		area_text(f->a, 2, f->y, -1, marks[got].look, marks[got].mark);
		flow_words(f, 6, 6, LOOK_TEXT, task->goals[i].text);
	}
	if (v->present)
		return;
	if (v->attempt)
		put_attempt(f, v, r);
	else if (v->mark == MARK_RIGHT)
		flow_words(f, 0, 0, LOOK_GOOD, tr("Right. All goals are reached."));
	else
		flow_words(f, 0, 0, LOOK_DIM,
			   r ? tr("This is one way. Any statements that reach the goals are right.")
			     : tr("Enter shows one way to do it. In `mmaptutor quiz` you write it, and the goals are "
				  "ticked off."));
	if (!v->attempt && !r && v->hints_shown == 0 && step->hints.n)
		flow_words(f, 0, 0, LOOK_DIM, tr("i gives a hint."));
}

static void put_before(struct flow *f, const struct learn_view *v, const struct step *step)
{
	put_texts(f, LOOK_TEXT, &step->text);
	if (step->ask) {
		flow_gap(f);
		if (v->present)
			question_present(f, v);
		else
			question_open(f, v);
	}
	if (step->task)
		put_task(f, v, step);
	put_hints(f, v, step);
}

/* The answer first; what was read before stands below it, to be read again. */
static void put_after(struct flow *f, const struct learn_view *v, const struct step *step)
{
	if (v->record->lost)
		flow_words(f, 0, 2, LOOK_BAD, v->record->lost);
	if (v->record->differs) {
		flow_gap(f);
		flow_words(f, 0, 2, LOOK_WARN, tr("Run again, it came out differently:"));
		flow_words(f, 2, 2, LOOK_TEXT, v->record->differs);
	}
	if (step->ask) {
		flow_gap(f);
		if (v->present)
			question_present(f, v);
		else
			question_closed(f, v);
	}
	if (step->task)
		put_task(f, v, step);
	if (v->attempt) {
		put_hints(f, v, step);
		return; /* what explains it comes behind the last attempt */
	}
	put_texts(f, LOOK_TEXT, &step->explain);
	if (step->text.n && !v->present) {
		flow_gap(f);
		if (flow_rows(f) > 0)
			flow_words(f, 0, 0, LOOK_DIM, tr("What you read before the run:"));
		put_texts(f, LOOK_DIM, &step->text);
	}
}

static void put_skipped(struct flow *f, const struct learn_view *v, const struct step *step)
{
	flow_words(f, 0, 0, LOOK_WARN, tr("This step cannot run here."));
	flow_words(f, 0, 0, LOOK_TEXT, v->record->skipped);
	put_texts(f, LOOK_TEXT, &step->text);
	put_texts(f, LOOK_TEXT, &step->explain);
}

void pane_text(struct flow *f, const struct learn_view *v)
{
	const struct step *step = learn_step(v);
	if (!v->record)
		put_before(f, v, step);
	else if (v->record->skipped)
		put_skipped(f, v, step);
	else
		put_after(f, v, step);
}
