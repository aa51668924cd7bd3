/* Going through a lesson before a class: every way to a step is a real run of those before it. */
#include <string.h>

#include "app/present_state.h"

#include "base/tr.h"

static void drop_now(struct presenting *p)
{
	memmap_finish(&p->now.maps);
	pageset_finish(&p->now.focus);
	p->now = (struct snapshot){ 0 };
}

void present_forget(struct presenting *p)
{
	space_finish(&p->space);
	drop_now(p);
}

static void fresh_view(struct presenting *p)
{
	p->picture = (struct picture){ .raw_maps = p->picture.raw_maps };
	memset(p->scroll, 0, sizeof(p->scroll));
	memset(p->scrolled, 0, sizeof(p->scrolled));
	present_forget(p);
}

static bool ready(struct presenting *p, int (*what)(struct session *, size_t, struct err *))
{
	struct err e = { 0 };
	int status;

	ui_begin(p->ui);
	status = what(p->session, p->step, &e);
	p->ui->since_ms = 0;
	space_finish(&p->space); /* it may have been drawn meanwhile */
	if (status < 0)
		p->reaction |= ui_error(p->ui, tr("The lab could not be started"), &e);
	return status == 0;
}

static void prepare(struct presenting *p)
{
	uint64_t start, len;

	if (!ready(p, session_prepare))
		return;
	session_now(p->session, p->step, &p->now, &start, &len);
	p->pages_n = session_asked_pages(p->session, p->step);
}

/* What was not as it should be is told, and the room sees it in the text as well. */
static void say_odd(struct presenting *p)
{
	const struct record *r = session_record(p->session, p->step);

	if (r == NULL)
		return;
	if (r->lost != NULL)
		present_say(p, LOOK_WARN, "The step did not come to its end; back and on runs it again");
	else if (r->differs != NULL)
		present_say(p, LOOK_WARN, "%s", r->differs);
}

void present_run(struct presenting *p)
{
	fresh_view(p);
	if (!ready(p, session_run))
		return;
	p->phase = SHARE_DONE;
	present_vote_mark(p);
	say_odd(p);
}

void present_enter(struct presenting *p, size_t step, enum share_phase phase)
{
	if (step != p->step || phase == SHARE_TITLE) {
		p->step = step;
		session_order(p->session, step, p->order);
		present_vote_begin(p);
	}
	p->zoomed = false;
	p->phase = phase;
	fresh_view(p);
	if (phase == SHARE_DONE)
		present_run(p);
	else
		prepare(p);
}

/* The nearest step that is shown, from `step` on in this direction; false where there is none. */
static bool nearest(const struct presenting *p, size_t step, int by, size_t *found)
{
	for (; step < p->lesson->steps_n; step += (size_t)by) {
		if (!p->out[step]) {
			*found = step;
			return true;
		}
	}
	return false;
}

size_t present_first(const struct presenting *p)
{
	size_t step = 0;

	nearest(p, 0, 1, &step);
	return step;
}

size_t present_last(const struct presenting *p)
{
	size_t step = 0;

	nearest(p, p->lesson->steps_n - 1, -1, &step);
	return step;
}

bool present_ahead(const struct presenting *p)
{
	size_t step;

	return p->phase != SHARE_DONE || nearest(p, p->step + 1, 1, &step);
}

void present_next(struct presenting *p)
{
	size_t step;

	if (p->phase == SHARE_TITLE)
		p->phase = SHARE_TEXT;
	else if (p->phase == SHARE_TEXT && !present_vote_close(p))
		present_run(p);
	else if (p->phase == SHARE_DONE && nearest(p, p->step + 1, 1, &step))
		present_enter(p, step, SHARE_TITLE);
	else if (p->phase == SHARE_DONE)
		present_say(p, LOOK_GOOD, "That was the last step; q leaves");
}

void present_back(struct presenting *p)
{
	size_t step;

	if (p->phase == SHARE_DONE) {
		p->votes.marked = false;
		present_enter(p, p->step, SHARE_TEXT);
	} else if (p->phase == SHARE_TEXT) {
		present_vote_close(p);
		p->phase = SHARE_TITLE;
	} else if (nearest(p, p->step - 1, -1, &step)) {
		present_enter(p, step, SHARE_DONE);
	} else {
		present_say(p, LOOK_WARN, "This is the first step");
	}
}
