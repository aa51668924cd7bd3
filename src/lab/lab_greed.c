/*
 * Foreign code that does not answer: no request tells what it takes, and RLIMIT_AS counts neither a memory file that
 * is mapped no more nor a page of a disk file that was written and dropped. So it is looked at while it is waited for.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lab/inside.h"

#define GREED (512ULL << 20) /* bytes; RLIMIT_AS and the files that it may have open allow about as much */

/* The number behind a name in a file of /proc; 0 where it is not told. */
static uint64_t field_of(const char *path, const char *name)
{
	char text[2048];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	ssize_t n = read(fd, text, sizeof text - 1);
	(void)close(fd);
	text[n > 0 ? n : 0] = '\0';
	const char *at = strstr(text, name);
	return at ? strtoull(at + strlen(name), NULL, 10) : 0;
}

/* Of memory files only the whole machine's sum is told: what it grew by since the first look. */
bool greed_seen(const struct lab *l, struct greed *g)
{
	char path[64];
	uint64_t memory = field_of("/proc/meminfo", "\nShmem:") * 1024;
	(void)snprintf(path, sizeof path, "/proc/%d/io", (int)l->pid);
	if (!g->begun)
		g->memory = memory;
	g->begun = true;
	return memory > g->memory + GREED || field_of(path, "\nwrite_bytes:") > GREED;
}
