/*
 * One frame, one write.
 *
 *   ncurses ──▶ its descriptor ──▶ terminal                     opening, closing, modes
 *                     └─(dup2)───▶ memory file ──▶ terminal     a frame
 */
#include "term/private.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

void frame_begin(struct term *t)
{
	if (t->frame >= 0 && dup3(t->frame, fileno(t->out), O_CLOEXEC) < 0) {
		close(t->frame);
		t->frame = -1;
	}
}

/* All of it, even where somebody made the terminal non-blocking; gives up where the terminal is gone. */
static void write_all(int fd, const char *bytes, size_t n)
{
	while (n) {
		ssize_t done = write(fd, bytes, n);
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		} else if (errno == EAGAIN) {
			poll(&(struct pollfd){ .fd = fd, .events = POLLOUT }, 1, -1);
		} else if (errno != EINTR) {
			return;
		}
	}
}

void frame_end(struct term *t)
{
	char bytes[16384];
	ssize_t n;
	if (t->frame < 0)
		return;
	while (dup3(STDOUT_FILENO, fileno(t->out), O_CLOEXEC) < 0 && (errno == EINTR || errno == EBUSY))
		;
	/* The offset is shared with the duplicate. What was written stays allocated: the next frame lies over it. */
	off_t end = lseek(t->frame, 0, SEEK_CUR);
	for (off_t at = 0; at < end; at += n) {
		size_t part = end - at < (off_t)sizeof bytes ? (size_t)(end - at) : sizeof bytes;
		n = pread(t->frame, bytes, part, at);
		if (n <= 0)
			break;
		write_all(STDOUT_FILENO, bytes, (size_t)n);
	}
	if (lseek(t->frame, 0, SEEK_SET) < 0) {
		close(t->frame);
		t->frame = -1;
	}
}
