/* Bytes for the picture: what they are, what is said where there are none, and that looking changes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "support/tutor_kit.h"
#include "tutor/peek.h"

#define FILES "\"files\": { \"three.dat\": { \"pages\": 3, \"fill\": \"ABC\" } },"

static const struct kit_step steps[] = {
	{ .acts = { "fd = open(\"three.dat\", O_RDWR)", "f = mmap(NULL, 4*page, " KIT_RW ", MAP_PRIVATE, fd, page)",
		    "f[2] = 'x'" },
	  .expect = { "present(f, 4*page) == 1" },
	  .more = "\"focus\": \"f\"" },
	{ .acts = { "m = mmap(NULL, page, " KIT_ANON ")" },
	  .expect = { "present(f, 4*page) == 1", "minflt == 0" },
	  .more = "\"focus\": \"m\"" },
};

static void test_file(void **state)
{
	(void)state;
	struct kit k = { 0 };
	struct bytes b;
	kit_open(&k, FILES, steps, KIT_N(steps));
	const struct record *r = kit_run(&k, 0);
	kit_held(r);
	session_peek(k.session, 0, r->focus_start, &b);
	assert_null(b.why);
	assert_int_equal(b.n, BYTES_MAX);
	assert_memory_equal(b.memory, "BBxB", 4);
	assert_string_equal(b.file_name, "three.dat");
	assert_int_equal(b.file_offset, k.session->stage.page);
	assert_int_equal(b.file_n, BYTES_MAX);
	assert_memory_equal(b.file, "BBBB", 4);
	kit_close(&k);
}

/* The second page of the mapping is not in the page table, and stays so: the step behind it counts. */
static void test_absent_stays_absent(void **state)
{
	(void)state;
	struct kit k = { 0 };
	struct bytes b;
	kit_open(&k, FILES, steps, KIT_N(steps));
	const struct record *r = kit_run(&k, 0);
	session_peek(k.session, 0, r->focus_start + k.session->stage.page, &b);
	assert_int_equal(b.n, 0);
	assert_non_null(strstr(b.why, "not in the page table"));
	r = kit_run(&k, 1);
	kit_held(r);
	session_peek(k.session, 1, r->focus_start, &b);
	assert_int_equal(b.n, 0);
	assert_null(b.file_name);
	session_peek(k.session, 1, 4096, &b);
	assert_string_equal(b.why, "nothing is mapped there");
	kit_close(&k);
}

/* The process stands somewhere else, or nowhere. */
static void test_elsewhere(void **state)
{
	(void)state;
	struct kit k = { 0 };
	struct bytes b;
	kit_open(&k, FILES, steps, KIT_N(steps));
	session_peek(k.session, 0, 4096, &b);
	assert_string_equal(b.why, "the process of this step is gone");
	uint64_t f = kit_run(&k, 0)->focus_start;
	kit_run(&k, 1);
	session_peek(k.session, 0, f, &b);
	assert_int_equal(b.n, 0);
	assert_string_equal(b.why, "the process has gone on to another step");
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = { KIT_TEST(test_file), KIT_TEST(test_absent_stays_absent),
					    KIT_TEST(test_elsewhere) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
