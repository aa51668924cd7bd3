/* text: UTF-8, columns, the sanitizer, wrapping. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/text.h"

static void test_every_code_point_survives(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10ffff; code++) {
		if (code >= 0xd800 && code <= 0xdfff)
			continue;
		char bytes[4];
		uint32_t back = 0;
		size_t n = text_encode(code, bytes);
		if (text_decode(bytes, n, &back) != n || back != code)
			fail_msg("U+%04X", code);
	}
}

static void test_encode_refuses(void **state)
{
	(void)state;
	char bytes[4];
	assert_int_equal(text_encode(0xd800, bytes), 3);
	assert_memory_equal(bytes, "\xef\xbf\xbd", 3);
	assert_int_equal(text_encode(0x110000, bytes), 3);
	assert_memory_equal(bytes, "\xef\xbf\xbd", 3);
}

static void test_decode_refuses(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"\x80",             /* continuation alone */
		"\xc0\x80",         /* overlong NUL */
		"\xc1\xbf",         /* overlong DEL */
		"\xe0\x9f\xbf",     /* overlong */
		"\xed\xa0\x80",     /* surrogate */
		"\xf0\x8f\xbf\xbf", /* overlong */
		"\xf4\x90\x80\x80", /* above U+10FFFF */
		"\xf8\x88\x80\x80", /* five bytes */
		"\xff",
		"\xc3",     /* cut */
		"\xe2\x82", /* cut */
		"\xc3(",
	};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		uint32_t code = 0;
		assert_int_equal(text_decode(bad[i], strlen(bad[i]), &code), 1);
		assert_int_equal(code, 0xfffd);
	}
}

static void test_code_widths(void **state)
{
	(void)state;
	static const struct {
		uint32_t code;
		int columns;
	} cases[] = {
		{ 'a', 1 },     { 0, 1 },      { 0x7f, 1 },    { 0xad, 1 },    { 0xe9, 1 },   { 0x2ff, 1 },
		{ 0x300, 0 },   { 0x36f, 0 },  { 0x370, 1 },   { 0x200d, 0 },  { 0x2500, 1 }, { 0x2588, 1 },
		{ 0x1100, 2 },  { 0x1161, 0 }, { 0x4e00, 2 },  { 0xac00, 2 },  { 0xd7a3, 2 }, { 0xff01, 2 },
		{ 0xff61, 1 },  { 0xfe0f, 0 }, { 0x1f600, 2 }, { 0x20000, 2 }, { 0xfffd, 1 }, { 0x10ffff, 1 },
		{ 0xe0100, 0 }, { 0x3000, 2 }, { 0x2026, 1 },  { 0x25b6, 1 },  { 0x303f, 1 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (text_code_width(cases[i].code) != cases[i].columns)
			fail_msg("U+%04X is not %d columns wide", cases[i].code, cases[i].columns);
	}
}

/* The tables are searched by halves, so no width may fall outside 0 to 2 and no range be out of order. */
static void test_all_widths_are_small(void **state)
{
	(void)state;
	size_t zero = 0, two = 0;
	for (uint32_t code = 0; code <= 0x10ffff; code++) {
		int w = text_code_width(code);
		assert_true(w >= 0 && w <= 2);
		zero += w == 0;
		two += w == 2;
	}
	assert_in_range(zero, 2000, 2600);
	assert_in_range(two, 170000, 190000);
}

static void test_width_and_fit(void **state)
{
	(void)state;
	const char *s = "a\xe4\xb8\x80"
			"e\xcc\x81!";
	assert_int_equal(text_width(s, (size_t)-1), 5);
	assert_int_equal(text_width(s, 1), 1);
	assert_int_equal(text_width("", (size_t)-1), 0);
	static const size_t fits[] = { 0, 1, 1, 4, 7, 8, 8 };
	for (size_t columns = 0; columns < sizeof(fits) / sizeof(fits[0]); columns++)
		assert_int_equal(text_fit(s, (size_t)-1, columns), fits[columns]);
	assert_int_equal(text_fit(s, 2, 9), 2);
}

static void assert_clean(const char *in, size_t n, bool keep, const char *want)
{
	struct buf out, again;
	buf_init(&out, 1000);
	buf_init(&again, 1000);
	text_clean(&out, in, n, keep);
	assert_string_equal(buf_str(&out), want);
	assert_true(text_is_clean(buf_str(&out), out.len, keep));
	text_clean(&again, buf_str(&out), out.len, keep);
	assert_string_equal(buf_str(&again), want);
	bool same = out.len == (n == (size_t)-1 ? strlen(in) : n) && memcmp(buf_str(&out), in, out.len) == 0;
	assert_int_equal(text_is_clean(in, n, keep), same);
	buf_finish(&out);
	buf_finish(&again);
}

#define R "\xef\xbf\xbd"

static void test_clean(void **state)
{
	(void)state;
	size_t all = (size_t)-1;
	assert_clean("plain text, caf\xc3\xa9", all, false, "plain text, caf\xc3\xa9");
	assert_clean("\x1b[31mred", all, false, "\xe2\x90\x9b[31mred");
	assert_clean("a\0b", 3, false,
		     "a\xe2\x90\x80"
		     "b");
	assert_clean("a\x7f", all, false, "a\xe2\x90\xa1");
	assert_clean("a\n\tb", all, true, "a\n\tb");
	assert_clean("a\n\tb", all, false,
		     "a\xe2\x90\x8a\xe2\x90\x89"
		     "b");
	assert_clean("a\rb", all, true,
		     "a\xe2\x90\x8d"
		     "b");
	assert_clean("\xc2\x9b"
		     "31m",
		     all, false, R "31m");
	assert_clean("a\xff"
		     "b\xc3",
		     all, false, "a" R "b" R);
	assert_clean(R, all, false, R);
	assert_clean("\xe2\x80\xae"
		     "abc\xe2\x80\xac",
		     all, false, R "abc" R);
	assert_clean("\xe2\x81\xa6x", all, false, R "x");
	assert_clean("\xef\xbb\xbfx", all, false, R "x");
	assert_clean("\xe2\x80\x8bx", all, false, R "x");
	assert_clean("\xf3\xa0\x80\xa1x", all, false, R "x");
	assert_clean("", all, true, "");
}

#define MARK "\xcc\x81"

static void test_clean_stops_a_flood_of_marks(void **state)
{
	(void)state;
	size_t all = (size_t)-1;
	const char *four = "e" MARK MARK MARK MARK;
	assert_clean(four, all, false, four);
	assert_clean("e" MARK MARK MARK MARK MARK, all, false, "e" MARK MARK MARK MARK R);
	assert_clean("e" MARK MARK MARK MARK MARK MARK MARK "f" MARK, all, false, "e" MARK MARK MARK MARK R "f" MARK);
}

/* All lines joined by '|'. */
static void assert_wrapped(const char *s, size_t columns, const char *want)
{
	struct buf out;
	buf_init(&out, 1000);
	size_t at = 0, line = 0, len = 0, rounds = 0;
	while (text_wrap(s, columns, &at, &line, &len)) {
		assert_true(rounds++ < 100);
		assert_true(line + len <= strlen(s));
		buf_put(&out, s + line, len);
		buf_putc(&out, '|');
	}
	assert_string_equal(buf_str(&out), want);
	buf_finish(&out);
}

static void test_wrap(void **state)
{
	(void)state;
	assert_wrapped("", 10, "");
	assert_wrapped("one two three", 7, "one two|three|");
	assert_wrapped("one two three", 8, "one two|three|");
	assert_wrapped("one two three", 6, "one|two|three|");
	assert_wrapped("one two three", 13, "one two three|");
	assert_wrapped("one   two", 3, "one|two|");
	assert_wrapped("one   two   ", 4, "one|two|");
	assert_wrapped("unbreakable word", 5, "unbre|akabl|e|word|");
	assert_wrapped("  indented text", 10, "  indented|text|");
	assert_wrapped("  indented", 5, "  ind|ented|");
	assert_wrapped("a\nb", 10, "a|b|");
	assert_wrapped("a\n\nb\n", 10, "a||b|");
	assert_wrapped("abc   \nd", 3, "abc|d|");
}

static void test_wrap_by_columns(void **state)
{
	(void)state;
	assert_wrapped("\xe4\xb8\x80\xe4\xb8\x80 x", 4, "\xe4\xb8\x80\xe4\xb8\x80|x|");
	assert_wrapped("\xe4\xb8\x80\xe4\xb8\x80", 3, "\xe4\xb8\x80|\xe4\xb8\x80|");
	assert_wrapped("\xe4\xb8\x80x", 1, "\xe4\xb8\x80|x|");
	assert_wrapped("e" MARK "f", 1, "e" MARK "|f|");
	assert_wrapped("\xe4\xb8\x80" MARK "x", 1, "\xe4\xb8\x80" MARK "|x|");
	assert_wrapped("ab", 0, "a|b|");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_code_point_survives),
		cmocka_unit_test(test_encode_refuses),
		cmocka_unit_test(test_decode_refuses),
		cmocka_unit_test(test_code_widths),
		cmocka_unit_test(test_all_widths_are_small),
		cmocka_unit_test(test_width_and_fit),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_clean_stops_a_flood_of_marks),
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_wrap_by_columns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
