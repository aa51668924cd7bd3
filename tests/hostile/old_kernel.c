/*
 * On a kernel that lacks what newer ones have, the confinement holds with what is there, and `doctor` tells what is
 * not: a filter around the whole program makes this kernel answer ENOSYS, as an older one would.
 */
#include "unit/lab_kit.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "kernel/newer.h"
#include "lab/inside.h"
#include "support/prober.h"

enum { DEBIAN_12 = 451 /* the first number that Linux 6.1 has not */ };

/* From here on calls numbered from..to are unknown, for this process and all that it starts. */
static bool forget(uint32_t from, uint32_t to)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, from, 0, 2),
		BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, to, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { .len = sizeof code / sizeof code[0], .filter = code };
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

/* In a process of its own, since a filter stays: what it answers is what was wrong, NULL for nothing. */
static void apart(const char *(*what)(void))
{
	char text[256] = "";
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		const char *wrong = what();
		_exit(wrong && write(ends[1], wrong, strlen(wrong)) > 0);
	}
	close(ends[1]);
	int status;
	ssize_t n = read(ends[0], text, sizeof text - 1);
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (n > 0 || status != 0)
		fail_msg("%s (%#x)", text, (unsigned)status);
}

static struct lab *begin(struct lab_options o, const char **why)
{
	static struct err e;
	char path[PATH_MAX];
	struct lab *l = NULL;
	o.program = kit_program(path);
	if (lab_start(&l, &o, &e) < 0)
		*why = e.what;
	return l;
}

/* The check of addresses stands alone where nothing is sealed. */
static const char *own_ranges_hold(struct lab *l)
{
	const struct lab_op ops[] = {
		CALL("munmap", lab_code(l), PAGE),
		CALL("mprotect", lab_code(l), PAGE, RW),
		CALL("mmap", lab_stack(l), PAGE, RW, ANON | MAP_FIXED, MINUS, 0),
		OP(LAB_STORE, lab_stack(l), 1),
	};
	struct lab_result r;
	struct err e;
	for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
		if (lab_do(l, &ops[i], 1, &r, NULL, NULL, 0, false, &e) != -EPERM)
			return "an own range is in reach";
	}
	struct lab_op works = CALL("mmap", 0, PAGE, RW, ANON, MINUS, 0);
	return lab_do(l, &works, 1, &r, NULL, NULL, 0, false, &e) == 0 ? NULL : "the lab does not work";
}

static const char *without_the_newer(void)
{
	const char *why = "no filter";
	struct lab *l = forget(DEBIAN_12, UINT32_MAX) ? begin((struct lab_options){ 0 }, &why) : NULL;
	if (!l)
		return why;
	if (lab_layers(l) & LAB_HAS_SEAL)
		return "says that it is sealed";
	if (!(lab_layers(l) & LAB_HAS_SECCOMP))
		return "has no filter";
	why = own_ranges_hold(l);
	lab_end(l);
	return why;
}

/* The lab's own filter ends what it must, on such a kernel too; what it lets through the kernel does not know. */
static const char *filter_without_the_newer(void)
{
	struct probe p[] = {
		{ .gate = INSIDE_CHILD, .nr = SYS_kill },  { .gate = INSIDE_CHILD, .nr = SYS_openat },
		{ .gate = INSIDE_CHILD, .nr = 453 },       { .gate = INSIDE_CHILD, .nr = 461 },
		{ .gate = INSIDE_CHILD, .nr = SYS_mseal }, { .gate = INSIDE_CHILD, .nr = SYS_cachestat },
	};
	if (!forget(DEBIAN_12, UINT32_MAX))
		return "no filter";
	struct lab *l = prober_start((struct lab_options){ 0 });
	prober_try(l, p, 6);
	lab_end(l);
	for (int i = 0; i < 4; i++) {
		if (p[i].through)
			return prober_name(p[i].nr);
	}
	return p[4].exited && p[4].status == ENOSYS && p[5].exited && p[5].status == ENOSYS ? NULL : "mseal, cachestat";
}

/* Without a filter nothing of a lesson runs. */
static const char *without_seccomp(void)
{
	const char *why = "no filter";
	if (!forget(SYS_seccomp, SYS_seccomp))
		return why;
	return begin((struct lab_options){ 0 }, &why) ? "a lesson would run without a filter" : NULL;
}

/* What `doctor` prints there. */
static char told[1 << 16];

static bool doctor_in(uint32_t from, uint32_t to)
{
	char path[PATH_MAX], program[PATH_MAX + 16];
	int ends[2];
	size_t n = 0;
	assert_int_equal(pipe(ends), 0);
	kit_program(path);
	*strrchr(path, '/') = '\0';
	snprintf(program, sizeof program, "%s/mmaptutor", path);
	pid_t pid = fork();
	if (pid == 0) {
		if (dup2(ends[1], 1) == 1 && forget(from, to))
			execl(program, "mmaptutor", "doctor", (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	for (ssize_t got = 1; got > 0 && n < sizeof told - 1; n += (size_t)(got > 0 ? got : 0))
		got = read(ends[0], told + n, sizeof told - 1 - n);
	told[n] = '\0';
	close(ends[0]);
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) && WEXITSTATUS(status) != 127;
}

/* The value that stands behind a name in its row. */
static void assert_told(const char *name, const char *value)
{
	const char *row = strstr(told, name);
	if (!row)
		fail_msg("%s is not told of in:\n%s", name, told);
	row += strlen(name);
	row += strspn(row, " ");
	if (strncmp(row, value, strlen(value)) != 0)
		fail_msg("%s: %.20s", name, row);
}

static void test_without_the_newer(void **state)
{
	(void)state;
	apart(without_the_newer);
	apart(filter_without_the_newer);
}

static void test_without_seccomp(void **state)
{
	(void)state;
	apart(without_seccomp);
}

static void test_doctor_tells(void **state)
{
	(void)state;
	assert_true(doctor_in(DEBIAN_12, UINT32_MAX));
	assert_told("  mseal ", "no");
	assert_told("  own ranges sealed ", "no");
	assert_told("  seccomp filter ", "yes");
	assert_true(doctor_in(SYS_seccomp, SYS_seccomp));
	assert_told("  a lab starts ", "no");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(test_without_the_newer),
		KIT_TEST(test_without_seccomp),
		KIT_TEST(test_doctor_tells),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
