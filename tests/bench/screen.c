/*
 * The program on a screen against the floor, both in a pseudo-terminal of 80 by 24: from key to last byte, from start
 * to first frame, memory, and what it does while nothing happens. Needs build/release.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lab/lab.h"
#include "support/figure.h"
#include "support/tty.h"

#define PROGRAM "build/release/mmaptutor"
#define LAB     "build/release/mmaptutor-lab"
#define FLOOR   "build/release/tests/bench/floor"
enum { STARTS = 31, ROUNDS = 6, STEPS = 20, QUIET_MS = 60, IDLE_S = 5, LABS = 101, MOVES = 120, TO_PAGES = 3 };

/* The keys of a learner who runs a step and goes on to the next one. */
static const struct {
	const char *run, *next, *quit, *pane, *left, *right;
} keys = { .run = "\r", .next = "\r", .quit = "\x03", .pane = "w", .left = "h", .right = "l" };

static const char *const floor_argv[] = { FLOOR, "screen", NULL };

struct bench {
	char dir[64], lesson[96], state[96];
	const char *argv[4], *env[2];
};

/* A lesson of plain steps: each maps, stores and is shown with its explanation. */
static void write_lesson(const char *path)
{
	FILE *f = fopen(path, "w");
	if (!f)
		return;
	fputs("{\"format\":1,\"id\":\"bench\",\"rev\":1,\"title\":\"A lesson to "
	      "measure\",\"summary\":\"Steps.\",\"steps\":[",
	      f);
	for (int i = 0; i < STEPS; i++)
		fprintf(f,
			"%s{\"id\":\"s%d\",\"title\":\"Step %d\",\"text\":[\"We map four pages and write to one.\"],"
			"\"do\":[\"m = mmap(NULL, 4*page, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)\","
			"\"m[0] = 'a'\"],\"expect\":[\"m[0] == 'a'\"],\"focus\":\"m\",\"explain\":[\"One page is "
			"present.\"]}",
			i ? "," : "", i, i);
	fputs("],\"drills\":[]}\n", f);
	fclose(f);
}

static int prepare(struct bench *b)
{
	strcpy(b->dir, "/tmp/bench-XXXXXX");
	if (!mkdtemp(b->dir))
		return -1;
	snprintf(b->lesson, sizeof b->lesson, "%s/bench.json", b->dir);
	snprintf(b->state, sizeof b->state, "XDG_STATE_HOME=%s", b->dir);
	write_lesson(b->lesson);
	b->argv[0] = PROGRAM;
	b->argv[1] = "learn";
	b->argv[2] = b->lesson;
	b->env[0] = b->state;
	return 0;
}

static void forget(const struct bench *b)
{
	char path[128];
	snprintf(path, sizeof path, "%s/mmaptutor/log.jsonl", b->dir);
	unlink(path);
}

static void clean_up(const struct bench *b)
{
	char path[128];
	forget(b);
	snprintf(path, sizeof path, "%s/mmaptutor", b->dir);
	rmdir(path);
	unlink(b->lesson);
	rmdir(b->dir);
}

/* Started, with its first frame complete. *ns: from before the fork to the last byte of that frame. */
static struct tty *start_at(const char *const argv[], const char *const env[], int rows, int columns, double *ns)
{
	int64_t before = figure_now();
	struct tty *t = tty_start(argv, env, rows, columns);
	/* The first byte takes its time; the frame comes at one go. */
	while (!tty_bytes(t) && figure_now() - before < 5000000000)
		tty_settle(t, 5);
	*ns = (double)(tty_settle(t, QUIET_MS) - before);
	return t;
}

static struct tty *start(const char *const argv[], const char *const env[], double *ns)
{
	return start_at(argv, env, 24, 80, ns);
}

static double press(struct tty *t, const char *key)
{
	int64_t before = figure_now();
	tty_send(t, key);
	int64_t last = tty_settle(t, QUIET_MS);
	return last > before ? (double)(last - before) : 0;
}

static void measure_keys(const struct bench *b)
{
	static double ours[ROUNDS * STEPS], next[ROUNDS * STEPS], bare[ROUNDS * STEPS];
	size_t n = 0;
	double ns;
	for (int round = 0; round < ROUNDS; round++) {
		forget(b);
		struct tty *t = start(b->argv, b->env, &ns), *f = start(floor_argv, NULL, &ns);
		for (int i = 0; i < STEPS; i++) {
			bare[n] = press(f, "k");
			ours[n] = press(t, keys.run);
			next[n] = i + 1 < STEPS ? press(t, keys.next) : next[n - 1];
			n++;
		}
		tty_end(t);
		tty_end(f);
	}
	double floor = figure_median(bare, n);
	double p50 = figure_median(ours, n), p99 = figure_percentile(ours, n, 99), turn = figure_median(next, n);
	figure_put(&(struct figure){ "screen", "key to last byte of a step, median", "us", p50 / 1e3, floor / 1e3,
				     p50 / floor, 3 });
	figure_put(&(struct figure){ "screen", "key to last byte of a step, p99 (floor: median)", "us", p99 / 1e3,
				     floor / 1e3, p99 / floor, 6 });
	figure_put(&(struct figure){ "screen", "key to last byte of the next page, median", "us", turn / 1e3,
				     floor / 1e3, turn / floor, 3 });
}

/* A cursor that moves over the pages of a large screen: back and forth, the smallest change that there is. */
static void measure_cursor(const struct bench *b)
{
	static double ours[MOVES], bytes[MOVES], bare[MOVES];
	double ns;
	forget(b);
	struct tty *t = start_at(b->argv, b->env, 60, 200, &ns), *f = start_at(floor_argv, NULL, 60, 200, &ns);
	press(t, keys.run);
	for (int i = 0; i < TO_PAGES; i++)
		press(t, keys.pane);
	for (int i = 0; i < MOVES; i++) {
		size_t before = tty_bytes(t);
		bare[i] = press(f, "k");
		ours[i] = press(t, i % 2 ? keys.left : keys.right);
		bytes[i] = (double)(tty_bytes(t) - before);
	}
	tty_end(t);
	tty_end(f);
	double floor = figure_median(bare, MOVES), p50 = figure_median(ours, MOVES), out = figure_median(bytes, MOVES);
	figure_put(&(struct figure){ "screen", "a cursor key at 200x60, median", "us", p50 / 1e3, floor / 1e3,
				     p50 / floor, 4 });
	figure_put(&(struct figure){ "screen", "bytes written for it", "", out, 0, out, 1500 });
}

static double lab_ns(void)
{
	static double ns[LABS];
	for (int i = 0; i < LABS; i++) {
		struct lab *l;
		struct err e = { 0 };
		int64_t before = figure_now();
		if (lab_start(&l, &(struct lab_options){ .program = LAB }, &e) < 0)
			return 0;
		ns[i] = (double)(figure_now() - before);
		lab_end(l);
	}
	return figure_median(ns, LABS);
}

static void measure_start(const struct bench *b)
{
	static double ours[STARTS], bare[STARTS];
	for (int i = 0; i < STARTS; i++) {
		forget(b);
		tty_end(start(floor_argv, NULL, &bare[i]));
		tty_end(start(b->argv, b->env, &ours[i]));
	}
	double lab = lab_ns(), floor = figure_median(bare, STARTS), p50 = figure_median(ours, STARTS);
	figure_put(&(struct figure){ "screen", "start of one lab", "us", lab / 1e3, 0, lab / 1e3, 0 });
	figure_put(&(struct figure){ "screen", "start to first frame, less that lab", "us", (p50 - lab) / 1e3,
				     floor / 1e3, (p50 - lab) / floor, 1.25 });
}

/* Bytes that would be free again if the process ended; of a field of smaps_rollup, "Private_Dirty:" say. */
static double private_kib(pid_t pid)
{
	char path[64], line[256];
	double sum = 0, kib;
	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "Private_Clean: %lf", &kib) == 1 || sscanf(line, "Private_Dirty: %lf", &kib) == 1)
			sum += kib;
	if (f)
		fclose(f);
	return sum;
}

/* A second one of each runs, so that pages of their files count as shared for both. */
static void measure_memory(const struct bench *b)
{
	double ns;
	struct tty *t[2], *f[2];
	for (int i = 0; i < 2; i++) {
		t[i] = start(b->argv, b->env, &ns);
		f[i] = start(floor_argv, NULL, &ns);
	}
	press(t[0], keys.run);
	double ours = private_kib(tty_pid(t[0])), floor = private_kib(tty_pid(f[0]));
	figure_put(&(struct figure){ "screen", "memory of its own (USS), a step done", "KiB", ours, floor, ours / floor,
				     1.3 });
	for (int i = 0; i < 2; i++) {
		tty_end(t[i]);
		tty_end(f[i]);
	}
}

/* Of /proc/PID/status and stat: each system call that waits is a switch, each that works takes time. */
struct activity {
	long voluntary, involuntary;
	unsigned long long run_ns;
};

static struct activity activity_of(pid_t pid)
{
	struct activity a = { 0 };
	char path[64], line[256];
	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f)) {
		sscanf(line, "voluntary_ctxt_switches: %ld", &a.voluntary);
		sscanf(line, "nonvoluntary_ctxt_switches: %ld", &a.involuntary);
	}
	if (f)
		fclose(f);
	snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
	f = fopen(path, "r");
	if (f && fscanf(f, "%llu", &a.run_ns) != 1)
		a.run_ns = 0;
	if (f)
		fclose(f);
	return a;
}

/* Waking for a system call is a switch of its own: without one the process slept in the call it was in. */
static void measure_idle(const struct bench *b)
{
	double ns;
	struct tty *t = start(b->argv, b->env, &ns);
	press(t, keys.run);
	struct activity before = activity_of(tty_pid(t));
	(void)tty_settle(t, IDLE_S * 1000); /* returns when nothing was written for so long */
	struct activity after = activity_of(tty_pid(t));
	double wakes = (double)(after.voluntary - before.voluntary + after.involuntary - before.involuntary);
	double us = (double)(after.run_ns - before.run_ns) / 1e3;
	figure_put(&(struct figure){ "screen", "wakes in 5 s without a key", "", wakes, 0, wakes, 0.5 });
	figure_put(&(struct figure){ "screen", "time on a processor meanwhile", "us", us, 0, us, 0.5 });
	tty_end(t);
}

int main(void)
{
	struct bench b = { 0 };
	double ns;
	int status;
	figures_begin("screen");
	if (access(PROGRAM, X_OK) < 0 || access(FLOOR, X_OK) < 0 || prepare(&b) < 0) {
		figure_skip("screen", "all", "run `make bench` at the top of the source tree");
		return 0;
	}
	struct tty *t = start(b.argv, b.env, &ns);
	tty_send(t, keys.quit);
	if (!tty_alternate(t) || !tty_wait_exit(t, &status)) {
		figure_skip("screen", "all", "learn does not open its screen here; this is what it shows:");
		printf("%s", tty_screen(t));
	} else {
		measure_keys(&b);
		measure_cursor(&b);
		measure_start(&b);
		measure_memory(&b);
		measure_idle(&b);
	}
	tty_end(t);
	clean_up(&b);
	return 0;
}
