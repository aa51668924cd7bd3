/* FSRS 6: the formulas by their published names, w[0] to w[20]. */
#include "tutor/schedule.h"

#include <math.h>

enum { DAY = 86400, AGAIN_AFTER = 600, DAYS_MAX = 36500 };

/* Beyond any clock, and so that sums of times stay numbers. */
#define TIME_MAX (INT64_C(1) << 50)

#define STABILITY_MIN 0.001

static const double w[] = { 0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,  1.8722, 0.1666, 0.796,
			    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542 };

static double within(double v, double low, double high)
{
	/* Written so that what is no number becomes `low`. */
	return v > high ? high : v > low ? v : low;
}

enum grade schedule_grade(enum mark mark, bool sure, bool skipped, int64_t hints, int64_t tries)
{
	if (mark == MARK_VOID || (mark == MARK_NONE && !skipped))
		return GRADE_NONE;
	if (mark != MARK_RIGHT || skipped)
		return GRADE_AGAIN;
	if (hints > 0 || tries > 1)
		return GRADE_HARD;
	return sure ? GRADE_EASY : GRADE_GOOD;
}

/* ---- difficulty ---- */

static double first_difficulty(enum grade g)
{
	return w[4] - exp(w[5] * (g - 1)) + 1;
}

/* The harder it is already, the less harder it becomes; and all drifts a little to that of an easy first time. */
static double next_difficulty(double d, enum grade g)
{
	double step = d - w[6] * ((double)g - 3) * (10 - d) / 9;

	return within(w[7] * first_difficulty(GRADE_EASY) + (1 - w[7]) * step, 1, 10);
}

/* ---- stability ---- */

static double on_the_same_day(double s, enum grade g)
{
	double grows = exp(w[17] * ((double)g - 3 + w[18])) * pow(s, -w[19]);

	return s * (g >= GRADE_GOOD ? fmax(grows, 1) : grows);
}

static double after_recall(struct memory m, double recall, enum grade g)
{
	double grows = exp(w[8]) * (11 - m.difficulty) * pow(m.stability, -w[9]) * (exp((1 - recall) * w[10]) - 1);

	if (g == GRADE_HARD)
		grows *= w[15];
	if (g == GRADE_EASY)
		grows *= w[16];
	return m.stability * (1 + grows);
}

static double after_lapse(struct memory m, double recall)
{
	double left = w[11] * pow(m.difficulty, -w[12]) * (pow(m.stability + 1, w[13]) - 1) * exp((1 - recall) * w[14]);

	return fmin(left, m.stability / exp(w[17] * w[18]));
}

static double next_stability(struct memory m, double days, enum grade g)
{
	if (days < 1)
		return on_the_same_day(m.stability, g);
	if (g == GRADE_AGAIN)
		return after_lapse(m, schedule_recall(m, days));
	return after_recall(m, schedule_recall(m, days), g);
}

struct memory schedule_memory(struct memory m, double days, enum grade g)
{
	struct memory next = m;

	if (g == GRADE_NONE)
		return m;
	if (!(m.stability > 0)) {
		next.stability = w[g - 1];
		next.difficulty = within(first_difficulty(g), 1, 10);
	} else {
		next.stability = next_stability(m, days, g);
		next.difficulty = next_difficulty(m.difficulty, g);
	}
	next.stability = within(next.stability, STABILITY_MIN, DAYS_MAX);
	return next;
}

double schedule_recall(struct memory m, double days)
{
	if (!(m.stability > 0))
		return 0;
	/* The factor that puts the curve at 90 % where days are the stability. */
	return pow(1 + (pow(0.9, -1 / w[20]) - 1) * fmax(days, 0) / m.stability, -w[20]);
}

int64_t schedule_days(struct memory m)
{
	return (int64_t)within(round(m.stability), 1, DAYS_MAX);
}

/* ---- cards ---- */

static int64_t any_time(int64_t t)
{
	return t < 0 ? 0 : t > TIME_MAX ? TIME_MAX : t;
}

struct card schedule_review(struct card c, enum grade g, int64_t time)
{
	int64_t now = any_time(time), days = (now - any_time(c.last)) / DAY;

	if (g == GRADE_NONE)
		return c;
	c.lapses += g == GRADE_AGAIN && c.reviews > 0;
	c.reviews++;
	c.memory = schedule_memory(c.memory, days > 0 ? (double)days : 0, g);
	c.last = now;
	c.due = now + (g == GRADE_AGAIN ? AGAIN_AFTER : schedule_days(c.memory) * DAY);
	return c;
}

bool schedule_is_due(const struct card *c, int64_t now)
{
	return c->reviews > 0 && (c->due <= now || c->last > any_time(now) + DAY);
}
