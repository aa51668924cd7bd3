/*
 * Where the directory lies, making it, and clearing away what killed programs left.
 *
 *   BASE/mmaptutor-XXXXXX/.lock   held (flock) for as long as its program runs: free means left behind
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/mem.h"
#include "lab/inside.h"
#include "lab/workdir_inside.h"

#define PREFIX "mmaptutor-"
enum { LEAF = sizeof PREFIX - 1 + 6, TRIES = 8 };

static const struct {
	uint64_t magic;
	const char *name;
	bool on_disk;
} systems[] = {
	{ EXT4_SUPER_MAGIC, "ext4", true },
	{ XFS_SUPER_MAGIC, "xfs", true },
	{ BTRFS_SUPER_MAGIC, "btrfs", true },
	{ F2FS_SUPER_MAGIC, "f2fs", true },
	{ OVERLAYFS_SUPER_MAGIC, "overlay", true },
	{ 0x2fc12fc1, "zfs", true },
	{ 0xca451a4e, "bcachefs", true },
	{ NFS_SUPER_MAGIC, "nfs", true },
	{ TMPFS_MAGIC, "tmpfs", false },
	{ RAMFS_MAGIC, "ramfs", false },
	{ V9FS_MAGIC, "9p", false },
};

static void learn_fs(int dir, const char **name, bool *on_disk)
{
	struct statfs fs;
	*name = "?";
	*on_disk = true;
	if (fstatfs(dir, &fs) < 0)
		return;
	for (size_t i = 0; i < sizeof systems / sizeof systems[0]; i++) {
		if (systems[i].magic == (uint64_t)fs.f_type) {
			*name = systems[i].name;
			*on_disk = systems[i].on_disk;
		}
	}
}

int workdir_empty(int dir)
{
	int status = 0, copy = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = copy < 0 ? NULL : fdopendir(copy);
	if (!d) {
		status = -errno;
		if (copy >= 0)
			(void)close(copy);
		return status;
	}
	for (const struct dirent *x; (x = readdir(d));) {
		if (strcmp(x->d_name, ".") == 0 || strcmp(x->d_name, "..") == 0 || strcmp(x->d_name, WORKDIR_LOCK) == 0)
			continue;
		if (unlinkat(dir, x->d_name, 0) < 0 && status == 0)
			status = -errno;
	}
	(void)closedir(d);
	return status;
}

static bool is_ours(int fd, mode_t type)
{
	struct stat st;
	uid_t me = geteuid();
	if (fstat(fd, &st) < 0 || (st.st_mode & S_IFMT) != type)
		return false;
	return st.st_uid == me || (me == 0 && st.st_uid == LAB_NOBODY);
}

/*
 * Where its lock is free, or where it has none and is empty: its program ended before it made the lock or after it
 * removed it. One that is about to make it loses its directory then, and tries again. Nothing in it is followed, and
 * it is removed only once it is empty.
 */
static void clear_one(int base, const char *leaf)
{
	int lock = -1, dir = openat(base, leaf, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (dir < 0)
		return;
	if (is_ours(dir, S_IFDIR)) {
		lock = openat(dir, WORKDIR_LOCK, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
		if (lock < 0 && errno == ENOENT)
			(void)unlinkat(base, leaf, AT_REMOVEDIR);
	}
	if (lock >= 0 && is_ours(lock, S_IFREG) && flock(lock, LOCK_EX | LOCK_NB) == 0 && workdir_empty(dir) == 0) {
		(void)unlinkat(dir, WORKDIR_LOCK, 0);
		(void)unlinkat(base, leaf, AT_REMOVEDIR);
	}
	if (lock >= 0)
		(void)close(lock);
	(void)close(dir);
}

static void clear_stale(int base)
{
	int copy = openat(base, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = copy < 0 ? NULL : fdopendir(copy);
	if (!d) {
		if (copy >= 0)
			(void)close(copy);
		return;
	}
	for (const struct dirent *x; (x = readdir(d));) {
		if (strlen(x->d_name) == LEAF && strncmp(x->d_name, PREFIX, sizeof PREFIX - 1) == 0)
			clear_one(base, x->d_name);
	}
	(void)closedir(d);
}

static void drop(struct workdir *w)
{
	if (w->lock >= 0)
		(void)close(w->lock);
	if (w->dir >= 0)
		(void)close(w->dir);
	free(w->path);
	w->path = NULL;
	w->lock = w->dir = -1;
}

/* The lock is opened before others may see the directory as left behind; whoever loses that race tries again. */
static int make_at(struct workdir *w, const char *base)
{
	struct stat st;
	size_t n = strlen(base) + LEAF + 2;
	w->path = mem_zalloc(n, 1);
	(void)snprintf(w->path, n, "%s/" PREFIX "XXXXXX", base);
	if (!mkdtemp(w->path)) {
		int num = errno;
		drop(w);
		return -num;
	}
	w->leaf = w->path + strlen(base) + 1;
	w->dir = openat(w->base, w->leaf, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (w->dir >= 0)
		w->lock = openat(w->dir, WORKDIR_LOCK, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool held = w->lock >= 0 && is_ours(w->dir, S_IFDIR) && flock(w->lock, LOCK_EX | LOCK_NB) == 0 &&
		    fstat(w->lock, &st) == 0 && st.st_nlink == 1;
	if (held && geteuid() == 0)
		(void)fchown(w->dir, LAB_NOBODY, LAB_NOBODY);
	if (held)
		return 0;
	drop(w);
	return -EAGAIN;
}

/* The candidates in order; the two last parts of a path are made where they are missing. */
static int candidate(size_t i, char *out, size_t size)
{
	const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME"), *tmp = getenv("TMPDIR");
	const struct {
		const char *from, *tail;
	} rows[] = { { "/var/tmp", "" }, { cache, "" }, { home, "/.cache" }, { tmp, "" }, { "/tmp", "" } };
	if (i >= sizeof rows / sizeof rows[0])
		return -1;
	out[0] = '\0';
	if (rows[i].from && rows[i].from[0] == '/')
		(void)snprintf(out, size, "%s%s", rows[i].from, rows[i].tail);
	if (*out && *rows[i].tail)
		(void)mkdir(out, 0700);
	return 0;
}

static int try_base(struct workdir *w, const char *path, bool disk_only)
{
	int status = -EAGAIN;
	w->base = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (w->base < 0)
		return -errno;
	learn_fs(w->base, &w->fs, &w->on_disk);
	if (w->on_disk || !disk_only) {
		clear_stale(w->base);
		for (int i = 0; i < TRIES && status == -EAGAIN; i++)
			status = make_at(w, path);
	}
	if (status < 0) {
		(void)close(w->base);
		w->base = -1;
	}
	return status;
}

int workdir_make(struct workdir *w, struct err *e)
{
	char path[4096];
	int status = -ENOENT;
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; candidate(i, path, sizeof path) == 0; i++) {
			if (*path && (status = try_base(w, path, pass == 0)) == 0)
				return 0;
		}
	}
	return err_set(e, -status, "mkdtemp()",
		       "make room in /var/tmp, or set TMPDIR to a directory that can be written",
		       "no place was found for the files of the lesson");
}
