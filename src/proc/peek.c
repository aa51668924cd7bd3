/* Memory of a process, as it is: only pages that are present, since reading another would fault it in. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "proc/pagemap.h"
#include "proc/proc.h"
#include "proc/proc_system.h"
#include "proc/reading.h"

enum { CHUNK = PROC_SCRATCH / sizeof(uint64_t) };

static int absent(uint64_t addr, struct err *e)
{
	return err_set(e, ENODATA, "", "", "the page at 0x%llx is not present", (unsigned long long)addr);
}

/* 0 where each of n pages from page number `first` is present. */
static int check_present(struct proc *p, uint64_t first, uint64_t n, struct err *e)
{
	uint64_t *words = (void *)p->scratch;
	for (uint64_t done = 0; done < n;) {
		size_t want = n - done < CHUNK ? (size_t)(n - done) : CHUNK;
		ssize_t got = pagemap_words(p->pagemap, first + done, words, want);
		if (got < 0)
			return reading_failed(p, "pagemap", (int)-got, e);
		for (size_t i = 0; i < want; i++)
			if (i >= (size_t)got || !(words[i] & WORD_PRESENT))
				return absent((first + done + i) * proc_page_size(), e);
		done += want;
	}
	return 0;
}

/*
 * As a debugger reads, pages without PROT_READ too; errno is set where it cannot. Not process_vm_readv(): it pins
 * the pages, and since Linux 5.19 that makes a copy of each that a fork left shared.
 */
static bool peek_bytes(struct proc *p, uint64_t addr, void *buf, size_t n)
{
	char path[64];
	(void)snprintf(path, sizeof path, "/proc/%d/mem", (int)p->pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	ssize_t got = pread(fd, buf, n, (off_t)addr);
	int num = got < 0 ? errno : EFAULT;
	(void)close(fd);
	errno = num;
	return got == (ssize_t)n;
}

int proc_peek(struct proc *p, uint64_t addr, void *buf, size_t n, struct err *e)
{
	if (n == 0)
		return 0;
	if (n - 1 > UINT64_MAX - addr)
		return err_set(e, EFAULT, "", "", "the range passes the end of the address space");
	int status = pagemap_alive(p->pagemap);
	if (status < 0)
		return reading_failed(p, "pagemap", -status, e);
	uint64_t page = proc_page_size(), first = addr / page, last = (addr + (n - 1)) / page;
	status = check_present(p, first, last - first + 1, e);
	if (status < 0)
		return status;
	if (peek_bytes(p, addr, buf, n))
		return 0;
	return err_set(e, errno, "pread(/proc/PID/mem)", "", "memory of process %d cannot be read", (int)p->pid);
}

int proc_frame(struct proc *p, uint64_t addr, uint64_t *pfn, struct err *e)
{
	uint64_t word;
	int status = pagemap_alive(p->pagemap);
	ssize_t got = status < 0 ? status : pagemap_words(p->pagemap, addr / proc_page_size(), &word, 1);
	if (got < 0)
		return reading_failed(p, "pagemap", (int)-got, e);
	if (got == 0 || !(word & WORD_PRESENT))
		return absent(addr, e);
	if ((word & WORD_FRAME) == 0)
		return err_set(e, EPERM, "", "frame numbers are for root (CAP_SYS_ADMIN)",
			       "the kernel hides frame numbers");
	*pfn = word & WORD_FRAME;
	return 0;
}
