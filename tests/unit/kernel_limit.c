/* What call_refuses lets through and what not, the upper half of an int's word among it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <linux/falloc.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "kernel/call.h"

struct row {
	const char *call;
	uint64_t words[CALL_PARAMS];
	size_t n;
	int refused_arg; /* -1: let through */
};

#define HIGH      (UINT64_C(1) << 32)
#define MINUS_ONE UINT64_MAX

static const struct row rows[] = {
	{ .call = "madvise", .words = { 0, 4096, MADV_DONTNEED }, .n = 3, .refused_arg = -1 },
	{ .call = "madvise", .words = { 0, 4096, 103 }, .n = 3, .refused_arg = -1 },
	{ .call = "madvise", .words = { 0, 4096, 12345 }, .n = 3, .refused_arg = -1 },
	{ .call = "madvise", .words = { 0, 4096, MINUS_ONE }, .n = 3, .refused_arg = -1 },
	{ .call = "madvise", .words = { 0, 4096, 100 }, .n = 3, .refused_arg = 2 },
	{ .call = "madvise", .words = { 0, 4096, 101 }, .n = 3, .refused_arg = 2 },
	{ .call = "madvise", .words = { 0, 4096, HIGH | 100 }, .n = 3, .refused_arg = 2 },
	{ .call = "madvise", .words = { 0, 4096, MINUS_ONE << 32 | 101 }, .n = 3, .refused_arg = 2 },

	{ .call = "fallocate", .words = { 3, 0, 0, 4096 }, .n = 4, .refused_arg = -1 },
	{ .call = "fallocate", .words = { 3, HIGH, 0, 4096 }, .n = 4, .refused_arg = -1 },
	{ .call = "fallocate", .words = { 3, 3, 0, 4096 }, .n = 4, .refused_arg = -1 },
	{ .call = "fallocate", .words = { 3, FALLOC_FL_KEEP_SIZE, 0, 4096 }, .n = 4, .refused_arg = 1 },
	{ .call = "fallocate", .words = { 3, FALLOC_FL_ZERO_RANGE, 0, 4096 }, .n = 4, .refused_arg = 1 },
	{ .call = "fallocate", .words = { 3, HIGH | FALLOC_FL_COLLAPSE_RANGE, 0, 4096 }, .n = 4, .refused_arg = 1 },

	{ .call = "fcntl", .words = { 3, F_GETFL }, .n = 2, .refused_arg = -1 },
	{ .call = "fcntl", .words = { 3, F_GET_SEALS }, .n = 2, .refused_arg = -1 },
	{ .call = "fcntl", .words = { 3, F_ADD_SEALS, 0x3f }, .n = 3, .refused_arg = -1 },
	{ .call = "fcntl", .words = { 3, F_SETFD, FD_CLOEXEC }, .n = 3, .refused_arg = -1 },
	{ .call = "fcntl", .words = { 3, F_SETFL, O_APPEND | O_NONBLOCK }, .n = 3, .refused_arg = -1 },
	{ .call = "fcntl", .words = { 3, F_SETFL, O_ASYNC | O_APPEND }, .n = 3, .refused_arg = 2 },
	{ .call = "fcntl", .words = { 3, F_SETFL, HIGH | O_ASYNC }, .n = 3, .refused_arg = 2 },
	{ .call = "fcntl", .words = { 3, F_SETOWN, 1 }, .n = 3, .refused_arg = 1 },
	{ .call = "fcntl", .words = { 3, HIGH | F_SETOWN, 1 }, .n = 3, .refused_arg = 1 },
	{ .call = "fcntl", .words = { 3, F_SETPIPE_SZ, 1 << 20 }, .n = 3, .refused_arg = 1 },
	{ .call = "fcntl", .words = { 3, F_DUPFD, 900 }, .n = 3, .refused_arg = 1 },

	{ .call = "prctl", .words = { 0x53564d41, 0, 0x1000, 4096, 0 }, .n = 5, .refused_arg = -1 },
	{ .call = "prctl", .words = { PR_SET_THP_DISABLE, 1 }, .n = 5, .refused_arg = -1 },
	{ .call = "prctl", .words = { PR_GET_THP_DISABLE }, .n = 1, .refused_arg = -1 },
	{ .call = "prctl", .words = { 65, 1 }, .n = 5, .refused_arg = -1 },
	{ .call = "prctl", .words = { PR_SET_DUMPABLE, 0 }, .n = 5, .refused_arg = 0 },
	{ .call = "prctl", .words = { PR_SET_PDEATHSIG, 0 }, .n = 5, .refused_arg = 0 },
	{ .call = "prctl", .words = { HIGH | PR_SET_MM, 1 }, .n = 5, .refused_arg = 0 },

	{ .call = "socketpair", .words = { AF_UNIX, SOCK_STREAM, 0 }, .n = 4, .refused_arg = -1 },
	{ .call = "socketpair", .words = { AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0 }, .n = 4, .refused_arg = -1 },
	{ .call = "socketpair", .words = { AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 9 }, .n = 4, .refused_arg = -1 },
	{ .call = "socketpair", .words = { AF_UNIX, SOCK_RAW, 0 }, .n = 4, .refused_arg = 1 },
	{ .call = "socketpair", .words = { AF_INET, SOCK_STREAM, 0 }, .n = 4, .refused_arg = 0 },
	{ .call = "socketpair", .words = { HIGH | AF_INET, SOCK_STREAM, 0 }, .n = 4, .refused_arg = 0 },

	/* Nonsense is let through: the kernel's answer is the lesson. */
	{ .call = "mmap", .words = { 1, 0, 99, 0xffffff, MINUS_ONE, 1 }, .n = 6, .refused_arg = -1 },
	{ .call = "msync", .words = { 0, 4096, MINUS_ONE }, .n = 3, .refused_arg = -1 },
	{ .call = "mlock2", .words = { 0, 4096, 77 }, .n = 3, .refused_arg = -1 },
	{ .call = "memfd_create", .words = { 0, MINUS_ONE }, .n = 2, .refused_arg = -1 },
	{ .call = "setrlimit", .words = { 99, 0 }, .n = 2, .refused_arg = -1 },
	{ .call = "fork", .n = 0, .refused_arg = -1 },
};

static void limits_hold(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct limit *l = call_refuses(call_find(rows[i].call), rows[i].words, rows[i].n);
		int arg = l ? l->arg : -1;

		if (arg != rows[i].refused_arg)
			fail_msg("row %zu, %s: argument %d refused, expected %d", i, rows[i].call, arg,
				 rows[i].refused_arg);
	}
}

/* A word behind the arguments that are there is not looked at. */
static void absent_arguments_are_not_judged(void **state)
{
	(void)state;
	const uint64_t words[CALL_PARAMS] = { 3, F_SETFL, O_ASYNC };

	assert_null(call_refuses(call_find("fcntl"), words, 2));
	assert_non_null(call_refuses(call_find("fcntl"), words, 3));
}

static void only_bits_heeds_its_width(void **state)
{
	(void)state;
	const struct call narrow = {
		.limits = { { .arg = 0, .kind = LIMIT_ONLY_BITS, .width32 = true, .bits = 6 }, { .arg = -1 } },
	};
	const struct call wide = {
		.limits = { { .arg = 0, .kind = LIMIT_ONLY_BITS, .bits = 6 }, { .arg = -1 } },
	};
	const uint64_t high = HIGH | 2, bad = 1;

	assert_null(call_refuses(&narrow, &high, 1));
	assert_ptr_equal(call_refuses(&wide, &high, 1), &wide.limits[0]);
	assert_ptr_equal(call_refuses(&narrow, &bad, 1), &narrow.limits[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limits_hold),
		cmocka_unit_test(absent_arguments_are_not_judged),
		cmocka_unit_test(only_bits_heeds_its_width),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
