/*
 * The private directory of a lesson: its files as the lesson defines them, opened for the lab by the tutor.
 * Under /var/tmp, else the cache home; not on tmpfs where that can be helped. Started by root, everything
 * in it belongs to nobody and is opened as nobody (setfsuid).
 */
#ifndef LAB_WORKDIR_H
#define LAB_WORKDIR_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/err.h"
#include "model/lesson.h"

struct workdir;

/* Makes the directory and the files. First removes what a killed program left behind (its lock is free). */
int workdir_new(struct workdir **out, const struct lesson *lesson, uint64_t page, struct err *e);
/* Makes the files again as at first; anything else in the directory goes. */
int workdir_reset(struct workdir *w, struct err *e);
void workdir_free(struct workdir *w); /* removes it; NULL is fine */
const char *workdir_path(const struct workdir *w);
bool workdir_on_disk(const struct workdir *w);   /* not tmpfs or the like */
const char *workdir_fs(const struct workdir *w); /* "ext4", "tmpfs", …; "?" where not known */

/*
 * open(2) for the lab. `lab_pid` is whose /proc/self/status is meant. Returns a descriptor or the kernel's
 * -errno; -ENOTSUP with e filled where the name is none that a lesson may open.
 */
int workdir_open(struct workdir *w, const char *name, int flags, mode_t mode, pid_t lab_pid, struct err *e);
/* The kernel's result, 0 or -errno; -ENOTSUP with e filled as above. */
int workdir_unlink(struct workdir *w, const char *name, struct err *e);
int workdir_chmod(struct workdir *w, const char *name, mode_t mode, struct err *e);
/* What stat(2) and read(2) say now, for observations; also of a file that was unlinked while a descriptor was given
 * out. */
int workdir_size(struct workdir *w, const char *name, uint64_t *size);
uint64_t workdir_used(const struct workdir *w); /* bytes of disk that the files take, unlinked ones too */
int64_t workdir_read(struct workdir *w, const char *name, uint64_t offset, void *buf, size_t n);
/* The same for whatever file a line of maps names by device and inode; -ENOENT where it is none of ours. */
int workdir_by_inode(struct workdir *w, uint64_t dev, uint64_t inode, const char **name);
/* A descriptor for cachestat, owned by the directory. */
int workdir_fd(struct workdir *w, const char *name);

#endif
