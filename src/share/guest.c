/* One follower at the presenter: let in, written to, heard, dropped. */
#include "share/guest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/tr.h"
#include "share/wire.h"

enum {
	SOCKET_BYTES = 16384, /* the kernel doubles it */
	VOTES_A_SECOND = 64,  /* a key held down is half of that */
	READ_BYTES = 64,
	OLD_BYTES_MAX = SHARE_GUESTS * (64 << 10) /* of frames that only those who are behind still need */
};

/* ---- frames ---- */

void frame_release(struct share *s, struct frame *f)
{
	struct frame **at = &s->frames;
	if (!f || --f->refs > 0)
		return;
	while (*at != f)
		at = &(*at)->older;
	*at = f->older;
	free(f->bytes);
	free(f);
}

static void drop_readers(struct share *s, const struct frame *f)
{
	for (size_t i = 0, refs = f->refs; i < SHARE_GUESTS && refs > 0; i++) {
		if (!s->guests[i].there || s->guests[i].frame != f)
			continue;
		refs--;
		guest_drop(s, i);
	}
}

/* Who stays in the middle of old frames keeps them: where those become too many, the oldest one's readers go. */
static void limit_old(struct share *s)
{
	for (;;) {
		size_t bytes = 0, n = 0;
		struct frame *oldest = NULL;
		for (struct frame *f = s->frames; f; f = f->older) {
			if (f == s->news[NEWS_HELLO] || f == s->news[NEWS_LESSON] || f == s->news[NEWS_STATE])
				continue;
			bytes += f->len;
			oldest = f;
			n++;
		}
		if (bytes <= OLD_BYTES_MAX || n < 2)
			return;
		drop_readers(s, oldest);
	}
}

void share_news(struct share *s, enum news kind, struct buf *b)
{
	struct frame *f = mem_zalloc(1, sizeof(*f)), *was = s->news[kind];
	*f = (struct frame){ .refs = 1, .number = was ? was->number + 1 : 1, .len = b->len, .older = s->frames };
	f->bytes = realloc(b->data, b->len);
	f->bytes = f->bytes ? f->bytes : b->data;
	s->frames = f;
	s->news[kind] = f;
	frame_release(s, was);
	limit_old(s);
}

void share_greet(struct share *s)
{
	uint8_t head[WIRE_HEAD];
	struct buf b;
	buf_init(&b, sizeof(head) + sizeof(WIRE_GREETING));
	wire_put_head(head, FRAME_HELLO, strlen(WIRE_GREETING));
	buf_put(&b, head, sizeof(head));
	buf_puts(&b, WIRE_GREETING);
	share_news(s, NEWS_HELLO, &b);
}

/* ---- coming and going ---- */

static bool in_group(int fd, gid_t wanted, gid_t own)
{
	gid_t groups[256];
	socklen_t len = sizeof(groups);
	if (own == wanted)
		return true;
	if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &len) < 0)
		return false;
	for (size_t i = 0; i < len / sizeof(groups[0]); i++)
		if (groups[i] == wanted)
			return true;
	return false;
}

/* The presenter's own user and root; others as the mode of the socket says. */
static bool is_welcome(const struct share *s, int fd)
{
	struct ucred c;
	struct stat st;
	socklen_t len = sizeof(c);
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &c, &len) < 0)
		return false;
	if (c.uid == geteuid() || c.uid == 0 || s->mode & 02)
		return true;
	return s->mode & 020 && stat(s->path, &st) == 0 && in_group(fd, st.st_gid, c.gid);
}

static bool refuse(int fd, const char *why)
{
	uint8_t frame[256];
	size_t n = strnlen(why, sizeof(frame) - WIRE_HEAD);
	wire_put_head(frame, FRAME_REFUSED, n);
	memcpy(frame + WIRE_HEAD, why, n);
	(void)!send(fd, frame, WIRE_HEAD + n, MSG_NOSIGNAL | MSG_DONTWAIT);
	close(fd);
	return false;
}

bool guest_add(struct share *s, int fd)
{
	struct epoll_event ev = { .events = EPOLLIN };
	int bytes = SOCKET_BYTES;
	size_t i = 0;
	if (!is_welcome(s, fd))
		return refuse(fd, tr("this presentation is for other users: --mode lets them in"));
	while (i < SHARE_GUESTS && s->guests[i].there)
		i++;
	if (i == SHARE_GUESTS)
		return refuse(fd, tr("512 follow this presentation already: it takes no more"));
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof(bytes));
	ev.data.u32 = (uint32_t)i;
	if (epoll_ctl(s->epoll, EPOLL_CTL_ADD, fd, &ev) < 0)
		return refuse(fd, tr("this presentation takes no more followers"));
	s->guests[i] = (struct guest){ .there = true, .fd = fd, .vote = NO_VOTE };
	s->followers++;
	guest_write(s, i);
	return true;
}

void guest_drop(struct share *s, size_t i)
{
	struct guest *g = &s->guests[i];
	close(g->fd);
	s->changes += g->vote != NO_VOTE;
	s->followers--;
	g->there = false;
	g->vote = NO_VOTE;
	frame_release(s, g->frame);
	g->frame = NULL;
	share_unshut(s);
}

/* ---- writing ---- */

static void wait_for_room(struct share *s, size_t i, bool on)
{
	struct guest *g = &s->guests[i];
	struct epoll_event ev = { .events = EPOLLIN | (on ? EPOLLOUT : 0U), .data.u32 = (uint32_t)i };
	if (g->waits != on && epoll_ctl(s->epoll, EPOLL_CTL_MOD, g->fd, &ev) == 0)
		g->waits = on;
}

/* The next that it does not have: the greeting, the lesson, the newest state. A lesson alone shows nothing. */
static struct frame *next_of(const struct share *s, const struct guest *g, enum news *kind)
{
	for (*kind = NEWS_HELLO; *kind < NEWS; (*kind)++) {
		struct frame *f = s->news[*kind];
		if (f && g->seen[*kind] != f->number)
			return f;
	}
	return NULL;
}

/* True where there is nothing more to write. A frame of which nothing is out yet is not kept: there may be a newer. */
static bool write_some(struct share *s, struct guest *g)
{
	enum news kind = NEWS;
	struct frame *f = g->frame;
	ssize_t n;
	if (!f) {
		f = next_of(s, g, &kind);
		g->at = 0;
	}
	if (!f)
		return true;
	n = send(g->fd, f->bytes + g->at, f->len - g->at, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n <= 0) {
		errno = n == 0 ? EAGAIN : errno;
		return false;
	}
	if (!g->frame && kind < NEWS) {
		g->frame = f;
		g->seen[kind] = f->number;
		f->refs++;
	}
	g->at += (size_t)n;
	if (g->at == f->len) {
		g->frame = NULL;
		frame_release(s, f);
	}
	errno = EINTR;
	return false;
}

void guest_write(struct share *s, size_t i)
{
	struct guest *g = &s->guests[i];
	bool done;
	do
		done = write_some(s, g);
	while (!done && errno == EINTR);
	if (!done && errno != EAGAIN && errno != ENOBUFS)
		guest_drop(s, i);
	else
		wait_for_room(s, i, !done);
}

/* ---- votes ---- */

static bool is_flood(struct guest *g, size_t bytes)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
	if (t.tv_sec != g->second) {
		g->second = t.tv_sec;
		g->came = 0;
	}
	g->came += (uint32_t)bytes;
	return g->came > VOTES_A_SECOND * VOTE_BYTES;
}

/* A vote for a question that is over is late and counts nothing; a place that no question can have is no vote. */
static bool take_vote(struct share *s, struct guest *g, uint8_t ask, uint8_t place)
{
	if (place >= SHARE_CHOICES)
		return false;
	if (ask != s->ask || !s->asking)
		return true;
	if (place >= s->choices)
		return false;
	s->changes += g->vote != (int8_t)place;
	g->vote = (int8_t)place;
	return true;
}

static bool hear(struct share *s, struct guest *g)
{
	uint8_t bytes[READ_BYTES];
	ssize_t n = recv(g->fd, bytes, sizeof(bytes), MSG_DONTWAIT);
	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	if (n == 0 || is_flood(g, (size_t)n))
		return false;
	for (ssize_t i = 0; i < n; i++) {
		if (g->half && !take_vote(s, g, g->first, bytes[i]))
			return false;
		g->first = bytes[i];
		g->half = !g->half;
	}
	return true;
}

void guest_ready(struct share *s, size_t i, uint32_t events)
{
	if (events & (EPOLLIN | EPOLLHUP | EPOLLERR) && !hear(s, &s->guests[i]))
		guest_drop(s, i);
	else if (events & EPOLLOUT)
		guest_write(s, i);
}
