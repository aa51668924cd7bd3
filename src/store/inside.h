/* What the files of store/ share. */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include <stdbool.h>
#include <sys/stat.h>

struct store {
	int fd;
	bool records; /* else it is only read */
	char *path;
};

/* Locks the log that the path names now. 0 with its state in *st, or -errno. To be unlocked either way. */
int store_lock(struct store *s, struct stat *st);
void store_unlock(struct store *s);
/* Opens the log again where another program has put a new one in its place. 0 or -errno, s is then as it was. */
int store_follow(struct store *s);

#endif
