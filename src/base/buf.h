/* A growing byte buffer that is born with a maximum. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* data is always terminated by a NUL that len does not count; NULL while nothing was put. */
struct buf {
	char *data;
	size_t len, cap, max;
	bool full; /* something was put that did not fit into max: the content is cut there */
};

void buf_init(struct buf *b, size_t max);
void buf_finish(struct buf *b);
void buf_clear(struct buf *b);           /* keeps the memory */
void buf_cut(struct buf *b, size_t len); /* back to a length that it had */
void buf_put(struct buf *b, const void *bytes, size_t n);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_fill(struct buf *b, char c, size_t n);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
/* The content as a string, "" where nothing was put. */
const char *buf_str(const struct buf *b);

/* Reads a whole file (open descriptor) to its end into b. 0 or -errno; -EFBIG where it exceeds max. */
int buf_read_fd(struct buf *b, int fd);

#endif
