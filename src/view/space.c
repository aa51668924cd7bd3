/* The rows of the address space, and the window that has a linear scale. */
#include "view/space.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define NONE ((uint32_t)-1)

enum {
	NEAR = 8,             /* neighbours belong to the window while it is this many times the focus */
	CHANGED_NEAR = 64,    /* what changed in the step: this many times */
	SPAN_LEAST = 1 << 16, /* bytes: a window of one page still shows its neighbours */
	CLUSTER_GAP = 1 << 24 /* bytes: lines closer than that are one cluster */
};

void space_finish(struct space *s)
{
	free(s->v);
	*s = (struct space){ 0 };
}

static struct space_row *add(struct space *s, enum space_kind kind, size_t actor)
{
	void *v = s->v;
	mem_grow(&v, &s->cap, s->n + 1, sizeof(*s->v));
	s->v = v;
	s->v[s->n] = (struct space_row){
		.kind = (uint8_t)kind, .actor = (uint8_t)actor, .diff = NONE, .line = (uint32_t)s->lines
	};
	return &s->v[s->n++];
}

/* The end of what the last row of this process covers; 0 where it is the first. */
static uint64_t covered(const struct space *s, size_t actor)
{
	const struct space_row *last = s->n ? &s->v[s->n - 1] : NULL;
	return last && last->actor == actor && last->kind == SPACE_LINE ? last->end : 0;
}

static struct space_row *add_line(struct space *s, size_t actor, uint64_t start, uint64_t end)
{
	uint64_t from = covered(s, actor);
	if (!s->raw && from < start) {
		struct space_row *gap = add(s, SPACE_GAP, actor);
		gap->start = from;
		gap->end = start;
	}
	struct space_row *row = add(s, SPACE_LINE, actor);
	row->start = start;
	row->end = end;
	s->lines++;
	return row;
}

static void add_map(struct space *s, size_t actor, const struct memmap *m, bool was)
{
	for (size_t i = 0; i < m->n; i++) {
		struct space_row *row = add_line(s, actor, m->v[i].start, m->v[i].end);
		row->region = (uint32_t)i;
		row->was = was;
	}
}

/* What the last statement did to a line says more than what all of them came to: "split in 3", not "new". */
static void name_last(struct space *s, size_t from, const struct diff *last)
{
	for (size_t i = from, k = 0; i < s->n; i++) {
		struct space_row *row = &s->v[i];
		if (row->kind != SPACE_LINE || row->was)
			continue;
		while (k < last->n && (last->v[k].after == MEMMAP_NONE || last->v[k].after < row->region))
			k++;
		if (k >= last->n || last->v[k].after != row->region || last->v[k].change == CHANGE_KEPT)
			continue;
		row->last = true;
		row->diff = (uint32_t)k;
		row->change = (uint8_t)last->v[k].change;
	}
}

/* Lines that a diff names twice, as those that merged, stand once. */
static void add_after(struct space *s, size_t actor, const struct actor_record *a)
{
	const struct diff *d = &a->diff;
	size_t from = s->n, seen = MEMMAP_NONE;
	for (size_t i = 0; i < d->n; i++) {
		const struct diff_line *l = &d->v[i];
		if (l->after != MEMMAP_NONE && l->after == seen)
			continue;
		struct space_row *row = add_line(s, actor, l->start, l->end);
		seen = l->after;
		row->was = l->after == MEMMAP_NONE;
		row->region = (uint32_t)(row->was ? l->before : l->after);
		row->diff = (uint32_t)i;
		row->change = (uint8_t)l->change;
	}
	name_last(s, from, &a->last);
}

/* The map before, each line with what became of it. */
static void add_before(struct space *s, size_t actor, const struct actor_record *a)
{
	size_t from = s->n;
	add_map(s, actor, &a->before.maps, true);
	uint32_t *row_of = mem_zalloc(a->before.maps.n + 1, sizeof(*row_of));
	for (size_t i = from; i < s->n; i++)
		if (s->v[i].kind == SPACE_LINE)
			row_of[s->v[i].region] = (uint32_t)i;
	for (size_t i = 0; i < a->diff.n; i++) {
		const struct diff_line *l = &a->diff.v[i];
		if (l->before == MEMMAP_NONE || l->change == CHANGE_KEPT)
			continue;
		struct space_row *row = &s->v[row_of[l->before]];
		if (row->diff != NONE)
			continue;
		row->diff = (uint32_t)i;
		row->change = (uint8_t)l->change;
	}
	free(row_of);
}

/* A fork leaves two maps that say the same. */
static bool same_as_first(const struct space *s, const struct record *r, size_t i)
{
	const struct snapshot *a = s->before ? &r->actors[0].before : &r->actors[0].after;
	const struct snapshot *b = s->before ? &r->actors[i].before : &r->actors[i].after;
	return i > 0 && a->taken && b->taken && a->maps.raw.len == b->maps.raw.len && a->maps.n &&
	       memcmp(a->maps.raw.data, b->maps.raw.data, a->maps.raw.len) == 0;
}

static void add_actor(struct space *s, const struct record *r, size_t i)
{
	const struct actor_record *a = &r->actors[i];
	if (same_as_first(s, r, i)) {
		add(s, SPACE_SAME, i);
		return;
	}
	if (r->actors_n > 1)
		add(s, SPACE_NAME, i);
	if (s->before) {
		add_before(s, i, a);
	} else if (!a->after.taken) {
		add(s, SPACE_ENDED, i);
		add_map(s, i, &a->before.maps, true);
	} else if (a->diff.n && (i == 0 || a->before.maps.n)) {
		add_after(s, i, a);
	} else {
		add_map(s, i, &a->after.maps, false);
	}
}

/* ---- the window ---- */

/* The rows of one process that are near each other: [first, last]. */
struct part {
	size_t first, last;
	uint64_t low, high;
};

static size_t rows_of_first(const struct space *s)
{
	size_t n = 0;
	while (n < s->n && s->v[n].actor == s->v[0].actor)
		n++;
	return n;
}

static bool is_line(const struct space *s, size_t i)
{
	return s->v[i].kind == SPACE_LINE;
}

/* Widens by rows next to it while the whole stays within `span` bytes. */
static void widen(const struct space *s, size_t n, struct part *p, uint64_t span, bool only_changed)
{
	for (size_t i = p->first; i-- > 0;) {
		if (!is_line(s, i) || (only_changed && !s->v[i].change))
			continue;
		if (p->high - s->v[i].start > span)
			break;
		p->low = s->v[i].start < p->low ? s->v[i].start : p->low;
		p->first = i;
	}
	for (size_t i = p->last + 1; i < n; i++) {
		if (!is_line(s, i) || (only_changed && !s->v[i].change))
			continue;
		if (s->v[i].end - p->low > span)
			break;
		p->high = s->v[i].end > p->high ? s->v[i].end : p->high;
		p->last = i;
	}
}

static uint64_t times(uint64_t span, uint64_t factor)
{
	uint64_t most = (uint64_t)1 << 56;
	span = span > most / factor ? most : span * factor;
	return span > SPAN_LEAST ? span : SPAN_LEAST;
}

/* Rows that overlap [low, high), or the first row that changed. */
static bool find_part(const struct space *s, size_t n, uint64_t low, uint64_t high, struct part *p)
{
	bool found = false;
	for (size_t i = 0; i < n; i++) {
		bool in = low < high ? s->v[i].start < high && low < s->v[i].end : s->v[i].change && !found;
		if (!is_line(s, i) || !in)
			continue;
		if (!found)
			*p = (struct part){ .first = i, .low = s->v[i].start };
		p->last = i;
		p->high = s->v[i].end;
		found = true;
	}
	return found;
}

/* Nothing to look at in particular: the lines that lie together, as many as possible. */
static bool find_cluster(const struct space *s, size_t n, struct part *best)
{
	struct part now = { 0 };
	size_t lines = 0, most = 0;
	for (size_t i = 0; i < n; i++) {
		if (!is_line(s, i))
			continue;
		if (!lines || s->v[i].start - now.high > CLUSTER_GAP) {
			now = (struct part){ .first = i, .low = s->v[i].start };
			lines = 0;
		}
		now.last = i;
		now.high = s->v[i].end;
		if (++lines > most) {
			most = lines;
			*best = now;
		}
	}
	return most > 0;
}

static void find_window(struct space *s, uint64_t focus, uint64_t focus_end)
{
	struct part p;
	size_t n = rows_of_first(s);
	if (find_part(s, n, focus, focus_end, &p) || find_part(s, n, 0, 0, &p)) {
		uint64_t span = p.high - p.low;
		widen(s, n, &p, times(span, CHANGED_NEAR), true);
		widen(s, n, &p, times(span, NEAR), false);
	} else if (!find_cluster(s, n, &p)) {
		return;
	}
	s->low = p.low;
	s->high = p.high;
}

/* What must be in sight: what changed, else the focus. */
static void find_kept(struct space *s, uint64_t focus, uint64_t focus_end)
{
	bool changed = false;
	s->first = 1;
	s->last = 0;
	for (size_t i = 0; i < s->n && !changed; i++)
		changed = s->v[i].change != CHANGE_KEPT;
	for (size_t i = 0; i < s->n; i++) {
		const struct space_row *row = &s->v[i];
		bool in = row->kind == SPACE_LINE && row->start < focus_end && focus < row->end;
		if (!is_line(s, i) || !(changed ? row->change != CHANGE_KEPT : in))
			continue;
		s->first = s->first > s->last ? i : s->first;
		s->last = i;
	}
}

/* Lines of all maps: rows must never point behind them, even where their owner forgot to finish the space. */
static size_t lines_of(const struct record *r, const struct snapshot *now)
{
	size_t n = !r && now ? now->maps.n : 0;
	for (size_t i = 0; r && i < r->actors_n; i++)
		n += r->actors[i].before.maps.n + r->actors[i].after.maps.n + r->actors[i].diff.n;
	return n;
}

void space_update(struct space *s, const struct record *r, const struct snapshot *now, const struct picture *p)
{
	bool before = r && p->show_before;
	const void *of = r ? (const void *)r : now;
	uint64_t focus = 0, focus_end = 0;
	size_t lines = lines_of(r, now);
	if (s->made && s->raw == p->raw_maps && s->before == before && s->of == of && s->of_lines == lines)
		return;
	*s = (struct space){ .v = s->v, .cap = s->cap, .made = true, .of = of, .of_lines = lines };
	s->raw = p->raw_maps;
	s->before = before;
	for (size_t i = 0; r && i < r->actors_n; i++)
		add_actor(s, r, i);
	if (!r && now && now->taken)
		add_map(s, 0, &now->maps, false);
	if (r) {
		focus = r->focus_start;
		focus_end = r->focus_start + r->focus_len;
	} else if (now) {
		focus = now->focus.start;
		focus_end = now->focus.end;
	}
	if (s->n)
		find_window(s, focus, focus_end);
	find_kept(s, focus, focus_end);
}

size_t space_row_of(const struct space *s, size_t line)
{
	size_t low = 0, high = s->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct space_row *row = &s->v[mid];
		if (row->line < line || (row->line == line && row->kind != SPACE_LINE))
			low = mid + 1;
		else
			high = mid;
	}
	return low < s->n && s->v[low].kind == SPACE_LINE && s->v[low].line == line ? low : s->n;
}
