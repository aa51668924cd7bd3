/*
 * What a presentation waits for besides keys: autoplay and the clock. Each is a descriptor, set only while it is
 * needed, so that an idle presenter is as still as every other screen.
 */
#ifndef APP_PRESENT_TIME_H
#define APP_PRESENT_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "view/present.h"

struct present_time {
	int auto_fd, clock_fd; /* timerfd */
	bool playing;
	int64_t every_s;             /* --auto; 0: as each step says */
	int percent;                 /* of that: the pace, by + and - */
	int64_t started_ms, limit_s; /* limit 0: none */
	enum present_clock clock;
	char pace[40];
};

/* minutes 0: without a limit. 0 or -errno. */
int present_time_open(struct present_time *t, int64_t every_s, int64_t minutes, struct err *e);
void present_time_close(struct present_time *t);

/* Milliseconds that a phase of a step stays; `automatic` is the step's own, in seconds, 0 for none. */
int64_t present_time_stay(const struct present_time *t, uint32_t automatic, enum share_phase phase);
/* Wakes once after so many; 0: not at all. */
void present_time_arm(struct present_time *t, int64_t ms);
/* True once where that time is over. */
bool present_time_over(struct present_time *t);

/* The next clock: elapsed, left where there is a limit, none. */
void present_time_turn(struct present_time *t);
/* True where what the clock shows has changed. */
bool present_time_tick(struct present_time *t);
int64_t present_time_elapsed(const struct present_time *t); /* seconds */
int64_t present_time_left(const struct present_time *t);    /* seconds, 0 where it is up, -1 without a limit */
/* Faster or slower. */
void present_time_pace(struct present_time *t, bool faster);
/* "8 s a step", NULL while it is off. `automatic` as above. */
const char *present_time_say(struct present_time *t, uint32_t automatic);

#endif
