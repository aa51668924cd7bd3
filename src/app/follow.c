/*
 * A follower's screen: the presenter's step, at this terminal's size. Only what is looked at is its own.
 *
 *   socket ──▶ share_state ──▶ view_present | view_notes
 *   key ──▶ the picture (until the presenter goes on, or Home) | a vote ──▶ socket
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/follow_state.h"
#include "base/tr.h"
#include "view/notes.h"
#include "view/present.h"

enum { KEYS_SHOWN = 8, ONE_DIGIT = 9 };

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool voting(const struct following *f)
{
	return f->state != NULL && f->state->votes.open && !f->notes && f->state->phase == SHARE_TEXT;
}

static unsigned where_now(void *ctx)
{
	const struct following *f = ctx;

	if (f->notes)
		return KEYS_NOTES;
	return voting(f) ? KEYS_FOLLOW | KEYS_VOTE : KEYS_FOLLOW;
}

/* ---- what came ---- */

static void forget_view(struct following *f)
{
	learn_forget(&f->l);
	f->l.picture = (struct picture){ 0 };
	f->away = f->pointing = false;
	f->typed = 0;
}

static void take_state(struct following *f)
{
	const struct share_state *s = follow_state(f->door);
	bool moved = f->state == NULL || s->lesson != f->l.lesson || s->step != f->l.step || s->phase != f->phase;

	f->state = s;
	f->phase = s->phase;
	f->arrived_ms = now_ms();
	f->l.lesson = s->lesson;
	f->l.step = s->step;
	f->l.given = s->record;
	f->l.pages_n = s->pages_n;
	if (moved)
		forget_view(f);
	space_finish(&f->l.space); /* it is of the state before */
}

static enum reaction woken(void *ctx)
{
	struct following *f = ctx;
	uint64_t rang;
	int got;

	if (f->clock >= 0)
		(void)!read(f->clock, &rang, sizeof(rang));
	got = follow_read(f->door, &f->e);
	if (got < 0) {
		f->ended = got;
		return REACT_QUIT;
	}
	if (got > 0)
		take_state(f);
	return got > 0 || f->clock >= 0 ? REACT_DRAW : REACT_NONE;
}

static size_t fds(void *ctx, int *out, size_t max)
{
	const struct following *f = ctx;

	(void)max;
	out[0] = follow_fd(f->door);
	out[1] = f->clock;
	return f->clock >= 0 ? 2 : 1;
}

/* ---- drawing ---- */

static void draw_waiting(struct following *f, struct area a)
{
	const char *text = tr("Waiting for the presenter");
	struct view_key keys[KEYS_SHOWN];

	bar_title(a, 0, "mmaptutor", "");
	area_text(a, (a.w - area_columns(a, text)) / 2, a.h / 2, -1, LOOK_STRONG, text);
	bar_keys(a, a.h - 1, keys, key_rows(where_now(f), false, keys, KEYS_SHOWN), NULL);
}

static void draw_notes(struct following *f, struct area a)
{
	int64_t since = (now_ms() - f->arrived_ms) / 1000;
	struct view_key keys[KEYS_SHOWN];
	struct notes_view v = { .state = f->state,
				.elapsed_s = f->state->elapsed_s + since,
				.left_s = f->state->left_s,
				.scroll = f->l.scroll[PANE_TEXT],
				.keys = keys,
				.keys_n = key_rows(where_now(f), false, keys, KEYS_SHOWN) };

	if (v.left_s > 0)
		v.left_s = v.left_s > since ? v.left_s - since : 0;
	f->notes_more = view_notes(a, &v);
}

static void draw_step(struct following *f, struct area a)
{
	const struct learn *l = &f->l;
	const char *home = f->away ? tr("You look around by yourself; Home goes back") : NULL;
	struct present_view v = { .state = f->state,
				  .own = follow_voted(f->door) + 1,
				  .cursor = f->pointing ? l->cursor + 1 : 0,
				  .picture = l->picture,
				  .space = &f->l.space,
				  .pane = l->pane,
				  .message = l->message != NULL ? l->message : home,
				  .message_look = l->message != NULL ? l->message_look : LOOK_KEY,
				  .hint = tr("? keys") };

	memcpy(v.scroll, l->scroll, sizeof(v.scroll));
	memcpy(v.scrolled, l->scrolled, sizeof(v.scrolled));
	view_present(a, &v, &f->l.shown);
}

static void draw(void *ctx, struct area a)
{
	struct following *f = ctx;

	if (f->state == NULL)
		draw_waiting(f, a);
	else if (f->notes)
		draw_notes(f, a);
	else
		draw_step(f, a);
}

/* ---- keys ---- */

static void vote(struct following *f, int place)
{
	int got = follow_vote(f->door, (size_t)place);

	f->pointing = false;
	if (got == -EINVAL)
		learn_say(&f->l, LOOK_WARN, tr("There is no such choice"));
	else if (got < 0)
		learn_say(&f->l, LOOK_WARN, tr("The vote did not get through; try it again"));
}

/* A digit is a vote, as long as each choice has one; else its number is typed, and Enter votes for it. */
static void number(struct following *f, size_t digit)
{
	size_t choices = f->state->votes.choices, to = f->typed * 10 + digit;

	if (choices <= ONE_DIGIT) {
		vote(f, (int)digit - 1);
		return;
	}
	to = to > choices ? digit : to;
	f->typed = to;
	f->pointing = to > 0;
	if (f->pointing)
		f->l.cursor = (int)to - 1;
	else
		learn_say(&f->l, LOOK_WARN, tr("There is no such choice"));
}

/* The first arrow points at what was voted for; those behind it move. */
static bool point(struct following *f, enum act action)
{
	int columns = f->l.shown.columns > 0 ? f->l.shown.columns : 1, to = f->l.cursor;
	const struct {
		enum act action;
		int by;
	} arrows[] = { { ACTION_UP, -columns }, { ACTION_DOWN, columns }, { ACTION_LEFT, -1 }, { ACTION_RIGHT, 1 } };
	size_t i = 0, n = sizeof(arrows) / sizeof(arrows[0]);

	while (i < n && arrows[i].action != action)
		i++;
	if (i == n || !voting(f) || f->l.pane != PANE_TEXT)
		return false;
	to = f->pointing ? to + arrows[i].by : follow_voted(f->door);
	if (!f->pointing || (to >= 0 && (size_t)to < f->state->votes.choices))
		f->l.cursor = to > 0 ? to : 0;
	f->pointing = true;
	return true;
}

static void look_around(struct following *f, enum act action)
{
	if (action == ACTION_BYTES) {
		learn_say(&f->l, LOOK_WARN, tr("The process is the presenter's: its bytes are not to be seen here"));
		return;
	}
	if (learn_picture(&f->l, action) || learn_scroll_by(&f->l, action))
		f->away = true;
}

static void mouse(struct following *f, const struct term_event *ev)
{
	const struct hit *h = hits_at(&f->l.shown.hits, ev->x, ev->y);

	if (h != NULL && h->kind == HIT_CHOICE && voting(f)) {
		if (ev->button == 1)
			vote(f, h->index);
	} else if (h != NULL && h->kind != HIT_CHOICE) {
		learn_mouse(&f->l, ev);
		f->away = true;
	}
}

static void act_step(struct following *f, enum act action, const struct term_event *ev)
{
	f->l.message = NULL;
	if (action != ACTION_DIGIT)
		f->typed = 0;
	if (action == ACTION_HOME)
		forget_view(f);
	else if (action == ACTION_DIGIT)
		number(f, (size_t)(ev->key - '0'));
	else if (action == ACTION_GO && f->pointing)
		vote(f, f->l.cursor);
	else if (action == ACTION_PANE)
		f->l.pane = (f->l.pane + 1) % LEARN_PANES;
	else if (action == ACTION_MOUSE)
		mouse(f, ev);
	else if (!point(f, action))
		look_around(f, action);
}

static void act_notes(struct following *f, enum act action)
{
	int *at = &f->l.scroll[PANE_TEXT];

	if (action == ACTION_DOWN || action == ACTION_PAGE_DOWN)
		*at += f->notes_more < 4 ? f->notes_more : 4;
	else if (action == ACTION_UP || action == ACTION_PAGE_UP)
		*at -= *at < 4 ? *at : 4;
	else if (action == ACTION_FIRST)
		*at = 0;
}

static enum reaction act(void *ctx, enum act action, const struct term_event *ev)
{
	struct following *f = ctx;

	if (action == ACTION_LEAVE)
		return REACT_QUIT;
	if (f->state == NULL)
		return REACT_NONE;
	if (f->notes)
		act_notes(f, action);
	else
		act_step(f, action, ev);
	return REACT_DRAW;
}

static const struct screen follow_screen = {
	.where = KEYS_FOLLOW, .where_now = where_now, .draw = draw, .act = act, .fds = fds, .woken = woken
};

void follow_on_screen(struct following *f)
{
	ui_run(f->l.ui, &follow_screen, f);
	space_finish(&f->l.space);
}
