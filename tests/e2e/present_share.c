/* A presenter and who follows it, by the socket: what they are told, and the votes that come back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "share/share.h"
#include "support/talk.h"

enum { DEADLINE_MS = 20000 };

static char *socket_of(const struct sitting *s, char path[SITTING_PATH + 64])
{
	snprintf(path, SITTING_PATH + 64, "%s/mmaptutor/%d.sock", s->home, (int)tty_pid(s->tty));
	return path;
}

static void share(struct sitting *s, const char *mode)
{
	const char *const args[] = { "present", sitting_fixture("tour.json"), "--anyway",
				     "--share", mode ? "--mode" : NULL,       mode,
				     NULL };
	char dir[SITTING_PATH + 32];
	const char *const env[] = { dir, NULL };
	snprintf(dir, sizeof dir, "XDG_RUNTIME_DIR=%s", s->home);
	sitting_start(s, args, env, 24, 80);
	sitting_sees(s, "Shared: mmaptutor follow");
}

static struct follow *follow(const struct sitting *s)
{
	struct follow *f = NULL;
	struct err e = { 0 };
	char path[SITTING_PATH + 64];
	assert_int_equal(follow_open(&f, socket_of(s, path), &e), 0);
	return f;
}

/* Reads until the state is like that; fails where it does not become so. */
static const struct share_state *until(struct follow *f, bool (*becomes)(const struct share_state *))
{
	struct err e = { 0 };
	for (;;) {
		const struct share_state *s = follow_state(f);
		struct pollfd p = { .fd = follow_fd(f), .events = POLLIN };
		if (s && becomes(s))
			return s;
		assert_int_equal(poll(&p, 1, DEADLINE_MS), 1);
		assert_true(follow_read(f, &e) >= 0);
	}
}

static bool is_title(const struct share_state *s)
{
	return s->phase == SHARE_TITLE;
}

static bool is_text(const struct share_state *s)
{
	return s->phase == SHARE_TEXT && !s->aside;
}

static bool is_done(const struct share_state *s)
{
	return s->phase == SHARE_DONE && s->record && !s->aside;
}

static bool is_blank(const struct share_state *s)
{
	return s->phase == SHARE_BLANK;
}

static bool is_open(const struct share_state *s)
{
	return s->votes.open;
}

static bool have_both(const struct share_state *s)
{
	return s->votes.voted == 2 && s->votes.open;
}

static bool is_shown(const struct share_state *s)
{
	return s->votes.shown && !s->votes.open;
}

static bool is_marked(const struct share_state *s)
{
	return s->votes.marked && s->record;
}

static bool is_aside(const struct share_state *s)
{
	return s->aside && s->record && s->record->statements_n == 1 &&
	       strcmp(s->record->statements[0].source, "m[0] = 9") == 0;
}

static bool is_second(const struct share_state *s)
{
	return s->step == 1;
}

static void test_it_goes_along(void **state)
{
	struct sitting *s = *state;
	share(s, NULL);
	struct follow *f = follow(s);
	const struct share_state *is = until(f, is_title);
	assert_string_equal(is->lesson->id, "tour");
	assert_int_equal(is->left_s, -1);
	sitting_sees(s, "1 follower ·");
	tty_send(s->tty, SPACE);
	assert_non_null(until(f, is_text)->now);
	tty_send(s->tty, SPACE);
	is = until(f, is_done);
	assert_int_equal(is->record->statements_n, 1);
	assert_int_equal(is->votes.right, 1 << 1);
	tty_send(s->tty, "b");
	until(f, is_blank);
	tty_send(s->tty, "b");
	until(f, is_done);
	sitting_key(s, TAB, "free play");
	sitting_key(s, "m[0] = 9" ENTER, "(1 minor fault)");
	until(f, is_aside);
	struct follow *late = follow(s); /* while something is tried */
	until(late, is_aside);
	tty_send(s->tty, ESC);
	until(f, is_done);
	sitting_sees(s, "2 followers ·");
	follow_close(late);
	sitting_sees(s, "1 follower ·");
	tty_send(s->tty, SPACE);
	until(f, is_second);
	follow_close(f);
	sitting_misses(s, "follower");
	sitting_key(s, HOME, "Shared: mmaptutor follow"); /* for who comes late */
	talk_leave(s);
}

static void test_votes(void **state)
{
	struct sitting *s = *state;
	share(s, NULL);
	struct follow *a = follow(s), *b = follow(s);
	sitting_sees(s, "2 followers");
	sitting_key(s, SPACE "v", "Vote: 0 of 2");
	until(a, is_open);
	until(b, is_open);
	assert_int_equal(follow_vote(a, 0), 0);
	sitting_sees(s, "Vote: 1 of 2");
	assert_int_equal(follow_vote(a, 1), 0);
	assert_int_equal(follow_vote(b, 1), 0);
	sitting_sees(s, "Vote: 2 of 2");
	assert_int_equal(until(b, have_both)->votes.counts[1], 0); /* not to be seen yet */
	sitting_key(s, "v", "█ 2");
	assert_int_equal(until(b, is_shown)->votes.counts[1], 2);
	(void)follow_vote(b, 2); /* too late */
	sitting_key(s, "v", "v again votes anew");
	sitting_key(s, "x", "✓  2  a page");
	sitting_sees(s, "█ 2");
	const struct share_state *is = until(b, is_marked);
	assert_int_equal(is->votes.right, 1 << 1);
	assert_int_equal(is->votes.counts[1], 2);
	assert_int_equal(is->votes.counts[2], 0);
	tty_send(s->tty, LEFT);
	sitting_misses(s, "✓");
	sitting_key(s, "vv", "Vote: 0 of 2");
	sitting_key(s, SPACE, "   0"); /* going on shows the bars first, */
	sitting_misses(s, "Vote:");
	sitting_key(s, SPACE, "✓  2  a page"); /* then runs */
	follow_close(a);
	follow_close(b);
	talk_leave(s);
}

static void test_the_door(void **state)
{
	struct sitting *s = *state;
	char path[SITTING_PATH + 64];
	struct stat st;
	share(s, "0660");
	/* Where others can get to it, so not under the runtime directory: the screen tells where. */
	assert_int_equal(sscanf(tty_row(s->tty, 23), " Shared: mmaptutor follow %319s", path), 1);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0660);
	talk_leave(s);
	assert_int_equal(access(path, F_OK), -1);
	const char *const args[] = { "present", sitting_fixture("short.json"), "--share", "--mode", "rw", NULL };
	sitting_start(s, args, NULL, 24, 80);
	sitting_sees(s, "--mode takes the rights of a socket");
	sitting_over(s, 2);
	talk_start(s, "short.json", "--mode", "0660", 24, 80); /* shared with nobody */
	sitting_sees(s, "add --share");
	sitting_over(s, 2);
}

static void test_a_follower_that_never_reads(void **state)
{
	struct sitting *s = *state;
	share(s, NULL);
	struct follow *f = follow(s), *idle = follow(s);
	sitting_sees(s, "2 followers");
	for (int i = 0; i < 60; i++) {
		tty_send(s->tty, SPACE SPACE LEFT LEFT);
		until(f, is_title);
	}
	sitting_key(s, SPACE SPACE, "✓  2  a page");
	until(f, is_done);
	until(idle, is_done); /* and when it does, it has the newest */
	follow_close(f);
	follow_close(idle);
	talk_leave(s);
}

#define SITTING(f) cmocka_unit_test_setup_teardown(f, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SITTING(test_it_goes_along),
		SITTING(test_votes),
		SITTING(test_the_door),
		SITTING(test_a_follower_that_never_reads),
	};
	return cmocka_run_group_tests_name("present_share", tests, NULL, NULL);
}
