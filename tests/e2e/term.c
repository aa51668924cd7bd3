/* The terminal layer in a real pseudo-terminal. With an argument this program is itself the one that runs in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "support/term_program.h"
#include "support/tty.h"
#include "term/term.h"

static struct tty *start(const char *const env[])
{
	/* The sanitizers take these signals for themselves otherwise. */
	const char *all[8] = { "ASAN_OPTIONS=handle_segv=0:handle_abort=0" };
	for (size_t i = 0; env && env[i]; i++)
		all[i + 1] = env[i];
	return tty_start((const char *const[]){ "/proc/self/exe", "program", NULL }, all, 24, 80);
}

static void assert_whole(struct tty *t)
{
	const char *why;
	if (!tty_whole(t, &why))
		fail_msg("%s", why);
}

static void assert_exits(struct tty *t, int status)
{
	int got;
	assert_true(tty_wait_exit(t, &got));
	assert_true(WIFEXITED(got));
	assert_int_equal(WEXITSTATUS(got), status);
	assert_whole(t);
}

static void assert_event(struct tty *t, int key)
{
	char text[40];
	snprintf(text, sizeof text, "event %d at", key);
	assert_true(tty_wait_text(t, text));
}

static void test_opens_and_closes(void **state)
{
	(void)state;
	struct tty *t = start(NULL);
	assert_true(tty_wait_text(t, "last"));
	assert_true(tty_alternate(t));
	assert_false(tty_cursor(t));
	assert_string_equal(tty_row(t, 0), "size 80x24");
	assert_string_equal(tty_row(t, 2), "note");
	tty_send(t, "q");
	assert_exits(t, 0);
	assert_null(strstr(tty_screen(t), "size"));
	tty_end(t);
}

static void test_keys(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		int key;
	} keys[] = {
		{ "k", 'k' },
		{ "\r", TERM_ENTER },
		{ " ", ' ' },
		{ "\x1a", 26 },
		{ "\033", TERM_ESC },
		{ "\t", TERM_TAB },
		{ "\033[Z", TERM_BACKTAB },
		{ "\033OA", TERM_UP },
		{ "\177", TERM_BACKSPACE },
		{ "\033[3~", TERM_DELETE },
		{ "\033[5~", TERM_PGUP },
		{ "\033OP", TERM_F1 },
		{ "\033[15~", TERM_F5 },
		{ "\033[24~", TERM_F12 },
		{ "é", 0xe9 },
		{ "日", 0x65e5 },
		{ "\xff\xc3k", 'k' },
		{ "\U0001f600", 0x1f600 },
	};
	struct tty *t = start(NULL);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		tty_send(t, keys[i].bytes);
		assert_event(t, keys[i].key);
	}
	tty_send(t, "\x03");
	assert_exits(t, 0);
	tty_end(t);
}

/* The bytes of one character may come apart. */
static void test_character_in_parts(void **state)
{
	(void)state;
	struct tty *t = start(NULL);
	assert_true(tty_wait_text(t, "last"));
	tty_send(t, "k\xe6\x97");
	assert_event(t, 'k');
	tty_send(t, "\xa5");
	assert_event(t, 0x65e5);
	tty_end(t);
}

static void test_mouse(void **state)
{
	(void)state;
	struct tty *t = start(NULL);
	assert_true(tty_wait_text(t, "last"));
	tty_send(t, "\033[<0;11;6M");
	assert_true(tty_wait_text(t, "at 10,5 button 1."));
	tty_send(t, "\033[<64;3;4M");
	assert_true(tty_wait_text(t, "at 2,3 button 4."));
	tty_send(t, "\033[<65;3;4M");
	assert_true(tty_wait_text(t, "at 2,3 button 5."));
	tty_send(t, "q");
	assert_exits(t, 0);
	tty_end(t);
}

/* Wide characters replace narrow ones and the other way round; nothing of the old row is left. */
static void test_wide(void **state)
{
	(void)state;
	struct tty *t = start(NULL);
	assert_true(tty_wait_text(t, "wide [a日b] xy|"));
	tty_send(t, "w");
	assert_true(tty_wait_text(t, "wide [日本] e\u0301|"));
	assert_string_equal(tty_row(t, 4), "wide [日本] e\u0301|");
	assert_int_equal(tty_cell(t, 4, 6).width, 2);
	tty_send(t, "k");
	assert_true(tty_wait_text(t, "wide [a日b] xy|"));
	assert_string_equal(tty_row(t, 4), "wide [a日b] xy|");
	tty_end(t);
}

/* Only what changed is written: a key changes one row of 24. */
static void test_writes_what_changed(void **state)
{
	(void)state;
	struct tty *t = start(NULL);
	assert_true(tty_wait_text(t, "last"));
	tty_send(t, "k");
	assert_event(t, 'k');
	size_t before = tty_bytes(t);
	tty_send(t, "j");
	assert_event(t, 'j');
	assert_in_range(tty_bytes(t) - before, 1, 60);
	tty_end(t);
}

static void test_cursor(void **state)
{
	(void)state;
	struct tty *t = start(NULL);
	assert_true(tty_wait_text(t, "last"));
	tty_send(t, "i");
	assert_event(t, 'i');
	assert_true(tty_cursor(t));
	tty_send(t, "k");
	assert_event(t, 'k');
	assert_false(tty_cursor(t));
	tty_end(t);
}

static void test_resize(void **state)
{
	(void)state;
	struct tty *t = start(NULL);
	assert_true(tty_wait_text(t, "size 80x24"));
	tty_resize(t, 40, 120);
	assert_true(tty_wait_text(t, "size 120x40"));
	assert_true(tty_wait_text(t, "last"));
	assert_non_null(strstr(tty_row(t, 39), "last"));
	tty_resize(t, 5, 30);
	assert_true(tty_wait_text(t, "size 30x5"));
	tty_send(t, "q");
	assert_exits(t, 0);
	tty_end(t);
}

static void test_colors(void **state)
{
	(void)state;
	static const char *const no_color[] = { "NO_COLOR=1", NULL };
	struct tty *t = start(NULL);
	assert_true(tty_wait_text(t, "last"));
	assert_int_equal(tty_cell(t, 3, 0).code, 'b');
	assert_false(tty_cell(t, 3, 0).plain_fg && tty_cell(t, 3, 0).plain_bg);
	tty_end(t);
	t = start(no_color);
	assert_true(tty_wait_text(t, "last"));
	struct tty_cell cell = tty_cell(t, 3, 0);
	assert_true(cell.plain_fg && cell.plain_bg);
	assert_int_equal(cell.reverse, (look_mono(LOOK_BAD) & STYLE_REVERSE) != 0);
	assert_int_equal(cell.bold, (look_mono(LOOK_BAD) & STYLE_BOLD) != 0);
	tty_end(t);
}

/* Each way to die leaves the terminal whole, and the program dies of what it died of. */
static void test_dies_whole(void **state)
{
	(void)state;
	static const struct {
		const char *key;
		int sig;
	} ends[] = { { "x", SIGSEGV }, { "o", SIGSEGV }, { "a", SIGABRT } };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		int status;
		struct tty *t = start(NULL);
		assert_true(tty_wait_text(t, "last"));
		tty_send(t, ends[i].key);
		assert_true(tty_wait_exit(t, &status));
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), ends[i].sig);
		assert_whole(t);
		tty_end(t);
	}
}

static void test_exits_whole(void **state)
{
	(void)state;
	struct tty *t = start(NULL);
	assert_true(tty_wait_text(t, "last"));
	tty_send(t, "e");
	assert_exits(t, 7);
	tty_end(t);
}

static void test_stops_whole(void **state)
{
	(void)state;
	int status;
	struct tty *t = start(NULL);
	assert_true(tty_wait_text(t, "last"));
	tty_send(t, "z");
	assert_int_equal(waitpid(tty_pid(t), &status, WUNTRACED), tty_pid(t));
	assert_true(WIFSTOPPED(status));
	assert_true(tty_wait_gone(t, "last"));
	assert_whole(t);
	assert_int_equal(kill(tty_pid(t), SIGCONT), 0);
	assert_true(tty_wait_text(t, "last"));
	assert_true(tty_alternate(t));
	tty_send(t, "k");
	assert_event(t, 'k');
	tty_send(t, "q");
	assert_exits(t, 0);
	tty_end(t);
}

static void test_hang_up(void **state)
{
	(void)state;
	int status;
	struct tty *t = start(NULL);
	assert_true(tty_wait_text(t, "last"));
	tty_hang_up(t);
	assert_true(tty_wait_exit(t, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 9);
	tty_end(t);
}

static void test_unknown_terminal(void **state)
{
	(void)state;
	static const char *const unknown[] = { "TERM=no-such-terminal", NULL }, *const unset[] = { "TERM", NULL };
	static const char *const *const envs[] = { unknown, unset };
	for (size_t i = 0; i < 2; i++) {
		struct tty *t = start(envs[i]);
		assert_true(tty_wait_text(t, "which is not known here; treated as"));
		tty_send(t, "q");
		assert_exits(t, 0);
		tty_end(t);
	}
}

static void test_dumb_terminal(void **state)
{
	(void)state;
	struct tty *t = start((const char *const[]){ "TERM=dumb", NULL });
	assert_exits(t, 4);
	assert_non_null(strstr(tty_screen(t), "cannot place its cursor"));
	tty_end(t);
}

/* Terminals with fewer colours, no alternate screen or no UTF-8 still show the same text. */
static void test_other_terminals(void **state)
{
	(void)state;
	static const char *const names[] = { "TERM=xterm", "TERM=linux", "TERM=screen", "TERM=vt100",
					     "TERM=xterm-direct" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		/* ncurses itself forgets some bytes of a terminal with direct colours. */
		struct tty *t = start((const char *const[]){ names[i], "ASAN_OPTIONS=detect_leaks=0", NULL });
		assert_true(tty_wait_text(t, "size 80x24"));
		assert_true(tty_wait_text(t, "last"));
		tty_send(t, "q");
		assert_exits(t, 0);
		tty_end(t);
	}
	struct tty *t = start((const char *const[]){ "LANG=C", "LC_ALL=C", NULL });
	assert_true(tty_wait_text(t, "last"));
	assert_non_null(strstr(tty_row(t, 4), "] xy|"));
	tty_end(t);
}

int main(int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		return term_program();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_opens_and_closes),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_character_in_parts),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_writes_what_changed),
		cmocka_unit_test(test_cursor),
		cmocka_unit_test(test_resize),
		cmocka_unit_test(test_colors),
		cmocka_unit_test(test_dies_whole),
		cmocka_unit_test(test_exits_whole),
		cmocka_unit_test(test_stops_whole),
		cmocka_unit_test(test_hang_up),
		cmocka_unit_test(test_unknown_terminal),
		cmocka_unit_test(test_dumb_terminal),
		cmocka_unit_test(test_other_terminals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
