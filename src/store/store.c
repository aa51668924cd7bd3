/* The log as a file: where it lies, opening, appending, forgetting. */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/inside.h"
#include "store/line.h"

#define GOES_ON "what you do is not recorded; the lesson works all the same"
enum { PATH_LEN_MAX = 4096 };

int store_place(struct buf *dir, struct err *e)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	if (state && *state == '/')
		buf_printf(dir, "%s/mmaptutor", state);
	else if (home && *home == '/')
		buf_printf(dir, "%s/.local/state/mmaptutor", home);
	else
		return err_set(e, 0, "", "set HOME or XDG_STATE_HOME", "there is no home directory: " GOES_ON);
	return 0;
}

/* mkdir -p, for its owner alone. */
static int make_dir(char *dir)
{
	for (char *p = dir + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		int r = mkdir(dir, 0700);
		*p = '/';
		if (r < 0 && errno != EEXIST && errno != EROFS && errno != EACCES)
			return -errno;
	}
	return mkdir(dir, 0700) < 0 && errno != EEXIST ? -errno : 0;
}

static int open_log(struct store *s)
{
	s->fd = open(s->path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
	return s->fd < 0 ? -errno : 0;
}

/* A log that may only be read still tells where to go on. */
static void open_to_read(struct store *s)
{
	s->records = false;
	s->fd = open(s->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

int store_open(struct store **out, const char *dir, struct err *e)
{
	struct store *s = mem_zalloc(1, sizeof *s);
	struct buf path;
	buf_init(&path, PATH_LEN_MAX);
	int r = 0;
	if (dir && *dir)
		buf_puts(&path, dir);
	else
		r = store_place(&path, e);
	s->fd = -1;
	s->records = true;
	if (!r) {
		r = make_dir(path.data);
		buf_puts(&path, "/log.jsonl");
		s->path = mem_strdup(path.data);
		r = !r ? open_log(s) : r;
		if (r < 0) {
			open_to_read(s);
			err_set(e, -r, s->path, "see that its directory exists and may be written", GOES_ON);
		}
	}
	buf_finish(&path);
	if (s->fd < 0) {
		store_close(s);
		s = NULL;
	}
	*out = s;
	return r;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	if (s->fd >= 0)
		close(s->fd);
	free(s->path);
	free(s);
}

const char *store_path(const struct store *s)
{
	return s ? s->path : "";
}

static int lock(int fd)
{
	int r;
	do
		r = flock(fd, LOCK_EX);
	while (r < 0 && errno == EINTR);
	/* Some file systems have no locks: a write with O_APPEND is whole there too, for programs of one machine. */
	return r < 0 && errno != ENOTSUP && errno != ENOLCK && errno != EINVAL ? -errno : 0;
}

/* Whether the path names another file than ours: the log was moved aside, or taken away. */
static bool was_moved(const struct store *s)
{
	struct stat ours, named;
	return fstat(s->fd, &ours) == 0 &&
	       (stat(s->path, &named) < 0 || ours.st_ino != named.st_ino || ours.st_dev != named.st_dev);
}

int store_follow(struct store *s)
{
	if (!was_moved(s))
		return 0;
	int was = s->fd, r = s->records ? open_log(s) : -EROFS;
	if (r < 0)
		s->fd = was;
	else
		close(was);
	return r;
}

int store_lock(struct store *s, struct stat *st)
{
	int r;
	/* Another program may have moved ours while we waited for it. */
	do {
		r = store_follow(s);
		if (!r)
			r = lock(s->fd);
	} while (!r && was_moved(s));
	return !r && fstat(s->fd, st) < 0 ? -errno : r;
}

void store_unlock(struct store *s)
{
	if (s->fd >= 0)
		flock(s->fd, LOCK_UN);
}

static bool ends_torn(int fd, off_t size)
{
	char last;
	return size > 0 && pread(fd, &last, 1, size - 1) == 1 && last != '\n';
}

/* One write; where not all of it fits, what came of it is taken back. */
static int write_line(int fd, const struct buf *line, off_t size)
{
	ssize_t n = write(fd, line->data, line->len);
	if (n == (ssize_t)line->len)
		return fdatasync(fd) < 0 && errno != EINVAL && errno != ENOSYS ? -errno : 0;
	int r = n < 0 ? -errno : -ENOSPC;
	if (n > 0 && ftruncate(fd, size) < 0)
		r = -errno;
	return r;
}

int store_append(struct store *s, const struct event *ev, struct err *e)
{
	if (!s || !s->records)
		return 0;
	struct event now = *ev;
	struct stat st = { 0 };
	struct buf line;
	buf_init(&line, STORE_LINE_MAX);
	if (!now.time)
		now.time = time(NULL);
	int r = store_lock(s, &st);
	if (!r) {
		if (ends_torn(s->fd, st.st_size))
			buf_putc(&line, '\n');
		line_put(&line, &now);
		r = line.full ? -EMSGSIZE : write_line(s->fd, &line, st.st_size);
	}
	store_unlock(s);
	buf_finish(&line);
	if (r < 0)
		return err_set(e, -r, s->path, "see that the disk is not full",
			       "this step is not recorded; the rest goes on");
	return 0;
}

int store_reset(struct store *s, struct err *e)
{
	struct stat st;
	if (!s)
		return 0;
	int r = s->records ? store_lock(s, &st) : -EROFS;
	if (!r && (ftruncate(s->fd, 0) < 0 || fdatasync(s->fd) < 0))
		r = -errno;
	store_unlock(s);
	return r < 0 ? err_set(e, -r, s->path, "see that it may be written", "the log could not be cleared") : 0;
}
