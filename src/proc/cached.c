/* The pages of a file that are in the page cache. */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "proc/proc.h"
#include "proc/system_calls.h"

/* Pages that are asked of mincore at once. */
enum { WINDOW = 8192 };

/* Pages of the window of `pages` pages at off, which lies inside the file. */
static int count_window(int fd, uint64_t off, uint64_t pages, uint64_t page, uint64_t *count)
{
	unsigned char in[WINDOW];
	void *m = mmap(NULL, pages * page, PROT_NONE, MAP_SHARED, fd, (off_t)off);
	if (m == MAP_FAILED)
		return -errno;
	int status = mincore(m, pages * page, in) < 0 ? -errno : 0;
	for (uint64_t i = 0; status == 0 && i < pages; i++)
		*count += in[i] & 1;
	(void)munmap(m, pages * page);
	return status;
}

/* mincore says "all" for a file that the caller neither owns nor may write. */
static bool may_ask(int fd, const struct stat *st)
{
	return geteuid() == 0 || st->st_uid == geteuid() || faccessat(fd, "", W_OK, AT_EACCESS | AT_EMPTY_PATH) == 0;
}

int proc_cached_mincore(int fd, uint64_t off, uint64_t len, uint64_t page, uint64_t *pages, struct err *e)
{
	struct stat st;
	if (fstat(fd, &st) < 0)
		return err_set(e, errno, "fstat", "", "the file cannot be read");
	if (!may_ask(fd, &st))
		return err_set(e, EPERM, "mincore", "", "what is cached of this file is told to its owner alone");
	uint64_t size = (uint64_t)st.st_size, count = 0;
	uint64_t end = len < UINT64_MAX - off && off + len < size ? off + len : size;
	for (uint64_t at = off - off % page; len && at < end;) {
		uint64_t left = (end - at - 1) / page + 1, n = left < WINDOW ? left : WINDOW;
		int status = count_window(fd, at, n, page, &count);
		if (status < 0)
			return err_set(e, -status, "mincore", "", "what is cached of this file cannot be read");
		at += n * page;
	}
	*pages = count;
	return 0;
}

int proc_cached(int fd, uint64_t off, uint64_t len, uint64_t page, uint64_t *pages, struct err *e)
{
	struct {
		uint64_t off, len;
	} range = { off, len <= UINT64_MAX - off ? len : 0 }; /* 0 is all the rest, to the kernel */
	struct {
		uint64_t cached, dirty, writeback, evicted, recently_evicted;
	} stat = { 0 };
	if (len == 0) {
		*pages = 0;
		return 0;
	}
	if (syscall(NR_CACHESTAT, fd, &range, &stat, 0) == 0) {
		*pages = stat.cached;
		return 0;
	}
	if (errno != ENOSYS)
		return err_set(e, errno, "cachestat", "", "what is cached of this file cannot be read");
	return proc_cached_mincore(fd, off, len, page, pages, e);
}
