/*
 * Compares two memory maps.
 *
 *   before   |----A----|   |--B--|--C--|        every pair of lines that overlap is a tie:
 *   after    |-a-|b|-c-|   |-----d-----|        A-a A-b A-c B-d C-d
 *
 * A tie holds where both lines can be the same mapping. Of those, ties with equal permissions count first; one with
 * other permissions counts where one of its two lines has no better one. How many ties a line keeps names the
 * change: A was split in 3; B and C were merged. Ties are made by one sweep, so the cost is linear.
 */
#include "model/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum strength { TIE_NONE, TIE_WEAK, TIE_STRONG };

struct tie {
	size_t before, after;
	enum strength strength;
};

/* What is known of one line of either map. */
struct node {
	unsigned strong;     /* ties with equal permissions */
	unsigned ties, kept; /* all ties; those that count */
	bool said;           /* a line of the diff speaks of it */
	bool moved;          /* a part of it went elsewhere; of a line after: came from `origin` */
	size_t origin;
};

struct sweep {
	struct diff *d;
	const struct memmap *before, *after;
	const struct diff_move *move;
	struct tie *ties;
	size_t n, cap;
	struct node *b, *a; /* one for each line */
};

void diff_finish(struct diff *d)
{
	free(d->v);
	*d = (struct diff){ 0 };
}

static bool is_plain_anonymous(const struct memmap *m, const struct region *r)
{
	return r->path_len == 0 || (r->path_len > 5 && memcmp(memmap_path(m, r), "[anon:", 6) == 0);
}

static bool same_label(const struct memmap *mx, const struct region *x, const struct memmap *my, const struct region *y)
{
	if (is_plain_anonymous(mx, x) && is_plain_anonymous(my, y))
		return true;
	return x->path_len == y->path_len && memcmp(memmap_path(mx, x), memmap_path(my, y), x->path_len) == 0;
}

/*
 * Can x, were it `shift` bytes higher, be the mapping y? Of a file: the same file, each byte of it at the same
 * address; its name does not matter, which changes when the file is unlinked. Else: a line of the same kind.
 */
static bool same_mapping(const struct memmap *mx, const struct region *x, const struct memmap *my,
			 const struct region *y, uint64_t shift)
{
	if (x->perms[3] != y->perms[3] || x->inode != y->inode || x->dev_major != y->dev_major ||
	    x->dev_minor != y->dev_minor)
		return false;
	if (x->inode)
		return x->start + shift - x->offset == y->start - y->offset;
	return same_label(mx, x, my, y);
}

static void add_tie(struct sweep *s, size_t before, size_t after)
{
	const struct region *x = &s->before->v[before], *y = &s->after->v[after];
	enum strength strength = TIE_NONE;
	if (same_mapping(s->before, x, s->after, y, 0))
		strength = memcmp(x->perms, y->perms, 4) == 0 ? TIE_STRONG : TIE_WEAK;
	void *v = s->ties;
	mem_grow(&v, &s->cap, s->n + 1, sizeof(*s->ties));
	s->ties = v;
	s->ties[s->n++] = (struct tie){ .before = before, .after = after, .strength = strength };
	s->b[before].ties++;
	s->a[after].ties++;
	s->b[before].strong += strength == TIE_STRONG;
	s->a[after].strong += strength == TIE_STRONG;
}

static void make_ties(struct sweep *s)
{
	for (size_t i = 0, j = 0; i < s->before->n && j < s->after->n;) {
		const struct region *x = &s->before->v[i], *y = &s->after->v[j];
		if (x->start < y->end && y->start < x->end)
			add_tie(s, i, j);
		if (x->end <= y->end)
			i++;
		else
			j++;
	}
}

static void keep_ties(struct sweep *s)
{
	for (size_t t = 0; t < s->n; t++) {
		struct tie *tie = &s->ties[t];
		struct node *b = &s->b[tie->before], *a = &s->a[tie->after];
		if (tie->strength == TIE_WEAK && b->strong && a->strong)
			tie->strength = TIE_NONE;
		b->kept += tie->strength != TIE_NONE;
		a->kept += tie->strength != TIE_NONE;
	}
}

static struct diff_line *say(struct sweep *s, enum change change, size_t before, size_t after)
{
	struct diff *d = s->d;
	void *v = d->v;
	mem_grow(&v, &d->cap, d->n + 1, sizeof(*d->v));
	d->v = v;
	const struct region *r = after == MEMMAP_NONE ? &s->before->v[before] : &s->after->v[after];
	d->v[d->n] = (struct diff_line){
		.change = change, .before = before, .after = after, .parts = 1, .start = r->start, .end = r->end
	};
	d->changed += change != CHANGE_KEPT;
	if (before != MEMMAP_NONE)
		s->b[before].said = true;
	if (after != MEMMAP_NONE)
		s->a[after].said = true;
	return &d->v[d->n++];
}

/* The name of a tie whose two lines have no other. */
static enum change name_pair(const struct region *x, const struct region *y)
{
	uint64_t was = x->end - x->start, is = y->end - y->start;
	if (is != was)
		return is > was ? CHANGE_GREW : CHANGE_SHRANK;
	if (x->start != y->start)
		return CHANGE_MOVED;
	return memcmp(x->perms, y->perms, 4) == 0 ? CHANGE_KEPT : CHANGE_PERMS;
}

static void say_tie(struct sweep *s, const struct tie *t)
{
	const struct node *b = &s->b[t->before], *a = &s->a[t->after];
	if (b->kept > 1)
		say(s, CHANGE_SPLIT, t->before, t->after)->parts = b->kept;
	else if (a->kept > 1)
		say(s, CHANGE_MERGED, t->before, t->after)->parts = a->kept;
	else
		say(s, name_pair(&s->before->v[t->before], &s->after->v[t->after]), t->before, t->after);
}

/*
 * Marks what a reported move took from line i to line j. A part of either line may be meant: mremap can cut a line
 * out of a larger one, and what arrives can merge with what lies beside it.
 */
static void find_moves(struct sweep *s, const struct diff_move *m)
{
	if (!m || m->len == 0 || m->from == m->to)
		return;
	for (size_t j = memmap_lower(s->after, m->to); j < s->after->n; j++) {
		const struct region *y = &s->after->v[j];
		uint64_t at = y->start > m->to ? y->start : m->to;
		if (at - m->to >= m->len)
			return;
		size_t i = memmap_find(s->before, m->from + (at - m->to));
		if (i == MEMMAP_NONE || !same_mapping(s->before, &s->before->v[i], s->after, y, m->to - m->from))
			continue;
		s->a[j].moved = true;
		s->a[j].origin = i;
		s->b[i].moved = true;
	}
}

/* A line behind that a tie or the sweep reaches first: where it came from by a move, or that it is new. */
static void say_arrival(struct sweep *s, size_t j)
{
	const struct node *a = &s->a[j];
	if (a->moved && !a->said)
		say(s, CHANGE_MOVED, a->origin, j);
	else if (a->ties == 0)
		say(s, CHANGE_NEW, MEMMAP_NONE, j);
}

/* A hole that a split left, unless its pages were moved and so are spoken of elsewhere. */
static void say_hole(struct sweep *s, size_t i, uint64_t start, uint64_t end)
{
	const struct diff_move *m = s->move;
	if (start >= end || (s->b[i].moved && m && start >= m->from && end - m->from <= m->len))
		return;
	struct diff_line *hole = say(s, CHANGE_GONE, i, MEMMAP_NONE);
	hole->part = true;
	hole->start = start;
	hole->end = end;
}

/* Two lines that overlap and are not the same mapping: worth a line where nothing better is said of one of them. */
static bool is_replaced(const struct node *b, const struct node *a)
{
	return (!b->kept && !b->said && !b->moved) || (!a->kept && !a->said && !a->moved);
}

/* Says what became of the range of line i, from its first tie on. Returns the first tie of another line. */
static size_t say_ties_of(struct sweep *s, size_t i, size_t t)
{
	const struct region *x = &s->before->v[i];
	uint64_t at = x->start;
	for (; t < s->n && s->ties[t].before == i; t++) {
		const struct tie *tie = &s->ties[t];
		const struct region *y = &s->after->v[tie->after];
		if (s->b[i].kept > 1)
			say_hole(s, i, at, y->start);
		at = y->end;
		bool replaced = tie->strength == TIE_NONE && is_replaced(&s->b[i], &s->a[tie->after]);
		say_arrival(s, tie->after);
		if (tie->strength != TIE_NONE)
			say_tie(s, tie);
		else if (replaced)
			say(s, CHANGE_REPLACED, i, tie->after);
	}
	if (s->b[i].kept > 1)
		say_hole(s, i, at, x->end);
	return t;
}

static void say_all(struct sweep *s)
{
	size_t t = 0, j = 0;
	for (size_t i = 0; i < s->before->n; i++) {
		for (; j < s->after->n && s->after->v[j].end <= s->before->v[i].start; j++)
			if (s->a[j].ties == 0)
				say_arrival(s, j);
		if (s->b[i].ties)
			t = say_ties_of(s, i, t);
		else if (!s->b[i].moved)
			say(s, CHANGE_GONE, i, MEMMAP_NONE);
	}
	for (; j < s->after->n; j++)
		if (s->a[j].ties == 0)
			say_arrival(s, j);
}

void diff_maps(struct diff *d, const struct memmap *before, const struct memmap *after, const struct diff_move *move)
{
	struct sweep s = { .d = d, .before = before, .after = after, .move = move };
	s.b = mem_zalloc(before->n, sizeof(*s.b));
	s.a = mem_zalloc(after->n, sizeof(*s.a));
	d->n = d->changed = 0;
	make_ties(&s);
	keep_ties(&s);
	find_moves(&s, move);
	say_all(&s);
	free(s.ties);
	free(s.b);
	free(s.a);
}
