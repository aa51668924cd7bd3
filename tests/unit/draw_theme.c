/* looks, the dark theme, and the SVG made with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "draw/canvas.h"
#include "draw/theme.h"

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

static double contrast(const struct paint *p)
{
	double a = luminance(p->fg), b = luminance(p->bg);
	return ((a > b ? a : b) + 0.05) / ((a > b ? b : a) + 0.05);
}

/* WCAG contrast of text and its ground. */
static void assert_readable(const struct theme *t, double text, double frame)
{
	for (int i = 0; i < LOOKS; i++) {
		const struct paint *p = &t->paint[i];
		assert_true(p->fg >> 24 == 1 && p->bg >> 24 == 1);
		if (contrast(p) < (i == LOOK_FRAME ? frame : text))
			fail_msg("%s, %s: contrast %.2f", t->name, look_name((enum look)i), contrast(p));
	}
}

struct loaded {
	struct arena arena;
	struct diags diags;
	struct theme theme;
};

static int load(struct loaded *l, const char *path)
{
	*l = (struct loaded){ .diags.file = path };
	return theme_load(&l->theme, &l->arena, path, &l->diags);
}

static void unload(struct loaded *l)
{
	diags_finish(&l->diags);
	arena_finish(&l->arena);
}

static void test_contrast(void **state)
{
	(void)state;
	static const struct {
		const char *path;
		double text, frame;
	} files[] = {
		{ "assets/themes/light.json", 4.5, 2.5 },
		{ "assets/themes/color-blind.json", 4.5, 2.5 },
		{ "assets/themes/high-contrast.json", 8, 7 },
	};
	assert_readable(&theme_dark, 4.5, 2.5);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct loaded l;
		assert_int_equal(load(&l, files[i].path), 0);
		assert_readable(&l.theme, files[i].text, files[i].frame);
		unload(&l);
	}
}

/* The file of the built-in theme says what is built in; mono is what a terminal without colours gets. */
static void test_files(void **state)
{
	(void)state;
	struct loaded dark, mono;
	assert_int_equal(load(&dark, "assets/themes/dark.json"), 0);
	assert_int_equal(load(&mono, "assets/themes/mono.json"), 0);
	assert_string_equal(dark.theme.name, "dark");
	for (int i = 0; i < LOOKS; i++) {
		const struct paint *is = &dark.theme.paint[i], *should = &theme_dark.paint[i];
		assert_true(is->fg == should->fg && is->bg == should->bg && is->style == should->style);
		assert_true(mono.theme.paint[i].fg == 0 && mono.theme.paint[i].bg == 0);
		assert_int_equal(mono.theme.paint[i].style, look_mono((enum look)i));
	}
	unload(&dark);
	unload(&mono);
}

/* Faults have their places, and the theme that was there stays. */
static void test_faults(void **state)
{
	(void)state;
	static const char bad[] = "{ \"name\": \"x\", \"looks\": {\n"
				  "\"text\": { \"fg\": \"red\" },\n"
				  "\"txt\": {},\n"
				  "\"dim\": { \"style\": \"bold blink\" },\n"
				  "\"good\": { \"ink\": 1 },\n"
				  "\"bad\": 7 } }\n";
	char path[] = "/tmp/theme-XXXXXX";
	struct loaded l;
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bad, sizeof(bad) - 1), sizeof(bad) - 1);
	close(fd);
	assert_int_not_equal(load(&l, path), 0);
	assert_null(l.theme.name);
	assert_int_equal(l.diags.n, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(l.diags.v[i].pos.line, i + 2);
	unlink(path);
	unload(&l);
	assert_int_not_equal(load(&l, path), 0);
	unload(&l);
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
		cmocka_unit_test(test_names), cmocka_unit_test(test_mono),   cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_files), cmocka_unit_test(test_faults), cmocka_unit_test(test_svg),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
