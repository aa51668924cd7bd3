/* A program in a pseudo-terminal: start, keys, waiting, end. */
#include "support/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include "support/tty_private.h"

enum { DEADLINE_MS = 20000, ENV_MAX = 64 };
#define END_MARK "\0" /* shown as nothing */

static void broken(const char *what)
{
	perror(what);
	exit(99);
}

static int64_t now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int64_t now_ms(void)
{
	return now_ns() / 1000000;
}

static bool names_same(const char *a, const char *b)
{
	size_t n = strcspn(a, "=");
	return n == strcspn(b, "=") && !strncmp(a, b, n);
}

/* A new entry takes the place of one of the same name; a name alone takes it out. */
static void put_env(const char *env[ENV_MAX], const char *entry)
{
	size_t i = 0;
	while (env[i] && !names_same(env[i], entry))
		i++;
	if (strchr(entry, '=')) {
		if (i < ENV_MAX - 1)
			env[i] = entry;
		return;
	}
	for (; env[i]; i++)
		env[i] = env[i + 1];
}

static void make_env(const char *env[ENV_MAX], const char *const more[])
{
	static const char *const kept[] = { "PATH=", "HOME=", "ASAN_OPTIONS=", "UBSAN_OPTIONS=", "LSAN_OPTIONS=" };
	memset(env, 0, ENV_MAX * sizeof *env);
	put_env(env, "TERM=xterm-256color");
	put_env(env, "LANG=C.UTF-8");
	for (char **e = environ; *e; e++)
		for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
			if (names_same(*e, kept[i]))
				put_env(env, *e);
	for (size_t i = 0; more && more[i]; i++)
		put_env(env, more[i]);
}

/* In the child. `slave` becomes its terminal and its descriptors 0 to 2. */
static void run_program(const char *const argv[], const char *const env[], int slave)
{
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (login_tty(slave) == 0)
		execve(argv[0], (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)env);
	perror(argv[0]);
	_exit(127);
}

struct tty *tty_start(const char *const argv[], const char *const more[], int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	const char *env[ENV_MAX];
	struct tty *t = calloc(1, sizeof *t);
	if (!t || openpty(&t->master, &t->slave, NULL, NULL, &size) < 0)
		broken("openpty");
	fcntl(t->master, F_SETFL, O_NONBLOCK);
	fcntl(t->master, F_SETFD, FD_CLOEXEC);
	tcgetattr(t->slave, &t->modes);
	make_env(env, more);
	t->pid = fork();
	if (t->pid < 0)
		broken("fork");
	if (t->pid == 0)
		run_program(argv, env, t->slave);
	fcntl(t->slave, F_SETFD, FD_CLOEXEC);
	t->pidfd = (int)syscall(SYS_pidfd_open, t->pid, 0);
	if (t->pidfd < 0)
		broken("pidfd_open");
	tty_screen_init(t, rows, cols);
	return t;
}

static void reap(struct tty *t)
{
	if (t->ended)
		return;
	while (waitpid(t->pid, &t->status, 0) < 0 && errno == EINTR)
		;
	t->ended = true;
}

void tty_end(struct tty *t)
{
	if (!t)
		return;
	if (!t->ended)
		syscall(SYS_pidfd_send_signal, t->pidfd, SIGKILL, NULL, 0);
	reap(t);
	close(t->pidfd);
	tty_hang_up(t);
	tty_screen_finish(t);
	free(t);
}

pid_t tty_pid(const struct tty *t)
{
	return t->pid;
}

static void send_bytes(struct tty *t, const char *bytes, size_t n)
{
	while (n) {
		ssize_t r = write(t->master, bytes, n);
		if (r < 0 && errno != EAGAIN && errno != EINTR)
			return;
		if (r > 0) {
			bytes += r;
			n -= (size_t)r;
		} else {
			struct pollfd p = { .fd = t->master, .events = POLLOUT };
			if (poll(&p, 1, DEADLINE_MS) <= 0)
				return;
		}
	}
}

void tty_send(struct tty *t, const char *bytes)
{
	send_bytes(t, bytes, strlen(bytes));
}

void tty_resize(struct tty *t, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	tty_screen_resize(t, rows, cols);
	ioctl(t->master, TIOCSWINSZ, &size);
}

void tty_hang_up(struct tty *t)
{
	if (t->hung_up)
		return;
	close(t->slave);
	close(t->master);
	t->hung_up = true;
}

/* Takes all output that is there, and hands back what the terminal itself answers. */
static bool drain(struct tty *t)
{
	char bytes[4096];
	bool some = false;
	ssize_t n;
	while (!t->hung_up && (n = read(t->master, bytes, sizeof bytes)) > 0) {
		char answer[256];
		t->last_ns = now_ns();
		t->marked |= memchr(bytes, END_MARK[0], (size_t)n) != NULL;
		size_t len = tty_screen_feed(t, bytes, (size_t)n, answer, sizeof answer);
		send_bytes(t, answer, len);
		some = true;
	}
	return some;
}

/*
 * What the program wrote last may still be on its way through the terminal when its end is known: a mark of our own
 * is written behind it, and arrives behind it.
 */
static void drain_all(struct tty *t)
{
	struct pollfd p = { .fd = t->master, .events = POLLIN };
	t->marked = false;
	if (t->hung_up || write(t->slave, END_MARK, 1) != 1)
		return;
	while (!t->marked && poll(&p, 1, DEADLINE_MS) > 0)
		drain(t);
}

/* Waits for output or the end of the program; false at the deadline, or where nothing can change any more. */
static bool pump(struct tty *t, int64_t deadline)
{
	int64_t left = deadline - now_ms();
	struct pollfd p[] = { { .fd = t->hung_up ? -1 : t->master, .events = POLLIN },
			      { .fd = t->ended ? -1 : t->pidfd, .events = POLLIN } };
	if (t->ended || left <= 0)
		return drain(t);
	if (poll(p, 2, (int)left) <= 0)
		return false;
	bool over = p[1].revents != 0;
	drain(t);
	if (over) {
		reap(t);
		drain_all(t);
	}
	return true;
}

bool tty_wait(struct tty *t, bool (*becomes)(struct tty *t, void *data), void *data)
{
	int64_t deadline = now_ms() + DEADLINE_MS;
	drain(t);
	while (!becomes(t, data)) {
		if (pump(t, deadline))
			continue;
		fprintf(stderr, "the screen never became what was expected; it is:\n%s", tty_screen(t));
		return false;
	}
	return true;
}

static bool has_text(struct tty *t, void *data)
{
	return strstr(tty_screen(t), data) != NULL;
}

static bool lacks_text(struct tty *t, void *data)
{
	return !has_text(t, data);
}

bool tty_ended(const struct tty *t)
{
	return t->ended;
}

static bool has_ended(struct tty *t, void *data)
{
	(void)data;
	return t->ended;
}

static bool wait_for(struct tty *t, bool (*becomes)(struct tty *t, void *data), const char *text)
{
	char *copy = strdup(text);
	bool held = tty_wait(t, becomes, copy);
	if (!held)
		fprintf(stderr, "in question: \"%s\"\n", text);
	free(copy);
	return held;
}

bool tty_wait_text(struct tty *t, const char *text)
{
	return wait_for(t, has_text, text);
}

bool tty_wait_gone(struct tty *t, const char *text)
{
	return wait_for(t, lacks_text, text);
}

bool tty_wait_exit(struct tty *t, int *status)
{
	if (!tty_wait(t, has_ended, NULL))
		return false;
	*status = t->status;
	return true;
}

int64_t tty_settle(struct tty *t, int quiet_ms)
{
	struct pollfd p = { .fd = t->master, .events = POLLIN };
	while (poll(&p, 1, quiet_ms) > 0 && drain(t))
		;
	return t->last_ns;
}
