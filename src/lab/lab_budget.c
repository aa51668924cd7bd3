/*
 * The memory that a lab and its forks may take. Kept as an upper bound, since reading the truth costs more than
 * most statements: what the members had when they were last read, and all that was allowed since. Only a request
 * that would pass the budget has it read again.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/tr.h"
#include "kernel/newer.h"
#include "lab/inside.h"

#define HUGE_PAGE (2ULL << 20)
#define MEMLOCK   (8ULL << 20)  /* the kernel locks no more than that for the lab */
#define FILE_MAX  (64ULL << 20) /* RLIMIT_FSIZE of the lab: a call writes no more */
#define TOP       (1ULL << 56)  /* no machine maps as much: the kernel refuses it */

static uint64_t add(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static uint64_t at_most(uint64_t n, uint64_t max)
{
	return n < max ? n : max;
}

/* Bytes behind a name of /proc/PID/status, where it says kB. */
static uint64_t status_field(const char *text, const char *name)
{
	const char *at = strstr(text, name);
	return at ? strtoull(at + strlen(name), NULL, 10) * 1024 : 0;
}

/* The sum of these fields of a process; 0 where it has ended. */
static uint64_t status_bytes(const struct lab *l, const char *name, ...)
{
	char path[64], text[4096];
	uint64_t sum = 0;
	va_list more;
	(void)snprintf(path, sizeof path, "/proc/%d/status", (int)l->pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	ssize_t n = read(fd, text, sizeof text - 1);
	(void)close(fd);
	text[n > 0 ? n : 0] = '\0';
	va_start(more, name);
	for (; name; name = va_arg(more, const char *))
		sum += status_field(text, name);
	va_end(more);
	return sum;
}

/* Memory of one process: what it has, what was put out, and its page tables. */
static uint64_t member_bytes(const struct lab *l)
{
	return status_bytes(l, "VmRSS:", "VmPTE:", "VmSwap:", (char *)NULL);
}

/*
 * Shared memory without a file of the disk outlives what maps it in one process:
 *
 *   object   |xxxxxxxxxxxx|   xxxx in memory         RSS counts what the page table has,
 *   maps          |..|        after munmap(), too    after MADV_DONTNEED nothing
 *
 * No file of /proc tells how much such objects hold. So what a process drops of it is counted as kept, for good.
 */
static uint64_t dropped(const struct lab_op *op)
{
	static const int advice[] = { MADV_DONTNEED, MADV_FREE, MADV_PAGEOUT, 24 /* MADV_DONTNEED_LOCKED */ };
	const long nr = op->kind == LAB_CALL ? op->call->nr : -1;
	const uint64_t *w = op->words;
	if (nr == SYS_munmap || nr == SYS_remap_file_pages)
		return w[1];
	if (nr == SYS_mremap)
		return add(w[1], w[2]);
	if (nr == SYS_mmap)
		return w[3] & MAP_FIXED ? w[1] : 0;
	for (size_t i = 0; nr == SYS_madvise && i < sizeof advice / sizeof advice[0]; i++) {
		if ((int)w[2] == advice[i])
			return w[1];
	}
	return nr == SYS_exit_group ? UINT64_MAX : 0;
}

static bool makes_shared(const struct lab_op *op)
{
	if (op->kind != LAB_CALL)
		return false;
	return op->call->nr == SYS_memfd_create ||
	       (op->call->nr == SYS_mmap && (op->words[3] & MAP_ANONYMOUS) && (op->words[3] & MAP_SHARED));
}

/* Up to where something is dropped again: first the drops that the ops begin with, then those that drop nothing. */
size_t budget_part(struct lab *l, const struct lab_op *ops, size_t n)
{
	size_t i = 0;
	for (size_t k = 0; k < n; k++)
		l->family->shared |= makes_shared(&ops[k]);
	if (!l->family->shared)
		return n;
	while (i < n && dropped(&ops[i]))
		i++;
	while (i < n && !dropped(&ops[i]))
		i++;
	return i;
}

void budget_drop(struct lab *l, const struct lab_op *ops, size_t n)
{
	uint64_t most = n == 0 ? UINT64_MAX : 0;
	if (!l->family->shared)
		return;
	for (size_t i = 0; i < n; i++)
		most = add(most, dropped(&ops[i]));
	if (most > 0)
		l->family->files = add(l->family->files, at_most(most, status_bytes(l, "RssShmem:", (char *)NULL)));
}

static void read_again(struct family *f)
{
	f->spent = 0;
	for (const struct lab *l = f->first; l; l = l->next)
		f->spent += l->ended ? 0 : member_bytes(l);
}

void budget_leave(struct lab *l)
{
	if (l->family->first != l || l->next)
		l->family->departed += member_bytes(l);
}

/* A file in memory stays full when nothing maps it; one on a disk can be written back. */
static bool in_memory(const struct lab *l, uint64_t fd)
{
	char path[64];
	struct statfs fs;
	(void)snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)l->pid, (int)fd);
	return statfs(path, &fs) == 0 && fs.f_type == TMPFS_MAGIC;
}

struct cost {
	uint64_t memory, files; /* bytes */
	uint64_t disk; /* bytes of files on a disk, by one request; their sum is watched by who made the files */
};

static struct cost cost_mmap(const struct lab *l, const uint64_t *w)
{
	struct cost c = { 0 };
	(void)l;
	if (w[3] & MAP_POPULATE)
		c.memory = w[1];
	else if (w[3] & MAP_LOCKED)
		c.memory = at_most(w[1], MEMLOCK);
	return c;
}

static struct cost cost_madvise(const struct lab *l, const uint64_t *w)
{
	struct cost c = { 0 };
	int advice = (int)w[2];
	(void)l;
	if (advice == MADV_POPULATE_READ || advice == MADV_POPULATE_WRITE)
		c.memory = w[1];
	else if (advice == 25 /* MADV_COLLAPSE, which the headers of Debian 12 lack */)
		c.memory = add(w[1], HUGE_PAGE);
	return c;
}

static struct cost cost_lock(const struct lab *l, const uint64_t *w)
{
	(void)l;
	return (struct cost){ .memory = at_most(w[1], MEMLOCK) };
}

static struct cost cost_lock_all(const struct lab *l, const uint64_t *w)
{
	(void)l;
	(void)w;
	return (struct cost){ .memory = MEMLOCK };
}

static struct cost cost_read(const struct lab *l, const uint64_t *w)
{
	(void)l;
	return (struct cost){ .memory = w[2] };
}

static struct cost cost_write(const struct lab *l, const uint64_t *w)
{
	if (in_memory(l, w[0]))
		return (struct cost){ .files = w[2] };
	return (struct cost){ .disk = w[2] };
}

static struct cost cost_fallocate(const struct lab *l, const uint64_t *w)
{
	if (w[1] != 0)
		return (struct cost){ 0 };
	if (in_memory(l, w[0]))
		return (struct cost){ .files = w[3] };
	return (struct cost){ .disk = w[3] };
}

static const struct {
	long nr;
	struct cost (*cost)(const struct lab *l, const uint64_t *w);
} costs[] = {
	{ SYS_mmap, cost_mmap },           { SYS_madvise, cost_madvise }, { SYS_mlock, cost_lock },
	{ SYS_mlock2, cost_lock },         { SYS_read, cost_read },       { SYS_pread64, cost_read },
	{ SYS_mlockall, cost_lock_all },   { SYS_write, cost_write },     { SYS_pwrite64, cost_write },
	{ SYS_fallocate, cost_fallocate },
};

static struct cost cost_call(const struct lab *l, const struct lab_op *op)
{
	uint64_t words[6];
	check_words(op, words);
	for (size_t i = 0; i < sizeof costs / sizeof costs[0]; i++) {
		if (costs[i].nr == op->call->nr)
			return costs[i].cost(l, words);
	}
	return (struct cost){ 0 };
}

/* An access can bring in a huge page, or a page of page tables; those that follow in the same one cost no more. */
static struct cost cost_access(const struct lab_op *op, const struct lab_op *before)
{
	bool walk = op->kind == LAB_TOUCH || op->kind == LAB_DIRTY;
	uint64_t n = walk ? op->words[1] : op->kind == LAB_FILL || op->kind == LAB_COPY ? op->words[2] : 1;
	uint64_t place = op->words[0] / HUGE_PAGE;
	if (n == 1 && before && before->kind != LAB_CALL && before->words[0] / HUGE_PAGE == place)
		return (struct cost){ 0 };
	return (struct cost){ .memory = n == 1 ? HUGE_PAGE : n };
}

static struct cost cost_of(const struct lab *l, const struct lab_op *ops, size_t n)
{
	struct cost sum = { 0 };
	for (size_t i = 0; i < n; i++) {
		struct cost c =
		    ops[i].kind == LAB_CALL ? cost_call(l, &ops[i]) : cost_access(&ops[i], i ? &ops[i - 1] : NULL);
		sum.memory = add(sum.memory, c.memory >= TOP && ops[i].kind == LAB_CALL ? 0 : c.memory);
		sum.files = add(sum.files, c.files >= TOP ? 0 : c.files);
		sum.disk = add(sum.disk, c.disk > FILE_MAX ? FILE_MAX : c.disk);
	}
	return sum;
}

static uint64_t taken(const struct family *f, const struct cost *c)
{
	return add(add(f->spent + f->files + f->departed, c->memory), c->files);
}

bool budget_passed(struct lab *l, char all[FMT_MAX])
{
	read_again(l->family);
	(void)fmt_size(all, l->family->budget);
	return taken(l->family, &(struct cost){ 0 }) > l->family->budget;
}

int budget_check(struct lab *l, const struct lab_op *ops, size_t n, struct err *e)
{
	struct family *f = l->family;
	struct cost c = cost_of(l, ops, n);
	char need[FMT_MAX], all[FMT_MAX];

	if (taken(f, &c) > f->budget)
		read_again(f);
	if (taken(f, &c) > f->budget || c.disk > f->budget)
		return err_set(e, ENOMEM, "", "",
			       "the statement may need %s of memory%s, more than is left of the %s that a "
			       "lesson may have",
			       fmt_size(need, add(add(c.memory, c.files), c.disk)), c.disk > 0 ? tr(" and disk") : "",
			       fmt_size(all, f->budget));
	f->spent += c.memory;
	f->files += c.files;
	return 0;
}
