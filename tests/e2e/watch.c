/* `check --watch` in a terminal: a save is seen, and ^C and ^Z do what they do elsewhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/sitting.h"

#define WAITS "waiting for the next save; ^C ends"

static void write_lesson(const char *path, int value)
{
	FILE *f = fopen(path, "we");

	assert_non_null(f);
	fprintf(f,
		"{ \"format\": 1, \"id\": \"one\", \"rev\": 1, \"title\": \"T\", \"steps\": [\n"
		"  { \"id\": \"a\", \"do\": [\"k = 1\"], \"expect\": [\"k == %d\"] }\n] }\n",
		value);
	assert_int_equal(fclose(f), 0);
}

static void start(struct sitting *s, char path[SITTING_PATH])
{
	snprintf(path, SITTING_PATH, "%.200s/one.json", s->home);
	write_lesson(path, 1);
	sitting_start(s, (const char *const[]){ "check", "--watch", path, NULL }, NULL, 24, 80);
	sitting_sees(s, WAITS);
}

static void test_save(void **state)
{
	struct sitting *s = *state;
	char path[SITTING_PATH];

	start(s, path);
	write_lesson(path, 2);
	sitting_sees(s, "one.json:2:44: this does not hold");
	tty_send(s->tty, "\003");
	sitting_over(s, 128 + SIGINT);
	assert_int_equal(unlink(path), 0);
}

/* Stopped as by the shell's ^Z, and continued: it still sees what is saved. */
static void test_stop(void **state)
{
	struct sitting *s = *state;
	char path[SITTING_PATH];
	siginfo_t stopped;

	start(s, path);
	assert_int_equal(kill(tty_pid(s->tty), SIGTSTP), 0);
	assert_int_equal(waitid(P_PID, (id_t)tty_pid(s->tty), &stopped, WSTOPPED), 0);
	assert_int_equal(kill(tty_pid(s->tty), SIGCONT), 0);
	tty_resize(s->tty, 30, 100);
	write_lesson(path, 3);
	sitting_sees(s, "one.json:2:44: this does not hold");
	assert_int_equal(kill(tty_pid(s->tty), SIGTERM), 0);
	sitting_over(s, 128 + SIGTERM);
	assert_int_equal(unlink(path), 0);
}

/* As when its terminal is closed. */
static void test_hang_up(void **state)
{
	struct sitting *s = *state;
	char path[SITTING_PATH];

	start(s, path);
	assert_int_equal(kill(tty_pid(s->tty), SIGHUP), 0);
	sitting_over(s, 128 + SIGHUP);
	assert_int_equal(unlink(path), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_save, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_stop, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_hang_up, sitting_setup, sitting_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
