/* The log as a file: many writers, full disks, missing homes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "unit/store_place.h"

enum { WRITERS = 4, EVENTS_EACH = 50 };

static void write_events(const char *dir)
{
	struct store *s;
	if (store_open(&s, dir, NULL) < 0)
		_exit(1);
	for (int i = 0; i < EVENTS_EACH; i++)
		if (store_append(s, &seen, NULL) < 0)
			_exit(2);
	_exit(0);
}

static void test_many_writers(void **state)
{
	const struct place *p = *state;
	pid_t pids[WRITERS];
	size_t damaged;
	struct buf b;
	for (int i = 0; i < WRITERS; i++) {
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0)
			write_events(p->dir);
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	struct store *s = open_at(p);
	buf_init(&b, 1 << 20);
	assert_int_equal(store_each(s, list, &b, &damaged, NULL), 0);
	assert_int_equal(b.len, WRITERS * EVENTS_EACH * strlen(SEEN_TEXT));
	assert_int_equal(damaged, 0);
	buf_finish(&b);
	store_close(s);
}

/* True once the process waits within flock; false where it ended instead. */
static bool waits_for_lock(pid_t pid)
{
	char path[64], text[64];
	siginfo_t info = { 0 };
	snprintf(path, sizeof path, "/proc/%d/syscall", (int)pid);
	for (;;) {
		if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) < 0 || info.si_pid == pid)
			return false;
		int fd = open(path, O_RDONLY | O_CLOEXEC);
		ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
		if (fd >= 0)
			close(fd);
		if (n > 0 && text[0] >= '0' && text[0] <= '9' && atol(text) == SYS_flock)
			return true;
		sched_yield();
	}
}

/* A torn line can only be told from one that is being written because the writer holds the lock. */
static void test_waits_for_another_writer(void **state)
{
	const struct place *p = *state;
	struct store *s = open_at(p);
	int status, fd = open(p->log, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		write_events(p->dir);
	bool waits = waits_for_lock(pid);
	assert_events(s, "", 0);
	assert_int_equal(flock(fd, LOCK_UN), 0);
	close(fd);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_true(waits);
	store_close(s);
}

/* The disk takes a part of a line: it is taken back, and the next one is whole. */
static void test_full_disk(void **state)
{
	const struct place *p = *state;
	struct store *s = open_at(p);
	struct rlimit before, small;
	struct stat st;
	struct err e = { 0 };
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_int_equal(stat(p->log, &st), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = (rlim_t)st.st_size + 20;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	int r = store_append(s, &seen, &e);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(r, -ENOSPC);
	assert_string_equal(e.what, "this step is not recorded; the rest goes on");
	assert_events(s, SEEN_TEXT, 0);
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_events(s, SEEN_TEXT SEEN_TEXT, 0);
	store_close(s);
}

static void test_taken_away_meanwhile(void **state)
{
	const struct place *p = *state;
	struct store *s = open_at(p);
	assert_int_equal(unlink(p->log), 0);
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_int_equal(access(p->log, F_OK), 0);
	assert_events(s, SEEN_TEXT, 0);
	store_close(s);
}

/* Missing directories are made, for their owner alone. */
static void test_makes_directories(void **state)
{
	const struct place *p = *state;
	char home[80], path[200], expected[200];
	struct store *s;
	struct stat st;
	static const char *const made[] = { "/.local/state/mmaptutor", "/.local/state", "/.local", "" };
	snprintf(home, sizeof home, "%s/home", p->dir);
	snprintf(expected, sizeof expected, "%s/.local/state/mmaptutor/log.jsonl", home);
	assert_int_equal(setenv("HOME", home, 1), 0);
	assert_int_equal(setenv("XDG_STATE_HOME", "relative", 1), 0);
	assert_int_equal(store_open(&s, NULL, NULL), 0);
	assert_string_equal(store_path(s), expected);
	assert_int_equal(stat(store_path(s), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	store_close(s);
	assert_int_equal(unlink(expected), 0);
	for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
		snprintf(path, sizeof path, "%s%s", home, made[i]);
		assert_int_equal(rmdir(path), 0);
	}
}

static void test_no_home(void **state)
{
	(void)state;
	struct store *s;
	struct err e = { 0 };
	unsetenv("HOME");
	unsetenv("XDG_STATE_HOME");
	assert_true(store_open(&s, NULL, &e) < 0);
	assert_null(s);
	assert_non_null(strstr(e.what, "no home directory"));
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_events(s, "", 0);
	assert_int_equal(store_reset(s, NULL), 0);
	store_close(s);
}

/* A directory stands where the log belongs: even root cannot write it. */
static void test_cannot_be_written(void **state)
{
	const struct place *p = *state;
	struct store *s;
	struct err e = { 0 };
	assert_int_equal(mkdir(p->log, 0700), 0);
	assert_int_equal(store_open(&s, p->dir, &e), -EISDIR);
	assert_int_equal(e.num, EISDIR);
	assert_int_equal(store_append(s, &seen, NULL), 0);
	store_close(s);
	assert_int_equal(rmdir(p->log), 0);
	assert_int_equal(store_open(&s, "/proc/no-such-place", &e), -ENOENT);
	assert_null(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLACED(test_many_writers),      PLACED(test_waits_for_another_writer),
		PLACED(test_full_disk),         PLACED(test_taken_away_meanwhile),
		PLACED(test_makes_directories), PLACED(test_cannot_be_written),
		cmocka_unit_test(test_no_home),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
