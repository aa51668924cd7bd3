/* Progress: where to go on, what was seen, how it was answered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/progress.h"
#include "unit/store_place.h"

static int make_open_place(void **state)
{
	if (make_place(state) < 0)
		return -1;
	struct place *p = *state;
	return store_open(&p->store, p->dir, NULL);
}

static void add(const struct place *p, enum event_kind kind, const char *lesson, int64_t rev, const char *step,
		enum mark mark)
{
	struct event ev = { .kind = kind, .time = 7, .lesson = lesson, .rev = rev, .step = step, .mark = mark };
	assert_int_equal(store_append(p->store, &ev, NULL), 0);
}

static void assert_position(const struct place *p, const char *lesson, int64_t rev, const char *step)
{
	struct buf b;
	buf_init(&b, 100);
	assert_int_equal(store_position(p->store, lesson, rev, &b), *step != '\0');
	assert_string_equal(buf_str(&b), step);
	buf_finish(&b);
}

static void test_position(void **state)
{
	const struct place *p = *state;
	assert_position(p, "length", 1, "");
	add(p, EVENT_STEP, "length", 1, "one", MARK_NONE);
	add(p, EVENT_STEP, "length", 1, "two", MARK_NONE);
	add(p, EVENT_STEP, "offset", 1, "first", MARK_NONE);
	add(p, EVENT_ANSWER, "length", 1, "three", MARK_RIGHT);
	assert_position(p, "length", 1, "two");
	assert_position(p, "offset", 1, "first");
	assert_position(p, "length", 2, "");
	add(p, EVENT_STEP, "length", 1, "one", MARK_NONE);
	assert_position(p, "length", 1, "one");
	add(p, EVENT_DONE, "length", 1, "", MARK_NONE);
	assert_position(p, "length", 1, "");
	add(p, EVENT_STEP, "length", 1, "two", MARK_NONE);
	assert_position(p, "length", 1, "two");
}

static void test_counts(void **state)
{
	const struct place *p = *state;
	add(p, EVENT_STEP, "length", 1, "one", MARK_NONE);
	add(p, EVENT_ANSWER, "length", 1, "one", MARK_WRONG);
	add(p, EVENT_STEP, "length", 1, "two", MARK_NONE);
	add(p, EVENT_ANSWER, "length", 1, "two", MARK_VOID);
	add(p, EVENT_STEP, "length", 1, "one", MARK_NONE);
	/* A quiz shows a question, not the step. */
	struct event quiz = { .kind = EVENT_ANSWER,
			      .time = 7,
			      .lesson = "length",
			      .rev = 1,
			      .step = "drill",
			      .mark = MARK_RIGHT,
			      .quiz = true };
	assert_int_equal(store_append(p->store, &quiz, NULL), 0);
	struct progress_table *t = progress_load(p->store, NULL);
	const struct progress *length = progress_find(t, "length", 1);
	assert_non_null(length);
	assert_int_equal(length->seen, 2);
	assert_int_equal(length->right, 1);
	assert_int_equal(length->wrong, 1);
	assert_int_equal(length->time, 7);
	assert_false(length->done);
	progress_free(t);

	add(p, EVENT_ANSWER, "length", 1, "one", MARK_RIGHT);
	add(p, EVENT_ANSWER, "length", 1, "two", MARK_RIGHT);
	add(p, EVENT_DONE, "length", 1, "", MARK_NONE);
	t = progress_load(p->store, NULL);
	length = progress_find(t, "length", 1);
	assert_int_equal(length->right, 3);
	assert_int_equal(length->wrong, 0);
	assert_true(length->done);
	assert_null(progress_find(t, "length", 2));
	assert_null(progress_find(t, "offset", 1));
	progress_free(t);
}

/* More lessons and steps than a table starts with. */
static void test_many(void **state)
{
	const struct place *p = *state;
	FILE *f = fopen(p->log, "a");
	assert_non_null(f);
	for (int i = 0; i < 30000; i++)
		fprintf(f, "{\"time\":%d,\"event\":\"step\",\"lesson\":\"l%d\",\"rev\":1,\"step\":\"s%d\"}\n", i,
			i % 300, i / 600);
	fclose(f);
	struct progress_table *t = progress_load(p->store, NULL);
	for (int i = 0; i < 300; i++) {
		char name[20];
		snprintf(name, sizeof name, "l%d", i);
		const struct progress *l = progress_find(t, name, 1);
		assert_non_null(l);
		assert_int_equal(l->seen, 50);
		assert_string_equal(l->step, "s49");
	}
	progress_free(t);
}

static void test_nothing(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 10);
	assert_null(progress_load(NULL, NULL));
	assert_null(progress_find(NULL, "length", 1));
	assert_false(store_position(NULL, "length", 1, &b));
	progress_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_position, make_open_place, remove_place),
		cmocka_unit_test_setup_teardown(test_counts, make_open_place, remove_place),
		cmocka_unit_test_setup_teardown(test_many, make_open_place, remove_place),
		cmocka_unit_test(test_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
