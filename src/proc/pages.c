/*
 * Facts about the pages of a range.
 *
 *   PAGEMAP_SCAN ──▶ |......|PPPPP|..........|SS|....   runs that are present or swapped; dots cost nothing
 *   words                    EE-E-            G-        read for those runs only: exclusive, guard
 *
 * Without the scan: words of all that maps has in the range.
 */
#include <errno.h>
#include <string.h>

#include "proc/pagemap.h"
#include "proc/proc.h"
#include "proc/proc_system.h"
#include "proc/reading.h"

#define READ_MAX ((uint64_t)1 << 26) /* pages whose words are read at once: some tenths of a second */
enum { NEAR = 16 };                  /* pages between two runs that cost less to read than another call does */

/* The scratch memory in two halves: regions of a scan, and words. */
enum { HALF = PROC_SCRATCH / 2, WORDS = HALF / sizeof(uint64_t), REGIONS = HALF / sizeof(struct scan_region) };

static uint64_t *words_of(struct proc *p)
{
	return (void *)(p->scratch + HALF);
}

/* Facts that both ways, or one of them alone, tell of a page. */
static const struct {
	uint16_t fact;
	uint64_t category, word;
} table[] = {
	{ PAGE_PRESENT, SCAN_PRESENT, WORD_PRESENT },
	{ PAGE_SWAPPED, SCAN_SWAPPED, WORD_SWAPPED },
	{ PAGE_FILE, SCAN_FILE, WORD_FILE },
	{ PAGE_SOFTDIRTY, SCAN_SOFTDIRTY, WORD_SOFTDIRTY },
	{ PAGE_ZERO, SCAN_ZERO, 0 },
	{ PAGE_HUGE, SCAN_HUGE, 0 },
	{ PAGE_EXCLUSIVE, 0, WORD_EXCLUSIVE },
	{ PAGE_GUARD, 0, WORD_GUARD },
};
enum { TABLE = sizeof(table) / sizeof(table[0]) };

static uint16_t facts_of_categories(uint64_t categories)
{
	unsigned facts = 0;
	for (size_t i = 0; i < TABLE; i++)
		if (categories & table[i].category)
			facts |= table[i].fact;
	return (uint16_t)facts;
}

/* A guard page is stored as a marker where a swap entry would be, and nothing of it is in swap. */
static uint16_t facts_of_word(uint64_t word)
{
	unsigned facts = 0;
	for (size_t i = 0; i < TABLE; i++)
		if (word & table[i].word)
			facts |= table[i].fact;
	return (uint16_t)(facts & PAGE_GUARD ? facts & ~(unsigned)PAGE_SWAPPED : facts);
}

/* Soft-dirty of a page that is not there belongs to its mapping, and only words would tell it. */
static uint16_t facts_of_page(uint64_t word, uint16_t scanned)
{
	unsigned facts = facts_of_word(word) | scanned;
	if (facts & PAGE_GUARD)
		facts &= ~(unsigned)PAGE_SWAPPED;
	if (!(facts & (PAGE_PRESENT | PAGE_SWAPPED)))
		facts &= ~(unsigned)PAGE_SOFTDIRTY;
	return (uint16_t)facts;
}

static void try_kernel(struct proc *p)
{
	if (p->tried)
		return;
	p->tried = true;
	p->scan = pagemap_has_scan(p->pagemap);
	p->words = pagemap_tells();
}

/* Whole pages around [*start, *end). */
static void widen(uint64_t *start, uint64_t *end, uint64_t page)
{
	*start -= *start % page;
	uint64_t over = *end % page;
	if (over && *end <= UINT64_MAX - page)
		*end += page - over;
	else
		*end -= over;
}

/* What takes words of n pages from addr, and hears of pages that none were read of: known to be empty, or unknown. */
struct reader {
	void (*take)(struct reader *r, uint64_t addr, const uint64_t *words, size_t n);
	void (*none)(struct reader *r, uint64_t addr, uint64_t pages, uint16_t known);
	uint64_t page;
	struct pageset *out; /* facts */
	uint16_t scanned, known;
	uint64_t have, have_end;         /* the range whose words are in memory */
	uint64_t start, width, *present; /* a bar */
};

static int read_words(struct proc *p, struct reader *r, uint64_t start, uint64_t end)
{
	for (uint64_t at = start; at < end;) {
		uint64_t left = (end - at) / r->page;
		size_t want = left < WORDS ? (size_t)left : WORDS;
		ssize_t n = pagemap_words(p->pagemap, at / r->page, words_of(p), want);
		if (n < 0)
			return (int)n;
		r->take(r, at, words_of(p), (size_t)n);
		at += (uint64_t)n * r->page;
		if ((size_t)n < want) {
			r->none(r, at, (end - at) / r->page, 0);
			return 0;
		}
	}
	return 0;
}

static uint64_t mapped_bytes(const struct memmap *m, uint64_t start, uint64_t end)
{
	uint64_t sum = 0;
	for (size_t i = memmap_lower(m, start); i < m->n && m->v[i].start < end; i++)
		sum += (m->v[i].end < end ? m->v[i].end : end) - (m->v[i].start > start ? m->v[i].start : start);
	return sum;
}

/* Reads the words of all that is mapped in [start, end). */
static int read_mapped(struct proc *p, struct reader *r, uint64_t start, uint64_t end)
{
	int status = reading_maps(p, NULL);
	uint64_t at = start;
	if (status == 0 && mapped_bytes(&p->own, start, end) / r->page > READ_MAX)
		return -EFBIG;
	for (size_t i = memmap_lower(&p->own, start); status == 0 && i < p->own.n && p->own.v[i].start < end; i++) {
		const struct region *g = &p->own.v[i];
		uint64_t from = g->start > at ? g->start : at, to = g->end < end ? g->end : end;
		r->none(r, at, (from - at) / r->page, r->known);
		status = read_words(p, r, from, to);
		at = to;
	}
	if (status == 0)
		r->none(r, at, (end - at) / r->page, r->known);
	return status;
}

/* Every page of the range by scan where that is possible, else by words. */
static int walk(struct proc *p, struct reader *r, uint64_t start, uint64_t end,
		int (*scan)(struct proc *, struct reader *, uint64_t, uint64_t), struct err *e)
{
	try_kernel(p);
	int status = pagemap_alive(p->pagemap);
	bool by_words = !p->scan || p->no_scan;
	if (status == 0 && !by_words)
		status = scan(p, r, start, end);
	if (status == -EFAULT) /* the scan refuses what lies beyond user space: vsyscall, for one */
		by_words = true;
	if ((status == 0 || status == -EFAULT) && by_words)
		status = read_mapped(p, r, start, end);
	if (status == -EFBIG)
		return err_set(e, EFBIG, "", "",
			       "so many pages are not read one by one, and this kernel has no PAGEMAP_SCAN");
	return status < 0 ? reading_failed(p, "pagemap", -status, e) : 0;
}

static void take_facts(struct reader *r, uint64_t addr, const uint64_t *words, size_t n)
{
	for (size_t i = 0, next = 0; i < n; i = next) {
		while (next < n && words[next] == words[i])
			next++;
		pageset_add(r->out, addr + i * r->page, next - i, facts_of_page(words[i], r->scanned), r->known);
	}
}

static void none_facts(struct reader *r, uint64_t addr, uint64_t pages, uint16_t known)
{
	pageset_add(r->out, addr, pages, 0, known);
}

/* The end of the last run that may share one read of words with `first`: those that follow it closely. */
static uint64_t group_end(const struct scan *s, const struct scan_region *first, uint64_t page)
{
	uint64_t end = first->end;
	for (size_t i = s->at; i < s->n; i++) {
		const struct scan_region *r = &s->v[i];
		if (r->start - end > NEAR * page || r->end - first->start > WORDS * page)
			break;
		end = r->end;
	}
	return end;
}

/*
 * Reads the words of a run, or has them still from the run before:
 *   runs    |--|  |-| |---|                 |-|
 *   words   [-------------]  one read       [-]
 */
static int read_run(struct proc *p, struct reader *r, const struct scan *s, const struct scan_region *run)
{
	if ((run->end - run->start) / r->page > WORDS)
		return read_words(p, r, run->start, run->end);
	if (run->end > r->have_end) {
		uint64_t end = group_end(s, run, r->page);
		ssize_t n = pagemap_words(p->pagemap, run->start / r->page, words_of(p), (end - run->start) / r->page);
		if (n < 0)
			return (int)n;
		if ((uint64_t)n < (end - run->start) / r->page)
			return -ESRCH; /* what was just found is there no more: the process has ended meanwhile */
		r->have = run->start;
		r->have_end = end;
	}
	r->take(r, run->start, words_of(p) + (run->start - r->have) / r->page, (run->end - run->start) / r->page);
	return 0;
}

static int scan_facts(struct proc *p, struct reader *r, uint64_t start, uint64_t end)
{
	struct scan s = { .fd = p->pagemap, .next = start, .end = end, .v = (void *)p->scratch, .cap = REGIONS };
	s.anyof = SCAN_PRESENT | SCAN_SWAPPED;
	s.tell = SCAN_PRESENT | SCAN_SWAPPED | SCAN_FILE | SCAN_ZERO | SCAN_HUGE | SCAN_SOFTDIRTY;
	r->known |= PAGE_ZERO | PAGE_HUGE;
	struct scan_region run;
	int more;
	while ((more = scan_next(&s, &run)) > 0) {
		r->none(r, start, (run.start - start) / r->page, r->known);
		r->scanned = facts_of_categories(run.categories);
		int status = read_run(p, r, &s, &run);
		if (status < 0)
			return status;
		start = run.end;
	}
	r->none(r, start, (end - start) / r->page, r->known);
	return more;
}

int proc_pages(struct proc *p, uint64_t start, uint64_t end, struct pageset *out, struct err *e)
{
	struct pageset found;
	struct reader r = { .take = take_facts, .none = none_facts, .page = proc_page_size(), .out = &found };
	widen(&start, &end, r.page);
	pageset_init(&found, start, end, r.page);
	try_kernel(p);
	r.known = p->words;
	int status = walk(p, &r, start, end, scan_facts, e);
	if (status < 0) {
		pageset_finish(&found);
		return status;
	}
	*out = found;
	return 0;
}

uint64_t proc_bar_width(uint64_t start, uint64_t end, size_t n)
{
	uint64_t page = proc_page_size();
	widen(&start, &end, page);
	uint64_t pages = (end - start) / page;
	return n && pages ? ((pages - 1) / n + 1) * page : page;
}

/* Spreads a run of present pages over the buckets that it lies in. */
static void add_present(struct reader *r, uint64_t start, uint64_t end)
{
	while (start < end) {
		uint64_t bucket = (start - r->start) / r->width, edge = r->start + (bucket + 1) * r->width;
		uint64_t to = end - start < edge - start ? end : edge;
		r->present[bucket] += (to - start) / r->page;
		start = to;
	}
}

static void take_present(struct reader *r, uint64_t addr, const uint64_t *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (words[i] & WORD_PRESENT)
			add_present(r, addr + i * r->page, addr + (i + 1) * r->page);
}

static void none_present(struct reader *r, uint64_t addr, uint64_t pages, uint16_t known)
{
	(void)r, (void)addr, (void)pages, (void)known;
}

static int scan_present(struct proc *p, struct reader *r, uint64_t start, uint64_t end)
{
	struct scan s = { .fd = p->pagemap, .next = start, .end = end, .v = (void *)p->scratch, .cap = REGIONS };
	s.anyof = s.tell = SCAN_PRESENT;
	struct scan_region run;
	int more;
	while ((more = scan_next(&s, &run)) > 0)
		add_present(r, run.start, run.end);
	return more;
}

int proc_bar(struct proc *p, uint64_t start, uint64_t end, uint64_t *present, size_t n, struct err *e)
{
	memset(present, 0, n * sizeof(*present));
	struct reader r = { .take = take_present, .none = none_present, .page = proc_page_size(), .present = present };
	r.width = proc_bar_width(start, end, n);
	widen(&start, &end, r.page);
	r.start = start;
	return n ? walk(p, &r, start, end, scan_present, e) : 0;
}
