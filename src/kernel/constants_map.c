/* What mmap and its kin take: protections, kinds of mappings, moving, protection keys. */
#include <linux/mman.h>

#include "kernel/newer.h"
#include "kernel/rows.h"

#define PROT(n, help_)   CONSTANT(#n, n, "PROT", "mprotect(2)", help_)
#define MAP(n, help_)    CONSTANT(#n, n, "MAP", "mmap(2)", help_)
#define MREMAP(n, help_) CONSTANT(#n, n, "MREMAP", "mremap(2)", help_)
#define PKEY(n, help_)   CONSTANT(#n, n, "PKEY", "pkey_alloc(2)", help_)

static const struct constant rows[] = {
	PROT(PROT_NONE, "no access at all: every touch is a fault"),
	PROT(PROT_READ, "pages may be read"),
	PROT(PROT_WRITE, "pages may be written; on most machines read as well"),
	PROT(PROT_EXEC, "pages may hold code that is run"),
	PROT(PROT_SEM, "asked for atomic operations once; no effect today"),
	PROT(PROT_GROWSDOWN, "mprotect: from the start of a mapping that grows down"),
	PROT(PROT_GROWSUP, "mprotect: to the end of a mapping that grows up"),
#ifdef __aarch64__
	CONSTANT("PROT_BTI", 0x10, "PROT", "mprotect(2)", "jumps into the code are checked (aarch64)"),
	CONSTANT("PROT_MTE", 0x20, "PROT", "mprotect(2)", "memory is tagged (aarch64)"),
#endif

	MAP(MAP_SHARED, "stores reach the file and every process that maps it"),
	MAP(MAP_PRIVATE, "copy on write: stores stay with this process"),
	MAP(MAP_SHARED_VALIDATE, "MAP_SHARED that refuses flags it does not know with EOPNOTSUPP"),
	MAP(MAP_DROPPABLE, "anonymous pages that the kernel may drop under pressure (6.11)"),
	MAP(MAP_TYPE, "mask of the bits that say shared or private"),
	MAP(MAP_FIXED, "exactly at addr; what was there is unmapped without a word"),
	MAP(MAP_FIXED_NOREPLACE, "exactly at addr, or EEXIST where something is there"),
	MAP(MAP_ANONYMOUS, "fresh zeroed memory without a file"),
	ALIAS(MAP_ANON, "MAP", "MAP_ANONYMOUS", "mmap(2)", "older spelling of MAP_ANONYMOUS"),
	MAP(MAP_FILE, "0; says that a file is mapped, for compatibility"),
#ifdef MAP_32BIT
	MAP(MAP_32BIT, "in the low 2 GiB of addresses (x86-64)"),
#endif
#ifdef __x86_64__
	CONSTANT("MAP_ABOVE4G", 0x80, "MAP", "mmap(2)", "above the low 4 GiB of addresses (x86-64)"),
#endif
	MAP(MAP_GROWSDOWN, "for stacks: a touch just below extends the mapping downwards"),
	MAP(MAP_STACK, "says that it is for a stack: keeps huge pages away where the kernel heeds it"),
	MAP(MAP_LOCKED, "brought into memory at once and held there"),
	MAP(MAP_POPULATE, "page tables are filled at once; for a file it reads ahead"),
	MAP(MAP_NONBLOCK, "with MAP_POPULATE: populate nothing"),
	MAP(MAP_NORESERVE, "no memory or swap is reserved in advance"),
	MAP(MAP_HUGETLB, "made of huge pages out of the pool"),
	MAP(MAP_SYNC, "with MAP_SHARED_VALIDATE: for files in persistent memory (DAX)"),
	MAP(MAP_DENYWRITE, "ignored; once made writers of the file fail"),
	MAP(MAP_EXECUTABLE, "ignored"),
	MAP(MAP_UNINITIALIZED, "memory that is not cleared; only on systems without an MMU"),
	MAP(MAP_HUGE_SHIFT, "the size of huge pages, as a power of two, stands from this bit on"),
	MAP(MAP_HUGE_MASK, "mask of that size, after the shift"),
	MAP(MAP_HUGE_16KB, "with MAP_HUGETLB: pages of 16 KiB"),
	MAP(MAP_HUGE_64KB, "with MAP_HUGETLB: pages of 64 KiB"),
	MAP(MAP_HUGE_512KB, "with MAP_HUGETLB: pages of 512 KiB"),
	MAP(MAP_HUGE_1MB, "with MAP_HUGETLB: pages of 1 MiB"),
	MAP(MAP_HUGE_2MB, "with MAP_HUGETLB: pages of 2 MiB"),
	MAP(MAP_HUGE_8MB, "with MAP_HUGETLB: pages of 8 MiB"),
	MAP(MAP_HUGE_16MB, "with MAP_HUGETLB: pages of 16 MiB"),
	MAP(MAP_HUGE_32MB, "with MAP_HUGETLB: pages of 32 MiB"),
	MAP(MAP_HUGE_256MB, "with MAP_HUGETLB: pages of 256 MiB"),
	MAP(MAP_HUGE_512MB, "with MAP_HUGETLB: pages of 512 MiB"),
	MAP(MAP_HUGE_1GB, "with MAP_HUGETLB: pages of 1 GiB"),
	MAP(MAP_HUGE_2GB, "with MAP_HUGETLB: pages of 2 GiB"),
	MAP(MAP_HUGE_16GB, "with MAP_HUGETLB: pages of 16 GiB"),

	MREMAP(MREMAP_MAYMOVE, "it may move where there is no room to grow"),
	MREMAP(MREMAP_FIXED, "move it exactly to new_address; what was there is unmapped"),
	MREMAP(MREMAP_DONTUNMAP, "the pages move, the old range stays mapped and empty"),

	PKEY(PKEY_UNRESTRICTED, "the key denies nothing"),
	PKEY(PKEY_DISABLE_ACCESS, "the key denies reading and writing"),
	PKEY(PKEY_DISABLE_WRITE, "the key denies writing"),
};

const struct constant_rows constants_map = ROWS_OF(rows);
