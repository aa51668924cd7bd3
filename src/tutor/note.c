/*
 * What calls made and released. size(a) asks how much of a mapping is still there, without the neighbours
 * that the kernel merged with it:
 *
 *   before   ------[neighbour]            a call returned `a`
 *   after    --[    one line  ]           the line does not tell where ours ends,
 *              a ───▶ end                 the lines before do: the first byte that was mapped already
 */
#include <string.h>

#include <signal.h>

#include "base/fmt.h"
#include "base/mem.h"
#include "tutor/parts.h"

static uint64_t whole_pages(const struct stage *s, uint64_t n)
{
	return (n + s->page - 1) / s->page * s->page;
}

/* The end of what a call made at `start`, from the lines of maps where there are any. */
static uint64_t made_end(const struct stage *s, uint64_t start, uint64_t len, const struct memmap *before,
			 const struct memmap *after)
{
	uint64_t asked = start + whole_pages(s, len), end;
	size_t i;

	if (before == NULL || after == NULL || memmap_find(before, start) != MEMMAP_NONE)
		return asked;
	end = start + memmap_span(after, start, UINT64_MAX - start);
	i = memmap_lower(before, start);
	return i < before->n && before->v[i].start < end ? before->v[i].start : end;
}

static void release(struct stage *s, uint64_t start, uint64_t len)
{
	mem_grow((void **)&s->released, &s->released_cap, s->released_n + 1, sizeof(*s->released));
	s->released[s->released_n++] = (struct released){ start, start + whole_pages(s, len) };
}

static void make(struct stage *s, int actor, uint64_t start, uint64_t end)
{
	mem_grow((void **)&s->made, &s->made_cap, s->made_n + 1, sizeof(*s->made));
	s->made[s->made_n++] = (struct made){ start, end, actor };
}

void stage_note(struct stage *s, int actor, const struct lab_op *op, int64_t value, const struct memmap *before,
		const struct memmap *after)
{
	const uint64_t *w = op->words;
	const char *name = op->call->name;

	if (strcmp(name, "mmap") == 0) {
		make(s, actor, (uint64_t)value, made_end(s, (uint64_t)value, w[1], before, after));
	} else if (strcmp(name, "mremap") == 0) {
		uint64_t end = made_end(s, (uint64_t)value, w[2], before, after);

		make(s, actor, (uint64_t)value, (uint64_t)value == w[0] ? w[0] + whole_pages(s, w[2]) : end);
		if ((uint64_t)value != w[0]) {
			release(s, w[0], w[1]);
			s->move = (struct diff_move){ w[0], (uint64_t)value, whole_pages(s, w[1]) };
		} else if (w[2] < w[1]) {
			release(s, w[0] + whole_pages(s, w[2]), w[1] - w[2]);
		}
	} else if (strcmp(name, "munmap") == 0) {
		release(s, w[0], w[1]);
	}
}

/* A touch of an address where nothing is mapped: certain only where the lesson unmapped it itself, or at page 0. */
void stage_fault(struct stage *s, const struct lab_result *r)
{
	const int nothing_mapped = SEGV_MAPERR;
	char addr[FMT_MAX];

	if (r->sig != SIGSEGV || r->si_code != nothing_mapped || r->fault_addr < s->page)
		return;
	for (size_t i = 0; i < s->released_n; i++) {
		if (r->fault_addr >= s->released[i].start && r->fault_addr < s->released[i].end)
			return;
	}
	s->neighbour = true;
	s->neighbour_where = arena_strdup(&s->arena, fmt_addr(addr, r->fault_addr));
}
