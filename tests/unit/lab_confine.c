/* lab: its confinement, and foreign code in it. */
#include "unit/lab_kit.h"

#include <sys/resource.h>

static struct lab_how how_of(struct lab *l)
{
	struct lab_how how = { 0 };
	struct err e;
	assert_int_equal(lab_how(l, &how, &e), 0);
	assert_true(how.known);
	return how;
}

static void assert_killed_by(struct lab *l, int sig)
{
	struct lab_how how = how_of(l);
	assert_false(how.exited);
	assert_int_equal(how.status, sig);
	assert_false(lab_alive(l));
}

static void test_memlock_limit_is_seen(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	(void)state;
	uint64_t n = 9 << 20, m = kit_map(l, n / PAGE, ANON);
	assert_int_equal(kit_do(l, CALL("mlock", m, n)).value, -ENOMEM);
	assert_int_equal(kit_do(l, CALL("mlock", m, PAGE)).value, 0);
	assert_int_equal(kit_do(l, CALL("mmap", 0, n, RW, ANON | MAP_LOCKED, MINUS, 0)).value, -EAGAIN);
	lab_end(l);
}

static void test_confined(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	char text[256];
	const char *const zero[] = { "CapEff:\t", "CapPrm:\t", "CapInh:\t", "CapAmb:\t" };
	(void)state;
	for (size_t i = 0; i < sizeof zero / sizeof zero[0]; i++) {
		kit_status(l, zero[i], text, sizeof text);
		assert_string_equal(text, "0000000000000000");
	}
	kit_status(l, "NoNewPrivs:\t", text, sizeof text);
	assert_string_equal(text, "1");
	kit_status(l, "Seccomp:\t", text, sizeof text);
	assert_string_equal(text, lab_layers(l) & LAB_HAS_SECCOMP ? "2" : "0");
	kit_status(l, "Uid:\t", text, sizeof text);
	if (lab_layers(l) & LAB_HAS_NOBODY)
		assert_int_not_equal(atoi(text), 0);
	if (geteuid() != 0)
		assert_int_equal(atoi(text), (int)geteuid());
	assert_true(lab_layers(l) & LAB_HAS_NO_CAPS);
	assert_int_equal(getsid(lab_pid(l)), lab_pid(l));
	/* 0 to 2 on /dev/null, and the wire */
	for (int fd = 0; fd < 128; fd++) {
		char path[64];
		snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)lab_pid(l), fd);
		ssize_t n = readlink(path, text, sizeof text - 1);
		assert_int_equal(n > 0, fd <= 2 || fd == 63);
		text[n > 0 ? n : 0] = '\0';
		if (fd <= 2)
			assert_string_equal(text, "/dev/null");
	}
	lab_end(l);
}

static void test_cpu_limit_ends_it(void **state)
{
	struct lab *l = kit_start((struct lab_options){ .exec = true, .limit_ms = 60000 });
	uint64_t one[2] = { 1, 1 };
	struct lab_op op = CALL("setrlimit", RLIMIT_CPU, 0);
	struct lab_result r;
	struct err e;
	(void)state;
	op.scratch_mask = 2;
	assert_int_equal(lab_do(l, &op, 1, &r, NULL, one, sizeof one, false, &e), 0);
	assert_int_equal(r.value, 0);
	/* the largest copy onto itself there can be: seconds, where one is allowed */
	uint64_t m = kit_map(l, 2048, ANON);
	struct lab_op work[LAB_OPS_MAX];
	struct lab_result results[LAB_OPS_MAX];
	int status = 0;
	for (size_t i = 0; i < LAB_OPS_MAX; i++)
		work[i] = OP(LAB_FILL, m, 1, 2 << 20);
	while (status == 0)
		status = lab_do(l, work, LAB_OPS_MAX, results, NULL, NULL, 0, false, &e);
	assert_int_equal(status, -ESRCH);
	struct lab_how how = how_of(l);
	assert_false(how.exited);
	assert_true(how.status == SIGXCPU || how.status == SIGKILL);
	lab_end(l);
}

/* Code for exec(), put into a page of its own. */
static uint64_t put_code(struct lab *l, const unsigned char *code, size_t n)
{
	unsigned char scratch[64] = { 0 };
	struct lab_result r;
	struct err e;
	uint64_t m = kit_map(l, 1, ANON);
	struct lab_op op = OP(LAB_COPY, m, 0, n);
	op.scratch_mask = 2;
	memcpy(scratch, code, n);
	assert_int_equal(lab_do(l, &op, 1, &r, NULL, scratch, sizeof scratch, false, &e), 0);
	assert_int_equal(kit_do(l, CALL("mprotect", m, PAGE, PROT_READ | PROT_EXEC)).value, 0);
	return m;
}

#if defined(__x86_64__)
static const unsigned char return_42[] = { 0xb8, 42, 0, 0, 0, 0xc3 };
static const unsigned char get_pid[] = { 0xb8, 39, 0, 0, 0, 0x0f, 0x05, 0xc3 };
static const unsigned char spoil_stack[] = { 0x31, 0xe4, 0xfd, 0x0f, 0x0b }; /* xor esp, esp; std; ud2 */
/* clone(CLONE_PARENT|SIGCHLD) */
static const unsigned char clone_it[] = { 0xbf, 0x11, 0x80, 0, 0, 0x31, 0xf6, 0xb8, 56, 0, 0, 0, 0x0f, 0x05, 0xc3 };
#else
static const unsigned char return_42[] = { 0x40, 5, 0x80, 0x52, 0xc0, 3, 0x5f, 0xd6 };
static const unsigned char get_pid[] = { 0x88, 0x15, 0x80, 0xd2, 1, 0, 0, 0xd4, 0xc0, 3, 0x5f, 0xd6 };
static const unsigned char spoil_stack[] = { 0x1f, 0, 0, 0x91, 0, 0, 0, 0 };
static const unsigned char clone_it[] = {
	0x20, 2, 0x90, 0xd2, 1, 0, 0x80, 0xd2, 0x88, 0x1b, 0x80, 0xd2, 1, 0, 0, 0xd4
};
#endif

static void test_foreign_code(void **state)
{
	struct lab *l = kit_start((struct lab_options){ .exec = true });
	int64_t pid;
	struct lab *child = NULL;
	struct err e;
	(void)state;
	assert_int_equal(kit_do(l, OP(LAB_EXEC, put_code(l, return_42, sizeof return_42))).value, 42);
	struct lab_result r = kit_do(l, OP(LAB_EXEC, put_code(l, spoil_stack, sizeof spoil_stack)));
	assert_int_equal(r.kind, LAB_FAULT);
	assert_int_equal(r.sig, SIGILL);
	uint64_t m = kit_map(l, 1, ANON);
	r = kit_do(l, OP(LAB_EXEC, m));
	assert_int_equal(r.sig, SIGSEGV);
	assert_int_equal(r.fault_addr, m);
	assert_int_equal(lab_fork(l, &child, &pid, NULL, &e), -EPERM);
	assert_null(child);
	lab_end(l);
}

static void assert_sigsys(const unsigned char *code, size_t n)
{
	struct lab *l = kit_start((struct lab_options){ .exec = true });
	if (lab_layers(l) & LAB_HAS_SECCOMP) {
		assert_int_equal(kit_try(l, OP(LAB_EXEC, put_code(l, code, n))), -ESRCH);
		assert_killed_by(l, SIGSYS);
	}
	lab_end(l);
}

static void test_forbidden_call(void **state)
{
	(void)state;
	assert_sigsys(get_pid, sizeof get_pid);
	assert_sigsys(clone_it, sizeof clone_it);
}

static void test_exec_needs_its_own_lab(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	(void)state;
	uint64_t m = put_code(l, return_42, sizeof return_42);
	assert_int_equal(kit_try(l, OP(LAB_EXEC, m)), -EPERM);
	lab_end(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(test_memlock_limit_is_seen), KIT_TEST(test_confined),
		KIT_TEST(test_cpu_limit_ends_it),     KIT_TEST(test_foreign_code),
		KIT_TEST(test_forbidden_call),        KIT_TEST(test_exec_needs_its_own_lab),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
