/* FSRS: the vectors that its authors publish, and what must hold whatever happens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "tutor/schedule.h"

enum { DAY = 86400, START = 1700000000 };

#define N(a) (sizeof(a) / sizeof((a)[0]))

static void assert_near(double a, double b, double within)
{
	if (!(fabs(a - b) <= within))
		fail_msg("%.9f is not %.9f", a, b);
}

/* ts-fsrs, FSRS-6.test.ts, "first repeat". */
static void test_first_review(void **state)
{
	static const struct memory published[] = { [GRADE_AGAIN] = { 0.212, 6.4133 },
						   [GRADE_HARD] = { 1.2931, 5.11217071 },
						   [GRADE_GOOD] = { 2.3065, 2.11810397 },
						   [GRADE_EASY] = { 8.2956, 1 } };
	static const int64_t days[] = { [GRADE_AGAIN] = 1, [GRADE_HARD] = 1, [GRADE_GOOD] = 2, [GRADE_EASY] = 8 };

	(void)state;
	for (enum grade g = GRADE_AGAIN; g <= GRADE_EASY; g++) {
		struct memory m = schedule_memory((struct memory){ 0 }, 0, g);

		assert_near(m.stability, published[g].stability, 1e-8);
		assert_near(m.difficulty, published[g].difficulty, 1e-8);
		assert_int_equal(schedule_days(m), days[g]);
	}
}

/* fsrs-rs, src/inference.rs, and ts-fsrs, "memory state[short-term]". */
static void test_memory_state(void **state)
{
	static const struct {
		enum grade grade;
		double days;
	} reviews[] = { { GRADE_AGAIN, 0 }, { GRADE_GOOD, 0 }, { GRADE_GOOD, 1 },
			{ GRADE_GOOD, 3 },  { GRADE_GOOD, 8 }, { GRADE_GOOD, 21 } };
	struct memory m = { 0 };

	(void)state;
	for (size_t i = 0; i < N(reviews); i++)
		m = schedule_memory(m, reviews[i].days, reviews[i].grade);
	assert_near(m.stability, 53.62691, 1e-4);
	assert_near(m.difficulty, 6.3574867, 1e-5);
}

/* ts-fsrs, "ivl_history": 0 stands for a learning step of minutes, which we leave to the sitting. */
static void test_intervals(void **state)
{
	static const enum grade grades[] = { GRADE_GOOD, GRADE_GOOD,  GRADE_GOOD,  GRADE_GOOD, GRADE_GOOD,
					     GRADE_GOOD, GRADE_AGAIN, GRADE_AGAIN, GRADE_GOOD, GRADE_GOOD,
					     GRADE_GOOD, GRADE_GOOD,  GRADE_GOOD };
	static const int published[] = { 0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21 };
	struct memory m = { 0 };
	int days = 0;

	(void)state;
	for (size_t i = 0; i < N(grades); i++) {
		m = schedule_memory(m, days, grades[i]);
		days = published[i];
		if (days > 0)
			assert_int_equal(schedule_days(m), days);
	}
}

/* ts-fsrs, "get retrievability": an easy card when it is due, after 8 days. */
static void test_recall(void **state)
{
	struct memory m = schedule_memory((struct memory){ 0 }, 0, GRADE_EASY);

	(void)state;
	assert_near(schedule_recall(m, 8), 0.9024733, 1e-6);
	assert_near(schedule_recall(m, m.stability), 0.9, 1e-9);
	assert_near(schedule_recall(m, 0), 1, 0);
	assert_near(schedule_recall(m, -5), 1, 0);
	assert_near(schedule_recall((struct memory){ 0 }, 5), 0, 0);
}

static void test_grades(void **state)
{
	(void)state;
	assert_int_equal(schedule_grade(MARK_WRONG, true, false, 0, 1), GRADE_AGAIN);
	assert_int_equal(schedule_grade(MARK_NONE, false, true, 0, 0), GRADE_AGAIN);
	assert_int_equal(schedule_grade(MARK_RIGHT, true, true, 0, 1), GRADE_AGAIN);
	assert_int_equal(schedule_grade(MARK_RIGHT, true, false, 1, 1), GRADE_HARD);
	assert_int_equal(schedule_grade(MARK_RIGHT, true, false, 0, 2), GRADE_HARD);
	assert_int_equal(schedule_grade(MARK_RIGHT, false, false, 0, 1), GRADE_GOOD);
	assert_int_equal(schedule_grade(MARK_RIGHT, true, false, 0, 1), GRADE_EASY);
	assert_int_equal(schedule_grade(MARK_RIGHT, true, false, 0, 0), GRADE_EASY);
	assert_int_equal(schedule_grade(MARK_VOID, true, true, 0, 1), GRADE_NONE);
	assert_int_equal(schedule_grade(MARK_NONE, false, false, 2, 1), GRADE_NONE);
}

static void test_due(void **state)
{
	struct card c = { 0 };

	(void)state;
	assert_false(schedule_is_due(&c, START));
	c = schedule_review(c, GRADE_GOOD, START);
	assert_int_equal(c.due, START + 2 * DAY);
	assert_false(schedule_is_due(&c, c.due - 1));
	assert_true(schedule_is_due(&c, c.due));
	c = schedule_review(c, GRADE_AGAIN, START + 2 * DAY);
	assert_int_equal(c.due, START + 2 * DAY + 600);
	assert_int_equal(c.lapses, 1);
	assert_int_equal(c.reviews, 2);
	c = schedule_review((struct card){ 0 }, GRADE_NONE, 5);
	assert_int_equal(c.reviews + c.due + c.last, 0);
}

static void assert_sane(const struct card *c)
{
	assert_true(c->memory.stability >= 0.001 && c->memory.stability <= 36500);
	assert_true(c->memory.difficulty >= 1 && c->memory.difficulty <= 10);
	assert_true(c->due > c->last);
	assert_true(c->due - c->last <= INT64_C(36500) * DAY);
}

/* A thousand learners, each with forty reviews; good ones at the time they are due make the interval grow. */
static void test_a_thousand_sittings(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int sitting = 0; sitting < 1000; sitting++) {
		struct card c = { 0 };
		int64_t now = START;

		for (int i = 0; i < 40; i++) {
			int64_t before = c.due - c.last;
			bool on_time = c.reviews > 0 && now == c.due;
			enum grade g;

			seed = seed * 6364136223846793005 + 1442695040888963407;
			g = (enum grade)(GRADE_AGAIN + (seed >> 33) % 4);
			c = schedule_review(c, g, now);
			assert_sane(&c);
			assert_int_equal(c.reviews, i + 1);
			if (on_time && g >= GRADE_GOOD)
				assert_true(c.due - c.last >= before);
			/* On time, too early, much too late, or with a clock that jumped back. */
			switch (seed >> 40 & 7) {
			case 0:
				now -= 400 * DAY;
				break;
			case 1:
				now += 60;
				break;
			case 2:
				now = c.due + 3000 * DAY;
				break;
			default:
				now = c.due;
			}
		}
	}
}

static void test_good_grows(void **state)
{
	struct card c = schedule_review((struct card){ 0 }, GRADE_GOOD, START);

	(void)state;
	for (int i = 0; i < 8; i++) {
		int64_t before = c.due - c.last;

		c = schedule_review(c, GRADE_GOOD, c.due);
		assert_true(c.due - c.last > before || c.due - c.last == INT64_C(36500) * DAY);
	}
}

static void test_clock(void **state)
{
	struct card c = schedule_review((struct card){ 0 }, GRADE_GOOD, START), back, odd;
	static const int64_t times[] = { INT64_MIN, -1, 0, INT64_MAX };

	(void)state;
	back = schedule_review(c, GRADE_GOOD, START - 1000 * DAY);
	assert_near(back.memory.stability, schedule_review(c, GRADE_GOOD, START).memory.stability, 0);
	assert_int_equal(back.last, START - 1000 * DAY);
	/* Answered while the clock was a year ahead. */
	odd = schedule_review(c, GRADE_EASY, START + 365 * DAY);
	assert_true(schedule_is_due(&odd, START));
	for (size_t i = 0; i < N(times); i++) {
		odd = schedule_review(c, GRADE_GOOD, times[i]);
		assert_sane(&odd);
		odd = schedule_review(odd, GRADE_GOOD, START);
		assert_sane(&odd);
		schedule_is_due(&odd, times[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_review), cmocka_unit_test(test_memory_state),
		cmocka_unit_test(test_intervals),    cmocka_unit_test(test_recall),
		cmocka_unit_test(test_grades),       cmocka_unit_test(test_due),
		cmocka_unit_test(test_good_grows),   cmocka_unit_test(test_a_thousand_sittings),
		cmocka_unit_test(test_clock),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
