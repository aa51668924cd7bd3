/* lab: deaths that are meant, and second processes. */
#include "unit/lab_kit.h"

#include <fcntl.h>

static struct lab_how how_of(struct lab *l)
{
	struct lab_how how = { 0 };
	struct err e;
	assert_int_equal(lab_how(l, &how, &e), 0);
	assert_true(how.known);
	return how;
}

static void test_last_words(void **state)
{
	struct lab *l = kit_start((struct lab_options){ .die = true });
	struct lab_result r[2];
	char path[64];
	struct err e;
	(void)state;
	uint64_t m = kit_map(l, 1, ANON);
	struct lab_op ops[2] = { OP(LAB_STORE, m, 7), OP(LAB_STORE, 24, 1) };
	assert_int_equal(lab_do(l, ops, 2, r, NULL, NULL, 0, false, &e), -EOWNERDEAD);
	assert_int_equal(r[0].kind, LAB_RETURNED);
	assert_int_equal(r[1].kind, LAB_FAULT);
	assert_int_equal(r[1].sig, SIGSEGV);
	assert_int_equal(r[1].si_code, SEGV_MAPERR);
	assert_int_equal(r[1].fault_addr, 24);
	/* it waits, and can still be looked at */
	assert_true(lab_alive(l));
	snprintf(path, sizeof path, "/proc/%d/maps", (int)lab_pid(l));
	char byte;
	int fd = open(path, O_RDONLY);
	assert_int_equal(read(fd, &byte, 1), 1);
	close(fd);
	assert_int_equal(lab_let_die(l, &e), 0);
	struct lab_how how = how_of(l);
	assert_false(how.exited);
	assert_int_equal(how.status, SIGSEGV);
	lab_end(l);
}

static void test_ended_while_it_waits_to_die(void **state)
{
	struct lab *l = kit_start((struct lab_options){ .die = true });
	(void)state;
	assert_int_equal(kit_try(l, OP(LAB_LOAD, 24)), -EOWNERDEAD);
	lab_end(l);
}

/* Each of these takes away something that the lab itself needs. It has to end or to go on; never to hang. */
static void test_own_ranges_taken_away(void **state)
{
	struct lab *probe = kit_start((struct lab_options){ 0 });
	uint64_t code = lab_code(probe), stack = lab_stack(probe), page = PAGE;
	(void)state;
	lab_end(probe);
	const struct lab_op ops[] = {
		CALL("mmap", code, page, PROT_NONE, ANON | MAP_FIXED, MINUS, 0),
		CALL("mmap", code, page, RW, ANON | MAP_FIXED, MINUS, 0),
		CALL("mprotect", code, page, PROT_NONE),
		CALL("munmap", code, page),
		CALL("munmap", code, 1 << 20),
		CALL("munmap", 0, MINUS >> 18),
		CALL("munmap", stack, page),
		CALL("mprotect", stack - page, 2 * page, PROT_NONE),
		CALL("munmap", stack - page, 3 * page),
		CALL("mprotect", stack & ~0xffffULL, code - (stack & ~0xffffULL), PROT_READ),
		OP(LAB_FILL, stack, 0xff, page),
		OP(LAB_FILL, stack & ~0xffffULL, 0xff, code - (stack & ~0xffffULL)),
		OP(LAB_STORE, code, 1),
	};
	for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
		struct lab *l = kit_start((struct lab_options){ .die = true, .limit_ms = 5000 });
		struct err e;
		int status = kit_try(l, ops[i]);
		if (status == -EOWNERDEAD) {
			status = lab_let_die(l, &e) == 0 ? -ESRCH : -EIO;
			assert_true(how_of(l).status > 0);
		}
		if (status != -ESRCH && status != -EPROTO)
			fail_msg("operation %zu: %d", i, status);
		if (status == -ESRCH)
			assert_int_equal(how_of(l).status, SIGSEGV);
		lab_end(l);
	}
}

static void test_spared_until_it_dies(void **state)
{
	struct lab *l = kit_start((struct lab_options){ .die = true });
	struct lab *child = NULL;
	int64_t pid = 0;
	struct err e;
	(void)state;
	lab_spare(l, true);
	assert_int_equal(kit_do(l, OP(LAB_LOAD, 24)).kind, LAB_FAULT);
	assert_int_equal(kit_try(l, CALL("mprotect", lab_code(l), PAGE, PROT_READ)), -EPERM);
	assert_int_equal(lab_fork(l, &child, &pid, NULL, &e), 0);
	lab_end(child);
	lab_spare(l, false);
	/* harmless, but it reaches for the lab: from here on there are no forks */
	assert_int_equal(kit_do(l, CALL("mprotect", lab_code(l), PAGE, PROT_READ | PROT_EXEC)).value, 0);
	assert_int_equal(lab_fork(l, &child, &pid, NULL, &e), -EPERM);
	char filters[256];
	kit_status(l, "Seccomp_filters:\t", filters, sizeof filters);
	if (*filters && (lab_layers(l) & LAB_HAS_SECCOMP))
		assert_true(atoi(filters) >= 2);
	assert_int_equal(kit_try(l, OP(LAB_LOAD, 24)), -EOWNERDEAD);
	assert_int_equal(lab_let_die(l, &e), 0);
	lab_end(l);
}

static void test_broken_pipe_kills(void **state)
{
	struct lab *l = kit_start((struct lab_options){ .die = true });
	int32_t fds[2];
	struct lab_op op = CALL("pipe", 0);
	struct lab_result r;
	struct err e;
	(void)state;
	op.scratch_mask = 1;
	assert_int_equal(lab_do(l, &op, 1, &r, NULL, fds, sizeof fds, false, &e), 0);
	kit_do(l, CALL("close", 3));
	uint64_t m = kit_map(l, 1, ANON);
	assert_int_equal(kit_try(l, CALL("write", 4, m, 1)), -ESRCH);
	assert_int_equal(how_of(l).status, SIGPIPE);
	lab_end(l);
}

static void test_fork_copies_and_shares(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	struct lab *child = NULL, *grand = NULL;
	struct lab_faults faults = { 0 };
	int64_t pid = 0;
	struct err e;
	(void)state;
	uint64_t own = kit_map(l, 1, ANON), common = kit_map(l, 1, MAP_SHARED | MAP_ANONYMOUS);
	kit_do(l, OP(LAB_STORE, own, 'p'));
	kit_do(l, OP(LAB_STORE, common, 'p'));
	assert_int_equal(lab_fork(l, &child, &pid, &faults, &e), 0);
	assert_int_equal(pid, lab_pid(child));
	assert_int_equal(faults.minor, 0);
	assert_int_equal(kit_do(child, OP(LAB_LOAD, own)).value, 'p');
	kit_do(child, OP(LAB_STORE, own, 'c'));
	kit_do(child, OP(LAB_STORE, common, 'c'));
	assert_int_equal(kit_do(l, OP(LAB_LOAD, own)).value, 'p');
	assert_int_equal(kit_do(l, OP(LAB_LOAD, common)).value, 'c');
	assert_int_equal(lab_fork(child, &grand, &pid, NULL, &e), 0);
	assert_int_equal(kit_do(grand, OP(LAB_LOAD, own)).value, 'c');
	/* the wire is not among what the child has inherited */
	assert_int_equal(kit_do(child, CALL("close", 3)).value, -EBADF);
	assert_int_equal(kit_do(child, OP(LAB_LOAD, 16)).kind, LAB_FAULT);
	assert_int_equal(kit_try(child, CALL("_exit", 5)), -ESRCH);
	assert_int_equal(how_of(child).status, 5);
	assert_true(lab_alive(l));
	assert_true(lab_alive(grand));
	lab_end(l);
	assert_int_equal(kit_do(grand, OP(LAB_LOAD, common)).value, 'c');
	lab_end(child);
	lab_end(grand);
}

static void test_copying_is_counted_after_a_fork(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	struct lab *child = NULL;
	struct lab_faults faults = { 0 };
	struct lab_result r;
	int64_t pid = 0;
	struct err e;
	(void)state;
	uint64_t m = kit_map(l, 3, ANON);
	kit_do(l, CALL("madvise", m, 3 * PAGE, MADV_NOHUGEPAGE));
	kit_do(l, OP(LAB_DIRTY, m, 3 * PAGE));
	assert_int_equal(lab_fork(l, &child, &pid, NULL, &e), 0);
	struct lab_op read = OP(LAB_TOUCH, m, 3 * PAGE), write = OP(LAB_DIRTY, m, 2 * PAGE);
	assert_int_equal(lab_do(child, &read, 1, &r, &faults, NULL, 0, false, &e), 0);
	assert_int_equal(faults.minor, 0);
	assert_int_equal(lab_do(child, &write, 1, &r, &faults, NULL, 0, false, &e), 0);
	assert_int_equal(faults.minor, 2);
	assert_int_equal(lab_do(l, &write, 1, &r, &faults, NULL, 0, false, &e), 0);
	assert_int_equal(faults.minor, 2);
	lab_end(child);
	lab_end(l);
}

/* The frame of the handler, the results, the stack: none of it may count as a fault of the lesson. */
static void assert_no_fault_of_its_own(struct lab *l)
{
	struct lab_op ops[LAB_OPS_MAX];
	struct lab_result r[LAB_OPS_MAX];
	struct lab_faults faults = { .minor = 1, .major = 1 };
	struct err e;
	for (size_t i = 0; i < LAB_OPS_MAX; i++)
		ops[i] = OP(LAB_LOAD, 8);
	assert_int_equal(lab_do(l, ops, LAB_OPS_MAX, r, &faults, NULL, 0, false, &e), 0);
	assert_int_equal(r[LAB_OPS_MAX - 1].kind, LAB_FAULT);
	assert_int_equal(faults.minor, 0);
	assert_int_equal(faults.major, 0);
}

static void test_its_own_pages_are_warm(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	struct lab *child = NULL;
	int64_t pid = 0;
	struct err e;
	(void)state;
	assert_no_fault_of_its_own(l);
	assert_int_equal(lab_fork(l, &child, &pid, NULL, &e), 0);
	assert_no_fault_of_its_own(child);
	assert_no_fault_of_its_own(l);
	lab_end(child);
	lab_end(l);
}

static void test_budget_is_the_familys(void **state)
{
	struct lab *l = kit_start((struct lab_options){ .budget = 48 << 20 });
	struct lab *child = NULL;
	int64_t pid = 0;
	struct err e;
	(void)state;
	uint64_t m = kit_map(l, (64 << 20) / PAGE, ANON);
	assert_int_equal(lab_fork(l, &child, &pid, NULL, &e), 0);
	kit_do(child, OP(LAB_DIRTY, m, 30 << 20));
	assert_int_equal(kit_try(l, OP(LAB_DIRTY, m, 30 << 20)), -ENOMEM);
	kit_do(child, CALL("munmap", m, 64 << 20));
	kit_do(l, OP(LAB_DIRTY, m, 30 << 20));
	lab_end(child);
	lab_end(l);
}

static void test_replay_has_the_same_addresses(void **state)
{
	struct lab *a = kit_start((struct lab_options){ 0 }), *b = kit_start((struct lab_options){ 0 });
	(void)state;
	if (lab_layers(a) & LAB_HAS_NO_ASLR)
		assert_int_equal(kit_map(a, 3, ANON), kit_map(b, 3, ANON));
	assert_int_equal(lab_code(a), lab_code(b));
	lab_end(a);
	lab_end(b);
}

static void test_aslr_moves_mappings(void **state)
{
	uint64_t first = 0;
	bool moved = false;
	(void)state;
	for (int i = 0; i < 8; i++) {
		struct lab *l = kit_start((struct lab_options){ .aslr = true });
		uint64_t m = kit_map(l, 1, ANON);
		assert_false(lab_layers(l) & LAB_HAS_NO_ASLR);
		moved = moved || (i && m != first);
		first = i ? first : m;
		lab_end(l);
	}
	FILE *f = fopen("/proc/sys/kernel/randomize_va_space", "re");
	int setting = f ? fgetc(f) : '2';
	if (f)
		fclose(f);
	assert_int_equal(moved, setting != '0');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(test_last_words),
		KIT_TEST(test_ended_while_it_waits_to_die),
		KIT_TEST(test_own_ranges_taken_away),
		KIT_TEST(test_spared_until_it_dies),
		KIT_TEST(test_broken_pipe_kills),
		KIT_TEST(test_fork_copies_and_shares),
		KIT_TEST(test_copying_is_counted_after_a_fork),
		KIT_TEST(test_its_own_pages_are_warm),
		KIT_TEST(test_budget_is_the_familys),
		KIT_TEST(test_replay_has_the_same_addresses),
		KIT_TEST(test_aslr_moves_mappings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
