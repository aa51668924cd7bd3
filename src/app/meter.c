/* How far something is. */
#include "app/meter.h"

#include <stdio.h>
#include <unistd.h>

#include "base/tr.h"

void meter_show(size_t done, size_t all, const char *what)
{
	if (!isatty(STDERR_FILENO))
		return;
	fputc('\r', stderr);
	fprintf(stderr, tr("%zu of %zu %s"), done, all, what);
}

/* By blanks: a terminal of any kind knows these. */
void meter_clear(void)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%40s\r", "");
}
