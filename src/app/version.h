/* What this program is: its version, the libraries it runs with, the kernel below. */
#ifndef APP_VERSION_H
#define APP_VERSION_H

#include <stddef.h>
#include <stdio.h>

#define VERSION_MAX 64
struct version_row {
	const char *name;
	char text[VERSION_MAX];
};

/* The program, then its libraries. Returns how many of at most `max`. */
size_t version_rows(struct version_row *rows, size_t max);
/* `mmaptutor --version`: one row a line, and the kernel. */
void version_tell(FILE *to);

#endif
