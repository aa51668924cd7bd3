/*
 * The terminal made whole again without ncurses: at exit() and on a fatal signal.
 *
 *   prepare ── reset bytes from terminfo, modes from tcgetattr ──▶ rescue ──▶ write(2), tcsetattr(3)
 *
 * A handler has no argument but the signal, hence the one static struct of this program.
 */
#include "term/private.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"

enum { RESET_MAX = 512, FATAL = 5, STACK_SIZE = 65536 };
static const int fatal[FATAL] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };

static struct {
	volatile sig_atomic_t armed;
	pid_t pid; /* a child between fork and exec must leave the terminal alone */
	int in, out;
	struct termios modes;
	char reset[RESET_MAX];
	size_t reset_len;
	struct sigaction before[FATAL];
	stack_t stack_before;
	void *stack;
	bool at_exit;
} rescue;

/* Async-signal-safe. */
static void rescue_now(void)
{
	if (!rescue.armed || rescue.pid != getpid())
		return;
	rescue.armed = 0;
	/* From the background tcsetattr would stop us. */
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	sigaction(SIGTTOU, &ignore, &before);
	for (size_t at = 0; at < rescue.reset_len;) {
		ssize_t n = write(rescue.out, rescue.reset + at, rescue.reset_len - at);
		if (n <= 0 && errno != EINTR)
			break;
		at += n > 0 ? (size_t)n : 0;
	}
	tcsetattr(rescue.in, TCSANOW, &rescue.modes);
	sigaction(SIGTTOU, &before, NULL);
}

/* The signal then does what it did before us: a fault is met again on return, one that was sent is sent again. */
static void on_fatal(int sig, siginfo_t *info, void *context)
{
	(void)context;
	int saved = errno;
	rescue_now();
	for (int i = 0; i < FATAL; i++)
		if (fatal[i] == sig)
			sigaction(sig, &rescue.before[i], NULL);
	if (info->si_code <= 0)
		raise(sig);
	errno = saved;
}

int rescue_modes(int in)
{
	return tcgetattr(in, &rescue.modes) < 0 ? -errno : 0;
}

/* A string of terminfo without its padding, "$<5>". */
static void put_string(struct buf *b, const char *s)
{
	if (!s || s == (const char *)-1)
		return;
	for (; *s; s++) {
		const char *end = s[0] == '$' && s[1] == '<' ? strchr(s, '>') : NULL;
		if (end)
			s = end;
		else
			buf_putc(b, *s);
	}
}

static void put_mouse_off(struct buf *b)
{
	const char *xm = tigetstr("XM"), *mouse = tigetstr("kmous");
	if (xm && xm != (const char *)-1)
		put_string(b, tparm(xm, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L));
	else if (mouse && mouse != (const char *)-1)
		buf_puts(b, "\033[?1000l");
}

/* Leaving the alternate screen hides it again where a terminal keeps that with the cursor's place (libvterm). */
void rescue_cursor(void)
{
	struct buf b;
	buf_init(&b, RESET_MAX);
	put_string(&b, tigetstr("cnorm"));
	ssize_t n = write(rescue.out, buf_str(&b), b.len);
	(void)n;
	buf_finish(&b);
}

/* endwin does not say whether the line is as it was: a signal can cut it short. */
void rescue_line(void)
{
	while (tcsetattr(rescue.in, TCSADRAIN, &rescue.modes) < 0 && errno == EINTR)
		;
}

void rescue_prepare(int in, int out, bool mouse)
{
	static const char *const resets[] = { "rmkx", "op", "sgr0", "cnorm" };
	struct buf b;
	buf_init(&b, RESET_MAX);
	if (mouse)
		put_mouse_off(&b);
	for (size_t i = 0; i < sizeof resets / sizeof *resets; i++)
		put_string(&b, tigetstr(resets[i]));
	const char *leave = tigetstr("rmcup");
	if (leave && leave != (const char *)-1 && *leave) {
		put_string(&b, leave);
	} else {
		put_string(&b, tparm(tigetstr("cup"), (long)LINES - 1, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L));
		buf_puts(&b, "\r\n");
	}
	put_string(&b, tigetstr("cnorm"));
	memcpy(rescue.reset, buf_str(&b), b.len);
	rescue.reset_len = b.len;
	buf_finish(&b);
	rescue.in = in;
	rescue.out = out;
	rescue.pid = getpid();
	if (!rescue.at_exit)
		rescue.at_exit = !atexit(rescue_now);
}

void rescue_arm(bool armed)
{
	rescue.armed = armed;
}

void rescue_signals(bool ours)
{
	if (!ours) {
		for (int i = 0; i < FATAL; i++)
			sigaction(fatal[i], &rescue.before[i], NULL);
		sigaltstack(&rescue.stack_before, NULL);
		free(rescue.stack);
		rescue.stack = NULL;
		return;
	}
	/* A stack of its own: what overflowed may be the usual one. */
	rescue.stack = calloc(1, STACK_SIZE);
	stack_t stack = { .ss_sp = rescue.stack, .ss_size = STACK_SIZE };
	if (!rescue.stack)
		stack = (stack_t){ .ss_flags = SS_DISABLE };
	sigaltstack(&stack, &rescue.stack_before);
	struct sigaction act = { .sa_sigaction = on_fatal, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER };
	for (int i = 0; i < FATAL; i++)
		sigaction(fatal[i], &act, &rescue.before[i]);
}
