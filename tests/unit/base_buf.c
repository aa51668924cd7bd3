/* buf: growth, the maximum, formatted text, reading files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"

static void test_empty_is_a_string(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 10);
	assert_string_equal(buf_str(&b), "");
	assert_null(b.data);
	buf_put(&b, "", 0);
	buf_fill(&b, 'x', 0);
	assert_null(b.data);
	buf_finish(&b);
}

static void test_cut_at_maximum(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 4);
	buf_puts(&b, "abcd");
	assert_false(b.full);
	buf_putc(&b, 'e');
	assert_true(b.full);
	assert_string_equal(buf_str(&b), "abcd");
	buf_clear(&b);
	assert_false(b.full);
	assert_string_equal(buf_str(&b), "");
	buf_puts(&b, "vwxyz");
	assert_true(b.full);
	assert_string_equal(buf_str(&b), "vwxy");
	buf_finish(&b);
}

/* What follows a cut would join text that does not belong together. */
static void test_nothing_after_a_cut(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 6);
	buf_puts(&b, "abc");
	buf_puts(&b, "defghi");
	buf_puts(&b, "z");
	assert_string_equal(buf_str(&b), "abcdef");
	assert_int_equal(b.len, 6);
	buf_finish(&b);
}

static void test_maximum_of_nothing(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 0);
	buf_puts(&b, "a");
	assert_true(b.full);
	assert_int_equal(b.len, 0);
	assert_string_equal(buf_str(&b), "");
	buf_finish(&b);
}

static void test_grows_and_fills(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 100000);
	for (int i = 0; i < 1000; i++)
		buf_puts(&b, "0123456789");
	buf_fill(&b, '-', 3);
	assert_int_equal(b.len, 10003);
	assert_memory_equal(b.data + 9990, "0123456789---", 14);
	buf_finish(&b);
	assert_null(b.data);
	assert_int_equal(b.max, 100000);
}

static void test_printf_of_any_length(void **state)
{
	(void)state;
	char large[700];
	memset(large, 'L', sizeof(large) - 1);
	large[sizeof(large) - 1] = '\0';
	struct buf b;
	buf_init(&b, 5000);
	buf_printf(&b, "%d:", 42);
	buf_printf(&b, "%s%c", large, '!');
	assert_int_equal(b.len, 3 + 699 + 1);
	assert_memory_equal(b.data, "42:LLL", 6);
	assert_string_equal(b.data + 3 + 698, "L!");
	buf_finish(&b);
}

/* 255 and 256 characters: on both sides of the small buffer of buf_vprintf. */
static void test_printf_at_the_edge(void **state)
{
	(void)state;
	for (int n = 254; n <= 257; n++) {
		struct buf b;
		buf_init(&b, 5000);
		buf_printf(&b, "%*s", n, "e");
		assert_int_equal(b.len, n);
		assert_int_equal(b.data[n - 1], 'e');
		buf_finish(&b);
	}
}

static void test_read_fd(void **state)
{
	(void)state;
	int p[2];
	assert_int_equal(pipe2(p, O_CLOEXEC), 0);
	assert_int_equal(write(p[1], "a\0b", 3), 3);
	close(p[1]);
	struct buf b;
	buf_init(&b, 3);
	assert_int_equal(buf_read_fd(&b, p[0]), 0);
	assert_int_equal(b.len, 3);
	assert_memory_equal(b.data, "a\0b", 4);
	close(p[0]);
	assert_int_equal(buf_read_fd(&b, p[0]), -EBADF);
	buf_finish(&b);
}

static void test_read_fd_too_long(void **state)
{
	(void)state;
	int p[2];
	assert_int_equal(pipe2(p, O_CLOEXEC), 0);
	assert_int_equal(write(p[1], "abcd", 4), 4);
	close(p[1]);
	struct buf b;
	buf_init(&b, 3);
	assert_int_equal(buf_read_fd(&b, p[0]), -EFBIG);
	close(p[0]);
	buf_finish(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty_is_a_string),   cmocka_unit_test(test_cut_at_maximum),
		cmocka_unit_test(test_nothing_after_a_cut), cmocka_unit_test(test_maximum_of_nothing),
		cmocka_unit_test(test_grows_and_fills),     cmocka_unit_test(test_printf_of_any_length),
		cmocka_unit_test(test_printf_at_the_edge),  cmocka_unit_test(test_read_fd),
		cmocka_unit_test(test_read_fd_too_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
