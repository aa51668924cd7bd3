/* Answering a question on the learn screen: choices, a number, an outcome, pages. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "app/learn_state.h"

static const struct ask *ask_of(const struct learn *l)
{
	return l->lesson->steps[l->step].ask;
}

static struct answer *answer_of(struct learn *l)
{
	return &l->answers[l->step];
}

static bool open(struct learn *l)
{
	return ask_of(l) != NULL && session_record(l->session, l->step) == NULL;
}

/* Places that the cursor can stand at. */
static int places(const struct learn *l)
{
	switch (ask_of(l)->kind) {
	case ASK_CHOICES:
		return (int)ask_of(l)->choices_n;
	case ASK_OUTCOME:
		return (int)outcome_choices_n;
	case ASK_PAGES:
		return (int)(l->pages_n < ANSWER_PAGES ? l->pages_n : ANSWER_PAGES);
	case ASK_NUMBER:
		break;
	}
	return 0;
}

/* Of one of several the mark goes with the cursor, as everywhere: Enter takes what is seen to be marked. */
static bool one_of(const struct learn *l)
{
	const struct ask *ask = ask_of(l);

	return ask->kind == ASK_OUTCOME || (ask->kind == ASK_CHOICES && !ask->many);
}

void learn_cursor(struct learn *l, enum act action)
{
	int columns = l->shown.columns > 0 ? l->shown.columns : 1, n = places(l), to = l->cursor;

	if (action == ACTION_UP)
		to -= columns;
	else if (action == ACTION_DOWN)
		to += columns;
	else if (action == ACTION_LEFT)
		to--;
	else if (action == ACTION_RIGHT)
		to++;
	if (to >= 0 && to < n)
		l->cursor = to;
	l->follow = true;
	if (one_of(l))
		learn_mark(l);
	l->scrolled[PANE_TEXT] = false;
}

void learn_mark(struct learn *l)
{
	struct answer *a = answer_of(l);
	const struct ask *ask = ask_of(l);
	uint64_t bit;

	switch (ask->kind) {
	case ASK_CHOICES:
		bit = (uint64_t)1 << l->order[l->cursor];
		a->choices = ask->many ? a->choices ^ bit : bit;
		break;
	case ASK_OUTCOME:
		a->outcome = (size_t)l->cursor;
		a->has_outcome = true;
		break;
	case ASK_PAGES:
		if (l->cursor < places(l))
			a->pages[l->cursor] = a->pages[l->cursor] == '1' ? '0' : '1';
		break;
	case ASK_NUMBER:
		break;
	}
	l->follow = true;
	l->pane = PANE_TEXT; /* where the mark is seen */
}

void learn_digit(struct learn *l, int place)
{
	if (place >= places(l))
		return;
	l->cursor = place;
	learn_mark(l);
}

void learn_type(struct learn *l, int key)
{
	size_t n = strlen(l->entry);

	if (n < ENTRY_MAX && (key != '-' || n == 0)) {
		l->entry[n] = (char)key;
		l->entry[n + 1] = '\0';
	}
	l->follow = true;
	l->pane = PANE_TEXT;
}

bool learn_erase(struct learn *l, int key)
{
	size_t n = strlen(l->entry);

	if (!open(l) || ask_of(l)->kind != ASK_NUMBER || key != TERM_BACKSPACE || n == 0)
		return false;
	l->entry[n - 1] = '\0';
	return true;
}

void learn_settle(struct learn *l)
{
	struct answer *a = answer_of(l);
	const struct ask *ask = ask_of(l);
	char *end;

	if (ask->kind == ASK_NUMBER) {
		errno = 0;
		a->number = strtoll(l->entry, &end, 10);
		a->has_number = errno == 0 && end != l->entry && *end == '\0';
		return;
	}
}

void learn_mouse(struct learn *l, const struct term_event *ev)
{
	const struct hit *h = hits_at(&l->shown.hits, ev->x, ev->y);

	if (h == NULL)
		return;
	if (ev->button >= 4 && (h->kind == HIT_PANE || h->kind == HIT_LINE || h->kind == HIT_PAGES)) {
		l->pane = h->kind == HIT_LINE    ? PANE_MAPS
			  : h->kind == HIT_PAGES ? PANE_PAGES
						 : (enum learn_pane)h->index;
		learn_scroll(l, ev->button == 4 ? -3 : 3);
	} else if (ev->button == 1 && h->kind == HIT_CHOICE && open(l)) {
		l->cursor = h->index;
		learn_mark(l);
	} else if (ev->button == 1 && (h->kind == HIT_LINE || h->kind == HIT_PAGES)) {
		learn_picture_point(l, h, ev->x);
	} else if (ev->button == 1 && h->kind == HIT_PANE) {
		l->pane = (enum learn_pane)h->index;
	}
}
