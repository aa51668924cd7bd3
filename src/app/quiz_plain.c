/*
 * A sitting line by line, on stdin and stdout: for who does not see the screen, and for scripts.
 *
 *   question ──line──▶ a word of the table, or an answer ──▶ what the kernel did ──▶ the next question
 *   task     ──line──▶ a statement …  ──empty line──▶ goals ticked ──▶ again, or the next question
 */
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/quiz_asking.h"
#include "app/signals.h"
#include "base/tr.h"

bool asking_exam(const struct asking *a)
{
	return a->s->app->exam;
}

struct quiz_turn *asking_turn(const struct asking *a)
{
	return quiz_turn(a->s->quiz);
}

/* ---- what is shown ---- */

/* The dialogue's own state becomes that of a turn. */
void asking_look(struct asking *a, struct quiz_turn *t)
{
	struct plain *p = &a->p;

	snapshot_finish(&p->now);
	free(p->answers);
	p->lesson = t->lesson;
	p->session = t->session;
	p->step = t->step;
	p->pages_n = t->pages_n;
	p->answers = mem_zalloc(t->lesson->steps_n + t->lesson->drills_n + 1, sizeof(*p->answers));
	p->answers[t->step] = t->answer;
	memcpy(p->order, t->order, sizeof(p->order));
}

static void tell_unrecorded(struct asking *a)
{
	if (a->s->unrecorded.what[0] != '\0')
		plain_error(&a->p, tr("Your progress is not recorded"), &a->s->unrecorded);
	a->s->unrecorded = (struct err){ 0 };
}

static void put_left(struct asking *a)
{
	int64_t left = sitting_left(a->s);

	if (left >= 0)
		plain_say(&a->p, "Minutes left: %d.", (int)((left + 59) / 60));
}

void asking_put(struct asking *a)
{
	struct quiz_turn *t = asking_turn(a);

	plain_say(&a->p, "%s", "");
	plain_say(&a->p, "Question %zu of %zu%s, from the lesson %s.", t->number, a->s->quiz->questions,
		  t->round > 0 ? tr(", again") : "", t->lesson->id);
	put_left(a);
	plain_show_step(&a->p);
}

void asking_forget(struct asking *a)
{
	for (size_t i = 0; i < a->typed_n; i++)
		free(a->typed[i]);
	a->typed_n = 0;
}

void asking_open(struct asking *a)
{
	uint64_t start, len;

	asking_look(a, asking_turn(a));
	session_now(a->p.session, a->p.step, &a->p.now, &start, &len);
}

static void open_turn(struct asking *a)
{
	asking_open(a);
	a->hint = 0;
	asking_forget(a);
	asking_put(a);
}

/* ---- what came of it ---- */

static void put_run(struct asking *a, struct quiz_turn *t)
{
	asking_look(a, t);
	if (session_record(t->session, t->step) != NULL)
		plain_show_run(&a->p, session_record(t->session, t->step));
}

void asking_closed(struct asking *a)
{
	struct quiz_turn *t = asking_turn(a);

	sitting_record(a->s);
	if (asking_exam(a))
		plain_say(&a->p, t->skipped ? N_("Skipped.") : N_("Noted."));
	else if (t->kind != QUIZ_TASK || t->skipped)
		put_run(a, t);
	else
		plain_texts(&a->p, &t->lesson->steps[t->step].explain);
	if (!asking_exam(a) && t->mark != MARK_RIGHT && t->mark != MARK_VOID && t->round + 1 < QUIZ_ROUNDS)
		plain_say(&a->p, "This question comes back later.");
	tell_unrecorded(a);
	a->last = t;
}

bool asking_went(struct asking *a, int status, const struct err *e)
{
	if (status >= 0)
		return true;
	plain_error(&a->p, tr("The lab could not be started"), e);
	return false;
}

/* ---- answers ---- */

static void answer(struct asking *a, const char *line)
{
	struct answer given = { .sure = asking_turn(a)->answer.sure };
	const char *wrong = plain_answer(&a->p, line, &given);
	struct err e = { 0 };

	if (wrong != NULL) {
		plain_say(&a->p, "%s", wrong);
		return;
	}
	sitting_took(a->s);
	if (asking_went(a, quiz_answer(a->s->quiz, &given, &e), &e))
		asking_closed(a);
}

static void put_goals(struct asking *a, const struct record *r)
{
	const struct task *task = plain_step(&a->p)->task;

	for (size_t i = 0; i < r->goals_n; i++)
		plain_paragraph(&a->p,
				r->goals[i].verdict == VERDICT_HELD ? tr("Goal reached: ") : tr("Goal not reached: "),
				task->goals[i].text);
}

static void put_attempt(struct asking *a)
{
	const struct quiz_turn *t = asking_turn(a);
	const struct record *r = session_record(t->session, t->step);
	const struct task *task = plain_step(&a->p)->task;

	if (r->lost != NULL)
		plain_say(&a->p, "The process was lost: %s.", r->lost);
	plain_say(&a->p, "What was run:");
	plain_statements(&a->p, r);
	put_goals(a, r);
	if (t->misconception >= 0)
		plain_paragraph(&a->p, "", task->misconceptions[t->misconception].text);
	if (t->mark == MARK_RIGHT)
		plain_say(&a->p, "Right. All goals are reached.");
	else
		plain_say(&a->p, "Not yet. The next attempt starts from the beginning of the task.");
}

static void refused(struct asking *a, size_t bad, const struct lang_err *le)
{
	const char *text = bad < a->typed_n ? a->typed[bad] : "";

	if (le->at < strlen(text))
		plain_say(&a->p, "That is no statement: %s; at \"%s\", character %zu.", le->text, text + le->at,
			  (size_t)le->at + 1);
	else
		plain_say(&a->p, "That is no statement: %s%s%s", le->text, text[0] != '\0' ? tr("; in ") : "", text);
	plain_say(&a->p, "Nothing was run. Type the statements again.");
}

static void attempt(struct asking *a)
{
	struct lang_err le = { 0 };
	struct err e = { 0 };
	size_t bad = 0;
	int status;

	sitting_took(a->s);
	status = quiz_attempt(a->s->quiz, (const char *const *)a->typed, a->typed_n, &bad, &le, &e);
	if (status < 0 && le.text[0] != '\0')
		refused(a, bad, &le);
	else if (asking_went(a, status, &e) && !asking_exam(a))
		put_attempt(a);
	asking_forget(a);
	if (status == 0 && asking_turn(a)->closed)
		asking_closed(a);
}

static void take_statement(struct asking *a, const char *line)
{
	if (line[0] == '\0')
		attempt(a);
	else if (a->typed_n < QUIZ_STATEMENTS)
		a->typed[a->typed_n++] = mem_strdup(line);
	else
		plain_say(&a->p, "An attempt holds %d statements. An empty line runs them.", QUIZ_STATEMENTS);
}

/* ---- the sitting ---- */

static void act(struct asking *a, const char *line)
{
	if (line[0] != '\0' && asking_word(a, line))
		return;
	if (asking_turn(a)->kind == QUIZ_TASK)
		take_statement(a, line);
	else if (line[0] == '\0')
		plain_say(&a->p, "The question is open. Answer it, or type skip.");
	else
		answer(a, line);
}

/* Until the open question is closed, or the sitting is left. */
static void ask(struct asking *a)
{
	char line[PLAIN_LINE];

	while (!a->left && !asking_turn(a)->closed) {
		if (!plain_read(&a->p, asking_turn(a)->kind == QUIZ_TASK ? "> " : tr("Answer: "), line))
			a->left = true;
		else if (sitting_late(a->s))
			return;
		else
			act(a, line);
	}
}

static void review_one(struct asking *a, struct quiz_turn *t)
{
	static const char *const marks[] = { [MARK_NONE] = N_("not answered"),
					     [MARK_RIGHT] = N_("right"),
					     [MARK_WRONG] = N_("wrong"),
					     [MARK_VOID] = N_("void") };
	const struct step *step = &t->lesson->steps[t->step];
	struct err e = { 0 };

	plain_say(&a->p, "%s", "");
	plain_say(&a->p, "Question %zu, from the lesson %s: %s.", t->number, t->lesson->id, tr(marks[t->mark]));
	asking_look(a, t);
	plain_paragraph(&a->p, "", step->task != NULL ? step->task->prompt : step->ask->prompt);
	if (session_record(t->session, t->step) == NULL)
		(void)asking_went(a, session_run(t->session, t->step, &e), &e);
	if (session_record(t->session, t->step) == NULL)
		return;
	if (step->task == NULL) {
		plain_verdict(&a->p, step->ask, &session_record(t->session, t->step)->truth);
		return;
	}
	plain_statements(&a->p, session_record(t->session, t->step));
	if (t->skipped || !t->closed)
		return;
	put_goals(a, session_record(t->session, t->step));
	if (t->misconception >= 0)
		plain_paragraph(&a->p, "", step->task->misconceptions[t->misconception].text);
}

static void review(struct asking *a)
{
	plain_say(&a->p, "%s", "");
	plain_say(&a->p, "The exam is over. This is what the kernel says:");
	for (size_t i = 0; i < a->s->quiz->turns_n && signals_end() == 0; i++) {
		review_one(a, a->s->quiz->turns[i]);
		session_drop(a->s->quiz->turns[i]->session);
	}
}

static int finish(struct asking *a)
{
	struct buf tally;
	int status = sitting_end(a->s);

	tell_unrecorded(a);
	if (asking_exam(a))
		review(a);
	buf_init(&tally, 256);
	sitting_tally(a->s, &tally);
	plain_say(&a->p, "%s", "");
	plain_say(&a->p, "%s", buf_str(&tally));
	buf_finish(&tally);
	return status;
}

static void begin(struct asking *a)
{
	const struct sitting *s = a->s;
	size_t n = s->quiz->questions;

	plain_say(&a->p, "%s of %zu question%s. Seed %llu. Type help to hear what can be typed.",
		  asking_exam(a) ? tr("An exam") : tr("A quiz"), n, n == 1 ? "" : "s", (unsigned long long)s->seed);
	if (s->restored > 0)
		plain_say(&a->p,
			  s->restored == 1 ? N_("A sitting was cut off; it goes on behind %zu answer that is kept.")
					   : N_("A sitting was cut off; it goes on behind %zu answers that are kept."),
			  s->restored);
}

int quiz_plain(struct sitting *s)
{
	struct asking *a = mem_zalloc(1, sizeof(*a));
	struct err e = { 0 };
	int status = 0, got = 0;

	a->s = s;
	a->p = (struct plain){ .app = s->app,
			       .quiz = true,
			       .ascii = s->app->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0,
			       .echo = isatty(STDIN_FILENO) == 0,
			       .store = s->store };
	begin(a);
	tell_unrecorded(a);
	while (!a->left && (got = sitting_next(s, &e)) == 1) {
		open_turn(a);
		ask(a);
		if (!asking_turn(a)->closed)
			break;
	}
	(void)asking_went(a, got, &e);
	if (sitting_late(s))
		plain_say(&a->p, "The time is over.");
	if (signals_end() == 0)
		status = finish(a);
	snapshot_finish(&a->p.now);
	free(a->p.answers);
	asking_forget(a);
	free(a);
	return signals_end() != 0 ? STATUS_SIGNAL + signals_end() : status;
}
