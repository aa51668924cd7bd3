/* canvas: clipping, wide characters, marks, ASCII spelling, boxes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "draw/canvas.h"

static void assert_text(const struct canvas *c, const char *text)
{
	struct buf b;
	buf_init(&b, 65536);
	canvas_text(c, &b);
	assert_string_equal(buf_str(&b), text);
	buf_finish(&b);
}

static void test_clipping(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 8, 3, false);
	struct area part = area_part(canvas_area(&c), 2, 1, 4, 1);
	area_text(part, -2, 0, -1, LOOK_TEXT, "abcdefghijkl");
	area_text(part, 0, 1, -1, LOOK_TEXT, "below");
	area_text(part, 0, -1, -1, LOOK_TEXT, "above");
	area_glyph(part, 4, 0, LOOK_TEXT, GLYPH_FULL);
	assert_text(&c, "\n"
			"  cde…\n"
			"\n");
	struct area out = area_part(part, 5, 0, 9, 9);
	assert_int_equal(out.w, 0);
	area_fill(out, LOOK_TEXT, GLYPH_FULL);
	area_fill(area_part(part, -3, -3, 4, 4), LOOK_TEXT, GLYPH_FULL);
	assert_text(&c, "\n"
			"  █de…\n"
			"\n");
	canvas_finish(&c);
}

static void test_cut(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 6, 5, false);
	struct area a = canvas_area(&c);
	assert_int_equal(area_text(a, 0, 0, -1, LOOK_TEXT, "sixsix"), 6);
	assert_int_equal(area_text(a, 0, 1, -1, LOOK_TEXT, "sevenxx"), 6);
	assert_int_equal(area_text(a, 0, 2, 3, LOOK_TEXT, "three"), 3);
	assert_int_equal(area_text(a, 0, 3, 0, LOOK_TEXT, "none"), 0);
	assert_int_equal(area_text(a, 6, 4, -1, LOOK_TEXT, "out"), 0);
	assert_text(&c, "sixsix\n"
			"seven…\n"
			"th…\n"
			"\n"
			"\n");
	canvas_finish(&c);
}

static void test_wide(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 5, 3, false);
	struct area a = canvas_area(&c);
	area_text(a, 0, 0, -1, LOOK_TEXT, "日本x");
	assert_true(c.cells[1].flags & CELL_TAIL);
	area_text(a, 1, 0, 1, LOOK_TEXT, "y"); /* on the tail: the first half goes too */
	area_text(a, 0, 1, -1, LOOK_TEXT, "日本x");
	area_text(a, 2, 1, 1, LOOK_TEXT, "z");     /* on the head: so does the tail */
	area_text(a, 0, 2, 4, LOOK_TEXT, "日本x"); /* the second would hang over */
	assert_text(&c, " y本x\n"
			"日z x\n"
			"日…\n");
	canvas_finish(&c);
}

static void test_marks(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 6, 1, false);
	area_text(canvas_area(&c), 0, 0, -1, LOOK_TEXT, "e\u0301\u0302x\u0300");
	assert_int_equal(c.cells[0].code[0], 'e');
	assert_int_equal(c.cells[0].code[1], 0x301);
	assert_int_equal(c.cells[0].code[2], 0x302);
	assert_int_equal(c.cells[1].code[1], 0x300);
	area_text(canvas_area(&c), 3, 0, -1, LOOK_TEXT, "\u0301z"); /* sits on nothing: dropped */
	assert_text(&c, "e\u0301\u0302x\u0300 z\n");
	canvas_finish(&c);
}

static void test_hostile(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 20, 1, false);
	area_text(canvas_area(&c), 0, 0, -1, LOOK_TEXT, "\033[31mred\nx\xff");
	assert_text(&c, "␛[31mred␊x\xef\xbf\xbd\n");
	canvas_finish(&c);
}

static void test_ascii(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 24, 4, true);
	struct area a = canvas_area(&c);
	assert_int_equal(area_text(a, 0, 0, -1, LOOK_TEXT, "→ 3×n … é 日 ≥"), 17);
	assert_int_equal(area_columns(a, "→"), 2);
	area_text(a, 0, 1, 8, LOOK_TEXT, "something long");
	area_box(area_part(a, 0, 2, 12, 2), LOOK_FRAME, "box");
	assert_text(&c, "-> 3xn ... ? ? >=\n"
			"somet...\n"
			"+- box ----+\n"
			"+----------+\n");
	for (size_t i = 0; i < 24 * 4; i++)
		assert_true(c.cells[i].code[0] < 0x80);
	canvas_finish(&c);
}

static void test_glyphs(void **state)
{
	(void)state;
	for (int g = 0; g < GLYPHS; g++) {
		assert_in_range(glyph_code((enum glyph)g, 1), 0x20, 0x7e);
		assert_true(glyph_code((enum glyph)g, 0) >= 0x20);
	}
}

static void test_look(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 4, 1, false);
	area_text(canvas_area(&c), 0, 0, -1, LOOK_TEXT, "abcd");
	area_look(canvas_area(&c), 1, 0, 9, LOOK_GOOD);
	area_cursor(canvas_area(&c), 2, 0);
	area_cursor(canvas_area(&c), 4, 0);
	assert_int_equal(c.cells[0].role, LOOK_TEXT);
	assert_int_equal(c.cells[3].role, LOOK_GOOD);
	assert_int_equal(c.cells[2].flags, CELL_CURSOR);
	canvas_resize(&c, 2, 2);
	assert_int_equal(c.cells[3].role, 0);
	assert_text(&c, "\n\n");
	canvas_finish(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clipping), cmocka_unit_test(test_cut),     cmocka_unit_test(test_wide),
		cmocka_unit_test(test_marks),    cmocka_unit_test(test_hostile), cmocka_unit_test(test_ascii),
		cmocka_unit_test(test_glyphs),   cmocka_unit_test(test_look),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
