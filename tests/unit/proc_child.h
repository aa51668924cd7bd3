/*
 * A child for the tests of proc/: it does one step each time it is asked, and waits in between.
 *   test ──'n'──▶ child: steps[n](shared) ──'.'──▶ test      no sleeps: each side waits for the other's byte
 */
#ifndef TESTS_UNIT_PROC_CHILD_H
#define TESTS_UNIT_PROC_CHILD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Memory that both see: what the child made, for the test to look at. */
struct shared {
	char *m[8];
	uint64_t page, size;
	long result;
	char text[1 << 22];
};

typedef void step_fn(struct shared *s);

struct child {
	pid_t pid;
	int wire;
	struct shared *shared;
};

static inline void child_serve(int wire, step_fn *const *steps, struct shared *s)
{
	unsigned char n;
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (read(wire, &n, 1) == 1) {
		steps[n](s);
		if (write(wire, ".", 1) != 1)
			break;
	}
	_exit(0);
}

static inline void child_start(struct child *c, step_fn *const *steps)
{
	int pair[2];
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
	c->shared = mmap(NULL, sizeof(*c->shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(c->shared, MAP_FAILED);
	c->shared->page = (uint64_t)sysconf(_SC_PAGESIZE);
	c->pid = fork();
	assert_true(c->pid >= 0);
	if (c->pid == 0) {
		(void)close(pair[0]);
		child_serve(pair[1], steps, c->shared);
	}
	(void)close(pair[1]);
	c->wire = pair[0];
}

static inline void child_step(struct child *c, unsigned char n)
{
	char done;
	assert_int_equal(write(c->wire, &n, 1), 1);
	assert_int_equal(read(c->wire, &done, 1), 1);
}

/* The child is a zombie afterwards. */
static inline void child_stop(struct child *c)
{
	siginfo_t info;
	(void)close(c->wire);
	assert_int_equal(waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOWAIT), 0);
}

static inline void child_finish(struct child *c)
{
	assert_int_equal(waitpid(c->pid, NULL, 0), c->pid);
	assert_int_equal(munmap(c->shared, sizeof(*c->shared)), 0);
}

static inline int count_descriptors(void)
{
	int n = 0;
	DIR *d = opendir("/proc/self/fd");
	assert_non_null(d);
	while (readdir(d))
		n++;
	(void)closedir(d);
	return n;
}

/* A file of that many pages, all 'f', which has no name any more. */
static inline int file_of(size_t pages)
{
	char path[] = "/var/tmp/mmaptutor-proc-XXXXXX";
	size_t size = pages * (size_t)sysconf(_SC_PAGESIZE);
	int fd = mkstemp(path);
	assert_int_equal(unlink(path), 0);
	char *bytes = memset(malloc(size), 'f', size);
	assert_int_equal(write(fd, bytes, size), size);
	free(bytes);
	return fd;
}

static inline uint64_t address(const char *p)
{
	return (uint64_t)(uintptr_t)p;
}

#endif
