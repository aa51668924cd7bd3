/* Scans and words of pagemap. */
#include "proc/pagemap.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "model/pageset.h"
#include "proc/proc_system.h"
#include "proc/system_calls.h"

/* The argument of PAGEMAP_SCAN, as the kernel lays it out. */
struct scan_arg {
	uint64_t size, flags, start, end, walk_end, vec, vec_len, max_pages;
	uint64_t inverted, all_of, any_of, tell;
};
#define SCAN_IOCTL _IOWR('f', 16, struct scan_arg)

/* One call. It ended before `end` only where it filled the vector; walk_end of a complete walk means nothing. */
static int fill(struct scan *s)
{
	struct scan_arg arg = {
		.size = sizeof(arg),
		.start = s->next,
		.end = s->end,
		.vec = (uint64_t)(uintptr_t)s->v,
		.vec_len = s->cap,
		.any_of = s->anyof,
		.tell = s->tell,
	};
	int n;
	do
		n = ioctl(s->fd, SCAN_IOCTL, &arg);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return -errno;
	s->n = (size_t)n;
	s->at = 0;
	s->complete = s->n < s->cap || arg.walk_end >= s->end;
	s->next = arg.walk_end;
	return 0;
}

int scan_next(struct scan *s, struct scan_region *out)
{
	if (s->at == s->n) {
		if (s->complete || s->next >= s->end)
			return 0;
		int status = fill(s);
		if (status < 0)
			return status;
		if (s->n == 0)
			return 0;
	}
	*out = s->v[s->at++];
	return 1;
}

ssize_t pagemap_words(int fd, uint64_t first, uint64_t *words, size_t n)
{
	size_t have = 0, want = n * sizeof(*words);
	while (have < want) {
		off_t at = (off_t)(first * sizeof(*words) + have);
		ssize_t got = pread(fd, (char *)words + have, want - have, at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -errno;
		if (got == 0)
			break;
		have += (size_t)got;
	}
	return (ssize_t)(have / sizeof(*words));
}

int pagemap_alive(int fd)
{
	uint64_t word;
	ssize_t n = pagemap_words(fd, 0, &word, 1);
	return n == 1 ? 0 : n < 0 ? (int)n : -ESRCH;
}

bool pagemap_has_scan(int fd)
{
	struct scan_region v[1], out;
	const uint64_t all = SCAN_FILE | SCAN_PRESENT | SCAN_SWAPPED | SCAN_ZERO | SCAN_HUGE | SCAN_SOFTDIRTY;
	struct scan s = { .fd = fd, .end = proc_page_size(), .anyof = SCAN_PRESENT, .tell = all, .v = v, .cap = 1 };
	return scan_next(&s, &out) >= 0;
}

uint16_t pagemap_tells(void)
{
	uint16_t facts = PAGE_PRESENT | PAGE_SWAPPED | PAGE_FILE | PAGE_EXCLUSIVE;
	uint64_t page = proc_page_size(), word;
	int fd = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	char *m = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (fd >= 0 && m != MAP_FAILED) {
		uint64_t number = (uint64_t)(uintptr_t)m / page;
		*(volatile char *)m = 1;
		if (pagemap_words(fd, number, &word, 1) == 1 && (word & WORD_SOFTDIRTY))
			facts |= PAGE_SOFTDIRTY;
		if (madvise(m, page, MADVISE_GUARD_INSTALL) == 0 && pagemap_words(fd, number, &word, 1) == 1 &&
		    (word & WORD_GUARD))
			facts |= PAGE_GUARD;
	}
	if (m != MAP_FAILED)
		(void)munmap(m, page);
	if (fd >= 0)
		(void)close(fd);
	return facts;
}
