/* Runs of pages: adding, merging two sources, counting with unknowns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/pageset.h"

enum { PAGE = 4096 };

static void assert_run(const struct pageset *p, size_t i, uint64_t page, uint64_t pages, unsigned facts, unsigned known)
{
	assert_true(i < p->n);
	assert_int_equal(p->v[i].start, page * PAGE);
	assert_int_equal(p->v[i].pages, pages);
	assert_int_equal(p->v[i].facts, facts);
	assert_int_equal(p->v[i].known, known);
}

static void test_add_joins_equals(void **state)
{
	(void)state;
	struct pageset p;
	pageset_init(&p, 0, 100 * PAGE, PAGE);
	pageset_add(&p, 0, 0, 0, PAGE_PRESENT);
	assert_int_equal(p.n, 0);
	pageset_add(&p, 0, 2, PAGE_PRESENT, PAGE_PRESENT);
	pageset_add(&p, 2 * PAGE, 3, PAGE_PRESENT, PAGE_PRESENT);
	pageset_add(&p, 5 * PAGE, 1, 0, PAGE_PRESENT);
	pageset_add(&p, 6 * PAGE, 1, 0, 0);
	pageset_add(&p, 8 * PAGE, 1, 0, 0);
	assert_int_equal(p.n, 4);
	assert_run(&p, 0, 0, 5, PAGE_PRESENT, PAGE_PRESENT);
	assert_run(&p, 3, 8, 1, 0, 0);
	pageset_finish(&p);
}

static void test_unknown_is_no_fact(void **state)
{
	(void)state;
	struct pageset p;
	pageset_init(&p, 0, PAGE, PAGE);
	pageset_add(&p, 0, 1, PAGE_PRESENT | PAGE_HUGE, PAGE_PRESENT);
	assert_run(&p, 0, 0, 1, PAGE_PRESENT, PAGE_PRESENT);
	pageset_finish(&p);
}

/*
 *          0    2    4    6    8    10
 *   p      |    P    |    |.........|      (. absent, known)
 *   from      |--R--|       |--r--|
 */
static void test_merge_cuts(void **state)
{
	(void)state;
	struct pageset p, from;
	pageset_init(&p, 0, 10 * PAGE, PAGE);
	pageset_init(&from, 0, 10 * PAGE, PAGE);
	pageset_add(&p, 0, 4, PAGE_PRESENT, PAGE_PRESENT);
	pageset_add(&p, 6 * PAGE, 4, 0, PAGE_PRESENT);
	pageset_add(&from, 1 * PAGE, 4, PAGE_RESIDENT, PAGE_RESIDENT);
	pageset_add(&from, 7 * PAGE, 2, 0, PAGE_RESIDENT);
	pageset_merge(&p, &from);
	assert_int_equal(p.n, 5);
	assert_run(&p, 0, 0, 1, PAGE_PRESENT, PAGE_PRESENT);
	assert_run(&p, 1, 1, 3, PAGE_PRESENT | PAGE_RESIDENT, PAGE_PRESENT | PAGE_RESIDENT);
	assert_run(&p, 2, 6, 1, 0, PAGE_PRESENT);
	assert_run(&p, 3, 7, 2, 0, PAGE_PRESENT | PAGE_RESIDENT);
	assert_run(&p, 4, 9, 1, 0, PAGE_PRESENT);
	pageset_finish(&p);
	pageset_finish(&from);
}

static void test_merge_joins_and_corrects(void **state)
{
	(void)state;
	struct pageset p, from;
	pageset_init(&p, 0, 4 * PAGE, PAGE);
	pageset_init(&from, 0, 4 * PAGE, PAGE);
	pageset_add(&p, 0, 2, PAGE_PRESENT, PAGE_PRESENT);
	pageset_add(&p, 2 * PAGE, 2, 0, PAGE_PRESENT);
	pageset_add(&from, 0, 2, 0, PAGE_PRESENT);
	pageset_merge(&p, &from);
	assert_int_equal(p.n, 1);
	assert_run(&p, 0, 0, 4, 0, PAGE_PRESENT);
	pageset_finish(&p);
	pageset_finish(&from);
}

static void test_at(void **state)
{
	(void)state;
	struct pageset p;
	pageset_init(&p, 0, 10 * PAGE, PAGE);
	assert_null(pageset_at(&p, 0));
	pageset_add(&p, 1 * PAGE, 2, 0, PAGE_PRESENT);
	pageset_add(&p, 4 * PAGE, 1, 0, PAGE_PRESENT);
	assert_null(pageset_at(&p, PAGE - 1));
	assert_ptr_equal(pageset_at(&p, 3 * PAGE - 1), &p.v[0]);
	assert_null(pageset_at(&p, 3 * PAGE));
	assert_ptr_equal(pageset_at(&p, 4 * PAGE), &p.v[1]);
	assert_null(pageset_at(&p, 5 * PAGE));
	pageset_finish(&p);
}

static void test_count(void **state)
{
	(void)state;
	const unsigned both = PAGE_PRESENT | PAGE_ZERO;
	struct pageset p;
	pageset_init(&p, 0, 10 * PAGE, PAGE);
	pageset_add(&p, 0, 3, PAGE_PRESENT, both);
	pageset_add(&p, 3 * PAGE, 2, both, both);
	pageset_add(&p, 5 * PAGE, 1, PAGE_PRESENT, PAGE_PRESENT);
	pageset_add(&p, 6 * PAGE, 2, 0, PAGE_PRESENT);
	assert_int_equal(pageset_count(&p, 0, 8 * PAGE, PAGE_PRESENT, 0), 6);
	assert_int_equal(pageset_count(&p, 0, 8 * PAGE, 0, PAGE_PRESENT), 2);
	assert_int_equal(pageset_count(&p, 0, 5 * PAGE, PAGE_PRESENT, PAGE_ZERO), 3);
	assert_int_equal(pageset_count(&p, 1 * PAGE + 1, 4 * PAGE + 1, PAGE_PRESENT, 0), 4);
	assert_int_equal(pageset_count(&p, 5 * PAGE, 6 * PAGE, PAGE_PRESENT, PAGE_ZERO), -1);
	assert_int_equal(pageset_count(&p, 6 * PAGE, 8 * PAGE, both, 0), 0);
	assert_int_equal(pageset_count(&p, 7 * PAGE, 9 * PAGE, PAGE_PRESENT, 0), -1);
	assert_int_equal(pageset_count(&p, 8 * PAGE, 8 * PAGE, PAGE_PRESENT, 0), 0);
	pageset_finish(&p);
}

static void test_a_terabyte_is_one_run(void **state)
{
	(void)state;
	const uint64_t tera = (uint64_t)1 << 40;
	struct pageset p, copy = { 0 };
	pageset_init(&p, 0, tera, PAGE);
	pageset_add(&p, 0, tera / PAGE, 0, PAGE_PRESENT);
	pageset_copy(&copy, &p);
	pageset_finish(&p);
	assert_int_equal(copy.n, 1);
	assert_int_equal(pageset_count(&copy, 0, tera, 0, PAGE_PRESENT), tera / PAGE);
	pageset_finish(&copy);
}

static void test_mapped(void **state)
{
	(void)state;
	struct memmap m = { 0 };
	memmap_clear(&m);
	buf_puts(&m.raw, "0-2000 r--p 0 0:0 0\n3000-5000 r--p 0 0:0 0\n9000-c000 r--p 0 0:0 0\n");
	size_t line;
	assert_int_equal(memmap_parse(&m, &line), 0);
	struct pageset p;
	pageset_init(&p, 1 * PAGE, 8 * PAGE, PAGE);
	pageset_add(&p, 1 * PAGE, 7, 0, 0);
	pageset_mark_mapped(&p, &m);
	assert_int_equal(p.n, 4);
	assert_run(&p, 0, 1, 1, PAGE_MAPPED, PAGE_MAPPED);
	assert_run(&p, 1, 2, 1, 0, PAGE_MAPPED);
	assert_run(&p, 2, 3, 2, PAGE_MAPPED, PAGE_MAPPED);
	assert_run(&p, 3, 5, 3, 0, PAGE_MAPPED);
	pageset_finish(&p);
	memmap_finish(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_add_joins_equals),
		cmocka_unit_test(test_unknown_is_no_fact),
		cmocka_unit_test(test_merge_cuts),
		cmocka_unit_test(test_merge_joins_and_corrects),
		cmocka_unit_test(test_at),
		cmocka_unit_test(test_count),
		cmocka_unit_test(test_a_terabyte_is_one_run),
		cmocka_unit_test(test_mapped),
	};
	return cmocka_run_group_tests_name("pageset", tests, NULL, NULL);
}
