/* The ways from one step to any other, and out of the lesson and back: numbers, contents, search, a branch. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/choose.h"
#include "app/play.h"
#include "app/present_state.h"

static void digit(struct presenting *p, int key)
{
	size_t n = strlen(p->jump);

	if (n < JUMP_DIGITS && (n > 0 || key != '0'))
		p->jump[n] = (char)key;
}

static void jump(struct presenting *p)
{
	unsigned long to = strtoul(p->jump, NULL, 10);

	if (to == 0 || to > p->lesson->steps_n)
		present_say(p, LOOK_WARN, "There is no step %lu: it has %zu", to, p->lesson->steps_n);
	else if (p->out[to - 1])
		present_say(p, LOOK_WARN, "Step %lu is left out", to);
	else
		present_enter(p, to - 1, SHARE_TITLE);
}

bool present_jump(struct presenting *p, enum act action, const struct term_event *ev)
{
	size_t n = strlen(p->jump);
	bool taken = true;

	if (action == ACTION_DIGIT) {
		digit(p, ev->key);
		return true;
	}
	if (n == 0)
		return false;
	if (ev->key == TERM_BACKSPACE) {
		p->jump[n - 1] = '\0';
		return true;
	}
	if (ev->key == TERM_ENTER || ev->key == '\r' || ev->key == '\n')
		jump(p);
	else
		taken = action == ACTION_CANCEL;
	memset(p->jump, 0, sizeof(p->jump));
	return taken;
}

static void jump_to(struct presenting *p, size_t step)
{
	snprintf(p->jump, sizeof(p->jump), "%zu", step + 1);
	jump(p);
	memset(p->jump, 0, sizeof(p->jump));
}

static void contents(struct presenting *p)
{
	size_t step = p->step;
	enum reaction got = contents_open(p->ui, p->lesson, &step);

	p->reaction |= got & REACT_QUIT;
	if (got != REACT_QUIT && step != p->step)
		jump_to(p, step);
}

static void search(struct presenting *p)
{
	struct goal *goal = &p->ui->goal;

	p->reaction |= search_lesson(p->ui, p->lesson) & REACT_QUIT;
	if (goal->set)
		jump_to(p, goal->step);
	goal->set = false;
}

/* On a branch: what is tried leaves the lesson as it is. */
static void improvise(struct presenting *p)
{
	const struct screen *screen = p->ui->screen;
	size_t at = p->step + (p->phase == SHARE_DONE ? 1 : 0);

	p->reaction |= play_on_screen(p->ui, p->lesson, at, &p->session->options) & REACT_QUIT;
	p->ui->screen = screen;
	p->ui->ctx = p;
}

static void leave_mode(struct presenting *p)
{
	if (p->zoomed)
		p->zoomed = false;
	else
		present_say(p, LOOK_WARN, "q leaves");
}

bool present_elsewhere(struct presenting *p, enum act action)
{
	static const struct {
		enum act action;
		void (*go)(struct presenting *p);
	} ways[] = {
		{ ACTION_CONTENTS, contents },
		{ ACTION_SEARCH, search },
		{ ACTION_PLAY, improvise },
		{ ACTION_CANCEL, leave_mode },
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		if (ways[i].action == action) {
			ways[i].go(p);
			return true;
		}
	}
	return false;
}
