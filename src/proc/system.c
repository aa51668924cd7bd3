/* Tries what the kernel can do, and reads its settings. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/tr.h"
#include "model/pageset.h"
#include "proc/pagemap.h"
#include "proc/proc.h"
#include "proc/proc_said.h"
#include "proc/proc_system.h"
#include "proc/system_calls.h"

uint64_t proc_page_size(void)
{
	return (uint64_t)sysconf(_SC_PAGESIZE);
}

const char *proc_release(char *out, size_t size)
{
	struct utsname u;
	(void)snprintf(out, size, "%s", uname(&u) < 0 ? "" : u.release);
	return out;
}

/* "vm.overcommit_memory" names /proc/sys/vm/overcommit_memory; no other characters, so no way out of there. */
static bool sysctl_path(const char *name, char *path, size_t size)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_-.";
	if (!*name || *name == '.' || name[strspn(name, allowed)] || strstr(name, ".."))
		return false;
	int n = snprintf(path, size, "/proc/sys/%s", name);
	if (n < 0 || (size_t)n >= size)
		return false;
	for (char *at = path + strlen("/proc/sys/"); *at; at++)
		if (*at == '.')
			*at = '/';
	return true;
}

int proc_sysctl(const char *name, struct buf *out)
{
	char path[256];
	if (!sysctl_path(name, path, sizeof(path)))
		return -EINVAL;
	return proc_file(path, out);
}

/* What an attempt says: a refusal that only a lack of the feature explains is 0, any other failure is itself. */
static int judge(bool worked)
{
	if (worked)
		return 1;
	return errno == ENOSYS || errno == EINVAL || errno == EPERM || errno == EOPNOTSUPP ? 0 : -errno;
}

static void *map_page(int flags)
{
	return mmap(NULL, proc_page_size(), PROT_READ | PROT_WRITE, MAP_ANONYMOUS | flags, -1, 0);
}

/* Huge pages are reserved by mmap, so nothing has to be touched. */
static int try_hugetlb(void)
{
	struct system_memory s;
	proc_memory(&s);
	if (s.huge_page == PROC_UNKNOWN || s.huge_page == 0)
		return 0;
	void *m = mmap(NULL, s.huge_page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
	if (m == MAP_FAILED)
		return errno == ENOMEM ? 0 : judge(false);
	(void)munmap(m, s.huge_page);
	return 1;
}

static int try_swap(void)
{
	struct system_memory m;
	proc_memory(&m);
	return m.swap_total == PROC_UNKNOWN ? -EIO : m.swap_total > 0;
}

static int try_thp(void)
{
	struct buf word;
	buf_init(&word, 64);
	int status = proc_thp("enabled", &word);
	int has = strcmp(buf_str(&word), "always") == 0 || strcmp(buf_str(&word), "madvise") == 0;
	buf_finish(&word);
	return status == -ENOENT ? 0 : status < 0 ? status : has;
}

static int try_pkeys(void)
{
	int key = pkey_alloc(0, 0);
	if (key < 0)
		return errno == ENOSPC ? 0 : judge(false); /* ENOSPC: also where the processor has none */
	(void)pkey_free(key);
	return 1;
}

/* Nothing is sealed by a length of 0. */
static int try_mseal(void)
{
	return judge(syscall(NR_MSEAL, 0, 0, 0) == 0);
}

static int try_guard(void)
{
	void *m = map_page(MAP_PRIVATE);
	if (m == MAP_FAILED)
		return -errno;
	int has = judge(madvise(m, proc_page_size(), MADVISE_GUARD_INSTALL) == 0);
	(void)munmap(m, proc_page_size());
	return has;
}

static int try_droppable(void)
{
	void *m = map_page(MAP_TYPE_DROPPABLE);
	int has = judge(m != MAP_FAILED);
	if (m != MAP_FAILED)
		(void)munmap(m, proc_page_size());
	return has;
}

static int try_softdirty(void)
{
	return (pagemap_tells() & PAGE_SOFTDIRTY) != 0;
}

static int open_pagemap(void)
{
	int fd = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

static int try_scan(void)
{
	int fd = open_pagemap();
	if (fd < 0)
		return fd;
	int has = pagemap_has_scan(fd);
	(void)close(fd);
	return has;
}

static int try_cachestat(void)
{
	return judge(syscall(NR_CACHESTAT, -1, NULL, NULL, 0) < 0 && (errno == EBADF || errno == EFAULT));
}

static int try_frames(void)
{
	int fd = open_pagemap();
	if (fd < 0)
		return fd;
	uint64_t word = 0;
	volatile char here = 1; /* on the stack, so its page is present */
	ssize_t n = pagemap_words(fd, (uint64_t)(uintptr_t)&here / proc_page_size(), &word, 1);
	(void)close(fd);
	return n < 0 ? (int)n : (word & WORD_PRESENT) && (word & WORD_FRAME) != 0;
}

/* The common zero page is mapped by others too; a page that is exclusive is one of our own. */
static int try_zero_page(void)
{
	volatile char *m = map_page(MAP_PRIVATE);
	if (m == MAP_FAILED)
		return -errno;
	(void)m[0];
	uint64_t word = 0;
	int fd = open_pagemap(), n = fd;
	if (fd >= 0) {
		n = (int)pagemap_words(fd, (uint64_t)(uintptr_t)m / proc_page_size(), &word, 1);
		(void)close(fd);
	}
	(void)munmap((void *)(uintptr_t)m, proc_page_size());
	return n < 0 ? n : (word & WORD_PRESENT) && !(word & WORD_EXCLUSIVE);
}

static const struct {
	const char *name;
	int (*attempt)(void);
	const char *without; /* what is said where it is not there */
} table[FEATURES] = {
	[FEATURE_HUGETLB] = { "hugetlb", try_hugetlb, N_("the pool of huge pages is empty (vm.nr_hugepages)") },
	[FEATURE_SWAP] = { "swap", try_swap, N_("no swap is on") },
	[FEATURE_THP] = { "thp", try_thp, N_("transparent huge pages are off") },
	[FEATURE_PKEYS] = { "pkeys", try_pkeys, N_("the processor or the kernel has no protection keys (pkey_alloc)") },
	[FEATURE_MSEAL] = { "mseal", try_mseal, N_("the kernel has no mseal()") },
	[FEATURE_GUARD] = { "guard", try_guard, N_("the kernel has no MADV_GUARD_INSTALL") },
	[FEATURE_DROPPABLE] = { "droppable", try_droppable, N_("the kernel has no MAP_DROPPABLE") },
	[FEATURE_SOFTDIRTY] = { "softdirty", try_softdirty, N_("the kernel keeps no soft-dirty bit") },
	[FEATURE_SCAN] = { "pagemap_scan", try_scan, N_("the kernel has no PAGEMAP_SCAN") },
	[FEATURE_CACHESTAT] = { "cachestat", try_cachestat, N_("the kernel has no cachestat()") },
	[FEATURE_FRAMES] = { "frames", try_frames,
			     N_("the kernel shows the numbers of page frames to root alone (CAP_SYS_ADMIN)") },
	[FEATURE_ZERO_PAGE] = { "zero_page", try_zero_page,
				N_("the kernel has no zero page: fresh memory that is only read is a page of its "
				   "own") },
};

const char *feature_name(enum feature f)
{
	return table[f].name;
}

const char *feature_without(enum feature f)
{
	return tr(table[f].without);
}

enum feature feature_find(const char *name)
{
	unsigned f = 0;
	while (f < FEATURES && strcmp(table[f].name, name) != 0)
		f++;
	return (enum feature)f;
}

int proc_has(enum feature f)
{
	return table[f].attempt();
}
