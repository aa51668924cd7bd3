/*
 * A presenter with a hundred followers of which ten never read, against one without: key to last byte at the
 * presenter, the same key to the screen of the last follower that reads, memory for each. Needs build/release.
 *
 *   presenter (pty) ──socket──▶ 89 that only read, 1 whose screen is watched (pty), 10 that never read
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "share/share.h"
#include "support/figure.h"
#include "support/tty.h"

#define PROGRAM "build/release/mmaptutor"
enum { READERS = 89, DEAF = 10, ROUNDS = 3, KEYS = 57, QUIET_MS = 60, STEPS = 20 };

struct bench {
	char dir[64], lesson[96], runtime[96], state[96], socket[108];
};

static int prepare(struct bench *b)
{
	strcpy(b->dir, "/tmp/bench-XXXXXX");
	if (!mkdtemp(b->dir))
		return -1;
	snprintf(b->lesson, sizeof b->lesson, "%s/bench.json", b->dir);
	snprintf(b->runtime, sizeof b->runtime, "XDG_RUNTIME_DIR=%s", b->dir);
	snprintf(b->state, sizeof b->state, "XDG_STATE_HOME=%s", b->dir);
	FILE *f = fopen(b->lesson, "w");
	if (!f)
		return -1;
	fputs("{\"format\":1,\"id\":\"bench\",\"rev\":1,\"title\":\"A lesson to measure\",\"steps\":[", f);
	for (int i = 0; i < STEPS; i++)
		fprintf(f,
			"%s{\"id\":\"s%d\",\"title\":\"Step %d\",\"text\":[\"We map four pages and write to one.\"],"
			"\"do\":[\"m = mmap(NULL, 4*page, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)\","
			"\"m[0] = 'a'\"],\"expect\":[\"m[0] == 'a'\"],\"focus\":\"m\"}",
			i ? "," : "", i, i);
	fputs("]}\n", f);
	return fclose(f);
}

/* By its own key, so that it takes along what it made. */
static void end_presenter(struct tty *t)
{
	int status;
	tty_send(t, "q");
	(void)tty_wait_exit(t, &status);
	tty_end(t);
}

static struct tty *start_presenter(struct bench *b)
{
	const char *const argv[] = { PROGRAM, "present", b->lesson, "--share", NULL };
	const char *const env[] = { b->runtime, b->state, NULL };
	struct tty *t = tty_start(argv, env, 24, 80);
	if (!tty_wait_text(t, "Shared: mmaptutor follow"))
		exit(1);
	snprintf(b->socket, sizeof b->socket, "%s/mmaptutor/%d.sock", b->dir, (int)tty_pid(t));
	return t;
}

/* ---- those who follow ---- */

/* Reads and decodes as a follower does, in one process for all; ends with the presenter. */
static pid_t start_readers(const struct bench *b)
{
	pid_t pid = fork();
	if (pid != 0)
		return pid;
	struct follow *f[READERS];
	struct pollfd fds[READERS];
	struct err e;
	for (int i = 0; i < READERS; i++) {
		if (follow_open(&f[i], b->socket, &e) < 0)
			_exit(1);
		fds[i] = (struct pollfd){ .fd = follow_fd(f[i]), .events = POLLIN };
	}
	while (poll(fds, READERS, -1) > 0) {
		for (int i = 0; i < READERS; i++)
			if (fds[i].revents && follow_read(f[i], &e) < 0)
				_exit(0);
	}
	_exit(0);
}

static void start_deaf(const struct bench *b, int *fds)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	snprintf(a.sun_path, sizeof a.sun_path, "%s", b->socket);
	for (int i = 0; i < DEAF; i++) {
		fds[i] = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (fds[i] < 0 || connect(fds[i], (const struct sockaddr *)&a, sizeof a) < 0)
			exit(1);
	}
}

/* ---- figures ---- */

/* What it alone has written to, KiB. */
static double own_kib(pid_t pid)
{
	char path[64], line[256];
	double sum = 0, kib;
	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "Private_Dirty: %lf", &kib) == 1)
			sum += kib;
	if (f)
		fclose(f);
	return sum;
}

/* From the key to the last byte of this screen; the other one is waited for too. */
static double press(struct tty *t, struct tty *watched, struct tty *other, const char *key)
{
	int64_t before = figure_now();
	tty_send(t, key);
	int64_t last = tty_settle(watched, QUIET_MS);
	if (other)
		tty_settle(other, QUIET_MS);
	return last > before ? (double)(last - before) : 0;
}

struct times {
	double near[ROUNDS * KEYS], far[ROUNDS * KEYS];
	size_t n;
};

/* The same keys twice: a screen's time is told only by who reads it at once. */
static void press_all(struct tty *t, struct tty *follower, struct times *out)
{
	const char *first = "\033OH";
	for (int i = 0; i < KEYS; i++)
		out->near[out->n + (size_t)i] = press(t, t, follower, " ");
	press(t, t, follower, first);
	for (int i = 0; follower && i < KEYS; i++)
		out->far[out->n + (size_t)i] = press(t, follower, t, " ");
	out->n += KEYS;
}

static void alone(struct bench *b, struct times *out)
{
	struct tty *t = start_presenter(b);
	press_all(t, NULL, out);
	end_presenter(t);
}

/* Returns KiB of the presenter for each of the hundred. */
static double followed(struct bench *b, struct times *out)
{
	int deaf[DEAF];
	struct tty *t = start_presenter(b);
	double before = own_kib(tty_pid(t));
	const char *const argv[] = { PROGRAM, "follow", b->socket, NULL };
	const char *const env[] = { b->runtime, b->state, NULL };
	start_deaf(b, deaf);
	pid_t readers = start_readers(b);
	struct tty *follower = tty_start(argv, env, 60, 200);
	if (!tty_wait_text(t, "100 followers"))
		exit(1);
	press_all(t, follower, out);
	double kib = own_kib(tty_pid(t)) - before;
	end_presenter(t);
	tty_end(follower);
	for (int i = 0; i < DEAF; i++)
		close(deaf[i]);
	(void)waitpid(readers, NULL, 0);
	return kib / (READERS + DEAF + 1);
}

static void measure(struct bench *b)
{
	static struct times bare, full;
	double kib = 0;
	for (int i = 0; i < ROUNDS; i++) {
		alone(b, &bare);
		double got = followed(b, &full);
		kib = got > kib ? got : kib;
	}
	double floor = figure_median(bare.near, bare.n), ours = figure_median(full.near, full.n);
	double far = figure_percentile(full.far, full.n, 99), far50 = figure_median(full.far, full.n);
	figure_put(&(struct figure){ "share", "key to last byte, 100 followers (10 not reading), median", "us",
				     ours / 1e3, floor / 1e3, ours / floor, 1.5 });
	figure_put(&(struct figure){ "share", "the same key to the last follower's screen, median", "ms", far50 / 1e6,
				     0, far50 / 1e6, 150 });
	figure_put(&(struct figure){ "share", "the same, p99", "ms", far / 1e6, 0, far / 1e6, 150 });
	figure_put(
	    &(struct figure){ "share", "memory of the presenter for each follower, most", "KiB", kib, 0, kib, 64 });
}

int main(void)
{
	struct bench b = { 0 };
	char path[128];
	figures_begin("share");
	if (access(PROGRAM, X_OK) < 0 || prepare(&b) < 0) {
		figure_skip("share", "all", "run `make bench` at the top of the source tree");
		return 0;
	}
	measure(&b);
	snprintf(path, sizeof path, "%s/mmaptutor", b.dir);
	rmdir(path);
	unlink(b.lesson);
	rmdir(b.dir);
	return 0;
}
