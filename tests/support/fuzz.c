/* Bytes as a file, and the end of a target that found something. */
#include "support/fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void fuzz_hold(bool condition)
{
	if (!condition)
		abort();
}

static void need(bool condition, const char *call)
{
	if (condition)
		return;
	perror(call);
	exit(99);
}

int fuzz_fd(void)
{
	return atoi(FUZZ_FILE);
}

const char *fuzz_file(const unsigned char *bytes, size_t n)
{
	if (fcntl(fuzz_fd(), F_GETFD) < 0) {
		int fd = memfd_create("fuzz", MFD_CLOEXEC);
		need(fd >= 0, "memfd_create");
		need(dup2(fd, fuzz_fd()) >= 0, "dup2");
		close(fd);
	}
	need(ftruncate(fuzz_fd(), 0) == 0, "ftruncate");
	need(pwrite(fuzz_fd(), bytes, n, 0) == (ssize_t)n, "pwrite");
	return "/proc/self/fd/" FUZZ_FILE;
}
