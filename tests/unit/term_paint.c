/* paint: the nearest colour of 8, 16 and 256, and what few colours must not do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "term/paint.h"

static void test_nearest(void **state)
{
	(void)state;
	static const struct {
		uint32_t rgb;
		int colors, nearest;
	} rows[] = {
		{ 0xff0000, 8, 1 },     { 0x00ff00, 8, 2 },     { 0x2020ff, 8, 4 },     { 0xffffff, 8, 7 },
		{ 0x101010, 8, 0 },     { 0xff1010, 16, 9 },    { 0x808080, 16, 8 },    { 0xffffff, 16, 15 },
		{ 0x000000, 256, 16 },  { 0xff0000, 256, 196 }, { 0xffffff, 256, 231 }, { 0x5f87af, 256, 67 },
		{ 0x080808, 256, 232 }, { 0xeeeeee, 256, 255 }, { 0x767676, 256, 243 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(paint_nearest(rows[i].rgb, rows[i].colors), rows[i].nearest);
}

static void test_own_and_direct(void **state)
{
	(void)state;
	struct palette p = { .colors = 256 };
	assert_int_equal(paint_color(&p, 0), -1);
	assert_int_equal(paint_color(&p, 0x1ff0000), 196);
	p = (struct palette){ .colors = 1 << 24, .direct = true };
	assert_int_equal(paint_color(&p, 0x1123456), 0x123456);
	assert_int_equal(paint_color(&p, 0x1000005), 0);
	p = (struct palette){ .colors = 0 };
	assert_int_equal(paint_color(&p, 0x1ff0000), -1);
}

/* With 8 colours a dark grey is black: on a dark terminal such text would be gone. */
static void test_text_stays_visible(void **state)
{
	(void)state;
	struct palette p = { .colors = 8 };
	struct paint dim = { .fg = 0x1303030 }, both = { .fg = 0x1303030, .bg = 0x1101010 };
	struct paint on_white = { .fg = 0x1000000, .bg = 0x1ffffff };
	int fg, bg;
	paint_colors(&p, &dim, &fg, &bg);
	assert_int_equal(fg, -1);
	paint_colors(&p, &both, &fg, &bg);
	assert_int_equal(fg, -1);
	assert_int_equal(bg, -1);
	paint_colors(&p, &on_white, &fg, &bg);
	assert_int_equal(fg, 0);
	assert_int_equal(bg, 7);
}

/* In every built-in look, on every kind of terminal, text and ground differ. */
static void test_theme_is_legible(void **state)
{
	(void)state;
	static const int colors[] = { 8, 16, 256 };
	for (size_t i = 0; i < sizeof colors / sizeof *colors; i++) {
		struct palette p = { .colors = colors[i] };
		for (int look = 0; look < LOOKS; look++) {
			int fg, bg;
			paint_colors(&p, &theme_dark.paint[look], &fg, &bg);
			assert_true(fg != bg || fg < 0);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_own_and_direct),
		cmocka_unit_test(test_text_stays_visible),
		cmocka_unit_test(test_theme_is_legible),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
