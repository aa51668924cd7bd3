/*
 * The presenter's side.
 *
 *   share_show ─▶ frame ◀─┬─ guest 0  at byte 1,024      who is through with its frame goes on with the newest;
 *   (newest)      frame ◀─┘                              a frame lives as long as somebody is in the middle of it
 *                 frame ◀─── guest 1  at byte 300
 */
#include "share/share.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "base/mem.h"
#include "share/door.h"
#include "share/guest.h"
#include "share/wire.h"

enum { EVENTS = 64, DOOR = SHARE_GUESTS, LATER, SOON_NS = 2000000 };

/* ---- states ---- */

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static bool is_news(const struct frame *f, const struct buf *b)
{
	return !f || f->len != b->len || memcmp(f->bytes, b->data, f->len) != 0;
}

/* It travels again only where it is another: by its text, since an address may be used again. */
static void show_lesson(struct share *s, const struct lesson *l)
{
	struct lesson_frame f = { .number = s->lesson_number, .name = base_name(l->path), .text = l->text };
	struct buf b;
	if (!wire_pack(FRAME_LESSON, &wire_lesson, &f, &b))
		return;
	if (!is_news(s->news[NEWS_LESSON], &b)) {
		buf_finish(&b);
		return;
	}
	f.number = ++s->lesson_number;
	buf_finish(&b);
	if (wire_pack(FRAME_LESSON, &wire_lesson, &f, &b))
		share_news(s, NEWS_LESSON, &b);
}

/* What is too large to be shared is told without its record. */
static void show_state(struct share *s, const struct share_state *state)
{
	struct message m = { .lesson = s->lesson_number, .ask = s->ask, .state = *state };
	struct buf b;
	if (!wire_pack(FRAME_STATE, &wire_message, &m, &b)) {
		m.state.record = NULL;
		m.state.now = NULL;
		if (!wire_pack(FRAME_STATE, &wire_message, &m, &b))
			return;
	}
	share_news(s, NEWS_STATE, &b);
}

static void write_all(struct share *s)
{
	uint64_t rang;
	(void)!read(s->later, &rang, sizeof(rang));
	for (size_t i = 0; i < SHARE_GUESTS; i++)
		if (s->guests[i].there)
			guest_write(s, i);
}

/*
 * A hundred followers that wake at once would take the processors from the presenter's own screen, whose bytes are
 * then still on their way through the kernel and the terminal: it has a head start.
 */
void share_show(struct share *s, const struct share_state *state)
{
	static const struct itimerspec soon = { .it_value.tv_nsec = SOON_NS };
	show_lesson(s, state->lesson);
	show_state(s, state);
	if (s->followers > 0 && timerfd_settime(s->later, 0, &soon, NULL) < 0)
		write_all(s);
}

/* ---- the door ---- */

static bool watch(struct share *s, int op, int fd, uint32_t events, uint32_t index)
{
	struct epoll_event ev = { .events = events, .data.u32 = index };
	return epoll_ctl(s->epoll, op, fd, &ev) == 0;
}

/* Without descriptors left the door would be readable for ever: it is watched again when somebody has gone. */
static void shut(struct share *s)
{
	if (s->open && watch(s, EPOLL_CTL_DEL, s->door, 0, DOOR))
		s->open = false;
}

void share_unshut(struct share *s)
{
	if (!s->open)
		s->open = watch(s, EPOLL_CTL_ADD, s->door, EPOLLIN, DOOR);
}

static void let_in(struct share *s)
{
	for (int i = 0; i < EVENTS; i++) {
		int fd = accept4(s->door, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd < 0 && (errno == ECONNABORTED || errno == EINTR))
			continue;
		if (fd < 0) {
			if (errno != EAGAIN)
				shut(s);
			break;
		}
		guest_add(s, fd);
	}
}

bool share_pump(struct share *s)
{
	struct epoll_event ev[EVENTS];
	uint32_t were = s->followers, changes = s->changes;
	int n = epoll_wait(s->epoll, ev, EVENTS, 0);
	for (int i = 0; i < n; i++) {
		size_t at = ev[i].data.u32;
		if (at == DOOR)
			let_in(s);
		else if (at == LATER)
			write_all(s);
		else if (s->guests[at].there)
			guest_ready(s, at, ev[i].events);
	}
	return s->followers != were || s->changes != changes;
}

int share_open(struct share **out, const char *path, unsigned mode, struct err *e)
{
	struct share *s = mem_zalloc(1, sizeof(*s));
	s->mode = mode ? mode : 0600;
	s->pid = getpid();
	s->epoll = -1;
	s->door = door_open(path, mode, &s->path, e);
	if (s->door < 0) {
		int status = s->door;
		free(s);
		return status;
	}
	s->epoll = epoll_create1(EPOLL_CLOEXEC);
	s->later = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
	share_unshut(s);
	if (!s->open || s->later < 0 || !watch(s, EPOLL_CTL_ADD, s->later, EPOLLIN, LATER)) {
		int status = err_set(e, errno, "epoll", "", "nobody can be let in");
		share_close(s);
		return status;
	}
	share_greet(s);
	*out = s;
	return 0;
}

void share_close(struct share *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < SHARE_GUESTS; i++)
		if (s->guests[i].there)
			guest_drop(s, i);
	for (int i = 0; i < NEWS; i++)
		frame_release(s, s->news[i]);
	if (s->epoll >= 0)
		close(s->epoll);
	if (s->later >= 0)
		close(s->later);
	close(s->door);
	if (s->pid == getpid())
		unlink(s->path);
	free(s->path);
	free(s);
}

const char *share_path(const struct share *s)
{
	return s->path;
}

int share_fd(const struct share *s)
{
	return s->epoll;
}

uint32_t share_followers(const struct share *s)
{
	return s->followers;
}

/* ---- votes ---- */

void share_ask(struct share *s, size_t choices)
{
	s->ask++;
	s->choices = choices < SHARE_CHOICES ? choices : SHARE_CHOICES;
	s->asking = s->choices > 0;
	for (size_t i = 0; i < SHARE_GUESTS; i++)
		s->guests[i].vote = NO_VOTE;
}

void share_ask_end(struct share *s)
{
	s->asking = false;
}

uint32_t share_count(const struct share *s, uint32_t *counts)
{
	uint32_t voted = 0;
	memset(counts, 0, SHARE_CHOICES * sizeof(*counts));
	for (size_t i = 0; i < SHARE_GUESTS; i++) {
		const struct guest *g = &s->guests[i];
		if (!g->there || g->vote < 0)
			continue;
		counts[g->vote]++;
		voted++;
	}
	return voted;
}
