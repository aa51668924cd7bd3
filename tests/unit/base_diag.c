/* diag: collecting, sorting, places inside strings; err and its text; fmt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>

#include "base/diag.h"
#include "base/err.h"
#include "base/fmt.h"

static void assert_col(const struct source *s, size_t offset, uint32_t col)
{
	struct pos p = source_pos(s, offset);
	assert_int_equal(p.line, 3);
	assert_int_equal(p.col, col);
}

static void test_place_in_plain_string(void **state)
{
	(void)state;
	struct source s = { .text = "abc", .raw = "abc\", 1", .pos = { 3, 10 } };
	assert_col(&s, 0, 11);
	assert_col(&s, 2, 13);
	assert_col(&s, 3, 14);
	/* Behind the end: the closing quote. */
	assert_col(&s, 99, 14);
}

/*
 * raw      a  \"  \u00e9  b  \ud83d\ude00  c  \u0041  d
 * decoded  0   1    2,3   4      5..8      9    10   11
 * column   1   2      4  10        11     23    24   30
 */
static void test_place_behind_escapes(void **state)
{
	(void)state;
	struct source s = {
		.text = "a\"\xc3\xa9"
			"b\xf0\x9f\x98\x80"
			"cAd",
		.raw = "a\\\"\\u00e9b\\ud83D\\uDE00c\\u0041d\"",
		.pos = { 3, 0 },
	};
	static const uint32_t cols[] = { 1, 2, 4, 4, 10, 11, 11, 11, 11, 23, 24, 30, 31 };
	for (size_t i = 0; i < sizeof(cols) / sizeof(cols[0]); i++)
		assert_col(&s, i, cols[i]);
}

static void test_place_counts_bytes(void **state)
{
	(void)state;
	struct source s = { .text = "\xe2\x82\xacx", .raw = "\xe2\x82\xacx\\u20acy\"", .pos = { 3, 1 } };
	assert_col(&s, 3, 5);
	assert_col(&s, 4, 6);
	assert_col(&s, 7, 12);
}

static void test_place_without_file(void **state)
{
	(void)state;
	struct source s = { .text = "p = \\n" };
	struct pos p = source_pos(&s, 4);
	assert_int_equal(p.line, 1);
	assert_int_equal(p.col, 5);
}

static void test_sorted_and_once(void **state)
{
	(void)state;
	struct diags d = { .file = "a.json" };
	diags_add(&d, (struct pos){ 2, 5 }, "second %d", 2);
	diags_add(&d, (struct pos){ 2, 1 }, "z first");
	diags_add(&d, (struct pos){ 10, 1 }, "last");
	diags_add(&d, (struct pos){ 2, 1 }, "a behind it");
	diags_add(&d, (struct pos){ 2, 1 }, "z first");
	diags_add(&d, (struct pos){ 0, 0 }, "file");
	diags_sort(&d);
	static const char *const order[] = { "file", "z first", "a behind it", "second 2", "last" };
	assert_int_equal(d.n, 5);
	assert_int_equal(d.total, 5);
	for (size_t i = 0; i < d.n; i++)
		assert_string_equal(d.v[i].text, order[i]);
	diags_finish(&d);
	assert_string_equal(d.file, "a.json");
	assert_int_equal(d.n, 0);
	assert_int_equal(d.total, 0);
	diags_sort(&d);
}

static void test_no_more_than_the_maximum(void **state)
{
	(void)state;
	struct diags d = { 0 };
	for (uint32_t i = 0; i < DIAGS_MAX + 7; i++)
		diags_add(&d, (struct pos){ DIAGS_MAX + 7 - i, 1 }, "fault");
	assert_int_equal(d.n, DIAGS_MAX);
	assert_int_equal(d.total, DIAGS_MAX + 7);
	diags_sort(&d);
	assert_int_equal(d.v[0].pos.line, 8);
	diags_finish(&d);
}

static void test_err_returns(void **state)
{
	(void)state;
	struct err e = { 0 };
	assert_int_equal(err_set(NULL, ENOENT, NULL, NULL, "x"), -ENOENT);
	assert_int_equal(err_set(&e, 0, NULL, NULL, "no %s", "call"), -1);
	assert_string_equal(e.what, "no call");
	assert_string_equal(e.call, "");
	assert_string_equal(e.hint, "");
}

static void test_err_text(void **state)
{
	(void)state;
	struct err e;
	char text[800];
	(void)err_set(&e, ENOMEM, "mmap(NULL, 4096)", "free some", "no room for %d page", 1);
	err_text(&e, text, sizeof(text));
	assert_string_equal(text, "no room for 1 page\nmmap(NULL, 4096): Cannot allocate memory (ENOMEM)\nfree some\n");
	(void)err_set(&e, 0, NULL, NULL, "only this");
	err_text(&e, text, sizeof(text));
	assert_string_equal(text, "only this\n");
	(void)err_set(&e, 4000, "ioctl", NULL, "odd");
	err_text(&e, text, sizeof(text));
	assert_string_equal(text, "odd\nioctl: error 4000\n");
}

static void test_err_text_is_cut(void **state)
{
	(void)state;
	struct err e;
	char text[8] = "zzzzzzz";
	(void)err_set(&e, EPERM, "c", "h", "abc");
	err_text(&e, text, 6);
	assert_string_equal(text, "abc\nc");
	err_text(&e, text, 1);
	assert_string_equal(text, "");
	text[0] = 'k';
	err_text(&e, text, 0);
	assert_int_equal(text[0], 'k');
}

static void test_err_takes_long_parts(void **state)
{
	(void)state;
	char name[1000];
	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	struct err e;
	char text[900];
	(void)err_set(&e, EPERM, name, name, "%s", name);
	assert_int_equal(strlen(e.what), sizeof(e.what) - 1);
	assert_int_equal(strlen(e.call), sizeof(e.call) - 1);
	assert_int_equal(strlen(e.hint), sizeof(e.hint) - 1);
	err_text(&e, text, sizeof(text));
	assert_non_null(strstr(text, "(EPERM)\n"));
}

static void test_sizes(void **state)
{
	(void)state;
	static const struct {
		uint64_t bytes;
		const char *text;
	} cases[] = {
		{ 0, "0 B" },
		{ 1023, "1023 B" },
		{ 1024, "1 KiB" },
		{ 4096, "4 KiB" },
		{ 1536, "1.5 KiB" },
		{ 4097, "4.0 KiB" },
		{ 2 << 20, "2 MiB" },
		{ (UINT64_C(1) << 20) - 1, "1023.9 KiB" },
		{ (UINT64_C(128) << 40) - 4096, "127.9 TiB" },
		{ UINT64_C(1) << 60, "1 EiB" },
		{ UINT64_MAX, "15.9 EiB" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char out[FMT_MAX];
		assert_string_equal(fmt_size(out, cases[i].bytes), cases[i].text);
	}
}

static void test_counts_and_addresses(void **state)
{
	(void)state;
	char out[FMT_MAX];
	assert_string_equal(fmt_count(out, 0), "0");
	assert_string_equal(fmt_count(out, 999), "999");
	assert_string_equal(fmt_count(out, 65530), "65,530");
	assert_string_equal(fmt_count(out, 1048576), "1,048,576");
	assert_string_equal(fmt_count(out, UINT64_MAX), "18,446,744,073,709,551,615");
	assert_string_equal(fmt_pages(out, 1), "1 page");
	assert_string_equal(fmt_pages(out, 0), "0 pages");
	assert_string_equal(fmt_pages(out, 1024), "1,024 pages");
	assert_string_equal(fmt_pages(out, UINT64_MAX), "18,446,744,073,709,551,615 pages");
	assert_string_equal(fmt_addr(out, 0x7ffff7ff6000), "0x7ffff7ff6000");
	assert_string_equal(fmt_addr(out, 0), "0x0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_place_in_plain_string),
		cmocka_unit_test(test_place_behind_escapes),
		cmocka_unit_test(test_place_counts_bytes),
		cmocka_unit_test(test_place_without_file),
		cmocka_unit_test(test_sorted_and_once),
		cmocka_unit_test(test_no_more_than_the_maximum),
		cmocka_unit_test(test_err_returns),
		cmocka_unit_test(test_err_text),
		cmocka_unit_test(test_err_text_is_cut),
		cmocka_unit_test(test_err_takes_long_parts),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_counts_and_addresses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
