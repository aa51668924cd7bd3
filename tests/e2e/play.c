/* Free play in a real terminal: the line, what Tab offers, the way back, the form, and the lesson that comes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/sitting.h"

#define ENTER  "\r"
#define TAB    "\t"
#define BTAB   "\033[Z"
#define ESC    "\033"
#define UP     "\033OA"
#define DOWN   "\033OB"
#define RIGHT  "\033OC"
#define LEFT   "\033OD"
#define F2     "\033OQ"
#define CTRL_A "\001"
#define CTRL_E "\005"
#define CTRL_K "\013"
#define CTRL_U "\025"
#define CTRL_W "\027"
#define CTRL_R "\022"
#define UNDO   "\037"
#define CLEAR  CTRL_E CTRL_U
#define MAP    "m = mmap(NULL, 3*page, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)"

static void play(struct sitting *s, int rows, int cols)
{
	static const char *const args[] = { "play", NULL };
	sitting_start(s, args, NULL, rows, cols);
	sitting_sees(s, "Nothing yet.");
}

static void leave(struct sitting *s)
{
	sitting_look(s);
	tty_send(s->tty, CLEAR ESC);
	sitting_over(s, 0);
}

static void test_statements(void **state)
{
	struct sitting *s = *state;
	play(s, 40, 120);
	assert_true(tty_cursor(s->tty));
	sitting_key(s, MAP ENTER, "→ 0x7");
	sitting_sees(s, "pages of m: 3 pages");
	sitting_sees(s, "new"); /* in the address space */
	sitting_key(s, "m[page] = 1" ENTER, "→ 1  (1 minor fault)");
	sitting_key(s, "m[3*page] = 1" ENTER, "m[3*page] = 1;");
	sitting_key(s, "child = fork()" ENTER, "child = fork();");
	sitting_key(s, "child: m[0] = 'C'" ENTER, "child: m[0] = 'C';");
	leave(s);
}

static void test_what_computes_tells_its_value(void **state)
{
	struct sitting *s = *state;
	play(s, 40, 120);
	sitting_key(s, "3*7" ENTER, "3*7;  → 21");
	sitting_key(s, "n = EINVAL" ENTER, "n = EINVAL;  → 22");
	sitting_key(s, MAP ENTER, "→ 0x7");
	sitting_key(s, "m[1] = 65" ENTER, "m[1] = 65;  → 65 'A'");
	sitting_key(s, "c = m[1]" ENTER, "c = m[1];  → 65 'A'");
	sitting_key(s, "c = m[2]" ENTER, "c = m[2];  → 0\n");
	leave(s);
}

/* Esc by habit takes the line first, and the session only then. */
static void test_escape_erases_the_line(void **state)
{
	struct sitting *s = *state;
	play(s, 24, 80);
	sitting_key(s, "n = 40 + 2" ENTER, "→ 42");
	sitting_key(s, "munma" ESC, "The line is erased; Esc once more leaves");
	sitting_misses(s, "> munma");
	sitting_sees(s, "→ 42");
	leave(s);
}

static void test_faults_are_shown_at_their_place(void **state)
{
	struct sitting *s = *state;
	play(s, 40, 120);
	sitting_key(s, "m = = 3" ENTER, "one assignment a statement");
	assert_non_null(strstr(tty_screen(s->tty), "> m = = 3"));
	assert_non_null(strstr(tty_screen(s->tty), "\n       ^"));
	sitting_sees(s, "Nothing yet.");
	sitting_key(s, CLEAR "nix" ENTER, "`nix`");
	sitting_key(s, CLEAR "q = 1/0" ENTER, "division by zero");
	sitting_sees(s, "Nothing yet.");
	sitting_key(s, CLEAR "q = 7" ENTER, "q = 7;");
	leave(s);
}

static void test_editing_and_history(void **state)
{
	struct sitting *s = *state;
	play(s, 24, 80);
	sitting_key(s, "y = 22" LEFT LEFT "1", "> y = 122");
	sitting_key(s,
		    "\033OH"
		    "z"
		    "\033[3~",
		    "> z = 122");
	sitting_key(s,
		    CTRL_E "\177"
			   "+ 4 5",
		    "> z = 12+ 4 5");
	sitting_key(s, CTRL_W CTRL_W "4", "> z = 12+ 4");
	sitting_key(s, ENTER, "z = 12+ 4;");
	sitting_key(s, "w = 1" CTRL_A RIGHT CTRL_K " = 9" ENTER, "w = 9;");
	sitting_key(s, "draft", "> draft");
	sitting_key(s, UP, "> w = 9");
	sitting_key(s, UP, "> z = 12+ 4");
	sitting_key(s, DOWN DOWN, "> draft");
	sitting_key(s, CTRL_U "\303\244\177x", "> x");
	sitting_key(s, CLEAR "new", "> new"); /* an empty line is no text to wait for */
	leave(s);
}

static void test_completion(void **state)
{
	struct sitting *s = *state;
	play(s, 40, 120);
	sitting_key(s, "f = op" TAB, "> f = open(");
	sitting_sees(s, "int open(const char *pathname");
	sitting_key(s, "\"he" TAB, "> f = open(\"hello.txt\"");
	sitting_key(s, ", O_RD" TAB, "O_RDONLY  O_RDWR");
	sitting_sees(s, "flags: ");
	sitting_key(s, "W" TAB ")" ENTER, "→ 3");
	sitting_misses(s, "O_RDONLY");
	sitting_key(s, "m = mmap(NULL, page, PROT_", "prot: ");
	sitting_key(s, TAB, "PROT_EXEC");
	assert_null(strstr(tty_screen(s->tty), "MAP_PRIVATE"));
	sitting_key(s, "zz" TAB, "Nothing that is known fits here");
	sitting_key(s, CLEAR ":he" TAB "MAP_FIXED_" TAB ENTER, "MAP_FIXED_NOREPLACE: exactly at addr");
	sitting_sees(s, "addr:noreplace");
	leave(s);
}

static void test_undo_and_redo(void **state)
{
	struct sitting *s = *state;
	play(s, 40, 120);
	sitting_key(s, "u" ENTER, "There is nothing to undo");
	sitting_key(s, MAP ENTER, "→ 0x7");
	sitting_key(s, "m[0] = 7" ENTER, "m[0] = 7;");
	sitting_key(s, "u" ENTER, "m[0] = 7  (undone)");
	sitting_sees(s, "Undone by replay: m[0] = 7");
	sitting_key(s, CTRL_R, "m[0] = 7;");
	sitting_key(s, UNDO, "m[0] = 7  (undone)");
	sitting_key(s, ":redo" ENTER, "m[0] = 7;");
	sitting_key(s, ":redo" ENTER, "There is nothing to redo");
	sitting_key(s, BTAB, "▸ what you tried");
	sitting_key(s, "u", "m[0] = 7  (undone)");
	sitting_key(s, "U", "Done again: m[0] = 7");
	sitting_key(s, "iu = 5" ENTER, "u = 5;"); /* now u is a name */
	sitting_key(s, "u" ENTER UP, "> u");
	assert_null(strstr(tty_screen(s->tty), "(undone)"));
	leave(s);
}

/* Half a page of the issue: a terabyte, one page of it, back, and the file. */
static void test_terabyte_and_saving(void **state)
{
	struct sitting *s = *state;
	char line[SITTING_PATH + 64], command[3 * SITTING_PATH];
	play(s, 24, 80);
	sitting_key(s,
		    "m = mmap(NULL, 1*TiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE, -1, 0)" ENTER,
		    "pages of m: 268,435,456 pages");
	sitting_key(s, "m[5*GiB] = 1" ENTER, "(1 minor fault)");
	sitting_sees(s, "+4 KiB");
	sitting_key(s, BTAB BTAB BTAB, "▸ pages of m");
	sitting_key(s, RIGHT ENTER, "▸ pages of m: ");
	sitting_misses(s, "pages of m: 268,435,456 pages");
	sitting_key(s, "u", "m[5*GiB] = 1  (undone)");
	sitting_key(s, "U", "Done again");
	snprintf(line, sizeof line, ":save %s/mine.json" ENTER, s->home);
	sitting_key(s, "i", "▸ free play");
	sitting_key(s, line, "`mmaptutor check` accepts it");
	sitting_key(s, line, "is there already");
	sitting_key(s, ":save Not A Name" ENTER, "a lesson cannot be called");
	leave(s);
	snprintf(command, sizeof command, "'%s' check '%s/mine.json' | grep -q '^2 passed, 0 failed, 0 skipped$'",
		 s->program, s->home);
	assert_int_equal(system(command), 0);
}

static void test_commands(void **state)
{
	struct sitting *s = *state;
	play(s, 40, 120);
	sitting_key(s, ":foo" ENTER, "There is no :foo; there are :save, :save!, :undo, :redo, :help, :form, :q");
	sitting_key(s, ":save" ENTER, ":save NAME.json: write what you did");
	sitting_key(s, ":save x.json" ENTER, "there is nothing to save yet");
	sitting_key(s, ":help present" ENTER, "present(a, n): ");
	sitting_key(s, ":help nothing" ENTER, "The tables have no \"nothing\"");
	sitting_look(s);
	tty_send(s->tty, ":q" ENTER);
	sitting_over(s, 0);
}

static void test_form(void **state)
{
	struct sitting *s = *state;
	play(s, 24, 80);
	sitting_key(s, F2, "a form for mmap()");
	sitting_sees(s, "m = mmap(NULL, page, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)");
	sitting_sees(s, "offset"); /* all of it is in sight */
	sitting_key(s, CTRL_U "buf", "buf = mmap(");
	sitting_key(s, DOWN DOWN CTRL_U "2*page", "mmap(NULL, 2*page, PROT_READ");
	sitting_key(s, DOWN DOWN " ", "2*page, PROT_READ, MAP_PRIVATE");
	sitting_key(s, UP " ", "2*page, PROT_NONE, MAP_PRIVATE");
	sitting_key(s, DOWN DOWN DOWN " ", "PROT_NONE, MAP_SHARED|MAP_ANONYMOUS"); /* instead of private */
	sitting_sees(s, "[ ] MAP_PRIVATE");
	sitting_key(s, DOWN " ", "PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS");
	sitting_sees(s, "[ ] MAP_SHARED");
	sitting_key(s, ENTER, "buf = mmap(NULL, 2*page, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0);");
	sitting_sees(s, "pages of buf: 2 pages");
	sitting_key(s, ":form" ENTER CTRL_U "page" ENTER, "`page`"); /* no name for a result: nothing is done */
	sitting_key(s, ESC, "▸ free play");
	leave(s);
}

static void test_ends_and_goes_on(void **state)
{
	struct sitting *s = *state;
	play(s, 40, 120);
	sitting_key(s, MAP ENTER, "→ 0x7");
	sitting_key(s, "_exit(3)" ENTER, "The process has ended; the next statement starts it again");
	sitting_sees(s, "the process exits with status 3");
	sitting_key(s, "m[0] = 'X'" ENTER, "m[0] = 'X';");
	sitting_key(s, "die: m[9*GiB] = 1" ENTER, "the process dies: SIGSEGV");
	sitting_key(s, "x = m[0]" ENTER, "x = m[0];  → 88");
	sitting_look(s);
	sitting_kill_lab(s);
	sitting_sees(s, "The process was ended from outside");
	sitting_key(s, "y = m[0]" ENTER, "y = m[0];  → 88");
	leave(s);
}

/* The branch has what ran before, and leaves the lesson as it was. */
static void test_branch_of_a_lesson(void **state)
{
	struct sitting *s = *state;
	sitting_learn(s, "short.json", "The first of two");
	sitting_key(s, TAB, "Nothing yet.");
	sitting_key(s, "x = a" ENTER, "`a`"); /* the step has not run */
	sitting_key(s, CLEAR ESC, "The first of two");
	sitting_key(s, ENTER, "what was run");
	sitting_key(s, TAB, "Nothing yet.");
	sitting_sees(s, "pages of a: 1 page");
	sitting_key(s, "munmap(a, page)" ENTER, "munmap(a, page);");
	sitting_sees(s, "Nothing is mapped there.");
	sitting_key(s, ESC, "what was run");
	sitting_sees(s, "pages of a: 1 page");
	sitting_key(s, ENTER, "The second of two");
	sitting_key(s, ENTER, "as expected");
	sitting_look(s);
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

/* Its keys work where a picture has the focus; in the prompt they are characters. */
static void test_panes(void **state)
{
	struct sitting *s = *state;
	play(s, 40, 120);
	sitting_key(s, MAP ENTER, "→ 0x7");
	sitting_key(s, "wmf?q", "> wmf?q");
	sitting_key(s, CLEAR BTAB BTAB, "▸ address space");
	sitting_key(s, "m", "▸ /proc/self/maps");
	sitting_key(s, "f", "/proc/self/maps, before");
	sitting_key(s, "w", "▸ pages of m");
	sitting_key(s, "?", "q or Enter closes");
	sitting_key(s, "q", "▸ pages of m");
	sitting_key(s, "i", "▸ free play");
	tty_resize(s->tty, 24, 80);
	sitting_key(s, "x = 1" ENTER, "x = 1;");
	leave(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, sitting_setup, sitting_teardown)
		TEST(test_statements),
		TEST(test_what_computes_tells_its_value),
		TEST(test_escape_erases_the_line),
		TEST(test_faults_are_shown_at_their_place),
		TEST(test_editing_and_history),
		TEST(test_completion),
		TEST(test_undo_and_redo),
		TEST(test_terabyte_and_saving),
		TEST(test_commands),
		TEST(test_form),
		TEST(test_ends_and_goes_on),
		TEST(test_branch_of_a_lesson),
		TEST(test_panes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
