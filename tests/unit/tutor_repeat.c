/* Repeats: what waits in a batch is seen as if it had been done at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "support/tutor_kit.h"

KIT_HOLDS(a_batch_is_as_one_by_one,
	  { .acts = { "m = mmap(NULL, 100*page, " KIT_ANON ")", "{\"repeat\": 100, \"do\": [\"m[i*page] = i\"]}" },
	    .expect = { "present(m, 100*page) == 100", "bytes(m + 99*page, 1) == \"c\"", "minflt == 100",
			"result == 99", "size(m) == 100*page" } },
	  { .acts = { "{\"repeat\": 50, \"do\": [\"munmap(m + 2*i*page, page)\"]}" },
	    .expect = { "vmas(m, 100*page) == 50", "size(m) == 0", "errno == 0" } },
	  { .acts = { "s = 0", "{\"repeat\": 200, \"do\": [\"q = mmap(NULL, page, " KIT_ANON
			       ")\", \"s = s + (q != MAP_FAILED)\"]}" },
	    .expect = { "s == 200", "size(q) == page", "result == q" } },
	  { .acts = { "{\"repeat\": 3, \"do\": [{\"repeat\": 5, \"do\": [\"k = i\", \"q[i] = i\"]}, \"j = i\"]}" },
	    .expect = { "k == 4", "j == 2", "q[4] == 4", "result == 4" } })

KIT_HOLDS(errno_inside_a_repeat,
	  { .acts = { "m = mmap(NULL, page, " KIT_ANON ")",
		      "{\"repeat\": 3, \"do\": [\"munmap(1, page)\", \"e = errno\", \"m[0] = 1\", \"f = errno\"]}" },
	    .expect = { "e == EINVAL", "f == 0", "errno == 0" } },
	  { .acts = { "{\"repeat\": 3, \"do\": [\"munmap(1, page)\", \"k = i\"]}" },
	    .expect = { "errno == EINVAL", "k == 2", "result == -1" } },
	  { .acts = { "g = 0",
		      "{\"repeat\": 4, \"do\": [\"x = m[page * (i == 1) * 4096]\", \"g = g + (signal == SIGSEGV)\"]}" },
	    .expect = { "g == 1", "x == 1", "signal == 0" } })

/* The fault in the middle of a batch stops nothing, and is not the repeat's outcome. */
static void a_fault_inside_a_repeat(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, 10*page, " KIT_ANON ")", "munmap(m + 4*page, page)",
			    "{\"repeat\": 10, \"do\": [\"m[i*page] = 1\"]}" },
		  .expect = { "present(m, 10*page) == 9", "signal == 0" } },
		{ .acts = { "{\"repeat\": 5, \"do\": [\"x = 1\", \"x = m[i*page]\"]}" },
		  .expect = { "signal == SIGSEGV", "si_addr == m + 4*page" } },
		{ .acts = { "{\"repeat\": 6, \"do\": [\"munmap(m[4*page], page)\", \"y = signal\"]}" },
		  .expect = { "y == SIGSEGV" } },
	};
	const struct record *r;
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	kit_held(kit_run(&k, 0));
	r = kit_run(&k, 1);
	kit_held(r);
	assert_int_equal(kit_outcome(r, 0)->kind, OUTCOME_SIGNAL);
	assert_string_equal(r->statements[0].source, "x = 1; x = m[i*page]");
	assert_int_equal(r->statements[0].repeat, 5);
	kit_held(kit_run(&k, 2));
	kit_close(&k);
}

/* Statements that cannot wait, between some that can: with structures, with printf, in two processes. */
KIT_HOLDS(mixed_bodies,
	  { .acts = { "m = mmap(NULL, 64*page, " KIT_SHARE ")", "child = fork()",
		      "{\"repeat\": 64, \"do\": [\"m[i*page] = i\", \"child: m[i*page + 1] = m[i*page] + 1\"]}" },
	    .expect = { "m[63*page + 1] == 64", "child: m[10*page + 1] == 11", "present(m, 64*page) == 64" } },
	  { .acts = { "{\"repeat\": 10, \"do\": [\"m[i] = 65 + i\", \"mincore(m, page, v)\", \"printf(\\\"%c\\\", "
		      "m[i])\"]}" },
	    .expect = { "output == \"ABCDEFGHIJ\"", "v[0] == 1" } },
	  { .acts = { "{\"repeat\": 3, \"do\": [\"fd = memfd_create(\\\"x\\\", 0)\", \"close(fd)\"]}" },
	    .expect = { "errno == 0", "result == 0" } })

static void seventy_thousand(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, page, " KIT_ANON ")",
			    "{\"repeat\": 70000, \"do\": [\"m[i % page] = i\"]}" },
		  .expect = { "bytes(m + 69999 % page, 1) == \"o\"" } },
		{ .acts = { "{\"repeat\": 70000, \"do\": [\"q = mmap(NULL, page, " KIT_ANON ")\"]}" },
		  .expect = { "mapped(q, 70000*page)", "size(q) == page" } },
		{ .acts = { "{\"repeat\": 70000, \"do\": [\"munmap(q + i*page, page)\"]}" },
		  .expect = { "vmas(q, 70000*page) == 0", "size(q) == 0" } },
	};
	struct timespec from, to;
	struct kit k = { 0 };

	(void)state;
	clock_gettime(CLOCK_MONOTONIC, &from);
	kit_open(&k, "", steps, KIT_N(steps));
	for (size_t i = 0; i < KIT_N(steps); i++)
		kit_held(kit_run(&k, i));
	kit_close(&k);
	clock_gettime(CLOCK_MONOTONIC, &to);
	print_message("# %.2f s\n", (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec));
}

/* What waited when a repeat was broken off is never taken for the answer of something else. */
static void broken_off(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, page, " KIT_ANON ")", "mincore(m, page, vec)", "m[0] = 7", "x = 0",
			    "{\"repeat\": 9, \"do\": [\"w = vec[i]\", \"x = m[0]\"]}" } },
		{ .acts = { "{\"repeat\": 2, \"do\": [\"y = m[0] + 1\"]}" }, .expect = { "y == 8", "x == 7" } },
	};
	const struct record *r;
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	r = kit_run(&k, 0);
	assert_int_equal(kit_outcome(r, 4)->kind, OUTCOME_REFUSED);
	assert_non_null(strstr(kit_outcome(r, 4)->why, "outside"));
	r = kit_run(&k, 1);
	assert_int_equal(r->expect[0].verdict, VERDICT_HELD);
	assert_int_not_equal(r->expect[1].verdict, VERDICT_HELD);
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(a_batch_is_as_one_by_one), KIT_TEST(errno_inside_a_repeat),
		KIT_TEST(a_fault_inside_a_repeat),  KIT_TEST(mixed_bodies),
		KIT_TEST(seventy_thousand),         KIT_TEST(broken_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
