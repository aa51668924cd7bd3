/* lang: evaluation against a world of a few bytes, with what is unknown, pending, or a structure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/layout.h"
#include "lang/eval.h"
#include "lang/scope.h"

static const struct word word_rows[] = {
	{ .name = "errno", .gives = "a number" },
	{ .name = "output", .gives = "text" },
	{ .name = "alive", .params = "child", .max = 1, .kinds = "c", .gives = "0 or 1" },
	{ .name = "size", .params = "a", .min = 1, .max = 1, .kinds = "a", .gives = "bytes" },
	{ .name = "frame", .params = "a", .min = 1, .max = 1, .kinds = "a", .gives = "a number" },
	{ .name = "smaps", .params = "a, \"Rss\"", .min = 2, .max = 2, .kinds = "as", .gives = "bytes" },
};
static const struct words words = { word_rows, sizeof(word_rows) / sizeof(*word_rows) };

enum { BASE = 0x1000, BYTES = 16, LOG = 256 };

/* Memory of two processes at BASE; anything else faults. What is asked is written down. */
struct fixture {
	uint8_t memory[2][BYTES];
	char log[LOG];
	const char *refused;
	int calls, settled;
	int64_t fork_pid;
	struct arena arena;
	struct names names;
	struct scope scope;
	struct world world;
	struct evaluator ev;
	struct lang_err e;
};

static enum eval fill(struct fixture *f, const struct node *site, const struct value *args)
{
	for (size_t i = 0; i < site->args_n; i++) {
		const struct param *p = &site->call->params[i];
		if (args[i].kind != VALUE_OBJECT || !p->name)
			continue;
		unsigned elem = p->layout ? 1 : 4;
		size_t size = p->layout ? p->layout->size : 2 * sizeof(int);
		struct object *o = args[i].object;
		if (!o || !p->layout)
			o = names_object(&f->names, args[i].s, p->layout, elem, size);
		for (size_t k = 0; p->out && k < p->layout->fields_n; k++)
			object_set_field(o, &p->layout->fields[k], (int64_t)k + 100);
		for (int64_t k = 0; !p->layout && k < 2; k++)
			object_put(o, k, k + 3);
	}
	return EVAL_OK;
}

static enum eval on_call(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
			 struct lang_err *e)
{
	struct fixture *f = ctx;
	size_t len = strlen(f->log);
	f->calls++;
	snprintf(f->log + len, LOG - len, "%d:%s;", actor, site->s);
	(void)e;
	if (!strcmp(site->s, "munmap"))
		return EVAL_STOP;
	*out = value_int(site->args_n ? args[0].i : 0, TYPE_INT);
	if (!strcmp(site->s, "mmap"))
		*out = (struct value){ .kind = VALUE_PENDING, .slot = 7 };
	if (!strcmp(site->s, "fork")) {
		*out = value_int(f->fork_pid, TYPE_INT);
		out->slot = f->fork_pid > 0;
	}
	if (!strcmp(site->s, "waitpid"))
		*out = value_int((int64_t)args[0].slot, TYPE_INT);
	return fill(f, site, args);
}

static enum eval on_observe(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
			    struct lang_err *e)
{
	(void)ctx;
	(void)e;
	if (!strcmp(site->s, "output"))
		*out = value_string("hi\0there", 8);
	else if (!strcmp(site->s, "frame"))
		*out = value_unknown("this kernel does not tell frames");
	else if (!strcmp(site->s, "alive"))
		*out = value_int(site->args_n ? (int64_t)args[0].slot : -5, TYPE_INT);
	else if (!strcmp(site->s, "smaps"))
		*out = value_int((int64_t)args[1].len, TYPE_SIZE);
	else
		*out = value_int(site->args_n ? args[0].i + 1 : EINVAL + 1000 * actor, TYPE_INT);
	return EVAL_OK;
}

static enum eval on_load(void *ctx, int actor, int64_t addr, struct value *out)
{
	struct fixture *f = ctx;
	if (addr < BASE || addr >= BASE + BYTES)
		return EVAL_STOP;
	*out = value_int(f->memory[actor][addr - BASE], TYPE_INT);
	return EVAL_OK;
}

static enum eval on_store(void *ctx, int actor, int64_t addr, const struct value *v)
{
	struct fixture *f = ctx;
	if (addr < BASE || addr >= BASE + BYTES)
		return EVAL_STOP;
	f->memory[actor][addr - BASE] = (uint8_t)v->i;
	return EVAL_OK;
}

static void on_refuse(void *ctx, int actor, const struct node *site, const char *why)
{
	(void)actor;
	(void)site;
	((struct fixture *)ctx)->refused = why;
}

static enum eval on_settle(void *ctx, struct value *v)
{
	((struct fixture *)ctx)->settled++;
	*v = value_int(v->slot == 7 ? BASE : -1, TYPE_POINTER);
	return EVAL_OK;
}

static int on_constant(void *ctx, const char *name, int64_t *v)
{
	(void)ctx;
	*v = 4096;
	return strcmp(name, "page") ? -1 : 0;
}

static enum eval run(struct fixture *f, const char *source, struct value *out)
{
	f->e = (struct lang_err){ .text = "" };
	struct node *n = lang_statement(&f->arena, source, &f->e);
	if (!n || lang_check(n, &f->scope, true, &f->e))
		fail_msg("%s: %s at %zu", source, f->e.text, f->e.at);
	return lang_eval(&f->ev, n, out, &f->e);
}

static struct value value_of(struct fixture *f, const char *source)
{
	struct value v;
	enum eval r = run(f, source, &v);
	if (r != EVAL_OK)
		fail_msg("%s: %d %s", source, (int)r, f->e.text);
	return v;
}

static void gives(struct fixture *f, const char *source, int64_t expected)
{
	struct value v = value_of(f, source);
	if (v.kind != VALUE_INT || v.i != expected)
		fail_msg("%s: kind %d, %lld (%s)", source, (int)v.kind, (long long)v.i, v.why ? v.why : "");
}

static void gives_unknown(struct fixture *f, const char *source, const char *why)
{
	struct value v = value_of(f, source);
	if (v.kind != VALUE_UNKNOWN || !strstr(v.why, why))
		fail_msg("%s: kind %d (%s)", source, (int)v.kind, v.why ? v.why : "");
}

static void stops(struct fixture *f, const char *source)
{
	struct value v;
	assert_int_equal(run(f, source, &v), EVAL_STOP);
}

static void errs(struct fixture *f, const char *source, size_t at, const char *part)
{
	struct value v;
	if (run(f, source, &v) != EVAL_ERROR || f->e.at != at || !strstr(f->e.text, part))
		fail_msg("%s: at %zu \"%s\"", source, f->e.at, f->e.text);
}

static int setup(void **state)
{
	struct fixture *f = mem_zalloc(1, sizeof(*f));
	f->scope.words = &words;
	f->fork_pid = 4711;
	f->world = (struct world){ .ctx = f,
				   .call = on_call,
				   .observe = on_observe,
				   .load = on_load,
				   .store = on_store,
				   .refuse = on_refuse,
				   .settle = on_settle,
				   .constant = on_constant };
	f->ev = (struct evaluator){ .world = &f->world, .names = &f->names, .arena = &f->arena };
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	arena_finish(&f->arena);
	scope_finish(&f->scope);
	names_finish(&f->names);
	free(f);
	return 0;
}

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
		gives(*state, rows[i].source, rows[i].value);
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
		gives(*state, rows[i].source, rows[i].value);
	assert_int_equal(value_of(*state, "(char *)1 + 2").type, TYPE_POINTER);
	assert_int_equal(value_of(*state, "2 + (char *)1").type, TYPE_POINTER);
	assert_int_equal(value_of(*state, "(char *)3 - (char *)1").type, TYPE_INT);
	assert_int_equal(value_of(*state, "(size_t)3").type, TYPE_SIZE);
	assert_int_equal(value_of(*state, "MAP_FAILED").type, TYPE_POINTER);
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
		errs(*state, rows[i].source, rows[i].at, rows[i].part);
}

static void names_and_memory(void **state)
{
	struct fixture *f = *state;
	gives(f, "m = 0x1000", BASE);
	gives(f, "m[3] = 'X'", 'X');
	assert_int_equal(f->memory[0][3], 'X');
	gives(f, "x = m[1 + 2] + 1", 'Y');
	gives(f, "(m + 1)[2]", 'X');
	value_of(f, "s = output");
	gives(f, "s == \"hi\\0there\"", 1);
	errs(f, "s + 1", 2, "text where a number");
	errs(f, "s == 1", 2, "text on one side");
	gives(f, "big = 9223372036854775807", INT64_MAX);
	errs(f, "big[1]", 3, "address");
	gives(f, "m = m + 1", BASE + 1);
}

static void fault_makes_unknown(void **state)
{
	struct fixture *f = *state;
	gives(f, "m = 0x1000", BASE);
	gives(f, "x = 1", 1);
	stops(f, "x = m[100]");
	gives_unknown(f, "x", "the statement that sets `x` faulted");
	stops(f, "m[100] = 1");
	gives(f, "m", BASE);
	stops(f, "y = munmap(m, 1)");
	gives_unknown(f, "y + 1", "`y`");
	f->refused = NULL;
	stops(f, "z = close(y)");
	assert_non_null(strstr(f->refused, "`y`"));
	assert_int_equal(f->calls, 1);
	gives_unknown(f, "z", "`z`");
	stops(f, "m[y] = 1");
	stops(f, "m[0] = y");
	stops(f, "y[0] = 1");
	gives_unknown(f, "y[0]", "`y`");
	gives_unknown(f, "m[y]", "`y`");
	gives_unknown(f, "size(y)", "`y`");
	gives(f, "y = 3", 3);
	gives(f, "y", 3);
}

static void unknown_spreads(void **state)
{
	static const char *const unknown[] = {
		"frame(1)",      "frame(1) + 1",         "1 - frame(1)",  "-frame(1)",
		"!frame(1)",     "(int)frame(1)",        "frame(1) == 1", "frame(1) ? 1 : 2",
		"frame(1) && 1", "1 && frame(1)",        "frame(1) || 0", "0 || frame(1)",
		"frame(1) * 0",  "frame(1) && close(1)",
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof(unknown) / sizeof(*unknown); i++)
		gives_unknown(f, unknown[i], "does not tell frames");
	assert_int_equal(f->calls, 0);
	gives(f, "0 && frame(1)", 0);
	gives(f, "frame(1) && 0", 0);
	gives(f, "1 || frame(1)", 1);
	gives(f, "frame(1) || 1", 1);
	gives_unknown(f, "lab_code", "lab_code");
	gives_unknown(f, "lab_code + frame(1)", "lab_code");
	gives_unknown(f, "frame(1) + lab_code", "does not tell frames");
}

static void pending(void **state)
{
	struct fixture *f = *state;
	struct value v = value_of(f, "m = mmap(NULL, page, PROT_READ, MAP_PRIVATE, -1, 0)");
	assert_int_equal(v.kind, VALUE_PENDING);
	assert_int_equal(v.slot, 7);
	assert_int_equal(names_find(&f->names, "m")->value.kind, VALUE_PENDING);
	assert_int_equal(value_of(f, "n = m").kind, VALUE_PENDING);
	assert_int_equal(f->settled, 0);
	gives(f, "m + 1", BASE + 1);
	gives(f, "size(m)", BASE + 1);
	gives(f, "m[0]", 0);
	gives(f, "close(m)", BASE);
	assert_int_equal(f->settled, 4);
	f->world.settle = NULL;
	gives_unknown(f, "m == 1", "did not arrive");
}

static void structures(void **state)
{
	struct fixture *f = *state;
	gives(f, "fstat(3, &sb)", 3);
	gives(f, "sb.st_dev", 100);
	gives(f, "sb.st_size = 77", 77);
	gives(f, "sb.st_size + 1", 78);
	gives(f, "rl.rlim_cur = 64*KiB", 65536);
	gives(f, "rl.rlim_cur", 65536);
	gives_unknown(f, "rl.rlim_max", "rlim_max");
	struct object *o = names_find(&f->names, "rl")->value.object;
	assert_true(object_field_set(o, layout_field_find(o->layout, "rlim_cur")));
	assert_false(object_field_set(o, layout_field_find(o->layout, "rlim_max")));
	gives(f, "setrlimit(RLIMIT_MEMLOCK, &rl)", value_of(f, "RLIMIT_MEMLOCK").i);
	assert_ptr_equal(names_find(&f->names, "rl")->value.object, o);
	stops(f, "rl.rlim_max = frame(1)");
	gives(f, "rl.rlim_max = -1", -1);
	gives(f, "rl.rlim_max", -1);
}

static void arrays(void **state)
{
	struct fixture *f = *state;
	gives(f, "pipe(p)", 0);
	gives(f, "p[0] * 10 + p[1]", 34);
	gives(f, "p[1] = 0x1ffffffff", 0x1ffffffff);
	gives(f, "p[1]", -1);
	gives(f, "p[0]", 3);
	errs(f, "p[2]", 1, "index 2 is outside: there are 2 elements");
	errs(f, "p[-1]", 1, "outside");
	errs(f, "p[2] = 0", 1, "outside");
	errs(f, "p + 1", 0, "an array");
	errs(f, "q = p", 4, "an array");
	names_object(&f->names, "p", NULL, 4, 4);
	gives(f, "p + 1", 1);
	gives(f, "q = p", 0);
	gives(f, "q", 0);
	names_object(&f->names, "p", NULL, 1, 4)->bytes[2] = 200;
	gives(f, "p[2]", 200);
}

static void objects_as_arguments(void **state)
{
	struct fixture *f = *state;
	gives(f, "buf = 5", 5);
	gives(f, "read(3, buf, 1)", 3);
	assert_int_equal(names_find(&f->names, "buf")->value.kind, VALUE_INT);
	gives(f, "read(3, (char *)fresh, 1)", 3);
	assert_int_equal(names_find(&f->names, "fresh")->value.kind, VALUE_OBJECT);
	gives(f, "pipe(&buf)", 0);
	assert_int_equal(names_find(&f->names, "buf")->value.kind, VALUE_OBJECT);
	gives(f, "smaps(1, \"Rss\")", 3);
}

static void processes(void **state)
{
	struct fixture *f = *state;
	gives(f, "m = 0x1000", BASE);
	gives(f, "child = fork()", 4711);
	assert_int_equal(names_find(&f->names, "child")->actor, 1);
	gives(f, "child: m[0] = 'X'", 'X');
	assert_int_equal(f->memory[1][0], 'X');
	assert_int_equal(f->memory[0][0], 0);
	gives(f, "(child: m[0]) == 'X' && m[0] == 0", 1);
	gives(f, "child: errno == 1000 + EINVAL", 1);
	gives(f, "errno", EINVAL);
	gives(f, "child + 1", 4712);
	gives(f, "alive(child)", 1);
	gives(f, "alive", -5);
	gives(f, "waitpid(child, &status, 0)", 1);
	gives(f, "waitpid(child + 0, &status, 0)", 0);
	stops(f, "child: x = m[50]");
	assert_int_equal(f->ev.actor, 0);
	gives_unknown(f, "x", "`x`");
	f->log[0] = '\0';
	gives(f, "child: close(1)", 1);
	gives(f, "close(2)", 2);
	assert_string_equal(f->log, "1:close;0:close;");
}

static void fork_that_failed(void **state)
{
	struct fixture *f = *state;
	f->fork_pid = -1;
	gives(f, "m = 0x1000", BASE);
	gives(f, "child = fork()", -1);
	assert_int_equal(names_find(&f->names, "child")->actor, -1);
	stops(f, "child: m[0] = 1");
	stops(f, "child: close(1)");
	assert_int_equal(f->calls, 1);
	assert_non_null(strstr(f->refused, "fork() failed"));
	gives_unknown(f, "child: m[0]", "fork() failed");
	gives_unknown(f, "child: errno", "fork() failed");
	gives_unknown(f, "alive(child)", "fork() failed");
	gives(f, "child: x = 1 + 1", 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(arithmetic, setup, teardown),
		cmocka_unit_test_setup_teardown(casts, setup, teardown),
		cmocka_unit_test_setup_teardown(faults_of_arithmetic, setup, teardown),
		cmocka_unit_test_setup_teardown(names_and_memory, setup, teardown),
		cmocka_unit_test_setup_teardown(fault_makes_unknown, setup, teardown),
		cmocka_unit_test_setup_teardown(unknown_spreads, setup, teardown),
		cmocka_unit_test_setup_teardown(pending, setup, teardown),
		cmocka_unit_test_setup_teardown(structures, setup, teardown),
		cmocka_unit_test_setup_teardown(arrays, setup, teardown),
		cmocka_unit_test_setup_teardown(objects_as_arguments, setup, teardown),
		cmocka_unit_test_setup_teardown(processes, setup, teardown),
		cmocka_unit_test_setup_teardown(fork_that_failed, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
