/* What libseccomp says of itself, and openat2 tried. */
#include "lab/made_of.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

const char *lab_library(char *out, size_t size)
{
	const struct scmp_version *v = seccomp_version();

	(void)snprintf(out, size, "%u.%u.%u", v->major, v->minor, v->micro);
	return out;
}

bool lab_openat2(void)
{
	struct open_how how = { .flags = O_PATH | O_CLOEXEC, .resolve = RESOLVE_BENEATH };
	long fd = syscall(SYS_openat2, AT_FDCWD, ".", &how, sizeof(how));

	if (fd >= 0)
		(void)close((int)fd);
	return fd >= 0;
}
