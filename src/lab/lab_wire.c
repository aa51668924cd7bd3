/* One message there, one back; what comes back is measured before it is read. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "lab/inside.h"

#include "base/tr.h"

enum { WATCH_MS = 10 };

static bool may_be_foreign(const struct lab *l)
{
	return l->options.exec || l->tight;
}

static int64_t now_ms(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

const struct wire_reply *wire_reply(const struct lab *l)
{
	return (const struct wire_reply *)(const void *)l->answer;
}

const struct wire_result *wire_results(const struct lab *l)
{
	return (const struct wire_result *)(const void *)(l->answer + sizeof(struct wire_reply));
}

const void *wire_scratch(const struct lab *l)
{
	return wire_results(l) + wire_reply(l)->ops;
}

static int gone(struct lab *l, struct err *e)
{
	l->ended = true;
	return err_set(e, ESRCH, "", "", "the process of the lesson has ended");
}

int wire_nonsense(struct lab *l, const char *what, struct err *e)
{
	lab_kill(l);
	return err_set(e, EPROTO, "", "", "the process of the lesson %s, and was ended", what);
}

int wire_send(struct lab *l, const struct parcel *p, struct err *e)
{
	struct wire_request r = { .ask = p->ask,
				  .flags = p->flags,
				  .seq = ++l->seq,
				  .ops = (uint32_t)p->ops_n,
				  .bytes = (uint32_t)p->scratch_len,
				  .extra = p->extra };
	struct iovec iov[3] = { { .iov_base = &r, .iov_len = sizeof r } };
	union {
		struct cmsghdr head;
		char bytes[CMSG_SPACE(sizeof(int))];
	} control = { 0 };
	struct msghdr m = { .msg_iov = iov, .msg_iovlen = 3 };

	iov[1].iov_base = (void *)(uintptr_t)p->ops;
	iov[1].iov_len = p->ops_n * sizeof *p->ops;
	iov[2].iov_base = (void *)(uintptr_t)p->scratch;
	iov[2].iov_len = p->scratch_len;
	if (p->fd >= 0) {
		m.msg_control = &control;
		m.msg_controllen = sizeof control.bytes;
		control.head = (struct cmsghdr){ .cmsg_level = SOL_SOCKET,
						 .cmsg_type = SCM_RIGHTS,
						 .cmsg_len = CMSG_LEN(sizeof(int)) };
		memcpy(CMSG_DATA(&control.head), &p->fd, sizeof(int));
	}
	l->asked = p->ops_n;
	if (sendmsg(l->wire, &m, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0)
		return 0;
	if (errno == EPIPE || errno == ECONNRESET || errno == ENOTCONN) {
		if (!fd_polls(l->pidfd, 1000))
			return wire_nonsense(l, tr("closed its wire"), e);
		return gone(l, e);
	}
	int num = errno;
	lab_kill(l);
	return err_set(e, num, "sendmsg(wire)", "", "the process of the lesson could not be asked, and was ended");
}

static const int signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGPIPE, SIGXFSZ };

static bool signal_known(int sig)
{
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		if (signals[i] == sig)
			return true;
	}
	return false;
}

/* Counts first: nothing behind the head is looked at before the length is known to hold it. */
static const char *flaw(const struct lab *l, size_t n)
{
	const struct wire_reply *r = wire_reply(l);
	if (n < sizeof *r || n > WIRE_ANSWER)
		return tr("answered with a message of a strange size");
	if (r->seq != l->seq)
		return tr("answered another question");
	if (r->ops > l->asked || r->bytes > WIRE_SCRATCH)
		return tr("answered with too much");
	if (n != sizeof *r + r->ops * sizeof(struct wire_result) + r->bytes)
		return tr("answered with a message of a wrong length");
	for (uint32_t i = 0; i < r->ops; i++) {
		const struct wire_result *x = &wire_results(l)[i];
		if (x->kind > WIRE_NOT_RUN || (x->kind == WIRE_FAULT && !signal_known(x->sig)))
			return tr("answered with an unknown outcome");
	}
	return NULL;
}

/* 1: a message was read. 0: none is there. Negative: the end, or nonsense. */
static int read_one(struct lab *l, struct err *e)
{
	ssize_t n = recv(l->wire, l->answer, sizeof l->answer, MSG_DONTWAIT);
	if (n > 0) {
		const char *what = flaw(l, (size_t)n);
		return what ? wire_nonsense(l, what, e) : 1;
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (!fd_polls(l->pidfd, 1000))
		return wire_nonsense(l, tr("closed its wire"), e);
	return gone(l, e);
}

static int silence(struct lab *l, int num, const char *why, struct err *e)
{
	budget_drop(l, NULL, 0);
	lab_kill(l);
	return err_set(e, num, "", "", "%s; its process was ended", why);
}

/* Nothing came for a while: -ETIME where the time is up, or where foreign code took too much meanwhile. */
static int patience(struct lab *l, int64_t left, struct greed *greed, struct err *e)
{
	char why[128], all[FMT_MAX];
	if (left <= 0) {
		(void)snprintf(why, sizeof why, tr("the statement was not done after %d ms"), l->options.limit_ms);
		return silence(l, ETIME, why, e);
	}
	if (!may_be_foreign(l))
		return 0;
	if (greed_seen(l, greed))
		return silence(l, ETIME, tr("the code took more memory files or disk than a lesson may have"), e);
	if (!budget_passed(l, all))
		return 0;
	(void)snprintf(why, sizeof why, tr("the statement took more than the %s of memory that a lesson may have"),
		       all);
	return silence(l, ETIME, why, e);
}

/* A process that may run its own code takes memory that no statement named: it is looked at now and then. */
static int nap(const struct lab *l, int64_t left)
{
	if (left <= 0)
		return 0;
	return (int)(may_be_foreign(l) && left > WATCH_MS ? WATCH_MS : left);
}

int wire_await(struct lab *l, struct err *e)
{
	struct pollfd fds[3] = { { .fd = l->wire, .events = POLLIN },
				 { .fd = l->pidfd, .events = POLLIN },
				 { .fd = l->bell, .events = POLLIN } };
	int64_t deadline = now_ms() + l->options.limit_ms;
	struct greed greed = { 0 };

	for (;;) {
		int n = poll(fds, 3, nap(l, deadline - now_ms()));
		if (n < 0 && errno != EINTR)
			return wire_nonsense(l, tr("could not be waited for"), e);
		if (n < 0)
			continue;
		if (n == 0) {
			int status = patience(l, deadline - now_ms(), &greed, e);
			if (status < 0)
				return status;
			continue;
		}
		/* It may have answered before it ended: the wire comes first. */
		int got = read_one(l, e);
		if (got)
			return got > 0 ? 0 : got;
		if (fds[1].revents)
			return gone(l, e);
		if (fds[2].revents) {
			uint64_t rung;
			if (read(l->bell, &rung, sizeof rung) > 0)
				return silence(l, EINTR, tr("the statement was interrupted"), e);
		}
	}
}

int wire_ask(struct lab *l, const struct parcel *p, struct err *e)
{
	if (l->ended)
		return gone(l, e);
	int status = wire_send(l, p, e);
	if (status == 0)
		status = wire_await(l, e);
	if (status == 0 && wire_reply(l)->answer == WIRE_DONE && wire_reply(l)->bytes != p->scratch_back)
		return wire_nonsense(l, tr("answered with a message of a wrong length"), e);
	return status;
}

int wire_hello_take(struct lab *l, struct err *e)
{
	const struct wire_reply *r = wire_reply(l);
	struct wire_hello h;

	if (r->answer != WIRE_HELLO || r->ops || r->bytes != sizeof h)
		return wire_nonsense(l, tr("did not say hello"), e);
	memcpy(&h, wire_scratch(l), sizeof h);
	if (h.version != WIRE_VERSION)
		return wire_nonsense(l, tr("is of another version of the program"), e);
	for (size_t i = 0; i < WIRE_RANGES; i++) {
		if (h.own[i].start >= h.own[i].end || (h.own[i].start | h.own[i].end) % l->page)
			return wire_nonsense(l, tr("lies where no program can"), e);
	}
	l->hello = h;
	return 0;
}
