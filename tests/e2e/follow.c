/* Followers in real terminals: two sizes, votes, notes, coming late, stopped, and the end of the presenter. */
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
#include <sys/wait.h>
#include <unistd.h>

#include "support/sitting.h"
#include "support/stand.h"

/* This program presents; two sit before it. */
struct class
{
	struct stand stand;
	struct sitting *small, *large;
	bool open;
};

static int setup(void **state)
{
	struct class *c = calloc(1, sizeof(*c));
	void *small = NULL, *large = NULL;
	if (!c || sitting_setup(&small) < 0 || sitting_setup(&large) < 0)
		return -1;
	c->small = small;
	c->large = large;
	*state = c;
	return 0;
}

static int teardown(void **state)
{
	struct class *c = *state;
	void *small = c->small, *large = c->large;
	int bad = sitting_teardown(&small) | sitting_teardown(&large);
	free(c);
	return bad;
}

static void follow(struct class *c, struct sitting *s, const char *option, int rows, int cols)
{
	const char *args[] = { "follow", share_path(c->stand.share), option, NULL };
	uint32_t were = share_followers(c->stand.share);
	sitting_start(s, args, NULL, rows, cols);
	while (share_followers(c->stand.share) == were)
		stand_pump(&c->stand);
}

static void begin(struct class *c)
{
	stand_open(&c->stand, 0);
	follow(c, c->small, NULL, 24, 80);
	follow(c, c->large, NULL, 60, 200);
	sitting_sees(c->small, "Waiting for the presenter");
	sitting_sees(c->large, "Waiting for the presenter");
}

/* The presenter's side for as long as the bytes take: the sockets hold a frame of these lessons whole. */
static void show(struct class *c)
{
	share_pump(c->stand.share);
	share_show(c->stand.share, &c->stand.state);
	stand_pump(&c->stand);
}

static void leave(struct class *c, struct sitting *s)
{
	(void)c;
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

static void wait_votes(struct class *c, size_t place, uint32_t n)
{
	uint32_t counts[SHARE_CHOICES];
	while (share_count(c->stand.share, counts), counts[place] != n)
		stand_pump(&c->stand);
}

static struct share_state before_the_run(struct class *c)
{
	struct share_state s = c->stand.state;
	s.phase = SHARE_TEXT;
	s.record = NULL;
	s.now = NULL;
	s.votes = (struct share_votes){ 0 };
	return s;
}

static int row_of(struct sitting *s, const char *text)
{
	for (int i = 0; i < 60; i++)
		if (strstr(tty_row(s->tty, i), text))
			return i;
	return -1;
}

static void the_same_step_at_two_sizes(void **state)
{
	struct class *c = *state;
	begin(c);
	show(c);
	sitting_sees(c->small, "what the kernel answered");
	sitting_sees(c->large, "what the kernel answered");
	/* the picture stands beside the question at 200 columns, below it at 80 */
	assert_true(row_of(c->small, "what the kernel answered") > row_of(c->small, "Pages?"));
	assert_true(row_of(c->large, "what the kernel answered") <= row_of(c->large, "Pages?"));
	assert_int_equal(shared_state(&c->stand.k, 1, true, &c->stand.now).step, 1);
	c->stand.state = shared_state(&c->stand.k, 2, true, &c->stand.now);
	show(c);
	sitting_sees(c->small, "3 of 5");
	sitting_sees(c->large, "3 of 5");
	leave(c, c->small);
	while (share_followers(c->stand.share) == 2)
		stand_pump(&c->stand);
	follow(c, c->small, NULL, 24, 80); /* late: the step is there at once */
	sitting_sees(c->small, "3 of 5");
	leave(c, c->small);
	leave(c, c->large);
	stand_close(&c->stand);
}

static void votes(void **state)
{
	struct class *c = *state;
	begin(c);
	c->stand.state = before_the_run(c);
	share_ask(c->stand.share, 2);
	c->stand.state.votes = (struct share_votes){ .open = true, .choices = 2 };
	show(c);
	sitting_sees(c->small, "Vote now: 1 to 2.");
	sitting_sees(c->large, "Vote now: 1 to 2.");
	sitting_key(c->small, "1", "You have voted");
	wait_votes(c, 0, 1);
	sitting_key(c->small, "9", "There is no such choice");
	tty_send(c->large->tty, "\033OB\033OB\r"); /* arrows, Enter */
	wait_votes(c, 1, 1);
	tty_send(c->small->tty, "2"); /* changed */
	wait_votes(c, 1, 2);
	c->stand.state.votes = (struct share_votes){ .shown = true, .choices = 2, .counts = { 0, 2 }, .voted = 2 };
	show(c);
	sitting_misses(c->small, "You have voted");
	sitting_sees(c->small, " 2");
	leave(c, c->small);
	leave(c, c->large);
	stand_close(&c->stand);
}

/* Where there are more choices than digits a number is typed, and counts with Enter: 12 is neither 1 nor 2. */
static void votes_by_number(void **state)
{
	struct class *c = *state;
	uint32_t counts[SHARE_CHOICES];
	begin(c);
	c->stand.state = before_the_run(c);
	c->stand.state.step = 3;
	share_ask(c->stand.share, 16);
	c->stand.state.votes = (struct share_votes){ .open = true, .choices = 16 };
	show(c);
	sitting_sees(c->small, "Vote now: a number, then Enter.");
	sitting_sees(c->large, "Vote now: a number, then Enter.");
	sitting_key(c->small, "0", "There is no such choice");
	sitting_key(c->small, "12\r", "You have voted");
	wait_votes(c, 11, 1);
	tty_send(c->large->tty, "9\r");
	wait_votes(c, 8, 1);
	tty_send(c->large->tty, "21\033OD10\r"); /* no 21, so 1; an arrow ends a number */
	wait_votes(c, 9, 1);
	assert_int_equal(share_count(c->stand.share, counts), 2);
	leave(c, c->small);
	leave(c, c->large);
	stand_close(&c->stand);
}

/* Once it ran, what was voted for and what is right are one list: the right one is not told again below it. */
static void a_vote_on_an_outcome_is_marked(void **state)
{
	struct class *c = *state;
	begin(c);
	for (size_t i = 1; i < 4; i++)
		c->stand.state = shared_state(&c->stand.k, i, true, &c->stand.now);
	c->stand.state.votes = (struct share_votes){
		.shown = true, .marked = true, .choices = 16, .counts = { 2 }, .voted = 2, .right = 1 << 13
	};
	show(c);
	sitting_sees(c->small, "✓ 14  SIGSEGV");
	assert_true(row_of(c->small, "it succeeds") < row_of(c->small, "✓ 14  SIGSEGV"));
	assert_null(strstr(tty_screen(c->small->tty), "✓ the process dies: SIGSEGV"));
	c->stand.state.votes.right = 0; /* nothing of the list is right: what it came to is told in full */
	show(c);
	sitting_sees(c->small, "✓ the process dies: SIGSEGV");
	leave(c, c->small);
	leave(c, c->large);
	stand_close(&c->stand);
}

static void looks_around_and_comes_home(void **state)
{
	struct class *c = *state;
	begin(c);
	show(c);
	sitting_sees(c->large, "what the kernel answered");
	sitting_key(c->large, "m", "You look around by yourself");
	tty_send(c->large->tty, "\033OH");
	sitting_misses(c->large, "You look around by yourself");
	sitting_key(c->large, "m", "You look around by yourself");
	assert_int_equal(shared_state(&c->stand.k, 1, true, &c->stand.now).step, 1);
	c->stand.state = shared_state(&c->stand.k, 2, true, &c->stand.now);
	show(c); /* who looks around is taken along */
	sitting_sees(c->large, "3 of 5");
	sitting_misses(c->large, "You look around by yourself");
	sitting_sees(c->small, "3 of 5");
	leave(c, c->small);
	leave(c, c->large);
	stand_close(&c->stand);
}

/* The clock of the notes is that late, or later: a busy machine may skip a second. */
static bool is_past(struct tty *t, void *seconds)
{
	int min, s;
	return sscanf(tty_row(t, 2), " %d:%d", &min, &s) == 2 && min * 60 + s >= *(int *)seconds;
}

static void the_speakers_notes(void **state)
{
	int shown = 754, later = 756;
	struct class *c = *state;
	stand_open(&c->stand, 0);
	follow(c, c->large, "--notes", 30, 100);
	c->stand.state.elapsed_s = 754;
	c->stand.state.left_s = 1000;
	c->stand.state.followers = 3;
	show(c);
	sitting_sees(c->large, "Ask for a show of hands.");
	assert_true(tty_wait(c->large->tty, is_past, &shown));
	sitting_sees(c->large, "left · 3 followers");
	sitting_sees(c->large, "Next: s1");
	sitting_sees(c->large, "Votes: 7");
	assert_true(tty_wait(c->large->tty, is_past, &later)); /* it goes on by itself */
	leave(c, c->large);
	stand_close(&c->stand);
}

/* The presenter's side goes on while the screen is waited for. */
static void sees_pumped(struct class *c, struct sitting *s, const char *text)
{
	int left = 1000;
	while (!strstr(tty_screen(s->tty), text)) {
		assert_true(left-- > 0);
		share_pump(c->stand.share);
		tty_settle(s->tty, 10);
	}
}

static void stopped_and_continued(void **state)
{
	static char text[200000];
	struct class *c = *state;
	begin(c);
	show(c);
	sitting_sees(c->small, "1 of 5");
	assert_int_equal(kill(tty_pid(c->small->tty), SIGSTOP), 0);
	memset(text, 'x', sizeof(text) - 1);
	for (size_t i = 0; i < 3; i++) {
		c->stand.state = shared_state(&c->stand.k, i, true, &c->stand.now);
		c->stand.state.aside = text; /* more than its socket holds */
		show(c);
	}
	c->stand.state.aside = NULL;
	show(c);
	sees_pumped(c, c->large, "3 of 5");
	assert_int_equal(kill(tty_pid(c->small->tty), SIGCONT), 0);
	sees_pumped(c, c->small, "3 of 5");
	leave(c, c->small);
	leave(c, c->large);
	stand_close(&c->stand);
}

static void the_presenter_ends(void **state)
{
	struct class *c = *state;
	begin(c);
	show(c);
	sitting_sees(c->small, "1 of 5");
	sitting_sees(c->large, "1 of 5");
	stand_close(&c->stand);
	sitting_sees(c->small, "The presenter has ended.");
	sitting_sees(c->large, "The presenter has ended.");
	sitting_over(c->small, 0);
	sitting_over(c->large, 0);
}

/* A child that presents what ran here. Returns when it takes followers. */
static pid_t present_apart(struct class *c, const char *path)
{
	int ready[2];
	char one;
	assert_int_equal(pipe(ready), 0);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid > 0) {
		close(ready[1]);
		assert_int_equal(read(ready[0], &one, 1), 1);
		close(ready[0]);
		return pid;
	}
	struct stand *s = &c->stand;
	if (share_open(&s->share, path, 0, &s->e) < 0)
		_exit(1);
	share_show(s->share, &s->state);
	if (write(ready[1], "x", 1) != 1)
		_exit(1);
	for (;;) {
		struct pollfd fd = { .fd = share_fd(s->share), .events = POLLIN };
		(void)poll(&fd, 1, -1);
		share_pump(s->share);
	}
}

static void the_presenter_is_killed(void **state)
{
	struct class *c = *state;
	struct stand *s = &c->stand;
	char path[SITTING_PATH + 8];
	const char *args[] = { "follow", path, NULL };
	shared_open(&s->k);
	s->state = shared_state(&s->k, 0, true, &s->now);
	snprintf(path, sizeof(path), "%s/door", c->small->home);
	pid_t pid = present_apart(c, path);
	sitting_start(c->small, args, NULL, 24, 80);
	sitting_start(c->large, args, NULL, 60, 200);
	sitting_sees(c->small, "1 of 5");
	sitting_sees(c->large, "1 of 5");
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	sitting_sees(c->small, "The presenter has ended.");
	sitting_sees(c->large, "The presenter has ended.");
	sitting_over(c->small, 0);
	sitting_over(c->large, 0);
	assert_int_equal(access(path, F_OK), 0);                    /* what it left ... */
	assert_int_equal(share_open(&s->share, path, 0, &s->e), 0); /* ... refuses nobody */
	share_close(s->share);
	kit_close(&s->k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_same_step_at_two_sizes, setup, teardown),
		cmocka_unit_test_setup_teardown(votes, setup, teardown),
		cmocka_unit_test_setup_teardown(votes_by_number, setup, teardown),
		cmocka_unit_test_setup_teardown(a_vote_on_an_outcome_is_marked, setup, teardown),
		cmocka_unit_test_setup_teardown(looks_around_and_comes_home, setup, teardown),
		cmocka_unit_test_setup_teardown(the_speakers_notes, setup, teardown),
		cmocka_unit_test_setup_teardown(stopped_and_continued, setup, teardown),
		cmocka_unit_test_setup_teardown(the_presenter_ends, setup, teardown),
		cmocka_unit_test_setup_teardown(the_presenter_is_killed, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
