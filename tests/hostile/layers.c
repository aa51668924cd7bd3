/*
 * One layer of the confinement at a time, where no other stands before it: what the lab was started with, and what
 * holds where the tutor's own check is passed by. `make hostile-layers` takes each layer out and looks who notices.
 */
#include "unit/lab_kit.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "kernel/newer.h"
#include "lab/inside.h"
#include "support/prober.h"

#define MIB (1ULL << 20)

/* An operation as lab_do would send it, without the checks of lab_do: the kernel's result, or the wire's status. */
static int64_t unchecked(struct lab *l, uint32_t kind, int64_t nr, const uint64_t words[6])
{
	struct wire_op op = { .kind = kind, .nr = nr };
	struct parcel p = { .ask = WIRE_DO, .ops = &op, .ops_n = 1, .fd = -1 };
	struct err e;
	memcpy(op.words, words, sizeof op.words);
	int status = wire_ask(l, &p, &e);
	return status < 0 ? status : wire_results(l)[0].value;
}

static void lab_file(const struct lab *l, const char *name, char *out, size_t size)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/%s", (int)lab_pid(l), name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	ssize_t n = read(fd, out, size - 1);
	close(fd);
	assert_true(n >= 0);
	out[n] = '\0';
}

static bool kernel_seals(void)
{
	return syscall(SYS_mseal, 0, 0, 0) == 0;
}

/* The seal alone: the kernel refuses what the tutor would have refused before. */
static void test_sealed(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	(void)state;
	assert_int_equal((lab_layers(l) & LAB_HAS_SEAL) != 0, kernel_seals());
	if (!kernel_seals()) {
		lab_end(l);
		skip();
	}
	for (size_t i = 0; i < WIRE_RANGES; i++) {
		uint64_t at = l->hello.own[i].start, n = l->hello.own[i].end - at;
		const uint64_t all[6] = { at, n }, readable[6] = { at, n, PROT_READ }, move[6] = { at, n, n * 2, 1 };
		const uint64_t over[6] = { at, n, RW, ANON | MAP_FIXED, MINUS, 0 };
		assert_int_equal(unchecked(l, LAB_CALL, SYS_munmap, all), -EPERM);
		assert_int_equal(unchecked(l, LAB_CALL, SYS_mprotect, readable), -EPERM);
		assert_int_equal(unchecked(l, LAB_CALL, SYS_mremap, move), -EPERM);
		assert_int_equal(unchecked(l, LAB_CALL, SYS_mmap, over), -EPERM);
	}
	lab_end(l);
}

/* Whatever the owner has open without O_CLOEXEC, where the lab's own descriptors go too. */
static void test_inherits_no_descriptor(void **state)
{
	static const int at[] = { 5, 40, LAB_PROG_FD, WIRE_FD, WIRE_NOFILE, 200, 900 };
	char name[64], to[64];
	(void)state;
	for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
		assert_int_equal(fcntl(at[i], F_GETFD), -1);
		assert_int_equal(dup2(1, at[i]), at[i]);
	}
	struct lab *l = kit_start((struct lab_options){ 0 });
	for (int fd = 0; fd < 1024; fd++) {
		snprintf(name, sizeof name, "/proc/%d/fd/%d", (int)lab_pid(l), fd);
		ssize_t n = readlink(name, to, sizeof to - 1);
		to[n > 0 ? n : 0] = '\0';
		if (fd <= 2)
			assert_string_equal(to, "/dev/null");
		else if ((n > 0) != (fd == WIRE_FD))
			fail_msg("descriptor %d: %s", fd, to);
	}
	lab_end(l);
	for (size_t i = 0; i < sizeof at / sizeof at[0]; i++)
		close(at[i]);
}

/* The tutor refuses, with words for the author, what the filter would end the lab for. */
static void test_limits_are_said_first(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	const struct call *row;
	size_t n = 0;
	(void)state;
	for (size_t i = 0; (row = call_at(i)); i++) {
		struct lab_op op = { .kind = LAB_CALL, .call = row, .n = row->max };
		if (row->by != BY_LAB || row->limits[0].arg < 0)
			continue;
		prober_passing(row, op.words);
		op.words[row->limits[0].arg] =
		    row->limits[0].kind == LIMIT_NONE_OF ? row->limits[0].values[0] : 0x7ffffff0;
		assert_int_equal(kit_try(l, op), -EPERM);
		n++;
	}
	assert_in_range(n, 4, 100);
	assert_true(lab_alive(l));
	lab_end(l);
}

/* Signals that are blocked or ignored, a place, a mask of permissions: the lab starts without them. */
static void test_inherits_no_state(void **state)
{
	char text[4096], cwd[64] = "", path[64];
	sigset_t all, was;
	mode_t mask = umask(077);
	(void)state;
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &was);
	void (*pipe_was)(int) = signal(SIGPIPE, SIG_IGN);
	struct lab *l = kit_start((struct lab_options){ 0 });
	(void)signal(SIGPIPE, pipe_was);
	sigprocmask(SIG_SETMASK, &was, NULL);
	umask(mask);
	kit_status(l, "SigBlk:\t", text, sizeof text);
	assert_string_equal(text, "0000000000000000");
	kit_status(l, "SigIgn:\t", text, sizeof text);
	assert_string_equal(text, "0000000000000000");
	kit_status(l, "Umask:\t", text, sizeof text);
	assert_string_equal(text, "0022");
	snprintf(path, sizeof path, "/proc/%d/cwd", (int)lab_pid(l));
	assert_true(readlink(path, cwd, sizeof cwd - 1) > 0);
	assert_string_equal(cwd, "/");
	lab_file(l, "environ", text, sizeof text);
	assert_string_equal(text, "");
	lab_end(l);
}

static void test_nobody_and_no_groups(void **state)
{
	char text[256];
	(void)state;
	const gid_t one[] = { 100 };
	gid_t was[64];
	if (!kit_becomes_nobody())
		skip();
	int was_n = getgroups(64, was);
	assert_true(was_n >= 0 && setgroups(1, one) == 0);
	struct lab *l = kit_start((struct lab_options){ 0 });
	assert_int_equal(setgroups((size_t)was_n, was), 0);
	kit_status(l, "Uid:\t", text, sizeof text);
	assert_string_equal(text, "65534\t65534\t65534\t65534");
	kit_status(l, "Gid:\t", text, sizeof text);
	assert_string_equal(text, "65534\t65534\t65534\t65534");
	kit_status(l, "Groups:\t", text, sizeof text);
	assert_int_equal(strspn(text, " "), strlen(text));
	kit_status(l, "CapBnd:\t", text, sizeof text);
	assert_string_equal(text, "0000000000000000");
	lab_end(l);
}

/* In the sets of the owner that a change of user leaves alone. */
static void test_inherits_no_capability(void **state)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct was[2], now[2];
	char text[256];
	(void)state;
	assert_int_equal(syscall(SYS_capget, &head, was), 0);
	memcpy(now, was, sizeof now);
	for (int i = 0; i < 2; i++)
		now[i].inheritable = now[i].permitted;
	assert_int_equal(syscall(SYS_capset, &head, now), 0);
	struct lab *l = kit_start((struct lab_options){ 0 });
	assert_int_equal(syscall(SYS_capset, &head, was), 0);
	kit_status(l, "CapInh:\t", text, sizeof text);
	lab_end(l);
	assert_string_equal(text, "0000000000000000");
	if (!was[0].permitted)
		skip();
}

/* The tutor reads its /proc, so it stays dumpable; the kernel ends it before others. */
static void test_dumpable_and_first_for_oom(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	char path[64], text[64];
	struct stat st;
	(void)state;
	snprintf(path, sizeof path, "/proc/%d/mem", (int)lab_pid(l));
	assert_int_equal(stat(path, &st), 0);
	kit_status(l, "Uid:\t", text, sizeof text);
	assert_int_equal(st.st_uid, atoi(text));
	lab_file(l, "oom_score_adj", text, sizeof text);
	assert_string_equal(text, "1000\n");
	lab_end(l);
}

struct held {
	pid_t pids[2];
	int pidfds[2];
};

/* A process that has a lab, forked once, and waits to be killed. */
static _Noreturn void owner(const char *program, int out)
{
	struct lab_options o = { .program = program };
	struct lab *l = NULL, *child = NULL;
	struct err e;
	int64_t pid = 0;
	pid_t pids[2];
	if (lab_start(&l, &o, &e) < 0 || lab_fork(l, &child, &pid, NULL, &e) < 0 || !child)
		_exit(1);
	pids[0] = lab_pid(l);
	pids[1] = lab_pid(child);
	if (write(out, pids, sizeof pids) == sizeof pids)
		pause();
	_exit(1);
}

/*
 * Both wait for the killed owner's next request, whose socket is closed by its death. So that not this ends them,
 * another process holds the owner's end open: the signal of the kernel alone is left.
 */
static void test_dies_with_a_killed_owner(void **state)
{
	char program[PATH_MAX];
	struct held h;
	int ends[2];
	(void)state;
	kit_program(program);
	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
	assert_int_equal(pipe(ends), 0);
	pid_t pid = fork();
	if (pid == 0)
		owner(program, ends[1]);
	int pidfd = pidfd_open(pid, 0);
	assert_int_equal(read(ends[0], h.pids, sizeof h.pids), sizeof h.pids);
	int kept[64], kept_n = 0;
	for (int fd = 3; fd < 64; fd++) {
		int got = pidfd_getfd(pidfd, fd, 0);
		if (got >= 0)
			kept[kept_n++] = got;
	}
	assert_true(kept_n >= 2);
	for (int i = 0; i < 2; i++)
		h.pidfds[i] = pidfd_open(h.pids[i], 0);
	assert_int_equal(pidfd_send_signal(pidfd, SIGKILL, NULL, 0), 0);
	bool gone[2];
	for (int i = 0; i < 2; i++) {
		gone[i] = fd_polls(h.pidfds[i], 5000);
		if (!gone[i])
			(void)pidfd_send_signal(h.pidfds[i], SIGKILL, NULL, 0);
		close(h.pidfds[i]);
	}
	while (kept_n)
		close(kept[--kept_n]);
	while (waitpid(-1, NULL, 0) > 0)
		;
	close(pidfd);
	close(ends[0]);
	close(ends[1]);
	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
	assert_true(gone[0] && gone[1]);
}

/* A hard limit by its name in /proc/PID/limits; UINT64_MAX where there is none. */
static uint64_t limit_of(const struct lab *l, const char *name)
{
	char path[64], line[256], soft[32], hard[32] = "";
	snprintf(path, sizeof path, "/proc/%d/limits", (int)lab_pid(l));
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		if (strncmp(line, name, strlen(name)) == 0)
			assert_int_equal(sscanf(line + strlen(name), "%31s %31s", soft, hard), 2);
	}
	fclose(f);
	assert_true(hard[0]);
	assert_string_equal(soft, hard);
	return strcmp(hard, "unlimited") == 0 ? UINT64_MAX : strtoull(hard, NULL, 10);
}

struct bound {
	const char *name;
	uint64_t max;
};

static void bounded(const struct lab *l, const struct bound *bounds, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t is = limit_of(l, bounds[i].name);
		if (is > bounds[i].max)
			fail_msg("%s: %llu", bounds[i].name, (unsigned long long)is);
	}
}

/*
 * The owner's own limits are others than the lab's, so that those are not merely inherited: the hard ones as wide as
 * may be, and the soft one of locked memory less, since few may raise the other.
 */
static void widen(void)
{
	static const int resources[] = { RLIMIT_FSIZE, RLIMIT_CPU,    RLIMIT_CORE, RLIMIT_MEMLOCK,
					 RLIMIT_STACK, RLIMIT_NOFILE, RLIMIT_AS };
	for (size_t i = 0; i < sizeof resources / sizeof resources[0]; i++) {
		struct rlimit r;
		assert_int_equal(getrlimit((__rlimit_resource_t)resources[i], &r), 0);
		r.rlim_max = resources[i] == RLIMIT_NOFILE ? r.rlim_max : RLIM_INFINITY;
		(void)setrlimit((__rlimit_resource_t)resources[i], &r); /* not everybody may */
	}
	struct rlimit locked;
	assert_int_equal(getrlimit(RLIMIT_MEMLOCK, &locked), 0);
	locked.rlim_cur = 0;
	assert_int_equal(setrlimit(RLIMIT_MEMLOCK, &locked), 0);
}

static void test_limits_of_a_lesson(void **state)
{
	static const struct bound bounds[] = {
		{ "Max file size", 64 * MIB }, { "Max cpu time", 60 },           { "Max core file size", 0 },
		{ "Max stack size", 8 * MIB }, { "Max locked memory", 8 * MIB }, { "Max open files", 64 },
	};
	(void)state;
	widen();
	struct lab *l = kit_start((struct lab_options){ 0 });
	bounded(l, bounds, sizeof bounds / sizeof bounds[0]);
	lab_end(l);
}

/* Foreign code, from the start or once a die: statement reaches for the lab itself. */
static void test_limits_of_foreign_code(void **state)
{
	static const struct bound bounds[] = {
		{ "Max file size", 16 * MIB },      { "Max cpu time", 60 },
		{ "Max core file size", 0 },        { "Max open files", 16 },
		{ "Max address space", 256 * MIB },
	};
	(void)state;
	widen();
	struct lab *x = kit_start((struct lab_options){ .exec = true });
	struct lab *d = kit_start((struct lab_options){ .die = true });
	bounded(x, bounds, sizeof bounds / sizeof bounds[0]);
	assert_in_range(limit_of(x, "Max cpu time"), 1, 20);
	kit_do(d, CALL("mprotect", lab_code(d), PAGE, PROT_READ | PROT_EXEC));
	bounded(d, bounds, sizeof bounds / sizeof bounds[0]);
	lab_end(d);
	lab_end(x);
}

/* The budget is checked before a statement; foreign code states nothing, so it is looked at while it runs. */
static void test_foreign_code_is_watched(void **state)
{
	struct lab *x = kit_start((struct lab_options){ .exec = true, .budget = 32 * MIB });
	uint64_t m = kit_map(x, 96 * MIB / PAGE, ANON);
	(void)state;
	/* again and again over all of it: it ends by the watch, or by the time limit */
	struct lab_how how;
	struct err e = { 0 };
	struct wire_op ops[WIRE_OPS];
	struct parcel p = { .ask = WIRE_DO, .ops = ops, .ops_n = WIRE_OPS, .fd = -1 };
	for (size_t i = 0; i < WIRE_OPS; i++)
		ops[i] = (struct wire_op){ .kind = LAB_FILL, .nr = -1, .words = { m, i, 96 * MIB } };
	assert_int_equal(wire_ask(x, &p, &e), -ETIME);
	assert_non_null(strstr(e.what, "32 MiB of memory"));
	assert_int_equal(lab_how(x, &how, &e), 0);
	assert_int_equal(how.status, SIGKILL);
	lab_end(x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(test_sealed),
		KIT_TEST(test_inherits_no_descriptor),
		KIT_TEST(test_inherits_no_state),
		KIT_TEST(test_limits_are_said_first),
		KIT_TEST(test_nobody_and_no_groups),
		KIT_TEST(test_inherits_no_capability),
		KIT_TEST(test_dumpable_and_first_for_oom),
		KIT_TEST(test_dies_with_a_killed_owner),
		KIT_TEST(test_limits_of_a_lesson),
		KIT_TEST(test_limits_of_foreign_code),
		KIT_TEST(test_foreign_code_is_watched),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
