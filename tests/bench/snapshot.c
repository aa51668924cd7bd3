/* Reading maps of many lines, and the bar of a terabyte, against the bare reads that they cannot do without. */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/memmap.h"
#include "proc/proc.h"
#include "proc/proc_system.h"
#include "support/figure.h"

enum { PAIRS = 41, BARE_BUFFER = 1 << 20, BAR = 80, REGIONS = 4096 };
static const uint64_t tib = (uint64_t)1 << 40;

static void broken(const char *what)
{
	perror(what);
	exit(1);
}

/* A child whose maps have about `lines` lines: pages that differ in turn, so that none merge. */
static pid_t start_child(size_t lines)
{
	int ready[2];
	char byte;
	if (pipe(ready) < 0)
		broken("pipe");
	pid_t pid = fork();
	if (pid < 0)
		broken("fork");
	if (pid == 0) {
		size_t page = (size_t)sysconf(_SC_PAGESIZE);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		char *m = mmap(NULL, lines * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		for (size_t i = 0; m != MAP_FAILED && i < lines; i += 2) {
			m[i * page] = 1;
			if (mprotect(m + i * page, page, PROT_READ) < 0)
				_exit(1);
		}
		if (write(ready[1], "", 1) == 1)
			for (;;)
				pause();
		_exit(1);
	}
	close(ready[1]);
	if (read(ready[0], &byte, 1) != 1)
		broken("a child with many mappings");
	close(ready[0]);
	return pid;
}

static void end_child(pid_t pid)
{
	if (pid > 0)
		kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void read_bare(int fd, char *buffer)
{
	ssize_t n;
	for (off_t at = 0; (n = pread(fd, buffer, BARE_BUFFER, at)) > 0;)
		at += n;
}

/* Facts of all pages, as a snapshot with residency has them: from the first line to the last of user space. */
static void read_pages(struct proc *p, const struct memmap *m)
{
	struct pageset set = { 0 };
	size_t last = m->n - 1;
	while (last > 0 && m->v[last].end >> 47)
		last--;
	proc_pages(p, m->v[0].start, m->v[last].end, &set, NULL);
	pageset_finish(&set);
}

static void put_pair(const char *what, double *ours, double *bare, double target)
{
	double ratios[PAIRS];
	for (size_t i = 0; i < PAIRS; i++)
		ratios[i] = ours[i] / bare[i];
	figure_put(&(struct figure){ .section = "snapshot",
				     .what = what,
				     .unit = "us",
				     .ours = figure_median(ours, PAIRS) / 1e3,
				     .floor = figure_median(bare, PAIRS) / 1e3,
				     .value = figure_median(ratios, PAIRS),
				     .target = target });
}

static void measure_maps(size_t lines, bool pages)
{
	struct proc p = { 0 };
	struct memmap m = { 0 };
	struct err e = { 0 };
	double ours[PAIRS], bare[PAIRS];
	char path[64], what[80], *buffer = malloc(BARE_BUFFER);
	pid_t pid = start_child(lines);
	snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (!buffer || fd < 0 || proc_open(&p, pid, &e) < 0)
		broken("maps");
	for (int i = -2; i < PAIRS; i++) {
		int64_t t0 = figure_now();
		read_bare(fd, buffer);
		int64_t t1 = figure_now();
		proc_maps(&p, &m, NULL);
		if (pages)
			read_pages(&p, &m);
		int64_t t2 = figure_now();
		if (i >= 0) {
			bare[i] = (double)(t1 - t0);
			ours[i] = (double)(t2 - t1);
		}
	}
	snprintf(what, sizeof what, "%zu lines%s", m.n, pages ? " and their pages" : "");
	put_pair(what, ours, bare, pages ? 3 : 1.5);
	memmap_finish(&m);
	proc_close(&p);
	close(fd);
	free(buffer);
	end_child(pid);
}

/* PAGEMAP_SCAN as of Linux 6.7, for kernel headers that lack it. */
struct scan_arg {
	uint64_t size, flags, start, end, walk_end, vec, vec_len, max_pages;
	uint64_t inverted, mask, anyof, wanted;
};
struct scan_region {
	uint64_t start, end, categories;
};
enum { SCAN_PRESENT = 1 << 3 };

static long scan_bare(int fd, uint64_t start, uint64_t end, struct scan_region *regions)
{
	struct scan_arg arg = { .size = sizeof arg,
				.start = start,
				.end = end,
				.vec = (uint64_t)(uintptr_t)regions,
				.vec_len = REGIONS,
				.mask = SCAN_PRESENT,
				.wanted = SCAN_PRESENT };
	return ioctl(fd, _IOWR('f', 16, struct scan_arg), &arg);
}

static void measure_bar(struct proc *p, uint64_t start, const char *what)
{
	static struct scan_region regions[REGIONS];
	uint64_t present[BAR];
	double ours[PAIRS], bare[PAIRS];
	int fd = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	if (fd < 0 || scan_bare(fd, start, start + tib, regions) < 0) {
		figure_skip("snapshot", what, "this kernel has no PAGEMAP_SCAN to compare with");
		close(fd);
		return;
	}
	for (int i = -2; i < PAIRS; i++) {
		int64_t t0 = figure_now();
		scan_bare(fd, start, start + tib, regions);
		int64_t t1 = figure_now();
		proc_bar(p, start, start + tib, present, BAR, NULL);
		int64_t t2 = figure_now();
		if (i >= 0) {
			bare[i] = (double)(t1 - t0);
			ours[i] = (double)(t2 - t1);
		}
	}
	close(fd);
	put_pair(what, ours, bare, 2);
}

static void measure_terabyte(void)
{
	struct proc p = { 0 };
	struct err e = { 0 };
	char *m = mmap(NULL, tib, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	size_t before = mallinfo2().uordblks;
	uint64_t present[BAR];
	if (m == MAP_FAILED) {
		figure_skip("snapshot", "a bar over 1 TiB", strerror(errno));
		return;
	}
	madvise(m, tib, MADV_NOHUGEPAGE);
	if (proc_open(&p, getpid(), &e) < 0)
		broken("proc_open");
	measure_bar(&p, (uint64_t)(uintptr_t)m, "a bar over 1 TiB, nothing touched");
	for (uint64_t i = 0; i < 2000; i++)
		m[i * (tib / 2000)] = 1;
	measure_bar(&p, (uint64_t)(uintptr_t)m, "a bar over 1 TiB, 2,000 pages apart");
	proc_bar(&p, (uint64_t)(uintptr_t)m, (uint64_t)(uintptr_t)m + tib, present, BAR, NULL);
	double kib = (double)(mallinfo2().uordblks - before) / 1024;
	figure_put(&(struct figure){ .section = "snapshot",
				     .what = "buffers of a bar",
				     .unit = "KiB",
				     .ours = kib,
				     .value = kib,
				     .target = 100 });
	proc_close(&p);
	munmap(m, tib);
}

int main(void)
{
	static const size_t lines[] = { 50, 1000, 10000, 60000 };
	figures_begin("snapshot");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		measure_maps(lines[i], false);
		measure_maps(lines[i], true);
	}
	measure_terabyte();
	return 0;
}
