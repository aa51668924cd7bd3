/* What `check` counts and proves; the places of faults through the real program: tests/e2e/check.test.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "support/tutor_kit.h"

static struct proof proved(struct kit *k, const struct kit_step *steps, size_t n)
{
	struct proof proof = { 0 };
	struct err e = { 0 };

	kit_load(k, "", steps, n);
	if (prove_lesson(k->lesson, &k->options.stage, &k->diags, &proof, &e) < 0)
		fail_msg("%s", e.what);
	return proof;
}

/* A fault of a step is told once, though replays meet it again; the steps behind it are not to blame. */
static void each_fault_once(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, page, " KIT_ANON ")", "x = m[900*page]" },
		  .expect = { "7 / (m == 0) == 1" } },
		{ .acts = { "k = n" }, .expect = { "k < 3" }, .more = "\"vary\": { \"n\": [1, 2, 3] }" },
		{ .acts = { "m[0] = 1" }, .expect = { "m[0] == 1" } },
	};
	struct kit k = { 0 };
	struct proof p;

	(void)state;
	p = proved(&k, steps, KIT_N(steps));
	assert_int_equal(p.failed, 2);
	assert_int_equal(p.passed, 1);
	assert_int_equal(p.skipped, 0);
	assert_int_equal(k.diags.total, 3);
	assert_non_null(strstr(k.diags.v[2].text, "n = 3"));
	kit_close(&k);
}

static void unknown_is_never_passed(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "k = 1" }, .expect = { "k == 1", "start(k) == 0" } },
		{ .acts = { "k = 2" },
		  .more = "\"ask\": { \"prompt\": \"p\", \"choices\": ["
			  "{ \"text\": \"x\", \"if\": \"start(k) == 0\", \"why\": \"w\" },"
			  "{ \"text\": \"y\", \"if\": \"k == 1\", \"why\": \"w\" }] }" },
		{ .acts = { "k = 3" }, .more = "\"requires\": { \"arch\": \"pdp11\" }, \"fresh\": true" },
		{ .acts = { "k = 3" }, .expect = { "k == 3" }, .more = "\"fresh\": true" },
	};
	struct kit k = { 0 };
	struct proof p;

	(void)state;
	p = proved(&k, steps, KIT_N(steps));
	assert_int_equal(k.diags.total, 0);
	assert_int_equal(p.passed, 1);
	assert_int_equal(p.skipped, 3);
	kit_close(&k);
}

/*
 * Holes that the lesson made, page 0 and the kernel's half depend on no neighbour; nor does what is protected, or what
 * a child was not given.
 */
static void certain_faults(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, 4*page, " KIT_ANON ")", "munmap(m + page, page)", "m[page]", "x = NULL",
			    "x[8] = 1", "x[-1 & ~4095]", "mprotect(m, page, PROT_NONE)", "m[0]" },
		  .expect = { "signal == SIGSEGV" } },
		{ .acts = { "r = mremap(m + 2*page, 2*page, page, 0)", "m[3*page]" },
		  .expect = { "signal == SIGSEGV" } },
		{ .acts = { "d = mmap(NULL, 2*page, " KIT_ANON ")", "madvise(d, page, MADV_DONTFORK)", "child = fork()",
			    "child: d[0]" },
		  .expect = { "signal == SIGSEGV", "si_code == SEGV_MAPERR", "child: perms(d) == \"\"" } },
		{ .acts = { "die: m[page] = 1" }, .expect = { "alive == 0" } },
	};
	struct kit k = { 0 };
	struct proof p;

	(void)state;
	p = proved(&k, steps, KIT_N(steps));
	for (size_t i = 0; i < k.diags.n; i++)
		print_error("%u:%u: %s\n", k.diags.v[i].pos.line, k.diags.v[i].pos.col, k.diags.v[i].text);
	assert_int_equal(p.passed, 4);
	kit_close(&k);
}

static void a_guard_is_certain(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, 3*page, " KIT_ANON ")", "madvise(m + page, page, MADV_GUARD_INSTALL)",
			    "m[page]" },
		  .expect = { "signal == SIGSEGV" },
		  .more = "\"requires\": { \"features\": [\"guard\"] }" },
	};
	struct kit k = { 0 };
	struct proof p;

	(void)state;
	p = proved(&k, steps, KIT_N(steps));
	assert_int_equal(k.diags.total, 0);
	assert_int_equal(p.failed, 0);
	kit_close(&k);
}

static void a_death_may_depend_on_neighbours(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, page, " KIT_ANON ")", "die: m[900*page] = 1" },
		  .expect = { "alive == 0" } },
	};
	struct kit k = { 0 };
	struct proof p;

	(void)state;
	p = proved(&k, steps, KIT_N(steps));
	assert_int_equal(p.failed, 1);
	assert_int_equal(k.diags.total, 1);
	assert_non_null(strstr(k.diags.v[0].text, "next to it"));
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(each_fault_once),    KIT_TEST(unknown_is_never_passed),          KIT_TEST(certain_faults),
		KIT_TEST(a_guard_is_certain), KIT_TEST(a_death_may_depend_on_neighbours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
