/* Several processes, and their ends: fork, waitpid, die:, exec, a process that is killed from outside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>

#include "support/tutor_kit.h"

/* A page that a child stored into, and that is in no page table any more: seen, and left where it is. */
KIT_HOLDS(shared_pages_outlive_their_child,
	  { .acts = { "s = mmap(NULL, 3*page, " KIT_RW ", MAP_SHARED|MAP_ANONYMOUS, -1, 0)", "child = fork()",
		      "child: s[page] = 'B'", "child: _exit(0)", "waitpid(child, NULL, 0)" },
	    .expect = { "bytes(s + page - 1, 3) == \"\\0B\\0\"", "s[page] == 'B'", "present(s, 3*page) == 0",
			"resident(s, 3*page) == 1", "minflt == 1" } },
	  { .acts = { "v = vmas()", "x = bytes(s + page, 1) == \"B\"", "w = vmas()" },
	    .expect = { "x", "v == w", "present(s, 3*page) == 0", "minflt == 0" } },
	  { .acts = { "fd = memfd_create(\"f\", 0)", "write(fd, \"hi\", 2)",
		      "m = mmap(NULL, page, PROT_READ, MAP_SHARED, fd, 0)" },
	    .expect = { "bytes(m, 3) == \"hi\\0\"", "present(m, page) == 0" } })

KIT_HOLDS(a_child_and_its_end,
	  { .acts = { "m = mmap(NULL, page, " KIT_SHARE ")", "p = mmap(NULL, page, " KIT_ANON ")", "p[0] = 'p'",
		      "child = fork()", "child: m[0] = 'X'", "child: p[0] = 'c'" },
	    .expect = { "m[0] == 'X'", "p[0] == 'p'", "child: bytes(p, 1) == \"c\"", "alive(child)", "alive",
			"child: alive", "exited(child) == -1", "killed(child) == 0" } },
	  { .acts = { "w = waitpid(child, &st, WNOHANG)", "child: _exit(3)" },
	    .expect = { "w == 0", "alive(child) == 0", "exited(child) == 3", "killed(child) == 0" } },
	  { .acts = { "w = waitpid(child, &st, 0)" },
	    .expect = { "w == child", "st == 3 << 8", "exited(child) == 3" } },
	  { .acts = { "w = waitpid(child, &st, 0)" }, .expect = { "w == -1", "errno == ECHILD", "child: alive == 0" } })

KIT_HOLDS(a_fork_of_a_fork,
	  { .acts = { "m = mmap(NULL, page, " KIT_SHARE ")", "child = fork()", "child: grand = fork()",
		      "grand: m[0] = 'g'", "grand: x = m[0]", "grand: _exit(5)", "child: w = waitpid(grand, &st, 0)",
		      "child: _exit(0)", "waitpid(child, NULL, 0)", "y = m[0]" },
	    .expect = { "x == 'g'", "w == grand", "exited(grand) == 5", "exited(child) == 0", "y == 'g'",
			"errno == 0" } })

static void what_cannot_be_waited_for(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "child = fork()", "child: grand = fork()", "waitpid(grand, NULL, 0)" } },
		{ .acts = { "child = fork()", "waitpid(child, NULL, 0)" }, .more = "\"fresh\": true" },
		{ .acts = { "child = fork()", "child: _exit(0)", "child: unlink(\"a\")" }, .more = "\"fresh\": true" },
	};
	static const char *const why[] = { "child of the process", "for ever", "has ended" };
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "\"files\": { \"a\": { \"text\": \"x\" } },", steps, KIT_N(steps));
	for (size_t i = 0; i < KIT_N(steps); i++) {
		const struct record *r = kit_run(&k, i);
		const struct outcome *last = kit_outcome(r, r->statements_n - 1);

		assert_int_equal(last->kind, OUTCOME_REFUSED);
		assert_non_null(strstr(last->why, why[i]));
	}
	kit_close(&k);
}

static void too_many_processes(void **state)
{
	static const struct kit_step steps[] = { { .acts = { "{\"repeat\": 9, \"do\": [\"c = fork()\"]}" } } };
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", steps, 1);
	assert_int_equal(kit_outcome(kit_run(&k, 0), 0)->kind, OUTCOME_REFUSED);
	kit_close(&k);
}

static void dying(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, page, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)", "n = 1" } },
		{ .acts = { "m[0] = 1", "s = signal", "die: m[0] = 1" },
		  .expect = { "s == SIGSEGV", "alive == 0", "signal == SIGSEGV", "si_code == SEGV_ACCERR",
			      "si_addr == m", "mapped(m, page)" } },
		{ .acts = { "n = n + 1" }, .expect = { "n == 2", "alive", "mapped(m, page)" } },
		{ .acts = { "child = fork()", "die: child: m[0] = 1", "w = waitpid(child, &st, 0)" },
		  .expect = { "alive", "killed(child) == SIGSEGV", "w == child", "(st & 127) == SIGSEGV", "n == 2" } },
		{ .acts = { "die: mmap(lab_code, page, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)" },
		  .expect = { "alive == 0", "signal == SIGSEGV" } },
		{ .acts = { "die: _exit(4)" }, .expect = { "alive == 0", "signal == 0" } },
	};
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	for (size_t i = 0; i < KIT_N(steps); i++)
		kit_held(kit_run(&k, i));
	assert_int_equal(kit_outcome(session_record(k.session, 1), 2)->kind, OUTCOME_DIED);
	assert_false(session_record(k.session, 1)->actors[0].alive);
	assert_true(session_record(k.session, 2)->actors[0].alive);
	assert_int_equal(kit_outcome(session_record(k.session, 5), 0)->kind, OUTCOME_EXITED);
	assert_int_equal(kit_outcome(session_record(k.session, 5), 0)->value, 4);
	/* Without a handler nothing tells where it died. */
	assert_false(kit_outcome(session_record(k.session, 4), 0)->si_known);
	kit_held(kit_run(&k, 1));
	kit_close(&k);
}

static void the_own_ranges_are_out_of_reach(void **state)
{
	static const struct kit_step real[] = {
		{ .acts = { "munmap(lab_code, page)" } },
		{ .acts = { "lab_stack[0] = 1" } },
		{ .acts = { "{\"repeat\": 3, \"do\": [\"lab_stack[i] = 1\"]}" } },
	};
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", real, KIT_N(real));
	for (size_t i = 0; i < KIT_N(real); i++) {
		assert_int_equal(kit_outcome(kit_run(&k, i), 0)->kind, OUTCOME_REFUSED);
		assert_null(session_record(k.session, i)->lost);
	}
	kit_close(&k);
}

#ifdef __x86_64__
/* mov eax, 42; ret */
KIT_HOLDS(code_of_its_own,
	  { .acts = { "c = mmap(NULL, page, " KIT_ANON ")", "memcpy(c, \"\\xb8\\x2a\\x00\\x00\\x00\\xc3\", 6)",
		      "y = exec(c)", "f = signal == SIGSEGV && si_code == SEGV_ACCERR",
		      "mprotect(c, page, PROT_READ|PROT_EXEC)", "x = exec(c)" },
	    .expect = { "f", "x == 42" } })
#endif

/* ---- from outside ---- */

static void kill_and_wait(int pidfd)
{
	struct pollfd p = { .fd = pidfd, .events = POLLIN };

	assert_true(pidfd >= 0);
	assert_int_equal(pidfd_send_signal(pidfd, SIGKILL, NULL, 0), 0);
	assert_int_equal(poll(&p, 1, 10000), 1);
}

static const struct kit_step plain[] = {
	{ .acts = { "m = mmap(NULL, 4*page, " KIT_ANON ")", "m[0] = 1" },
	  .expect = { "size(m) == 4*page" },
	  .more = "\"focus\": \"m\"" },
	{ .acts = { "m[page] = m[0] + 1", "munmap(m + 2*page, page)" },
	  .expect = { "m[page] == 2", "present(m, 4*page) == 2" },
	  .more = "\"focus\": \"m\"" },
};

static void killed_between_steps(void **state)
{
	struct kit k = { 0 };
	int fds[4];

	(void)state;
	kit_open(&k, "", plain, KIT_N(plain));
	kit_held(kit_run(&k, 0));
	assert_int_equal(session_watch(k.session, fds, 4), 1);
	assert_false(session_broken(k.session));
	kill_and_wait(fds[0]);
	assert_true(session_broken(k.session));
	kit_held(kit_run(&k, 1));
	assert_null(session_record(k.session, 1)->lost);
	assert_null(session_record(k.session, 0)->differs);
	kit_close(&k);
}

/* Kills the process before the statement that is the n-th to be asked about. */
struct killer {
	struct session **session;
	int left;
	bool interrupt;
};

static bool kill_now(void *ctx)
{
	struct killer *killer = ctx;
	int fds[4];

	if (killer->left-- != 0)
		return false;
	if (killer->interrupt)
		return true;
	assert_true(session_watch(*killer->session, fds, 4) > 0);
	kill_and_wait(fds[0]);
	return false;
}

static void broken_in_a_step(bool interrupt)
{
	struct kit k = { 0 };
	struct killer killer = { .session = &k.session, .left = 3, .interrupt = interrupt };
	const struct record *r;

	k.options.stage.tick = kill_now;
	k.options.stage.tick_ctx = &killer;
	kit_open(&k, "", plain, KIT_N(plain));
	kit_held(kit_run(&k, 0));
	r = kit_run(&k, 1);
	assert_int_equal(kit_outcome(r, 0)->kind, OUTCOME_VALUE);
	assert_int_equal(kit_outcome(r, 1)->kind, OUTCOME_LOST);
	assert_non_null(r->lost);
	assert_int_equal(record_verdict(r), VERDICT_FAILED);
	kit_held(kit_run(&k, 1));
	assert_null(session_record(k.session, 1)->lost);
	kit_close(&k);
}

static void killed_inside_a_step(void **state)
{
	(void)state;
	broken_in_a_step(false);
}

static void interrupted(void **state)
{
	(void)state;
	broken_in_a_step(true);
}

static void interrupted_in_a_repeat(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, page, " KIT_ANON ")", "{\"repeat\": 70000, \"do\": [\"m[0] = i\"]}",
			    "m[1] = 1" } },
		{ .acts = { "m[2] = 2" }, .expect = { "m[1] == 1", "m[0] == 69999 % 256" } },
	};
	struct kit k = { 0 };
	struct killer killer = { .session = &k.session, .left = 20, .interrupt = true };
	const struct record *r;

	(void)state;
	k.options.stage.tick = kill_now;
	k.options.stage.tick_ctx = &killer;
	kit_open(&k, "", steps, KIT_N(steps));
	r = kit_run(&k, 0);
	assert_int_equal(kit_outcome(r, 1)->kind, OUTCOME_LOST);
	assert_int_equal(kit_outcome(r, 2)->kind, OUTCOME_NOTRUN);
	/* The next step is not run on a state that was broken off. */
	kit_held(kit_run(&k, 1));
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(shared_pages_outlive_their_child),
		KIT_TEST(a_child_and_its_end),
		KIT_TEST(a_fork_of_a_fork),
		KIT_TEST(what_cannot_be_waited_for),
		KIT_TEST(too_many_processes),
		KIT_TEST(dying),
		KIT_TEST(the_own_ranges_are_out_of_reach),
#ifdef __x86_64__
		KIT_TEST(code_of_its_own),
#endif
		KIT_TEST(killed_between_steps),
		KIT_TEST(killed_inside_a_step),
		KIT_TEST(interrupted),
		KIT_TEST(interrupted_in_a_repeat),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
