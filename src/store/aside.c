/*
 * Putting the log aside, under its lock:
 *
 *   log.jsonl ──lines that stay──▶ log.jsonl.new ──rename──▶ log.jsonl
 *       └──────link──▶ log.jsonl.20260131-120000
 *
 * Lines are copied as they stand, those of a later version and damaged ones too.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/inside.h"
#include "store/line.h"

enum { TRIES = 100 };

struct sieve {
	const char *lesson; /* NULL: nothing stays */
	FILE *in, *out;
	size_t gone;
};

/* Whether a line goes. It is parsed in a copy, since the parser writes into it. */
static bool goes(const struct sieve *s, const char *line, size_t len)
{
	struct arena a = { 0 };
	struct event ev;
	bool is = false;
	if (len < STORE_LINE_MAX) {
		char *copy = mem_zalloc(len + 2, 1);
		memcpy(copy, line, len);
		is = line_read(copy, len, &a, &ev) && (!s->lesson || !strcmp(ev.lesson, s->lesson));
		free(copy);
	}
	arena_finish(&a);
	return is;
}

static int copy_lines(struct sieve *s)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;
	int r = 0;
	while (!r && (n = getline(&line, &cap, s->in)) > 0) {
		size_t len = (size_t)n - (line[n - 1] == '\n');
		if (goes(s, line, len)) {
			s->gone++;
			continue;
		}
		if (!s->lesson || !len)
			continue;
		if (fwrite(line, 1, len, s->out) != len || putc('\n', s->out) == EOF)
			r = -(errno ? errno : EIO);
	}
	free(line);
	return !r && ferror(s->in) ? -EIO : r;
}

/* The new log, on disk. 0 or -errno. */
static int write_new(const char *log, const char *path, const char *lesson, size_t *gone)
{
	struct sieve s = { .lesson = lesson, .in = fopen(log, "re") };
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600), r;
	s.out = fd >= 0 ? fdopen(fd, "w") : NULL;
	r = s.in && s.out ? copy_lines(&s) : -errno;
	if (!r && (fflush(s.out) == EOF || (fsync(fd) < 0 && errno != EINVAL)))
		r = -errno;
	if (s.in)
		fclose(s.in);
	if (s.out && fclose(s.out) == EOF && !r)
		r = -errno;
	else if (fd >= 0 && !s.out)
		close(fd);
	*gone = s.gone;
	return r;
}

/* Gives the old log a second name that nobody has. */
static int keep_old(const char *log, struct buf *name)
{
	time_t now = time(NULL);
	struct tm tm = { 0 };
	char date[32];
	int r = -EEXIST;
	localtime_r(&now, &tm);
	strftime(date, sizeof date, "%Y%m%d-%H%M%S", &tm);
	for (int i = 1; i <= TRIES && r == -EEXIST; i++) {
		buf_clear(name);
		buf_printf(name, "%s.%s", log, date);
		if (i > 1)
			buf_printf(name, "-%d", i);
		r = link(log, name->data) < 0 ? -errno : 0;
	}
	/* A file system without second names: for a moment there is no log then, but nothing is lost. */
	if (r == -EPERM || r == -EOPNOTSUPP || r == -EMLINK)
		r = access(name->data, F_OK) == 0 ? -EEXIST : rename(log, name->data) < 0 ? -errno : 0;
	return r;
}

static void sync_directory(const char *path)
{
	char *dir = mem_strdup(path);
	*strrchr(dir, '/') = '\0';
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(dir);
}

static int put_aside(const char *log, const char *lesson, struct buf *old, size_t *gone)
{
	struct buf new;
	buf_init(&new, 5000);
	buf_printf(&new, "%s.new", log);
	int r = write_new(log, new.data, lesson, gone);
	if (!r && *gone)
		r = keep_old(log, old);
	if (!r && *gone)
		r = rename(new.data, log) < 0 ? -errno : 0;
	if (r || !*gone)
		unlink(new.data);
	else
		sync_directory(log);
	buf_finish(&new);
	return r;
}

int store_put_aside(struct store *s, const char *lesson, struct buf *aside, size_t *gone, struct err *e)
{
	struct stat st;
	struct buf old;
	*gone = 0;
	if (!s)
		return 0;
	buf_init(&old, 5000);
	int r = s->records ? store_lock(s, &st) : -EROFS;
	if (!r)
		r = put_aside(s->path, lesson, &old, gone);
	store_unlock(s);
	if (!r)
		buf_puts(aside, buf_str(&old));
	buf_finish(&old);
	return r < 0 ? err_set(e, -r, s->path, "see that its directory may be written and the disk is not full",
			       "the log could not be moved aside; it is as it was")
		     : 0;
}
