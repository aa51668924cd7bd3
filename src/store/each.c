/* Reading the log, a chunk at a time: its size does not matter, and it may grow meanwhile. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/inside.h"
#include "store/line.h"

enum { CHUNK = 65536 };

/* Bytes [0, len) of `bytes` are read and not yet handed on; one more may be written behind. */
struct reader {
	char bytes[CHUNK + 1];
	size_t len;
	off_t offset;  /* in the file, of the next read */
	bool skipping; /* within a line that is longer than any of ours */
	struct arena arena;
	bool (*each)(void *data, const struct event *ev);
	void *data;
	size_t damaged;
};

/* False where the callback has had enough. */
static bool hand_on(struct reader *r, char *line, size_t len)
{
	struct event ev;
	bool more = true;
	if (r->skipping || len >= STORE_LINE_MAX || !line_read(line, len, &r->arena, &ev))
		r->damaged += len > 0 || r->skipping;
	else
		more = r->each(r->data, &ev);
	r->skipping = false;
	if (r->arena.last)
		arena_finish(&r->arena);
	return more;
}

static bool hand_on_lines(struct reader *r)
{
	char *line = r->bytes, *end = r->bytes + r->len, *newline;
	bool more = true;
	while (more && (newline = memchr(line, '\n', (size_t)(end - line)))) {
		more = hand_on(r, line, (size_t)(newline - line));
		line = newline + 1;
	}
	r->len = (size_t)(end - line);
	memmove(r->bytes, line, r->len);
	if (r->len >= STORE_LINE_MAX) {
		r->skipping = true;
		r->len = 0;
	}
	return more;
}

static int read_all(struct reader *r, int fd)
{
	for (;;) {
		ssize_t n = pread(fd, r->bytes + r->len, CHUNK - r->len, r->offset);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		if (n == 0) {
			/* A torn line may still be a whole event that only lacks its newline. */
			if (r->len || r->skipping)
				hand_on(r, r->bytes, r->len);
			return 0;
		}
		r->offset += n;
		r->len += (size_t)n;
		if (!hand_on_lines(r))
			return 0;
	}
}

int store_each(struct store *s, bool (*each)(void *data, const struct event *ev), void *data, size_t *damaged,
	       struct err *e)
{
	if (damaged)
		*damaged = 0;
	if (!s)
		return 0;
	struct reader *r = mem_zalloc(1, sizeof *r);
	store_follow(s);
	r->each = each;
	r->data = data;
	/* A writer at work holds the lock; we read what there is rather than wait for it. */
	bool locked = flock(s->fd, LOCK_SH | LOCK_NB) == 0;
	int result = read_all(r, s->fd);
	if (locked)
		flock(s->fd, LOCK_UN);
	if (damaged)
		*damaged = r->damaged;
	free(r);
	return result < 0 ? err_set(e, -result, s->path, "", "the log cannot be read") : 0;
}
