/* lang: evaluation of numbers, text and memory, and of what is unknown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>

#include "support/lang_world.h"

static void arithmetic(void **state)
{
	static const struct {
		const char *source;
		int64_t value;
	} rows[] = {
		{ "1 + 2 * 3", 7 },
		{ "7 / 2", 3 },
		{ "-7 / 2", -3 },
		{ "-7 % 3", -1 },
		{ "1 << 62", INT64_C(1) << 62 },
		{ "-1 << 63", INT64_MIN },
		{ "-8 >> 1", -4 },
		{ "5 & 3 | 8 ^ 1", 9 },
		{ "~0", -1 },
		{ "!5 + !0", 1 },
		{ "-(-3)", 3 },
		{ "3 > 2 == 1", 1 },
		{ "1 <= 1 && 2 >= 3", 0 },
		{ "1 ? 2 : 1 / 0", 2 },
		{ "0 && 1 / 0", 0 },
		{ "3 || 1 / 0", 1 },
		{ "2 && 3", 1 },
		{ "0 || 0", 0 },
		{ "page * 2", 8192 },
		{ "EINVAL", EINVAL },
		{ "sizeof(int) + sizeof(char *)", 12 },
		{ "\"a\" \"b\" == \"ab\"", 1 },
		{ "\"a\" != \"ab\"", 1 },
		{ "\"a\\0b\" == \"a\\0c\"", 0 },
		{ "output == \"hi\\0there\"", 1 },
		{ "-9223372036854775807 - 1", INT64_MIN },
		{ "~(page - 1) & 8191", 4096 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		world_gives(*state, rows[i].source, rows[i].value);
}

static void casts(void **state)
{
	static const struct {
		const char *source;
		int64_t value;
	} rows[] = {
		{ "(unsigned char)300", 44 },
		{ "(signed char)255", -1 },
		{ "(char)65", 65 },
		{ "(int)0xffffffff", -1 },
		{ "(unsigned)-1", 0xffffffff },
		{ "(short)0x18000", -32768 },
		{ "(unsigned short)-1", 65535 },
		{ "(uint8_t)-1", 255 },
		{ "(int64_t)-1", -1 },
		{ "(size_t)-1", -1 },
		{ "(char *)4096", 4096 },
		{ "(void *)-1 == MAP_FAILED", 1 },
		{ "(int)(char)(unsigned char)200", (char)200 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		world_gives(*state, rows[i].source, rows[i].value);
	assert_int_equal(world_value(*state, "(char *)1 + 2").type, TYPE_POINTER);
	assert_int_equal(world_value(*state, "2 + (char *)1").type, TYPE_POINTER);
	assert_int_equal(world_value(*state, "(char *)3 - (char *)1").type, TYPE_INT);
	assert_int_equal(world_value(*state, "(size_t)3").type, TYPE_SIZE);
	assert_int_equal(world_value(*state, "MAP_FAILED").type, TYPE_POINTER);
}

static void faults_of_arithmetic(void **state)
{
	static const struct {
		const char *source;
		size_t at;
		const char *part;
	} rows[] = {
		{ "9223372036854775807 + 1", 20, "does not fit" },
		{ "0 - 9223372036854775807 - 2", 24, "does not fit" },
		{ "1 + 4611686018427387904 * 2", 24, "does not fit" },
		{ "1 + 1 / (2 - 2)", 6, "division by zero" },
		{ "1 % 0", 2, "division by zero" },
		{ "(-9223372036854775807 - 1) / -1", 27, "does not fit" },
		{ "-(-9223372036854775807 - 1)", 0, "does not fit" },
		{ "1 << 64", 2, "0 to 63" },
		{ "1 << -1", 2, "0 to 63" },
		{ "1 >> 64", 2, "0 to 63" },
		{ "1 << 63", 2, "does not fit" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		world_errs(*state, rows[i].source, rows[i].at, rows[i].part);
}

static void names_and_memory(void **state)
{
	struct test_world *f = *state;
	world_gives(f, "m = 0x1000", WORLD_BASE);
	world_gives(f, "m[3] = 'X'", 'X');
	assert_int_equal(f->memory[0][3], 'X');
	world_gives(f, "x = m[1 + 2] + 1", 'Y');
	world_gives(f, "(m + 1)[2]", 'X');
	world_value(f, "s = output");
	world_gives(f, "s == \"hi\\0there\"", 1);
	world_errs(f, "s + 1", 2, "text where a number");
	world_errs(f, "s == 1", 2, "text on one side");
	world_gives(f, "big = 9223372036854775807", INT64_MAX);
	world_errs(f, "big[1]", 3, "address");
	world_gives(f, "m = m + 1", WORLD_BASE + 1);
}

static void fault_makes_unknown(void **state)
{
	struct test_world *f = *state;
	world_gives(f, "m = 0x1000", WORLD_BASE);
	world_gives(f, "x = 1", 1);
	world_stops(f, "x = m[100]");
	world_unknown(f, "x", "the statement that sets `x` faulted");
	world_stops(f, "m[100] = 1");
	world_gives(f, "m", WORLD_BASE);
	world_stops(f, "y = munmap(m, 1)");
	world_unknown(f, "y + 1", "`y`");
	f->refused = NULL;
	world_stops(f, "z = close(y)");
	assert_non_null(strstr(f->refused, "`y`"));
	assert_int_equal(f->calls, 1);
	world_unknown(f, "z", "`z`");
	world_stops(f, "m[y] = 1");
	world_stops(f, "m[0] = y");
	world_stops(f, "y[0] = 1");
	world_unknown(f, "y[0]", "`y`");
	world_unknown(f, "m[y]", "`y`");
	world_unknown(f, "size(y)", "`y`");
	world_gives(f, "y = 3", 3);
	world_gives(f, "y", 3);
}

static void unknown_spreads(void **state)
{
	static const char *const unknown[] = {
		"frame(1)",      "frame(1) + 1",         "1 - frame(1)",  "-frame(1)",
		"!frame(1)",     "(int)frame(1)",        "frame(1) == 1", "frame(1) ? 1 : 2",
		"frame(1) && 1", "1 && frame(1)",        "frame(1) || 0", "0 || frame(1)",
		"frame(1) * 0",  "frame(1) && close(1)",
	};
	struct test_world *f = *state;
	for (size_t i = 0; i < sizeof(unknown) / sizeof(*unknown); i++)
		world_unknown(f, unknown[i], "does not tell frames");
	assert_int_equal(f->calls, 0);
	world_gives(f, "0 && frame(1)", 0);
	world_gives(f, "frame(1) && 0", 0);
	world_gives(f, "1 || frame(1)", 1);
	world_gives(f, "frame(1) || 1", 1);
	world_unknown(f, "lab_code", "lab_code");
	world_unknown(f, "lab_code + frame(1)", "lab_code");
	world_unknown(f, "frame(1) + lab_code", "does not tell frames");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(arithmetic, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(casts, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(faults_of_arithmetic, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(names_and_memory, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(fault_makes_unknown, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(unknown_spreads, world_setup, world_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
