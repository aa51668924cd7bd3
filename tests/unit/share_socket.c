/* A presenter and its followers: states, votes, who is slow, who never reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "support/stand.h"

static void the_state_arrives(void **state)
{
	struct stand s;
	struct follow *f;
	(void)state;
	stand_open(&s, 0);
	f = stand_join(&s);
	stand_pump(&s);
	assert_int_equal(share_followers(s.share), 1);
	assert_null(follow_state(f));
	stand_show(&s, 5);
	assert_int_equal(stand_await(&s, f, 5), 1);
	assert_string_equal(follow_state(f)->lesson->title, s.k.lesson->title);
	assert_string_equal(follow_state(f)->lesson->steps[0].notes, "Ask for a show of hands.");
	assert_string_equal(follow_state(f)->record->output, "4096\n");
	follow_close(f);
	stand_pump(&s);
	assert_int_equal(share_followers(s.share), 0);
	f = stand_join(&s); /* late: the state is there */
	assert_int_equal(stand_await(&s, f, 5), 1);
	follow_close(f);
	stand_close(&s);
}

static void another_lesson_goes_before_its_state(void **state)
{
	struct stand s;
	struct kit other = { 0 };
	struct snapshot now;
	struct follow *f;
	(void)state;
	stand_open(&s, 0);
	f = stand_join(&s);
	stand_show(&s, 1);
	stand_await(&s, f, 1);
	kit_load_text(&other,
		      "{ \"format\": 1, \"id\": \"t\", \"rev\": 1, \"title\": \"Another\",\n"
		      "\"steps\": [ { \"id\": \"a\", \"do\": [ \"x = page\" ], \"expect\": [ \"x == page\" ] } ] }");
	s.state = (struct share_state){ .lesson = other.lesson, .left_s = -1 };
	stand_show(&s, 2);
	assert_int_equal(stand_await(&s, f, 2), 1);
	assert_string_equal(follow_state(f)->lesson->title, "Another");
	s.state = shared_state(&s.k, 1, true, &now);
	stand_show(&s, 3);
	assert_int_equal(stand_await(&s, f, 3), 1);
	assert_int_equal(follow_state(f)->step, 1);
	follow_close(f);
	kit_close(&other);
	stand_close(&s);
}

static void votes_change_until_the_end(void **state)
{
	struct stand s;
	struct follow *f, *g;
	uint32_t counts[SHARE_CHOICES];
	(void)state;
	stand_open(&s, 0);
	f = stand_join(&s);
	g = stand_join(&s);
	share_ask(s.share, 2);
	s.state.votes = (struct share_votes){ .open = true, .choices = 2 };
	stand_show(&s, 1);
	stand_await(&s, f, 1);
	stand_await(&s, g, 1);
	assert_int_equal(follow_vote(f, 2), -EINVAL);
	assert_int_equal(follow_voted(f), -1);
	assert_int_equal(follow_vote(f, 0), 0);
	assert_int_equal(follow_vote(g, 0), 0);
	while (share_count(s.share, counts) < 2)
		stand_pump(&s);
	assert_true(counts[0] == 2 && counts[1] == 0);
	assert_int_equal(follow_vote(f, 1), 0);
	assert_int_equal(follow_voted(f), 1);
	stand_pump(&s);
	assert_int_equal(share_count(s.share, counts), 2);
	assert_true(counts[0] == 1 && counts[1] == 1);
	share_ask_end(s.share);
	assert_int_equal(follow_vote(f, 0), 0); /* it is on its way when the end comes: late */
	stand_pump(&s);
	share_count(s.share, counts);
	assert_true(counts[0] == 1 && counts[1] == 1);
	assert_int_equal(share_followers(s.share), 2);
	follow_close(g); /* who leaves takes the vote along */
	stand_pump(&s);
	assert_int_equal(share_count(s.share, counts), 1);
	share_ask(s.share, 2);
	assert_int_equal(share_count(s.share, counts), 0);
	follow_close(f);
	stand_close(&s);
}

/* A text that makes the frame larger than the socket holds. */
static void make_large(struct stand *s, char *text, size_t n)
{
	memset(text, 'x', n - 1);
	text[n - 1] = '\0';
	s->state.aside = text;
}

static void who_is_behind_skips_to_the_newest(void **state)
{
	static char text[300000];
	struct stand s;
	struct follow *f;
	size_t seen = 0;
	(void)state;
	stand_open(&s, 0);
	make_large(&s, text, sizeof(text));
	f = stand_join(&s);
	stand_pump(&s);
	for (size_t i = 1; i <= 100; i++) {
		stand_show(&s, i);
		stand_pump(&s);
	}
	while (!follow_state(f) || follow_state(f)->elapsed_s != 100) {
		int64_t was = follow_state(f) ? follow_state(f)->elapsed_s : 0;
		share_pump(s.share);
		assert_true(follow_read(f, &s.e) >= 0);
		seen += follow_state(f) && follow_state(f)->elapsed_s != was;
	}
	assert_int_equal(seen, 2); /* the one that was begun, and the newest */
	follow_close(f);
	stand_close(&s);
}

static void ten_that_never_read_hold_nobody_up(void **state)
{
	enum { ALL = 100, DEAF = 10, SHOWN = 20 };
	static char text[200000];
	struct stand s;
	struct follow *f[ALL];
	int deaf[DEAF];
	(void)state;
	stand_open(&s, 0);
	for (int i = 0; i < DEAF; i++)
		deaf[i] = stand_join_raw(&s);
	for (int i = 0; i < ALL; i++) {
		f[i] = stand_join(&s);
		share_pump(s.share);
	}
	make_large(&s, text, sizeof(text));
	for (size_t n = 1; n <= SHOWN; n++) {
		stand_show(&s, n);
		for (int i = 0; i < ALL; i++)
			assert_int_equal(stand_await(&s, f[i], (int64_t)n), 1);
	}
	assert_int_equal(share_followers(s.share), ALL + DEAF);
	for (int i = 0; i < ALL; i++)
		follow_close(f[i]);
	for (int i = 0; i < DEAF; i++)
		close(deaf[i]);
	stand_close(&s);
}

static void the_end_is_told(void **state)
{
	struct stand s;
	struct follow *f;
	(void)state;
	stand_open(&s, 0);
	f = stand_join(&s);
	stand_show(&s, 1);
	stand_await(&s, f, 1);
	stand_close(&s);
	assert_int_equal(follow_read(f, &s.e), -EPIPE);
	assert_non_null(follow_state(f));
	follow_close(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(the_state_arrives),
		KIT_TEST(another_lesson_goes_before_its_state),
		KIT_TEST(votes_change_until_the_end),
		KIT_TEST(who_is_behind_skips_to_the_newest),
		KIT_TEST(ten_that_never_read_hold_nobody_up),
		KIT_TEST(the_end_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
