/* lang: what the check before any run refuses, where, and which names a statement makes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/layout.h"
#include "lang/scope.h"

static const char *kind_at(size_t i)
{
	static const char *const kinds[] = { "resident", "present" };
	return i < sizeof(kinds) / sizeof(*kinds) ? kinds[i] : NULL;
}

static const struct word word_rows[] = {
	{ .name = "errno", .gives = "a number" },
	{ .name = "signal", .gives = "a number" },
	{ .name = "output", .gives = "text" },
	{ .name = "alive", .params = "child", .max = 1, .kinds = "c", .gives = "0 or 1" },
	{ .name = "size", .params = "a", .min = 1, .max = 1, .kinds = "a", .gives = "bytes" },
	{ .name = "perms", .params = "a", .min = 1, .max = 1, .kinds = "a", .gives = "text" },
	{ .name = "resident", .params = "a, n", .min = 2, .max = 2, .kinds = "aa", .gives = "pages" },
	{ .name = "vmas", .params = "a, n", .max = 2, .kinds = "aa", .gives = "a number" },
	{ .name = "smaps", .params = "a, \"Rss\"", .min = 2, .max = 2, .kinds = "as", .gives = "bytes" },
	{ .name = "count",
	  .params = "kind, a, n",
	  .min = 3,
	  .max = 3,
	  .kinds = "saa",
	  .text_at = kind_at,
	  .gives = "pages" },
	{ .name = "cached", .params = "\"name\"", .min = 1, .max = 1, .kinds = "n", .gives = "pages" },
};
static const struct words words = { word_rows, sizeof(word_rows) / sizeof(*word_rows) };
static const char *const files[] = { "greeting.txt", "three.dat" };

struct fixture {
	struct arena arena;
	struct scope scope;
	struct lang_err e;
};

static int check(struct fixture *f, const char *source, bool statement)
{
	struct node *n = (statement ? lang_statement : lang_expression)(&f->arena, source, &f->e);
	if (!n)
		fail_msg("%s: %s at %zu", source, f->e.text, f->e.at);
	return lang_check(n, &f->scope, statement, &f->e);
}

static void good(struct fixture *f, const char *source, bool statement)
{
	if (check(f, source, statement))
		fail_msg("%s: %s at %zu", source, f->e.text, f->e.at);
}

/* A lesson that has come some way. */
static int setup(void **state)
{
	static const char *const lesson[] = {
		"m = mmap(NULL, page, PROT_READ, MAP_PRIVATE, -1, 0)",
		"child = fork()",
		"child: grand = fork()",
		"fstat(m, &sb)",
		"pipe(fds)",
		"mincore(m, 4*page, vec)",
		"rl.rlim_cur = 64*KiB",
	};
	struct fixture *f = mem_zalloc(1, sizeof(*f));
	f->scope.words = &words;
	f->scope.files = files;
	f->scope.files_n = 2;
	scope_add(&f->scope, "n", KNOWN_VARY);
	for (size_t i = 0; i < sizeof(lesson) / sizeof(*lesson); i++)
		good(f, lesson[i], true);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	arena_finish(&f->arena);
	scope_finish(&f->scope);
	free(f);
	return 0;
}

static void names_made(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *name;
		enum known known;
	} rows[] = { { "m", KNOWN_VALUE },   { "child", KNOWN_ACTOR }, { "grand", KNOWN_ACTOR },
		     { "sb", KNOWN_OBJECT }, { "fds", KNOWN_OBJECT },  { "vec", KNOWN_OBJECT },
		     { "rl", KNOWN_OBJECT }, { "n", KNOWN_VARY } };
	assert_int_equal(f->scope.n, sizeof(rows) / sizeof(*rows));
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		enum known known;
		assert_true(scope_has(&f->scope, rows[i].name, &known));
		assert_int_equal(known, rows[i].known);
	}
	assert_string_equal(f->scope.v[scope_find(&f->scope, "rl")].layout->name, "struct rlimit");
	assert_string_equal(f->scope.v[scope_find(&f->scope, "sb")].layout->name, "struct stat");
	assert_null(f->scope.v[scope_find(&f->scope, "vec")].layout);
}

static void accepted(void **state)
{
	struct fixture *f = *state;
	static const char *const statements[] = {
		"x = m + page",
		"x = x + 1",
		"child: m[0] = 'X'",
		"die: child: m[0] = n",
		"y = sb.st_size + vec[2] + fds[0]",
		"vec[1] = 0",
		"sb.st_size = 1",
		"setrlimit(RLIMIT_MEMLOCK, &rl)",
		"setrlimit(RLIMIT_MEMLOCK, rl)",
		"fstat(m, sb)",
		"waitpid(child, &status, 0)",
		"s = status",
		"m = 3",
		"child = 4",
		"NULL[0] = 1",
		"(m + page)[1]",
		"write(1, \"abc\" \"d\", 3)",
		"write(1, (char *)vec, 3)",
		"read(1, (char *)buf, 3)",
		"write(1, (const char *)\"abc\", 3)",
		"read(1, m, 3)",
		"memcpy(m, \"text\", 4)",
		"memcpy(m, m + 1, 4)",
		"printf(\"%d %s\\n\", m, perms(m))",
		"printf(output)",
		"f = signal == 7 && errno != EINVAL",
		"prctl(PR_SET_VMA, PR_SET_VMA_ANON_NAME, m, page, \"name\")",
		"touch(m, 1)",
		"status = 0",
		"pipe(&status)",
		"vec = 1",
	};
	for (size_t i = 0; i < sizeof(statements) / sizeof(*statements); i++)
		good(f, statements[i], true);
}

static void observed(void **state)
{
	struct fixture *f = *state;
	static const char *const expressions[] = {
		"size(m) == page",
		"m != MAP_FAILED",
		"perms(m) == \"rw-p\"",
		"perms(m) != perms(m + page)",
		"child: m[0] == 'X'",
		"(child: size(m)) == size(m)",
		"alive && alive(child) && !alive(grand)",
		"vmas() == vmas(m, page)",
		"smaps(m, \"Rss\") == 0",
		"count(\"present\", m, page) == 0",
		"cached(\"three.dat\") == 3",
		"sizeof(struct stat) == 144",
		"errno == EINVAL ? m : 0",
		"sb.st_size == 0",
	};
	for (size_t i = 0; i < sizeof(expressions) / sizeof(*expressions); i++)
		good(f, expressions[i], false);
}

struct wrong {
	const char *source;
	size_t at;
	const char *part;
};

static void refuse(struct fixture *f, const struct wrong *w, bool statement)
{
	size_t n = f->scope.n;
	if (!check(f, w->source, statement))
		fail_msg("%s: accepted", w->source);
	if (f->e.at != w->at || !strstr(f->e.text, w->part))
		fail_msg("%s: at %zu \"%s\", not at %zu \"%s\"", w->source, f->e.at, f->e.text, w->at, w->part);
	assert_int_equal(f->scope.n, n);
}

static const struct wrong bad_statements[] = {
	{ "x = y", 4, "`y` is not known here" },
	{ "x = x", 4, "`x` is not known here" },
	{ "x = 1 + pge", 8, "did you mean `page`?" },
	{ "x = MAP_FALED", 4, "did you mean `MAP_FAILED`?" },
	{ "x = siez(m)", 4, "did you mean `size`?" },
	{ "munmp(m, page)", 0, "did you mean `munmap`?" },
	{ "x = qqqqqqq(m)", 4, "`qqqqqqq` is not known here" },
	{ "munmap(m)", 0, "`munmap` takes 2 arguments, not 1: munmap(addr, length)" },
	{ "x = size(m, 1)", 4, "`size` takes 1 argument, not 2: size(a)" },
	{ "x = vmas(m, 1, 2)", 4, "`vmas` takes 0 to 2 arguments, not 3" },
	{ "printf()", 0, "at least 1 argument" },
	{ "page = 1", 0, "`page` is a constant" },
	{ "mmap = 1", 0, "`mmap` is a call" },
	{ "errno = 1", 0, "`errno` is an observation" },
	{ "size.x = 1", 0, "`size` is an observation" },
	{ "n = 1", 0, "`n` is given by the lesson" },
	{ "pipe(&n)", 6, "`n` is taken" },
	{ "fstat(m, &page)", 10, "`page` is a constant and has no address" },
	{ "other: m[0] = 1", 0, "`other` is no process" },
	{ "chld: m[0] = 1", 0, "did you mean `child`?" },
	{ "m: m[0] = 1", 0, "`m` is no process" },
	{ "fork()", 0, "a process needs a name" },
	{ "x = 1 + fork()", 8, "a process needs a name" },
	{ "m[0] = fork()", 7, "a process needs a name" },
	{ "x = mmap", 4, "`mmap` is a call: mmap(addr," },
	{ "x = size", 4, "`size` takes arguments: size(a)" },
	{ "x = errno()", 4, "stands alone" },
	{ "x = page(1)", 4, "`page` is not a call" },
	{ "x = m(1)", 4, "`m` is not a call" },
	{ "x = sb.st_sise", 7, "did you mean `st_size`?" },
	{ "x = sb.nothing", 7, "struct stat has no field `nothing`" },
	{ "sb.nothing = 1", 3, "has no field" },
	{ "x = m.st_size", 6, "`m` is no structure" },
	{ "x = vec.st_size", 8, "`vec` is no structure" },
	{ "x = other.st_size", 4, "`other` is not known here" },
	{ "x = (m + 1).st_size", 12, "takes the name of a structure" },
	{ "new.nothing = 1", 4, "no structure has a field `nothing`" },
	{ "m.rlim_cur = 1", 2, "`m` is no structure" },
	{ "x = sb", 4, "`sb` is a structure" },
	{ "x = sb + 1", 4, "`sb` is a structure" },
	{ "x = sb[0]", 4, "write `sb.field`" },
	{ "x = 5[0]", 4, "takes an address or an array" },
	{ "x = \"abc\"[0]", 4, "takes an address or an array" },
	{ "x = vec[0][1]", 7, "takes an address or an array" },
	{ "x = child[0]", 4, "write `child: m[0]`" },
	{ "other[0] = 1", 0, "`other` is not known here" },
	{ "m[0] = \"a\"", 7, "text where a number" },
	{ "m[\"a\"] = 0", 2, "text where a number" },
	{ "x = \"a\" + 1", 4, "text where a number" },
	{ "x = 1 < \"a\"", 8, "text where a number" },
	{ "x = !perms(m)", 5, "text where a number" },
	{ "x = perms(m) == 1", 13, "text on one side" },
	{ "x = m ? \"a\" : 1", 6, "text in one case" },
	{ "munmap(\"m\", page)", 7, "text where a number" },
	{ "x = size(\"m\")", 9, "text where a number" },
	{ "x = smaps(m, 1)", 13, "text, in quotes" },
	{ "x = count(\"reside\", m, page)", 10, "knows no \"reside\"; did you mean `resident`?" },
	{ "x = count(\"present\\0\", m, page)", 10, "knows no" },
	{ "x = cached(\"four.dat\")", 11, "no file \"four.dat\"" },
	{ "x = cached(\"three.dta\")", 11, "did you mean `three.dat`?" },
	{ "x = cached(m)", 11, "name of a file" },
	{ "x = alive(m)", 10, "name of a process" },
	{ "open(1, O_RDONLY)", 5, "text, in quotes" },
	{ "x = &m", 4, "stands only for an argument" },
	{ "munmap(&m, page)", 7, "is a number" },
	{ "fstat(m, &1)", 9, "`&` takes a name" },
	{ "write(1, &m, 1)", 10, "leave `&` out" },
	{ "write(1, vec3, 1)", 9, "`vec3` is not known here; did you mean `vec`?" },
	{ "setrlimit(RLIMIT_MEMLOCK, &fresh)", 27, "set its fields first" },
	{ "setrlimit(RLIMIT_MEMLOCK, &sb)", 27, "a struct rlimit is needed" },
	{ "x = touch(m, 1)", 4, "gives no value" },
	{ "x = 1 + touch(m, 1)", 8, "gives no value" },
};

static void refused_statements(void **state)
{
	for (size_t i = 0; i < sizeof(bad_statements) / sizeof(*bad_statements); i++)
		refuse(*state, &bad_statements[i], true);
}

static void refused_expressions(void **state)
{
	static const struct wrong rows[] = {
		{ "munmap(m, page) == 0", 0, "a call belongs in `do`" },
		{ "1 + touch(m, 1)", 4, "a call belongs in `do`" },
		{ "munmap == 0", 0, "`munmap` is a call" },
		{ "perms(m)", 0, "text where a number is needed" },
		{ "m == 0 ? output : \"x\"", 7, "text where a number is needed" },
		{ "child: sb", 0, "only its fields have values" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		refuse(*state, &rows[i], false);
}

/* What was made before the fault is taken back, what was changed is changed back. */
static void scope_restored(void **state)
{
	struct fixture *f = *state;
	enum known known;
	assert_int_equal(check(f, "x = fstat(m, &new) + fstat(m, &m) + y", true), -1);
	assert_false(scope_has(&f->scope, "new", NULL));
	assert_true(scope_has(&f->scope, "m", &known));
	assert_int_equal(known, KNOWN_VALUE);
	struct scope copy;
	scope_copy(&copy, &f->scope);
	scope_add(&copy, "later", KNOWN_VALUE);
	assert_false(scope_has(&f->scope, "later", NULL));
	assert_true(scope_has(&copy, "grand", &known));
	assert_int_equal(known, KNOWN_ACTOR);
	scope_finish(&copy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_made, setup, teardown),
		cmocka_unit_test_setup_teardown(accepted, setup, teardown),
		cmocka_unit_test_setup_teardown(observed, setup, teardown),
		cmocka_unit_test_setup_teardown(refused_statements, setup, teardown),
		cmocka_unit_test_setup_teardown(refused_expressions, setup, teardown),
		cmocka_unit_test_setup_teardown(scope_restored, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
