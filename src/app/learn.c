/*
 * The learn screen: a step is read, predicted, run, looked at.
 *
 *   READ ──answer──▶ run ──▶ DONE ──▶ next step's READ
 *     └──────x (no prediction)──┘  ◀──back: replay──
 */
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "app/learn.h"
#include "app/learn_state.h"
#include "base/tr.h"

static const struct step *step_of(const struct learn *l)
{
	return &l->lesson->steps[l->step];
}

static const struct record *record_of(const struct learn *l)
{
	return session_record(l->session, l->step);
}

const struct record *learn_shown_record(const struct learn *l)
{
	if (l->session == NULL)
		return l->given;
	return l->branch != NULL ? play_record(l->branch) : record_of(l);
}

void learn_forget(struct learn *l)
{
	l->hints = 0;
	l->cursor = 0;
	l->follow = false;
	l->pane = PANE_TEXT;
	l->message = NULL;
	memset(l->scroll, 0, sizeof(l->scroll));
	memset(l->scrolled, 0, sizeof(l->scrolled));
	learn_picture_reset(l);
}

/* ---- going to a step, running it ---- */

/* Every step runs through here: progress while it takes long, an error as a box. */
static bool ready(struct learn *l, int (*what)(struct session *, size_t, struct err *))
{
	struct err e = { 0 };
	int status;

	ui_begin(l->ui);
	status = what(l->session, l->step, &e);
	l->ui->since_ms = 0;
	space_finish(&l->space); /* it may have been drawn meanwhile */
	if (status == 0)
		return true;
	l->reaction |= ui_error(l->ui, tr("The lab could not be started"), &e);
	return false;
}

void learn_go(struct learn *l, size_t step)
{
	l->step = step;
	learn_forget(l);
	snapshot_finish(&l->now);
	session_order(l->session, step, l->order);
	l->keep.place = true;
	if (record_of(l) != NULL)
		return;
	memset(&l->answers[step], 0, sizeof(l->answers[step]));
	l->entry[0] = '\0';
	if (l->session->skip[step] != NULL) {
		ready(l, session_run);
		learn_end_reached(l);
		return;
	}
	if (ready(l, session_prepare)) {
		session_now(l->session, step, &l->now, &l->focus_start, &l->focus_len);
		space_finish(&l->space);
		l->pages_n = session_asked_pages(l->session, step);
	}
}

static void run_now(struct learn *l)
{
	learn_forget(l);
	if (!ready(l, session_run))
		return;
	snapshot_finish(&l->now);
	learn_end_reached(l);
	learn_say_odd(l);
	l->keep.mark = true;
}

static void next(struct learn *l)
{
	if (l->step + 1 < l->lesson->steps_n)
		learn_go(l, l->step + 1);
	else
		l->reaction |= REACT_NEXT;
}

static void back(struct learn *l)
{
	if (l->step == 0) {
		learn_say(l, LOOK_WARN, tr("This is the first step"));
		return;
	}
	learn_go(l, l->step - 1);
}

/* Enter: what is next. */
static void go_on(struct learn *l)
{
	struct answer *a = &l->answers[l->step];
	const struct ask *ask = step_of(l)->ask;

	if (record_of(l) != NULL) {
		next(l);
		return;
	}
	if (ask != NULL) {
		learn_settle(l);
		if (!answer_complete(ask, a)) {
			learn_say(l, LOOK_WARN,
				  ask->kind == ASK_NUMBER
				      ? tr("Type a number, then Enter; x runs the step without an answer")
				      : tr("Choose by arrow or digit, then Enter; x runs without an answer"));
			return;
		}
		if (answer_doubted(ask, a)) {
			learn_say(l, LOOK_WARN, tr("No page is marked; Enter once more answers: none of them"));
			return;
		}
		a->given = true;
	}
	run_now(l);
}

static void again(struct learn *l)
{
	session_drop(l->session);
	if (record_of(l) != NULL)
		run_now(l);
	else
		learn_go(l, l->step);
}

/* ---- keys ---- */

static bool asking(const struct learn *l)
{
	return record_of(l) == NULL && step_of(l)->ask != NULL;
}

/* Long enough to say so. */
static bool running(const struct learn *l)
{
	return l->ui->slow && l->ui->since_ms != 0;
}

static unsigned where_now(void *ctx)
{
	const struct learn *l = ctx;
	unsigned hints = step_of(l)->hints.n > 0 ? KEYS_HINTS : 0;

	if (running(l))
		return KEYS_RUNS;
	if (record_of(l) != NULL)
		return learn_at_end(l) ? KEYS_END : KEYS_DONE;
	if (!asking(l))
		return KEYS_READY | hints;
	return KEYS_ASK | hints | (step_of(l)->ask->kind == ASK_NUMBER ? 0U : KEYS_MARKS);
}

static bool typing(void *ctx, int key)
{
	const struct learn *l = ctx;

	return asking(l) && step_of(l)->ask->kind == ASK_NUMBER && ((key >= '0' && key <= '9') || key == '-');
}

static void move(struct learn *l, enum act action)
{
	bool arrow = action == ACTION_UP || action == ACTION_DOWN || action == ACTION_LEFT || action == ACTION_RIGHT;

	if (arrow && asking(l) && l->pane == PANE_TEXT && step_of(l)->ask->kind != ASK_NUMBER)
		learn_cursor(l, action);
	else if (action == ACTION_LEFT)
		back(l);
	else if (action == ACTION_RIGHT)
		go_on(l);
	else
		learn_scroll_by(l, action);
}

static void hint(struct learn *l, int by)
{
	size_t n = step_of(l)->hints.n;

	if (n == 0)
		learn_say(l, LOOK_WARN, tr("This question has no hints"));
	else if (by > 0 ? l->hints == n : l->hints == 0)
		learn_say(l, LOOK_WARN, by > 0 ? tr("There are no more hints") : tr("There is no hint before"));
	else
		l->hints += (size_t)by;
	l->follow = l->scrolled[PANE_TEXT] = false;
}

static enum reaction act(void *ctx, enum act action, const struct term_event *ev)
{
	struct learn *l = ctx;

	l->reaction = REACT_DRAW;
	l->message = NULL;
	if (learn_picture(l, action))
		return REACT_DRAW;
	switch (action) {
	case ACTION_GO:
		go_on(l);
		break;
	case ACTION_MARK:
		if (asking(l))
			learn_mark(l);
		else
			go_on(l);
		break;
	case ACTION_RUN:
		run_now(l);
		break;
	case ACTION_AGAIN:
		again(l);
		break;
	case ACTION_BACK:
		if (!learn_erase(l, ev->key))
			back(l);
		break;
	case ACTION_HINT:
	case ACTION_UNHINT:
		hint(l, action == ACTION_HINT ? 1 : -1);
		break;
	case ACTION_PANE:
		l->pane = (l->pane + 1) % LEARN_PANES;
		break;
	case ACTION_DIGIT:
		learn_digit(l, ev->key - '1');
		break;
	case ACTION_TYPE:
		learn_type(l, ev->key);
		break;
	case ACTION_MOUSE:
		learn_mouse(l, ev);
		break;
	case ACTION_PLAY:
		return learn_play(l);
	case ACTION_CONTENTS:
	case ACTION_WORDS:
	case ACTION_SEARCH:
		return learn_elsewhere(l, action);
	case ACTION_LEAVE:
		return REACT_LEAVE;
	default:
		move(l, action);
	}
	return (enum reaction)l->reaction;
}

/* ---- drawing, and the end of the lab ---- */

static void draw(void *ctx, struct area a)
{
	struct learn *l = ctx;
	struct view_key keys[16];
	const struct record *r = record_of(l);
	struct learn_view v = {
		.lesson = l->lesson,
		.step = l->step,
		.record = r,
		.now = l->now.taken ? &l->now : NULL,
		.answer = &l->answers[l->step],
		.cursor = l->cursor,
		.order = l->order,
		.entry = l->entry,
		.pages_n = l->pages_n,
		.hints_shown = l->hints,
		.pane = l->pane,
		.picture = l->picture,
		.space = &l->space,
		.bytes = learn_picture_bytes(l),
		.follow = l->follow,
		.message = running(l) ? tr("The step is running; Esc gives up") : l->message,
		.message_look = running(l) ? LOOK_WARN : l->message_look,
		.keys = keys,
		.keys_n = key_rows(where_now(l), false, keys, 16),
	};

	v.vary = session_vary(l->session, l->step, &v.vary_n);
	if (r != NULL && r->skipped == NULL && step_of(l)->ask != NULL)
		v.mark = answer_mark(step_of(l)->ask, &r->truth, v.answer);
	memcpy(v.scroll, l->scroll, sizeof(v.scroll));
	memcpy(v.scrolled, l->scrolled, sizeof(v.scrolled));
	view_learn(a, &v, &l->shown);
}

static size_t fds(void *ctx, int *out, size_t max)
{
	const struct learn *l = ctx;

	return session_watch(l->session, out, max);
}

static enum reaction woken(void *ctx)
{
	struct learn *l = ctx;

	if (!session_broken(l->session))
		return REACT_NONE;
	session_drop(l->session);
	learn_say(l, LOOK_WARN, tr("The process of the lesson was ended from outside; r starts it again"));
	return REACT_DRAW;
}

static enum reaction settled(void *ctx)
{
	return learn_settled(ctx);
}

static const struct screen learn_screen = { .where = KEYS_LEARN,
					    .where_now = where_now,
					    .typing = typing,
					    .draw = draw,
					    .act = act,
					    .fds = fds,
					    .woken = woken,
					    .settled = settled };

static enum reaction run_screen(struct ui *ui, struct learn *l)
{
	struct err e = { 0 };
	struct session_options o;
	enum reaction got;

	app_session_options(ui->app, &o);
	o.stage.tick = ui_tick;
	o.stage.tick_ctx = ui;
	if (!ui->app->has_seed)
		(void)!getrandom(&o.seed, sizeof(o.seed), 0);
	if (session_open(&l->session, l->lesson, &o, &e) < 0)
		return ui_error(ui, tr("The lesson could not be opened"), &e) & REACT_QUIT ? REACT_QUIT : REACT_LEAVE;
	ui->screen = &learn_screen;
	ui->ctx = l;
	learn_go(l, learn_place(l));
	if (ui->note != NULL)
		learn_say(l, LOOK_WARN, ui_note(ui));
	got = l->reaction & REACT_QUIT ? REACT_QUIT : ui_run(ui, &learn_screen, l);
	session_close(l->session);
	space_finish(&l->space);
	snapshot_finish(&l->now);
	return got;
}

enum reaction learn_lesson(struct ui *ui, const struct lesson *lesson)
{
	struct learn l = { .ui = ui, .lesson = lesson };
	enum reaction got;

	l.answers = mem_zalloc(lesson->steps_n + 1, sizeof(*l.answers));
	got = run_screen(ui, &l);
	free(l.answers);
	return got;
}
