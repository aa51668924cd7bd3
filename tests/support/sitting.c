/* A learner's sitting: starting, keys, the end. */
#include "support/sitting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGS_MAX = 12, ENV_MAX = 16, GONE_MS = 20000, LEAF = sizeof "mmaptutor-XXXXXX" - 1 };

/* The directory of this variant's build, from build/VARIANT/tests/e2e/NAME. */
static void build_dir(char out[SITTING_PATH])
{
	ssize_t n = readlink("/proc/self/exe", out, SITTING_PATH - 1);
	assert_in_range(n, 1, SITTING_PATH - 1);
	out[n] = '\0';
	for (int i = 0; i < 3; i++)
		*strrchr(out, '/') = '\0';
}

const char *sitting_fixture(const char *name)
{
	static char path[2 * SITTING_PATH];
	char build[SITTING_PATH];
	build_dir(build);
	snprintf(path, sizeof path, "%s/../../tests/e2e/fixtures/%s", build, name);
	return path;
}

int sitting_setup(void **state)
{
	struct sitting *s = calloc(1, sizeof *s);
	char build[SITTING_PATH];
	build_dir(build);
	assert_non_null(s);
	assert_in_range(snprintf(s->program, sizeof s->program, "%s/mmaptutor", build), 1, SITTING_PATH - 1);
	snprintf(s->home, sizeof s->home, "/tmp/sitting.XXXXXX");
	assert_non_null(mkdtemp(s->home));
	*state = s;
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st, (void)kind, (void)at;
	return remove(path);
}

int sitting_teardown(void **state)
{
	struct sitting *s = *state;
	tty_end(s->tty);
	for (size_t i = 0; i < s->kids_n; i++)
		close(s->kids[i]);
	int failed = nftw(s->home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(s);
	return failed;
}

void sitting_start(struct sitting *s, const char *const args[], const char *const env[], int rows, int cols)
{
	static const char *const names[] = { "HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME" };
	char own[4][SITTING_PATH + 32];
	const char *argv[ARGS_MAX + 2] = { s->program }, *all[ENV_MAX + 8];
	size_t n = 0;
	for (size_t i = 0; i < 4; i++) {
		snprintf(own[i], sizeof own[i], "%s=%s%s", names[i], s->home, i == 1 ? "/state" : "");
		all[n++] = own[i];
	}
	/* The sanitizers take these signals for themselves otherwise. */
	all[n++] = "ASAN_OPTIONS=handle_segv=0:handle_abort=0";
	for (size_t i = 0; env && env[i] && i < ENV_MAX; i++)
		all[n++] = env[i];
	all[n] = NULL;
	for (size_t i = 0; args[i] && i < ARGS_MAX; i++)
		argv[i + 1] = args[i];
	tty_end(s->tty);
	s->tty = tty_start(argv[1][0] == '/' ? argv + 1 : argv, all, rows, cols);
}

void sitting_learn(struct sitting *s, const char *lesson, const char *text)
{
	sitting_start(s, (const char *const[]){ "learn", sitting_fixture(lesson), NULL }, NULL, 24, 80);
	sitting_sees(s, text);
}

void sitting_script(struct sitting *s, const char *script, const char *const args[])
{
	const char *argv[ARGS_MAX + 4] = { "/bin/sh", "-c", script, s->program };
	for (size_t i = 0; args[i] && i < ARGS_MAX; i++)
		argv[i + 4] = args[i];
	sitting_start(s, argv, NULL, 24, 80);
}

void sitting_sees(struct sitting *s, const char *text)
{
	assert_true(tty_wait_text(s->tty, text));
}

void sitting_misses(struct sitting *s, const char *text)
{
	assert_true(tty_wait_gone(s->tty, text));
}

void sitting_key(struct sitting *s, const char *keys, const char *text)
{
	tty_send(s->tty, keys);
	sitting_sees(s, text);
}

static void add_kid(struct sitting *s, pid_t pid)
{
	int fd = (int)syscall(SYS_pidfd_open, pid, 0);
	if (fd >= 0 && s->kids_n < SITTING_KIDS)
		s->kids[s->kids_n++] = fd;
	else if (fd >= 0)
		close(fd);
}

static void add_dir(struct sitting *s, const char *path)
{
	const char *leaf = strrchr(path, '/');
	struct stat st;
	if (!leaf || strlen(leaf + 1) != LEAF || strncmp(leaf + 1, "mmaptutor-", 10) != 0)
		return;
	for (size_t i = 0; i < s->dirs_n; i++)
		if (strcmp(s->dirs[i], path) == 0)
			return;
	if (s->dirs_n < SITTING_DIRS && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		snprintf(s->dirs[s->dirs_n++], SITTING_PATH, "%s", path);
}

static void look_for_dirs(struct sitting *s)
{
	char path[64], target[SITTING_PATH];
	snprintf(path, sizeof path, "/proc/%d/fd", (int)tty_pid(s->tty));
	DIR *d = opendir(path);
	for (const struct dirent *x; d && (x = readdir(d));) {
		ssize_t n = readlinkat(dirfd(d), x->d_name, target, sizeof target - 1);
		target[n > 0 ? n : 0] = '\0';
		add_dir(s, target);
	}
	if (d)
		closedir(d);
}

size_t sitting_look(struct sitting *s)
{
	char path[64];
	int pid = (int)tty_pid(s->tty);
	size_t n = 0;
	snprintf(path, sizeof path, "/proc/%d/task/%d/children", pid, pid);
	FILE *f = fopen(path, "re");
	for (int kid; f && fscanf(f, "%d", &kid) == 1; n++)
		add_kid(s, kid);
	if (f)
		fclose(f);
	look_for_dirs(s);
	return n;
}

void sitting_kill_lab(struct sitting *s)
{
	assert_int_not_equal(sitting_look(s), 0);
	assert_int_equal(syscall(SYS_pidfd_send_signal, s->kids[s->kids_n - 1], SIGKILL, NULL, 0), 0);
}

static void no_kid_left(struct sitting *s)
{
	for (size_t i = 0; i < s->kids_n; i++) {
		struct pollfd p = { .fd = s->kids[i], .events = POLLIN };
		if (poll(&p, 1, GONE_MS) != 1)
			fail_msg("process %zu of the lesson outlives the program", i);
	}
}

void sitting_nothing_left(struct sitting *s)
{
	no_kid_left(s);
	for (size_t i = 0; i < s->dirs_n; i++)
		if (access(s->dirs[i], F_OK) == 0)
			fail_msg("%s is left behind", s->dirs[i]);
}

static int wait_over(struct sitting *s)
{
	const char *why;
	int got;
	assert_true(tty_wait_exit(s->tty, &got));
	if (!tty_whole(s->tty, &why))
		fail_msg("%s", why);
	return got;
}

void sitting_over(struct sitting *s, int status)
{
	int got = wait_over(s);
	assert_true(WIFEXITED(got));
	assert_int_equal(WEXITSTATUS(got), status);
	sitting_nothing_left(s);
}

void sitting_kill(struct sitting *s)
{
	int got;
	sitting_look(s);
	assert_int_equal(kill(tty_pid(s->tty), SIGKILL), 0);
	assert_true(tty_wait_exit(s->tty, &got));
	assert_true(WIFSIGNALED(got));
	no_kid_left(s);
}

void sitting_over_by(struct sitting *s, int sig)
{
	int got = wait_over(s);
	assert_true(WIFSIGNALED(got));
	assert_int_equal(WTERMSIG(got), sig);
	no_kid_left(s);
}
