/* Figures of the benchmarks: ours against the floor, measured in pairs, quoted by medians; shown and kept. */
#ifndef TESTS_SUPPORT_FIGURE_H
#define TESTS_SUPPORT_FIGURE_H

#include <stddef.h>
#include <stdint.h>

int64_t figure_now(void); /* ns of CLOCK_MONOTONIC */

/* Sorts v. p from 0 to 100. */
double figure_percentile(double *v, size_t n, double p);
double figure_median(double *v, size_t n);

/*
 * Prints a row and keeps it in build/bench.txt, where the rows of `section` written by an earlier run go first.
 * A target of 0 is none: the verdict is then left out. `unit` is that of ours and floor.
 */
struct figure {
	const char *section, *what, *unit;
	double ours, floor; /* floor 0: none; value is then ours itself */
	double value;       /* what the target is about: a ratio, or ours */
	double target;
};
void figures_begin(const char *section);
void figure_put(const struct figure *f);
/* A row that could not be measured here, and why. */
void figure_skip(const char *section, const char *what, const char *why);

#endif
