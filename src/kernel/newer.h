/*
 * What newer kernels know and the headers of Debian 12 (Linux 6.1, glibc 2.36) do not: numbers, which are the same
 * on x86-64 and aarch64. Whether the running kernel has it is found by trying. Include after the system's headers.
 */
#ifndef KERNEL_NEWER_H
#define KERNEL_NEWER_H

#include <fcntl.h>
#include <linux/falloc.h>
#include <linux/mman.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifndef SYS_cachestat /* 6.5 */
#define SYS_cachestat 451
#endif
#ifndef SYS_mseal /* 6.10 */
#define SYS_mseal 462
#endif

#ifndef MAP_DROPPABLE /* 6.11 */
#define MAP_DROPPABLE 0x08
#endif
#ifndef MAP_HUGE_16KB
#define MAP_HUGE_16KB (14U << 26)
#endif
#ifndef MADV_GUARD_INSTALL /* 6.13 */
#define MADV_GUARD_INSTALL 102
#define MADV_GUARD_REMOVE  103
#endif
#ifndef PKEY_UNRESTRICTED /* 6.15 */
#define PKEY_UNRESTRICTED 0
#endif
#ifndef MFD_NOEXEC_SEAL /* 6.3 */
#define MFD_NOEXEC_SEAL 0x0008U
#define MFD_EXEC        0x0010U
#endif
#ifndef F_SEAL_EXEC /* 6.3 */
#define F_SEAL_EXEC 0x0020
#endif
#ifndef FALLOC_FL_WRITE_ZEROES /* 6.17 */
#define FALLOC_FL_WRITE_ZEROES 0x80
#endif
#ifndef PR_SET_MDWE /* 6.3 */
#define PR_SET_MDWE              65
#define PR_MDWE_REFUSE_EXEC_GAIN (1UL << 0)
#define PR_GET_MDWE              66
#endif
#ifndef PR_SET_MEMORY_MERGE /* 6.4 */
#define PR_SET_MEMORY_MERGE 67
#define PR_GET_MEMORY_MERGE 68
#endif
#ifndef PR_MDWE_NO_INHERIT /* 6.6 */
#define PR_MDWE_NO_INHERIT (1UL << 1)
#endif

/* The kernel's number: the C library's own O_LARGEFILE is 0 where every off_t has 64 bits. */
#ifdef __aarch64__
#define KERNEL_O_LARGEFILE 0400000
#else
#define KERNEL_O_LARGEFILE 0100000
#endif

/* As in <linux/mman.h> of 6.5, under names of our own: both may be there. */
struct kernel_cachestat_range {
	uint64_t off, len;
};

struct kernel_cachestat {
	uint64_t nr_cache, nr_dirty, nr_writeback, nr_evicted, nr_recently_evicted;
};

#endif
