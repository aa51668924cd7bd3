/* The picture of memory in a real terminal: its keys, the mouse, a terabyte, themes, the screen as a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support/sitting.h"

#define ENTER "\r"
#define RIGHT "\033OC"

/* The lesson of the pictures, its first steps run. */
static void start(struct sitting *s, const char *lesson, const char *sees)
{
	sitting_start(s, (const char *const[]){ "learn", lesson, NULL }, NULL, 40, 120);
	sitting_sees(s, sees);
}

static void leave(struct sitting *s)
{
	assert_int_not_equal(sitting_look(s), 0);
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}

static void to_split(struct sitting *s)
{
	start(s, "assets/pictures/tour.json", "Eight pages");
	sitting_key(s, ENTER, "m  new");
	sitting_key(s, ENTER, "Three touches");
	sitting_key(s, ENTER, "changed in this step");
	sitting_key(s, ENTER, "One line becomes three");
	sitting_key(s, ENTER, "m  split in 3");
}

static void test_sides(void **state)
{
	struct sitting *s = *state;
	to_split(s);
	sitting_sees(s, "split in 3, rw- → r--");
	sitting_key(s, "m", "─ /proc/self/maps ─");
	sitting_key(s, "m", "─ address space ─");
	sitting_key(s, "f", "─ address space, before ─");
	sitting_sees(s, "32 KiB");
	sitting_key(s, "f", "split in 3, rw- → r--");
	sitting_key(s, "t", "page table and mincore");
	sitting_key(s, "t", "in the page table");
	sitting_key(s, "t", "that mincore calls resident");
	sitting_key(s, "t", "P private");
	leave(s);
}

static void test_page_cursor(void **state)
{
	struct sitting *s = *state;
	to_split(s);
	sitting_key(s, "www", "page 1 of 8");
	sitting_sees(s, "(pagemap bit 63)");
	sitting_key(s, RIGHT, "page 2 of 8");
	sitting_sees(s, "not in the page table (pagemap bit 63)");
	sitting_key(s, "v", "to read it would bring");
	sitting_key(s, RIGHT, "42 00 00 00");
	sitting_key(s, "v", "page 3 of 8");
	leave(s);
}

static void test_click(void **state)
{
	struct sitting *s = *state;
	to_split(s);
	for (int y = 0; y < 40; y++) {
		const char *row = tty_row(s->tty, y), *at = strstr(row, "+0 ");
		char click[64];
		if (!at)
			continue;
		/* Columns, not bytes: the bar between the panes is three bytes long. Cells are four columns wide. */
		snprintf(click, sizeof click, "\033[<0;%d;%dM\033[<0;%d;%dm", (int)(at - row) - 2 + 1 + 8 + 9, y + 1,
			 (int)(at - row) - 2 + 1 + 8 + 9, y + 1);
		sitting_key(s, click, "page 3 of 8");
		leave(s);
		return;
	}
	fail_msg("there is no grid of pages");
}

/* One page of a terabyte is found by entering the cells that have something. */
static void test_terabyte(void **state)
{
	struct sitting *s = *state;
	char path[SITTING_PATH + 16];
	snprintf(path, sizeof path, "%s/big.json", s->home);
	FILE *f = fopen(path, "we");
	assert_non_null(f);
	fputs("{ \"format\": 1, \"id\": \"big\", \"rev\": 1, \"title\": \"Big\", \"steps\": [ { \"id\": \"a\", "
	      "\"do\": [\"m = mmap(NULL, 1*TiB, PROT_READ|PROT_WRITE, "
	      "MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE, -1, 0)\", \"m[5*GiB] = 1\"], "
	      "\"expect\": [\"m != MAP_FAILED\"], \"focus\": \"m\" } ] }",
	      f);
	assert_int_equal(fclose(f), 0);
	start(s, path, "what will be run");
	sitting_key(s, ENTER, "cell in part in memory");
	sitting_key(s, "www", "page 1 of 268,435,456");
	sitting_key(s, RIGHT, "1 of it in the page table");
	sitting_key(s, ENTER, "a cell is 4,096 pages, 16 MiB");
	sitting_key(s, "hhh", "a cell is 4,096 pages, 16 MiB");
	sitting_key(s, "-", "a cell is 1,048,576 pages, 4 GiB");
	leave(s);
}

static bool is_brighter(struct tty *t, void *data)
{
	const uint32_t *than = data;
	return tty_cell(t, 1, 60).bg > *than;
}

static void test_theme(void **state)
{
	struct sitting *s = *state;
	start(s, "assets/pictures/tour.json", "Eight pages");
	uint32_t dark = tty_cell(s->tty, 1, 60).bg;
	sitting_key(s, "T", "Eight pages");
	assert_true(tty_wait(s->tty, is_brighter, &dark));
	leave(s);
}

static void test_snap(void **state)
{
	struct sitting *s = *state;
	char line[64];
	sitting_script(s, "cd \"$HOME\" && exec \"$0\" \"$@\"",
		       (const char *const[]){ "learn", sitting_fixture("tour.json"), NULL });
	sitting_sees(s, "How large is it?");
	sitting_key(s, "P", "It is in mmaptutor-1.svg");
	sitting_key(s, "q", "How large is it?");
	sitting_misses(s, "It is in");
	snprintf(line, sizeof line, "%.40s/mmaptutor-1.svg", s->home);
	FILE *f = fopen(line, "re");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof line, f));
	assert_memory_equal(line, "<svg ", 5);
	fclose(f);
	leave(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_sides, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_page_cursor, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_click, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_terabyte, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_theme, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_snap, sitting_setup, sitting_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
