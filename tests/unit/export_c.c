/* Statements as C: what is verbatim, where casts and parentheses come in, and that every constant compiles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "export/export.h"
#include "kernel/constant.h"
#include "lesson/lesson.h"
#include "tutor/observe.h"

struct fixture {
	char dir[40], json[64], c[64];
	struct buf out;
};

static int setup(void **state)
{
	struct fixture *f = mem_zalloc(1, sizeof(*f));

	strcpy(f->dir, "/tmp/export_c.XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->json, sizeof(f->json), "%s/l.json", f->dir);
	snprintf(f->c, sizeof(f->c), "%s/l.c", f->dir);
	buf_init(&f->out, 16 << 20);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	unlink(f->json);
	unlink(f->c);
	assert_int_equal(rmdir(f->dir), 0);
	buf_finish(&f->out);
	free(f);
	return 0;
}

static void put(const char *path, const char *text)
{
	FILE *to = fopen(path, "w");

	assert_non_null(to);
	assert_true(fputs(text, to) >= 0);
	assert_int_equal(fclose(to), 0);
}

/* Exports a lesson of these steps. */
static const char *exported(struct fixture *f, const char *steps, size_t step)
{
	struct diags d = { 0 };
	struct lesson *l;
	struct buf text;

	buf_init(&text, 16 << 20);
	buf_printf(
	    &text,
	    "{\"format\":1,\"id\":\"l\",\"rev\":1,\"title\":\"x\",\"files\":{\"a\":{\"text\":\"?\"}},\"steps\":[%s]}",
	    steps);
	put(f->json, buf_str(&text));
	buf_finish(&text);
	l = lesson_load(f->json, &observe_words, &d);
	for (size_t i = 0; i < d.n; i++)
		fail_msg("%u:%u: %s", d.v[i].pos.line, d.v[i].pos.col, d.v[i].text);
	assert_non_null(l);
	buf_clear(&f->out);
	export_c(l, step, &f->out);
	lesson_free(l);
	diags_finish(&d);
	return buf_str(&f->out);
}

static const char *step_of(struct fixture *f, const char *statements)
{
	char step[1024];

	snprintf(step, sizeof(step), "{\"id\":\"s\",\"do\":[%s],\"expect\":[]}", statements);
	return exported(f, step, EXPORT_ALL);
}

static void compiles(struct fixture *f)
{
	char command[200];
	int status;

	put(f->c, buf_str(&f->out));
	snprintf(command, sizeof(command), "gcc -std=gnu17 -Wall -Wextra -Werror -fsyntax-only %s", f->c);
	status = system(command);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

#define MAP "\"m = mmap(NULL, page, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)\","

static void statements_stay_as_they_are(void **state)
{
	static const struct {
		const char *statement, *c;
	} rows[] = {
		{ MAP "\"m[1] = 'X'\"", "\tDO(m[1] = 'X');\n" },
		{ MAP "\"munmap(m, page)\"", "\tCALL(munmap(m, page));\n" },
		{ MAP "\"x = m[0]\"", "\tDO(x = m[0]);\n" },
		{ MAP "\"m[0]\"", "\tDO(m[0]);\n" },
		{ "\"x = 3*page\"", "\tSET(x = 3 * page);\n" },
		{ "\"fd = open(\\\"a\\\", O_RDWR)\"", "\tCALL(fd = open(\"a\", O_RDWR));\n" },
		{ "\"fstat(3, &sb)\"", "\tCALL(fstat(3, &sb));\n" },
		{ "\"pipe(p)\"", "\tCALL(pipe(p));\n" },
		{ MAP "\"touch(m, page)\"", "\tVOID(touch(m, page));\n" },
		{ "\"posix_fadvise(9, 0, 0, POSIX_FADV_DONTNEED)\"",
		  "\tDO(posix_fadvise(9, 0, 0, POSIX_FADV_DONTNEED));\n" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (strstr(step_of(*state, rows[i].statement), rows[i].c) == NULL)
			fail_msg("%s is not in the program: %s", rows[i].c,
				 strstr(buf_str(&((struct fixture *)*state)->out), "void step_s"));
		compiles(*state);
	}
}

static void what_c_asks_for_is_added(void **state)
{
	static const struct {
		const char *statement, *c;
	} rows[] = {
		{ "\"munmap(1, page)\"", "CALL(munmap((void *)(long)1, page));" },
		{ MAP "\"x = m % page\"", "SET(x = (long)m % page);" },
		{ "\"x = 1 << 40\"", "SET(x = (long)1 << 40);" },
		{ "\"k = 3\", \"x = 1 << k\"", "SET(x = (long)1 << k);" },
		{ MAP "\"p = page ? m : 0\"", "SET_HERE(p = page ? m : (unsigned char *)(long)0);" },
		{ "\"x = (2*page + 1)*page\"", "SET(x = (2 * page + 1) * page);" },
		{ "\"x = 1 - (2 - 3)\"", "SET(x = 1 - (2 - 3));" },
		{ "\"x = 1 | 2 & 3\"", "SET(x = 1 | (2 & 3));" },
		{ "\"x = 1 == (2 ? 3 : 4)\"", "SET(x = 1 == (2 ? 3 : 4));" },
		{ MAP "\"m[0] = 300\"", "DO(m[0] = (unsigned char)300);" },
		{ "\"n = 3\",\"printf(\\\"%.*s|%*d|%*.*ld\\\", n, \\\"abcd\\\", n, n, 5, 4, n)\"",
		  "CALL(printf(\"%.*s|%*d|%*.*ld\", (int)n, \"abcd\", (int)n, (int)n, 5, 4, n));" },
		{ "\"printf(\\\"a?\?/\\\")\"", "CALL(printf(\"a?\\?/\"));" }, /* with trigraphs too */
		{ "\"printf(\\\"%lld %d\\\", 5, page)\"", "CALL(printf(\"%lld %d\", (long long)5, (int)page));" },
		{ "\"index = 1\"", "SET(index_ = 1);" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (strstr(step_of(*state, rows[i].statement), rows[i].c) == NULL)
			fail_msg("%s is not in the program: %s", rows[i].c,
				 strstr(buf_str(&((struct fixture *)*state)->out), "void step_s"));
		compiles(*state);
	}
}

/* Only what is used is written. */
static void parts_come_where_they_are_used(void **state)
{
	const char *text = step_of(*state, "\"x = 1\"");

	assert_null(strstr(text, "/proc/self"));
	assert_null(strstr(text, "getrusage"));
	text = exported(*state, "{\"id\":\"s\",\"do\":[" MAP "\"x = 1\"],\"expect\":[\"perms(m) == \\\"r--p\\\"\"]}",
			EXPORT_ALL);
	assert_non_null(strstr(text, "\"/proc/self/maps\""));
	assert_non_null(strstr(text, "\tEXPECT(same(perms(m), TEXT(\"r--p\")));\n\tSEE_TEXT(perms(m));\n"));
	assert_null(strstr(text, "pagemap"));
}

#define THREE                                                                                                          \
	"{\"id\":\"a\",\"do\":[\"x = 1\"],\"expect\":[]},{\"id\":\"b\",\"do\":[\"x = 2\"],\"expect\":[]},"             \
	"{\"id\":\"c\",\"fresh\":true,\"do\":[\"x = 3\"],\"expect\":[]}"

static void a_step_comes_with_those_it_builds_on(void **state)
{
	const char *text = exported(*state, THREE, 1);

	assert_non_null(strstr(text, "x = 1"));
	assert_non_null(strstr(text, "x = 2"));
	assert_null(strstr(text, "x = 3"));
	text = exported(*state, THREE, 2);
	assert_null(strstr(text, "x = 2"));
	assert_non_null(strstr(text, "x = 3"));
}

#define DYING                                                                                                          \
	"{\"id\":\"a\",\"do\":[\"x = 1\"],\"expect\":[]},"                                                             \
	"{\"id\":\"b\",\"do\":[\"die: munmap(lab_code, page)\"],\"expect\":[\"alive == 0\"]},"                         \
	"{\"id\":\"c\",\"do\":[\"x = 3\"],\"expect\":[]}"

/* The lesson goes on from before the step that dies, and that step begins from the same state. */
static void a_step_that_dies_has_a_part_of_its_own(void **state)
{
	const char *text = exported(*state, DYING, EXPORT_ALL);

	assert_non_null(strstr(text, "void from_step_a(void)\n{\n\tstep_a();\n\tstep_c();\n}\n"));
	assert_non_null(
	    strstr(text, "void end_in_step_b(void)\n{\n\tquiet++;\n\tstep_a();\n\tquiet--;\n\tstep_b();\n}\n"));
	assert_non_null(strstr(text, "\tDIE(munmap(lab_code, page));\n"));
	compiles(*state);
}

static void what_cannot_be_is_named(void **state)
{
	const char *text = step_of(*state, "\"munmap(lab_code, page)\"");

	assert_non_null(strstr(text, "left_out(\"do\", \"munmap(lab_code, page)\", \""));
	assert_null(strstr(text, "CALL(munmap"));
}

static bool is_number(const struct constant *c)
{
	return !c->at_run_time && strcmp(c->group, "pointer") != 0;
}

/* Debian 12 lacks some: the program brings them. */
static void every_constant_compiles(void **state)
{
	const struct constant *c;
	struct buf steps;
	size_t n = 0;

	buf_init(&steps, 1 << 20);
	for (size_t i = 0; (c = constant_at(i)) != NULL; i++) {
		if (!is_number(c))
			continue;
		if (n % 50 == 0)
			buf_printf(&steps, "%s{\"id\":\"s%zu\",\"expect\":[],\"do\":[", n > 0 ? "]}," : "", n);
		buf_printf(&steps, "%s\"x = %s\"", n % 50 == 0 ? "" : ",", c->name);
		n++;
	}
	buf_puts(&steps, "]}");
	assert_true(n > 200);
	exported(*state, buf_str(&steps), EXPORT_ALL);
	buf_finish(&steps);
	compiles(*state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(statements_stay_as_they_are, setup, teardown),
		cmocka_unit_test_setup_teardown(what_c_asks_for_is_added, setup, teardown),
		cmocka_unit_test_setup_teardown(parts_come_where_they_are_used, setup, teardown),
		cmocka_unit_test_setup_teardown(a_step_comes_with_those_it_builds_on, setup, teardown),
		cmocka_unit_test_setup_teardown(a_step_that_dies_has_a_part_of_its_own, setup, teardown),
		cmocka_unit_test_setup_teardown(what_cannot_be_is_named, setup, teardown),
		cmocka_unit_test_setup_teardown(every_constant_compiles, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
