/* Moving about on the screen: contents of a lesson, search in the course, any step from anywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "support/installed.h"

#define ENTER "\r"
#define ESC   "\033"
#define DOWN  "\033OB"

static void start(struct sitting *s, const char *lesson)
{
	sitting_start(s, (const char *const[]){ "learn", lesson, NULL }, NULL, 24, 80);
}

static void open_tour(struct sitting *s)
{
	start(s, "tour");
	sitting_sees(s, "How large is it?");
}

static void quit(struct sitting *s)
{
	sitting_look(s);
	tty_send(s->tty, "\003");
	sitting_over(s, 0);
}

/* The row of the screen that has this text. */
static int row_of(struct sitting *s, const char *text)
{
	for (int y = 0; y < 24; y++)
		if (strstr(tty_row(s->tty, y), text))
			return y;
	fail_msg("no row has \"%s\":\n%s", text, tty_screen(s->tty));
	return -1;
}

static void test_contents_marks(void **state)
{
	struct sitting *s = *state;
	open_tour(s);
	sitting_key(s, "2" ENTER, "✓ Right.");
	sitting_key(s, ENTER, "Several hold");
	sitting_key(s, "2" ENTER, "Not so.");
	sitting_key(s, "c", "2 of 10 steps seen, 1 answered right");
	sitting_sees(s, "▸ ✗  2  Several hold");
	assert_non_null(strstr(tty_row(s->tty, row_of(s, "✓  1  One of three")), "right"));
	assert_non_null(strstr(tty_row(s->tty, row_of(s, " 2  Several hold")), "wrong"));
	assert_null(strstr(tty_row(s->tty, row_of(s, " 3  A number")), "seen"));
	/* Back where it was. */
	sitting_key(s, ESC, "Not so.");
	quit(s);
}

/* Any step is reached from any: what it builds on is run first. */
static void test_contents_go(void **state)
{
	struct sitting *s = *state;
	open_tour(s);
	sitting_key(s, "c", "▸ •  1  One of three");
	sitting_key(s, DOWN "jj", "▸    4  Pages to mark");
	sitting_key(s, ENTER, "Which are present?");
	sitting_key(s, " ", "[x] [ ] [ ]");
	sitting_key(s, "c", "10  The last one");
	sitting_key(s, "G", "▸   10  The last one");
	sitting_key(s, ENTER, "Enter run the step");
	sitting_key(s, ENTER, "That was the last step");
	/* A lesson that is finished is browsed like any other. */
	sitting_key(s, "c", "▸ • 10  The last one");
	sitting_key(s, "g" ENTER, "How large is it?");
	quit(s);
}

static void test_contents_by_mouse(void **state)
{
	struct sitting *s = *state;
	char click[64];
	open_tour(s);
	sitting_key(s, "c", "5  An outcome");
	snprintf(click, sizeof click, "\033[<0;10;%dM\033[<0;10;%dm", row_of(s, "5  An outcome") + 1,
		 row_of(s, "5  An outcome") + 1);
	sitting_key(s, click, "▸    5  An outcome");
	sitting_key(s, "\033[<64;10;5M", "▸    4  Pages to mark");
	sitting_key(s, click, "▸    5  An outcome");
	sitting_key(s, click, "What does it come to?");
	quit(s);
}

/* The first step of the tour says mmap(...): the tables tell what that is, and where else it is used. */
static void test_words(void **state)
{
	struct sitting *s = *state;
	open_tour(s);
	sitting_key(s, "H", "Words of this step");
	sitting_key(s, DOWN, "NULL");
	sitting_sees(s, "▸   NULL");
	sitting_key(s, "g" ENTER, "makes a mapping");
	sitting_sees(s, "Used in ");
	sitting_key(s, "q", "Enter go there");
	sitting_key(s, ESC, "One of three");
	quit(s);
}

/* A task says what is to be done before the run, and ticks its goals by what the kernel did. */
static void test_task(void **state)
{
	struct sitting *s = *state;
	sitting_learn(s, "task.json", "Close the second page of area.");
	sitting_sees(s, "[ ] the second page cannot be touched");
	sitting_sees(s, "area = mmap(NULL, 2*page");
	sitting_misses(s, "mprotect");
	sitting_key(s, "i", "stops every touch");
	sitting_key(s, ENTER, "[✓] the second page cannot be touched");
	sitting_sees(s, "[✓] the first page can be written");
	quit(s);
}

static void test_search_in_lesson(void **state)
{
	struct sitting *s = *state;
	open_tour(s);
	sitting_key(s, "/", "Search:");
	sitting_sees(s, "Type words");
	sitting_key(s, "no such word", "No step has this.");
	sitting_key(s, "\025second process", "▸   tour 7: A second process");
	sitting_sees(s, "1 step");
	sitting_key(s, ENTER, "Enter run the step");
	sitting_sees(s, "A second process");
	sitting_key(s, ENTER, "the process exits with status 3");
	/* Words in any order and any case; keys of the lesson are letters here. */
	sitting_key(s, "/", "Search:");
	sitting_key(s, "MMAP qq", "No step has this.");
	sitting_key(s, "\177\177three.DAT", "tour 10: The last one");
	sitting_key(s, ESC, "the process exits with status 3");
	quit(s);
}

static void test_search_to_another_lesson(void **state)
{
	struct sitting *s = *state;
	open_tour(s);
	sitting_key(s, "/", "Search:");
	sitting_key(s, "second of two", "▸   short 2: The second of two");
	sitting_key(s, ENTER, "short: a lesson of two steps");
	sitting_sees(s, "Enter run the step");
	sitting_key(s, ENTER, "That was the last step");
	/* And from there to the step after a part that was never seen. */
	sitting_key(s, "/", "Search:");
	sitting_key(s, "EINVAL", "No step has this.");
	sitting_key(s, "\025outcome" ENTER, "What does it come to?");
	sitting_key(s, "q", "A course for the tests");
	sitting_sees(s, "▸  2  tour");
	quit(s);
}

static void test_search_from_the_list(void **state)
{
	struct sitting *s = *state;
	start(s, NULL);
	sitting_sees(s, "A course for the tests");
	sitting_key(s, "/", "Search:");
	sitting_key(s, "page", "tour 4: Pages to mark");
	sitting_key(s, DOWN, "▸   ");
	sitting_key(s, ESC, "A course for the tests");
	sitting_key(s, "/", "Search:");
	sitting_key(s, "filled very" ENTER, "Filled very often");
	sitting_sees(s, "Enter run the step");
	sitting_key(s, "q", "▸  4  long");
	quit(s);
}

static void test_keys_are_told(void **state)
{
	struct sitting *s = *state;
	open_tour(s);
	sitting_key(s, "?", "contents");
	sitting_sees(s, "search");
	sitting_key(s, "?c", "go there");
	sitting_key(s, "?", "q or Enter closes");
	quit(s);
}

static void test_resize(void **state)
{
	struct sitting *s = *state;
	open_tour(s);
	sitting_key(s, "c", "10  The last one");
	tty_resize(s->tty, 6, 30);
	sitting_sees(s, "▸ •  1  One of three");
	sitting_key(s, "G", "▸   10  The last one");
	tty_resize(s->tty, 1, 1);
	tty_resize(s->tty, 24, 80);
	sitting_sees(s, "▸   10  The last one");
	quit(s);
}

int main(void)
{
#define SITTING(f) cmocka_unit_test_setup_teardown(f, installed_setup, sitting_teardown)
	const struct CMUnitTest tests[] = {
		SITTING(test_contents_marks),
		SITTING(test_contents_go),
		SITTING(test_contents_by_mouse),
		SITTING(test_words),
		SITTING(test_task),
		SITTING(test_search_in_lesson),
		SITTING(test_search_to_another_lesson),
		SITTING(test_search_from_the_list),
		SITTING(test_keys_are_told),
		SITTING(test_resize),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
