/* A presentation in a real terminal: every key, the questions, the vote by hands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "support/talk.h"

static void test_keys_that_go_on(void **state)
{
	static const char *const keys[] = { SPACE, ENTER, RIGHT, PGDN, "l", "j", "n" };
	struct sitting *s = *state;
	talk_tour(s);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		sitting_key(s, keys[i], ASKED);
		assert_null(strstr(tty_screen(s->tty), "as expected"));
		sitting_key(s, LEFT, "│   One of three   │");
	}
	sitting_key(s, SPACE, "We ask for one byte.");
	sitting_key(s, ENTER, DONE);
	sitting_sees(s, "✓  2  a page");
	sitting_sees(s, "Rounded up.");
	sitting_misses(s, "We ask for one byte.");
	sitting_key(s, PGDN, "│   Several hold   │");
	assert_non_null(strstr(tty_row(s->tty, 0), "2 of 10"));
	talk_leave(s);
}

/* Each way back comes to the same, and is a real run: the record names the same address. */
static void test_keys_that_go_back(void **state)
{
	static const char *const keys[] = { LEFT, PGUP, "h", "k", "p", BACK };
	struct sitting *s = *state;
	talk_tour(s);
	sitting_key(s, LEFT, "This is the first step");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		sitting_key(s, SPACE, ASKED);
		sitting_key(s, SPACE, "✓  2  a page");
		sitting_key(s, SPACE, "│   Several hold   │");
		sitting_key(s, keys[i], "✓  2  a page");
		assert_null(strstr(tty_screen(s->tty), "differently"));
		sitting_key(s, keys[i], ASKED);
		sitting_misses(s, "✓");
		sitting_key(s, keys[i], "│   One of three   │");
	}
	talk_leave(s);
}

static bool is_dark(struct tty *t, void *data)
{
	const char *screen = tty_screen(t);
	(void)data;
	return strspn(screen, "\n") == strlen(screen);
}

/* Any key brings the light back and does nothing else: also one that means nothing, and those that would leave. */
static void test_dark(void **state)
{
	static const char *const keys[][2] = { { "b", SPACE }, { ".", "." }, { "b", F5 }, { "b", "q" },
					       { ".", "y" },   { "b", "?" }, { ".", ESC } };
	struct sitting *s = *state;
	talk_tour(s);
	sitting_key(s, SPACE, ASKED);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		tty_send(s->tty, keys[i][0]);
		assert_true(tty_wait(s->tty, is_dark, NULL));
		sitting_key(s, keys[i][1], ASKED);
		assert_null(strstr(tty_screen(s->tty), "closes")); /* not the list of keys */
	}
	talk_leave(s);
}

static void test_zoom(void **state)
{
	struct sitting *s = *state;
	talk_tour(s);
	sitting_key(s, SPACE SPACE, DONE);
	sitting_key(s, "z", "pages of m: 1 page");
	sitting_misses(s, DONE);
	sitting_key(s, ESC, DONE);
	sitting_key(s, "m", "/proc/self/maps");
	sitting_key(s, "f", "/proc/self/maps, before");
	sitting_key(s, ESC, "q leaves"); /* which a remote sends by itself: it ends nothing */
	sitting_key(s, "z" SPACE, "│   Several hold   │");
	talk_leave(s);
}

static void test_jumps(void **state)
{
	struct sitting *s = *state;
	talk_tour(s);
	sitting_key(s, F5, ASKED);
	sitting_key(s, "77", "Go to step 77: Enter");
	sitting_key(s, BACK, "Go to step 7: Enter");
	talk_go(s, ENTER, "│   A second process   │");
	sitting_key(s, "9" ENTER, "Step 9 is left out");
	sitting_key(s, "400" ENTER, "There is no step 400: it has 10");
	sitting_key(s, "3", "Go to step 3");
	sitting_key(s, ESC, "7 of 10");
	sitting_misses(s, "Go to step");
	talk_go(s, END, "│   The last one   │");
	sitting_key(s, SPACE SPACE, DONE);
	sitting_key(s, SPACE, "That was the last step");
	talk_go(s, LEFT, ASKED);
	talk_go(s, LEFT, "│   The last one   │");
	talk_go(s, LEFT, "It dies"); /* step 9 is left out on the way back too */
	talk_go(s, HOME, "│   One of three   │");
	sitting_key(s, "g", "contents");
	sitting_misses(s, "seen");
	talk_go(s, DOWN DOWN ENTER, "│   A number   │");
	sitting_key(s, "/", "Search:");
	sitting_key(s, "fork", "tour 7");
	talk_go(s, ENTER, "│   A second process   │");
	talk_leave(s);
}

static void test_other_questions(void **state)
{
	struct sitting *s = *state;
	talk_tour(s);
	sitting_key(s, "3" ENTER SPACE, "How many pages are present?");
	sitting_key(s, "v", "no choices to vote on");
	sitting_key(s, "x", "✓ 2 pages");
	sitting_key(s, "4" ENTER SPACE "x", "x x x");
	sitting_key(s, "5" ENTER SPACE, "SIGSEGV");
	sitting_key(s, "x", "✓ MAP_FAILED, EINVAL");
	sitting_key(s, "6" ENTER SPACE "v", "This step asks nothing");
	talk_leave(s);
}

/* Nobody follows: the teacher types the hands. The kernel decides, and its bar is marked. */
static void test_hands(void **state)
{
	struct sitting *s = *state;
	talk_tour(s);
	sitting_key(s, "v", "The question comes with the text");
	sitting_key(s, SPACE "v", "Hands for 1");
	sitting_key(s, "14", " 14  hands");
	sitting_key(s, ENTER, "Hands for 2");
	sitting_key(s, "67" BACK, " 6  hands");
	sitting_key(s, DOWN "3" UP, "Hands for 2");
	sitting_key(s, "7", " 7  hands");
	sitting_key(s, "v", "█ 14");
	sitting_sees(s, "█ 7");
	sitting_sees(s, "█ 3");
	sitting_misses(s, "Hands for");
	assert_null(strstr(tty_screen(s->tty), "✓"));
	sitting_key(s, "x", "✓  2  a page");
	sitting_sees(s, "█ 14");
	sitting_key(s, "v", "The answer is shown");
	sitting_key(s, LEFT "v" ENTER ENTER "5x", "█ 5"); /* x ends the counting too */
	sitting_sees(s, "✓  2  a page");
	talk_leave(s);
}

static void test_hands_of_an_outcome(void **state)
{
	struct sitting *s = *state;
	talk_tour(s);
	sitting_key(s, "5" ENTER SPACE "v", "it succeeds");
	sitting_key(s, "4" DOWN DOWN DOWN DOWN DOWN DOWN DOWN, "Hands for 8");
	sitting_key(s, "9x", "█ 9");
	sitting_sees(s, "✓  8  EINVAL");
	sitting_sees(s, "█ 4");
	assert_null(strstr(tty_screen(s->tty), "EBADF"));
	talk_leave(s);
}

static void test_improvising(void **state)
{
	struct sitting *s = *state;
	talk_tour(s);
	sitting_key(s, SPACE SPACE, DONE);
	sitting_key(s, TAB, "free play");
	sitting_key(s, "m[0] = 9" ENTER, "(1 minor fault)");
	sitting_key(s, ESC, DONE);
	sitting_key(s, SPACE SPACE SPACE, "✓  1  the byte is X"); /* as if nothing had been tried */
	sitting_sees(s, "✓  3  a page is present");
	talk_leave(s);
}

static void test_help(void **state)
{
	struct sitting *s = *state;
	talk_tour(s);
	sitting_key(s, "?", "improvise; Esc returns");
	sitting_sees(s, "begin, or go on as it was");
	sitting_key(s, "q", "│   One of three   │");
	talk_leave(s);
}

#define SITTING(f) cmocka_unit_test_setup_teardown(f, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SITTING(test_keys_that_go_on),
		SITTING(test_keys_that_go_back),
		SITTING(test_dark),
		SITTING(test_zoom),
		SITTING(test_jumps),
		SITTING(test_other_questions),
		SITTING(test_hands),
		SITTING(test_hands_of_an_outcome),
		SITTING(test_improvising),
		SITTING(test_help),
	};
	return cmocka_run_group_tests_name("present", tests, NULL, NULL);
}
