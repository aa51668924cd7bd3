/* What the files of store/ share. */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include <stdbool.h>

struct store {
	int fd;
	bool records; /* else it is only read */
	char *path;
};

#endif
