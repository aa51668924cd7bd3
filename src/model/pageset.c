/* Facts about pages, kept as runs. */
#include "model/pageset.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void pageset_init(struct pageset *p, uint64_t start, uint64_t end, uint64_t page)
{
	*p = (struct pageset){ .start = start, .end = end, .page = page };
}

void pageset_finish(struct pageset *p)
{
	free(p->v);
	*p = (struct pageset){ 0 };
}

static void make_room(struct pageset *p, size_t need)
{
	void *v = p->v;
	mem_grow(&v, &p->cap, need, sizeof(*p->v));
	p->v = v;
}

void pageset_copy(struct pageset *to, const struct pageset *from)
{
	if (from->n) {
		make_room(to, from->n);
		memcpy(to->v, from->v, from->n * sizeof(*to->v));
	}
	to->n = from->n;
	to->start = from->start;
	to->end = from->end;
	to->page = from->page;
}

static uint64_t run_end(const struct pageset *p, const struct page_run *r)
{
	return r->start + r->pages * p->page;
}

void pageset_add(struct pageset *p, uint64_t start, uint64_t pages, uint16_t facts, uint16_t known)
{
	if (pages == 0)
		return;
	facts &= known;
	struct page_run *last = p->n ? &p->v[p->n - 1] : NULL;
	if (last && run_end(p, last) == start && last->facts == facts && last->known == known) {
		last->pages += pages;
		return;
	}
	make_room(p, p->n + 1);
	p->v[p->n++] = (struct page_run){ .start = start, .pages = pages, .facts = facts, .known = known };
}

/* Index of the first run that ends behind addr, or n. */
static size_t lower(const struct pageset *p, uint64_t addr)
{
	size_t low = 0, high = p->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (run_end(p, &p->v[mid]) <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static uint64_t min_u64(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/*
 * Appends run r to `out`, cut where the runs of `from` begin and end:
 *   r     |-----------------|
 *   from     |--a--|   |--b------
 *   out   |-r|-r+a-|-r-|-r+b|
 * *next is the first run of `from` that may still matter.
 */
static void merge_run(struct pageset *out, const struct page_run *r, const struct pageset *from, size_t *next)
{
	uint64_t end = run_end(out, r), at = r->start;
	while (at < end) {
		while (*next < from->n && run_end(from, &from->v[*next]) <= at)
			(*next)++;
		const struct page_run *f = *next < from->n ? &from->v[*next] : NULL;
		uint16_t facts = r->facts, known = r->known;
		uint64_t to = end;
		if (f && f->start <= at) {
			facts = (uint16_t)((facts & ~f->known) | f->facts);
			known |= f->known;
			to = min_u64(end, run_end(from, f));
		} else if (f) {
			to = min_u64(end, f->start);
		}
		pageset_add(out, at, (to - at) / out->page, facts, known);
		at = to;
	}
}

void pageset_merge(struct pageset *p, const struct pageset *from)
{
	struct pageset out;
	pageset_init(&out, p->start, p->end, p->page);
	size_t next = 0;
	for (size_t i = 0; i < p->n; i++)
		merge_run(&out, &p->v[i], from, &next);
	free(p->v);
	*p = out;
}

void pageset_mark_mapped(struct pageset *p, const struct memmap *m)
{
	if (p->page == 0)
		return;
	struct pageset mapped;
	pageset_init(&mapped, p->start, p->end, p->page);
	uint64_t at = p->start;
	for (size_t i = memmap_lower(m, p->start); i < m->n && m->v[i].start < p->end; i++) {
		uint64_t start = m->v[i].start > at ? m->v[i].start : at, end = min_u64(m->v[i].end, p->end);
		pageset_add(&mapped, at, (start - at) / p->page, 0, PAGE_MAPPED);
		pageset_add(&mapped, start, (end - start) / p->page, PAGE_MAPPED, PAGE_MAPPED);
		at = end;
	}
	if (at < p->end)
		pageset_add(&mapped, at, (p->end - at) / p->page, 0, PAGE_MAPPED);
	pageset_merge(p, &mapped);
	pageset_finish(&mapped);
}

const struct page_run *pageset_at(const struct pageset *p, uint64_t addr)
{
	size_t i = lower(p, addr);
	return i < p->n && p->v[i].start <= addr ? &p->v[i] : NULL;
}

/* 1: has all of `want` and nothing of `none`; 0: has not; -1: hangs on something unknown. */
static int judge(const struct page_run *r, unsigned want, unsigned none)
{
	unsigned lacks = (want & r->known & ~(unsigned)r->facts) | (none & r->facts);
	if (lacks)
		return 0;
	return ((want | none) & ~(unsigned)r->known) ? -1 : 1;
}

int64_t pageset_count(const struct pageset *p, uint64_t start, uint64_t end, unsigned want, unsigned none)
{
	if (start >= end)
		return 0;
	static const struct page_run uncovered = { .facts = 0, .known = 0 };
	if (p->page == 0)
		return -1;
	uint64_t count = 0, at = start - start % p->page;
	end += (p->page - end % p->page) % p->page;
	for (size_t i = lower(p, at); at < end; i++) {
		uint64_t covered = i < p->n ? min_u64(p->v[i].start, end) : end;
		if (covered > at && judge(&uncovered, want, none) < 0)
			return -1;
		if (covered > at)
			count += (covered - at) / p->page;
		at = covered > at ? covered : at;
		if (at >= end)
			break;
		uint64_t to = min_u64(run_end(p, &p->v[i]), end);
		int verdict = judge(&p->v[i], want, none);
		if (verdict < 0)
			return -1;
		count += verdict ? (to - at) / p->page : 0;
		at = to;
	}
	return (int64_t)count;
}
