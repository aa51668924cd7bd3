/* The learn screen in a real terminal: steps, the four kinds of question, what else keys and the mouse do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "support/sitting.h"

#define ENTER "\r"
#define SPACE " "
#define DOWN  "\033OB"
#define UP    "\033OA"
#define RIGHT "\033OC"

/* Leaves by q, from wherever it stands. */
static void leave(struct sitting *s)
{
	assert_int_not_equal(sitting_look(s), 0);
	assert_int_not_equal(s->dirs_n, 0);
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

/* To the step of that title, without answers. */
static void go_to(struct sitting *s, const char *title)
{
	static const char *const titles[] = { "One of three", "Several hold", "A number",         "Pages to mark",
					      "An outcome",   "A fault",      "A second process", "It dies",
					      "Not here",     "The last one" };
	sitting_learn(s, "tour.json", titles[0]);
	for (size_t i = 1; strcmp(titles[i - 1], title) != 0; i++) {
		sitting_key(s, i <= 5 ? "x" : i == 9 ? "" : ENTER, i == 9 ? "cannot run here" : "what was run");
		sitting_key(s, ENTER, titles[i]);
	}
}

static void test_choice(void **state)
{
	struct sitting *s = *state;
	sitting_learn(s, "tour.json", "How large is it?");
	assert_true(tty_alternate(s->tty));
	assert_false(tty_cursor(s->tty));
	assert_non_null(strstr(tty_row(s->tty, 0), "step 1 of 10"));
	sitting_sees(s, "address space");
	sitting_key(s, ENTER, "Choose by arrow or digit");
	sitting_key(s, "1", "(●) a byte");
	sitting_misses(s, "Choose by");
	sitting_key(s, ENTER, "✗ (●) a byte");
	sitting_sees(s, "Not so.");
	sitting_sees(s, "There is no entry for a byte.");
	sitting_sees(s, "✓ ( ) a page");
	sitting_sees(s, "✓ as expected");
	sitting_sees(s, "Enter next step");
	leave(s);
}

/* The mark goes with the cursor: Enter takes what is seen to be marked. */
static void test_choice_by_arrows(void **state)
{
	struct sitting *s = *state;
	sitting_learn(s, "tour.json", "How large is it?");
	sitting_key(s, "1", "▸ (●) a byte");
	sitting_key(s, DOWN, "▸ (●) a page");
	sitting_sees(s, "( ) a byte");
	sitting_key(s, DOWN DOWN, "▸ (●) it fails");
	sitting_key(s, UP, "▸ (●) a page");
	sitting_key(s, ENTER, "✓ Right.");
	leave(s);
}

static void test_space_marks_the_first(void **state)
{
	struct sitting *s = *state;
	sitting_learn(s, "tour.json", "▸ ( ) a byte");
	sitting_key(s, SPACE, "▸ (●) a byte");
	sitting_key(s, ENTER, "Not so.");
	leave(s);
}

static void test_many(void **state)
{
	struct sitting *s = *state;
	go_to(s, "Several hold");
	sitting_key(s, ENTER, "Choose by arrow or digit");
	sitting_key(s, "1", "[x] the byte is X");
	sitting_key(s, DOWN DOWN SPACE, "[x] a page is present");
	sitting_sees(s, "[ ] nothing is present");
	sitting_key(s, ENTER, "✓ Right.");
	sitting_key(s, "b", "How large is it?");
	sitting_key(s, ENTER, "Several hold");
	leave(s);
}

static void test_number(void **state)
{
	struct sitting *s = *state;
	go_to(s, "A number");
	sitting_key(s, ENTER, "Type a number");
	sitting_key(s, "-2", "[-2 ");
	sitting_key(s, "\177\1773\1774", "[4 ");
	sitting_key(s, ENTER, "Not so.");
	sitting_sees(s, "you said    4 pages");
	sitting_sees(s, "the kernel  2 pages");
	leave(s);
}

static void test_pages(void **state)
{
	struct sitting *s = *state;
	go_to(s, "Pages to mark");
	sitting_sees(s, "+0    [ ] [ ] [ ]");
	sitting_key(s, ENTER, "No page is marked; Enter once more");
	sitting_key(s, SPACE RIGHT SPACE RIGHT RIGHT SPACE, "+0    [x] [x] [x]");
	sitting_key(s, ENTER, "✓ Right.");
	sitting_sees(s, "you said    x x x");
	leave(s);
}

static void test_outcome(void **state)
{
	struct sitting *s = *state;
	go_to(s, "An outcome");
	sitting_key(s, RIGHT, "(●) EACCES");
	sitting_key(s, RIGHT RIGHT RIGHT RIGHT RIGHT RIGHT, "(●) EINVAL");
	sitting_misses(s, "(●) EACCES");
	sitting_key(s, ENTER, "✓ Right.");
	sitting_sees(s, "you said    EINVAL");
	leave(s);
}

static void test_hints(void **state)
{
	struct sitting *s = *state;
	sitting_learn(s, "tour.json", "How large is it?");
	sitting_key(s, "i", "Think of page tables.");
	assert_null(strstr(tty_screen(s->tty), "Hint 2 of 2"));
	sitting_key(s, "i", "Hint 2 of 2");
	sitting_key(s, "i", "There are no more hints");
	tty_send(s->tty, "I");
	sitting_misses(s, "Hint 2 of 2");
	sitting_sees(s, "Think of page tables.");
	sitting_key(s, "I", "i hint");
	sitting_misses(s, "Hint 1 of 2");
	sitting_key(s, "I", "There is no hint before");
	leave(s);
}

/* Whatever a step comes to is shown, and the next one goes on from there. */
static void test_ends_of_steps(void **state)
{
	struct sitting *s = *state;
	go_to(s, "A fault");
	sitting_key(s, ENTER, "SIGSEGV, SEGV_MAPERR at m");
	sitting_key(s, ENTER, "A second process");
	sitting_key(s, ENTER, "the process exits with status 3");
	sitting_key(s, ENTER, "It dies");
	sitting_key(s, ENTER, "the process dies: SIGSEGV");
	sitting_look(s);
	sitting_key(s, ENTER, "This step cannot run here.");
	sitting_sees(s, "1 == 2");
	sitting_key(s, ENTER, "The last one");
	sitting_key(s, ENTER, "That was the last step");
	sitting_sees(s, "Enter next lesson");
	leave(s);
}

/* Back runs the steps again, to the same addresses: else the screen would say that it came out differently. */
static void test_back_is_replay(void **state)
{
	struct sitting *s = *state;
	go_to(s, "Pages to mark");
	sitting_sees(s, "0x7");
	char before[128], *title = strstr(tty_screen(s->tty), "3 pages from 0x");
	assert_non_null(title);
	snprintf(before, sizeof before, "%.*s", 29, title);
	sitting_key(s, "x", "what was run");
	sitting_key(s, "b", "A number");
	sitting_key(s, "r", "2 minor faults");
	sitting_sees(s, before);
	assert_null(strstr(tty_screen(s->tty), "differently"));
	sitting_key(s, ENTER, "Pages to mark");
	sitting_sees(s, "(1 minor fault)");
	leave(s);
}

static void test_first_step_has_no_back(void **state)
{
	struct sitting *s = *state;
	sitting_learn(s, "tour.json", "How large is it?");
	sitting_key(s, "b", "This is the first step");
	leave(s);
}

static void test_help(void **state)
{
	struct sitting *s = *state;
	sitting_learn(s, "tour.json", "How large is it?");
	sitting_key(s, "?", "run without an answer");
	sitting_sees(s, "q or Enter closes");
	sitting_key(s, "j?", "▸ ( ) a byte");
	sitting_misses(s, "run without an answer");
	sitting_key(s, "?", "run without an answer");
	tty_send(s->tty, "\033");
	sitting_misses(s, "run without an answer");
	leave(s);
}

static void test_scroll(void **state)
{
	struct sitting *s = *state;
	sitting_learn(s, "tour.json", "How large is it?");
	sitting_key(s, "x", "How large is it?");
	sitting_sees(s, "PgDn ↓");
	sitting_sees(s, "more ─");
	sitting_key(s, "G", "↑ ");
	sitting_misses(s, "How large is it?");
	sitting_key(s, "g", "How large is it?");
	sitting_key(s, "ww", "▸ address space");
	leave(s);
}

/* The row of the screen that has this text, or -1. */
static int row_of(struct sitting *s, const char *text)
{
	for (int y = 0; y < 24; y++)
		if (strstr(tty_row(s->tty, y), text))
			return y;
	return -1;
}

/* Keys of the question bring the learner back to it from another pane. */
static void test_answer_from_another_pane(void **state)
{
	struct sitting *s = *state;
	sitting_learn(s, "tour.json", "How large is it?");
	sitting_key(s, "w", "▸ what will be run");
	sitting_key(s, SPACE, "▸ (●) a byte");
	sitting_sees(s, "▸ One of three");
	sitting_key(s, "w", "▸ what will be run");
	sitting_key(s, "2", "▸ (●) a page");
	leave(s);
}

static void test_mouse(void **state)
{
	struct sitting *s = *state;
	char click[32];
	sitting_learn(s, "tour.json", "( ) a page");
	snprintf(click, sizeof click, "\033[<0;10;%dM", row_of(s, "( ) a page") + 1);
	sitting_key(s, click, "▸ (●) a page");
	sitting_key(s, ENTER, "✓ Right.");
	snprintf(click, sizeof click, "\033[<65;10;%dM", row_of(s, "✓ Right.") + 1);
	sitting_key(s, click, "↑ ");
	/* A click beside everything changes nothing. */
	sitting_key(s, "\033[<0;80;24M", "↑ ");
	leave(s);
}

static void test_resize(void **state)
{
	static const struct {
		int rows, cols;
		const char *sees;
	} sizes[] = { { 40, 120, "(●) a page" },
		      { 60, 200, "(●) a page" },
		      { 10, 40, "tour: one step" },
		      { 1, 1, "" },
		      { 24, 80, "(●) a page" } };
	struct sitting *s = *state;
	sitting_learn(s, "tour.json", "How large is it?");
	sitting_key(s, "2", "(●) a page");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		tty_resize(s->tty, sizes[i].rows, sizes[i].cols);
		sitting_sees(s, sizes[i].sees);
	}
	sitting_key(s, ENTER, "✓ Right.");
	leave(s);
}

int main(void)
{
#define SITTING(f) cmocka_unit_test_setup_teardown(f, sitting_setup, sitting_teardown)
	const struct CMUnitTest tests[] = {
		SITTING(test_choice),
		SITTING(test_choice_by_arrows),
		SITTING(test_space_marks_the_first),
		SITTING(test_many),
		SITTING(test_number),
		SITTING(test_pages),
		SITTING(test_outcome),
		SITTING(test_hints),
		SITTING(test_ends_of_steps),
		SITTING(test_back_is_replay),
		SITTING(test_first_step_has_no_back),
		SITTING(test_help),
		SITTING(test_scroll),
		SITTING(test_answer_from_another_pane),
		SITTING(test_mouse),
		SITTING(test_resize),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
