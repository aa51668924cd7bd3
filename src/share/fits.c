/* What no table can say of a state from a stranger: indices and ranges point into what is there. */
#include <stdlib.h>
#include <string.h>

#include "share/wire.h"

enum { PAGE_LEAST = 4096, PAGE_MOST = 1 << 30, VARY_MOST = 8 };

static bool place_fits(size_t i, const struct memmap *m)
{
	return i == MEMMAP_NONE || i < m->n;
}

static bool diff_fits(const struct diff *d, const struct memmap *before, const struct memmap *after)
{
	if (d->changed > d->n)
		return false;
	for (size_t i = 0; i < d->n; i++) {
		const struct diff_line *l = &d->v[i];
		bool was = l->before != MEMMAP_NONE, is = l->after != MEMMAP_NONE;
		bool both = l->change != CHANGE_NEW && l->change != CHANGE_GONE;
		if (!place_fits(l->before, before) || !place_fits(l->after, after) || l->start >= l->end)
			return false;
		if ((both && (!was || !is)) || (l->change == CHANGE_NEW && !is) || (l->change == CHANGE_GONE && !was))
			return false;
	}
	return true;
}

/* Whole pages, in order, inside the range; what the views count with cannot overflow then. */
static bool pages_fit(const struct pageset *p)
{
	uint64_t at = p->start, page = p->page;
	if (p->end <= p->start)
		return p->end == p->start && p->n == 0;
	if (page < PAGE_LEAST || page > PAGE_MOST || (page & (page - 1)) || (p->start | p->end) & (page - 1))
		return false;
	for (size_t i = 0; i < p->n; i++) {
		const struct page_run *r = &p->v[i];
		if (r->start < at || r->start > p->end || r->start & (page - 1) || !r->pages ||
		    r->pages > (p->end - r->start) / page)
			return false;
		at = r->start + r->pages * page;
	}
	return true;
}

static bool snapshot_fits(const struct snapshot *s)
{
	return pages_fit(&s->focus);
}

static bool actor_fits(const struct actor_record *a)
{
	return snapshot_fits(&a->before) && snapshot_fits(&a->after) &&
	       diff_fits(&a->diff, &a->before.maps, &a->after.maps) && diff_fits(&a->last, &a->late, &a->after.maps);
}

static bool outcome_fits(const struct outcome *o)
{
	return o->kind != OUTCOME_VALUE || o->type != TYPE_TEXT || o->text;
}

static bool truth_fits(const struct truth *t)
{
	size_t n = t->pages ? strlen(t->pages) : 0;
	return outcome_fits(&t->outcome) && t->pages_n <= ANSWER_PAGES && n == t->pages_n;
}

static bool record_fits(const struct record *r)
{
	if (!truth_fits(&r->truth) || r->focus_len > UINT64_MAX - r->focus_start)
		return false;
	for (size_t i = 0; i < r->statements_n; i++)
		if (!outcome_fits(&r->statements[i].outcome))
			return false;
	for (size_t i = 0; i < r->actors_n; i++)
		if (!actor_fits(&r->actors[i]))
			return false;
	return true;
}

static bool order_fits(const struct share_state *s, const struct ask *ask)
{
	for (size_t i = 0; ask && i < ask->choices_n; i++)
		if (i >= SHARE_CHOICES || s->order[i] >= ask->choices_n)
			return false;
	return true;
}

bool state_fits(const struct share_state *s, const struct lesson *l)
{
	if (s->step >= l->steps_n || s->votes.choices > SHARE_CHOICES || s->vary_n > VARY_MOST ||
	    s->pages_n > ANSWER_PAGES || s->elapsed_s < 0 || s->elapsed_s > INT32_MAX || s->left_s < -1 ||
	    s->left_s > INT32_MAX)
		return false;
	return order_fits(s, l->steps[s->step].ask) && (!s->record || record_fits(s->record)) &&
	       (!s->now || snapshot_fits(s->now));
}

/* The follower's own, though the struct that the views read calls them const. */
static void *own(const void *p)
{
	void *mine;
	memcpy(&mine, &p, sizeof(mine));
	return mine;
}

void state_finish(struct share_state *s)
{
	struct snapshot *now = own(s->now);
	record_free(own(s->record));
	if (now) {
		memmap_finish(&now->maps);
		pageset_finish(&now->focus);
		free(now);
	}
	*s = (struct share_state){ 0 };
}
