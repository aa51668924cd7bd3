/* Around a presentation: autoplay, the clock, what it refuses, and what it leaves alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "support/talk.h"

static void test_autoplay(void **state)
{
	struct sitting *s = *state;
	talk_start(s, "short.json", "--auto", "1", 24, 80);
	sitting_sees(s, "1.0 s a step");
	sitting_sees(s, "That was the last step");
	sitting_misses(s, "a step");
	assert_non_null(strstr(tty_screen(s->tty), "2 of 2"));
	sitting_key(s, "a", "This is the last step");
	sitting_key(s, HOME "a", "1.0 s a step");
	sitting_key(s, "-", "1.2 s a step");
	sitting_key(s, "+++", "0.6 s a step");
	sitting_sees(s, "That was the last step");
	talk_leave(s);
}

static void test_autoplay_stops(void **state)
{
	struct sitting *s = *state;
	talk_start(s, "short.json", "--auto", "1000", 24, 80);
	sitting_sees(s, "1000 s a step");
	tty_send(s->tty, "a");
	sitting_misses(s, "a step");
	sitting_key(s, SPACE, ASKED);
	talk_leave(s);
}

static void test_clock(void **state)
{
	struct sitting *s = *state;
	talk_start(s, "short.json", "--minutes", "30", 24, 80);
	sitting_sees(s, "30 min left");
	tty_send(s->tty, "t");
	sitting_misses(s, "min");
	sitting_key(s, "t", "· 0 min");
	sitting_key(s, "t", "30 min left");
	talk_leave(s);
	talk_start(s, "short.json", NULL, NULL, 24, 80);
	sitting_key(s, "t", "· 0 min");
	tty_send(s->tty, "t");
	sitting_misses(s, "min");
	talk_leave(s);
}

/* "it_value: (0, 0)" is a timer that is not set. Returns how many are; *timers: how many there are at all. */
static int timers_set(pid_t pid, int *timers)
{
	char path[64], line[256];
	struct dirent *d;
	int set = 0;
	*timers = 0;
	snprintf(path, sizeof path, "/proc/%d/fdinfo", (int)pid);
	DIR *dir = opendir(path);
	assert_non_null(dir);
	while ((d = readdir(dir))) {
		char name[sizeof path + sizeof d->d_name];
		snprintf(name, sizeof name, "%s/%s", path, d->d_name);
		FILE *f = fopen(name, "r");
		while (f && fgets(line, sizeof line, f)) {
			bool value = strncmp(line, "it_value:", 9) == 0;
			*timers += value;
			set += value && !strstr(line, "(0, 0)");
		}
		if (f)
			fclose(f);
	}
	closedir(dir);
	return set;
}

static long switches(pid_t pid)
{
	char path[64], line[256];
	long n = -1;
	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f))
		sscanf(line, "voluntary_ctxt_switches: %ld", &n);
	fclose(f);
	return n;
}

/* Without a clock and autoplay no timer is set, and nothing wakes it: it sleeps on in the call it was in. */
static void test_idle(void **state)
{
	struct sitting *s = *state;
	int timers;
	talk_start(s, "short.json", NULL, NULL, 24, 80);
	sitting_key(s, SPACE, ASKED);
	tty_settle(s->tty, 200);
	assert_int_equal(timers_set(tty_pid(s->tty), &timers), 0);
	assert_int_equal(timers, 2);
	long before = switches(tty_pid(s->tty));
	tty_settle(s->tty, 600);
	assert_int_equal(switches(tty_pid(s->tty)), before);
	sitting_key(s, "t", "0 min");
	tty_settle(s->tty, 100);
	assert_int_equal(timers_set(tty_pid(s->tty), &timers), 1);
	talk_leave(s);
}

/* It ends before it takes the screen, and names each step. */
static void test_refuses(void **state)
{
	struct sitting *s = *state;
	talk_start(s, "tour.json", NULL, NULL, 24, 80);
	sitting_sees(s, "tour cannot be presented here as it is");
	sitting_sees(s, "step 9, Not here, cannot run here:");
	sitting_sees(s, "--anyway leaves these steps out"); /* no size would help */
	sitting_over(s, 4);
	talk_start(s, "tour.json", "--anyway", NULL, 12, 50);
	sitting_sees(s, "│   Several hold   │"); /* the one before it does not fit */
	talk_leave(s);
	talk_start(s, "tour.json", NULL, NULL, 12, 50);
	sitting_sees(s, "step 1, One of three, does not fit 50x12: its text");
	sitting_sees(s, "another size of the terminal, or --anyway");
	sitting_over(s, 4);
	talk_start(s, "task.json", "--anyway", NULL, 4, 80);
	sitting_sees(s, "rows more"); /* nothing would be left */
	sitting_over(s, 4);
}

static void test_usage(void **state)
{
	struct sitting *s = *state;
	static const char *const none[] = { "present", NULL }, *const no_pace[] = { "present", "x", "--auto", "fast",
										    NULL };
	sitting_start(s, none, NULL, 24, 80);
	sitting_sees(s, "present takes one lesson");
	sitting_over(s, 2);
	sitting_start(s, no_pace, NULL, 24, 80);
	sitting_sees(s, "--auto takes a number");
	sitting_over(s, 2);
	sitting_script(s, "\"$0\" \"$@\" | cat",
		       (const char *const[]){ "present", sitting_fixture("short.json"), NULL });
	sitting_sees(s, "this is no terminal");
}

/* What is too long for a smaller terminal scrolls. */
static void test_resize(void **state)
{
	struct sitting *s = *state;
	talk_tour(s);
	sitting_key(s, SPACE, "it fails");
	tty_resize(s->tty, 8, 40);
	sitting_sees(s, "more  ? keys");
	sitting_misses(s, "it fails");
	sitting_key(s, DOWN DOWN DOWN DOWN DOWN DOWN DOWN, "it fails");
	sitting_key(s, UP UP UP UP UP UP UP UP, "We ask for one byte.");
	tty_resize(s->tty, 60, 200);
	sitting_sees(s, "it fails");
	sitting_misses(s, "more  ? keys");
	talk_leave(s);
}

/* The shell's prompt is there while it is stopped; then the screen is as it was. */
static void test_stop(void **state)
{
	struct sitting *s = *state;
	const char *const args[] = { "present", sitting_fixture("short.json"), NULL };
	sitting_script(s, "set -m; \"$0\" \"$@\"; echo stopped; read line; fg; exit", args);
	sitting_key(s, SPACE, ASKED);
	sitting_key(s, CTRL_Z, "stopped");
	assert_false(tty_alternate(s->tty));
	sitting_key(s, "\n", ASKED);
	sitting_key(s, SPACE, DONE);
	talk_leave(s);
}

static void test_lab_killed(void **state)
{
	struct sitting *s = *state;
	talk_tour(s);
	sitting_key(s, SPACE, ASKED);
	assert_int_not_equal(sitting_look(s), 0);
	sitting_kill_lab(s);
	sitting_sees(s, "was ended from outside");
	sitting_key(s, SPACE, "✓  2  a page");
	talk_leave(s);
}

static void read_file(struct buf *out, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(buf_read_fd(out, fd), 0);
	close(fd);
}

/* Neither a log nor its directory is made; one that is there is not touched. */
static void test_nothing_is_written(void **state)
{
	struct sitting *s = *state;
	char path[SITTING_PATH + 64];
	snprintf(path, sizeof path, "%s/state", s->home);
	talk_tour(s);
	sitting_key(s, SPACE SPACE, DONE);
	talk_leave(s);
	assert_int_equal(access(path, F_OK), -1);
	sitting_learn(s, "tour.json", "How large is it?");
	sitting_key(s, "1" ENTER, "Not so.");
	sitting_look(s);
	tty_send(s->tty, "q");
	sitting_over(s, 0);
	snprintf(path, sizeof path, "%s/state/mmaptutor/log.jsonl", s->home);
	struct buf was, is;
	buf_init(&was, 1 << 16);
	buf_init(&is, 1 << 16);
	read_file(&was, path);
	assert_int_not_equal(was.len, 0);
	talk_tour(s);
	sitting_key(s, "g", "contents");
	sitting_misses(s, "wrong"); /* the teacher's own marks are nobody's business */
	sitting_key(s, ESC SPACE SPACE, DONE);
	talk_leave(s);
	read_file(&is, path);
	assert_string_equal(buf_str(&is), buf_str(&was));
	buf_finish(&was);
	buf_finish(&is);
}

#define SITTING(f) cmocka_unit_test_setup_teardown(f, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SITTING(test_autoplay),   SITTING(test_autoplay_stops),
		SITTING(test_clock),      SITTING(test_idle),
		SITTING(test_refuses),    SITTING(test_usage),
		SITTING(test_resize),     SITTING(test_stop),
		SITTING(test_lab_killed), SITTING(test_nothing_is_written),
	};
	return cmocka_run_group_tests_name("present_around", tests, NULL, NULL);
}
