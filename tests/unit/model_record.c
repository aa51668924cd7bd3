/* A record's verdict, and that it frees what it holds (the address sanitizer counts). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/record.h"

static void test_frees(void **state)
{
	(void)state;
	record_free(NULL);
	struct record *r = mem_zalloc(1, sizeof(*r));
	r->actors_n = 1;
	r->actors = arena_alloc(&r->arena, 1, sizeof(*r->actors));
	struct actor_record *a = r->actors;
	memmap_clear(&a->after.maps);
	buf_puts(&a->after.maps.raw, "1000-2000 rw-p 0 0:0 0\n");
	size_t line;
	assert_int_equal(memmap_parse(&a->after.maps, &line), 0);
	memmap_copy(&a->before.maps, &a->after.maps);
	pageset_init(&a->after.focus, 0, 4096, 4096);
	pageset_add(&a->after.focus, 0, 1, 0, PAGE_PRESENT);
	diff_maps(&a->diff, &a->before.maps, &a->after.maps, NULL);
	assert_int_equal(a->diff.n, 1);
	record_free(r);
}

static void test_expectations(void **state)
{
	(void)state;
	struct claim claims[] = { { .verdict = VERDICT_HELD }, { .verdict = VERDICT_HELD } };
	struct record r = { .expect = claims, .expect_n = 2 };
	assert_int_equal(record_verdict(&r), VERDICT_HELD);
	claims[0].verdict = VERDICT_UNKNOWN;
	assert_int_equal(record_verdict(&r), VERDICT_UNKNOWN);
	claims[1].verdict = VERDICT_FAILED;
	assert_int_equal(record_verdict(&r), VERDICT_FAILED);
}

static void test_statements(void **state)
{
	(void)state;
	static const struct {
		enum outcome_kind kind;
		enum verdict verdict;
	} want[] = {
		{ OUTCOME_VALUE, VERDICT_HELD },     { OUTCOME_ERROR, VERDICT_HELD },
		{ OUTCOME_SIGNAL, VERDICT_HELD },    { OUTCOME_DIED, VERDICT_HELD },
		{ OUTCOME_REFUSED, VERDICT_FAILED }, { OUTCOME_LOST, VERDICT_FAILED },
		{ OUTCOME_NOTRUN, VERDICT_FAILED },
	};
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		struct statement_record s = { .outcome.kind = want[i].kind };
		struct record r = { .statements = &s, .statements_n = 1 };
		assert_int_equal(record_verdict(&r), want[i].verdict);
	}
}

static void test_skipped_and_lost(void **state)
{
	(void)state;
	struct record skipped = { .skipped = "no huge pages" }, lost = { .lost = "ended" };
	assert_int_equal(record_verdict(&skipped), VERDICT_UNKNOWN);
	assert_int_equal(record_verdict(&lost), VERDICT_FAILED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_frees),
		cmocka_unit_test(test_expectations),
		cmocka_unit_test(test_statements),
		cmocka_unit_test(test_skipped_and_lost),
	};
	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
