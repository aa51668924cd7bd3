/* overlays: texts in another language, what is stale, missing, unknown or wrong in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lesson/overlay.h"
#include "lesson_words.h"

struct fixture {
	char dir[32], path[64], german[64], other[64], over[80];
	struct diags d;
};

#define LESSON                                                                                                         \
	"{ \"format\": 1, \"id\": \"full\", \"rev\": 1, \"title\": \"A title\","                                       \
	"\"files\": { \"f\": { \"text\": \"of a file\" } }, \"steps\": [ { \"id\": \"one\", \"title\": \"First\","     \
	"\"text\": [ \"Read this.\", \"    code();\" ], \"do\": [], \"expect\": [], \"hints\": [ \"A hint.\" ],"       \
	"\"ask\": { \"prompt\": \"What?\", \"choices\": [ { \"text\": \"this\", \"if\": \"1\", \"why\": \"so\" },"     \
	"{ \"text\": \"that\", \"if\": \"0\", \"why\": \"not so\" } ] } } ] }"
#define OVERLAY(texts) "{ \"format\": 1, \"of\": \"full\", \"language\": \"de\", \"texts\": {" texts "} }"
#define SOME                                                                                                           \
	"\"title\": [ \"A title\", \"Ein Titel\" ], \"steps/one/text/0\": [ \"Read this.\", \"Lies das.\" ],"          \
	"\"steps/one/ask/choices/1/why\": [ \"not so\", \"nicht so\" ]"

static void put(const char *path, const char *text)
{
	FILE *out = fopen(path, "w");
	assert_non_null(out);
	assert_true(fputs(text, out) >= 0);
	assert_int_equal(fclose(out), 0);
}

static int setup(void **state)
{
	struct fixture *f = mem_zalloc(1, sizeof(*f));
	strcpy(f->dir, "/tmp/overlay.XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->path, sizeof(f->path), "%s/full.json", f->dir);
	snprintf(f->german, sizeof(f->german), "%s/de", f->dir);
	snprintf(f->over, sizeof(f->over), "%s/full.json", f->german);
	assert_int_equal(mkdir(f->german, 0700), 0);
	put(f->path, LESSON);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	unlink(f->over);
	unlink(f->path);
	assert_int_equal(rmdir(f->german), 0);
	assert_int_equal(rmdir(f->dir), 0);
	diags_finish(&f->d);
	free(f);
	return 0;
}

static struct lesson *load(struct fixture *f, const char *languages)
{
	struct lesson *l = lesson_load_in(f->path, languages, &lesson_words, &f->d);
	assert_non_null(l);
	assert_int_equal(f->d.total, 0);
	return l;
}

static void test_texts(void **state)
{
	struct fixture *f = *state;
	put(f->over, OVERLAY(SOME));
	struct lesson *l = load(f, "de_AT:de");
	assert_string_equal(l->title, "Ein Titel");
	assert_string_equal(l->steps[0].text.v[0], "Lies das.");
	assert_string_equal(l->steps[0].text.v[1], "    code();");
	assert_string_equal(l->steps[0].title, "First");
	assert_string_equal(l->steps[0].ask->choices[1].why, "nicht so");
	assert_string_equal(l->steps[0].ask->choices[1].when.source.text, "0");
	lesson_free(l);
}

static void test_languages(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *languages, *title;
	} v[] = { { NULL, "A title" },      { "", "A title" },           { "fr", "A title" },
		  { "fr:de", "Ein Titel" }, { "de.UTF-8", "Ein Titel" }, { "de_AT.UTF-8", "Ein Titel" },
		  { "../de", "A title" },   { "de/../de", "A title" },   { "::de:", "Ein Titel" } };
	put(f->over, OVERLAY(SOME));
	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		struct lesson *l = load(f, v[i].languages);
		assert_string_equal(l->title, v[i].title);
		lesson_free(l);
	}
}

/* Where the lesson says another thing since, its own text is shown. */
static void test_stale(void **state)
{
	struct fixture *f = *state;
	put(f->over, OVERLAY("\"title\": [ \"An old title\", \"Alt\" ], \"steps/one/title\": [ \"First\", \"\" ]"));
	struct lesson *l = load(f, "de");
	assert_string_equal(l->title, "A title");
	assert_string_equal(l->steps[0].title, "First");
	lesson_free(l);
}

/* A bad overlay never takes the lesson away. */
static void test_passed_over(void **state)
{
	struct fixture *f = *state;
	static const char *const bad[] = {
		"",
		"[]",
		"{ \"texts\": {} }",
		"{ \"format\": 2, \"texts\": {} }",
		"{ \"format\": 1, \"texts\": [] }",
		OVERLAY("\"title\": \"Ein Titel\""),
		OVERLAY("\"title\": [ \"A title\" ]"),
		OVERLAY("\"title\": [ \"A title\", 1 ]"),
		OVERLAY("\"title\": [ \"A title\", \"a \\u001b[2J\" ]"),
		OVERLAY(
		    "\"title\": [ \"A title\", \"0123456789012345678901234567890123456789012345678901234567890\" ]"),
	};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		put(f->over, bad[i]);
		struct lesson *l = load(f, "de");
		assert_string_equal(l->title, "A title");
		lesson_free(l);
	}
}

static void check(struct fixture *f, const char *overlay, struct overlay_tally *t, bool is_one)
{
	struct arena a = { 0 };
	put(f->over, overlay);
	diags_finish(&f->d);
	assert_int_equal(overlay_check(f->path, "de", &lesson_words, &a, t, &f->d), is_one);
	if (f->d.total > 0)
		assert_string_equal(f->d.file, f->over);
	f->d.file = NULL;
	arena_finish(&a);
}

static bool told(const struct fixture *f, const char *text)
{
	for (size_t i = 0; i < f->d.n; i++) {
		if (strstr(f->d.v[i].text, text))
			return true;
	}
	return false;
}

static void test_check(void **state)
{
	struct fixture *f = *state;
	struct overlay_tally t;
	check(f, OVERLAY(SOME ", \"steps/one/title\": [ \"Old\", \"Alt\" ], \"steps/two/title\": [ \"a\", \"b\" ]"), &t,
	      true);
	assert_int_equal(t.texts, 10);
	assert_int_equal(t.translated, 3);
	assert_int_equal(t.stale, 1);
	assert_int_equal(t.missing, 6);
	assert_int_equal(t.unknown, 1);
	assert_true(told(f, "no text for \"steps/one/hints/0\""));
	assert_true(told(f, "\"steps/one/title\" is stale: the lesson says now \"First\""));
	assert_true(told(f, "the lesson has no text at \"steps/two/title\""));
	assert_false(told(f, "of a file"));
	check(f, OVERLAY("\"title\": [ \"A title\", \"\\u001b\" ]"), &t, true);
	assert_true(told(f, "cannot be shown"));
	check(f, "{}", &t, false);
	assert_true(told(f, "needs \"format\""));
}

/* What is written to be filled in, filled in, is whole. */
static void test_skeleton(void **state)
{
	struct fixture *f = *state;
	struct overlay_tally t;
	struct buf out;
	buf_init(&out, 65536);
	put(f->over, OVERLAY(SOME));
	assert_true(overlay_skeleton(f->path, "de", &out, &f->d));
	assert_non_null(strstr(buf_str(&out), "\"Ein Titel\""));
	assert_non_null(strstr(buf_str(&out), "\"steps/one/hints/0\""));
	for (char *empty = strstr(out.data, "\"\""); empty; empty = strstr(out.data, "\"\""))
		memcpy(empty, " 1", 2); /* no text: the shape is looked at first */
	check(f, buf_str(&out), &t, false);
	buf_clear(&out);
	put(f->over, OVERLAY(SOME));
	diags_finish(&f->d);
	f->d = (struct diags){ 0 };
	assert_true(overlay_skeleton(f->path, "de", &out, &f->d));
	check(f, buf_str(&out), &t, true);
	assert_int_equal(t.translated, 3);
	assert_int_equal(t.missing, 7);
	assert_int_equal(t.stale + t.unknown, 0);
	buf_finish(&out);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_texts),       TEST(test_languages), TEST(test_stale),
		TEST(test_passed_over), TEST(test_check),     TEST(test_skeleton),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
