/* The list of lessons, the boxes, the footer. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/fixture.h"
#include "view/box.h"
#include "view/list.h"

static const struct view_key keys[] = {
	{ "Enter", "open" }, { "?", "help" }, { "Up/Down", "choose" }, { "z", "quiz" }, { "q", "quit" },
};
static const struct list_lesson calls[] = {
	{ .title = "A first mapping",
	  .summary = "Six arguments, one address.",
	  .minutes = 5,
	  .progress = LIST_DONE,
	  .steps = 4,
	  .steps_done = 4 },
	{ .title = "length: the kernel thinks in pages",
	  .summary = "Ask for one byte, get a page. What lies behind `length` "
		     "is *the file's*, where the file goes on.",
	  .minutes = 6,
	  .progress = LIST_STARTED,
	  .steps = 4,
	  .steps_done = 2 },
	{ .title = "prot: what may be done", .minutes = 8, .steps = 5 },
	{ .title = "flags: private or shared", .minutes = 12, .progress = LIST_DUE, .steps = 5, .steps_done = 5 },
};
static const struct list_lesson beyond[] = {
	{ .title = "Huge pages", .minutes = 12, .progress = LIST_BROKEN },
	{ .title = "A ring buffer that wraps by itself", .minutes = 9, .steps = 6 },
};
static const struct list_part parts[] = {
	{ .title = "The mmap() system call", .lessons = calls, .n = 4 },
	{ .title = "Beyond the call", .lessons = beyond, .n = 2 },
};
static const struct list_view course = {
	.title = "Memory mappings",
	.parts = parts,
	.parts_n = 2,
	.cursor = 1,
	.keys = keys,
	.keys_n = 5,
};

static void test_80(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 80, 24, false);
	assert_int_equal(view_list(canvas_area(&c), &course, NULL), 0);
	assert_screen(&c, " Memory mappings                                                      mmaptutor\n"
			  " The mmap() system call\n"
			  "    1  A first mapping                                       5 min ✓ done\n"
			  " ▸  2  length: the kernel thinks in pages                    6 min ○ 2 of 4\n"
			  "    3  prot: what may be done                                8 min\n"
			  "    4  flags: private or shared                             12 min • due again\n"
			  "\n"
			  " Beyond the call\n"
			  "    5  Huge pages                                           12 min ✗ cannot run\n"
			  "    6  A ring buffer that wraps by itself                    9 min\n"
			  "\n"
			  "\n"
			  "\n"
			  "\n"
			  "\n"
			  "\n"
			  "\n"
			  "─ length: the kernel thinks in pages ───────────────────────────────────────────\n"
			  " Ask for one byte, get a page. What lies behind length is the file's, where the\n"
			  " file goes on.\n"
			  "\n"
			  " 4 steps, 2 done\n"
			  " 2 of 6 lessons done\n"
			  " Enter open   ? help   Up/Down choose   z quiz   q quit\n");
	canvas_finish(&c);
}

/* clang-format off */
static void test_120_ascii(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 120, 14, true);
	view_list(canvas_area(&c), &course, NULL);
	assert_screen(&c,
		      " Memory mappings                                                                                              mmaptutor\n"
		      " The mmap() system call                                                  - length: the kernel thinks in pages ----------\n"
		      "    1  A first mapping                               5 min v done         Ask for one byte, get a page. What lies\n"
		      " >  2  length: the kernel thinks in pages            6 min o 2 of 4       behind length is the file's, where the file\n"
		      "    3  prot: what may be done                        8 min                goes on.\n"
		      "    4  flags: private or shared                     12 min * due again\n"
		      "                                                                          4 steps, 2 done\n"
		      " Beyond the call\n"
		      "    5  Huge pages                                   12 min x cannot run\n"
		      "    6  A ring buffer that wraps by itself            9 min\n"
		      "\n"
		      "\n"
		      " 2 of 6 lessons done\n"
		      " Enter open   ? help   Up/Down choose   z quiz   q quit\n");
	canvas_finish(&c);
}
/* clang-format on */

static void test_scroll(void **state)
{
	(void)state;
	static struct hits hits;
	struct list_view v = course;
	struct canvas c;
	canvas_init(&c, 80, 7, false);
	v.cursor = 5;
	v.scroll = view_list(canvas_area(&c), &v, &hits);
	assert_int_equal(v.scroll, 5); /* nine rows, four in sight: as far as it goes */
	assert_int_equal(hits_at(&hits, 10, 4)->index, 5);
	assert_int_equal(hits_at(&hits, 10, 4)->kind, HIT_LESSON);
	v.cursor = 4; /* in sight: nothing moves */
	assert_int_equal(view_list(canvas_area(&c), &v, NULL), 5);
	v.cursor = 0; /* with the title of its part */
	assert_int_equal(view_list(canvas_area(&c), &v, NULL), 0);
	canvas_finish(&c);
}

static void test_empty(void **state)
{
	(void)state;
	const struct list_view v = { .title = "Nothing",
				     .message = "no lessons in /nowhere",
				     .message_look = LOOK_BAD };
	struct canvas c;
	canvas_init(&c, 40, 8, false);
	view_list(canvas_area(&c), &v, NULL);
	assert_screen(&c, " Nothing                      mmaptutor\n"
			  " There is no lesson here.\n"
			  "\n"
			  "\n"
			  "\n"
			  "\n"
			  " no lessons in /nowhere\n");
	canvas_finish(&c);
}

static void test_help(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 40, 12, false);
	view_help(canvas_area(&c), "Keys", keys, 5);
	assert_screen(&c, "\n"
			  "  ╭─ Keys ──────────────────────────╮\n"
			  "  │                                 │\n"
			  "  │    Enter  open                  │\n"
			  "  │        ?  help                  │\n"
			  "  │  Up/Down  choose                │\n"
			  "  │        z  quiz                  │\n"
			  "  │        q  quit                  │\n"
			  "  │                                 │\n"
			  "  ╰─────────────────────────────────╯\n");
	canvas_finish(&c);
}

static void test_error(void **state)
{
	(void)state;
	struct err e;
	struct canvas c;
	canvas_init(&c, 60, 14, false);
	err_set(&e, EACCES, "openat(\"lessons/length.json\")",
		"Look at the permissions of the file, or name another lesson.", "The lesson cannot be read");
	view_message(canvas_area(&c), "A problem", &e);
	assert_screen(&c, "\n"
			  "╭─ A problem ──────────────────────────────────────────────╮\n"
			  "│                                                          │\n"
			  "│  The lesson cannot be read                               │\n"
			  "│                                                          │\n"
			  "│  openat(\"lessons/length.json\"): Permission denied        │\n"
			  "│                                                          │\n"
			  "│  What to try                                             │\n"
			  "│  Look at the permissions of the file, or name another    │\n"
			  "│  lesson.                                                 │\n"
			  "│                                                          │\n"
			  "╰──────────────────────────────────────────────────────────╯\n");
	canvas_finish(&c);
}

static void test_confirm(void **state)
{
	(void)state;
	static struct hits hits;
	const struct confirm_view v = { .title = "Leave",
					.question = "Leave the lesson? What you answered is kept.",
					.yes = "leave",
					.no = "go on" };
	struct canvas c;
	canvas_init(&c, 60, 10, false);
	view_confirm(canvas_area(&c), &v, &hits);
	assert_screen(&c, "\n"
			  "╭─ Leave ──────────────────────────────────────────────────╮\n"
			  "│                                                          │\n"
			  "│  Leave the lesson? What you answered is kept.            │\n"
			  "│                                                          │\n"
			  "│    y  leave                                              │\n"
			  "│  ▸ n  go on                                              │\n"
			  "│                                                          │\n"
			  "╰──────────────────────────────────────────────────────────╯\n");
	assert_int_equal(hits_at(&hits, 10, 5)->kind, HIT_YES);
	assert_int_equal(hits_at(&hits, 10, 6)->kind, HIT_NO);
	canvas_finish(&c);
}

/* Small screens lose the last keys first, never half of one. */
static void test_footer(void **state)
{
	(void)state;
	static struct hits hits;
	struct canvas c;
	canvas_init(&c, 24, 1, false);
	bar_keys(canvas_area(&c), 0, keys, 5, &hits);
	assert_screen(&c, " Enter open   ? help\n");
	assert_int_equal(hits.n, 2);
	assert_int_equal(hits_at(&hits, 14, 0)->index, 1);
	canvas_finish(&c);
}

/* What is due is told for a lesson that is not done too, and for all. */
static void test_due(void **state)
{
	static const struct list_lesson lessons[] = {
		{ .title = "Begun", .progress = LIST_STARTED, .steps = 4, .steps_done = 2, .due = 1 },
		{ .title = "Asked in a quiz alone", .steps = 9, .due = 12 },
		{ .title = "Done", .progress = LIST_DUE, .steps = 5, .steps_done = 5, .due = 2 },
	};
	static const struct list_part part = { .title = "Part", .lessons = lessons, .n = 3 };
	struct list_view v = { .title = "Course", .parts = &part, .parts_n = 1 };
	struct canvas c;
	(void)state;
	canvas_init(&c, 80, 24, false);
	view_list(canvas_area(&c), &v, NULL);
	struct buf screen;
	buf_init(&screen, 1 << 16);
	canvas_text(&c, &screen);
	assert_non_null(strstr(buf_str(&screen), "• 1 due"));
	assert_non_null(strstr(buf_str(&screen), "• 12 due"));
	assert_non_null(strstr(buf_str(&screen), "• due again"));
	assert_non_null(strstr(buf_str(&screen), "4 steps, 2 done, 1 question due"));
	assert_non_null(strstr(buf_str(&screen), "1 of 3 lessons done; 15 questions are due, `mmaptutor quiz"));
	buf_finish(&screen);
	canvas_finish(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_80),      cmocka_unit_test(test_120_ascii), cmocka_unit_test(test_scroll),
		cmocka_unit_test(test_empty),   cmocka_unit_test(test_help),      cmocka_unit_test(test_error),
		cmocka_unit_test(test_confirm), cmocka_unit_test(test_footer),    cmocka_unit_test(test_due),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
