/* The ways out of the learn screen, and what befalls it on the way: signals, a lost lab, a lost terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/wait.h>

#include "support/sitting.h"

#define ENTER   "\r"
#define RUNNING "The step is running; Esc gives up"

/* In the middle of a lesson, the lab there, its files too. */
static void in_the_middle(struct sitting *s)
{
	sitting_learn(s, "tour.json", "How large is it?");
	sitting_key(s, "x", "what was run");
	sitting_key(s, ENTER, "Several hold");
	assert_int_equal(sitting_look(s), 1);
	assert_int_equal(s->dirs_n, 1);
}

/* In a step that takes very long. */
static void in_a_long_step(struct sitting *s)
{
	sitting_learn(s, "long.json", "Something to fill");
	sitting_key(s, ENTER, "what was run");
	sitting_key(s, ENTER, "Filled very often");
	sitting_key(s, ENTER, RUNNING);
	assert_int_equal(sitting_look(s), 1);
}

static void test_keys(void **state)
{
	static const struct {
		const char *key;
		int status;
	} keys[] = { { "q", 0 }, { "\033", 0 }, { "\003", 0 } };
	struct sitting *s = *state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		sitting_learn(s, "short.json", "what will be run");
		sitting_look(s);
		tty_send(s->tty, keys[i].key);
		sitting_over(s, keys[i].status);
	}
}

static void test_signals(void **state)
{
	static const int sigs[] = { SIGTERM, SIGHUP, SIGINT };
	struct sitting *s = *state;
	for (size_t i = 0; i < sizeof sigs / sizeof *sigs; i++) {
		sitting_learn(s, "short.json", "what will be run");
		assert_int_not_equal(sitting_look(s), 0);
		assert_int_equal(kill(tty_pid(s->tty), sigs[i]), 0);
		sitting_over(s, 128 + sigs[i]);
	}
}

static void test_signal_with_help_open(void **state)
{
	struct sitting *s = *state;
	in_the_middle(s);
	sitting_key(s, "?", "run without an answer");
	assert_int_equal(kill(tty_pid(s->tty), SIGTERM), 0);
	sitting_over(s, 128 + SIGTERM);
}

static void test_signal_in_a_long_step(void **state)
{
	struct sitting *s = *state;
	in_a_long_step(s);
	assert_int_equal(kill(tty_pid(s->tty), SIGTERM), 0);
	sitting_over(s, 128 + SIGTERM);
}

/* The terminal window is closed. */
static void test_terminal_gone(void **state)
{
	struct sitting *s = *state;
	int status;
	in_the_middle(s);
	tty_hang_up(s->tty);
	assert_true(tty_wait_exit(s->tty, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 128 + SIGHUP);
	sitting_nothing_left(s);
}

static void test_terminal_gone_in_a_long_step(void **state)
{
	struct sitting *s = *state;
	int status;
	in_a_long_step(s);
	tty_hang_up(s->tty);
	assert_true(tty_wait_exit(s->tty, &status));
	assert_true(WIFEXITED(status));
	sitting_nothing_left(s);
}

/* The shell's prompt is usable while it is stopped; then the screen is as it was. */
static void stops(struct sitting *s)
{
	const char *why;
	int status;
	assert_int_equal(waitpid(tty_pid(s->tty), &status, WUNTRACED), tty_pid(s->tty));
	assert_true(WIFSTOPPED(status));
	sitting_misses(s, "Several hold");
	if (!tty_whole(s->tty, &why))
		fail_msg("%s", why);
	assert_int_equal(kill(tty_pid(s->tty), SIGCONT), 0);
	sitting_sees(s, "Several hold");
	assert_true(tty_alternate(s->tty));
	sitting_key(s, "1", "[x] the byte is X");
}

static void test_stop_and_continue(void **state)
{
	struct sitting *s = *state;
	in_the_middle(s);
	tty_send(s->tty, "\032");
	stops(s);
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

static void test_stopped_from_outside(void **state)
{
	struct sitting *s = *state;
	in_the_middle(s);
	assert_int_equal(kill(tty_pid(s->tty), SIGTSTP), 0);
	stops(s);
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

/* A fault of our own: the terminal is whole, the lab goes with us; the next start clears the directory away. */
static void test_crash(void **state)
{
	static const int sigs[] = { SIGSEGV, SIGABRT };
	struct sitting *s = *state;
	for (size_t i = 0; i < sizeof sigs / sizeof *sigs; i++) {
		sitting_learn(s, "short.json", "what will be run");
		assert_int_not_equal(sitting_look(s), 0);
		assert_int_equal(kill(tty_pid(s->tty), sigs[i]), 0);
		sitting_over_by(s, sigs[i]);
	}
	sitting_learn(s, "short.json", "what will be run");
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

static void test_lab_killed_while_idle(void **state)
{
	struct sitting *s = *state;
	in_the_middle(s);
	sitting_kill_lab(s);
	sitting_sees(s, "ended from outside; r starts it again");
	sitting_key(s, "r", "Several hold");
	sitting_misses(s, "ended from outside");
	assert_int_equal(sitting_look(s), 1);
	sitting_key(s, "x", "(1 minor fault)");
	sitting_key(s, "r", "(1 minor fault)");
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

/* Without the r too: the next run starts a lab of its own. */
static void test_lab_killed_then_run(void **state)
{
	struct sitting *s = *state;
	in_the_middle(s);
	sitting_kill_lab(s);
	sitting_sees(s, "ended from outside");
	sitting_key(s, "x", "(1 minor fault)");
	sitting_key(s, "b", "How large is it?");
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

static void test_lab_killed_in_a_long_step(void **state)
{
	struct sitting *s = *state;
	in_a_long_step(s);
	sitting_kill_lab(s);
	sitting_sees(s, "was lost in the middle of the step; r runs it again");
	sitting_key(s, "r", RUNNING);
	sitting_key(s, "\033", "The step was given up in the middle");
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

static void test_long_step_is_given_up(void **state)
{
	struct sitting *s = *state;
	in_a_long_step(s);
	sitting_sees(s, "Esc give up");
	tty_resize(s->tty, 30, 100);
	/* Keys that mean nothing now do nothing, now or later. */
	tty_send(s->tty, "qj" ENTER);
	sitting_key(s, "\033", "The step was given up in the middle; r runs it again");
	sitting_misses(s, "Esc give up");
	sitting_key(s, "b", "Something to fill");
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

int main(void)
{
#define SITTING(f) cmocka_unit_test_setup_teardown(f, sitting_setup, sitting_teardown)
	const struct CMUnitTest tests[] = {
		SITTING(test_keys),
		SITTING(test_signals),
		SITTING(test_signal_with_help_open),
		SITTING(test_signal_in_a_long_step),
		SITTING(test_terminal_gone),
		SITTING(test_terminal_gone_in_a_long_step),
		SITTING(test_stop_and_continue),
		SITTING(test_stopped_from_outside),
		SITTING(test_crash),
		SITTING(test_lab_killed_while_idle),
		SITTING(test_lab_killed_then_run),
		SITTING(test_lab_killed_in_a_long_step),
		SITTING(test_long_step_is_given_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
