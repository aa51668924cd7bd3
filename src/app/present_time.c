/* Autoplay and the clock. */
#include "app/present_time.h"

#include <errno.h>
#include <stdio.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/tr.h"

enum { DEFAULT_S = 20, PACE_LEAST = 20, PACE_MOST = 500, MINUTE_MS = 60000 };

/* Time goes on while the machine sleeps: a talk does too. */
static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_BOOTTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void set_timer(int fd, int64_t ms, int64_t every_ms)
{
	struct itimerspec when = {
		.it_value = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 },
		.it_interval = { .tv_sec = every_ms / 1000, .tv_nsec = every_ms % 1000 * 1000000 },
	};

	timerfd_settime(fd, 0, &when, NULL);
}

static bool rang(int fd)
{
	uint64_t times;

	return read(fd, &times, sizeof(times)) == (ssize_t)sizeof(times);
}

/* The clock shows minutes: it rings at each, counted from the start, and only while it is shown. */
static void set_clock(struct present_time *t)
{
	int64_t past = (now_ms() - t->started_ms) % MINUTE_MS;

	if (t->clock == PRESENT_NO_CLOCK)
		set_timer(t->clock_fd, 0, 0);
	else
		set_timer(t->clock_fd, MINUTE_MS - past, MINUTE_MS);
}

int present_time_open(struct present_time *t, int64_t every_s, int64_t minutes, struct err *e)
{
	*t = (struct present_time){ .every_s = every_s,
				    .playing = every_s > 0,
				    .percent = 100,
				    .limit_s = minutes * 60,
				    .clock = minutes > 0 ? PRESENT_LEFT : PRESENT_NO_CLOCK,
				    .started_ms = now_ms() };
	t->auto_fd = timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);
	t->clock_fd = timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);
	if (t->auto_fd >= 0 && t->clock_fd >= 0) {
		set_clock(t);
		return 0;
	}
	return err_set(e, errno, "timerfd_create", "", "the clock of the presentation could not be made");
}

void present_time_close(struct present_time *t)
{
	if (t->auto_fd >= 0)
		close(t->auto_fd);
	if (t->clock_fd >= 0)
		close(t->clock_fd);
}

static int64_t step_ms(const struct present_time *t, uint32_t automatic)
{
	int64_t s = t->every_s > 0 ? t->every_s : automatic > 0 ? automatic : DEFAULT_S;

	return s * 10 * t->percent;
}

int64_t present_time_stay(const struct present_time *t, uint32_t automatic, enum share_phase phase)
{
	/* Of a step's time: its title is seen at a glance, then what is read and what is looked at get the same. */
	return step_ms(t, automatic) * (phase == SHARE_TITLE ? 1 : 2) / 5;
}

void present_time_arm(struct present_time *t, int64_t ms)
{
	set_timer(t->auto_fd, t->playing ? ms : 0, 0);
}

bool present_time_over(struct present_time *t)
{
	return rang(t->auto_fd) && t->playing;
}

void present_time_turn(struct present_time *t)
{
	static const enum present_clock next[] = { [PRESENT_NO_CLOCK] = PRESENT_ELAPSED,
						   [PRESENT_ELAPSED] = PRESENT_LEFT,
						   [PRESENT_LEFT] = PRESENT_NO_CLOCK };

	t->clock = next[t->clock];
	if (t->clock == PRESENT_LEFT && t->limit_s == 0)
		t->clock = PRESENT_NO_CLOCK;
	set_clock(t);
}

bool present_time_tick(struct present_time *t)
{
	return rang(t->clock_fd) && t->clock != PRESENT_NO_CLOCK;
}

int64_t present_time_elapsed(const struct present_time *t)
{
	return (now_ms() - t->started_ms) / 1000;
}

int64_t present_time_left(const struct present_time *t)
{
	int64_t left = t->limit_s - present_time_elapsed(t);

	return t->limit_s == 0 ? -1 : left > 0 ? left : 0;
}

void present_time_pace(struct present_time *t, bool faster)
{
	int percent = faster ? t->percent * 4 / 5 : t->percent * 5 / 4;

	t->percent = percent < PACE_LEAST ? PACE_LEAST : percent > PACE_MOST ? PACE_MOST : percent;
}

const char *present_time_say(struct present_time *t, uint32_t automatic)
{
	int64_t ms = step_ms(t, automatic);

	if (!t->playing)
		return NULL;
	if (ms < 10000)
		snprintf(t->pace, sizeof(t->pace), tr("%lld.%lld s a step"), (long long)ms / 1000,
			 (long long)ms % 1000 / 100);
	else
		snprintf(t->pace, sizeof(t->pace), tr("%lld s a step"), (long long)ms / 1000);
	return t->pace;
}
