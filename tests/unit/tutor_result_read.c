/* A result is read as it was written; what is cut, changed or none is refused with its reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tutor/result_read.h"

enum { QUESTIONS = 5 };

static const char *const statements[] = { "munmap(m, page)", "m = 1" };
static const struct binding vary[] = { { "n", -1 }, { "k", 4097 } };

static const struct result_question questions[QUESTIONS] = {
	{ .lesson = "length",
	  .step = "tail",
	  .rev = 3,
	  .vary = vary,
	  .vary_n = 2,
	  .kind = QUIZ_CHOICES,
	  .answer = { .given = true, .choices = 9 },
	  .misconception = -1,
	  .mark = MARK_WRONG,
	  .ms = 4250,
	  .hints = 1,
	  .tries = 2,
	  .sure = true },
	{ .lesson = "length",
	  .step = "n",
	  .kind = QUIZ_NUMBER,
	  .answer = { .given = true, .number = -7 },
	  .misconception = -1,
	  .mark = MARK_RIGHT },
	{ .lesson = "length",
	  .step = "o",
	  .kind = QUIZ_OUTCOME,
	  .answer = { .given = true, .outcome = 7 },
	  .misconception = -1,
	  .mark = MARK_VOID },
	{ .lesson = "length",
	  .step = "p",
	  .kind = QUIZ_PAGES,
	  .answer = { .given = true, .pages = "1001" },
	  .pages_n = 4,
	  .misconception = -1,
	  .mark = MARK_RIGHT },
	{ .lesson = "length",
	  .step = "t",
	  .kind = QUIZ_TASK,
	  .statements = statements,
	  .statements_n = 2,
	  .misconception = 1,
	  .mark = MARK_NONE,
	  .skipped = true },
};

static const char *const answers[QUESTIONS] = { "0 3", "-7", "EINVAL", "1001", "munmap(m, page)\nm = 1\n" };

struct file {
	char path[64];
	struct buf text;
};

static int setup(void **state)
{
	static const struct result_lesson lesson = { "length", 3 };
	const struct result r = { .name = "Ada \"L\"",
				  .seed = UINT64_MAX,
				  .exam = true,
				  .time = 1700000000,
				  .kernel = "6.18",
				  .page = 4096,
				  .lessons = &lesson,
				  .lessons_n = 1,
				  .questions = questions,
				  .questions_n = QUESTIONS };
	struct file *f = calloc(1, sizeof(*f));
	int fd;

	strcpy(f->path, "/tmp/result-XXXXXX");
	fd = mkstemp(f->path);
	if (fd < 0)
		return -1;
	close(fd);
	buf_init(&f->text, 1 << 20);
	result_put(&r, &f->text);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct file *f = *state;

	unlink(f->path);
	buf_finish(&f->text);
	free(f);
	return 0;
}

static void write_text(const struct file *f, const char *text, size_t n)
{
	FILE *out = fopen(f->path, "w");

	assert_non_null(out);
	assert_int_equal(fwrite(text, 1, n, out), n);
	assert_int_equal(fclose(out), 0);
}

static void test_as_written(void **state)
{
	struct file *f = *state;
	struct arena a = { 0 };
	struct diags d = { 0 };
	struct result *r;

	write_text(f, f->text.data, f->text.len);
	r = result_read(&a, f->path, &d);
	assert_non_null(r);
	assert_string_equal(r->name, "Ada \"L\"");
	assert_true(r->seed == UINT64_MAX && r->exam && r->time == 1700000000 && r->page == 4096);
	assert_int_equal(r->questions_n, QUESTIONS);
	for (size_t i = 0; i < QUESTIONS; i++) {
		const struct result_question *q = &r->questions[i];
		struct buf b;

		buf_init(&b, 1000);
		assert_string_equal(q->step, questions[i].step);
		assert_int_equal(q->kind, questions[i].kind);
		assert_int_equal(q->mark, questions[i].mark);
		assert_int_equal(q->misconception, questions[i].misconception);
		assert_int_equal(q->skipped, questions[i].skipped);
		result_answer_put(q, &b);
		assert_string_equal(buf_str(&b), answers[i]);
		buf_finish(&b);
	}
	assert_int_equal(r->questions[0].ms, 4250);
	assert_int_equal(r->questions[0].hints * 10 + r->questions[0].tries, 12);
	assert_true(r->questions[0].sure && r->questions[0].rev == 3);
	assert_int_equal(r->questions[0].vary_n, 2);
	assert_string_equal(r->questions[0].vary[1].name, "k");
	assert_int_equal(r->questions[0].vary[0].value, -1);
	arena_finish(&a);
	diags_finish(&d);
}

static void assert_refused(const struct file *f, const char *text, size_t n, const char *why)
{
	struct arena a = { 0 };
	struct diags d = { 0 };

	write_text(f, text, n);
	assert_null(result_read(&a, f->path, &d));
	assert_true(d.n > 0);
	if (!strstr(d.v[0].text, why))
		fail_msg("\"%s\" does not say \"%s\"", d.v[0].text, why);
	arena_finish(&a);
	diags_finish(&d);
}

/* Wherever it is cut, but for the newline at its end. */
static void test_cut(void **state)
{
	struct file *f = *state;

	for (size_t n = 0; n + 1 < f->text.len; n += 7)
		assert_refused(f, f->text.data, n, "");
}

static void test_changed(void **state)
{
	static const struct {
		const char *from, *to, *why;
	} rows[] = {
		{ "\"mmaptutor result\"", "\"diary\"", "no result" },
		{ "\"format\": 1", "\"format\": 2", "does not know" },
		{ "\"format\":\t1", "\"format\":\t2", "does not know" },
		{ "\"complete\"", "\"complet\"", "cut" },
		{ "\"tail\"", "\"../tail\"", "no id" },
		{ "\"length\"", "\"le/ngth\"", "no id" },
		{ "\"1001\"", "\"1021\"", "answer" },
		{ "\"EINVAL\"", "\"EWHAT\"", "answer" },
		{ "\"wrong\",", "\"splendid\",", "mark" },
		{ "\"outcome\"", "\"feeling\"", "kind" },
		{ "\"munmap(m, page)\"", "[]", "answer" },
		{ "\"18446744073709551615\"", "\"0x1\"", "seed" },
	};
	struct file *f = *state;
	size_t tried = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *at = strstr(f->text.data, rows[i].from);
		struct buf b;

		if (at == NULL)
			continue;
		tried++;
		buf_init(&b, 1 << 20);
		buf_put(&b, f->text.data, (size_t)(at - f->text.data));
		buf_puts(&b, rows[i].to);
		buf_puts(&b, at + strlen(rows[i].from));
		assert_refused(f, b.data, b.len, rows[i].why);
		buf_finish(&b);
	}
	assert_int_equal(tried, sizeof(rows) / sizeof(rows[0]) - 1);
	assert_refused(f, "[1, 2]", 6, "no result");
	assert_refused(f, "name,right\nada,3\n", 17, "");
}

static void test_no_file(void **state)
{
	struct arena a = { 0 };
	struct diags d = { 0 };

	(void)state;
	assert_null(result_read(&a, "/tmp/no-such-result", &d));
	assert_non_null(strstr(d.v[0].text, "cannot be read"));
	arena_finish(&a);
	diags_finish(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_as_written, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cut, setup, teardown),
		cmocka_unit_test_setup_teardown(test_changed, setup, teardown),
		cmocka_unit_test(test_no_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
