/* Where the learner stopped, and what was answered: written when the picture is out, since the disk is slow. */
#include <string.h>

#include "app/learn_state.h"
#include "base/tr.h"
#include "store/progress.h"

size_t learn_place(struct learn *l)
{
	struct buf id;
	struct goal *goal = &l->ui->goal;
	size_t step = 0;

	if (goal->set && strcmp(goal->lesson, l->lesson->id) == 0) {
		goal->set = false;
		return goal->step < l->lesson->steps_n ? goal->step : 0;
	}
	buf_init(&id, 256);
	if (store_position(l->ui->store, l->lesson->id, l->lesson->rev, &id)) {
		while (step < l->lesson->steps_n && strcmp(l->lesson->steps[step].id.text, buf_str(&id)) != 0)
			step++;
		step = step < l->lesson->steps_n ? step : 0;
	}
	buf_finish(&id);
	return step;
}

static void write_event(struct learn *l, struct event *ev)
{
	struct err *e = &l->ui->unrecorded;

	ev->lesson = l->lesson->id;
	ev->rev = l->lesson->rev;
	store_append(l->ui->store, ev, e);
}

/* Why nothing is recorded is told once, as a box: the learner may want to do something about it. */
static enum reaction tell(struct learn *l)
{
	struct err e = l->ui->unrecorded;

	if (e.what[0] == '\0')
		return REACT_NONE;
	l->ui->unrecorded = (struct err){ 0 };
	return ui_error(l->ui, tr("Your progress is not recorded"), &e);
}

enum reaction learn_settled(struct learn *l)
{
	const struct step *step = &l->lesson->steps[l->step];
	const struct record *r = session_record(l->session, l->step);
	struct event ev = { .kind = EVENT_STEP, .step = step->id.text };

	if (l->keep.place)
		write_event(l, &ev);
	if (l->keep.mark && step->ask != NULL && r != NULL && r->skipped == NULL && l->answers[l->step].given) {
		ev.kind = EVENT_ANSWER;
		ev.mark = answer_mark(step->ask, &r->truth, &l->answers[l->step]);
		ev.sure = l->answers[l->step].sure;
		write_event(l, &ev);
	}
	if (l->keep.done) {
		ev = (struct event){ .kind = EVENT_DONE, .step = "" };
		write_event(l, &ev);
	}
	memset(&l->keep, 0, sizeof(l->keep));
	return tell(l);
}
