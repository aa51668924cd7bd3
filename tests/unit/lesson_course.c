/* course: its two files, their faults, paths of lessons, and whether a lesson names what the course has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lesson/lesson.h"
#include "lesson_words.h"

struct fixture {
	char dir[32], path[64], course[64], concepts[64];
	struct diags d;
};

static int setup(void **state)
{
	struct fixture *f = mem_zalloc(1, sizeof(*f));
	strcpy(f->dir, "/tmp/lesson_load.XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->path, sizeof(f->path), "%s/full.json", f->dir);
	snprintf(f->course, sizeof(f->course), "%s/course.json", f->dir);
	snprintf(f->concepts, sizeof(f->concepts), "%s/concepts.json", f->dir);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	unlink(f->path);
	unlink(f->course);
	unlink(f->concepts);
	assert_int_equal(rmdir(f->dir), 0);
	diags_finish(&f->d);
	free(f);
	return 0;
}

static void put(const char *path, const char *text)
{
	FILE *out = fopen(path, "w");
	assert_non_null(out);
	assert_true(fputs(text, out) >= 0);
	assert_int_equal(fclose(out), 0);
}

static void no_faults(const struct diags *d)
{
	for (size_t i = 0; i < d->n; i++)
		fail_msg("%s:%u:%u: %s", d->file, d->v[i].pos.line, d->v[i].pos.col, d->v[i].text);
}

#define LESSON                                                                                                         \
	"{ \"format\": 1, \"id\": \"full\", \"rev\": 1, \"title\": \"t\", \"after\": [ \"b\", \"first\" ],"            \
	"\"steps\": [ { \"id\": \"one\", \"teaches\": [ \"c1\", \"c2\" ], \"do\": [], \"expect\": [] } ] }"
#define COURSE                                                                                                         \
	"{ \"title\": \"C\", \"parts\": [ { \"title\": \"A\", \"lessons\": [ \"full\", \"b\" ] },"                     \
	"{ \"title\": \"B\", \"lessons\": [ \"c\" ] } ] }"
#define CONCEPTS                                                                                                       \
	"{ \"concepts\": [ { \"id\": \"c1\", \"part\": \"A1\", \"claim\": \"One.\", \"source\": \"mmap(2)\" } ] }"

static void test_course(void **state)
{
	struct fixture *f = *state;
	struct course c;
	put(f->path, LESSON);
	struct lesson *l = lesson_load(f->path, &lesson_words, &f->d);
	no_faults(&f->d);
	put(f->course, COURSE);
	put(f->concepts, CONCEPTS);
	assert_int_equal(course_load(&c, f->dir, NULL, &f->d), 0);
	no_faults(&f->d);
	assert_int_equal(c.parts_n, 2);
	assert_string_equal(c.parts[1].title, "B");
	assert_string_equal(c.parts[0].lessons[1], "b");
	assert_string_equal(c.concepts[0].part, "A1");
	assert_string_equal(course_lesson_path(&c, "full"), f->path);
	assert_string_equal(course_lesson_path(&c, f->path), f->path);
	assert_null(course_lesson_path(&c, "b"));
	assert_null(course_lesson_path(&c, f->dir));
	assert_int_equal(lesson_check_course(l, &c, &f->d), -1);
	assert_int_equal(f->d.n, 2);
	assert_string_equal(f->d.v[0].text, "the course has no lesson \"first\"");
	assert_int_equal(f->d.v[0].pos.col, 70);
	assert_non_null(strstr(f->d.v[1].text, "no concept \"c2\""));
	lesson_free(l);
	course_finish(&c);
}

static void test_course_with_faults(void **state)
{
	struct fixture *f = *state;
	struct course c;
	put(f->course, "{ \"title\": \"C\", \"parts\": [ { \"title\": \"A\", \"lessons\": [ \"a\", \"a\" ] }, 1 ] }");
	assert_int_equal(course_load(&c, f->dir, NULL, &f->d), -1);
	assert_string_equal(f->d.file, f->course);
	assert_int_equal(f->d.n, 2);
	assert_int_equal(f->d.v[0].pos.col, 62);
	assert_non_null(strstr(f->d.v[0].text, "a second time"));
	course_finish(&c);
	diags_finish(&f->d);
	put(f->course, COURSE);
	assert_int_equal(course_load(&c, f->dir, NULL, &f->d), -1);
	assert_string_equal(f->d.file, f->concepts);
	course_finish(&c);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_course), TEST(test_course_with_faults) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
