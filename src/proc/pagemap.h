/*
 * /proc/PID/pagemap in its two ways: PAGEMAP_SCAN, which gives runs and skips what is empty (Linux 6.7), and one
 * word for each page. See Documentation/admin-guide/mm/pagemap.rst. The names are our own: Debian 12's headers
 * know none of them.
 */
#ifndef PROC_PAGEMAP_H
#define PROC_PAGEMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum scan_category {
	SCAN_FILE = 1 << 2,
	SCAN_PRESENT = 1 << 3,
	SCAN_SWAPPED = 1 << 4,
	SCAN_ZERO = 1 << 5,
	SCAN_HUGE = 1 << 6,
	SCAN_SOFTDIRTY = 1 << 7
};

struct scan_region {
	uint64_t start, end, categories;
};

/* A walk over [next, end) for pages of any category in `anyof`, in runs of equal categories out of `tell`. */
struct scan {
	int fd;
	uint64_t next, end, anyof, tell;
	struct scan_region *v; /* room for cap regions, the caller's */
	size_t cap, n, at;
	bool complete;
};

/* The next run. 1, 0 at the end, or -errno: -ENOTTY where the kernel has no PAGEMAP_SCAN. */
int scan_next(struct scan *s, struct scan_region *out);

#define WORD_SOFTDIRTY ((uint64_t)1 << 55)
#define WORD_EXCLUSIVE ((uint64_t)1 << 56)
#define WORD_GUARD     ((uint64_t)1 << 58)
#define WORD_FILE      ((uint64_t)1 << 61)
#define WORD_SWAPPED   ((uint64_t)1 << 62)
#define WORD_PRESENT   ((uint64_t)1 << 63)
#define WORD_FRAME     (WORD_SOFTDIRTY - 1) /* of a present page; 0 where hidden */

/* Words of n pages from page number `first` (address / page size). How many, fewer than n where the address space
   ends (0 for a process that is gone), or -errno. */
ssize_t pagemap_words(int fd, uint64_t first, uint64_t *words, size_t n);
/* -ESRCH where the process is gone: then a scan would say that no page is there. */
int pagemap_alive(int fd);
bool pagemap_has_scan(int fd);
/* The PAGE_* facts that words tell on this kernel, tried on a page of our own: SOFTDIRTY needs CONFIG_MEM_SOFT_DIRTY,
   GUARD Linux 6.15. */
uint16_t pagemap_tells(void);

#endif
