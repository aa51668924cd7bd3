/* lab: ways to end, last words, forks, limits of time and memory, confinement. */
#include "unit/lab_kit.h"

#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <sys/pidfd.h>
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

static void test_exit_tells_its_status(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	struct lab_result r[2];
	struct err e = { 0 };
	(void)state;
	uint64_t m = kit_map(l, 1, ANON);
	struct lab_op ops[2] = { OP(LAB_STORE, m, 9), CALL("_exit", 3) };
	assert_true(lab_alive(l));
	assert_int_equal(lab_do(l, ops, 2, r, NULL, NULL, 0, false, &e), -ESRCH);
	assert_int_equal(r[0].kind, LAB_RETURNED);
	assert_int_equal(r[0].value, 9);
	assert_int_equal(r[1].kind, LAB_NOT_RUN);
	struct lab_how how = how_of(l);
	assert_true(how.exited);
	assert_int_equal(how.status, 3);
	assert_int_equal(kit_try(l, OP(LAB_LOAD, m)), -ESRCH);
	lab_end(l);
}

static void test_killed_from_outside(void **state)
{
	struct lab *l = kit_start((struct lab_options){ .limit_ms = 60000 });
	int32_t fds[2];
	struct lab_op op = CALL("pipe", 0);
	struct lab_result r;
	struct err e;
	(void)state;
	op.scratch_mask = 1;
	assert_int_equal(lab_do(l, &op, 1, &r, NULL, fds, sizeof fds, false, &e), 0);
	uint64_t m = kit_map(l, 1, ANON);
	/* a child of the test kills it once it sleeps in its read */
	pid_t killer = fork();
	if (killer == 0) {
		char path[64], text[16] = "";
		snprintf(path, sizeof path, "/proc/%d/syscall", (int)lab_pid(l));
		while (strncmp(text, "0 0x3 ", 6) != 0) {
			int fd = open(path, O_RDONLY);
			if (fd < 0 || read(fd, text, 6) < 0)
				break;
			close(fd);
		}
		pidfd_send_signal(lab_pidfd(l), SIGKILL, NULL, 0);
		_exit(0);
	}
	assert_int_equal(kit_try(l, CALL("read", 3, m, 1)), -ESRCH);
	assert_int_equal(waitpid(killer, NULL, 0), killer);
	assert_killed_by(l, SIGKILL);
	lab_end(l);
}

static struct lab *blocked(struct lab_options o, struct lab_op *op)
{
	struct lab *l = kit_start(o);
	int32_t fds[2];
	struct lab_result r;
	struct err e;
	*op = CALL("pipe", 0);
	op->scratch_mask = 1;
	assert_int_equal(lab_do(l, op, 1, &r, NULL, fds, sizeof fds, false, &e), 0);
	*op = CALL("read", 3, kit_map(l, 1, ANON), 1);
	return l;
}

static void test_time_limit(void **state)
{
	struct lab_op op;
	struct lab *l = blocked((struct lab_options){ .limit_ms = 200 }, &op);
	(void)state;
	assert_int_equal(kit_try(l, op), -ETIME);
	assert_killed_by(l, SIGKILL);
	lab_end(l);
}

static void test_interrupt(void **state)
{
	struct lab_op op;
	struct lab *l = blocked((struct lab_options){ .limit_ms = 60000 }, &op);
	(void)state;
	lab_interrupt(l);
	assert_int_equal(kit_try(l, op), -EINTR);
	assert_killed_by(l, SIGKILL);
	lab_end(l);
}

static void test_memory_budget(void **state)
{
	struct lab *l = kit_start((struct lab_options){ .budget = 64 << 20 });
	uint64_t mib = 1 << 20;
	(void)state;
	struct lab_result r = kit_do(l, CALL("mmap", 0, 4096 * mib, RW, ANON | MAP_NORESERVE, MINUS, 0));
	uint64_t m = (uint64_t)r.value;
	assert_int_equal(kit_try(l, OP(LAB_DIRTY, m, 4096 * mib)), -ENOMEM);
	assert_int_equal(kit_try(l, OP(LAB_FILL, m, 1, 4096 * mib)), -ENOMEM);
	assert_int_equal(kit_try(l, CALL("madvise", m, 4096 * mib, MADV_POPULATE_WRITE)), -ENOMEM);
	assert_int_equal(kit_try(l, CALL("mmap", 0, 100 * mib, RW, ANON | MAP_POPULATE, MINUS, 0)), -ENOMEM);
	/* as often as one likes, as long as it is given back */
	for (int i = 0; i < 5; i++) {
		kit_do(l, OP(LAB_DIRTY, m, 32 * mib));
		kit_do(l, CALL("madvise", m, 32 * mib, MADV_DONTNEED));
	}
	kit_do(l, OP(LAB_DIRTY, m, 40 * mib));
	assert_int_equal(kit_try(l, OP(LAB_DIRTY, m + 40 * mib, 32 * mib)), -ENOMEM);
	/* what no machine can map is for the kernel to refuse */
	assert_int_equal(kit_do(l, CALL("mmap", 0, MINUS / 2, RW, ANON | MAP_POPULATE, MINUS, 0)).value, -ENOMEM);
	lab_end(l);
}

static void test_budget_counts_files_in_memory(void **state)
{
	struct lab *l = kit_start((struct lab_options){ .budget = 64 << 20 });
	char name[] = "f";
	struct lab_op op = CALL("memfd_create", 0, 0);
	struct lab_result r;
	struct err e;
	(void)state;
	op.scratch_mask = 1;
	for (int i = 0; i < 2; i++)
		assert_int_equal(lab_do(l, &op, 1, &r, NULL, name, sizeof name, false, &e), 0);
	assert_int_equal(kit_do(l, CALL("fallocate", 3, 0, 0, 30 << 20)).value, 0);
	kit_do(l, CALL("close", 3));
	assert_int_equal(kit_do(l, CALL("fallocate", 4, 0, 0, 20 << 20)).value, 0);
	assert_int_equal(kit_try(l, CALL("fallocate", 4, 0, 20 << 20, 15 << 20)), -ENOMEM);
	lab_end(l);
}

static void test_survives_alone(void **state)
{
	struct lab *l = kit_start((struct lab_options){ 0 });
	char path[64], line[4400];
	uint64_t from[64], to[64];
	int n = 0;
	(void)state;
	kit_map(l, 4, ANON);
	snprintf(path, sizeof path, "/proc/%d/maps", (int)lab_pid(l));
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	while (n < 64 && fgets(line, sizeof line, f)) {
		if (sscanf(line, "%" SCNx64 "-%" SCNx64, &from[n], &to[n]) == 2)
			n += !lab_owns(l, from[n], to[n] - from[n]);
	}
	fclose(f);
	int gone = 0;
	for (int i = 0; i < n; i++)
		gone += kit_do(l, CALL("munmap", from[i], to[i] - from[i])).value == 0;
	assert_true(gone >= 3);
	/* faults, calls and a fork go on without stack, vdso and all */
	assert_int_equal(kit_do(l, OP(LAB_LOAD, 8)).kind, LAB_FAULT);
	uint64_t m = kit_map(l, 1, ANON);
	assert_int_equal(kit_do(l, OP(LAB_STORE, m, 5)).value, 5);
	struct lab *child = NULL;
	int64_t pid = 0;
	struct err e;
	assert_int_equal(lab_fork(l, &child, &pid, NULL, &e), 0);
	assert_int_equal(kit_do(child, OP(LAB_LOAD, m)).value, 5);
	lab_end(child);
	lab_end(l);
}

static void test_ends_with_its_owner(void **state)
{
	int ends[2];
	(void)state;
	assert_int_equal(pipe(ends), 0);
	pid_t owner = fork();
	if (owner == 0) {
		struct lab *l = kit_start((struct lab_options){ 0 });
		pid_t pid = lab_pid(l);
		_exit(write(ends[1], &pid, sizeof pid) == sizeof pid ? 0 : 1);
	}
	pid_t pid;
	assert_int_equal(read(ends[0], &pid, sizeof pid), sizeof pid);
	int pidfd = pidfd_open(pid, 0);
	if (pidfd >= 0) {
		struct pollfd p = { .fd = pidfd, .events = POLLIN };
		assert_int_equal(poll(&p, 1, 10000), 1);
		close(pidfd);
	}
	assert_int_equal(waitpid(owner, NULL, 0), owner);
	close(ends[0]);
	close(ends[1]);
}

static void test_no_program(void **state)
{
	struct lab *l = NULL;
	struct err e = { 0 };
	(void)state;
	assert_int_equal(lab_start(&l, &(struct lab_options){ .program = "/nowhere/lab" }, &e), -ENOENT);
	assert_null(l);
	assert_true(e.hint[0]);
	assert_true(lab_start(&l, &(struct lab_options){ .program = "/etc/passwd" }, &e) < 0);
	assert_null(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(test_exit_tells_its_status),
		KIT_TEST(test_killed_from_outside),
		KIT_TEST(test_time_limit),
		KIT_TEST(test_interrupt),
		KIT_TEST(test_memory_budget),
		KIT_TEST(test_budget_counts_files_in_memory),
		KIT_TEST(test_survives_alone),
		KIT_TEST(test_ends_with_its_owner),
		KIT_TEST(test_no_program),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
