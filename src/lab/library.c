/* What libseccomp says of itself. */
#include "lab/library.h"

#include <seccomp.h>
#include <stdio.h>

const char *lab_library(char *out, size_t size)
{
	const struct scmp_version *v = seccomp_version();

	(void)snprintf(out, size, "%u.%u.%u", v->major, v->minor, v->micro);
	return out;
}
