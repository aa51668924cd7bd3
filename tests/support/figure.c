/* Figures of the benchmarks. */
#include "support/figure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char path[] = "build/bench.txt", path_new[] = "build/bench.txt.new";

int64_t figure_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

double figure_percentile(double *v, size_t n, double p)
{
	qsort(v, n, sizeof *v, compare);
	size_t i = (size_t)(p / 100 * (double)(n - 1) + 0.5);
	return n ? v[i] : 0;
}

double figure_median(double *v, size_t n)
{
	return figure_percentile(v, n, 50);
}

void figures_begin(const char *section)
{
	char line[512];
	FILE *from = fopen(path, "r"), *to = fopen(path_new, "w");
	size_t n = strlen(section);
	while (from && to && fgets(line, sizeof line, from))
		if (strncmp(line, section, n) != 0 || line[n] != ' ')
			fputs(line, to);
	if (from)
		fclose(from);
	if (to && !fclose(to))
		rename(path_new, path);
}

static void put_line(const char *line)
{
	FILE *to = fopen(path, "a");
	puts(line);
	fflush(stdout);
	if (to) {
		fprintf(to, "%s\n", line);
		fclose(to);
	}
}

void figure_put(const struct figure *f)
{
	char line[400], floor[64] = "", target[64] = "";
	if (f->floor > 0)
		snprintf(floor, sizeof floor, "floor %10.1f %-5s", f->floor, f->unit);
	if (f->target > 0)
		snprintf(target, sizeof target, "target %8.2f  %s", f->target,
			 f->value <= f->target ? "held" : "missed");
	snprintf(line, sizeof line, "%-9s %-44s %10.1f %-5s %-22s %10.2f  %s", f->section, f->what, f->ours, f->unit,
		 floor, f->value, target);
	put_line(line);
}

void figure_skip(const char *section, const char *what, const char *why)
{
	char line[400];
	snprintf(line, sizeof line, "%-9s %-44s not measured: %s", section, what, why);
	put_line(line);
}
