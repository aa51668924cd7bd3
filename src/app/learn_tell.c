/* What the status line tells of a run, and of the end of a lesson. */
#include "app/learn_state.h"

#include "base/tr.h"

void learn_say(struct learn *l, enum look look, const char *text)
{
	l->message = text;
	l->message_look = look;
}

bool learn_at_end(const struct learn *l)
{
	const struct record *r = session_record(l->session, l->step);

	return l->step + 1 == l->lesson->steps_n && r != NULL && r->lost == NULL;
}

void learn_end_reached(struct learn *l)
{
	if (!learn_at_end(l))
		return;
	l->keep.done = l->keep.done || !l->ended;
	l->ended = true;
	learn_say(l, LOOK_GOOD, tr("That was the last step of this lesson; Enter goes on to the next lesson"));
}

void learn_say_odd(struct learn *l)
{
	const struct record *r = session_record(l->session, l->step);

	if (r->differs != NULL)
		learn_say(l, LOOK_WARN, r->differs);
	if (r->lost != NULL && l->ui->gave_up)
		learn_say(l, LOOK_WARN, tr("The step was given up in the middle; r runs it again"));
	else if (r->lost != NULL)
		learn_say(l, LOOK_WARN,
			  tr("The process of the lesson was lost in the middle of the step; r runs it again"));
}
