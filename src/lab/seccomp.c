/*
 * The allow-list of system calls: the rows that the lab performs, with their limits, and the few that its loop needs.
 * What is not on it ends the process (SIGSYS). Built by libseccomp here, installed by the lab itself.
 */
#include <errno.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "lab/inside.h"

/* libseccomp takes one comparison for each argument in a rule; alternatives are rules of their own. */
struct rule {
	scmp_filter_ctx ctx;
	const struct call *call;
	struct scmp_arg_cmp cmp[CALL_PARAMS];
	unsigned n;
	int status;
};

static void rule_limits(struct rule *r, size_t at);

static void rule_with(struct rule *r, const struct limit *l, uint64_t mask, uint64_t value, size_t next)
{
	r->cmp[r->n++] = SCMP_CMP64((unsigned)l->arg, SCMP_CMP_MASKED_EQ, mask, value & mask);
	rule_limits(r, next);
	r->n--;
}

static bool prefix_refused(const struct limit *l, uint64_t mask, uint64_t value)
{
	for (size_t i = 0; i < l->values_n; i++) {
		if (((l->values[i] ^ value) & mask) == 0)
			return true;
	}
	return false;
}

/*
 * All words but the refused ones, as the largest blocks of equal leading bits that hold none of them:
 * of 3 bits without 100 and 101:  0xx  11x
 */
static void rule_blocks(struct rule *r, const struct limit *l, size_t next)
{
	unsigned top = l->width32 ? 32 : 64;
	for (size_t i = 0; i < l->values_n; i++) {
		for (unsigned bit = 0; bit < top; bit++) {
			uint64_t all = top == 32 ? UINT32_MAX : UINT64_MAX;
			uint64_t mask = all & ~((1ULL << bit) - 1);
			uint64_t block = l->values[i] ^ (1ULL << bit);
			bool first = true;
			for (size_t k = 0; k < i; k++)
				first = first && ((l->values[k] ^ l->values[i]) & (mask << 1) & all) != 0;
			if (first && !prefix_refused(l, mask, block))
				rule_with(r, l, mask, block, next);
		}
	}
}

static void rule_limits(struct rule *r, size_t at)
{
	const struct limit *l = &r->call->limits[at];
	if (r->status < 0)
		return;
	if (at == sizeof r->call->limits / sizeof *l || l->arg < 0) {
		int status = seccomp_rule_add_array(r->ctx, SCMP_ACT_ALLOW, (int)r->call->nr, r->n, r->cmp);
		/* A row that comes twice with the same limits (prctl has aliases of a value) is there already. */
		r->status = status == -EEXIST ? 0 : status;
		return;
	}
	uint64_t width = l->width32 ? UINT32_MAX : UINT64_MAX;
	if (l->kind == LIMIT_ONLY_BITS)
		rule_with(r, l, ~l->bits & width, 0, at + 1);
	else if (l->kind == LIMIT_NONE_OF)
		rule_blocks(r, l, at + 1);
	for (size_t i = 0; l->kind == LIMIT_ONE_OF && i < l->values_n; i++)
		rule_with(r, l, width, l->values[i], at + 1);
}

static int add_rows(scmp_filter_ctx ctx)
{
	const struct call *c;
	for (size_t i = 0; (c = call_at(i)); i++) {
		struct rule r = { .ctx = ctx, .call = c };
		if (c->by != BY_LAB || c->nr == SYS_clone || c->nr == SYS_exit_group)
			continue;
		rule_limits(&r, 0);
		if (r.status < 0)
			return r.status;
	}
	return 0;
}

#define IS(arg, value)                                                                                                 \
	{                                                                                                              \
		(arg), SCMP_CMP_MASKED_EQ, UINT32_MAX, (value)                                                         \
	}

/* What the loop, the handler and a fork need themselves. `when` is a set of 1 << enum filter_kind. */
static const struct need {
	int nr;
	unsigned when, n;
	struct scmp_arg_cmp cmp[2];
} needs[] = {
	{ .nr = SYS_recvmsg, .when = 7, .n = 1, .cmp = { IS(0, WIRE_FD) } },
	{ .nr = SYS_sendmsg, .when = 7, .n = 1, .cmp = { IS(0, WIRE_FD) } },
	{ .nr = SYS_rt_sigreturn, .when = 7 },
	{ .nr = SYS_restart_syscall, .when = 7 },
	{ .nr = SYS_rt_sigaction, .when = 7 },
	{ .nr = SYS_getrusage, .when = 7, .n = 1, .cmp = { IS(0, RUSAGE_SELF) } },
	{ .nr = SYS_exit_group, .when = 7 },
	{ .nr = SYS_clone,
	  .when = 1 << FILTER_LESSON | 1 << FILTER_DIE,
	  .n = 1,
	  .cmp = { { 0, SCMP_CMP_EQ, CLONE_PARENT | SIGCHLD, 0 } } },
	{ .nr = SYS_getppid, .when = 1 << FILTER_LESSON | 1 << FILTER_DIE },
	{ .nr = SYS_dup3, .when = 1 << FILTER_LESSON | 1 << FILTER_DIE, .n = 1, .cmp = { IS(1, WIRE_FD) } },
	{ .nr = SYS_prctl,
	  .when = 1 << FILTER_LESSON | 1 << FILTER_DIE,
	  .n = 2,
	  .cmp = { IS(0, PR_SET_PDEATHSIG), { 1, SCMP_CMP_EQ, SIGKILL, 0 } } },
	{ .nr = SYS_seccomp, .when = 1 << FILTER_DIE, .n = 1, .cmp = { IS(0, SECCOMP_SET_MODE_FILTER) } },
	{ .nr = SYS_prlimit64, .when = 1 << FILTER_DIE, .n = 2, .cmp = { IS(0, 0), IS(1, RLIMIT_AS) } },
	{ .nr = SYS_prlimit64, .when = 1 << FILTER_DIE, .n = 2, .cmp = { IS(0, 0), IS(1, RLIMIT_FSIZE) } },
	{ .nr = SYS_prlimit64, .when = 1 << FILTER_DIE, .n = 2, .cmp = { IS(0, 0), IS(1, RLIMIT_NOFILE) } },
};

static int add_needs(scmp_filter_ctx ctx, enum filter_kind kind)
{
	for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++) {
		if (!(needs[i].when >> kind & 1))
			continue;
		int status = seccomp_rule_add_array(ctx, SCMP_ACT_ALLOW, needs[i].nr, needs[i].n, needs[i].cmp);
		if (status < 0 && status != -EEXIST)
			return status;
	}
	return 0;
}

/* libseccomp writes to a descriptor only. */
static int export(scmp_filter_ctx ctx, struct sock_filter *out, size_t max)
{
	int fd = memfd_create("filter", MFD_CLOEXEC);
	if (fd < 0)
		return -errno;
	int status = seccomp_export_bpf(ctx, fd);
	ssize_t n = status < 0 ? status : pread(fd, out, max * sizeof *out, 0);
	off_t size = lseek(fd, 0, SEEK_END);
	(void)close(fd);
	if (n < 0)
		return (int)n;
	return size != n ? -E2BIG : (int)((size_t)n / sizeof *out);
}

int filter_build(enum filter_kind kind, struct sock_filter *out, size_t max)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_KILL_PROCESS);
	if (!ctx)
		return -ENOMEM;
	int status = seccomp_attr_set(ctx, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
	if (status == 0)
		status = add_needs(ctx, kind);
	if (status == 0)
		status = add_rows(ctx);
	if (status == 0)
		status = export(ctx, out, max);
	seccomp_release(ctx);
	return status;
}
