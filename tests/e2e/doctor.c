/* `doctor` at a terminal: its size, and whether a lesson can be presented on it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/sitting.h"

static void start(struct sitting *s, int rows, int cols)
{
	sitting_start(s, (const char *const[]){ "doctor", sitting_fixture("short.json"), NULL }, NULL, rows, cols);
}

/* All of it on one screen, so that nothing scrolls away. */
static void test_fits(void **state)
{
	struct sitting *s = *state;

	start(s, 100, 120);
	sitting_sees(s, "size                      120 columns, 100 rows");
	sitting_sees(s, "All that these lessons need is here.");
	sitting_over(s, 0);
}

static void test_too_small(void **state)
{
	struct sitting *s = *state;

	start(s, 4, 100);
	sitting_sees(s, "does not fit 100x4");
	sitting_over(s, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_fits, sitting_setup, sitting_teardown),
		cmocka_unit_test_setup_teardown(test_too_small, sitting_setup, sitting_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
