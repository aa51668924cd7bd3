/* What keys mean to a question on the screen: an answer, a hint, a skip; behind it the next one. */
#include "app/choose.h"
#include "app/quiz_state.h"
#include "base/tr.h"

/* From one that is looked at again to the one behind it; from the last that was closed to a new one. */
static void go_on(struct quizzing *q)
{
	struct quiz *quiz = q->s->quiz;
	size_t at = 0;

	while (at < quiz->at && quiz->turns[at] != q->turn)
		at++;
	if (at + 1 < quiz->at)
		quizzing_look(q, quiz->turns[at + 1]);
	else if (q->over)
		q->l.reaction |= REACT_LEAVE;
	else
		quizzing_next(q);
}

/* ---- answering ---- */

static void answer(struct quizzing *q)
{
	struct learn *l = &q->l;
	const struct ask *ask = l->lesson->steps[l->step].ask;
	struct err e = { 0 };

	learn_settle(l);
	if (!answer_complete(ask, &l->answers[l->step])) {
		quizzing_say(q, LOOK_WARN, "%s",
			     ask->kind == ASK_NUMBER
				 ? tr("Type a number, then Enter; x skips the question")
				 : tr("Choose by arrow or digit, then Enter; x skips the question"));
		return;
	}
	if (answer_doubted(ask, &l->answers[l->step])) {
		quizzing_say(q, LOOK_WARN, "No page is marked; Enter once more answers: none of them");
		return;
	}
	sitting_took(q->s);
	quizzing_begin(q);
	if (quizzing_went(q, quiz_answer(q->s->quiz, &l->answers[l->step], &e), &e))
		quizzing_closed(q);
}

static void skip(struct quizzing *q)
{
	struct err e = { 0 };

	sitting_took(q->s);
	quizzing_begin(q);
	if (quizzing_went(q, quiz_skip(q->s->quiz, &e), &e))
		quizzing_closed(q);
}

static void hint(struct quizzing *q, int by)
{
	struct learn *l = &q->l;
	size_t n = l->lesson->steps[l->step].hints.n;

	if (quizzing_exam(q))
		quizzing_say(q, LOOK_WARN, "An exam has no hints");
	else if (n == 0)
		quizzing_say(q, LOOK_WARN, "This question has no hints");
	else if (by > 0 ? l->hints == n : l->hints == 0)
		quizzing_say(q, LOOK_WARN, by > 0 ? N_("There are no more hints") : N_("There is no hint before"));
	else
		l->hints += (size_t)by;
	if (l->hints > q->turn->hints)
		q->turn->hints = l->hints;
	l->follow = l->scrolled[PANE_TEXT] = false;
}

static void sure(struct quizzing *q)
{
	struct answer *a = &q->l.answers[q->l.step];

	a->sure = !a->sure;
	q->turn->answer.sure = a->sure; /* a task's attempt has no answer of its own */
	quizzing_say(q, LOOK_DIM,
		     !a->sure                           ? N_("No longer marked as sure")
		     : (quiz_where(q) & KEYS_TASK) != 0 ? N_("Marked as sure; F5 takes it back")
							: N_("Marked as sure; s takes it back"));
}

/* ---- keys ---- */

/* With the cursor in a question: marks. */
static bool act_question(struct quizzing *q, enum act action, const struct term_event *ev)
{
	struct learn *l = &q->l;
	bool arrow = action == ACTION_UP || action == ACTION_DOWN || action == ACTION_LEFT || action == ACTION_RIGHT;

	if (q->turn->kind == QUIZ_TASK)
		return false;
	if (action == ACTION_MARK)
		learn_mark(l);
	else if (action == ACTION_DIGIT)
		learn_digit(l, ev->key - '1');
	else if (action == ACTION_TYPE)
		learn_type(l, ev->key);
	else if (ev->key == TERM_BACKSPACE)
		return learn_erase(l, ev->key);
	else if (arrow && l->pane == PANE_TEXT && q->turn->kind != QUIZ_NUMBER)
		learn_cursor(l, action);
	else
		return false;
	return true;
}

void quizzing_act_open(struct quizzing *q, enum act action, const struct term_event *ev)
{
	bool task = q->turn->kind == QUIZ_TASK;

	if (act_question(q, action, ev))
		return;
	switch (action) {
	case ACTION_HINT:
	case ACTION_UNHINT:
		hint(q, action == ACTION_HINT ? 1 : -1);
		break;
	case ACTION_SURE:
		sure(q);
		break;
	case ACTION_SKIP:
		skip(q);
		break;
	case ACTION_GO:
		if (task && q->l.pane != PANE_TEXT)
			q->l.pane = PANE_TEXT;
		else if (!task)
			answer(q);
		else
			quiz_type(q, action, ev->key);
		break;
	default:
		if (task && q->l.pane == PANE_TEXT)
			quiz_type(q, action, ev->key);
		else
			learn_scroll_by(&q->l, action);
	}
}

void quizzing_act_closed(struct quizzing *q, enum act action)
{
	struct learn *l = &q->l;

	if (action == ACTION_GO || action == ACTION_RIGHT)
		go_on(q);
	else if (action == ACTION_PLAY)
		l->reaction |= learn_play(l);
	else if (action == ACTION_WORDS)
		l->reaction |= words_open(l->ui, &l->lesson->steps[l->step]);
	else
		learn_scroll_by(l, action);
}
