/*
 * What calls made and released. size(a) asks how much of a mapping is still there, without the neighbours
 * that the kernel merged with it:
 *
 *   before   ------[neighbour]            a call returned `a`
 *   after    --[    one line  ]           the line does not tell where ours ends,
 *              a ───▶ end                 the lines before do: the first byte that was mapped already
 *
 * What a later call took away of it is kept in order, and asked when somebody wants to know: a mapping that came
 * behind it in the hole is not ours.
 */
#include <signal.h>
#include <string.h>
#include <sys/mman.h>

#include "base/mem.h"
#include "tutor/parts.h"

static uint64_t whole_pages(const struct stage *s, uint64_t n)
{
	return (n + s->page - 1) / s->page * s->page;
}

/* The end of what a call made at `start`, from the lines of maps where there are any; huge pages make it longer. */
static uint64_t made_end(const struct stage *s, uint64_t start, uint64_t len, const struct memmap *before,
			 const struct memmap *after)
{
	uint64_t asked = start + whole_pages(s, len), end;
	size_t i;

	if (before == NULL || after == NULL || memmap_find(before, start) != MEMMAP_NONE)
		return asked;
	end = start + memmap_span(after, start, UINT64_MAX - start);
	i = memmap_lower(before, start);
	if (i < before->n && before->v[i].start < end)
		end = before->v[i].start;
	return end > asked ? end : asked;
}

static void take(struct stage *s, int actor, uint64_t start, uint64_t len, bool hole)
{
	mem_grow((void **)&s->taken, &s->taken_cap, s->taken_n + 1, sizeof(*s->taken));
	s->taken[s->taken_n++] = (struct taken){ start, start + whole_pages(s, len), actor, hole };
}

static void make(struct stage *s, int actor, uint64_t start, uint64_t end)
{
	mem_grow((void **)&s->made, &s->made_cap, s->made_n + 1, sizeof(*s->made));
	s->made[s->made_n++] = (struct made){ start, end, actor, s->taken_n };
}

uint64_t stage_made_end(const struct stage *s, const struct made *m)
{
	uint64_t end = m->end;

	for (size_t i = m->since; i < s->taken_n; i++) {
		const struct taken *t = &s->taken[i];

		if (t->actor == m->actor && t->start < end && t->end > m->start)
			end = t->start > m->start ? t->start : m->start;
	}
	return end;
}

const struct made *stage_made(const struct stage *s, int actor, uint64_t start)
{
	for (size_t i = s->made_n; i-- > 0;) {
		if (s->made[i].start == start && s->made[i].actor == actor)
			return &s->made[i];
	}
	return NULL;
}

void stage_inherit(struct stage *s, int parent, int child)
{
	for (size_t i = 0, n = s->made_n; i < n; i++) {
		if (s->made[i].actor == parent)
			make(s, child, s->made[i].start, stage_made_end(s, &s->made[i]));
	}
}

static void note_mmap(struct stage *s, int actor, const uint64_t *w, uint64_t value, uint64_t end)
{
	if ((w[3] & (MAP_FIXED | MAP_FIXED_NOREPLACE)) == MAP_FIXED)
		take(s, actor, value, end - value, false);
	make(s, actor, value, end);
}

static void note_mremap(struct stage *s, int actor, const uint64_t *w, uint64_t value)
{
	uint64_t end = value + whole_pages(s, w[2]);

	if (value != w[0]) {
		if ((w[3] & MREMAP_FIXED) != 0)
			take(s, actor, value, w[2], false);
		if ((w[3] & MREMAP_DONTUNMAP) == 0)
			take(s, actor, w[0], w[1], true);
		s->move = (struct diff_move){ w[0], value, whole_pages(s, w[1]) };
	} else if (w[2] < w[1]) {
		take(s, actor, end, w[1] - w[2], true);
	}
	s->shared_grew = s->shared_grew || w[2] > w[1];
	make(s, actor, value, end);
}

void stage_note(struct stage *s, int actor, const struct lab_op *op, int64_t value, const struct memmap *before,
		const struct memmap *after)
{
	const uint64_t *w = op->words;
	const char *name = op->call->name;

	if (strcmp(name, "mmap") == 0)
		note_mmap(s, actor, w, (uint64_t)value, made_end(s, (uint64_t)value, w[1], before, after));
	else if (strcmp(name, "mremap") == 0)
		note_mremap(s, actor, w, (uint64_t)value);
	else if (strcmp(name, "munmap") == 0)
		take(s, actor, w[0], w[1], true);
}

/* Nothing of a lesson is ever mapped in page 0 or in the kernel's half. */
static bool never_mapped(const struct stage *s, uint64_t addr)
{
	return addr < s->page || addr > INT64_MAX;
}

/* Inside what a call made: a guard page, or memory that MADV_DONTFORK kept from this child. */
static bool inside_made(const struct stage *s, int actor, uint64_t addr)
{
	for (size_t i = 0; i < s->made_n; i++) {
		const struct made *m = &s->made[i];

		if (m->actor == actor && addr >= m->start && addr < m->end && addr < stage_made_end(s, m))
			return true;
	}
	return false;
}

/* A touch of an address where nothing is mapped: certain only where the lesson made the hole itself. */
void stage_fault(struct stage *s, int actor, const struct lab_result *r)
{
	const int nothing_mapped = SEGV_MAPERR;

	if (r->sig != SIGSEGV || r->si_code != nothing_mapped || never_mapped(s, r->fault_addr))
		return;
	if (inside_made(s, actor, r->fault_addr))
		return;
	for (size_t i = s->taken_n; i-- > 0;) {
		const struct taken *t = &s->taken[i];

		if (t->hole && r->fault_addr >= t->start && r->fault_addr < t->end)
			return;
	}
	s->neighbour = true;
	s->neighbour_at = r->fault_addr;
}
