/* A log in a directory of its own, and what its events must be. For the tests of store/. */
#ifndef TESTS_UNIT_STORE_PLACE_H
#define TESTS_UNIT_STORE_PLACE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"

struct place {
	char dir[64], log[80];
	struct store *store; /* where the test leaves it open */
};

static inline int make_place(void **state)
{
	struct place *p = calloc(1, sizeof *p);
	strcpy(p->dir, "/tmp/store-XXXXXX");
	if (!mkdtemp(p->dir))
		return -1;
	snprintf(p->log, sizeof p->log, "%s/log.jsonl", p->dir);
	*state = p;
	return 0;
}

static inline int remove_place(void **state)
{
	struct place *p = *state;
	store_close(p->store);
	unlink(p->log);
	int r = rmdir(p->dir);
	free(p);
	return r;
}

/* Appends "kind lesson.rev/step mark sure@time;" of each event. */
static inline bool list(void *data, const struct event *ev)
{
	buf_printf(data, "%d %s.%d/%s %d %d@%d;", (int)ev->kind, ev->lesson, (int)ev->rev, ev->step, (int)ev->mark,
		   ev->sure, (int)ev->time);
	return true;
}

static inline void assert_events(struct store *s, const char *expected, size_t bad)
{
	struct buf b;
	size_t damaged;
	buf_init(&b, 1 << 20);
	assert_int_equal(store_each(s, list, &b, &damaged, NULL), 0);
	assert_string_equal(buf_str(&b), expected);
	assert_int_equal(damaged, bad);
	buf_finish(&b);
}

static inline struct store *open_at(const struct place *p)
{
	struct store *s;
	struct err e = { 0 };
	assert_int_equal(store_open(&s, p->dir, &e), 0);
	assert_non_null(s);
	return s;
}

static const struct event seen = { .kind = EVENT_STEP, .time = 100, .lesson = "length", .rev = 1, .step = "tail" };
#define SEEN_TEXT "1 length.1/tail 0 0@100;"

#define PLACED(f) cmocka_unit_test_setup_teardown(f, make_place, remove_place)

#endif
