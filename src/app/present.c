/*
 * The presenter's screen: one idea at a time, and the keys of a remote.
 *
 *   key, timer ──▶ action ──▶ struct presenting ──present_state──▶ view_present, followers
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/present_state.h"

#include "base/tr.h"

void present_say(struct presenting *p, enum look look, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(p->message, sizeof(p->message), tr(fmt), ap);
	va_end(ap);
	p->message_look = look;
}

void present_state(const struct presenting *p, struct share_state *out)
{
	*out = (struct share_state){ .lesson = p->lesson,
				     .step = p->step,
				     .phase = p->blank ? SHARE_BLANK : p->phase,
				     .now = p->now.taken ? &p->now : NULL,
				     .pages_n = p->pages_n,
				     .zoomed = p->zoomed,
				     .votes = p->votes,
				     .elapsed_s = present_time_elapsed(&p->time),
				     .left_s = present_time_left(&p->time),
				     .followers = p->share != NULL ? share_followers(p->share) : 0 };
	if (p->phase == SHARE_DONE)
		out->record = session_record(p->session, p->step);
	out->vary = session_vary(p->session, p->step, &out->vary_n);
	memcpy(out->order, p->order, sizeof(out->order));
}

/* ---- drawing ---- */

static bool running(const struct presenting *p)
{
	return p->ui->slow && p->ui->since_ms != 0;
}

/* What the teacher is in the middle of, else what there is to say; NULL: nothing. */
static const char *foot(const struct presenting *p, char *typed, size_t n)
{
	if (running(p))
		return tr("The step is running; Esc gives up");
	if (p->hand > 0)
		snprintf(typed, n, tr("Hands for %zu: type, Enter; v shows the bars"), p->hand);
	else if (p->jump[0] != '\0')
		snprintf(typed, n, tr("Go to step %s: Enter"), p->jump);
	else
		return p->message[0] != '\0' ? p->message : NULL;
	return typed;
}

static void draw(void *ctx, struct area a)
{
	struct presenting *p = ctx;
	struct share_state s;
	char typed[80];
	struct present_view v = { .state = &s,
				  .presenter = true,
				  .clock = p->time.clock,
				  .pace = present_time_say(&p->time, p->lesson->steps[p->step].automatic),
				  .hand = (int)p->hand,
				  .picture = p->picture,
				  .space = &p->space,
				  .message = foot(p, typed, sizeof(typed)),
				  .message_look = running(p)   ? LOOK_WARN
						  : p->jump[0] ? LOOK_KEY
							       : p->message_look,
				  .hint = tr("? keys") };

	p->drawn = true;
	present_state(p, &s);
	memcpy(v.scroll, p->scroll, sizeof(v.scroll));
	memcpy(v.scrolled, p->scrolled, sizeof(v.scrolled));
	view_present(a, &v, &p->shown);
}

/* ---- keys ---- */

static unsigned where_now(void *ctx)
{
	const struct presenting *p = ctx;

	if (running(p))
		return KEYS_RUNS;
	return p->blank ? KEYS_DARK : p->hand > 0 ? KEYS_HANDS : KEYS_PRESENT;
}

/* The text where it is longer than the screen, else the map. */
static void scroll(struct presenting *p, int rows)
{
	enum learn_pane at = p->shown.rows[PANE_TEXT] > p->shown.height[PANE_TEXT] && p->shown.height[PANE_TEXT] > 0
				 ? PANE_TEXT
				 : PANE_MAPS;
	int most = p->shown.rows[at] - p->shown.height[at], to = p->shown.scroll[at] + rows;

	to = to > most ? most : to;
	p->scroll[at] = to < 0 ? 0 : to;
	p->scrolled[at] = true;
}

static void start_autoplay(struct presenting *p)
{
	p->time.playing = !p->time.playing;
	if (p->time.playing && !present_ahead(p)) {
		p->time.playing = false;
		present_say(p, LOOK_WARN, "This is the last step");
	}
}

/* A remote's start key begins the talk; in the middle of it all stays where it is. */
static void start(struct presenting *p)
{
	if (p->step == present_first(p) && p->phase == SHARE_TITLE)
		present_next(p);
	p->zoomed = false;
}

static void move(struct presenting *p, enum act action)
{
	switch (action) {
	case ACTION_UP:
	case ACTION_DOWN:
		scroll(p, action == ACTION_UP ? -1 : 1);
		break;
	case ACTION_FIRST:
		present_enter(p, present_first(p), SHARE_TITLE);
		break;
	case ACTION_LAST:
		present_enter(p, present_last(p), SHARE_TITLE);
		break;
	case ACTION_BACK:
		present_back(p);
		break;
	case ACTION_GO:
		present_next(p);
		break;
	case ACTION_START:
		start(p);
		break;
	default:
		break;
	}
}

static void turn(struct presenting *p, enum act action)
{
	switch (action) {
	case ACTION_BLANK:
		p->blank = true;
		break;
	case ACTION_ZOOM_IN:
		p->zoomed = !p->zoomed && p->phase != SHARE_TITLE;
		break;
	case ACTION_RAW:
		p->picture.raw_maps = !p->picture.raw_maps;
		break;
	case ACTION_BEFORE:
		p->picture.show_before = !p->picture.show_before && p->phase == SHARE_DONE;
		break;
	case ACTION_AUTO:
		start_autoplay(p);
		break;
	case ACTION_FASTER:
	case ACTION_SLOWER:
		present_time_pace(&p->time, action == ACTION_FASTER);
		break;
	case ACTION_CLOCK:
		present_time_turn(&p->time);
		break;
	case ACTION_VOTE:
		present_vote(p);
		break;
	case ACTION_RUN:
		if (p->phase == SHARE_TEXT)
			present_run(p);
		break;
	case ACTION_MOUSE:
	default:
		break;
	}
}

/* While it is shown, a phase of a step stays for its time. A dark screen waits. */
static void arm(struct presenting *p)
{
	present_time_arm(&p->time,
			 p->blank ? 0 : present_time_stay(&p->time, p->lesson->steps[p->step].automatic, p->phase));
}

static void act_shown(struct presenting *p, enum act action, const struct term_event *ev)
{
	if (p->hand > 0) {
		present_hands(p, action, ev);
	} else if (!present_jump(p, action, ev) && !present_elsewhere(p, action)) {
		move(p, action);
		turn(p, action);
	}
}

static enum reaction act(void *ctx, enum act action, const struct term_event *ev)
{
	struct presenting *p = ctx;

	if (action == ACTION_MOUSE)
		return REACT_NONE;
	if (action == ACTION_LEAVE && p->hand == 0)
		return REACT_LEAVE;
	p->reaction = REACT_DRAW;
	p->message[0] = '\0';
	p->anew = p->anew && action == ACTION_VOTE;
	if (p->blank) /* whatever is pressed in the dark brings the light back, and nothing else */
		p->blank = false;
	else
		act_shown(p, action, ev);
	present_share_way_in(p);
	arm(p);
	return (enum reaction)p->reaction;
}

/* ---- what is waited for ---- */

static size_t fds(void *ctx, int *out, size_t max)
{
	const struct presenting *p = ctx;
	size_t n = 0;

	out[n++] = p->time.auto_fd;
	out[n++] = p->time.clock_fd;
	return n + session_watch(p->session, out + n, max - n);
}

static void play_on(struct presenting *p)
{
	p->message[0] = '\0';
	present_next(p);
	if (!present_ahead(p)) {
		p->time.playing = false;
		present_say(p, LOOK_GOOD, "That was the last step; q leaves");
	}
	arm(p);
}

static enum reaction woken(void *ctx)
{
	struct presenting *p = ctx;

	p->reaction = present_time_tick(&p->time) ? REACT_DRAW : REACT_NONE;
	if (present_time_over(&p->time)) {
		p->reaction |= REACT_DRAW;
		play_on(p);
	}
	if (session_broken(p->session)) {
		session_drop(p->session);
		present_say(p, LOOK_WARN, "The process was ended from outside; the next run starts it again");
		p->reaction |= REACT_DRAW;
	}
	return (enum reaction)p->reaction;
}

static enum reaction settled(void *ctx)
{
	present_share_told(ctx);
	return REACT_NONE;
}

static const struct screen present_screen = { .where = KEYS_PRESENT,
					      .where_now = where_now,
					      .draw = draw,
					      .act = act,
					      .fds = fds,
					      .woken = woken,
					      .settled = settled };

enum reaction present_on_screen(struct presenting *p)
{
	enum reaction got;

	p->ui->screen = &present_screen;
	p->ui->ctx = p;
	p->phase = SHARE_TITLE;
	present_enter(p, present_first(p), SHARE_TITLE);
	if (p->ui->note != NULL)
		present_say(p, LOOK_WARN, "%s", ui_note(p->ui));
	present_share_way_in(p);
	arm(p);
	got = p->reaction & REACT_QUIT ? REACT_QUIT : ui_run(p->ui, &present_screen, p);
	present_forget(p);
	return got;
}
