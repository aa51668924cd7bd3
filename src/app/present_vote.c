/* The vote: of followers, or hands that the teacher counts where nobody follows. */
#include <string.h>

#include "app/present_state.h"

#include "base/tr.h"

enum { HANDS_MOST = 100000 };

void present_vote_begin(struct presenting *p)
{
	p->votes = (struct share_votes){ .choices = view_present_choices(p->lesson, p->step) };
	p->hand = 0;
	present_share_ask(p, 0);
}

bool present_vote_close(struct presenting *p)
{
	if (p->hand == 0 && !p->votes.open)
		return false;
	present_share_ask_end(p);
	p->hand = 0;
	p->votes.shown = true;
	return true;
}

/* Opened, then shown; a third time asks first whether it is to be held anew. */
static void vote_of_followers(struct presenting *p)
{
	if (p->votes.open) {
		present_vote_close(p);
	} else if (p->votes.shown && !p->anew) {
		p->anew = true;
		present_say(p, LOOK_WARN, "x shows the answer; v again votes anew");
	} else {
		present_vote_begin(p);
		present_share_ask(p, p->votes.choices);
		p->votes.open = true;
	}
}

static bool right_place(const struct presenting *p, const struct ask *ask, const struct truth *truth, size_t place)
{
	struct answer a = { .given = true, .has_outcome = true, .outcome = place };

	if (ask->kind == ASK_CHOICES)
		return (truth->choices >> p->order[place] & 1) != 0;
	return answer_mark(ask, truth, &a) == MARK_RIGHT;
}

void present_vote_mark(struct presenting *p)
{
	const struct record *r = session_record(p->session, p->step);
	const struct ask *ask = p->lesson->steps[p->step].ask;

	present_vote_close(p);
	if (r == NULL || r->skipped != NULL || !r->truth.valid)
		return;
	p->votes.right = 0;
	for (size_t i = 0; i < p->votes.choices && i < SHARE_CHOICES; i++)
		p->votes.right |= (uint64_t)right_place(p, ask, &r->truth, i) << i;
	p->votes.marked = p->votes.choices > 0;
}

static void to_hand(struct presenting *p, size_t hand)
{
	p->hand = hand;
	p->hand_typed = false;
	p->scrolled[PANE_TEXT] = false;
	if (hand > p->votes.choices)
		present_vote_close(p);
}

void present_vote(struct presenting *p)
{
	if (p->phase != SHARE_TEXT)
		present_say(p, LOOK_WARN,
			    p->phase == SHARE_DONE ? N_("The answer is shown; back, then v votes again")
						   : N_("The question comes with the text"));
	else if (p->votes.choices == 0)
		present_say(p, LOOK_WARN,
			    p->lesson->steps[p->step].ask != NULL
				? N_("This question has no choices to vote on: ask the room, x shows the answer")
				: N_("This step asks nothing"));
	else if (p->votes.open || (p->share != NULL && share_followers(p->share) > 0))
		vote_of_followers(p);
	else
		to_hand(p, 1);
}

static void type(struct presenting *p, uint32_t digit)
{
	uint32_t *count = &p->votes.counts[p->hand - 1], was = p->hand_typed ? *count : 0;

	if (was < HANDS_MOST / 10)
		*count = was * 10 + digit;
	p->hand_typed = true;
	p->votes.voted = 0;
	for (size_t i = 0; i < p->votes.choices; i++)
		p->votes.voted += p->votes.counts[i];
}

void present_hands(struct presenting *p, enum act action, const struct term_event *ev)
{
	if (action == ACTION_DIGIT) {
		type(p, (uint32_t)(ev->key - '0'));
	} else if (action == ACTION_ERASE) {
		p->votes.counts[p->hand - 1] /= 10;
		p->hand_typed = true;
	} else if (action == ACTION_DOWN || action == ACTION_GO) {
		to_hand(p, p->hand + 1);
	} else if (action == ACTION_UP && p->hand > 1) {
		to_hand(p, p->hand - 1);
	} else if (action == ACTION_VOTE || action == ACTION_LEAVE) {
		present_vote_close(p);
	} else if (action == ACTION_RUN) {
		present_run(p);
	}
}
