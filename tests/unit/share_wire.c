/* What real runs left, packed and unpacked; cut and spoilt bytes are refused or harmless. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "support/shared.h"

static void same_twice(const struct share_state *s, const struct lesson *l)
{
	struct buf one = shared_body(s), two;
	struct message got;
	struct arena a;
	assert_true(shared_take(one.data, one.len, l, &got, &a));
	assert_int_equal(got.state.step, s->step);
	assert_int_equal(got.ask, 1);
	two = shared_body(&got.state);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.data, two.data, one.len);
	state_finish(&got.state);
	arena_finish(&a);
	buf_finish(&one);
	buf_finish(&two);
}

static void what_goes_in_comes_out(void **state)
{
	struct kit k = { 0 };
	struct snapshot now;
	(void)state;
	shared_open(&k);
	for (size_t i = 0; i < SHARED_STEPS; i++) {
		for (int run = 0; run < 2; run++) {
			struct share_state s = shared_state(&k, i, run, &now);
			same_twice(&s, k.lesson);
			shared_now_finish(&now);
		}
	}
	kit_close(&k);
}

static void members_arrive(void **state)
{
	struct kit k = { 0 };
	struct snapshot now;
	struct message got;
	struct arena a;
	(void)state;
	shared_open(&k);
	struct share_state s = shared_state(&k, 0, true, &now);
	struct buf b = shared_body(&s);
	assert_true(shared_take(b.data, b.len, k.lesson, &got, &a));
	const struct record *r = got.state.record, *was = s.record;
	assert_string_equal(r->statements[0].source, was->statements[0].source);
	assert_int_equal(r->statements[0].outcome.value, was->statements[0].outcome.value);
	assert_string_equal(r->output, "4096\n");
	assert_int_equal(r->truth.choices, was->truth.choices);
	assert_int_equal(r->actors[0].after.maps.n, was->actors[0].after.maps.n);
	assert_true(r->actors[0].after.maps.n > 0 && r->actors[0].after.focus.n > 0);
	assert_int_equal(r->actors[0].diff.changed, was->actors[0].diff.changed);
	assert_true(got.state.votes.counts[1] == 4 && got.state.votes.right == 2);
	assert_int_equal(got.state.left_s, -1);
	state_finish(&got.state);
	arena_finish(&a);
	buf_finish(&b);
	kit_close(&k);
}

/* In memory of exactly that size, so that the sanitizer sees a byte read behind it. */
static bool taken(const char *bytes, size_t n, const struct lesson *l)
{
	char *exact = malloc(n ? n : 1);
	struct message got;
	struct arena a;
	bool ok;
	assert_non_null(exact);
	memcpy(exact, bytes, n);
	ok = shared_take(exact, n, l, &got, &a);
	free(exact);
	if (ok) {
		state_finish(&got.state);
		arena_finish(&a);
	}
	return ok;
}

static void every_cut_is_refused(void **state)
{
	struct kit k = { 0 };
	struct snapshot now;
	(void)state;
	shared_open(&k);
	for (size_t i = 0; i < 3; i++) {
		struct share_state s = shared_state(&k, i, true, &now);
		struct buf b = shared_body(&s);
		for (size_t n = 0; n < b.len; n++)
			assert_false(taken(b.data, n, k.lesson));
		buf_putc(&b, 0);
		assert_false(taken(b.data, b.len, k.lesson));
		buf_finish(&b);
	}
	kit_close(&k);
}

/* Any outcome but a fault of ours: what is taken is walked over by packing it again. */
static void spoilt_bytes_are_harmless(void **state)
{
	struct kit k = { 0 };
	struct snapshot now;
	struct message got;
	struct arena a;
	size_t refused = 0;
	unsigned seed = 7;
	(void)state;
	shared_open(&k);
	struct share_state s = shared_state(&k, 2, true, &now);
	struct buf b = shared_body(&s);
	for (int i = 0; i < 20000; i++) {
		size_t at = (size_t)rand_r(&seed) % b.len;
		char was = b.data[at];
		b.data[at] = (char)(was ^ (1 << rand_r(&seed) % 8));
		if (shared_take(b.data, b.len, k.lesson, &got, &a)) {
			struct buf again = shared_body(&got.state);
			buf_finish(&again);
			state_finish(&got.state);
			arena_finish(&a);
		} else {
			refused++;
		}
		b.data[at] = was;
	}
	assert_true(refused > 1000);
	buf_finish(&b);
	kit_close(&k);
}

static void a_count_without_bytes_is_refused(void **state)
{
	static const uint8_t huge[] = {
		1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0x7f
	};
	struct kit k = { 0 };
	(void)state;
	shared_open(&k);
	assert_false(taken((const char *)huge, sizeof(huge), k.lesson));
	kit_close(&k);
}

static void indices_stay_inside(void **state)
{
	struct kit k = { 0 };
	struct snapshot now;
	(void)state;
	shared_open(&k);
	struct share_state s = shared_state(&k, 0, true, &now);
	assert_true(state_fits(&s, k.lesson));
	s.step = k.lesson->steps_n;
	assert_false(state_fits(&s, k.lesson));
	s.step = 0;
	s.order[1] = 2;
	assert_false(state_fits(&s, k.lesson));
	s.order[1] = 1;
	s.votes.choices = SHARE_CHOICES + 1;
	assert_false(state_fits(&s, k.lesson));
	s.votes.choices = 0;
	struct diff_line *l = &s.record->actors[0].diff.v[0];
	struct diff_line was = *l;
	l->after = s.record->actors[0].after.maps.n;
	assert_false(state_fits(&s, k.lesson));
	*l = was;
	struct page_run *run = &s.record->actors[0].after.focus.v[0];
	run->pages += 100;
	assert_false(state_fits(&s, k.lesson));
	run->pages -= 100;
	assert_true(state_fits(&s, k.lesson));
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(what_goes_in_comes_out),
		KIT_TEST(members_arrive),
		KIT_TEST(every_cut_is_refused),
		KIT_TEST(spoilt_bytes_are_harmless),
		KIT_TEST(a_count_without_bytes_is_refused),
		KIT_TEST(indices_stay_inside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
