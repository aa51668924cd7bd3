/* The life of a lab seen through its pidfd: alive, ended, how, and put away without leaving a zombie. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "lab/inside.h"

enum { LIMIT_MS = 10000 };
#define BUDGET (256ULL << 20)

bool fd_polls(int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int n;
	do
		n = poll(&p, 1, ms);
	while (n < 0 && errno == EINTR);
	return n > 0;
}

struct lab *lab_new(const struct lab_options *o, struct family *f)
{
	struct lab *l = mem_zalloc(1, sizeof *l);
	l->options = *o;
	l->options.program = NULL;
	if (l->options.limit_ms <= 0)
		l->options.limit_ms = LIMIT_MS;
	l->page = (uint64_t)sysconf(_SC_PAGESIZE);
	l->pid = -1;
	l->pidfd = l->wire = -1;
	l->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (!f) {
		f = mem_zalloc(1, sizeof *f);
		f->budget = o->budget ? o->budget : BUDGET;
	}
	l->family = f;
	l->next = f->first;
	f->first = l;
	return l;
}

static void family_leave(struct lab *l)
{
	struct family *f = l->family;
	struct lab **at = &f->first;
	budget_leave(l);
	while (*at != l)
		at = &(*at)->next;
	*at = l->next;
	if (!f->first)
		free(f);
}

void lab_kill(struct lab *l)
{
	l->ended = true;
	if (l->pidfd >= 0)
		(void)pidfd_send_signal(l->pidfd, SIGKILL, NULL, 0);
}

static int end_wait(int pidfd, siginfo_t *info, int options)
{
	int status;
	memset(info, 0, sizeof *info);
	do
		status = waitid(P_PIDFD, (id_t)pidfd, info, WEXITED | options);
	while (status < 0 && errno == EINTR);
	return status;
}

static void close_one(int fd)
{
	if (fd >= 0)
		(void)close(fd);
}

void lab_end(struct lab *l)
{
	siginfo_t info;
	if (!l)
		return;
	family_leave(l);
	lab_kill(l);
	if (l->pidfd >= 0)
		(void)end_wait(l->pidfd, &info, 0);
	close_one(l->pidfd);
	close_one(l->wire);
	close_one(l->bell);
	free(l);
}

bool lab_alive(struct lab *l)
{
	siginfo_t info;
	return end_wait(l->pidfd, &info, WNOHANG | WNOWAIT) == 0 && info.si_pid == 0;
}

int lab_how(struct lab *l, struct lab_how *how, struct err *e)
{
	siginfo_t info;
	if (!fd_polls(l->pidfd, l->options.limit_ms))
		return err_set(e, ETIME, "", "", "the process of the lesson has not ended");
	l->ended = true;
	*how = (struct lab_how){ 0 };
	if (end_wait(l->pidfd, &info, WNOHANG | WNOWAIT) < 0)
		return err_set(e, errno, "waitid(P_PIDFD)", "", "how the process ended is not known");
	*how = (struct lab_how){ .known = true, .exited = info.si_code == CLD_EXITED, .status = info.si_status };
	return 0;
}

void lab_interrupt(struct lab *l)
{
	uint64_t one = 1;
	int saved = errno;
	if (write(l->bell, &one, sizeof one) < 0)
		errno = saved; /* it rings already */
	errno = saved;
}
