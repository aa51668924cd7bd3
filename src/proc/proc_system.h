/* The system as a whole: its page, release, memory, settings, and what its kernel can do (tried, not guessed). */
#ifndef PROC_PROC_SYSTEM_H
#define PROC_PROC_SYSTEM_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* What a lesson may require. The names are those of feature_name. */
enum feature {
	FEATURE_HUGETLB,   /* the default pool of huge pages has one to give */
	FEATURE_SWAP,      /* some swap is on */
	FEATURE_THP,       /* transparent huge pages: always or madvise */
	FEATURE_PKEYS,     /* pkey_alloc succeeds */
	FEATURE_MSEAL,     /* mseal(2) exists */
	FEATURE_GUARD,     /* MADV_GUARD_INSTALL */
	FEATURE_DROPPABLE, /* MAP_DROPPABLE */
	FEATURE_SOFTDIRTY, /* pagemap bit 55 means something */
	FEATURE_SCAN,      /* PAGEMAP_SCAN */
	FEATURE_CACHESTAT, /* cachestat(2) */
	FEATURE_FRAMES,    /* pagemap shows us frame numbers */
	FEATURE_ZERO_PAGE, /* fresh memory that is only read shows the common zero page */
	FEATURES
};

const char *feature_name(enum feature f); /* "hugetlb", "pagemap_scan", … */
/* Why it may not be here, for people: "no swap is on". */
const char *feature_without(enum feature f);
/* The feature of that name, or FEATURES. */
enum feature feature_find(const char *name);
/* 1: here; 0: not; -errno: could not be tried. Tried each time, in some microseconds; leaves nothing behind. */
int proc_has(enum feature f);

uint64_t proc_page_size(void); /* bytes */
/* "6.1.0-18-amd64"; at most size bytes with the NUL. Returns out. */
const char *proc_release(char *out, size_t size);

/* Bytes; PROC_UNKNOWN where not known. By libproc2. */
struct system_memory {
	uint64_t total, available, swap_total, swap_free;
	uint64_t huge_page; /* size of one of the default pool */
};
void proc_memory(struct system_memory *out);

/* The value of "vm.overcommit_memory", without its newline, appended to out. 0, -EINVAL for a bad name, or -errno. */
int proc_sysctl(const char *name, struct buf *out);

#endif
