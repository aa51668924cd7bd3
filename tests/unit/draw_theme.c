/* looks, the dark theme, and the SVG made with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "draw/canvas.h"

static void test_names(void **state)
{
	(void)state;
	for (int i = 0; i < LOOKS; i++) {
		assert_true(strlen(look_name((enum look)i)) > 1);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(look_name((enum look)i), look_name((enum look)k));
	}
}

/* What only a look tells, with no sign or word beside it, differs without colours too. */
static void test_mono(void **state)
{
	(void)state;
	static const enum look apart[] = { LOOK_CURSOR, LOOK_SELECTED, LOOK_TITLE, LOOK_CODE, LOOK_EMPHASIS };
	for (size_t i = 0; i < sizeof(apart) / sizeof(apart[0]); i++)
		assert_int_not_equal(look_mono(apart[i]), look_mono(LOOK_TEXT));
	assert_int_not_equal(look_mono(LOOK_CURSOR), look_mono(LOOK_SELECTED));
	assert_int_not_equal(look_mono(LOOK_CODE), look_mono(LOOK_EMPHASIS));
}

static double channel(uint32_t v)
{
	double c = (double)v / 255, x = (c + 0.055) / 1.055;
	return c <= 0.03928 ? c / 12.92 : x * x * (0.6 + 0.4 * x); /* near enough to the 2.4th power */
}

static double luminance(uint32_t rgb)
{
	return 0.2126 * channel(rgb >> 16 & 0xff) + 0.7152 * channel(rgb >> 8 & 0xff) + 0.0722 * channel(rgb & 0xff);
}

/* WCAG contrast of text and its ground. */
static void test_contrast(void **state)
{
	(void)state;
	for (int i = 0; i < LOOKS; i++) {
		const struct paint *p = &theme_dark.paint[i];
		assert_true(p->fg >> 24 == 1 && p->bg >> 24 == 1);
		double a = luminance(p->fg), b = luminance(p->bg);
		double contrast = ((a > b ? a : b) + 0.05) / ((a > b ? b : a) + 0.05);
		if (contrast < (i == LOOK_FRAME ? 2.5 : 4.5))
			fail_msg("%s: contrast %.2f", look_name((enum look)i), contrast);
	}
}

static size_t count(const char *s, const char *what)
{
	size_t n = 0;
	for (; (s = strstr(s, what)); s++)
		n++;
	return n;
}

static void test_svg(void **state)
{
	(void)state;
	struct canvas c;
	struct buf b;
	canvas_init(&c, 20, 2, false);
	buf_init(&b, 65536);
	area_text(canvas_area(&c), 0, 0, -1, LOOK_TEXT, "a < b && c");
	area_text(canvas_area(&c), 11, 0, -1, LOOK_CURSOR, "here");
	area_text(canvas_area(&c), 0, 1, -1, LOOK_TEXT, "left     right");
	canvas_svg(&c, &theme_dark, &b);
	const char *svg = buf_str(&b);
	assert_ptr_equal(strstr(svg, "<svg "), svg);
	assert_non_null(strstr(svg, "xml:space=\"preserve\""));
	assert_non_null(strstr(svg, ">a &lt; b &amp;&amp; c</text>"));
	assert_non_null(strstr(svg, "font-weight=\"bold\">here</text>"));
	assert_int_equal(count(svg, "<rect "), 2); /* the ground, and that of the cursor */
	assert_int_equal(count(svg, "<text "), 4); /* a wide gap parts a row */
	assert_int_equal(count(svg, "href"), 0);
	assert_string_equal(svg + b.len - 7, "</svg>\n");
	buf_finish(&b);
	canvas_finish(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_mono),
		cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_svg),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
