/* The list of lessons in a real terminal: progress, the way from lesson to lesson, a lesson that cannot be read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "support/installed.h"

#define ENTER "\r"
#define DOWN  "\033OB"

/* Any lesson, or none, named; any arguments. */
static void start(struct sitting *s, const char *command, const char *lesson)
{
	sitting_start(s, (const char *const[]){ command, lesson, NULL }, NULL, 24, 80);
}

static void open_list(struct sitting *s)
{
	start(s, "learn", NULL);
	sitting_sees(s, "A course for the tests");
}

static void quit(struct sitting *s)
{
	sitting_look(s);
	tty_send(s->tty, "\003");
	sitting_over(s, 0);
}

static void test_first_sight(void **state)
{
	struct sitting *s = *state;
	open_list(s);
	sitting_sees(s, "▸  1  short: a lesson of two steps");
	sitting_sees(s, "2  tour: one step of each kind");
	sitting_sees(s, "✗ cannot run");
	sitting_sees(s, "0 of 4 lessons done");
	sitting_sees(s, "Enter open the lesson");
	sitting_sees(s, "q quit");
	assert_int_equal(sitting_look(s), 0);
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

static void test_moves(void **state)
{
	struct sitting *s = *state;
	open_list(s);
	sitting_key(s, DOWN, "▸  2");
	sitting_key(s, "kkk", "▸  1");
	sitting_key(s, "G", "▸  4");
	sitting_key(s, DOWN, "▸  4");
	sitting_key(s, "g", "▸  1");
	sitting_key(s, "?", "open the lesson");
	sitting_key(s, "?", "▸  1");
	/* A click puts the cursor there, a second one opens. */
	for (int y = 0; y < 24; y++) {
		char click[64];
		if (!strstr(tty_row(s->tty, y), "tour: one step"))
			continue;
		snprintf(click, sizeof click, "\033[<0;10;%dM\033[<0;10;%dm", y + 1, y + 1);
		sitting_key(s, click, "▸  2");
		sitting_key(s, click, "How large is it?");
		break;
	}
	quit(s);
}

/* From the last step Enter goes to the next lesson, and the list knows what was done. */
static void test_on_to_the_next_lesson(void **state)
{
	struct sitting *s = *state;
	open_list(s);
	sitting_key(s, ENTER, "The first of two");
	sitting_key(s, ENTER, "what was run");
	sitting_sees(s, "Enter next step");
	sitting_key(s, ENTER, "The second of two");
	sitting_key(s, ENTER, "That was the last step");
	sitting_sees(s, "Enter next lesson");
	sitting_look(s);
	sitting_key(s, ENTER, "How large is it?");
	sitting_nothing_left(s);
	s->kids_n = 0;
	sitting_key(s, "q", "1 of 4 lessons done");
	sitting_sees(s, "✓ done");
	sitting_sees(s, "1 of 10");
	sitting_sees(s, "▸  2");
	quit(s);
	/* The next sitting begins with what is not done. */
	open_list(s);
	sitting_sees(s, "▸  2");
	quit(s);
}

/* Behind the end comes a lesson that cannot be read: a box says so over the list. */
static void test_damaged_lesson_is_next(void **state)
{
	struct sitting *s = *state;
	start(s, "learn", "tour");
	sitting_sees(s, "How large is it?");
	for (int i = 0; i < 5; i++) {
		sitting_key(s, "x", "what was run");
		tty_send(s->tty, ENTER);
		sitting_misses(s, "what was run");
	}
	for (int i = 0; i < 2; i++) {
		sitting_key(s, ENTER, "what was run");
		tty_send(s->tty, ENTER);
		sitting_misses(s, "what was run");
	}
	sitting_key(s, ENTER, "the process dies");
	sitting_key(s, ENTER, "cannot run here");
	sitting_key(s, ENTER, "The last one");
	sitting_key(s, ENTER, "That was the last step");
	sitting_key(s, ENTER, "This lesson cannot be opened");
	sitting_sees(s, "`mmaptutor check` lists all its faults");
	sitting_key(s, ENTER, "1 of 4 lessons done");
	sitting_misses(s, "cannot be opened");
	sitting_sees(s, "▸  3");
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

/* What was answered years ago is due, and the list says so. */
static void test_due(void **state)
{
	static const char script[] =
	    "mkdir -p \"$XDG_STATE_HOME\"/mmaptutor && log=\"$XDG_STATE_HOME\"/mmaptutor/log.jsonl && "
	    "printf '{\"time\":%d,\"event\":\"answer\",\"lesson\":\"tour\",\"rev\":1,\"step\":\"choice\","
	    "\"mark\":\"right\",\"sure\":false}\\n{\"time\":%d,\"event\":\"done\",\"lesson\":\"tour\",\"rev\":1}\\n' "
	    "\"$1\" \"$1\" >\"$log\" && exec \"$0\" learn";
	struct sitting *s = *state;
	char now[32];
	sitting_script(s, script, (const char *const[]){ "1000000000", NULL });
	sitting_sees(s, "due again");
	quit(s);
	snprintf(now, sizeof now, "%lld", (long long)time(NULL));
	sitting_script(s, script, (const char *const[]){ now, NULL });
	sitting_sees(s, "✓ done");
	assert_null(strstr(tty_screen(s->tty), "due again"));
	quit(s);
}

static void test_signal(void **state)
{
	struct sitting *s = *state;
	open_list(s);
	sitting_key(s, ENTER, "The first of two");
	assert_int_not_equal(sitting_look(s), 0);
	assert_int_equal(kill(tty_pid(s->tty), SIGTERM), 0);
	sitting_over(s, 128 + SIGTERM);
}

static void test_small_and_large(void **state)
{
	static const int sizes[][2] = { { 40, 120 }, { 60, 200 }, { 10, 40 }, { 1, 1 }, { 24, 80 } };
	struct sitting *s = *state;
	open_list(s);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		tty_resize(s->tty, sizes[i][0], sizes[i][1]);
		sitting_sees(s, sizes[i][0] > 1 ? "▸  1" : "");
	}
	sitting_key(s, DOWN, "▸  2");
	quit(s);
}

int main(void)
{
#define SITTING(f) cmocka_unit_test_setup_teardown(f, installed_setup, sitting_teardown)
	const struct CMUnitTest tests[] = {
		SITTING(test_first_sight),
		SITTING(test_moves),
		SITTING(test_on_to_the_next_lesson),
		SITTING(test_damaged_lesson_is_next),
		SITTING(test_due),
		SITTING(test_signal),
		SITTING(test_small_and_large),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
