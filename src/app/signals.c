/* The flags are the only state that a handler may touch, and so the only mutable state of this file. */
#include <errno.h>
#include <stddef.h>
#include <time.h>

#include "app/signals.h"

static volatile sig_atomic_t end_signal, resized, stopped;

static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

static void on_end(int sig)
{
	end_signal = sig;
}

static void on_resize(int sig)
{
	(void)sig;
	resized = 1;
}

static void on_stop(int sig)
{
	(void)sig;
	stopped = 1;
}

static void install(int sig, void (*handler)(int))
{
	struct sigaction sa = { .sa_handler = handler };

	sigfillset(&sa.sa_mask);
	sigaction(sig, &sa, NULL);
}

static void blocked_set(sigset_t *set)
{
	sigemptyset(set);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		sigaddset(set, ends[i]);
	sigaddset(set, SIGWINCH);
	sigaddset(set, SIGCONT);
	sigaddset(set, SIGTSTP);
}

void signals_init(bool interactive)
{
	sigset_t set;

	/* A reader that is gone is an error of write(2), not the end of a program that has files to remove. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a log or a picture too large for a limit is an error that is told */
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		install(ends[i], on_end);
	if (!interactive)
		return;
	install(SIGWINCH, on_resize);
	install(SIGCONT, on_resize);
	install(SIGTSTP, on_stop);
	blocked_set(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

int signals_wait(struct pollfd *fds, nfds_t n, int ms)
{
	/* What signals_peek let through has been no wait's business yet. */
	if (end_signal != 0 || resized != 0 || stopped != 0)
		ms = 0;
	struct timespec limit = { ms / 1000, ms % 1000 * 1000000L };
	sigset_t open;
	int got;

	sigemptyset(&open);
	got = ppoll(fds, n, ms < 0 ? NULL : &limit, &open);
	return got < 0 ? -errno : got;
}

void signals_peek(void)
{
	(void)signals_wait(NULL, 0, 0);
}

int signals_end(void)
{
	return end_signal;
}

bool signals_resized(void)
{
	bool was = resized != 0;

	resized = 0;
	return was;
}

bool signals_stop(void)
{
	bool was = stopped != 0;

	stopped = 0;
	return was;
}

void signals_suspend(void)
{
	/* SIGSTOP, since SIGTSTP is ours: the shell sees a stopped job either way. */
	raise(SIGSTOP);
	resized = 1;
}
