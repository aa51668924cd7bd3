/* Trying system calls from inside the confinement: the test's side. */
#include "support/prober.h"

#include <errno.h>
#include <limits.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "lab/inside.h"

enum { PROBE_MS = 5000 };

struct lab *prober_start(struct lab_options o)
{
	char self[PATH_MAX - 64], path[PATH_MAX], text[1024];
	struct err e = { 0 };
	struct lab *l = NULL;
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

	assert_true(n > 0);
	self[n] = '\0';
	*strrchr(self, '/') = '\0';
	(void)snprintf(path, sizeof path, "%s/../../inside", self);
	o.program = path;
	if (lab_start(&l, &o, &e) < 0) {
		err_text(&e, text, sizeof text);
		fail_msg("%s", text);
	}
	return l;
}

static void tell(struct probe *p, const siginfo_t *info)
{
	p->status = info->si_status;
	p->exited = info->si_code == CLD_EXITED;
	p->through = p->exited || info->si_status != SIGSYS;
}

/* A child of the program is this process's child too (CLONE_PARENT). */
static void wait_child(struct probe *p, int64_t pid)
{
	siginfo_t info = { 0 };
	assert_in_range(pid, 1, INT32_MAX);
	int pidfd = pidfd_open((pid_t)pid, 0);
	assert_true(pidfd >= 0);
	p->hung = !fd_polls(pidfd, PROBE_MS);
	if (p->hung)
		(void)pidfd_send_signal(pidfd, SIGKILL, NULL, 0);
	assert_int_equal(waitid(P_PIDFD, (id_t)pidfd, &info, WEXITED), 0);
	(void)close(pidfd);
	tell(p, &info);
	assert_false(p->exited && p->status == INSIDE_NOT_TRIED);
}

/* A child that tried the lab's own clone, with success, left one of its own, which is this process's too. */
static void wait_grandchildren(const struct probe *probes, size_t n)
{
	siginfo_t info;
	for (size_t i = 0; i < n; i++) {
		if (probes[i].gate != INSIDE_SELF && (int32_t)probes[i].nr == SYS_clone && probes[i].exited &&
		    probes[i].status == INSIDE_DONE && (probes[i].words[0] & CLONE_PARENT))
			assert_int_equal(waitid(P_ALL, 0, &info, WEXITED), 0);
	}
}

static void self_ended(struct lab *l, struct probe *p)
{
	siginfo_t info = { 0 };
	assert_int_equal(waitid(P_PIDFD, (id_t)lab_pidfd(l), &info, WEXITED | WNOWAIT), 0);
	tell(p, &info);
}

static void try_some(struct lab *l, struct probe *probes, size_t n, const struct sock_filter *filter, int filter_n)
{
	struct wire_op ops[WIRE_OPS];
	struct parcel p = { .ask = WIRE_DO, .ops = ops, .ops_n = n, .fd = -1 };
	struct err e = { 0 };

	for (size_t i = 0; i < n; i++) {
		ops[i] = (struct wire_op){ .kind = probes[i].gate, .nr = probes[i].nr };
		memcpy(ops[i].words, probes[i].words, sizeof ops[i].words);
	}
	p.scratch = filter;
	p.scratch_len = (size_t)filter_n * sizeof *filter;
	int status = wire_ask(l, &p, &e);
	if (status == -ESRCH && n == 1 && probes[0].gate == INSIDE_SELF) {
		self_ended(l, &probes[0]);
		return;
	}
	if (status != 0)
		fail_msg("%s", e.what);
	for (size_t i = 0; i < n; i++) {
		int64_t value = wire_results(l)[i].value;
		if (probes[i].gate == INSIDE_SELF)
			probes[i].through = true;
		else
			wait_child(&probes[i], value);
	}
	wait_grandchildren(probes, n);
}

void prober_try(struct lab *l, struct probe *probes, size_t n)
{
	struct sock_filter filter[WIRE_SCRATCH / sizeof(struct sock_filter)];
	int filter_n = filter_build(FILTER_NO_FORK, filter, sizeof filter / sizeof filter[0]);
	assert_true(filter_n > 0);
	for (size_t done = 0, some; done < n; done += some) {
		some = n - done < WIRE_OPS ? n - done : WIRE_OPS;
		try_some(l, probes + done, some, filter, filter_n);
	}
}

void prober_passing(const struct call *row, uint64_t words[6])
{
	memset(words, 0, 6 * sizeof *words);
	for (size_t i = 0; i < sizeof row->limits / sizeof row->limits[0] && row->limits[i].arg >= 0; i++) {
		if (row->limits[i].kind == LIMIT_ONE_OF)
			words[row->limits[i].arg] = row->limits[i].values[0];
	}
	for (unsigned k = 0; k < row->max; k++) {
		if (row->params[k].role == ROLE_FD)
			words[k] = UINT64_MAX;
	}
	assert_null(call_refuses(row, words, row->max));
}

const char *prober_name(int64_t nr)
{
	static char name[32];
	const struct call *row;
	char *known = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, (int)nr);
	(void)snprintf(name, sizeof name, "%s", known ? known : "");
	for (size_t i = 0; !known && (row = call_at(i)); i++) {
		if (row->nr == nr)
			(void)snprintf(name, sizeof name, "%s", row->name);
	}
	if (!name[0])
		(void)snprintf(name, sizeof name, "%lld", (long long)nr);
	free(known);
	return name;
}
