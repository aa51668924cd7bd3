/*
 * Every call of the program that can fail is made to fail, one at a time, in a plain run, on the learn screen and in a
 * quiz. Each time: no crash, a right result or a message with its status, a whole terminal, a log that still loads,
 * no process and no directory left.
 *
 * The first calls of each kind are tried, and some of the later ones; with FAULT_TRIES=0 in the environment every one,
 * with FAULT_CALL=fork those of one kind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "support/faulty.h"

enum { TRIES = 3, MEMORY_TRIES = 12 };

static const char *const calls[] = {
	"memory",      "fork",      "socketpair",   "mmap",        "read",        "pread",     "write",
	"fsync",       "fdatasync", "ftruncate",    "rename",      "link",        "unlink",    "unlinkat",
	"mkdir",       "mkdtemp",   "stat",         "fstat",       "access",      "flock",     "fchmod",
	"fchmodat",    "fchown",    "memfd_create", "eventfd",     "poll",        "ppoll",     "send",
	"sendmsg",     "recv",      "pidfd_open",   "pidfd_getfd", "waitid",      "dup2",      "dup3",
	"close_range", "chdir",     "setsid",       "setrlimit",   "personality", "tcgetattr", "tcsetattr",
	"getrandom",   "fdopendir", "fopen",        "sigaction",   "open",        "openat",    "syscall",
};

static const struct scenario run = { .name = "run", .args = { "run" }, .lesson = "tour.json" };
static const struct scenario quiz = {
	.name = "quiz",
	.args = { "quiz", "--plain", "--seed", "7", "--questions", "4" },
	.lesson = "tour.json",
	.input = "1\nhint\n2\n3\nskip\n1 2\nall\n4096\nquit\n",
};
static const struct scenario learn = {
	.name = "learn",
	.args = { "learn" },
	.lesson = "tour.json",
	.input = "2\r\r1\r\rx\rxb?q",
	.screen = true,
};

/* The last line counts what held; those before it name processes and directories, other ones each time. */
static const char *last_line(const struct buf *b)
{
	size_t n = b->len;
	while (n > 1 && b->data[n - 2] != '\n')
		n--;
	return n ? b->data + n - 1 : "";
}

/*
 * A status that is not 0 comes with its reason. With 0 all that could be judged held: a claim that could not be, or a
 * question that is void, says so where it stands.
 */
static const char *unsaid(const struct faulty *d, const struct scenario *c, int status)
{
	struct buf out, err;
	const char *why = NULL;
	if (c->screen)
		return status && !strstr(tty_screen(d->s->tty), ": ") ? "no message" : NULL;
	buf_init(&out, FAULTY_TEXT);
	buf_init(&err, FAULTY_TEXT);
	faulty_read(d->out, &out);
	faulty_read(d->err, &err);
	if (status > 4)
		why = "a status that nobody knows";
	else if (status && !err.len && !strstr(last_line(&out), " failed"))
		why = "a status and no message";
	else if (!status && !strstr(last_line(&out), c->input ? " void" : " 0 failed") && !err.len)
		why = "another result and no message";
	buf_finish(&out);
	buf_finish(&err);
	return why;
}

static const char *flaw(struct faulty *d, const struct scenario *c, int status)
{
	static char text[64];
	const char *why;
	size_t answers;
	if (status == -1)
		return "no end";
	if (WIFSIGNALED(status)) {
		snprintf(text, sizeof text, "killed by %s", sigabbrev_np(WTERMSIG(status)));
		return text;
	}
	if (c->screen && !tty_whole(d->s->tty, &why))
		return why;
	if ((why = faulty_kids()) || (why = faulty_log(d, &answers)) || (why = unsaid(d, c, WEXITSTATUS(status))))
		return why;
	return faulty_dirs(d);
}

static void tell(const struct faulty *d, const struct scenario *c, const char *call, unsigned nth, const char *why)
{
	struct buf err;
	buf_init(&err, FAULTY_TEXT);
	if (!c->screen)
		faulty_read(d->err, &err);
	print_message("%s: %s %u: %s\n%s", c->name, call, nth, why, c->screen ? tty_screen(d->s->tty) : buf_str(&err));
	buf_finish(&err);
}

/* ---- every call in turn ---- */

/* The next one to try: each of the first half, then some further apart, the last one among them. */
static unsigned after(unsigned nth, unsigned count, unsigned tries)
{
	if (!tries || nth < tries / 2 || count <= tries)
		return nth + 1;
	unsigned step = (count - tries / 2) / (tries - tries / 2);
	return nth < count && nth + step > count ? count : nth + (step ? step : 1);
}

struct sum {
	unsigned tried, failed;
};

static void try_call(struct faulty *d, const struct scenario *c, const char *call, struct sum *sum)
{
	const char *asked = getenv("FAULT_TRIES");
	unsigned tries = asked ? (unsigned)atoi(asked) : strcmp(call, "memory") == 0 ? MEMORY_TRIES : TRIES;
	unsigned tried = 0, failed = 0;
	faulty_run(d, c, call, 0);
	unsigned count = atomic_load(&d->note->count);
	faulty_kids();
	for (unsigned nth = 1; nth <= count; nth = after(nth, count, tries)) {
		int status = faulty_run(d, c, call, nth);
		const char *why = flaw(d, c, status);
		tried++;
		if (!why)
			continue;
		failed++;
		tell(d, c, call, nth, why);
		for (unsigned i = 0; i < d->note->dirs_n && i < FAULT_DIRS; i++)
			rmdir(d->note->dirs[i]);
	}
	if (count)
		print_message("%s: %u calls of %s, %u tried, %u wrong\n", c->name, count, call, tried, failed);
	sum->tried += tried;
	sum->failed += failed;
}

static void try_all(void **state, const struct scenario *c)
{
	struct faulty *d = *state;
	const char *only = getenv("FAULT_CALL");
	struct sum sum = { 0 };
	int status = faulty_run(d, c, "", 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	faulty_kids();
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (!only || strcmp(only, calls[i]) == 0)
			try_call(d, c, calls[i], &sum);
	print_message("%s: %u faults, %u wrong\n", c->name, sum.tried, sum.failed);
	assert_true(sum.tried > 0);
	assert_int_equal(sum.failed, 0);
}

static void test_run(void **state)
{
	try_all(state, &run);
}

static void test_quiz(void **state)
{
	try_all(state, &quiz);
}

static void test_learn(void **state)
{
	try_all(state, &learn);
}

int main(void)
{
#if defined(__SANITIZE_ADDRESS__)
	puts("1..1\nok 1 - nothing # SKIP a sanitizer stands where this would be preloaded");
	return 0;
#endif
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_run, faulty_setup, faulty_teardown),
		cmocka_unit_test_setup_teardown(test_quiz, faulty_setup, faulty_teardown),
		cmocka_unit_test_setup_teardown(test_learn, faulty_setup, faulty_teardown),
	};
	faulty_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
