/* Runs of the program with faults: start, wait, look at what is left. */
#include "support/faulty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "store/store.h"

enum { GONE_S = 20, LEAVES = 40 };

static void remove_log(const struct faulty *d)
{
	char path[SITTING_PATH + 32];
	snprintf(path, sizeof path, "%s/mmaptutor/log.jsonl", d->state);
	unlink(path);
}

static void fault_at(struct faulty *d, const char *call, unsigned nth)
{
	snprintf(d->note->call, FAULT_NAME, "%s", call);
	d->note->nth = nth;
	atomic_store(&d->note->count, 0);
	atomic_store(&d->note->dirs_n, 0);
	remove_log(d);
}

static void arguments(const struct faulty *d, const struct scenario *c, const char *argv[12])
{
	size_t n = 0;
	argv[n++] = d->s->program;
	for (size_t i = 0; c->args[i]; i++)
		argv[n++] = c->args[i];
	argv[n++] = sitting_fixture(c->lesson);
	argv[n] = NULL;
}

/* In the child. */
static void become(const struct faulty *d, const struct scenario *c)
{
	const char *argv[12];
	char home[SITTING_PATH + 16], state[SITTING_PATH + 32], note[SITTING_PATH + 32], preload[SITTING_PATH + 32];
	snprintf(home, sizeof home, "HOME=%s", d->s->home);
	snprintf(state, sizeof state, "XDG_STATE_HOME=%s", d->state);
	snprintf(note, sizeof note, "%s", d->note_env);
	snprintf(preload, sizeof preload, "%s", d->preload_env);
	char locale[] = "LANG=C.UTF-8", *env[] = { home, state, note, preload, locale, NULL };
	int in = open(c->input ? d->in : "/dev/null", O_RDONLY), out = open(d->out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	int err = open(d->err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	arguments(d, c, argv);
	if (dup2(in, 0) == 0 && dup2(out, 1) == 1 && dup2(err, 2) == 2)
		execve(argv[0], (char **)(uintptr_t)argv, env);
	_exit(127);
}

static int run_plain(struct faulty *d, const struct scenario *c)
{
	int status = -1;
	FILE *f = c->input ? fopen(d->in, "we") : NULL;
	if (f) {
		fputs(c->input, f);
		fclose(f);
	}
	pid_t pid = fork();
	assert_int_not_equal(pid, -1);
	if (pid == 0)
		become(d, c);
	struct pollfd p = { .fd = (int)syscall(SYS_pidfd_open, pid, 0), .events = POLLIN };
	bool over = poll(&p, 1, GONE_S * 1000) == 1;
	if (!over)
		syscall(SYS_pidfd_send_signal, p.fd, SIGKILL, NULL, 0);
	close(p.fd);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return over ? status : -1;
}

/* Keys that leave whatever stands there, a few times; more would only be echoed once it is over. */
static bool leaves(struct tty *t, void *data)
{
	unsigned *left = data;
	if (tty_ended(t))
		return true;
	if (*left) {
		(*left)--;
		tty_send(t, "q\033");
	}
	return false;
}

static bool is_up(struct tty *t, void *data)
{
	(void)data;
	return tty_ended(t) || tty_bytes(t) > 0;
}

static int run_screen(struct faulty *d, const struct scenario *c)
{
	const char *argv[12];
	int status;
	const char *env[] = { d->note_env, d->preload_env, NULL };
	unsigned left = LEAVES;
	arguments(d, c, argv);
	sitting_start(d->s, argv, env, 24, 80);
	if (!tty_wait(d->s->tty, is_up, NULL))
		return -1;
	tty_send(d->s->tty, c->input);
	if (!tty_wait(d->s->tty, leaves, &left) || !tty_wait_exit(d->s->tty, &status))
		return -1;
	return status;
}

int faulty_run(struct faulty *d, const struct scenario *c, const char *call, unsigned nth)
{
	fault_at(d, call, nth);
	return c->screen ? run_screen(d, c) : run_plain(d, c);
}

void faulty_read(const char *path, struct buf *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	buf_clear(out);
	if (fd >= 0) {
		buf_read_fd(out, fd);
		close(fd);
	}
}

/* What the program left behind is a child of this one, a subreaper. */
const char *faulty_kids(void)
{
	const struct timespec limit = { .tv_sec = GONE_S };
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	for (;;) {
		siginfo_t info = { 0 };
		if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG) < 0)
			return NULL;
		if (!info.si_pid && sigtimedwait(&set, NULL, &limit) < 0 && errno == EAGAIN)
			return "a process is left";
	}
}

static const char *dir_there(const struct faulty *d)
{
	unsigned n = atomic_load(&d->note->dirs_n);
	for (unsigned i = 0; i < n && i < FAULT_DIRS; i++)
		if (access(d->note->dirs[i], F_OK) == 0)
			return d->note->dirs[i];
	return NULL;
}

/* What could not be removed is cleared away by the next start. */
const char *faulty_dirs(struct faulty *d)
{
	static const struct scenario next = { .args = { "run" }, .lesson = "tour.json" };
	static char text[2 * FAULT_PATH];
	if (!dir_there(d))
		return NULL;
	d->note->nth = 0;
	run_plain(d, &next);
	if (!dir_there(d))
		return NULL;
	snprintf(text, sizeof text, "%s is left for good", dir_there(d));
	return text;
}

static bool count_event(void *data, const struct event *ev)
{
	*(size_t *)data += ev->kind == EVENT_ANSWER;
	return true;
}

const char *faulty_log(const struct faulty *d, size_t *answers)
{
	char dir[SITTING_PATH + 32];
	struct store *s;
	struct err e;
	size_t damaged = 0;
	*answers = 0;
	snprintf(dir, sizeof dir, "%s/mmaptutor", d->state);
	if (access(dir, F_OK) != 0)
		return NULL;
	bool held = store_open(&s, dir, &e) == 0 && store_each(s, count_event, answers, &damaged, &e) == 0;
	store_close(s);
	return !held ? "the log does not load" : damaged ? "the log has a damaged line" : NULL;
}

int faulty_setup(void **state)
{
	struct faulty *d = calloc(1, sizeof *d);
	char path[SITTING_PATH + 16];
	assert_non_null(d);
	void *s;
	sitting_setup(&s);
	d->s = s;
	snprintf(d->state, sizeof d->state, "%s/state", d->s->home);
	snprintf(d->in, sizeof d->in, "%s/in", d->s->home);
	snprintf(d->out, sizeof d->out, "%s/out", d->s->home);
	snprintf(d->err, sizeof d->err, "%s/err", d->s->home);
	snprintf(path, sizeof path, "%s/note", d->s->home);
	snprintf(d->note_env, sizeof d->note_env, FAULT_ENV "=%s", path);
	snprintf(d->preload_env, sizeof d->preload_env, "LD_PRELOAD=%s", d->s->program);
	snprintf(strrchr(d->preload_env, '/'), 64, "/tests/e2e/preload/fail.so");
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	assert_int_equal(ftruncate(fd, sizeof *d->note), 0);
	d->note = mmap(NULL, sizeof *d->note, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	assert_ptr_not_equal(d->note, MAP_FAILED);
	close(fd);
	*state = d;
	return 0;
}

int faulty_teardown(void **state)
{
	struct faulty *d = *state;
	void *s = d->s;
	munmap(d->note, sizeof *d->note);
	free(d);
	return sitting_teardown(&s);
}

void faulty_begin(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
}
