/* What is around the program: terminals, locale, standard streams, home and state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support/sitting.h"

#define ENTER  "\r"
#define LESSON "short.json"

static void learn_with(struct sitting *s, const char *const env[], const char *option)
{
	const char *path = sitting_fixture("tour.json");
	sitting_start(s, (const char *const[]){ "learn", path, option, NULL }, env, 24, 80);
}

static void quit(struct sitting *s)
{
	sitting_look(s);
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

static void test_goes_on_where_it_stopped(void **state)
{
	struct sitting *s = *state;
	sitting_learn(s, "tour.json", "One of three");
	sitting_key(s, "2" ENTER, "✓ Right.");
	sitting_key(s, ENTER, "Several hold");
	quit(s);
	sitting_learn(s, "tour.json", "Several hold");
	sitting_sees(s, "step 2 of 10");
	sitting_key(s, "x", "(1 minor fault)");
	sitting_key(s, "b", "One of three");
	quit(s);
	sitting_learn(s, "tour.json", "One of three");
	quit(s);
}

static void test_from_the_start_after_the_end(void **state)
{
	struct sitting *s = *state;
	sitting_learn(s, LESSON, "The first of two");
	sitting_key(s, ENTER, "what was run");
	sitting_key(s, ENTER, "The second of two");
	sitting_key(s, ENTER, "That was the last step");
	quit(s);
	sitting_learn(s, LESSON, "The first of two");
	quit(s);
}

/* Says once that nothing is recorded, and teaches all the same. */
static void unrecorded(struct sitting *s, const char *const env[], const char *why)
{
	learn_with(s, env, NULL);
	sitting_sees(s, "Your progress is not recorded");
	sitting_sees(s, why);
	sitting_sees(s, "q close");
	sitting_key(s, ENTER, "How large is it?");
	sitting_misses(s, "not recorded");
	sitting_key(s, "2" ENTER, "✓ Right.");
	sitting_key(s, ENTER, "Several hold");
	quit(s);
}

/* A file where the directory should be: that stops root too. */
static void test_state_cannot_be_written(void **state)
{
	struct sitting *s = *state;
	char env[SITTING_PATH + 64], path[SITTING_PATH + 32];
	snprintf(path, sizeof path, "%s/file", s->home);
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	close(fd);
	snprintf(env, sizeof env, "XDG_STATE_HOME=%s", path);
	unrecorded(s, (const char *const[]){ env, NULL }, "Not a directory");
}

static void test_no_home(void **state)
{
	static const char *const env[] = { "HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", NULL };
	unrecorded(*state, env, "there is no home directory");
}

static void test_no_color(void **state)
{
	struct sitting *s = *state;
	learn_with(s, (const char *const[]){ "NO_COLOR=1", NULL }, NULL);
	sitting_sees(s, "How large is it?");
	sitting_key(s, "1" ENTER, "Not so.");
	for (int y = 0; y < 24; y++) {
		for (int x = 0; x < 80; x++) {
			struct tty_cell c = tty_cell(s->tty, y, x);
			assert_true(c.plain_fg && c.plain_bg);
		}
	}
	quit(s);
}

static void only_ascii(struct sitting *s)
{
	for (const char *p = tty_screen(s->tty); *p; p++)
		if ((unsigned char)*p >= 0x80)
			fail_msg("not ASCII: %.20s", p);
}

static void test_ascii(void **state)
{
	static const char *const in_c[] = { "LANG=C", "LC_ALL=C", NULL };
	struct sitting *s = *state;
	for (int i = 0; i < 2; i++) {
		learn_with(s, i ? NULL : in_c, i ? "--ascii" : NULL);
		sitting_sees(s, "How large is it?");
		only_ascii(s);
		sitting_key(s, "1" ENTER, "Not so.");
		only_ascii(s);
		sitting_key(s, "?", "run again");
		only_ascii(s);
		sitting_key(s, "?b", "This is the first step");
		quit(s);
	}
}

static void test_terminals(void **state)
{
	static const char *const names[] = { "TERM=vt100", "TERM=linux", "TERM=screen", "TERM=xterm" };
	struct sitting *s = *state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		/* ncurses itself forgets some bytes of some terminals. */
		learn_with(s, (const char *const[]){ names[i], "ASAN_OPTIONS=detect_leaks=0", NULL }, NULL);
		sitting_sees(s, "How large is it?");
		sitting_key(s, "b", "This is the first step");
		quit(s);
	}
}

static void test_unknown_terminal(void **state)
{
	struct sitting *s = *state;
	learn_with(s, (const char *const[]){ "TERM=nonsense", NULL }, NULL);
	sitting_sees(s, "How large is it?");
	sitting_sees(s, "TERM is \"nonsense\", which is not known here; treated as \"xterm\".");
	sitting_key(s, "1", "(●) a byte");
	sitting_misses(s, "nonsense");
	quit(s);
}

static void test_dumb_terminal(void **state)
{
	struct sitting *s = *state;
	learn_with(s, (const char *const[]){ "TERM=dumb", NULL }, NULL);
	sitting_over(s, 4);
	sitting_sees(s, "cannot place its cursor");
	sitting_sees(s, "mmaptutor run LESSON");
}

/* No terminal to ask or to show: the lesson as text, and a word on why. */
static void test_no_terminal(void **state)
{
	static const char *const scripts[] = {
		"\"$0\" learn \"$1\" <&-; echo status $?",
		"\"$0\" learn \"$1\" </dev/null; echo status $?",
		"\"$0\" learn \"$1\" >\"$2\"; status=$?; cat \"$2\"; echo status $status",
	};
	struct sitting *s = *state;
	char file[SITTING_PATH + 32], lesson[2 * SITTING_PATH];
	snprintf(file, sizeof file, "%s/out", s->home);
	snprintf(lesson, sizeof lesson, "%s", sitting_fixture(LESSON));
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
		sitting_script(s, scripts[i], (const char *const[]){ lesson, file, NULL });
		sitting_over(s, 0);
		sitting_sees(s, "this is no terminal; doing what `mmaptutor run` does");
		sitting_sees(s, "2 passed, 0 failed, 0 skipped");
		sitting_sees(s, "status 0");
	}
}

/* Faults are told before the screen is taken. */
static void test_what_cannot_be_opened(void **state)
{
	struct sitting *s = *state;
	/* Wide: where the message wraps depends on where the source tree lies. */
	sitting_start(s, (const char *const[]){ "learn", sitting_fixture("damaged.json"), NULL }, NULL, 24, 400);
	sitting_over(s, 3);
	sitting_sees(s, "damaged.json:6:36:");
	sitting_sees(s, "is not known here");
	sitting_start(s, (const char *const[]){ "learn", "no-such-lesson", NULL }, NULL, 24, 80);
	sitting_over(s, 2);
	sitting_sees(s, "there is no lesson \"no-such-lesson\"");
}

int main(void)
{
#define SITTING(f) cmocka_unit_test_setup_teardown(f, sitting_setup, sitting_teardown)
	const struct CMUnitTest tests[] = {
		SITTING(test_goes_on_where_it_stopped),
		SITTING(test_from_the_start_after_the_end),
		SITTING(test_state_cannot_be_written),
		SITTING(test_no_home),
		SITTING(test_no_color),
		SITTING(test_ascii),
		SITTING(test_terminals),
		SITTING(test_unknown_terminal),
		SITTING(test_dumb_terminal),
		SITTING(test_no_terminal),
		SITTING(test_what_cannot_be_opened),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
