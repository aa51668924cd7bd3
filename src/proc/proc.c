/* Opens a process and reads its maps. */
#include "proc/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/tr.h"
#include "proc/pagemap.h"
#include "proc/reading.h"

struct opening {
	const char *name;
	int *fd;
};

static int open_all(struct proc *p, int dir, struct err *e)
{
	const struct opening files[] = {
		{ "maps", &p->maps }, { "pagemap", &p->pagemap }, { "smaps", &p->smaps }, { "status", &p->status }
	};
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		*files[i].fd = openat(dir, files[i].name, O_RDONLY | O_CLOEXEC);
		if (*files[i].fd < 0)
			return reading_failed(p, files[i].name, errno, e);
	}
	return 0;
}

int proc_open(struct proc *p, pid_t pid, struct err *e)
{
	*p = (struct proc){ .pid = pid, .opened = true, .maps = -1, .pagemap = -1, .smaps = -1, .status = -1 };
	char path[32];
	(void)snprintf(path, sizeof(path), "/proc/%d", (int)pid);
	int dir = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC), status;
	if (dir < 0)
		status = reading_failed(p, "", errno == ENOENT ? ESRCH : errno, e);
	else
		status = open_all(p, dir, e);
	if (dir >= 0)
		(void)close(dir);
	if (status < 0)
		proc_close(p);
	else
		p->scratch = mem_zalloc(PROC_SCRATCH, 1);
	return status;
}

void proc_close(struct proc *p)
{
	if (!p->opened)
		return;
	const int files[] = { p->maps, p->pagemap, p->smaps, p->status };
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		if (files[i] >= 0)
			(void)close(files[i]);
	totals_finish(p);
	memmap_finish(&p->own);
	free(p->scratch);
	*p = (struct proc){ 0 };
}

int reading_failed(const struct proc *p, const char *file, int num, struct err *e)
{
	char call[64];
	(void)snprintf(call, sizeof(call), "/proc/%d%s%s", (int)p->pid, *file ? "/" : "", file);
	if (num == ESRCH)
		return err_set(e, num, call, "", "process %d is gone", (int)p->pid);
	const char *hint = num == EACCES || num == EPERM ? tr("run as the user who owns the process") : "";
	return err_set(e, num, call, hint, "process %d cannot be read", (int)p->pid);
}

/* The kernel writes whole lines, at most a page of them for each read; a read at the end gives nothing. */
int reading_maps(struct proc *p, struct err *e)
{
	memmap_clear(&p->own);
	for (;;) {
		ssize_t n = pread(p->maps, p->scratch, PROC_SCRATCH, (off_t)p->own.raw.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return reading_failed(p, "maps", errno, e);
		if (n == 0)
			break;
		buf_put(&p->own.raw, p->scratch, (size_t)n);
		if (p->own.raw.full)
			return reading_failed(p, "maps", EFBIG, e);
	}
	if (p->own.raw.len == 0)
		return reading_failed(p, "maps", ESRCH, e);
	size_t line;
	if (memmap_parse(&p->own, &line) < 0)
		return err_set(e, EINVAL, "", "", "line %zu of /proc/%d/maps is not understood", line, (int)p->pid);
	return 0;
}

int proc_maps(struct proc *p, struct memmap *out, struct err *e)
{
	int status = reading_maps(p, e);
	if (status < 0)
		return status;
	struct memmap read = p->own;
	p->own = *out;
	*out = read;
	return 0;
}
