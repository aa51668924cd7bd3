/* A growing byte buffer with a maximum. */
#include "base/buf.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/tr.h"

enum { FIRST_CAP = 64, READ_CHUNK = 16384 };

void buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .max = max < SIZE_MAX ? max : SIZE_MAX - 1 };
}

void buf_finish(struct buf *b)
{
	free(b->data);
	*b = (struct buf){ .max = b->max };
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	b->full = false;
	if (b->data)
		b->data[0] = '\0';
}

void buf_cut(struct buf *b, size_t len)
{
	if (len >= b->len)
		return;
	b->len = len;
	b->data[len] = '\0';
}

/* Makes room for n more bytes and the NUL; returns how many of the n may be put: none any more once cut. */
static size_t reserve(struct buf *b, size_t n)
{
	size_t room = b->max - b->len;
	if (n > room) {
		n = room;
		b->full = true;
	}
	if (n == 0)
		return 0;
	void *data = b->data;
	size_t need = b->len + n + 1;
	mem_grow(&data, &b->cap, need < FIRST_CAP ? FIRST_CAP : need, 1);
	b->data = data;
	return n;
}

static void close_at(struct buf *b, size_t len)
{
	b->len = len;
	b->data[len] = '\0';
}

void buf_put(struct buf *b, const void *bytes, size_t n)
{
	if (n == 0)
		return;
	n = reserve(b, n);
	if (n == 0)
		return;
	memcpy(b->data + b->len, bytes, n);
	close_at(b, b->len + n);
}

void buf_puts(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void buf_putc(struct buf *b, char c)
{
	buf_put(b, &c, 1);
}

void buf_fill(struct buf *b, char c, size_t n)
{
	if (n == 0)
		return;
	n = reserve(b, n);
	if (n == 0)
		return;
	memset(b->data + b->len, c, n);
	close_at(b, b->len + n);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	char small[256];
	fmt = tr(fmt);
	va_list again;
	va_copy(again, ap);
	int n = vsnprintf(small, sizeof(small), fmt, ap);
	if (n >= 0 && (size_t)n < sizeof(small)) {
		buf_put(b, small, (size_t)n);
	} else if (n >= 0) {
		char *large = mem_zalloc((size_t)n + 1, 1);
		(void)vsnprintf(large, (size_t)n + 1, fmt, again);
		buf_put(b, large, (size_t)n);
		free(large);
	}
	va_end(again);
}

const char *buf_str(const struct buf *b)
{
	return b->data ? b->data : "";
}

int buf_read_fd(struct buf *b, int fd)
{
	char chunk[READ_CHUNK];
	for (;;) {
		ssize_t n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		if (n == 0)
			return 0;
		buf_put(b, chunk, (size_t)n);
		if (b->full)
			return -EFBIG;
	}
}
