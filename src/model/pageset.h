/*
 * What is known of pages, as runs: a terabyte that is empty is one run.
 * A fact that the kernel would not tell is absent from `known`, never a zero.
 */
#ifndef MODEL_PAGESET_H
#define MODEL_PAGESET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/memmap.h"

/* Bits of `facts` and `known`. Source of each: pagemap = /proc/PID/pagemap, scan = its PAGEMAP_SCAN. */
enum page_fact {
	PAGE_PRESENT = 1 << 0,   /* in this process's page table (pagemap bit 63) */
	PAGE_SWAPPED = 1 << 1,   /* pagemap bit 62 */
	PAGE_FILE = 1 << 2,      /* of a file or shared anonymous memory (pagemap bit 61) */
	PAGE_GUARD = 1 << 3,     /* MADV_GUARD_INSTALL (pagemap bit 58) */
	PAGE_EXCLUSIVE = 1 << 4, /* mapped by this process only (pagemap bit 56) */
	PAGE_SOFTDIRTY = 1 << 5, /* pagemap bit 55, where the kernel has CONFIG_MEM_SOFT_DIRTY */
	PAGE_ZERO = 1 << 6,      /* the common zero page (scan) */
	PAGE_HUGE = 1 << 7,      /* mapped by a PMD (scan) */
	PAGE_RESIDENT = 1 << 8,  /* mincore(2), asked of the process itself */
	PAGE_MAPPED = 1 << 9     /* inside a line of maps */
};

struct page_run {
	uint64_t start; /* address */
	uint64_t pages;
	uint16_t facts, known;
};

/* Runs are sorted, do not overlap, and neighbours differ. What no run covers is unknown altogether. */
struct pageset {
	struct page_run *v;
	size_t n, cap;
	uint64_t start, end; /* the range that was asked */
	uint64_t page;       /* bytes */
};

void pageset_init(struct pageset *p, uint64_t start, uint64_t end, uint64_t page);
void pageset_finish(struct pageset *p);
void pageset_copy(struct pageset *to, const struct pageset *from);
/* Appends at the end (start >= the end of the last run); merges with an equal neighbour. */
void pageset_add(struct pageset *p, uint64_t start, uint64_t pages, uint16_t facts, uint16_t known);
/* Adds the facts of `from` (another source, same page size) to the runs of p where both cover. */
void pageset_merge(struct pageset *p, const struct pageset *from);
/* Adds PAGE_MAPPED to every run: known everywhere, set inside a region of m. */
void pageset_mark_mapped(struct pageset *p, const struct memmap *m);
/* The run that holds addr, or NULL. */
const struct page_run *pageset_at(const struct pageset *p, uint64_t addr);
/* Pages in [start, end) of which all bits of `want` are set and none of `not`; -1 where one of them is not known. */
int64_t pageset_count(const struct pageset *p, uint64_t start, uint64_t end, unsigned want, unsigned none);

#endif
