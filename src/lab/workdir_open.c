/* Opening, unlinking and chmod for the lab: the files of the lesson, and the few others that its steps need. */
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "lab/workdir_inside.h"

#define ALLOWED "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
#define FLAGS                                                                                                          \
	(O_ACCMODE | O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_APPEND | O_NONBLOCK | O_SYNC | O_DIRECT | O_LARGEFILE | \
	 O_DIRECTORY | O_NOFOLLOW | O_NOATIME | O_CLOEXEC | O_PATH | O_TMPFILE)

/* Where the kernel has no openat2, a name of one part that is no link is below as well. */
int workdir_below(const struct workdir *w, const char *name, int flags, mode_t mode)
{
	struct open_how how = {
		.flags = (uint64_t)(uint32_t)flags,
		.mode = mode,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
	};
	long fd = syscall(SYS_openat2, w->dir, name, &how, sizeof how);
	if (fd < 0 && (errno == ENOSYS || errno == EPERM) && !strchr(name, '/') && strcmp(name, "..") != 0)
		fd = openat(w->dir, name, flags | O_NOFOLLOW, mode);
	return (int)fd;
}

static int foreign(const char *name, struct err *e)
{
	return err_set(e, ENOTSUP, "", "name a file of the lesson's `files`",
		       "a lesson opens nothing but its own files; \"%.100s\" is none", name);
}

bool workdir_own_name(const char *name)
{
	return name[0] != '.' && name[strspn(name, ALLOWED)] == '\0';
}

static int open_own(struct workdir *w, const char *name, int flags, mode_t mode, struct err *e)
{
	bool creates = (flags & O_CREAT) != 0;
	if (creates && w->files_n == WORKDIR_FILES)
		return err_set(e, ENOTSUP, "", "", "a lesson may make %d files, no more", WORKDIR_FILES);
	struct before b = as_nobody();
	int fd = workdir_below(w, name, flags, creates ? mode & 0777 : 0);
	int status = fd < 0 ? -errno : fd;
	if (fd >= 0 && creates)
		(void)workdir_remember(w, name, fd);
	as_before(b);
	return status;
}

/* The directory itself. A file without a name would be out of every count. */
static int open_self(const struct workdir *w, int flags, struct err *e)
{
	if ((flags & O_TMPFILE) == O_TMPFILE)
		return err_set(e, ENOTSUP, "", "",
			       "a lesson makes no files without a name by open(); memfd_create() does");
	struct before b = as_nobody();
	int fd = openat(w->dir, ".", flags, 0);
	int status = fd < 0 ? -errno : fd;
	as_before(b);
	return status;
}

static const struct other {
	const char *name;
	int flags; /* that may be given besides O_RDONLY; nothing here is made, cut or written but a device */
	bool of_lab;
} others[] = {
	{ "/dev/zero", O_ACCMODE | O_CLOEXEC | O_NONBLOCK | O_LARGEFILE, false },
	{ "/dev/null", O_ACCMODE | O_CLOEXEC | O_NONBLOCK | O_LARGEFILE, false },
	{ "/proc/self/status", O_CLOEXEC | O_LARGEFILE, true },
	{ "/etc/passwd", O_CLOEXEC | O_LARGEFILE, false },
};

static int open_other(const struct other *o, int flags, pid_t lab_pid, struct err *e)
{
	char path[64];
	if (flags & ~o->flags)
		return err_set(e, ENOTSUP, "", "", "%s is there to be read only", o->name);
	(void)snprintf(path, sizeof path, "/proc/%d/status", (int)lab_pid);
	struct before b = as_nobody();
	int fd = open(o->of_lab ? path : o->name, flags | O_CLOEXEC | O_NOCTTY);
	int status = fd < 0 ? -errno : fd;
	as_before(b);
	return status;
}

int workdir_open(struct workdir *w, const char *name, int flags, mode_t mode, pid_t lab_pid, struct err *e)
{
	flags &= FLAGS;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		if (strcmp(name, others[i].name) == 0)
			return open_other(&others[i], flags, lab_pid, e);
	}
	if (strcmp(name, ".") == 0)
		return open_self(w, flags | O_CLOEXEC, e);
	return workdir_own_name(name) ? open_own(w, name, flags | O_CLOEXEC, mode, e) : foreign(name, e);
}

int workdir_unlink(struct workdir *w, const char *name, struct err *e)
{
	if (!workdir_own_name(name))
		return foreign(name, e);
	struct before b = as_nobody();
	int status = unlinkat(w->dir, name, 0) < 0 ? -errno : 0;
	as_before(b);
	return status;
}

/* By a descriptor of the name itself: chmod would follow a link. */
int workdir_chmod(struct workdir *w, const char *name, mode_t mode, struct err *e)
{
	char path[64];
	if (!workdir_own_name(name))
		return foreign(name, e);
	struct before b = as_nobody();
	int fd = workdir_below(w, name, O_PATH | O_NOFOLLOW | O_CLOEXEC, 0);
	int status = fd < 0 ? -errno : 0;
	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (fd >= 0 && chmod(path, mode & 0777) < 0)
		status = -errno;
	if (fd >= 0)
		(void)close(fd);
	as_before(b);
	return status;
}
