/* The picture by its keys: the cursor on lines and pages, zooming, what is clicked, and what a drawing costs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/golden.h"
#include "support/memory.h"
#include "view/bytes.h"

static void press_pages(struct screen *s, enum picture_act act)
{
	assert_true(picture_pages(&s->v.picture, &s->shown.picture, act));
	screen_draw(s);
}

/* Four times in, a terabyte is single pages, and the way out is the way in. */
static void test_zoom(void **state)
{
	(void)state;
	struct screen s;
	screen_huge(&s, 80, 24, 1000);
	s.v.pane = PANE_PAGES;
	screen_draw(&s);
	const struct picture_shown *p = &s.shown.picture;
	uint64_t all = (uint64_t)1 << 28;
	assert_int_equal(p->pages, all);
	assert_int_equal(p->n, all);
	assert_int_equal(p->unit, 1 << 20);
	press_pages(&s, PICTURE_DOWN);
	assert_int_equal(s.v.picture.page_cursor, 64 << 20);
	press_pages(&s, PICTURE_ZOOM_IN);
	assert_int_equal(p->first, 64 << 20);
	assert_int_equal(p->n, 1 << 20);
	press_pages(&s, PICTURE_ZOOM_IN);
	assert_int_equal(p->n, 4096);
	press_pages(&s, PICTURE_ZOOM_IN);
	assert_int_equal(p->unit, 1);
	assert_int_equal(p->first, 64 << 20);
	press_pages(&s, PICTURE_ZOOM_IN);
	assert_int_equal(p->unit, 1);
	for (int i = 0; i < 6; i++)
		press_pages(&s, PICTURE_ZOOM_OUT);
	assert_int_equal(p->n, all);
	assert_int_equal(p->first, 0);
	screen_finish(&s);
}

/* At the end of what is zoomed in the picture moves along; the cursor never leaves the mapping. */
static void test_walk_zoomed(void **state)
{
	(void)state;
	struct screen s;
	screen_huge(&s, 80, 24, 1000);
	s.v.pane = PANE_PAGES;
	screen_draw(&s);
	const struct picture_shown *p = &s.shown.picture;
	for (int i = 0; i < 3; i++)
		press_pages(&s, PICTURE_ZOOM_IN);
	uint64_t n = p->n;
	press_pages(&s, PICTURE_PAGE_DOWN);
	assert_int_equal(s.v.picture.page_cursor, n);
	assert_int_equal(p->first, n);
	press_pages(&s, PICTURE_LEFT);
	assert_int_equal(s.v.picture.page_cursor, n - 1);
	assert_int_equal(p->first, 0);
	press_pages(&s, PICTURE_LAST);
	assert_int_equal(s.v.picture.page_cursor, p->pages - 1);
	assert_true(p->first <= p->pages - 1 && p->pages - 1 < p->first + p->n);
	press_pages(&s, PICTURE_RIGHT);
	assert_int_equal(s.v.picture.page_cursor, p->pages - 1);
	press_pages(&s, PICTURE_FIRST);
	assert_int_equal(s.v.picture.page_cursor, 0);
	assert_int_equal(p->first, 0);
	screen_finish(&s);
}

/* The line under the cursor is the same one as a block and as text. */
static void test_lines_linked(void **state)
{
	(void)state;
	struct screen s;
	screen_all(&s, 80, 24);
	s.v.pane = PANE_MAPS;
	screen_draw(&s);
	assert_true(picture_lines(&s.v.picture, &s.shown.picture, PICTURE_FIRST));
	for (int i = 0; i < 5; i++)
		assert_true(picture_lines(&s.v.picture, &s.shown.picture, PICTURE_DOWN));
	assert_int_equal(s.v.picture.line_cursor, 5);
	for (int raw = 0; raw < 2; raw++) {
		struct buf b;
		int row = -1;
		s.v.picture.raw_maps = raw;
		screen_draw(&s);
		for (int y = 0; y < 24; y++)
			if (s.canvas.cells[y * 80 + 4].role == LOOK_CURSOR)
				row = y;
		assert_true(row > 0);
		buf_init(&b, 1 << 20);
		canvas_text(&s.canvas, &b);
		const char *line = buf_str(&b);
		while (row-- > 0)
			line = strchr(line, '\n') + 1;
		assert_memory_equal(line, " ~ 7ffff7fd8000", 15);
		buf_finish(&b);
	}
	assert_false(picture_lines(&s.v.picture, &s.shown.picture, PICTURE_LEFT));
	screen_finish(&s);
}

static void test_click(void **state)
{
	(void)state;
	struct screen s;
	screen_pages(&s, 80, 24);
	screen_draw(&s);
	int row = 0;
	for (int y = 0; y < 24; y++) {
		const struct hit *hit = hits_at(&s.shown.hits, 30, y);
		row = hit && hit->kind == HIT_PAGES ? y : row;
	}
	const struct hit *hit = hits_at(&s.shown.hits, 30, row);
	assert_non_null(hit);
	assert_int_equal(hit->kind, HIT_PAGES);
	/* Cells are four columns wide and begin behind the labels. */
	picture_point(&s.v.picture, &s.shown.picture, hit->index, 30 - hit->x);
	assert_int_equal(s.v.picture.page_cursor, (30 - hit->x) / 4);
	screen_finish(&s);
}

static void test_turn(void **state)
{
	(void)state;
	struct picture p = { 0 };
	assert_true(picture_turn(&p, PICTURE_RAW) && p.raw_maps);
	assert_true(picture_turn(&p, PICTURE_BEFORE) && p.show_before);
	for (int i = 0; i < PAGES_TRUTHS; i++)
		assert_true(picture_turn(&p, PICTURE_TRUTH));
	assert_int_equal(p.truth, PAGES_FACTS);
	assert_false(picture_turn(&p, PICTURE_UP));
	assert_false(picture_pages(&p, &(struct picture_shown){ 0 }, PICTURE_DOWN));
	assert_false(picture_lines(&p, &(struct picture_shown){ 0 }, PICTURE_DOWN));
}

/* 60,000 lines: the last one is new and in sight, and the one under the cursor can be anywhere. */
static void test_many_lines(void **state)
{
	(void)state;
	struct screen s;
	struct space space = { 0 };
	screen_lines(&s, 80, 24, 60000);
	s.v.space = &space;
	screen_draw(&s);
	assert_int_equal(s.shown.picture.lines, 60001);
	assert_int_equal(s.shown.rows[PANE_MAPS], 2 * 60001);
	assert_int_equal(s.shown.picture.line_start, 60000);
	assert_int_equal(s.shown.scroll[PANE_MAPS], s.shown.rows[PANE_MAPS] - s.shown.height[PANE_MAPS]);
	s.v.picture.line_cursor = 30000;
	s.v.picture.line_moved = true;
	screen_draw(&s);
	int row = s.shown.scroll[PANE_MAPS] + s.shown.height[PANE_MAPS] - 1;
	assert_int_equal(space.v[row].line, 30000);
	assert_int_equal(space.v[row].start, 0x10000000 + 30000 * 0x3000);
	space_finish(&space);
	screen_finish(&s);
}

static void test_sizes(void **state)
{
	(void)state;
	void (*const screens[])(struct screen *, int, int) = { screen_fork, screen_pages, screen_thp };
	for (int w = 0; w < 210; w += w < 20 ? 1 : 13) {
		for (size_t i = 0; i < 3; i++) {
			struct screen s;
			screens[i](&s, w, 30);
			s.v.pane = PANE_PAGES;
			s.v.bytes = w % 2 ? &fixture_bytes : NULL;
			screen_draw(&s);
			assert_true(s.shown.picture.row > 0);
			screen_finish(&s);
		}
	}
}

/* Above bytes beside those of a file, its name does not run into what is said of them. */
static void test_bytes_of_a_file(void **state)
{
	static const uint8_t same[32];
	struct bytes b = { .addr = 0x7ffff7ff4000, .n = 32, .file_name = "three.dat", .file_n = 32 };
	struct canvas c;
	struct buf screen;
	(void)state;
	memcpy(b.memory, same, sizeof(same));
	memcpy(b.file, same, sizeof(same));
	for (int w = 72; w <= 120; w += 6) {
		canvas_init(&c, w, 10, false);
		struct flow f = flow_at(canvas_area(&c), 0, NULL);
		bytes_rows(&f, &b);
		buf_init(&screen, 1 << 16);
		canvas_text(&c, &screen);
		assert_non_null(strstr(buf_str(&screen), "the same as the file's  "));
		assert_non_null(strstr(buf_str(&screen), " three.dat at 0"));
		buf_finish(&screen);
		canvas_finish(&c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zoom),         cmocka_unit_test(test_walk_zoomed),
		cmocka_unit_test(test_lines_linked), cmocka_unit_test(test_click),
		cmocka_unit_test(test_turn),         cmocka_unit_test(test_many_lines),
		cmocka_unit_test(test_sizes),        cmocka_unit_test(test_bytes_of_a_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
