/*
 * The confinement proved from inside: of the calls that the filter lets through, the words that it must not. Each
 * word that is limited is tried with a range of values, with each bit alone, and with its upper half set.
 */
#include "unit/lab_kit.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "lab/inside.h"
#include "support/prober.h"

enum { RANGE = 300, BITS = 64, MAX = 2 * RANGE + 2 * BITS + 32 };

/* Values that mean something somewhere, beyond the range. */
static const uint64_t known[] = {
	F_SETLEASE,
	F_NOTIFY,
	F_DUPFD_CLOEXEC,
	F_SETPIPE_SZ,
	F_ADD_SEALS,
	F_GET_SEALS,
	1036,
	PR_SET_VMA,
	PR_SET_PTRACER,
	0x41555856 /* PR_GET_AUXV */,
	SOCK_STREAM | SOCK_CLOEXEC,
	SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
	SOCK_RAW | SOCK_CLOEXEC,
	CLONE_PARENT | SIGCHLD,
	CLONE_PARENT | SIGCHLD | CLONE_VM,
	CLONE_PARENT | SIGCHLD | CLONE_NEWUSER,
	CLONE_PARENT | SIGKILL,
	SIGCHLD,
	F_GETFL | 1ULL << 63,
	O_ASYNC | O_NONBLOCK,
	O_NONBLOCK | O_APPEND | O_DIRECT,
};

static size_t values_fill(uint64_t values[MAX])
{
	size_t n = 0;
	for (uint64_t v = 0; v < RANGE; v++) {
		values[n++] = v;
		values[n++] = v | 1ULL << 32;
	}
	for (unsigned bit = 0; bit < BITS; bit++) {
		values[n++] = 1ULL << bit;
		values[n++] = ~(1ULL << bit);
	}
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		values[n++] = known[i];
	return n;
}

/* Where words[arg] is one of these values, and the call is otherwise the one given, it has to get through. */
struct rule {
	const struct call *row; /* as the row's limits say; or, where NULL: */
	bool (*may)(uint64_t value);
	int nr;
	unsigned arg;
	uint64_t words[6];
};

static bool rule_may(const struct rule *r, uint64_t value)
{
	uint64_t words[6];
	if (!r->row)
		return r->may(value);
	memcpy(words, r->words, sizeof words);
	words[r->arg] = value;
	return !call_refuses(r->row, words, r->row->max);
}

/* Returns how many got through. */
static size_t try_rule(struct lab *l, enum inside_gate gate, const struct rule *r)
{
	uint64_t values[MAX];
	struct probe probes[MAX];
	size_t n = values_fill(values), wrong = 0, through = 0;

	for (size_t i = 0; i < n; i++) {
		probes[i] = (struct probe){ .gate = gate, .nr = r->nr };
		memcpy(probes[i].words, r->words, sizeof r->words);
		probes[i].words[r->arg] = values[i];
	}
	prober_try(l, probes, n);
	for (size_t i = 0; i < n; i++) {
		through += probes[i].through;
		if (probes[i].through == rule_may(r, values[i]))
			continue;
		printf("# %s with word %u as %#llx: %s\n", prober_name(r->nr), r->arg, (unsigned long long)values[i],
		       probes[i].through ? "got through" : "did not get through");
		wrong++;
	}
	assert_int_equal(wrong, 0);
	printf("# %s, word %u: %zu of %zu got through\n", prober_name(r->nr), r->arg, through, n);
	return through;
}

static void test_limits_of_the_table(void **state)
{
	struct lab *l = prober_start((struct lab_options){ .die = true });
	const struct call *row;
	(void)state;
	for (size_t i = 0; (row = call_at(i)); i++) {
		if (row->by != BY_LAB) /* what the tutor performs is none of the filter's */
			continue;
		for (size_t k = 0; k < sizeof row->limits / sizeof row->limits[0] && row->limits[k].arg >= 0; k++) {
			struct rule r = { .row = row, .nr = (int)row->nr, .arg = (unsigned)row->limits[k].arg };
			prober_passing(row, r.words);
			/* prctl lets one more option through, for the lab's fork: the foreign code's filter does not */
			assert_true(try_rule(l, INSIDE_TIGHT, &r) > 0);
		}
	}
	lab_end(l);
}

static bool is_wire(uint64_t v)
{
	return (uint32_t)v == WIRE_FD;
}

static bool is_zero(uint64_t v)
{
	return (uint32_t)v == 0;
}

static bool is_fork(uint64_t v)
{
	return v == (CLONE_PARENT | SIGCHLD);
}

static bool is_kill(uint64_t v)
{
	return v == SIGKILL;
}

static bool is_filter(uint64_t v)
{
	return (uint32_t)v == 1;
}

static bool is_tightened(uint64_t v)
{
	return (uint32_t)v == RLIMIT_AS || (uint32_t)v == RLIMIT_FSIZE || (uint32_t)v == RLIMIT_NOFILE;
}

/* What the lab's loop may do, and no more. */
static void test_limits_of_the_loop(void **state)
{
	static const struct rule rules[] = {
		{ .nr = SYS_recvmsg, .arg = 0, .may = is_wire },
		{ .nr = SYS_sendmsg, .arg = 0, .may = is_wire },
		{ .nr = SYS_getrusage, .arg = 0, .may = is_zero },
		{ .nr = SYS_clone, .arg = 0, .may = is_fork },
		{ .nr = SYS_dup3, .arg = 1, .may = is_wire, .words = { MINUS } },
		{ .nr = SYS_prctl, .arg = 1, .may = is_kill, .words = { PR_SET_PDEATHSIG } },
		{ .nr = SYS_seccomp, .arg = 0, .may = is_filter },
		{ .nr = SYS_prlimit64, .arg = 0, .may = is_zero, .words = { 0, RLIMIT_AS } },
		{ .nr = SYS_prlimit64, .arg = 1, .may = is_tightened },
	};
	struct lab *l = prober_start((struct lab_options){ .die = true });
	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		try_rule(l, INSIDE_CHILD, &rules[i]);
	lab_end(l);
}

/* Named one by one, whatever the table says: by these a stranger's code would reach out of its process. */
static void test_what_a_stranger_would_try(void **state)
{
	static const struct probe tries[] = {
		{ .nr = SYS_fcntl, .words = { 0, F_SETOWN, 1 } },
		{ .nr = SYS_fcntl, .words = { 0, F_SETSIG, SIGKILL } },
		{ .nr = SYS_fcntl, .words = { 0, F_SETOWN_EX, 0 } },
		{ .nr = SYS_fcntl, .words = { 0, F_SETFL, O_ASYNC } },
		{ .nr = SYS_fcntl, .words = { 0, F_SETLK, 0 } },
		{ .nr = SYS_fcntl, .words = { 0, F_DUPFD, 3 } },
		{ .nr = SYS_fcntl, .words = { 0, F_SETPIPE_SZ, 1 << 20 } },
		{ .nr = SYS_prctl, .words = { PR_SET_PDEATHSIG, 0 } },
		{ .nr = SYS_prctl, .words = { PR_SET_DUMPABLE, 0 } },
		{ .nr = SYS_prctl, .words = { PR_SET_PTRACER, MINUS } },
		{ .nr = SYS_prctl, .words = { PR_SET_MM, 0 } },
		{ .nr = SYS_prctl, .words = { PR_SET_CHILD_SUBREAPER, 1 } },
		{ .nr = SYS_prctl, .words = { PR_SET_SECCOMP, 1 } },
		{ .nr = SYS_madvise, .words = { 0, 0, MADV_HWPOISON } },
		{ .nr = SYS_madvise, .words = { 0, 0, 101 /* MADV_SOFT_OFFLINE */ | 1ULL << 32 } },
		{ .nr = SYS_clone, .words = { CLONE_PARENT | CLONE_NEWUSER | SIGCHLD } },
		{ .nr = SYS_clone, .words = { CLONE_PARENT | CLONE_VM | SIGCHLD } },
		{ .nr = SYS_socketpair, .words = { AF_INET, SOCK_STREAM } },
		{ .nr = SYS_socketpair, .words = { AF_NETLINK, SOCK_RAW } },
		{ .nr = SYS_ioctl, .words = { 0, 0x5412 /* TIOCSTI */, 0 } },
		{ .nr = SYS_kill, .words = { 1, 0 } },
		{ .nr = SYS_tgkill, .words = { 1, 1, 0 } },
		{ .nr = SYS_rt_sigqueueinfo, .words = { 1, 0, 0 } },
		{ .nr = SYS_prlimit64, .words = { 1, RLIMIT_NOFILE, 0, 0 } },
		{ .nr = SYS_process_vm_readv, .words = { 1, 0, 0 } },
		{ .nr = SYS_ptrace, .words = { 16 /* PTRACE_ATTACH */, 1 } },
		{ .nr = SYS_sendmsg, .words = { 3, 0 } },
		{ .nr = SYS_sendto, .words = { WIRE_FD, 0 } },
		{ .nr = SYS_openat, .words = { (uint64_t)AT_FDCWD, 0 } },
		{ .nr = SYS_execveat, .words = { MINUS, 0 } },
		{ .nr = SYS_bpf, .words = { 0 } },
		{ .nr = SYS_io_uring_setup, .words = { 0 } },
		{ .nr = SYS_userfaultfd, .words = { 0 } },
		{ .nr = SYS_unshare, .words = { 0 } },
		{ .nr = SYS_personality, .words = { UINT32_MAX } },
	};
	enum { N = sizeof tries / sizeof tries[0] };
	struct probe probes[N];
	(void)state;
	for (int die = 0; die <= 1; die++) {
		struct lab *l = prober_start((struct lab_options){ .die = die });
		for (size_t i = 0; i < N; i++) {
			probes[i] = tries[i];
			probes[i].gate = die ? INSIDE_TIGHT : INSIDE_CHILD;
		}
		prober_try(l, probes, N);
		for (size_t i = 0; i < N; i++) {
			if (probes[i].through)
				fail_msg("%s (%#llx, %#llx) got through", prober_name(probes[i].nr),
					 (unsigned long long)probes[i].words[0],
					 (unsigned long long)probes[i].words[1]);
		}
		lab_end(l);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(test_limits_of_the_table),
		KIT_TEST(test_limits_of_the_loop),
		KIT_TEST(test_what_a_stranger_would_try),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
