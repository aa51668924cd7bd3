/* The files of a lesson: made as it defines them, known by name and inode, put away with their directory. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "lab/inside.h"
#include "lab/workdir_inside.h"

struct before as_nobody(void)
{
	struct before b = { .mask = umask(022), .uid = geteuid(), .gid = getegid() };
	if (b.uid == 0) {
		(void)setfsgid(LAB_NOBODY);
		(void)setfsuid(LAB_NOBODY);
	}
	return b;
}

void as_before(struct before b)
{
	int saved = errno;
	if (b.uid == 0) {
		(void)setfsuid(b.uid);
		(void)setfsgid(b.gid);
	}
	(void)umask(b.mask);
	errno = saved;
}

void workdir_forget(struct workdir *w)
{
	for (size_t i = 0; i < w->files_n; i++) {
		(void)close(w->files[i].fd);
		free(w->files[i].name);
	}
	w->files_n = 0;
}

/* A file that its owner may not read is made readable for a moment. */
static int second_fd(const struct workdir *w, const char *name, const struct stat *st)
{
	int fd = workdir_below(w, name, O_RDONLY | O_CLOEXEC, 0);
	if (fd < 0 && errno == EACCES && fchmodat(w->dir, name, 0600, 0) == 0) {
		fd = workdir_below(w, name, O_RDONLY | O_CLOEXEC, 0);
		int num = errno;
		(void)fchmodat(w->dir, name, st->st_mode & 07777, 0);
		errno = num;
	}
	return fd;
}

int workdir_remember(struct workdir *w, const char *name, int fd)
{
	struct stat st;
	if (fstat(fd, &st) < 0)
		return -errno;
	for (size_t i = 0; i < w->files_n; i++) {
		if (w->files[i].inode == st.st_ino && w->files[i].dev == st.st_dev)
			return 0;
	}
	if (w->files_n == WORKDIR_FILES)
		return -ENFILE;
	int own = second_fd(w, name, &st);
	if (own < 0)
		return -errno;
	w->files[w->files_n++] =
	    (struct workfile){ .name = mem_strdup(name), .fd = own, .dev = st.st_dev, .inode = st.st_ino };
	return 0;
}

static int write_all(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;
	while (n) {
		ssize_t k = write(fd, p, n);
		if (k < 0 && errno != EINTR)
			return -errno;
		p += k > 0 ? k : 0;
		n -= k > 0 ? (size_t)k : 0;
	}
	return 0;
}

/* Page i is filled with the i-th character, from the first again when they are used up. */
static int write_pages(const struct workdir *w, const struct lesson_file *f, int fd)
{
	const char *fill = f->fill && *f->fill ? f->fill : "";
	size_t chars = strlen(fill);
	char *page = mem_zalloc(1, w->page);
	int status = 0;
	for (uint64_t i = 0; i < f->pages && status == 0; i++) {
		memset(page, chars ? fill[i % chars] : 0, w->page);
		status = write_all(fd, page, w->page);
	}
	free(page);
	return status;
}

static int write_file(const struct workdir *w, const struct lesson_file *f, int fd)
{
	int status = f->len ? write_all(fd, f->bytes, f->len) : 0;
	if (status == 0 && f->pages)
		status = write_pages(w, f, fd);
	if (status == 0 && f->size && ftruncate(fd, (off_t)f->size) < 0)
		status = -errno;
	if (status == 0 && fchmod(fd, f->mode & 0777) < 0)
		status = -errno;
	return status;
}

static int make_file(struct workdir *w, const struct lesson_file *f)
{
	if (!workdir_own_name(f->name.text))
		return -EINVAL;
	int fd = workdir_below(w, f->name.text, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return -errno;
	int status = workdir_remember(w, f->name.text, fd);
	if (status == 0)
		status = write_file(w, f, fd);
	(void)close(fd);
	return status;
}

static int make_files(struct workdir *w, struct err *e)
{
	struct before b = as_nobody();
	int status = 0;
	for (size_t i = 0; w->lesson && i < w->lesson->files_n && status == 0; i++) {
		status = make_file(w, &w->lesson->files[i]);
		if (status < 0)
			err_set(e, -status, "open(O_CREAT)", "make room on the disk, or shorten the file",
				"the file \"%.100s\" of the lesson could not be made", w->lesson->files[i].name.text);
	}
	as_before(b);
	return status;
}

int workdir_new(struct workdir **out, const struct lesson *lesson, uint64_t page, struct err *e)
{
	struct workdir *w = mem_zalloc(1, sizeof *w);
	w->lesson = lesson;
	w->page = page;
	w->base = w->dir = w->lock = -1;
	int status = workdir_make(w, e);
	if (status == 0)
		status = make_files(w, e);
	if (status < 0)
		workdir_free(w);
	else
		*out = w;
	return status;
}

int workdir_reset(struct workdir *w, struct err *e)
{
	workdir_forget(w);
	int status = workdir_empty(w->dir);
	if (status < 0)
		return err_set(e, -status, "unlink()", "", "the files of the lesson could not be removed");
	return make_files(w, e);
}

void workdir_free(struct workdir *w)
{
	if (!w)
		return;
	workdir_forget(w);
	if (w->dir >= 0) {
		/* Without its lock the next start would not know that it may clear away what could not be removed. */
		if (workdir_empty(w->dir) == 0) {
			(void)unlinkat(w->dir, WORKDIR_LOCK, 0);
			(void)unlinkat(w->base, w->leaf, AT_REMOVEDIR);
		}
		(void)close(w->lock);
		(void)close(w->dir);
		(void)close(w->base);
	}
	free(w->path);
	free(w);
}

const char *workdir_path(const struct workdir *w)
{
	return w->path;
}

bool workdir_on_disk(const struct workdir *w)
{
	return w->on_disk;
}

const char *workdir_fs(const struct workdir *w)
{
	return w->fs;
}

/* The youngest of that name. A name that workdir_by_inode gave is its file's own, whatever bears it now. */
static const struct workfile *file_of(const struct workdir *w, const char *name)
{
	const struct workfile *found = NULL;
	for (size_t i = 0; i < w->files_n; i++) {
		if (w->files[i].name == name)
			return &w->files[i];
		if (strcmp(w->files[i].name, name) == 0)
			found = &w->files[i];
	}
	return found;
}

int workdir_fd(struct workdir *w, const char *name)
{
	const struct workfile *f = file_of(w, name);
	return f ? f->fd : -ENOENT;
}

int workdir_size(struct workdir *w, const char *name, uint64_t *size)
{
	const struct workfile *f = file_of(w, name);
	struct stat st;
	if (!f)
		return -ENOENT;
	if (fstat(f->fd, &st) < 0)
		return -errno;
	*size = (uint64_t)st.st_size;
	return 0;
}

uint64_t workdir_used(const struct workdir *w)
{
	uint64_t sum = 0;
	struct stat st;
	for (size_t i = 0; i < w->files_n; i++) {
		if (fstat(w->files[i].fd, &st) == 0)
			sum += (uint64_t)st.st_blocks * 512;
	}
	return sum;
}

int64_t workdir_read(struct workdir *w, const char *name, uint64_t offset, void *buf, size_t n)
{
	const struct workfile *f = file_of(w, name);
	size_t got = 0;
	if (!f)
		return -ENOENT;
	if (offset > INT64_MAX)
		return -EINVAL;
	while (got < n) {
		ssize_t k = pread(f->fd, (char *)buf + got, n - got, (off_t)(offset + got));
		if (k < 0 && errno != EINTR)
			return -errno;
		if (k == 0)
			break;
		got += k > 0 ? (size_t)k : 0;
	}
	return (int64_t)got;
}

/* Some file systems show another device in maps than stat tells (btrfs, overlay): then the inode alone counts. */
int workdir_by_inode(struct workdir *w, uint64_t dev, uint64_t inode, const char **name)
{
	const struct workfile *found = NULL;
	for (size_t i = 0; i < w->files_n; i++) {
		const struct workfile *f = &w->files[i];
		if (f->inode == inode && (!found || f->dev == dev))
			found = f;
	}
	if (!found)
		return -ENOENT;
	struct stat st;
	bool same = strcmp(w->fs, "btrfs") != 0 && strcmp(w->fs, "overlay") != 0 && fstat(w->dir, &st) == 0;
	if (same && found->dev != dev)
		return -ENOENT;
	*name = found->name;
	return 0;
}
