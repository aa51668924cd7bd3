/* lab: what its map looks like, calls, memory, faults that are survived, its own ranges. */
#include "unit/lab_kit.h"

#include <fcntl.h>

static void test_map_is_short(void **state)
{
	char path[64], line[4400];
	int lines = 0, code = 0;
	struct lab *l = kit_start((struct lab_options){ 0 });
	(void)state;
	snprintf(path, sizeof path, "/proc/%d/maps", (int)lab_pid(l));
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		lines++;
		assert_null(strstr(line, ".so"));
		assert_null(strstr(line, "[heap]"));
		code += strstr(line, "mmaptutor-lab") != NULL;
	}
	fclose(f);
	assert_in_range(lines, 3, 12);
	assert_int_equal(code, 1);
	lab_end(l);
}

static void test_map_store_load_unmap(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	(void)state;
	uint64_t m = kit_map(l, 2, ANON);
	assert_int_equal(kit_do(l, OP(LAB_STORE, m, 'A')).value, 'A');
	assert_int_equal(kit_do(l, OP(LAB_LOAD, m)).value, 'A');
	assert_int_equal(kit_do(l, OP(LAB_FILL, m, 'B', 2 * PAGE)).kind, LAB_RETURNED);
	assert_int_equal(kit_do(l, OP(LAB_LOAD, m + 2 * PAGE - 1)).value, 'B');
	kit_do(l, OP(LAB_STORE, m + PAGE, 'C'));
	assert_int_equal(kit_do(l, OP(LAB_COPY, m, m + PAGE, 2)).value, (int64_t)m);
	assert_int_equal(kit_do(l, OP(LAB_LOAD, m)).value, 'C');
	assert_int_equal(kit_do(l, OP(LAB_LOAD, m + 1)).value, 'B');
	assert_int_equal(kit_do(l, CALL("munmap", m, PAGE)).value, 0);
	struct lab_result r = kit_do(l, OP(LAB_LOAD, m));
	assert_int_equal(r.kind, LAB_FAULT);
	assert_int_equal(r.sig, SIGSEGV);
	assert_int_equal(r.si_code, SEGV_MAPERR);
	assert_int_equal(r.fault_addr, m);
	assert_int_equal(kit_do(l, OP(LAB_LOAD, m + PAGE)).value, 'C');
	lab_end(l);
}

static void test_errors_are_the_kernels(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	(void)state;
	assert_int_equal(kit_do(l, CALL("mmap", 0, 0, RW, ANON, MINUS, 0)).value, -EINVAL);
	assert_int_equal(kit_do(l, CALL("mmap", 0, PAGE, RW, MAP_PRIVATE, MINUS, 0)).value, -EBADF);
	assert_int_equal(kit_do(l, CALL("munmap", 1, PAGE)).value, -EINVAL);
	assert_int_equal(kit_do(l, CALL("close", 50)).value, -EBADF);
	assert_int_equal(kit_do(l, CALL("close", 64)).value, -EBADF);
	assert_int_equal(kit_do(l, CALL("mmap", 0, PAGE, RW, MAP_SHARED, 999, 0)).value, -EBADF);
	lab_end(l);
}

static void test_faults_by_page(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	struct lab_faults faults = { 0 };
	struct lab_result r[2];
	struct err e;
	(void)state;
	uint64_t m = kit_map(l, 8, ANON);
	struct lab_op ops[2] = { OP(LAB_DIRTY, m, 5 * PAGE), OP(LAB_DIRTY, m, 5 * PAGE) };
	kit_do(l, CALL("madvise", m, 8 * PAGE, MADV_NOHUGEPAGE));
	assert_int_equal(lab_do(l, ops, 2, r, &faults, NULL, 0, false, &e), 0);
	assert_int_equal(faults.minor, 5);
	assert_int_equal(faults.major, 0);
	/* from the middle of one page to the middle of the next are two pages */
	ops[0] = OP(LAB_TOUCH, m + 5 * PAGE + PAGE / 2, PAGE);
	assert_int_equal(lab_do(l, ops, 1, r, &faults, NULL, 0, false, &e), 0);
	assert_int_equal(faults.minor, 2);
	lab_end(l);
}

static void test_accerr_and_after_it(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	struct lab_result r[3];
	struct err e;
	(void)state;
	uint64_t m = kit_map(l, 1, ANON);
	assert_int_equal(kit_do(l, CALL("mprotect", m, PAGE, PROT_READ)).value, 0);
	struct lab_op ops[3] = { OP(LAB_LOAD, m), OP(LAB_STORE, m + 7, 1), OP(LAB_LOAD, m) };
	assert_int_equal(lab_do(l, ops, 3, r, NULL, NULL, 0, false, &e), 0);
	assert_int_equal(r[1].kind, LAB_FAULT);
	assert_int_equal(r[1].si_code, SEGV_ACCERR);
	assert_int_equal(r[1].fault_addr, m + 7);
	assert_int_equal(r[2].kind, LAB_RETURNED);
	assert_int_equal(lab_do(l, ops, 3, r, NULL, NULL, 0, true, &e), 0);
	assert_int_equal(r[1].kind, LAB_FAULT);
	assert_int_equal(r[2].kind, LAB_NOT_RUN);
	lab_end(l);
}

static void test_bus_error_behind_the_end_of_file(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	char scratch[] = "f";
	struct lab_op op = CALL("memfd_create", 0, 0);
	struct lab_result r;
	struct err e;
	(void)state;
	op.scratch_mask = 1;
	assert_int_equal(lab_do(l, &op, 1, &r, NULL, scratch, sizeof scratch, false, &e), 0);
	assert_int_equal(r.value, 3);
	assert_int_equal(kit_do(l, CALL("ftruncate", 3, PAGE)).value, 0);
	r = kit_do(l, CALL("mmap", 0, 2 * PAGE, RW, MAP_SHARED, 3, 0));
	assert_true(r.value > 0);
	uint64_t m = (uint64_t)r.value;
	assert_int_equal(kit_do(l, OP(LAB_LOAD, m)).value, 0);
	r = kit_do(l, OP(LAB_LOAD, m + PAGE));
	assert_int_equal(r.kind, LAB_FAULT);
	assert_int_equal(r.sig, SIGBUS);
	assert_int_equal(r.si_code, BUS_ADRERR);
	lab_end(l);
}

static void test_scratch_comes_back(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	int32_t fds[2] = { -1, -1 };
	struct lab_op op = CALL("pipe", 0);
	struct lab_result r;
	struct err e;
	(void)state;
	op.scratch_mask = 1;
	assert_int_equal(lab_do(l, &op, 1, &r, NULL, fds, sizeof fds, false, &e), 0);
	assert_int_equal(r.value, 0);
	assert_int_equal(fds[0], 3);
	assert_int_equal(fds[1], 4);
	char text[8] = "hello";
	op = CALL("write", 4, 0, 5);
	op.scratch_mask = 2;
	assert_int_equal(lab_do(l, &op, 1, &r, NULL, text, sizeof text, false, &e), 0);
	assert_int_equal(r.value, 5);
	memset(text, 0, sizeof text);
	op = CALL("read", 3, 1, 7);
	op.scratch_mask = 2;
	assert_int_equal(lab_do(l, &op, 1, &r, NULL, text, sizeof text, false, &e), 0);
	assert_memory_equal(text, "\0hello", 6);
	/* one byte more than was handed over */
	op = CALL("read", 3, 1, 8);
	op.scratch_mask = 2;
	assert_int_equal(lab_do(l, &op, 1, &r, NULL, text, sizeof text, false, &e), -EPERM);
	op = CALL("memfd_create", 0, 0);
	op.scratch_mask = 1;
	memset(text, 'x', sizeof text);
	assert_int_equal(lab_do(l, &op, 1, &r, NULL, text, sizeof text, false, &e), -EPERM);
	lab_end(l);
}

static void test_broken_pipe_is_an_outcome(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	int32_t fds[2];
	struct lab_op op = CALL("pipe", 0);
	struct lab_result r;
	struct err e;
	(void)state;
	op.scratch_mask = 1;
	assert_int_equal(lab_do(l, &op, 1, &r, NULL, fds, sizeof fds, false, &e), 0);
	kit_do(l, CALL("close", 3));
	uint64_t m = kit_map(l, 1, ANON);
	r = kit_do(l, CALL("write", 4, m, 1));
	assert_int_equal(r.kind, LAB_FAULT);
	assert_int_equal(r.sig, SIGPIPE);
	assert_int_equal(r.fault_addr, 0);
	assert_int_equal(kit_do(l, OP(LAB_LOAD, m)).value, 0);
	lab_end(l);
}

static void test_own_ranges_are_refused(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	uint64_t code = lab_code(l), stack = lab_stack(l), page = PAGE;
	(void)state;
	const struct lab_op ops[] = {
		CALL("munmap", code, page),
		CALL("munmap", stack, 1),
		CALL("munmap", stack, 0),
		CALL("munmap", code - page, page + 1),
		CALL("munmap", 0, MINUS),
		CALL("munmap", page, MINUS - page + 1),
		CALL("munmap", page, MINUS),
		CALL("mprotect", code, page, PROT_NONE),
		CALL("madvise", stack, page, MADV_DONTNEED),
		CALL("mremap", code, page, 2 * page, MREMAP_MAYMOVE),
		CALL("mremap", 16 * page, page, page, MREMAP_MAYMOVE | MREMAP_FIXED, code),
		CALL("mmap", code, page, RW, ANON | MAP_FIXED, MINUS, 0),
		CALL("mmap", stack & ~0x1fffffULL, page, RW, ANON | MAP_FIXED | MAP_HUGETLB, MINUS, 0),
		CALL("mseal", code, page, 0),
		OP(LAB_LOAD, code),
		OP(LAB_STORE, stack, 1),
		OP(LAB_FILL, 0, 1, MINUS),
		OP(LAB_FILL, code - 1, 1, 2),
		OP(LAB_COPY, stack, 16 * page, 1),
		OP(LAB_COPY, 16 * page, code, 1),
		OP(LAB_TOUCH, 0, MINUS),
		OP(LAB_DIRTY, stack, page),
		CALL("mincore", 0, page, stack),
		CALL("read", 0, stack, 1),
		CALL("fstat", 0, stack),
		CALL("pipe", stack),
	};
	for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
		if (kit_try(l, ops[i]) != -EPERM)
			fail_msg("operation %zu was let through", i);
	}
	assert_true(lab_owns(l, code, 1));
	assert_true(lab_owns(l, stack + page - 1, 2));
	assert_false(lab_owns(l, 0, page));
	/* what only looks like it: no fixed address, and the neighbour below */
	assert_true(kit_do(l, CALL("mmap", code, page, RW, ANON, MINUS, 0)).value > 0);
	assert_int_equal(kit_do(l, OP(LAB_LOAD, 8)).kind, LAB_FAULT);
	lab_end(l);
}

static void test_wire_is_not_nameable(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	(void)state;
	assert_int_equal(kit_try(l, CALL("close", 63)), -EPERM);
	assert_int_equal(kit_try(l, CALL("dup", 63)), -EPERM);
	assert_int_equal(kit_try(l, CALL("dup", (1ULL << 32) | 63)), -EPERM);
	assert_int_equal(kit_try(l, CALL("write", 63, 0, 1)), -EPERM);
	assert_int_equal(kit_do(l, CALL("close", MINUS)).value, -EBADF);
	assert_int_equal(kit_do(l, CALL("close", 0xffffffff)).value, -EBADF);
	lab_end(l);
}

static void test_descriptor_is_given_and_taken(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	int64_t fd;
	struct err e;
	(void)state;
	int own = memfd_create("given", MFD_CLOEXEC);
	assert_int_equal(pwrite(own, "given", 5, 0), 5);
	assert_int_equal(lab_give(l, own, &fd, &e), 0);
	assert_int_equal(fd, 3);
	assert_int_equal(lab_give(l, own, &fd, &e), 0);
	assert_int_equal(fd, 4);
	close(own);
	struct lab_result r = kit_do(l, CALL("mmap", 0, PAGE, PROT_READ, MAP_PRIVATE, 3, 0));
	assert_int_equal(kit_do(l, OP(LAB_LOAD, (uint64_t)r.value)).value, 'g');
	int back = lab_take(l, 4);
	char text[6] = "";
	assert_true(back >= 0);
	assert_int_equal(pread(back, text, 5, 0), 5);
	assert_string_equal(text, "given");
	close(back);
	lab_end(l);
}

static void test_descriptors_run_out(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	int64_t fd = 0;
	struct err e;
	(void)state;
	int n = 0;
	while (kit_do(l, CALL("dup", 0)).value >= 0)
		n++;
	assert_int_equal(n, 60);
	assert_int_equal(lab_give(l, 0, &fd, &e), 0);
	assert_int_equal(fd, -EMFILE);
	lab_end(l);
}

struct runs {
	uint64_t pages, resident;
	int n;
};

static void add_run(void *ctx, uint64_t start, uint64_t pages, bool resident)
{
	struct runs *r = ctx;
	(void)start;
	r->pages += pages;
	r->resident += resident ? pages : 0;
	r->n++;
}

static void test_resident(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	struct runs runs = { 0 };
	struct err e;
	(void)state;
	uint64_t n = 20000, m = kit_map(l, n, ANON);
	kit_do(l, OP(LAB_STORE, m + 17000 * PAGE, 1));
	assert_int_equal(lab_resident(l, m, n, add_run, &runs, &e), 0);
	assert_int_equal(runs.pages, n);
	assert_int_equal(runs.resident, 1);
	kit_do(l, CALL("munmap", m, PAGE));
	assert_int_equal(lab_resident(l, m, n, add_run, &runs, &e), -ENOMEM);
	lab_end(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(test_map_is_short),
		KIT_TEST(test_map_store_load_unmap),
		KIT_TEST(test_errors_are_the_kernels),
		KIT_TEST(test_faults_by_page),
		KIT_TEST(test_accerr_and_after_it),
		KIT_TEST(test_bus_error_behind_the_end_of_file),
		KIT_TEST(test_scratch_comes_back),
		KIT_TEST(test_broken_pipe_is_an_outcome),
		KIT_TEST(test_own_ranges_are_refused),
		KIT_TEST(test_wire_is_not_nameable),
		KIT_TEST(test_descriptor_is_given_and_taken),
		KIT_TEST(test_descriptors_run_out),
		KIT_TEST(test_resident),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
