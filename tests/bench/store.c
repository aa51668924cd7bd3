/* Reading a log of 100,000 events, against reading its bytes; and what the list of lessons reads, against an empty log.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/progress.h"
#include "support/figure.h"
#include "tutor/due.h"

enum { PAIRS = 21, EVENTS = 100000 };

static void write_log(const char *path)
{
	FILE *f = fopen(path, "w");
	for (int i = 0; f && i < EVENTS; i++)
		fprintf(f,
			"{\"time\":%d,\"event\":\"answer\",\"lesson\":\"lesson-%d\",\"rev\":1,\"step\":\"step-%d\","
			"\"mark\":\"%s\",\"sure\":false,\"quiz\":true,\"tries\":1,\"seconds\":12,\"grade\":\"%s\","
			"\"answer\":\"2\",\"seed\":\"7\"}\n",
			1700000000 + 900 * i, i % 40, i % 30, i % 3 ? "right" : "wrong", i % 3 ? "good" : "again");
	if (f)
		fclose(f);
}

static void read_bytes(const char *path)
{
	char bytes[65536];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	while (fd >= 0 && read(fd, bytes, sizeof bytes) > 0)
		;
	close(fd);
}

/* What the list of lessons reads of the log as it opens. */
static double read_list(struct store *s)
{
	int64_t t0 = figure_now();
	struct progress_table *progress;
	due_free(due_load_with(s, 1800000000, &progress, NULL));
	progress_free(progress);
	return (double)(figure_now() - t0) / 1e6;
}

static void bench_progress(struct store *s, const char *path)
{
	double ours[PAIRS], bare[PAIRS];
	for (int i = 0; i < PAIRS; i++) {
		int64_t t0 = figure_now();
		read_bytes(path);
		int64_t t1 = figure_now();
		progress_free(progress_load(s, NULL));
		ours[i] = (double)(figure_now() - t1) / 1e6;
		bare[i] = (double)(t1 - t0) / 1e6;
	}
	double ms = figure_median(ours, PAIRS);
	figure_put(&(struct figure){ "store", "progress from a log of 100,000 events", "ms", ms,
				     figure_median(bare, PAIRS), ms, 100 });
}

static void bench_list(struct store *full, struct store *empty)
{
	double ours[PAIRS], bare[PAIRS];
	for (int i = 0; i < PAIRS; i++) {
		bare[i] = read_list(empty);
		ours[i] = read_list(full);
	}
	double with = figure_median(ours, PAIRS), without = figure_median(bare, PAIRS);
	figure_put(&(struct figure){ "store", "the list of lessons: 100,000 events more", "ms", with, without,
				     with - without, 150 });
}

int main(void)
{
	char dir[] = "/tmp/bench-XXXXXX", path[64], none[64], none_path[80];
	struct store *full, *empty;
	figures_begin("store");
	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof path, "%s/log.jsonl", dir);
	snprintf(none, sizeof none, "%s/empty", dir);
	write_log(path);
	if (store_open(&full, dir, NULL) < 0 || store_open(&empty, none, NULL) < 0)
		return 1;
	bench_progress(full, path);
	bench_list(full, empty);
	snprintf(none_path, sizeof none_path, "%s", store_path(empty));
	store_close(full);
	store_close(empty);
	unlink(none_path);
	rmdir(none);
	unlink(path);
	rmdir(dir);
	return 0;
}
