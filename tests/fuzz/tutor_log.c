/*
 * Any bytes as the log: every reader of it takes them, an event that was read writes as one that reads the same, and
 * one that is appended behind them is found again.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/inside.h"
#include "store/line.h"
#include "store/progress.h"
#include "support/fuzz.h"
#include "tutor/due.h"

#define NOW 1700000000

static bool same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static void check_same(const struct event *a, const struct event *b)
{
	fuzz_hold(a->kind == b->kind && a->time == b->time && a->rev == b->rev && a->mark == b->mark);
	fuzz_hold(same_text(a->lesson, b->lesson) && same_text(a->step, b->step) && a->sure == b->sure);
	fuzz_hold(a->grade == b->grade && same_text(a->answer, b->answer));
}

/* Only what its kind has is written: an event is compared once it was. */
static void check_event(const struct event *ev, struct event *again, struct buf *line, struct arena *a)
{
	buf_clear(line);
	line_put(line, ev);
	fuzz_hold(!line->full && line->len > 0 && line->data[line->len - 1] == '\n');
	fuzz_hold(line_read(line->data, line->len - 1, a, again));
}

static bool on_event(void *data, const struct event *ev)
{
	struct event once, twice;
	struct buf first, second;
	struct arena a = { 0 };
	(*(size_t *)data)++;
	if (ev->kind == EVENT_OTHER)
		return true;
	buf_init(&first, 8 * STORE_LINE_MAX);
	buf_init(&second, 8 * STORE_LINE_MAX);
	check_event(ev, &once, &first, &a);
	check_event(&once, &twice, &second, &a);
	check_same(&once, &twice);
	fuzz_hold(once.kind == ev->kind && once.time == ev->time);
	fuzz_hold(ev->kind == EVENT_SITTING || same_text(once.step, ev->step));
	buf_finish(&first);
	buf_finish(&second);
	arena_finish(&a);
	return true;
}

static size_t count(struct store *s)
{
	size_t n = 0, damaged;
	fuzz_hold(store_each(s, on_event, &n, &damaged, NULL) == 0);
	return n;
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	const struct event more = { .kind = EVENT_STEP, .time = NOW, .lesson = "length", .rev = 1, .step = "tail" };
	struct store s = { .records = true };
	struct buf step;
	s.path = mem_strdup(fuzz_file(bytes, n));
	s.fd = open(s.path, O_RDWR | O_APPEND | O_CLOEXEC);
	size_t before = count(&s);
	struct progress_table *progress = progress_load(&s, NULL);
	struct due_table *due = due_load(&s, NOW, NULL);
	fuzz_hold(progress && due);
	fuzz_hold(due_total(due) <= before);
	progress_free(progress);
	due_free(due);
	fuzz_hold(store_append(&s, &more, NULL) == 0 && count(&s) == before + 1);
	buf_init(&step, STORE_LINE_MAX);
	fuzz_hold(store_position(&s, "length", 1, &step) && strcmp(buf_str(&step), "tail") == 0);
	buf_finish(&step);
	close(s.fd);
	free(s.path);
	return 0;
}
