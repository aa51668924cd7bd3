/* A quiz in a real terminal: every kind of question right and wrong, the list, an exam, cut off and gone on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support/sitting.h"

#define ENTER     "\r"
#define RIGHT     "\033OC"
#define SHIFT_TAB "\033[Z"
#define F3        "\033OR"
#define F4        "\033OS"

enum { KINDS = 6 };

/* What the order of a quiz is depends on its seed: a question is known by its prompt. */
static const struct kind {
	const char *prompt, *right, *sees, *wrong, *sees_then;
} kinds[KINDS] = {
	{ "How large is it?", "2" ENTER, "✓ (●) a page", "1" ENTER, "✗ (●) a byte" },
	{ "What is true then?", "13" ENTER, "✓ [x] a page is present", "12" ENTER, "✗ [x] nothing is present" },
	{ "How many pages are present?", "2" ENTER, "you said    2 pages", "3" ENTER, "you said    3 pages" },
	{ "Which are present?", RIGHT " " ENTER, "you said    . x .", " " ENTER, "you said    x . ." },
	{ "What does it come to?", RIGHT RIGHT RIGHT RIGHT RIGHT RIGHT RIGHT ENTER, "you said    EINVAL", " " ENTER,
	  "you said    it succeeds" },
	{ "Close the second page of", "mprotect(area + 4096*page/4096, page, 0)" ENTER ENTER, "All goals are reached",
	  "mprotect(area, 2*page, PROT_NONE)" ENTER ENTER, "That closes the first page too." },
};

static void start(struct sitting *s, const char *const more[], int rows, int cols)
{
	const char *args[12] = { "quiz", sitting_fixture("quiz.json"), "--seed", "5" };
	for (size_t i = 0; more && more[i]; i++)
		args[4 + i] = more[i];
	sitting_start(s, args, NULL, rows, cols);
}

/* The kind of the question that has this number, once it is there. */
struct sought {
	int number;
	const struct kind *found;
};

static bool shows(struct tty *t, void *data)
{
	struct sought *want = data;
	char place[32];
	snprintf(place, sizeof place, "question %d of %d", want->number, KINDS);
	if (!strstr(tty_row(t, 0), place) ||
	    (!strstr(tty_screen(t), " the question ─") && !strstr(tty_screen(t), " the task ─")))
		return false;
	for (size_t i = 0; i < KINDS && !want->found; i++)
		want->found = strstr(tty_screen(t), kinds[i].prompt) ? &kinds[i] : NULL;
	return want->found != NULL;
}

static const struct kind *question(struct sitting *s, int number)
{
	struct sought want = { .number = number };
	assert_true(tty_wait(s->tty, shows, &want));
	return want.found;
}

static void leave(struct sitting *s)
{
	sitting_look(s);
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

static void answer_all_right(struct sitting *s)
{
	for (int n = 1; n <= KINDS; n++) {
		const struct kind *k = question(s, n);
		sitting_key(s, k->right, k->sees);
		sitting_sees(s, "Right.");
		sitting_sees(s, "Enter next question");
		tty_send(s->tty, ENTER);
	}
	sitting_sees(s, "6 right, 0 wrong, 0 skipped, 0 void");
	sitting_sees(s, "✓  6");
}

static void test_right(void **state)
{
	struct sitting *s = *state;
	start(s, NULL, 24, 80);
	answer_all_right(s);
	leave(s);
}

static void test_right_on_a_wide_screen(void **state)
{
	struct sitting *s = *state;
	start(s, NULL, 60, 200);
	answer_all_right(s);
	leave(s);
}

/* A wrong answer comes back behind the others; the tally is of first answers. */
static void test_wrong(void **state)
{
	struct sitting *s = *state;
	start(s, NULL, 40, 100);
	for (int n = 1; n <= KINDS; n++) {
		const struct kind *k = question(s, n);
		sitting_key(s, k->wrong, k->sees_then);
		if (k == &kinds[KINDS - 1])
			sitting_key(s, F4, "mprotect(area + page, page, PROT_NONE)"); /* its solution */
		else
			sitting_sees(s, "Not so. The kernel did otherwise.");
		sitting_sees(s, "This question comes back later");
		tty_send(s->tty, ENTER);
	}
	sitting_sees(s, "question 1 of 6, again");
	sitting_key(s, "q", "6 of 12 answered");
	sitting_sees(s, "to come, again");
	leave(s);
}

static void test_task(void **state)
{
	struct sitting *s = *state;
	start(s, NULL, 40, 100);
	for (int n = 1; question(s, n) != &kinds[KINDS - 1]; n++) {
		tty_send(s->tty, "x");
		sitting_key(s, "", "Not answered this time.");
		tty_send(s->tty, ENTER);
	}
	sitting_key(s, ENTER, "Not yet."); /* the empty attempt */
	sitting_sees(s, "[✗] the second page cannot be touched");
	sitting_sees(s, "[✓] the first page can be written");
	sitting_key(s, "mprotekt(area)" ENTER, "^");
	sitting_key(s, "\005\025mprot\t", "mprotect(");
	sitting_key(s, "area, page, PROT_READ)" ENTER, "1  mprotect(area, page, PROT_READ)");
	sitting_key(s, "\177", "> mprotect(area, page, PROT_READ)"); /* back into the line */
	sitting_misses(s, "1  mprotect");
	sitting_key(s, F3, "One call changes what may be done");
	sitting_key(s, "\005\025last = area + page" ENTER, "1  last = area + page");
	sitting_key(s, "mmap(last, page, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)" ENTER ENTER,
		    "All goals are reached");
	sitting_sees(s, "[✓] the second page cannot be touched");
	tty_send(s->tty, "q");
	leave(s);
}

static void test_hints(void **state)
{
	struct sitting *s = *state;
	start(s, NULL, 40, 100);
	for (int n = 1; question(s, n) != &kinds[0]; n++) {
		tty_send(s->tty, question(s, n) == &kinds[KINDS - 1] ? F4 : "x");
		sitting_key(s, "", "Enter next question");
		tty_send(s->tty, ENTER);
	}
	sitting_key(s, "i", "Hint 1 of 2");
	sitting_key(s, "i", "An entry of them is about a whole page.");
	sitting_key(s, "i", "There are no more hints");
	tty_send(s->tty, "I");
	sitting_misses(s, "Hint 2 of 2");
	sitting_key(s, "s", ", sure");
	sitting_key(s, ENTER, "Choose by arrow or digit");
	sitting_key(s, "2" ENTER, "✓ Right.");
	tty_send(s->tty, "q");
	leave(s);
}

/* Goes on to the question of a kind: those before it are skipped. */
static const struct kind *skip_to(struct sitting *s, const struct kind *wanted)
{
	const struct kind *k;
	for (int n = 1; (k = question(s, n)) != wanted; n++) {
		tty_send(s->tty, k == &kinds[KINDS - 1] ? F4 : "x");
		sitting_key(s, "", "Enter next question");
		tty_send(s->tty, ENTER);
	}
	return k;
}

/* A number that was mistyped is mended; what does not fit is no number. */
static void test_number_mended(void **state)
{
	struct sitting *s = *state;
	start(s, NULL, 24, 80);
	skip_to(s, &kinds[2]);
	sitting_key(s, ENTER, "Type a number");
	sitting_key(s, "27", "[27 ");
	sitting_key(s, "\177", "[2  ");
	sitting_key(s, "\177-", "[-  ");
	sitting_key(s, "\1772" ENTER, "you said    2 pages");
	tty_send(s->tty, "q");
	leave(s);
}

/* On a small screen too the hint that was asked for is read, and what each choice is worth. */
static void test_hint_and_whys_in_sight(void **state)
{
	struct sitting *s = *state;
	start(s, NULL, 24, 80);
	skip_to(s, &kinds[0]);
	sitting_key(s, "i", "Think of page tables.");
	sitting_key(s, "i", "An entry of them is about a whole page.");
	sitting_key(s, "I", "Think of page tables.");
	sitting_misses(s, "An entry of them");
	tty_send(s->tty, "I");
	sitting_misses(s, "Think of page tables.");
	sitting_key(s, "I", "There is no hint before");
	sitting_key(s, "2" ENTER, "Rounded up.");
	sitting_sees(s, "There is no entry for a byte.");
	tty_send(s->tty, "q");
	leave(s);
}

/* Digits choose where there are no numbers to type: an outcome by its place, a page by its number. */
static void test_digits(void **state)
{
	struct sitting *s = *state;
	start(s, NULL, 24, 80);
	skip_to(s, &kinds[4]);
	sitting_key(s, ENTER, "Choose by arrow or digit");
	sitting_key(s, "8", "(●) EINVAL");
	sitting_key(s, ENTER, "you said    EINVAL");
	tty_send(s->tty, "q");
	leave(s);
}

/* Behind an answer the step can be played with; the sitting then goes on as it was. */
static void test_play(void **state)
{
	struct sitting *s = *state;
	start(s, NULL, 24, 80);
	const struct kind *k = question(s, 1);
	sitting_key(s, k->right, k->sees);
	sitting_key(s, "\t", "free play");
	sitting_key(s, "z = mmap(NULL, page, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)" ENTER, "pages of z");
	sitting_key(s, "\033", k->sees);
	tty_send(s->tty, ENTER);
	question(s, 2);
	tty_send(s->tty, "\033");
	sitting_sees(s, "1 of 6 answered");
	sitting_key(s, "\033", "question 2 of 6");
	tty_send(s->tty, "\033");
	sitting_sees(s, "1 of 6 answered");
	leave(s);
}

static void test_lab_ended_from_outside(void **state)
{
	struct sitting *s = *state;
	start(s, NULL, 24, 80);
	const struct kind *k = question(s, 1);
	assert_int_not_equal(sitting_look(s), 0);
	sitting_kill_lab(s);
	sitting_sees(s, "ended from outside");
	sitting_key(s, k->right, k->sees);
	tty_send(s->tty, "q");
	sitting_sees(s, "1 of 6 answered");
	leave(s);
}

/* Every answer is on disk before the next question: what kills the program takes nothing away. */
static void test_killed_and_gone_on(void **state)
{
	struct sitting *s = *state;
	start(s, NULL, 24, 80);
	for (int n = 1; n <= 4; n++) {
		const struct kind *k = question(s, n);
		sitting_key(s, k->right, k->sees);
		if (n < 4)
			tty_send(s->tty, ENTER);
	}
	sitting_kill(s);
	start(s, NULL, 24, 80);
	question(s, 5);
	sitting_sees(s, "goes on behind 4 answers that are kept");
	sitting_key(s, "q", "4 of 6 answered");
	leave(s);
}

static void test_exam(void **state)
{
	struct sitting *s = *state;
	char out[SITTING_PATH + 16];
	snprintf(out, sizeof out, "%s/ada.json", s->home);
	start(s, (const char *const[]){ "--exam", "--minutes", "30", "--name", "ada", "--out", out, NULL }, 24, 100);
	const struct kind *first = question(s, 1);
	for (int n = 1; n <= 3; n++) {
		const struct kind *k = question(s, n);
		sitting_sees(s, "30 min left");
		tty_send(s->tty, k->wrong);
		assert_ptr_not_equal(question(s, n + 1), k);
		sitting_sees(s, "Noted; this is the next question");
		assert_null(strstr(tty_screen(s->tty), "Not so."));
	}
	tty_send(s->tty, "\033");
	sitting_sees(s, "3 of 6 answered");
	assert_null(strstr(tty_screen(s->tty), "wrong"));
	sitting_key(s, "\033OA" ENTER, "shown when it is over");
	sitting_key(s, "q", "3 are not answered; q once more hands the exam in");
	sitting_key(s, "\033OB", "quiz: one"); /* another key takes it back */
	sitting_key(s, "q", "q once more");
	assert_int_not_equal(access(out, R_OK), 0);
	sitting_key(s, "q", "0 right, 3 wrong, 3 skipped, 0 void"); /* handed in */
	assert_int_equal(access(out, R_OK), 0);
	sitting_key(s, "\033OH" ENTER, "question 1 of 6");
	sitting_sees(s, first->sees_then);
	tty_send(s->tty, "q");
	sitting_sees(s, "3 skipped");
	leave(s);
}

/* The limit counts from where it began, whatever became of the program meanwhile. */
static void test_time_over(void **state)
{
	static const char script[] = "sed -i 's/\"time\":[0-9]*/\"time\":1000000000/' "
				     "\"$XDG_STATE_HOME\"/mmaptutor/log.jsonl && exec \"$0\" \"$@\"";
	struct sitting *s = *state;
	start(s, (const char *const[]){ "--exam", "--minutes", "5", NULL }, 24, 80);
	tty_send(s->tty, question(s, 1)->right);
	question(s, 2);
	sitting_kill(s);
	sitting_script(s, script,
		       (const char *const[]){ "quiz", sitting_fixture("quiz.json"), "--seed", "5", "--exam",
					      "--minutes", "5", NULL });
	sitting_sees(s, "The time is over: 1 right, 0 wrong, 5 skipped, 0 void");
	sitting_sees(s, "not answered");
	leave(s);
}

/* q asks nothing twice where nothing is lost; ^C leaves at once, and the sitting goes on another time. */
static void test_left_by_interrupt(void **state)
{
	struct sitting *s = *state;
	start(s, NULL, 24, 80);
	const struct kind *k = question(s, 1);
	sitting_key(s, k->right, k->sees);
	sitting_look(s);
	tty_send(s->tty, "\003");
	sitting_over(s, 0);
	start(s, NULL, 24, 80);
	question(s, 2);
	sitting_key(s, SHIFT_TAB, "question 2 of 6");
	tty_send(s->tty, "\003");
	sitting_over(s, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_right, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_right_on_a_wide_screen, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_wrong, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_task, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_hints, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_number_mended, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_hint_and_whys_in_sight, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_digits, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_play, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_lab_ended_from_outside, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_killed_and_gone_on, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_exam, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_time_over, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_left_by_interrupt, sitting_setup, sitting_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
