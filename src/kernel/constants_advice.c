/* What madvise, msync, mlock and posix_fadvise take. */
#include "kernel/newer.h"
#include "kernel/rows.h"

#define MADV(n, help_)  CONSTANT(#n, n, "MADV", "madvise(2)", help_)
#define MS(n, help_)    CONSTANT(#n, n, "MS", "msync(2)", help_)
#define MCL(n, help_)   CONSTANT(#n, n, "MCL", "mlock(2)", help_)
#define MLOCK(n, help_) CONSTANT(#n, n, "MLOCK", "mlock(2)", help_)
#define FADV(n, help_)  CONSTANT(#n, n, "POSIX_FADV", "posix_fadvise(2)", help_)

static const struct constant rows[] = {
	MADV(MADV_NORMAL, "no advice: the usual read-ahead"),
	MADV(MADV_RANDOM, "used in random order: reading ahead is of no use"),
	MADV(MADV_SEQUENTIAL, "used in order: read far ahead"),
	MADV(MADV_WILLNEED, "needed soon: start reading it now"),
	MADV(MADV_DONTNEED, "drop the pages now; anonymous ones come back as zeros"),
	MADV(MADV_FREE, "the pages may be dropped once memory is short; a store before that keeps them"),
	MADV(MADV_REMOVE, "drop the pages and punch a hole into what is behind them"),
	MADV(MADV_DONTFORK, "a child of fork does not get this range"),
	MADV(MADV_DOFORK, "undoes MADV_DONTFORK"),
	MADV(MADV_WIPEONFORK, "a child of fork finds zeros here"),
	MADV(MADV_KEEPONFORK, "undoes MADV_WIPEONFORK"),
	MADV(MADV_MERGEABLE, "equal pages may become one, copied when written (KSM)"),
	MADV(MADV_UNMERGEABLE, "undoes MADV_MERGEABLE"),
	MADV(MADV_HUGEPAGE, "use transparent huge pages where that is possible"),
	MADV(MADV_NOHUGEPAGE, "use no transparent huge pages"),
	MADV(MADV_COLLAPSE, "make transparent huge pages of what is there, now"),
	MADV(MADV_DONTDUMP, "leave it out of a core dump"),
	MADV(MADV_DODUMP, "undoes MADV_DONTDUMP"),
	MADV(MADV_COLD, "first in line when memory is short"),
	MADV(MADV_PAGEOUT, "put the pages out now: to swap or to their file"),
	MADV(MADV_POPULATE_READ, "fault all pages in as a read would"),
	MADV(MADV_POPULATE_WRITE, "fault all pages in as a write would"),
	MADV(MADV_DONTNEED_LOCKED, "MADV_DONTNEED that works on locked pages too"),
	MADV(MADV_GUARD_INSTALL, "make guard pages: a touch is SIGSEGV, without a mapping of their own (6.13)"),
	MADV(MADV_GUARD_REMOVE, "undoes MADV_GUARD_INSTALL; the pages are zero"),
	MADV(MADV_HWPOISON, "treat the page as broken memory; refused here, it harms the machine"),
	MADV(MADV_SOFT_OFFLINE, "take the page's memory out of use; refused here, it harms the machine"),

	MS(MS_ASYNC, "writing back may happen later; on Linux it starts nothing"),
	MS(MS_SYNC, "write back and wait for it"),
	MS(MS_INVALIDATE, "other mappings of the file must see it; EBUSY where pages are locked"),

	MCL(MCL_CURRENT, "all that is mapped now"),
	MCL(MCL_FUTURE, "all that will be mapped"),
	MCL(MCL_ONFAULT, "with the others: hold each page from its first touch on"),
	MLOCK(MLOCK_ONFAULT, "hold each page from its first touch on"),

	FADV(POSIX_FADV_NORMAL, "no advice: the usual read-ahead"),
	FADV(POSIX_FADV_RANDOM, "read in random order: reading ahead is of no use"),
	FADV(POSIX_FADV_SEQUENTIAL, "read in order: read further ahead"),
	FADV(POSIX_FADV_WILLNEED, "needed soon: read it into the page cache"),
	FADV(POSIX_FADV_DONTNEED, "put its clean, unmapped pages out of the page cache"),
	FADV(POSIX_FADV_NOREUSE, "read once"),
};

const struct constant_rows constants_advice = ROWS_OF(rows);
