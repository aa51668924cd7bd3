/* The learn screen: scrolling, focus, what can be clicked, any size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/learn.h"

static void test_scroll(void **state)
{
	(void)state;
	struct screen s;
	screen_after(&s, 80, 24, false);
	screen_draw(&s);
	assert_int_equal(s.shown.scroll[PANE_TEXT], 0);
	int most = s.shown.rows[PANE_TEXT] - s.shown.height[PANE_TEXT];
	assert_true(most > 2);
	s.v.scrolled[PANE_TEXT] = true;
	s.v.scroll[PANE_TEXT] = 2;
	screen_draw(&s);
	assert_int_equal(s.shown.scroll[PANE_TEXT], 2);
	s.v.scroll[PANE_TEXT] = 1000;
	screen_draw(&s);
	assert_int_equal(s.shown.scroll[PANE_TEXT], most);
	s.v.scroll[PANE_TEXT] = -5;
	screen_draw(&s);
	assert_int_equal(s.shown.scroll[PANE_TEXT], 0);
	screen_finish(&s);
}

/* The line that is new is in sight although the pane is too short for all. */
static void test_change_in_sight(void **state)
{
	(void)state;
	struct screen s;
	screen_all(&s, 80, 24);
	screen_draw(&s);
	assert_true(s.shown.rows[PANE_MAPS] > s.shown.height[PANE_MAPS]);
	assert_true(s.shown.scroll[PANE_MAPS] > 0);
	s.v.scrolled[PANE_MAPS] = true;
	screen_draw(&s);
	assert_int_equal(s.shown.scroll[PANE_MAPS], 0);
	screen_finish(&s);
}

/* Once the cursor was moved it stays in sight; before that the text is read from its start. */
static void test_follow(void **state)
{
	(void)state;
	struct screen s;
	screen_before(&s, 80, 16, false);
	s.v.cursor = 2;
	screen_draw(&s);
	assert_int_equal(s.shown.scroll[PANE_TEXT], 0);
	assert_true(s.shown.rows[PANE_TEXT] > s.shown.height[PANE_TEXT]);
	s.v.follow = true;
	screen_draw(&s);
	assert_int_equal(s.shown.scroll[PANE_TEXT], s.shown.rows[PANE_TEXT] - s.shown.height[PANE_TEXT]);
	s.v.hints_shown = 1; /* three rows below the question do not matter */
	screen_draw(&s);
	assert_int_equal(s.shown.scroll[PANE_TEXT], s.shown.rows[PANE_TEXT] - 3 - s.shown.height[PANE_TEXT]);
	screen_finish(&s);
}

static void test_focus_grows(void **state)
{
	(void)state;
	struct screen s;
	screen_all(&s, 80, 24);
	s.v.pane = PANE_CODE;
	screen_draw(&s);
	int code = s.shown.height[PANE_CODE];
	s.v.pane = PANE_MAPS;
	screen_draw(&s);
	assert_true(s.shown.height[PANE_CODE] < code);
	assert_true(s.shown.height[PANE_CODE] >= 3);
	screen_finish(&s);
}

/* The cell at (x, y) of the screen of test_before_80. */
static void assert_hit(const struct screen *s, int x, int y, enum hit_kind kind, int index)
{
	const struct hit *hit = hits_at(&s->shown.hits, x, y);
	assert_non_null(hit);
	assert_int_equal(hit->kind, kind);
	assert_int_equal(hit->index, index);
}

static void test_hits(void **state)
{
	(void)state;
	struct screen s;
	screen_before(&s, 80, 24, false);
	screen_draw(&s);
	assert_hit(&s, 8, 8, HIT_CHOICE, 0);
	assert_hit(&s, 8, 9, HIT_CHOICE, 1);
	assert_hit(&s, 8, 10, HIT_CHOICE, 2);
	assert_hit(&s, 8, 11, HIT_PANE, PANE_CODE);
	assert_hit(&s, 8, 15, HIT_LINE, 0);
	assert_hit(&s, 8, 13, HIT_PANE, PANE_MAPS);
	assert_hit(&s, 2, 23, HIT_KEY, 0);
	assert_null(hits_at(&s.shown.hits, 79, 0));
	screen_finish(&s);
}

/* Permissions and changes are told by signs and letters, and by looks on top of that. */
static void test_looks(void **state)
{
	(void)state;
	struct screen s;
	screen_after(&s, 80, 24, false);
	screen_draw(&s);
	char *new = fixture_look(&s.canvas, 18, LOOK_NEW), *perms = fixture_look(&s.canvas, 18, LOOK_PERM_RW);
	assert_string_equal(perms, "                xxxx            xxx                                             ");
	assert_true(new[1] == 'x' && new[16] == ' ');
	free(new);
	free(perms);
	screen_finish(&s);
}

/* Any size is drawn, however silly; the sanitizer watches the edges. */
static void test_sizes(void **state)
{
	(void)state;
	for (int w = 0; w < 210; w += w < 20 ? 1 : 13) {
		for (int h = 0; h < 62; h += h < 10 ? 1 : 9) {
			struct screen s;
			screen_all(&s, w, h);
			s.v.help = true;
			screen_draw(&s);
			for (int p = 0; p < LEARN_PANES; p++)
				assert_true(s.shown.height[p] >= 0 && s.shown.height[p] <= h);
			screen_finish(&s);
			screen_before(&s, w, h, w % 2);
			screen_draw(&s);
			screen_finish(&s);
		}
	}
}

static void test_message(void **state)
{
	(void)state;
	struct screen s;
	screen_after(&s, 80, 24, false);
	s.v.message = "Going back ran the step again, and it came out the same.";
	s.v.message_look = LOOK_GOOD;
	screen_draw(&s);
	char *good = fixture_look(&s.canvas, 22, LOOK_GOOD);
	assert_int_equal(strcspn(good, "x"), 1);
	assert_int_equal(strspn(good + 1, "x"), strlen(s.v.message));
	free(good);
	screen_finish(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scroll), cmocka_unit_test(test_change_in_sight),
		cmocka_unit_test(test_follow), cmocka_unit_test(test_focus_grows),
		cmocka_unit_test(test_hits),   cmocka_unit_test(test_looks),
		cmocka_unit_test(test_sizes),  cmocka_unit_test(test_message),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
