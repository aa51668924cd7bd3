/*
 * A process seen from outside: /proc/PID into the model. Reading disturbs nothing in the process.
 *
 *   proc_open ── keeps maps, pagemap, smaps, status open ──▶ proc_maps    struct memmap   lines of maps
 *                                                            proc_pages   struct pageset  facts of pages
 *                                                            proc_bar     counts          for a bar of any width
 *                                                            proc_totals  struct totals   libproc2
 *
 * Descriptors of maps, pagemap and smaps belong to the memory that the process had when they were opened:
 * open after its exec, and once more after another one.
 * Failures fill *e (may be NULL) and return -errno; outputs stay untouched then, unless said otherwise.
 * -ESRCH: the process is gone (a zombie counts as gone, its maps are empty).
 */
#ifndef PROC_PROC_H
#define PROC_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "model/memmap.h"
#include "model/pageset.h"
#include "model/record.h"

struct pids_info; /* libproc2 */

/* One process. Not to be moved while open. A struct that is zeroed was never opened and may be closed. */
struct proc {
	pid_t pid;
	bool opened;
	bool tried; /* scan and words are set: what the kernel was seen to tell */
	bool scan;
	uint16_t words; /* PAGE_* facts that pagemap words tell */
	bool no_scan;   /* as if the kernel had no PAGEMAP_SCAN: pagemap words alone, ZERO and HUGE unknown */
	int maps, pagemap, smaps, status; /* descriptors */
	char *scratch;                    /* PROC_SCRATCH bytes, for one call at a time */
	struct memmap own;                /* lines, where a call needs them by itself */
	struct pids_info *light, *heavy;  /* totals without and with PSS and USS; made on first use */
};

#define PROC_SCRATCH 65536
#define PROC_UNKNOWN ((uint64_t)-1)

int proc_open(struct proc *p, pid_t pid, struct err *e);
void proc_close(struct proc *p);

/* All lines of maps, bytes verbatim in out->raw. Memory of `out` is reused; zeroed is fine. */
int proc_maps(struct proc *p, struct memmap *out, struct err *e);

/*
 * Facts of the pages of [start, end), which need not be mapped and is widened to whole pages; out is initialised here
 * (finish it first if it held something) and has one run for a terabyte without pages. PAGE_RESIDENT is not known here:
 * pageset_merge it from mincore. A fact that this kernel does not tell is absent from `known`.
 */
int proc_pages(struct proc *p, uint64_t start, uint64_t end, struct pageset *out, struct err *e);

/* Counts of present pages, for drawing (all 0 on failure or part of them): present[i] is that of bucket i of n over
   [start, end), all n equally wide but the last (proc_bar_width bytes, whole pages). Costs about one walk of the page
   table. */
int proc_bar(struct proc *p, uint64_t start, uint64_t end, uint64_t *present, size_t n, struct err *e);
uint64_t proc_bar_width(uint64_t start, uint64_t end, size_t n);

/* The smaps entry that holds addr: a size field ("Rss", "Pss", "AnonHugePages") in bytes.
   -ENOENT: no such field; -EFAULT: addr is not mapped. */
int proc_smaps(struct proc *p, uint64_t addr, const char *field, uint64_t *bytes, struct err *e);
/* Is the two-letter flag ("lo", "ht") among its VmFlags? 1, 0 or -errno as above. */
int proc_vmflag(struct proc *p, uint64_t addr, const char *flag, struct err *e);
/* A size field of /proc/PID/status ("VmLck", "VmRSS") in bytes; -ENOENT: no such field. */
int proc_status(struct proc *p, const char *field, uint64_t *bytes, struct err *e);

/* Totals by libproc2. What cannot be known is PROC_UNKNOWN; all but vm_size and rss are so unless `heavy`: the
   others cost more reads, pss and uss a walk of the page table. */
void proc_totals(struct proc *p, bool heavy, struct totals *out);

/* Copies n bytes at addr, of present pages only: -ENODATA where one is absent, since a read would fault it in. */
int proc_peek(struct proc *p, uint64_t addr, void *buf, size_t n, struct err *e);
/* The page frame number behind addr. -EPERM: the kernel hides it from us; -ENODATA: not present. */
int proc_frame(struct proc *p, uint64_t addr, uint64_t *pfn, struct err *e);

/* How many pages of [off, off + len) of a file are in the page cache, -EPERM where it is not ours to know; `page` is
 * the system's page in bytes. */
int proc_cached(int fd, uint64_t off, uint64_t len, uint64_t page, uint64_t *pages, struct err *e);
/* The same by mincore(2), as on kernels without cachestat(2): 6.4 and before. fd must be open for reading. */
int proc_cached_mincore(int fd, uint64_t off, uint64_t len, uint64_t page, uint64_t *pages, struct err *e);

#endif
