/* What a lab is asked while a lesson runs: operations, a fork, a descriptor, which pages are resident. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab/inside.h"

#include "base/tr.h"

static void results_take(const struct lab *l, struct lab_result *results, struct lab_faults *faults)
{
	static const enum lab_ran kinds[] = {
		[WIRE_RETURNED] = LAB_RETURNED, [WIRE_FAULT] = LAB_FAULT, [WIRE_NOT_RUN] = LAB_NOT_RUN
	};
	const struct wire_reply *r = wire_reply(l);
	for (uint32_t i = 0; i < r->ops; i++) {
		const struct wire_result *w = &wire_results(l)[i];
		results[i] = (struct lab_result){ .value = w->value };
		results[i].kind = kinds[w->kind];
		if (w->kind == WIRE_FAULT) {
			results[i].sig = w->sig;
			results[i].si_code = w->code;
			results[i].fault_addr = w->addr;
		}
	}
	if (faults)
		*faults = (struct lab_faults){ .minor = r->minor, .major = r->major };
}

static int answer_take(struct lab *l, size_t n, struct lab_result *results, struct lab_faults *faults, void *scratch,
		       size_t scratch_len, struct err *e)
{
	const struct wire_reply *r = wire_reply(l);
	uint32_t answer = r->answer;

	if ((answer != WIRE_DONE && answer != WIRE_LEAVING && answer != WIRE_LAST_WORDS) ||
	    (answer == WIRE_DONE && r->ops != n))
		return wire_nonsense(l, tr("answered what was not asked"), e);
	if (answer == WIRE_LAST_WORDS && (!l->options.die || l->spared || !r->ops))
		return wire_nonsense(l, tr("said last words that nobody asked for"), e);
	results_take(l, results, faults);
	if (answer == WIRE_DONE && scratch_len)
		memcpy(scratch, wire_scratch(l), scratch_len);
	if (answer == WIRE_LAST_WORDS) {
		l->dying = true;
		return -EOWNERDEAD;
	}
	/* It is on its way out, and says nothing more. */
	if (answer != WIRE_LEAVING)
		return 0;
	int status = wire_await(l, e);
	return status == 0 ? wire_nonsense(l, tr("said that it leaves, and stayed"), e) : status;
}

static int transact(struct lab *l, const struct lab_op *ops, size_t n, struct lab_result *results,
		    struct lab_faults *faults, void *scratch, size_t scratch_len, uint32_t flags, struct err *e)
{
	struct wire_op wire[WIRE_OPS];
	struct parcel p = { .ask = WIRE_DO,
			    .flags = flags,
			    .ops = wire,
			    .ops_n = n,
			    .scratch = scratch,
			    .scratch_len = scratch_len,
			    .scratch_back = scratch_len,
			    .fd = -1 };
	int status;

	for (size_t i = 0; i < n; i++) {
		wire[i] = (struct wire_op){ .kind = ops[i].kind,
					    .scratch_mask = ops[i].scratch_mask,
					    .nr = ops[i].kind == LAB_CALL ? ops[i].call->nr : -1 };
		check_words(&ops[i], wire[i].words);
		results[i] = (struct lab_result){ .kind = LAB_NOT_RUN };
	}
	status = wire_ask(l, &p, e);
	return status < 0 ? status : answer_take(l, n, results, faults, scratch, scratch_len, e);
}

/* Room for what a process that can write its own code may add to its address space, and still not hurt the machine. */
#define FOREIGN_ROOM (128ULL << 20)

static uint64_t address_space(const struct lab *l)
{
	char path[64], text[128] = "";
	(void)snprintf(path, sizeof path, "/proc/%d/statm", (int)l->pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	ssize_t n = read(fd, text, sizeof text - 1);
	(void)close(fd);
	return n > 0 ? strtoull(text, NULL, 10) * l->page : 0;
}

/* Before a `die:` statement lays hands on the lab itself, which then may run anything: no more forks. */
static int tighten(struct lab *l, struct err *e)
{
	struct sock_filter filter[WIRE_SCRATCH / sizeof(struct sock_filter)];
	int n = filter_build(FILTER_NO_FORK, filter, sizeof filter / sizeof filter[0]);
	struct parcel p = { .ask = WIRE_TIGHTEN,
			    .extra = address_space(l) + FOREIGN_ROOM,
			    .scratch = filter,
			    .scratch_len = (size_t)n * sizeof filter[0],
			    .fd = -1 };
	if (n < 0)
		return err_set(e, -n, "seccomp_export_bpf()", "", "the list of allowed calls could not be made");
	int status = wire_ask(l, &p, e);
	if (status == 0 && wire_reply(l)->value != 0 && (l->layers & LAB_HAS_SECCOMP))
		return wire_nonsense(l, tr("could not be confined further"), e);
	l->tight = status == 0;
	return status;
}

static bool faulted(const struct lab_result *results, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (results[i].kind == LAB_FAULT)
			return true;
	}
	return false;
}

/* As one request, or as several where what one drops of shared memory has to be counted before it. */
static int transact_parts(struct lab *l, const struct lab_op *ops, size_t n, struct lab_result *results,
			  struct lab_faults *faults, void *scratch, size_t scratch_len, uint32_t flags, struct err *e)
{
	struct lab_faults sum = { 0 }, one;
	int status = 0;

	for (size_t i = 0; i < n; i++)
		results[i] = (struct lab_result){ .kind = LAB_NOT_RUN };
	for (size_t at = 0, part; at < n && status == 0; at += part) {
		part = budget_part(l, ops + at, n - at);
		budget_drop(l, ops + at, part);
		one = (struct lab_faults){ 0 };
		status = transact(l, ops + at, part, results + at, &one, scratch, scratch_len, flags, e);
		sum.minor += one.minor;
		sum.major += one.major;
		if ((flags & WIRE_STOP) && faulted(results + at, part))
			break;
	}
	if (status == -EOWNERDEAD)
		budget_drop(l, NULL, 0);
	if (faults)
		*faults = sum;
	return status;
}

int lab_do(struct lab *l, const struct lab_op *ops, size_t n, struct lab_result *results, struct lab_faults *faults,
	   void *scratch, size_t scratch_len, bool stop, struct err *e)
{
	bool touches_own = false;
	bool mortal = l->options.die && !l->spared;
	int status = 0;

	if (n > LAB_OPS_MAX || scratch_len > LAB_SCRATCH)
		return err_set(e, EPERM, "", "", "the request is too large");
	for (size_t i = 0; i < n && !status; i++)
		status = check_op(l, &ops[i], scratch, scratch_len, &touches_own, e);
	if (status == 0)
		status = budget_check(l, ops, n, e);
	if (status == 0 && touches_own && !l->tight)
		status = tighten(l, e);
	if (status < 0)
		return status;
	return transact_parts(l, ops, n, results, faults, scratch, scratch_len,
			      (stop ? WIRE_STOP : 0U) | (mortal ? WIRE_MORTAL : 0U), e);
}

int lab_let_die(struct lab *l, struct err *e)
{
	struct parcel p = { .ask = WIRE_GO, .fd = -1 };
	if (!l->dying)
		return err_set(e, EINVAL, "", "", "the process of the lesson has said no last words");
	int status = wire_ask(l, &p, e);
	if (status == 0)
		return wire_nonsense(l, tr("did not die of its fault"), e);
	return status == -ESRCH ? 0 : status;
}

static bool is_member(const struct family *f, int64_t pid)
{
	for (const struct lab *l = f->first; l; l = l->next) {
		if (l->pid == pid)
			return true;
	}
	return false;
}

/* The number came from the lab: it is believed only when the kernel says that the process is a child of ours. */
static int adopt(struct lab *child, int64_t pid, struct err *e)
{
	siginfo_t info = { 0 };
	if (pid <= 0 || pid > INT32_MAX || is_member(child->family, pid))
		return err_set(e, EPROTO, "", "", "the new process has an impossible number");
	int pidfd = pidfd_open((pid_t)pid, 0);
	if (pidfd < 0)
		return err_set(e, errno, "pidfd_open()", "", "the new process cannot be watched");
	if (waitid(P_PIDFD, (id_t)pidfd, &info, WEXITED | WNOHANG | WNOWAIT) < 0) {
		(void)close(pidfd);
		return err_set(e, EPROTO, "", "", "the new process is not a child of this program");
	}
	child->pid = (pid_t)pid;
	child->pidfd = pidfd;
	child->seq = 0;
	return 0;
}

static int child_hello(struct lab *l, struct lab *child, struct err *e)
{
	child->seq = l->seq; /* it says hello as the answer to the fork */
	int status = wire_await(child, e);
	if (status == 0)
		status = wire_hello_take(child, e);
	if (status == 0)
		child->layers = l->layers;
	return status;
}

static int fork_over(struct lab *l, struct lab *child, int theirs, int64_t *pid, struct lab_faults *faults,
		     struct err *e)
{
	struct parcel p = { .ask = WIRE_FORK, .fd = theirs };
	int status = wire_ask(l, &p, e);
	const struct wire_reply *r = wire_reply(l);

	if (status < 0)
		return status;
	if (r->answer != WIRE_DONE || r->ops)
		return wire_nonsense(l, tr("answered what was not asked"), e);
	if (r->index == 1)
		return err_set(e, EPERM, "", "", "no descriptor is left for the wire of a second process");
	*pid = r->value;
	if (faults)
		*faults = (struct lab_faults){ .minor = r->minor, .major = r->major };
	if (*pid < 0)
		return 1;
	status = adopt(child, *pid, e);
	if (status < 0)
		lab_kill(l);
	return status < 0 ? status : child_hello(l, child, e);
}

int lab_fork(struct lab *l, struct lab **child, int64_t *pid, struct lab_faults *faults, struct err *e)
{
	int ends[2], status;
	if (l->options.exec || l->tight)
		return err_set(e, EPERM, "", "", "a process that may run foreign code cannot fork");
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return err_set(e, errno, "socketpair()", "", "the new process cannot be talked to");
	struct lab *born = lab_new(&l->options, l->family);
	born->spared = l->spared;
	born->wire = ends[0];
	status = fork_over(l, born, ends[1], pid, faults, e);
	(void)close(ends[1]);
	*child = status == 0 ? born : NULL;
	if (status != 0)
		lab_end(born);
	return status < 0 ? status : 0;
}

int lab_give(struct lab *l, int from, int64_t *fd, struct err *e)
{
	struct parcel p = { .ask = WIRE_TAKE, .fd = from };
	int status = wire_ask(l, &p, e);
	if (status < 0)
		return status;
	if (wire_reply(l)->answer != WIRE_DONE || wire_reply(l)->ops)
		return wire_nonsense(l, tr("answered what was not asked"), e);
	*fd = wire_reply(l)->value;
	return 0;
}

int lab_take(struct lab *l, int fd)
{
	int got = pidfd_getfd(l->pidfd, fd, 0);
	return got < 0 ? -errno : got;
}

enum { ERRNO_MAX = 4095 }; /* what a system call gives between -ERRNO_MAX and -1 is an errno */

/* One mincore of as many pages as the scratch bytes hold, told on as runs. */
static int resident_part(struct lab *l, uint64_t start, uint64_t pages,
			 void (*add)(void *ctx, uint64_t start, uint64_t pages, bool resident), void *ctx,
			 struct err *e)
{
	unsigned char vec[LAB_SCRATCH];
	struct lab_op op = { .kind = LAB_CALL,
			     .call = call_find("mincore"),
			     .words = { start, pages * l->page, 0 },
			     .n = 3,
			     .scratch_mask = 1U << 2 };
	struct lab_result r = { 0 };
	int status = transact(l, &op, 1, &r, NULL, vec, (size_t)pages, 0, e);

	if (status < 0)
		return status;
	if (r.kind != LAB_RETURNED || r.value != 0)
		return err_set(e, r.value < 0 && r.value >= -ERRNO_MAX ? (int)-r.value : EPROTO, "mincore()", "",
			       "residency is not known");
	for (uint64_t i = 0, n; i < pages; i += n) {
		for (n = 1; i + n < pages && ((vec[i + n] ^ vec[i]) & 1) == 0;)
			n++;
		add(ctx, start + i * l->page, n, vec[i] & 1);
	}
	return 0;
}

int lab_resident(struct lab *l, uint64_t start, uint64_t pages,
		 void (*add)(void *ctx, uint64_t start, uint64_t pages, bool resident), void *ctx, struct err *e)
{
	while (pages) {
		uint64_t n = pages < LAB_SCRATCH ? pages : LAB_SCRATCH;
		int status = resident_part(l, start, n, add, ctx, e);
		if (status < 0)
			return status;
		start += n * l->page;
		pages -= n;
	}
	return 0;
}
