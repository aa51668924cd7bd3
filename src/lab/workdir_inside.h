/* What the two halves of the directory share. Private to lab/. */
#ifndef LAB_WORKDIR_INSIDE_H
#define LAB_WORKDIR_INSIDE_H

#include <stddef.h>

#include "lab/workdir.h"

#define WORKDIR_FILES 32 /* that exist or existed since the last reset */
#define WORKDIR_LOCK  ".lock"

struct workfile {
	char *name;
	int fd; /* to read it by, for as long as it is known: unlinked files too */
	dev_t dev;
	ino_t inode;
};

struct workdir {
	const struct lesson *lesson;
	uint64_t page;
	char *path;
	const char *leaf; /* the last part of path */
	int base, dir, lock;
	const char *fs;
	bool on_disk;
	struct workfile files[WORKDIR_FILES];
	size_t files_n;
};

/* As nobody where the program is root's; every as_nobody() has its as_before(). Also sets a umask of 022. */
struct before {
	uid_t uid;
	gid_t gid;
	mode_t mask;
};
struct before as_nobody(void);
void as_before(struct before b);

/* Remembers the file that `fd` is, under its name; opens it for reading once more. 0 or -errno. */
int workdir_remember(struct workdir *w, const char *name, int fd);
void workdir_forget(struct workdir *w);
/* A name that a file of a lesson may have: one part, plain characters, no dot in front. */
bool workdir_own_name(const char *name);
/* openat2 below the directory, no link followed; as whoever the caller is just now. */
int workdir_below(const struct workdir *w, const char *name, int flags, mode_t mode);
/* workdir_base.c: finds a place and makes the directory there. */
int workdir_make(struct workdir *w, struct err *e);
/* Removes what lies in a directory but its lock. 0 or -errno of the first that could not be. */
int workdir_empty(int dir);

#endif
