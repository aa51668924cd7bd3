/* Every screen of a step, before and after its run, at three sizes: the files of tests/golden. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/golden.h"
#include "support/memory.h"

static void test_before(void **state)
{
	(void)state;
	struct screen s;
	screen_before(&s, 80, 24, false);
	s.v.cursor = 1;
	assert_goldens(&s, "before");
	screen_finish(&s);
}

static void test_after(void **state)
{
	(void)state;
	struct screen s;
	screen_after(&s, 80, 24, false);
	assert_goldens(&s, "after");
	screen_finish(&s);
}

/* Everything that can happen, in one step. */
static void test_all(void **state)
{
	(void)state;
	struct screen s;
	screen_all(&s, 80, 24);
	assert_goldens(&s, "all");
	s.v.pane = PANE_MAPS;
	assert_goldens(&s, "all-maps");
	s.v.picture.raw_maps = true;
	assert_goldens(&s, "all-raw");
	s.v.picture.show_before = true;
	assert_goldens(&s, "all-raw-before");
	s.v.picture.raw_maps = false;
	assert_goldens(&s, "all-maps-before");
	screen_finish(&s);
}

/* The cursor on a page tells all that is known of it; here one that the kernel tells nothing of. */
static void test_page(void **state)
{
	(void)state;
	struct screen s;
	screen_all(&s, 80, 24);
	s.v.pane = PANE_PAGES;
	s.v.picture.page_cursor = 3;
	assert_goldens(&s, "page-file");
	s.v.picture.page_cursor = 11;
	s.v.picture.truth = PAGES_BOTH;
	assert_goldens(&s, "page-unknown-both");
	screen_finish(&s);
}

static void test_fork(void **state)
{
	(void)state;
	struct screen s;
	screen_fork(&s, 80, 24);
	s.v.pane = PANE_PAGES;
	s.v.picture.page_cursor = 2;
	assert_goldens(&s, "fork");
	screen_finish(&s);
}

static void test_pages_asked(void **state)
{
	(void)state;
	struct screen s;
	screen_pages(&s, 80, 24);
	assert_goldens(&s, "pages");
	s.v.picture.truth = PAGES_BOTH;
	assert_goldens(&s, "pages-both");
	s.v.picture.truth = PAGES_FACTS;
	s.v.picture.show_before = true;
	assert_goldens(&s, "pages-before");
	screen_finish(&s);
}

static void test_bytes(void **state)
{
	(void)state;
	struct screen s;
	struct bytes absent = { .addr = 0x7ffff7a01000, .why = "the page is not in memory: reading would bring it in" };
	screen_pages(&s, 80, 24);
	s.v.pane = PANE_PAGES;
	s.v.bytes = &fixture_bytes;
	assert_goldens(&s, "bytes");
	s.v.picture.page_cursor = 1;
	s.v.bytes = &absent;
	assert_goldens(&s, "bytes-absent");
	screen_finish(&s);
}

/* A terabyte is a bar. Zoomed in four times it is single pages. */
static void test_huge(void **state)
{
	(void)state;
	struct screen s;
	screen_huge(&s, 80, 24, 1000);
	s.v.pane = PANE_PAGES;
	assert_goldens(&s, "huge");
	screen_finish(&s);
}

static void test_thp(void **state)
{
	(void)state;
	struct screen s;
	screen_thp(&s, 80, 24);
	s.v.pane = PANE_PAGES;
	s.v.picture.page_cursor = 700;
	assert_goldens(&s, "thp");
	screen_finish(&s);
}

/* What the last statement did is named, not what all of them came to. */
static void test_late(void **state)
{
	(void)state;
	struct screen s;
	screen_late(&s, 80, 24);
	assert_goldens(&s, "late");
	screen_finish(&s);
}

static void test_skipped(void **state)
{
	(void)state;
	struct screen s;
	struct record skipped = { .skipped = "It needs a pool of huge pages, and there is none." };
	screen_after(&s, 80, 24, false);
	s.v.record = &skipped;
	assert_goldens(&s, "skipped");
	screen_finish(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_before),  cmocka_unit_test(test_after), cmocka_unit_test(test_all),
		cmocka_unit_test(test_page),    cmocka_unit_test(test_fork),  cmocka_unit_test(test_pages_asked),
		cmocka_unit_test(test_bytes),   cmocka_unit_test(test_huge),  cmocka_unit_test(test_thp),
		cmocka_unit_test(test_skipped), cmocka_unit_test(test_late),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
