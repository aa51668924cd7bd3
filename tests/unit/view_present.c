/* The screen for a room: its phases, the votes, the sizes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/golden.h"
#include "view/present.h"

/* fixture_length in front of a class, ready to be varied and drawn. */
struct room {
	struct canvas canvas;
	struct share_state state;
	struct present_view v;
	struct learn_shown shown;
	struct record *record;
	struct snapshot *now;
};

static void room_open(struct room *r, enum share_phase phase, int w, int h)
{
	memset(r, 0, sizeof(*r));
	canvas_init(&r->canvas, w, h, false);
	r->state = (struct share_state){ .lesson = &fixture_length,
					 .phase = phase,
					 .order = { 2, 0, 1 },
					 .followers = 12,
					 .elapsed_s = 754,
					 .left_s = -1 };
	r->state.votes.choices = 3;
	if (phase == SHARE_DONE)
		r->state.record = r->record = fixture_length_record();
	else
		r->state.now = r->now = fixture_length_before();
	r->v =
	    (struct present_view){ .state = &r->state, .presenter = true, .clock = PRESENT_ELAPSED, .hint = "? keys" };
}

static void room_draw(struct room *r)
{
	canvas_clear(&r->canvas);
	view_present(canvas_area(&r->canvas), &r->v, &r->shown);
}

static void room_close(struct room *r)
{
	canvas_finish(&r->canvas);
	record_free(r->record);
	if (r->now)
		fixture_snapshot_free(r->now);
}

/* Seven of the twelve votes are for the right choice, which stands third. */
static void vote(struct room *r, bool open, bool shown, bool marked)
{
	r->state.votes = (struct share_votes){ .open = open,
					       .shown = shown,
					       .marked = marked,
					       .choices = 3,
					       .counts = { 1, 4, 7 },
					       .voted = 12,
					       .right = marked ? 4 : 0 };
}

static void assert_rooms(struct room *r, const char *name)
{
	static const struct {
		int w, h;
	} sizes[] = { { 80, 24 }, { 120, 40 }, { 200, 60 } };
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		for (int ascii = 0; ascii < 2; ascii++) {
			char file[200];
			snprintf(file, sizeof(file), "%s-%d%s", name, sizes[i].w, ascii ? "-ascii" : "");
			r->canvas.ascii = ascii;
			canvas_resize(&r->canvas, sizes[i].w, sizes[i].h);
			room_draw(r);
			assert_golden(&r->canvas, file);
		}
	}
}

static void test_title(void **state)
{
	(void)state;
	struct room r;
	room_open(&r, SHARE_TITLE, 80, 24);
	assert_rooms(&r, "present-title");
	room_close(&r);
}

static void test_text(void **state)
{
	(void)state;
	struct room r;
	room_open(&r, SHARE_TEXT, 80, 24);
	vote(&r, true, false, false);
	assert_rooms(&r, "present-text");
	room_close(&r);
}

static void test_votes(void **state)
{
	(void)state;
	struct room r;
	room_open(&r, SHARE_TEXT, 80, 24);
	vote(&r, false, true, false);
	assert_rooms(&r, "present-votes");
	room_close(&r);
}

static void test_done(void **state)
{
	(void)state;
	struct room r;
	room_open(&r, SHARE_DONE, 80, 24);
	vote(&r, false, true, true);
	assert_rooms(&r, "present-done");
	r.state.zoomed = true;
	assert_rooms(&r, "present-zoomed");
	room_close(&r);
}

static void test_blank(void **state)
{
	(void)state;
	struct room r;
	struct buf text;
	room_open(&r, SHARE_TEXT, 80, 24);
	r.state.phase = SHARE_BLANK;
	room_draw(&r);
	buf_init(&text, 10000);
	canvas_text(&r.canvas, &text);
	assert_int_equal(strspn(buf_str(&text), "\n"), text.len);
	buf_finish(&text);
	room_close(&r);
}

/* An aside tells of the branch, not of the step's question. */
static void test_aside(void **state)
{
	(void)state;
	struct room r;
	struct buf text;
	room_open(&r, SHARE_DONE, 80, 24);
	r.state.aside = "aside: what if";
	room_draw(&r);
	buf_init(&text, 10000);
	canvas_text(&r.canvas, &text);
	assert_non_null(strstr(buf_str(&text), "· aside: what if"));
	assert_null(strstr(buf_str(&text), "1 of 4"));
	assert_null(strstr(buf_str(&text), "How large"));
	assert_non_null(strstr(buf_str(&text), "→ 0x7ffff7ff8000"));
	buf_finish(&text);
	room_close(&r);
}

/* Any size is drawn, however silly; the sanitizer watches the edges. */
static void test_sizes(void **state)
{
	(void)state;
	static const enum share_phase phases[] = { SHARE_TITLE, SHARE_TEXT, SHARE_DONE };
	for (int w = 0; w < 210; w += w < 20 ? 1 : 13) {
		for (int h = 0; h < 62; h += h < 10 ? 1 : 9) {
			for (int i = 0; i < 6; i++) {
				struct room r;
				room_open(&r, phases[i % 3], w, h);
				vote(&r, i<3, i % 3> 0, i % 3 == 2);
				r.v.hand = i == 1 ? 2 : 0;
				r.state.zoomed = i > 3;
				room_draw(&r);
				for (int p = 0; p < LEARN_PANES; p++)
					assert_in_range(r.shown.height[p], 0, h);
				room_close(&r);
			}
		}
	}
}

/* Rows too many are those that the smallest terminal in which it fits has more. */
static void test_excess(void **state)
{
	(void)state;
	struct room r;
	int rows = 1;
	while (view_present_excess(&fixture_length, 0, 80, rows) > 0)
		rows++;
	assert_in_range(rows, 12, 24);
	assert_int_equal(view_present_excess(&fixture_length, 0, 80, rows - 1), 1);
	assert_int_equal(view_present_excess(&fixture_length, 0, 80, rows - 5), 5);
	assert_int_equal(view_present_excess(&fixture_length, 0, 200, 60), 0);
	for (int i = 0; i < 2; i++) { /* what is said to fit does, before and after */
		room_open(&r, i ? SHARE_DONE : SHARE_TEXT, 80, rows);
		vote(&r, !i, i, i);
		room_draw(&r);
		assert_int_equal(r.shown.rows[PANE_TEXT], r.shown.height[PANE_TEXT]);
		assert_int_equal(r.shown.rows[PANE_CODE], r.shown.height[PANE_CODE]);
		room_close(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_title), cmocka_unit_test(test_text),   cmocka_unit_test(test_votes),
		cmocka_unit_test(test_done),  cmocka_unit_test(test_blank),  cmocka_unit_test(test_aside),
		cmocka_unit_test(test_sizes), cmocka_unit_test(test_excess),
	};
	return cmocka_run_group_tests_name("view_present", tests, NULL, NULL);
}
