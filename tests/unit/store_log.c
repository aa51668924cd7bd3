/* The log: what is written is read again; torn lines, lines of strangers, of any length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <time.h>

#include "unit/store_place.h"

static void put_file(const struct place *p, const char *text)
{
	FILE *f = fopen(p->log, "w");
	assert_non_null(f);
	assert_int_equal(fputs(text, f) < 0, 0);
	assert_int_equal(fclose(f), 0);
}

static const char *get_file(const struct place *p, struct buf *b)
{
	int fd = open(p->log, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	buf_clear(b);
	assert_int_equal(buf_read_fd(b, fd), 0);
	close(fd);
	return buf_str(b);
}

static void test_written_is_read(void **state)
{
	const struct place *p = *state;
	struct event answer = seen, done = { .kind = EVENT_DONE, .time = 102, .lesson = "length", .rev = 1 };
	struct buf b;
	answer.kind = EVENT_ANSWER;
	answer.mark = MARK_WRONG;
	answer.sure = true;
	struct store *s = open_at(p);
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_int_equal(store_append(s, &answer, NULL), 0);
	assert_int_equal(store_append(s, &done, NULL), 0);
	assert_events(s, SEEN_TEXT "2 length.1/tail 2 1@100;3 length.1/ 0 0@102;", 0);
	assert_string_equal(store_path(s), p->log);
	store_close(s);
	buf_init(&b, 4096);
	assert_string_equal(get_file(p, &b),
			    "{\"time\":100,\"event\":\"step\",\"lesson\":\"length\",\"rev\":1,\"step\":\"tail\"}\n"
			    "{\"time\":100,\"event\":\"answer\",\"lesson\":\"length\",\"rev\":1,\"step\":\"tail\","
			    "\"mark\":\"wrong\",\"sure\":true}\n"
			    "{\"time\":102,\"event\":\"done\",\"lesson\":\"length\",\"rev\":1}\n");
	buf_finish(&b);
}

static bool keep_last(void *data, const struct event *ev)
{
	struct event *last = data;
	*last = *ev;
	last->lesson = last->step = NULL;
	last->answer = strcmp(ev->answer, "m = 1\nn = 2") == 0 ? "as given" : NULL;
	last->lessons = strcmp(ev->lessons, "length fork") == 0 ? "as written" : NULL;
	return true;
}

/* What a quiz adds comes back; the seed with all of its bits. */
static void test_answer_of_a_quiz(void **state)
{
	const struct place *p = *state;
	struct event answer = seen, start = { .kind = EVENT_SITTING, .time = 99, .seed = UINT64_MAX, .exam = true },
		     got = { 0 };
	struct buf b;
	answer.kind = EVENT_ANSWER;
	answer.mark = MARK_RIGHT;
	answer.quiz = answer.skipped = true;
	answer.hints = 2;
	answer.tries = 3;
	answer.seconds = 41;
	answer.grade = GRADE_HARD;
	answer.answer = "m = 1\nn = 2";
	answer.seed = 7;
	start.questions = 10;
	start.minutes = 20;
	start.lessons = "length fork";
	struct store *s = open_at(p);
	assert_int_equal(store_append(s, &answer, NULL), 0);
	assert_int_equal(store_each(s, keep_last, &got, NULL, NULL), 0);
	assert_true(got.kind == EVENT_ANSWER && got.quiz && got.skipped && !got.ended && !got.exam);
	assert_int_equal(got.hints * 100 + got.tries, 203);
	assert_int_equal(got.seconds, 41);
	assert_int_equal(got.grade, GRADE_HARD);
	assert_int_equal(got.seed, 7);
	assert_string_equal(got.answer, "as given");
	assert_int_equal(store_append(s, &start, NULL), 0);
	assert_int_equal(store_each(s, keep_last, &got, NULL, NULL), 0);
	assert_true(got.kind == EVENT_SITTING && got.exam && !got.ended && !got.only_due);
	assert_true(got.seed == UINT64_MAX);
	assert_int_equal(got.questions * 100 + got.minutes, 1020);
	assert_string_equal(got.lessons, "as written");
	store_close(s);
	buf_init(&b, 4096);
	assert_string_equal(get_file(p, &b),
			    "{\"time\":100,\"event\":\"answer\",\"lesson\":\"length\",\"rev\":1,\"step\":\"tail\","
			    "\"mark\":\"right\",\"sure\":false,\"quiz\":true,\"skipped\":true,\"hints\":2,\"tries\":3,"
			    "\"seconds\":41,\"grade\":\"hard\",\"answer\":\"m = 1\\nn = 2\",\"seed\":\"7\"}\n"
			    "{\"time\":99,\"event\":\"sitting\",\"seed\":\"18446744073709551615\",\"exam\":true,"
			    "\"questions\":10,\"minutes\":20,\"lessons\":\"length fork\"}\n");
	buf_finish(&b);
}

static void test_time_is_now(void **state)
{
	struct store *s = open_at(*state);
	struct event ev = seen;
	struct buf b;
	time_t before = time(NULL);
	ev.time = 0;
	buf_init(&b, 4096);
	assert_int_equal(store_append(s, &ev, NULL), 0);
	assert_int_equal(store_each(s, list, &b, NULL, NULL), 0);
	assert_in_range(atol(strchr(buf_str(&b), '@') + 1), before, time(NULL));
	buf_finish(&b);
	store_close(s);
}

/* A path with spaces, quotes and a script of its own comes back as it went in. */
static void test_any_text(void **state)
{
	struct store *s = open_at(*state);
	struct event ev = seen;
	ev.lesson = "/home/a \"b\"\\c/längé.json";
	ev.step = "x\ny";
	assert_int_equal(store_append(s, &ev, NULL), 0);
	assert_events(s, "1 /home/a \"b\"\\c/längé.json.1/x\ny 0 0@100;", 0);
	store_close(s);
}

static void test_torn_line_is_closed(void **state)
{
	const struct place *p = *state;
	struct buf b;
	put_file(p, "{\"time\":100,\"event\":\"st");
	struct store *s = open_at(p);
	assert_events(s, "", 1);
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_events(s, SEEN_TEXT, 1);
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_events(s, SEEN_TEXT SEEN_TEXT, 1);
	store_close(s);
	buf_init(&b, 4096);
	const char *text = get_file(p, &b);
	assert_ptr_equal(strstr(text, "{\"time\":100,\"event\":\"st\n{\"time\""), text);
	buf_finish(&b);
}

/* Only the newline is missing: nothing is lost. */
static void test_torn_before_newline(void **state)
{
	const struct place *p = *state;
	put_file(p, "{\"time\":100,\"event\":\"step\",\"lesson\":\"length\",\"rev\":1,\"step\":\"tail\"}");
	struct store *s = open_at(p);
	assert_events(s, SEEN_TEXT, 0);
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_events(s, SEEN_TEXT SEEN_TEXT, 0);
	store_close(s);
}

static void test_strange_lines(void **state)
{
	const struct place *p = *state;
	static const struct {
		const char *line, *events;
		size_t damaged;
	} rows[] = {
		{ "{\"event\":\"review\",\"time\":5,\"due\":[1,{\"a\":2}]}\n", "0 .0/ 0 0@5;", 0 },
		{ "{ \"time\" : 5, \"event\" : \"step\", \"lesson\" : \"l\", \"ease\" : 2.5 }\n", "1 l.0/ 0 0@5;", 0 },
		{ "{\"time\":5,\"event\":\"step\",\"lesson\":\"l\\u00e9\"}\n", "1 lé.0/ 0 0@5;", 0 },
		{ "{\"time\":-5,\"event\":\"done\"}\n", "3 .0/ 0 0@-5;", 0 },
		{ "{\"time\":5,\"event\":\"answer\",\"mark\":\"partly\"}\n", "2 .0/ 0 0@5;", 0 },
		{ "\n\n", "", 0 },
		{ "{}\n", "", 1 },
		{ "{\"time\":5}\n", "", 1 },
		{ "{\"time\":\"5\",\"event\":\"step\"}\n", "", 1 },
		{ "{\"time\":5,\"time\":6,\"event\":\"step\"}\n", "", 1 },
		{ "{\"time\":05,\"event\":\"step\"}\n", "", 1 },
		{ "{\"time\":5,\"event\":\"step\"},\n", "", 1 },
		{ "{\"time\":5,\"event\":\"step\",}\n", "", 1 },
		{ "{\"time\":5,\"event\":\"\xff\"}\n", "", 1 },
		{ "[]\n12\nrm -rf\n\x01\n", "", 4 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		put_file(p, rows[i].line);
		struct store *s = open_at(p);
		assert_events(s, rows[i].events, rows[i].damaged);
		store_close(s);
	}
}

/* A line longer than any of ours is one damaged line, whatever its length; those around it are read. */
static void test_long_line(void **state)
{
	const struct place *p = *state;
	static const size_t lengths[] = { 8191, 8192, 65535, 65536, 65537, 300000 };
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		unlink(p->log);
		struct store *s = open_at(p);
		assert_int_equal(store_append(s, &seen, NULL), 0);
		FILE *f = fopen(p->log, "a");
		assert_non_null(f);
		fprintf(f, "%*s\n", (int)lengths[i], "x");
		fclose(f);
		assert_int_equal(store_append(s, &seen, NULL), 0);
		assert_events(s, SEEN_TEXT SEEN_TEXT, 1);
		store_close(s);
	}
}

/* What follows within a line that is too long is not an event, however it looks. */
static void test_long_line_hides_its_end(void **state)
{
	const struct place *p = *state;
	FILE *f = fopen(p->log, "w");
	assert_non_null(f);
	fprintf(f, "%65536s{\"time\":1,\"event\":\"done\"}\n{\"time\":2,\"event\":\"done\"}\n", "");
	fclose(f);
	struct store *s = open_at(p);
	assert_events(s, "3 .0/ 0 0@2;", 1);
	store_close(s);
}

/* Lines fall on every place of the reader's chunks. */
static bool count(void *data, const struct event *ev)
{
	size_t *n = data;
	return ev->time == 100 + (int64_t)(*n)++;
}

static void test_many_lines(void **state)
{
	const struct place *p = *state;
	size_t n = 0;
	FILE *f = fopen(p->log, "w");
	assert_non_null(f);
	for (int i = 0; i < 5000; i++)
		fprintf(f, "{\"time\":%d,\"event\":\"step\",\"lesson\":\"%.*s\",\"rev\":1}\n", 100 + i, i % 37,
			"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
	fclose(f);
	struct store *s = open_at(p);
	assert_int_equal(store_each(s, count, &n, NULL, NULL), 0);
	assert_int_equal(n, 5000);
	store_close(s);
}

static bool only_one(void *data, const struct event *ev)
{
	(void)ev;
	++*(int *)data;
	return false;
}

static void test_stops_when_told(void **state)
{
	struct store *s = open_at(*state);
	int calls = 0;
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_int_equal(store_each(s, only_one, &calls, NULL, NULL), 0);
	assert_int_equal(calls, 1);
	store_close(s);
}

static void test_reset(void **state)
{
	struct store *s = open_at(*state);
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_int_equal(store_reset(s, NULL), 0);
	assert_events(s, "", 0);
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_events(s, SEEN_TEXT, 0);
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLACED(test_written_is_read), PLACED(test_answer_of_a_quiz),    PLACED(test_time_is_now),
		PLACED(test_any_text),        PLACED(test_torn_line_is_closed), PLACED(test_torn_before_newline),
		PLACED(test_strange_lines),   PLACED(test_long_line),           PLACED(test_long_line_hides_its_end),
		PLACED(test_many_lines),      PLACED(test_stops_when_told),     PLACED(test_reset),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
