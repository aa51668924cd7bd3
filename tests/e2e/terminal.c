/*
 * What a terminal can do to a program, for each of its screens: signals, stop and go on, hanging up, one cell, a storm
 * of sizes, output that nobody takes, no input at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/sitting.h"

enum { SIZES = 200, LARGEST = 500, BLOCKED_MS = 400, BUSY_PERCENT = 50 };

/* `leave`: the keys that end it. A line dialogue knows no redraw, and reads on at its own pace. */
struct screen {
	const char *name;
	const char *args[6];
	const char *lesson; /* of the fixtures, behind the arguments; NULL */
	const char *text;   /* seen once it is up */
	const char *leave;
	bool dialogue;
};

static const struct screen screens[] = {
	{ .name = "learn", .args = { "learn" }, .lesson = "tour.json", .text = "How large is it?", .leave = "q" },
	{ .name = "play", .args = { "play" }, .text = "free play", .leave = "\033" },
	{ .name = "course", .text = "mmaptutor", .leave = "q" },
	{ .name = "quiz",
	  .args = { "quiz", "--plain", "--seed", "7" },
	  .lesson = "tour.json",
	  .text = "Question 1 of",
	  .leave = "quit\n",
	  .dialogue = true },
};
enum { SCREENS = sizeof screens / sizeof *screens };

static void start_at(struct sitting *s, const struct screen *c, int rows, int cols)
{
	const char *argv[8] = { NULL };
	size_t n = 0;
	for (; c->args[n]; n++)
		argv[n] = c->args[n];
	if (c->lesson)
		argv[n++] = sitting_fixture(c->lesson);
	if (!n)
		argv[0] = "--no-color";
	print_message("%s\n", c->name);
	sitting_start(s, argv, NULL, rows, cols);
}

static void start(struct sitting *s, const struct screen *c)
{
	start_at(s, c, 24, 80);
	sitting_sees(s, c->text);
	sitting_look(s);
}

static void leave(struct sitting *s, const struct screen *c)
{
	tty_send(s->tty, c->leave);
	sitting_over(s, 0);
}

static void test_signals(void **state)
{
	static const int sigs[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };
	for (size_t i = 0; i < SCREENS; i++) {
		for (size_t k = 0; k < sizeof sigs / sizeof *sigs; k++) {
			start(*state, &screens[i]);
			assert_int_equal(kill(tty_pid(((struct sitting *)*state)->tty), sigs[k]), 0);
			sitting_over(*state, 128 + sigs[k]);
		}
	}
}

static void test_stop_and_continue(void **state)
{
	struct sitting *s = *state;
	const char *why;
	int status;
	for (size_t i = 0; i < SCREENS; i++) {
		/* The kernel itself stops a dialogue, but not one without a shell that could continue it. */
		if (screens[i].dialogue)
			continue;
		start(s, &screens[i]);
		assert_int_equal(kill(tty_pid(s->tty), SIGTSTP), 0);
		assert_int_equal(waitpid(tty_pid(s->tty), &status, WUNTRACED), tty_pid(s->tty));
		assert_true(WIFSTOPPED(status));
		tty_settle(s->tty, 0);
		if (!tty_whole(s->tty, &why))
			fail_msg("%s: %s", screens[i].name, why);
		assert_int_equal(kill(tty_pid(s->tty), SIGCONT), 0);
		sitting_sees(s, screens[i].text);
		leave(s, &screens[i]);
	}
}

static void test_terminal_gone(void **state)
{
	struct sitting *s = *state;
	int status;
	for (size_t i = 0; i < SCREENS; i++) {
		start(s, &screens[i]);
		tty_hang_up(s->tty);
		assert_true(tty_wait_exit(s->tty, &status));
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 128 + SIGHUP);
		sitting_nothing_left(s);
	}
}

static void test_one_cell(void **state)
{
	struct sitting *s = *state;
	for (size_t i = 0; i < SCREENS; i++) {
		start_at(s, &screens[i], 1, 1);
		if (!screens[i].dialogue) {
			tty_resize(s->tty, 24, 80);
			sitting_sees(s, screens[i].text);
			tty_resize(s->tty, 1, 1);
			tty_resize(s->tty, 1, 80);
			tty_resize(s->tty, 24, 1);
		}
		leave(s, &screens[i]);
	}
}

static bool has_more(struct tty *t, void *data)
{
	return tty_bytes(t) > *(size_t *)data;
}

/* Every eighth size is drawn before the next; the others come as fast as they can. Two in a row always differ. */
static void one_size(struct sitting *s, int k)
{
	int largest = k % 8 ? 60 : LARGEST, cols = (int)(random() % largest);
	size_t before = tty_bytes(s->tty);
	tty_resize(s->tty, (int)(random() % largest) + 1, cols / 2 * 2 + 1 + k % 2);
	if (k % 8 == 0)
		assert_true(tty_wait(s->tty, has_more, &before));
	else
		tty_settle(s->tty, 0);
}

/* Sizes by chance, faster than anything can be drawn; keys in between. STORM_SEED repeats one. */
static void test_storm(void **state)
{
	static const char *const keys[] = { "x", "\033OB", "b", "+", "1", "m" };
	const char *given = getenv("STORM_SEED");
	struct sitting *s = *state;
	unsigned seed;
	assert_int_equal(getrandom(&seed, sizeof seed, 0), sizeof seed);
	seed = given ? (unsigned)strtoul(given, NULL, 10) : seed;
	print_message("STORM_SEED=%u\n", seed);
	srandom(seed);
	for (size_t i = 0; i < SCREENS; i++) {
		if (screens[i].dialogue)
			continue;
		start(s, &screens[i]);
		for (int k = 0; k < SIZES; k++) {
			one_size(s, k);
			if (k % 16 == 0 && i == 0)
				tty_send(s->tty, keys[(size_t)random() % (sizeof keys / sizeof *keys)]);
		}
		tty_resize(s->tty, 24, 80);
		if (i > 0)
			sitting_sees(s, screens[i].text);
		leave(s, &screens[i]);
	}
}

/* CPU time of the program, in clock ticks. */
static long ticks_of(pid_t pid)
{
	char path[64], text[1024] = "";
	unsigned long user = 0, sys = 0;
	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	size_t n = fread(text, 1, sizeof text - 1, f);
	fclose(f);
	text[n] = '\0';
	const char *at = strrchr(text, ')');
	assert_non_null(at);
	assert_int_equal(sscanf(at, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &sys), 2);
	return (long)(user + sys);
}

/* Nobody reads what it writes: it waits, and takes no time while it does. */
static void test_output_blocked(void **state)
{
	struct sitting *s = *state;
	for (size_t i = 0; i < SCREENS; i++) {
		start(s, &screens[i]);
		for (int k = 0; k < 60; k++)
			tty_send(s->tty, screens[i].dialogue ? "?\n" : "\f");
		(void)poll(NULL, 0, BLOCKED_MS);
		long before = ticks_of(tty_pid(s->tty));
		/* Not a wait for something: the time over which is measured. */
		(void)poll(NULL, 0, BLOCKED_MS);
		long spent = ticks_of(tty_pid(s->tty)) - before;
		assert_true(spent * 1000 / sysconf(_SC_CLK_TCK) <= BLOCKED_MS * BUSY_PERCENT / 100);
		leave(s, &screens[i]);
	}
}

/* Closed, or at its end at once: it ends by itself, with a reason where it could not do what was asked. */
static void test_no_input(void **state)
{
	static const char *const scripts[] = { "\"$0\" \"$@\" <&-", "\"$0\" \"$@\" </dev/null" };
	struct sitting *s = *state;
	int status;
	for (size_t i = 0; i < SCREENS; i++) {
		for (size_t k = 0; k < sizeof scripts / sizeof *scripts; k++) {
			const char *argv[8] = { NULL }, *why;
			size_t n = 0;
			for (; screens[i].args[n]; n++)
				argv[n] = screens[i].args[n];
			argv[n] = screens[i].lesson ? sitting_fixture(screens[i].lesson) : NULL;
			print_message("%s %s\n", screens[i].name, scripts[k]);
			sitting_script(s, scripts[k], argv);
			assert_true(tty_wait_exit(s->tty, &status));
			assert_true(WIFEXITED(status));
			assert_in_range(WEXITSTATUS(status), 0, 4);
			if (!tty_whole(s->tty, &why))
				fail_msg("%s: %s", screens[i].name, why);
		}
	}
}

int main(void)
{
#define SITTING(f) cmocka_unit_test_setup_teardown(f, sitting_setup, sitting_teardown)
	const struct CMUnitTest tests[] = {
		SITTING(test_signals),       SITTING(test_stop_and_continue),
		SITTING(test_terminal_gone), SITTING(test_one_cell),
		SITTING(test_storm),         SITTING(test_output_blocked),
		SITTING(test_no_input),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
