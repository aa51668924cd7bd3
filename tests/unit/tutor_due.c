/* What is due, by a log of answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tutor/due.h"
#include "unit/store_place.h"

enum { DAY = 86400, START = 1700000000 };

static void answer(struct store *s, int64_t time, const char *step, int64_t rev, enum mark mark)
{
	struct event ev = {
		.kind = EVENT_ANSWER, .time = time, .lesson = "length", .rev = rev, .step = step, .mark = mark
	};

	assert_int_equal(store_append(s, &ev, NULL), 0);
}

static void assert_due(struct store *s, int64_t now, size_t n, bool first, bool drill)
{
	struct ask ask = { .kind = ASK_NUMBER };
	struct step steps[] = { { .id.text = "one", .ask = &ask },
				{ .id.text = "two" },
				{ .id.text = "drill", .ask = &ask } };
	struct lesson l = { .id = "length", .rev = 1, .steps = steps, .steps_n = 2, .drills_n = 1 };
	struct due_table *t = due_load(s, now, NULL);

	assert_non_null(t);
	assert_int_equal(due_steps(t, &l), n);
	assert_int_equal(due_step(t, &l, 0), first);
	assert_int_equal(due_step(t, &l, 2), drill);
	due_free(t);
}

static void test_due(void **state)
{
	struct store *s = open_at(*state);

	assert_due(s, START, 0, false, false);
	answer(s, START, "one", 1, MARK_RIGHT);
	answer(s, START, "two", 1, MARK_WRONG); /* no question any more */
	answer(s, START, "drill", 1, MARK_WRONG);
	answer(s, START, "one", 2, MARK_WRONG); /* of another revision */
	assert_due(s, START + 599, 0, false, false);
	assert_due(s, START + 600, 1, false, true);
	assert_due(s, START + 2 * DAY, 2, true, true);
	answer(s, START + 2 * DAY, "one", 1, MARK_VOID);
	assert_due(s, START + 2 * DAY, 2, true, true);
	answer(s, START + 2 * DAY, "one", 1, MARK_RIGHT);
	assert_due(s, START + 12 * DAY, 1, false, true);
	assert_due(s, START + 13 * DAY, 2, true, true);
	store_close(s);
}

static void test_answers(void **state)
{
	struct store *s = open_at(*state);
	struct progress_table *progress;
	const struct due_answers *a;
	struct due_table *t;

	answer(s, START, "one", 1, MARK_WRONG);
	answer(s, START, "one", 1, MARK_RIGHT);
	answer(s, START, "one", 1, MARK_VOID);
	answer(s, START, "two", 1, MARK_RIGHT);
	answer(s, START, "two", 1, MARK_NONE);
	t = due_load(s, START, NULL);
	a = due_answers(t, "length", 1, "one");
	assert_non_null(a);
	assert_int_equal(a->n, 3);
	assert_int_equal(a->right, 1);
	assert_int_equal(a->last, GRADE_GOOD);
	assert_null(due_answers(t, "length", 1, "three"));
	assert_int_equal(due_total(t), 4);
	assert_int_equal(due_total(NULL), 0);
	due_free(t);

	/* One reading for both. */
	t = due_load_with(s, START, &progress, NULL);
	assert_int_equal(due_total(t), 4);
	assert_int_equal(progress_find(progress, "length", 1)->right, 1);
	due_free(t);
	progress_free(progress);
	store_close(s);
	assert_null(due_load_with(NULL, START, &progress, NULL));
	assert_null(progress);
}

/* The grade in the log goes before the mark. */
static void test_grade(void **state)
{
	struct event ev = { .kind = EVENT_ANSWER, .mark = MARK_RIGHT };

	(void)state;
	assert_int_equal(due_grade(&ev), GRADE_GOOD);
	ev.grade = GRADE_HARD;
	assert_int_equal(due_grade(&ev), GRADE_HARD);
	ev.kind = EVENT_STEP;
	assert_int_equal(due_grade(&ev), GRADE_NONE);
}

static void test_many(void **state)
{
	struct place *p = *state;
	FILE *f = fopen(p->log, "w");
	struct store *s;
	struct due_table *t;

	assert_non_null(f);
	for (int i = 0; i < 9000; i++)
		fprintf(f,
			"{\"time\":%d,\"event\":\"answer\",\"lesson\":\"l%d\",\"rev\":1,\"step\":\"s%d\",\"mark\":"
			"\"right\"}\n",
			START + i, i % 30, i / 30 % 100);
	fclose(f);
	s = open_at(p);
	t = due_load(s, START, NULL);
	for (int i = 0; i < 3000; i++) {
		char lesson[16], step[16];
		const struct card *c;

		snprintf(lesson, sizeof lesson, "l%d", i % 30);
		snprintf(step, sizeof step, "s%d", i / 30);
		c = due_card(t, lesson, 1, step);
		assert_non_null(c);
		assert_int_equal(c->reviews, 3);
	}
	assert_null(due_card(t, "l1", 2, "s1"));
	due_free(t);
	store_close(s);
	assert_null(due_load(NULL, START, NULL));
	assert_null(due_card(NULL, "l1", 1, "s1"));
	due_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = { PLACED(test_due), PLACED(test_answers), PLACED(test_grade),
					    PLACED(test_many) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
