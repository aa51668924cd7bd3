/* Reading a log of 100,000 events, against reading its bytes. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/progress.h"
#include "support/figure.h"

enum { PAIRS = 21, EVENTS = 100000 };

static void write_log(const char *path)
{
	FILE *f = fopen(path, "w");
	for (int i = 0; f && i < EVENTS; i++)
		fprintf(f,
			"{\"time\":%d,\"event\":\"answer\",\"lesson\":\"lesson-%d\",\"rev\":1,\"step\":\"step-%d\","
			"\"mark\":\"%s\",\"sure\":false}\n",
			1700000000 + i, i % 40, i % 30, i % 3 ? "right" : "wrong");
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

int main(void)
{
	char dir[] = "/tmp/bench-XXXXXX", path[64];
	double ours[PAIRS], bare[PAIRS];
	struct store *s;
	figures_begin("store");
	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof path, "%s/log.jsonl", dir);
	write_log(path);
	if (store_open(&s, dir, NULL) < 0)
		return 1;
	for (int i = 0; i < PAIRS; i++) {
		int64_t t0 = figure_now();
		read_bytes(path);
		int64_t t1 = figure_now();
		progress_free(progress_load(s, NULL));
		ours[i] = (double)(figure_now() - t1) / 1e6;
		bare[i] = (double)(t1 - t0) / 1e6;
	}
	store_close(s);
	unlink(path);
	rmdir(dir);
	double ms = figure_median(ours, PAIRS);
	figure_put(&(struct figure){ "store", "progress from a log of 100,000 events", "ms", ms,
				     figure_median(bare, PAIRS), ms, 100 });
	return 0;
}
