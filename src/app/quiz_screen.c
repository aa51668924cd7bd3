/* A sitting on the screen: a question is read, answered, and shown with what the kernel did. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "app/quiz_state.h"
#include "base/tr.h"
#include "tutor/past.h"

bool quizzing_exam(const struct quizzing *q)
{
	return q->s->app->exam;
}

bool quizzing_open(const struct quizzing *q)
{
	return !q->over && !q->turn->closed;
}

void quizzing_say(struct quizzing *q, enum look look, const char *fmt, ...)
{
	va_list ap;

	buf_clear(&q->said);
	va_start(ap, fmt);
	buf_vprintf(&q->said, fmt, ap);
	va_end(ap);
	learn_say(&q->l, look, buf_str(&q->said));
}

/* ---- what runs ---- */

void quizzing_begin(struct quizzing *q)
{
	ui_begin(q->l.ui);
}

bool quizzing_went(struct quizzing *q, int status, const struct err *e)
{
	q->l.ui->since_ms = 0;
	space_finish(&q->l.space); /* it may have been drawn meanwhile */
	if (status >= 0)
		return true;
	q->l.reaction |= ui_error(q->l.ui, tr("The lab could not be started"), e);
	return false;
}

static void tell_unrecorded(struct quizzing *q)
{
	struct err e = q->s->unrecorded;

	q->s->unrecorded = (struct err){ 0 };
	if (e.what[0] != '\0')
		q->l.reaction |= ui_error(q->l.ui, tr("Your progress is not recorded"), &e);
}

/* ---- which question is shown ---- */

/* An earlier one's lab is not kept: there may be hundreds. */
static void leave_turn(struct quizzing *q, const struct quiz_turn *next)
{
	if (q->turn != NULL && q->turn != next)
		session_drop(q->turn->session);
	snapshot_finish(&q->l.now);
	free(q->l.answers);
	quiz_type_forget(q);
	entry_set(&q->typed.line, "");
	q->typed.fault.text[0] = '\0';
	typed_drop_fits(&q->typed);
}

/* The state that an open question begins with; what was skipped in an exam runs to be seen. */
static void make_ready(struct quizzing *q)
{
	struct learn *l = &q->l;
	struct err e = { 0 };

	if (session_record(l->session, l->step) != NULL)
		return;
	quizzing_begin(q);
	if (!quizzing_open(q)) {
		quizzing_went(q, session_run(l->session, l->step, &e), &e);
	} else if (quizzing_went(q, session_prepare(l->session, l->step, &e), &e)) {
		session_now(l->session, l->step, &l->now, &l->focus_start, &l->focus_len);
	}
}

void quizzing_look(struct quizzing *q, struct quiz_turn *t)
{
	struct learn *l = &q->l;

	leave_turn(q, t);
	q->turn = t;
	l->lesson = t->lesson;
	l->session = t->session;
	l->step = t->step;
	l->answers = mem_zalloc(t->lesson->steps_n + t->lesson->drills_n + 1, sizeof(*l->answers));
	l->answers[t->step] = t->answer;
	l->pages_n = t->pages_n;
	l->entry[0] = '\0';
	memcpy(l->order, t->order, sizeof(l->order));
	buf_clear(&q->past);
	past_steps(t->session, t->step, &q->past);
	learn_forget(l);
	make_ready(q);
}

void quizzing_end(struct quizzing *q)
{
	if (q->over)
		return;
	q->over = true;
	q->late = sitting_late(q->s);
	q->status = sitting_end(q->s);
	tell_unrecorded(q);
}

/* The next question, or the end of the sitting: then the list is shown. */
void quizzing_next(struct quizzing *q)
{
	struct err e = { 0 };
	int got;

	quizzing_begin(q);
	got = sitting_next(q->s, &e);
	if (!quizzing_went(q, got, &e))
		return;
	if (got == 1) {
		quizzing_look(q, quiz_turn(q->s->quiz));
		return;
	}
	quizzing_end(q);
	q->l.reaction |= REACT_LEAVE;
}

void quizzing_closed(struct quizzing *q)
{
	struct quiz_turn *t = quiz_turn(q->s->quiz);

	sitting_record(q->s);
	tell_unrecorded(q);
	if (quizzing_exam(q)) {
		quizzing_next(q);
		if (!q->over)
			quizzing_say(q, LOOK_DIM,
				     t->skipped ? N_("Skipped; this is the next question")
						: N_("Noted; this is the next question"));
		return;
	}
	quizzing_look(q, t);
	if (t->mark == MARK_VOID)
		quizzing_say(q, LOOK_WARN, "This question has no right answer here and does not count");
	else if (t->mark != MARK_RIGHT && t->round + 1 < QUIZ_ROUNDS)
		quizzing_say(q, LOOK_WARN, "This question comes back later, with other values where it has some");
}

/* ---- keys ---- */

static bool typing(void *ctx, int key)
{
	const struct quizzing *q = ctx;
	const struct ask *ask = q->turn->lesson->steps[q->turn->step].ask;

	if (!quizzing_open(q))
		return false;
	if (q->turn->kind == QUIZ_TASK)
		return q->l.pane == PANE_TEXT;
	return ask->kind == ASK_NUMBER && ((key >= '0' && key <= '9') || key == '-');
}

/* True where the time is over, which is told. */
static bool late(struct quizzing *q)
{
	if (q->over || !sitting_late(q->s))
		return false;
	quizzing_end(q);
	q->l.reaction |= REACT_LEAVE;
	return true;
}

static enum reaction act(void *ctx, enum act action, const struct term_event *ev)
{
	struct quizzing *q = ctx;
	struct learn *l = &q->l;
	bool typed = (quiz_where(q) & KEYS_TASK) != 0;

	l->reaction = REACT_DRAW;
	l->message = NULL;
	if (late(q) || (!typed && learn_picture(l, action)))
		return (enum reaction)l->reaction;
	if (action == ACTION_LEAVE)
		l->reaction |= REACT_LEAVE;
	else if (action == ACTION_PANE)
		l->pane = (l->pane + 1) % LEARN_PANES;
	else if (action == ACTION_MOUSE)
		learn_mouse(l, ev);
	else if (quizzing_open(q))
		quizzing_act_open(q, action, ev);
	else
		quizzing_act_closed(q, action);
	return (enum reaction)l->reaction;
}

/* ---- the clock, and the end of the lab from outside ---- */

static size_t fds(void *ctx, int *out, size_t max)
{
	const struct quizzing *q = ctx;
	size_t n = 0;

	if (q->clock >= 0 && !q->over)
		out[n++] = q->clock;
	return n + session_watch(q->l.session, out + n, max - n);
}

static enum reaction woken(void *ctx)
{
	struct quizzing *q = ctx;
	uint64_t times;

	q->l.reaction = REACT_NONE;
	if (q->clock >= 0 && read(q->clock, &times, sizeof(times)) == (ssize_t)sizeof(times) && !late(q))
		q->l.reaction |= REACT_DRAW;
	if (session_broken(q->l.session)) {
		session_drop(q->l.session);
		quizzing_say(q, LOOK_WARN, "The process was ended from outside; an answer starts it again");
		q->l.reaction |= REACT_DRAW;
	}
	return (enum reaction)q->l.reaction;
}

/* Each minute counted from the end, so that the last one ends with the limit. */
static void start_clock(struct quizzing *q)
{
	int64_t left = sitting_left(q->s);
	struct itimerspec t = { .it_interval.tv_sec = 60, .it_value.tv_sec = left % 60, .it_value.tv_nsec = 1 };

	q->clock = left < 0 ? -1 : timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
	if (q->clock >= 0)
		timerfd_settime(q->clock, 0, &t, NULL);
}

static const struct screen quiz_screen = { .where = KEYS_QUIZ,
					   .where_now = quiz_where,
					   .typing = typing,
					   .draw = quiz_draw,
					   .act = act,
					   .fds = fds,
					   .woken = woken };

/* ---- the sitting ---- */

static void greet(struct quizzing *q)
{
	const struct sitting *s = q->s;

	if (s->restored > 0)
		quizzing_say(q, LOOK_WARN,
			     s->restored == 1
				 ? N_("A sitting was cut off; it goes on behind %zu answer that is kept")
				 : N_("A sitting was cut off; it goes on behind %zu answers that are kept"),
			     s->restored);
	else
		quizzing_say(q, LOOK_DIM, "%s of %zu question%s, seed %llu; ? tells the keys",
			     quizzing_exam(q) ? tr("An exam") : tr("A quiz"), s->quiz->questions,
			     s->quiz->questions == 1 ? "" : "s", (unsigned long long)s->seed);
}

/* A question, the list, a question of the list … until one of them is left for good. */
static void sit(struct quizzing *q)
{
	enum reaction got = REACT_DRAW;

	quizzing_next(q);
	if (q->turn == NULL && !q->over)
		return; /* no lab: that has been told */
	greet(q);
	tell_unrecorded(q);
	if (q->turn == NULL)
		got = quiz_tally_open(q);
	while ((got & (REACT_QUIT | REACT_LEAVE)) == 0) {
		if (ui_run(q->l.ui, &quiz_screen, q) == REACT_QUIT)
			return;
		got = quiz_tally_open(q);
	}
}

static void finish(struct quizzing *q)
{
	leave_turn(q, NULL);
	space_finish(&q->l.space);
	typed_finish(&q->typed);
	buf_finish(&q->place);
	buf_finish(&q->said);
	buf_finish(&q->past);
	if (q->clock >= 0)
		close(q->clock);
	free(q);
}

int quiz_on_screen(struct sitting *s)
{
	struct quizzing *q = mem_zalloc(1, sizeof(*q));
	struct err e = { 0 };
	struct ui ui;
	int status;

	if (ui_open(&ui, s->app, &e) < 0) {
		app_say_err(&e);
		free(q);
		return STATUS_NOTHING;
	}
	q->s = s;
	q->l.ui = s->ui = &ui;
	buf_init(&q->place, 256);
	buf_init(&q->said, 1024);
	buf_init(&q->past, 1 << 20);
	start_clock(q);
	sit(q);
	status = q->status;
	finish(q);
	s->ui = NULL;
	ui_close(&ui);
	return app_ended() != STATUS_HELD ? app_ended() : status;
}
