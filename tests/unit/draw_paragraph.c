/* paragraphs: marks, wrapping, code lines, rows left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "draw/canvas.h"

/* The text drawn, and below each row its looks: C code, E emphasis, a point for text. */
static void assert_paragraph(const char *text, int w, int skip, int rows, const char *screen)
{
	struct canvas c;
	struct buf b;
	canvas_init(&c, w, rows, false);
	buf_init(&b, 65536);
	assert_int_equal(area_paragraph(canvas_area(&c), 0, LOOK_TEXT, text, skip), rows);
	for (int y = 0; y < rows; y++) {
		struct canvas row = { .w = w, .h = 1, .cells = &c.cells[y * w] };
		canvas_text(&row, &b);
		for (int x = 0; x < w && row.cells[x].code[0]; x++)
			buf_putc(&b, row.cells[x].role == LOOK_CODE       ? 'C'
				     : row.cells[x].role == LOOK_EMPHASIS ? 'E'
									  : '.');
		buf_putc(&b, '\n');
	}
	assert_string_equal(buf_str(&b), screen);
	buf_finish(&b);
	canvas_finish(&c);
}

static void test_marks(void **state)
{
	(void)state;
	assert_paragraph("set `prot` to *none*, now", 30, 0, 1,
			 "set prot to none, now\n"
			 "....CCCC....EEEE.....\n");
	assert_paragraph("`n*page`: 2*page*3 and a lone ` or *", 40, 0, 1,
			 "n*page: 2*page*3 and a lone ` or *\n"
			 "CCCCCC............................\n");
	assert_paragraph("4*page is *no* mark", 40, 0, 1,
			 "4*page is no mark\n"
			 "..........EE.....\n");
	assert_paragraph("*all*", 5, 0, 1, "all\nEEE\n");
}

static void test_wrap(void **state)
{
	(void)state;
	assert_paragraph("one two three four", 9, 0, 3,
			 "one two\n.......\n"
			 "three\n.....\n"
			 "four\n....\n");
	assert_paragraph("one two three four", 9, 1, 2,
			 "three\n.....\n"
			 "four\n....\n");
	/* Short code goes to the next row whole; what is longer than a row is parted. */
	assert_paragraph("one `two three` four", 9, 0, 3,
			 "one\n...\n"
			 "two three\nCCCCCCCCC\n"
			 "four\n....\n");
	assert_paragraph("one `two three four`", 9, 0, 3,
			 "one two\n....CCC\n"
			 "three\nCCCCC\n"
			 "four\nCCCC\n");
	assert_paragraph("one `two three four five six` ten", 9, 0, 4,
			 "one two\n....CCC\n"
			 "three\nCCCCC\n"
			 "four five\nCCCCCCCCC\n"
			 "six ten\nCCC....\n");
	assert_paragraph("one", 9, 5, 0, "");
}

static void test_code_line(void **state)
{
	(void)state;
	assert_paragraph("    a = *b * `c`;", 20, 0, 1,
			 "    a = *b * `c`;\n"
			 "CCCCCCCCCCCCCCCCC\n");
}

static void test_rows(void **state)
{
	(void)state;
	assert_int_equal(paragraph_rows("one `two three` four", 9), 3);
	assert_int_equal(paragraph_rows("one `two three` four", 80), 1);
	assert_int_equal(paragraph_rows("", 80), 0);
	assert_int_equal(paragraph_rows("x", 0), 0);
}

/* With a start above the area, what is below its edge is still drawn. */
static void test_scrolled(void **state)
{
	(void)state;
	struct canvas c;
	struct buf b;
	canvas_init(&c, 5, 2, false);
	buf_init(&b, 1024);
	assert_int_equal(area_paragraph(canvas_area(&c), -1, LOOK_TEXT, "one two three four", 0), 4);
	canvas_text(&c, &b);
	assert_string_equal(buf_str(&b), "two\nthree\n");
	buf_finish(&b);
	canvas_finish(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks), cmocka_unit_test(test_wrap),     cmocka_unit_test(test_code_line),
		cmocka_unit_test(test_rows),  cmocka_unit_test(test_scrolled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
