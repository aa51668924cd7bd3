/* lang: evaluation of pending answers, structures, arrays and processes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>

#include "kernel/layout.h"
#include "support/lang_world.h"

static void pending(void **state)
{
	struct test_world *f = *state;
	struct value v = world_value(f, "m = mmap(NULL, page, PROT_READ, MAP_PRIVATE, -1, 0)");
	assert_int_equal(v.kind, VALUE_PENDING);
	assert_int_equal(v.slot, 7);
	assert_int_equal(names_find(&f->names, "m")->value.kind, VALUE_PENDING);
	assert_int_equal(world_value(f, "n = m").kind, VALUE_PENDING);
	assert_int_equal(f->settled, 0);
	world_gives(f, "m + 1", WORLD_BASE + 1);
	world_gives(f, "size(m)", WORLD_BASE + 1);
	world_gives(f, "m[0]", 0);
	world_gives(f, "close(m)", WORLD_BASE);
	assert_int_equal(f->settled, 4);
	f->world.settle = NULL;
	world_unknown(f, "m == 1", "did not arrive");
}

static void structures(void **state)
{
	struct test_world *f = *state;
	world_gives(f, "fstat(3, &sb)", 3);
	world_gives(f, "sb.st_dev", 100);
	world_gives(f, "sb.st_size = 77", 77);
	world_gives(f, "sb.st_size + 1", 78);
	world_gives(f, "rl.rlim_cur = 64*KiB", 65536);
	world_gives(f, "rl.rlim_cur", 65536);
	world_unknown(f, "rl.rlim_max", "rlim_max");
	struct object *o = names_find(&f->names, "rl")->value.object;
	assert_true(object_field_set(o, layout_field_find(o->layout, "rlim_cur")));
	assert_false(object_field_set(o, layout_field_find(o->layout, "rlim_max")));
	world_gives(f, "setrlimit(RLIMIT_MEMLOCK, &rl)", world_value(f, "RLIMIT_MEMLOCK").i);
	assert_ptr_equal(names_find(&f->names, "rl")->value.object, o);
	world_stops(f, "rl.rlim_max = frame(1)");
	world_gives(f, "rl.rlim_max = -1", -1);
	world_gives(f, "rl.rlim_max", -1);
}

static void arrays(void **state)
{
	struct test_world *f = *state;
	world_gives(f, "pipe(p)", 0);
	world_gives(f, "p[0] * 10 + p[1]", 34);
	world_gives(f, "p[1] = 0x1ffffffff", 0x1ffffffff);
	world_gives(f, "p[1]", -1);
	world_gives(f, "p[0]", 3);
	world_errs(f, "p[2]", 1, "index 2 is outside: there are 2 elements");
	world_errs(f, "p[-1]", 1, "outside");
	world_errs(f, "p[2] = 0", 1, "outside");
	world_errs(f, "p + 1", 0, "an array");
	world_errs(f, "q = p", 4, "an array");
	names_object(&f->names, "p", NULL, 4, 4);
	world_gives(f, "p + 1", 1);
	world_gives(f, "q = p", 0);
	world_gives(f, "q", 0);
	names_object(&f->names, "p", NULL, 1, 4)->bytes[2] = 200;
	world_gives(f, "p[2]", 200);
}

static void objects_as_arguments(void **state)
{
	struct test_world *f = *state;
	world_gives(f, "buf = 5", 5);
	world_gives(f, "read(3, buf, 1)", 3);
	assert_int_equal(names_find(&f->names, "buf")->value.kind, VALUE_INT);
	world_gives(f, "read(3, (char *)fresh, 1)", 3);
	assert_int_equal(names_find(&f->names, "fresh")->value.kind, VALUE_OBJECT);
	world_gives(f, "pipe(&buf)", 0);
	assert_int_equal(names_find(&f->names, "buf")->value.kind, VALUE_OBJECT);
	world_gives(f, "smaps(1, \"Rss\")", 3);
}

static void processes(void **state)
{
	struct test_world *f = *state;
	world_gives(f, "m = 0x1000", WORLD_BASE);
	world_gives(f, "child = fork()", 4711);
	assert_int_equal(names_find(&f->names, "child")->actor, 1);
	world_gives(f, "child: m[0] = 'X'", 'X');
	assert_int_equal(f->memory[1][0], 'X');
	assert_int_equal(f->memory[0][0], 0);
	world_gives(f, "(child: m[0]) == 'X' && m[0] == 0", 1);
	world_gives(f, "child: errno == 1000 + EINVAL", 1);
	world_gives(f, "errno", EINVAL);
	world_gives(f, "child + 1", 4712);
	world_gives(f, "alive(child)", 1);
	world_gives(f, "alive", -5);
	world_gives(f, "waitpid(child, &status, 0)", 1);
	world_gives(f, "waitpid(child + 0, &status, 0)", 0);
	world_stops(f, "child: x = m[50]");
	assert_int_equal(f->ev.actor, 0);
	world_unknown(f, "x", "`x`");
	f->log[0] = '\0';
	world_gives(f, "child: close(1)", 1);
	world_gives(f, "close(2)", 2);
	assert_string_equal(f->log, "1:close;0:close;");
}

static void fork_that_failed(void **state)
{
	struct test_world *f = *state;
	f->fork_pid = -1;
	world_gives(f, "m = 0x1000", WORLD_BASE);
	world_gives(f, "child = fork()", -1);
	assert_int_equal(names_find(&f->names, "child")->actor, -1);
	world_stops(f, "child: m[0] = 1");
	world_stops(f, "child: close(1)");
	assert_int_equal(f->calls, 1);
	assert_non_null(strstr(f->refused, "fork() failed"));
	world_unknown(f, "child: m[0]", "fork() failed");
	world_unknown(f, "child: errno", "fork() failed");
	world_unknown(f, "alive(child)", "fork() failed");
	world_gives(f, "child: x = 1 + 1", 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(pending, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(structures, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(arrays, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(objects_as_arguments, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(processes, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(fork_that_failed, world_setup, world_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
