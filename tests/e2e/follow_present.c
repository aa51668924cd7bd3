/* The whole way: `present --share`, two `follow` and `follow --notes`, a vote, and the presenter killed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/sitting.h"

enum { SEATS = 4 };

/* The presenter, then those who follow. */
struct room {
	struct sitting *seat[SEATS];
	char runtime[SITTING_PATH + 32], socket[SITTING_PATH + 64];
};

static int setup(void **state)
{
	struct room *r = calloc(1, sizeof(*r));
	for (int i = 0; r && i < SEATS; i++) {
		void *seat = NULL;
		if (sitting_setup(&seat) < 0)
			return -1;
		r->seat[i] = seat;
	}
	*state = r;
	return r ? 0 : -1;
}

static int teardown(void **state)
{
	struct room *r = *state;
	int bad = 0;
	for (int i = 0; i < SEATS; i++) {
		void *seat = r->seat[i];
		bad |= sitting_teardown(&seat);
	}
	free(r);
	return bad;
}

static void sit(struct room *r, int seat, const char *const args[], int rows, int cols)
{
	const char *const env[] = { r->runtime, NULL };
	snprintf(r->runtime, sizeof(r->runtime), "XDG_RUNTIME_DIR=%s", r->seat[0]->home);
	sitting_start(r->seat[seat], args, env, rows, cols);
}

static void present(struct room *r)
{
	const char *const args[] = { "present", sitting_fixture("tour.json"), "--anyway", "--share", NULL };
	sit(r, 0, args, 24, 80);
	sitting_sees(r->seat[0], "Shared: mmaptutor follow");
}

/* By name: others of this user may present meanwhile. */
static const char *socket_of(struct room *r)
{
	snprintf(r->socket, sizeof(r->socket), "%s/mmaptutor/%d.sock", r->seat[0]->home, (int)tty_pid(r->seat[0]->tty));
	return r->socket;
}

static void follow_all(struct room *r)
{
	const char *const args[] = { "follow", socket_of(r), NULL }, *const notes[] = { "follow", r->socket, "--notes",
											NULL };
	sit(r, 1, args, 24, 80);
	sit(r, 2, args, 60, 200);
	sit(r, 3, notes, 30, 100);
}

static void the_whole_way(void **state)
{
	struct room *r = *state;
	present(r);
	follow_all(r);
	sitting_sees(r->seat[1], "One of three");
	sitting_sees(r->seat[0], "3 followers");
	sitting_sees(r->seat[3], "the title is shown");
	sitting_key(r->seat[0], " ", "How large is it?");
	sitting_sees(r->seat[1], "How large is it?");
	sitting_sees(r->seat[2], "How large is it?");
	sitting_sees(r->seat[3], "text and question are shown");
	sitting_key(r->seat[0], "v", "Vote: 0 of 3");
	sitting_sees(r->seat[2], "Vote now: 1 to ");
	sitting_key(r->seat[1], "2", "You have voted");
	sitting_sees(r->seat[0], "Vote: 1 of 3");
	sitting_sees(r->seat[3], "Votes: 1, open");
	sitting_key(r->seat[0], "x", "what the kernel answered");
	sitting_sees(r->seat[1], "what the kernel answered");
	sitting_sees(r->seat[2], "what the kernel answered");
	sitting_sees(r->seat[3], "it has run");
	sitting_look(r->seat[0]);
	tty_send(r->seat[0]->tty, "q");
	sitting_over(r->seat[0], 0);
	for (int i = 1; i < SEATS; i++) {
		sitting_sees(r->seat[i], "The presenter has ended.");
		sitting_over(r->seat[i], 0);
	}
}

static void killed(void **state)
{
	struct room *r = *state;
	const char *const args[] = { "follow", r->socket, NULL };
	present(r);
	follow_all(r);
	sitting_sees(r->seat[0], "3 followers");
	sitting_kill(r->seat[0]);
	for (int i = 1; i < SEATS; i++) {
		sitting_sees(r->seat[i], "The presenter has ended.");
		sitting_over(r->seat[i], 0);
	}
	sit(r, 1, args, 24, 80); /* its socket is there and refuses nobody */
	sitting_sees(r->seat[1], "nobody presents at");
	sitting_over(r->seat[1], 4);
	present(r);
	assert_int_equal(access(r->socket, F_OK), -1); /* it went when the next one started */
	socket_of(r);
	sit(r, 1, args, 24, 80);
	sitting_sees(r->seat[0], "1 follower");
	tty_send(r->seat[1]->tty, "q");
	sitting_over(r->seat[1], 0);
	sitting_look(r->seat[0]);
	tty_send(r->seat[0]->tty, "q");
	sitting_over(r->seat[0], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_whole_way, setup, teardown),
		cmocka_unit_test_setup_teardown(killed, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
