/*
 * A hundred sittings, each killed by SIGKILL at a call chosen by chance: between any two calls that it makes of the
 * kernel. Afterwards every answer that was acknowledged (the next question was shown) is in the log, which has no
 * damaged line; no process is left, and the next start clears away what is.
 *
 * KILL_SEED in the environment repeats a run, KILL_TIMES makes it longer.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/wait.h>

#include "support/faulty.h"

enum { TIMES = 50 };

static const struct scenario quiz = {
	.name = "quiz",
	.args = { "quiz", "--plain", "--seed", "7", "--questions", "6" },
	.lesson = "tour.json",
	.input = "1\nhint\n2\n3\nskip\n1 2\nall\n4096\nskip\nskip\nskip\nskip\nskip\nskip\n",
};
static const struct scenario learn = {
	.name = "learn",
	.args = { "learn" },
	.lesson = "tour.json",
	.input = "2\r\r1\r\rx\rxb\rx\r\rx\rq",
	.screen = true,
};

static unsigned number_of(const char *name, unsigned otherwise)
{
	const char *text = getenv(name);
	return text ? (unsigned)strtoul(text, NULL, 10) : otherwise;
}

/* The plain quiz shows a question when the one before it is settled. */
static size_t acknowledged(const struct faulty *d)
{
	struct buf out;
	size_t shown = 0;
	buf_init(&out, FAULTY_TEXT);
	faulty_read(d->out, &out);
	for (const char *at = buf_str(&out); (at = strstr(at, "\nQuestion ")); at++)
		shown++;
	buf_finish(&out);
	return shown ? shown - 1 : 0;
}

static bool sound(struct faulty *d, const struct scenario *c, unsigned nth, int status)
{
	size_t answers = 0, want = c->screen ? 0 : acknowledged(d);
	char text[96];
	const char *why = NULL;
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		why = "was not killed";
	if (!why)
		why = faulty_kids();
	if (!why)
		why = faulty_log(d, &answers);
	if (!why && answers < want) {
		snprintf(text, sizeof text, "%zu answers of %zu are in the log", answers, want);
		why = text;
	}
	if (!why)
		why = faulty_dirs(d);
	if (why)
		print_message("%s killed at call %u: %s\n", c->name, nth, why);
	return !why;
}

static void kill_often(void **state, const struct scenario *c)
{
	struct faulty *d = *state;
	unsigned drawn, wrong = 0, times = number_of("KILL_TIMES", TIMES);
	assert_int_equal(getrandom(&drawn, sizeof drawn, 0), sizeof drawn);
	unsigned seed = number_of("KILL_SEED", drawn);
	int status = faulty_run(d, c, FAULT_KILL, 0);
	unsigned count = atomic_load(&d->note->count);
	assert_true(WIFEXITED(status));
	assert_null(faulty_kids());
	print_message("%s: %u kills among %u calls, KILL_SEED=%u\n", c->name, times, count, seed);
	srandom(seed);
	for (unsigned i = 0; i < times; i++) {
		/* Where calls vary, one that comes later may not be reached: then an earlier one is. */
		unsigned nth = (unsigned)random() % (count - count / 16) + 1;
		wrong += !sound(d, c, nth, faulty_run(d, c, FAULT_KILL, nth));
	}
	assert_int_equal(wrong, 0);
}

static void test_quiz(void **state)
{
	kill_often(state, &quiz);
}

static void test_learn(void **state)
{
	kill_often(state, &learn);
}

int main(void)
{
#if defined(__SANITIZE_ADDRESS__)
	puts("1..1\nok 1 - nothing # SKIP a sanitizer stands where this would be preloaded");
	return 0;
#endif
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_quiz, faulty_setup, faulty_teardown),
		cmocka_unit_test_setup_teardown(test_learn, faulty_setup, faulty_teardown),
	};
	faulty_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
