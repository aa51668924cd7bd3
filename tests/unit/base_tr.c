/* tr: catalogs as msgfmt writes them, whole and broken, and which one of several is taken. */
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

#include "base/tr.h"

/* Messages in the order of strcmp. The first is the header, the last has no translation yet. */
static const char *const messages[][2] = {
	{ "", "Language: xx\n" }, { "%zu steps", "%zu Schritte" }, { "held", "hielt" }, { "the page", "die Seite" },
	{ "to come", "" },
};
enum { MESSAGES = sizeof(messages) / sizeof(messages[0]), MOST = 4096 };

static char root[] = "/tmp/mmaptutor-tr-XXXXXX";

/* magic, revision, n, the two tables at 28 and behind it, no hash table; then the strings. Returns the bytes. */
static size_t make(uint32_t words[static MOST / 4])
{
	char *bytes = (char *)words;
	uint32_t at = 28 + 2 * MESSAGES * 8;
	memcpy(words, (uint32_t[]){ 0x950412de, 0, MESSAGES, 28, 28 + MESSAGES * 8, 0, at }, 28);
	for (uint32_t k = 0; k < 2; k++) {
		for (uint32_t i = 0; i < MESSAGES; i++) {
			uint32_t len = (uint32_t)strlen(messages[i][k]);
			words[7 + (k * MESSAGES + i) * 2] = len;
			words[7 + (k * MESSAGES + i) * 2 + 1] = at;
			memcpy(bytes + at, messages[i][k], len + 1);
			at += len + 1;
		}
	}
	return at;
}

static void put(const char *language, const void *bytes, size_t n)
{
	char path[128];
	snprintf(path, sizeof(path), "%s/%s", root, language);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/%s/LC_MESSAGES", root, language);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/%s/LC_MESSAGES/mmaptutor.mo", root, language);
	FILE *f = fopen(path, "we");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static int setup(void **state)
{
	(void)state;
	uint32_t words[MOST / 4] = { 0 };
	unsetenv("LC_ALL");
	unsetenv("LC_MESSAGES");
	unsetenv("LANG");
	if (!mkdtemp(root))
		return -1;
	put("de", words, make(words));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	static const char *const names[] = { "/de/LC_MESSAGES/mmaptutor.mo",
					     "/de/LC_MESSAGES",
					     "/de",
					     "/xx/LC_MESSAGES/mmaptutor.mo",
					     "/xx/LC_MESSAGES",
					     "/xx",
					     "" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char path[128];
		snprintf(path, sizeof(path), "%s%s", root, names[i]);
		remove(path);
	}
	tr_close();
	return 0;
}

static const char *page_in(const char *languages)
{
	setenv("LANGUAGE", languages, 1);
	tr_open(root);
	return tr("the page");
}

static void test_every_message_is_found(void **state)
{
	(void)state;
	assert_string_equal(page_in("de"), "die Seite");
	for (size_t i = 1; i + 1 < MESSAGES; i++)
		assert_string_equal(tr(messages[i][0]), messages[i][1]);
}

static void test_what_is_not_there_stays(void **state)
{
	(void)state;
	(void)page_in("de");
	assert_string_equal(tr("the pages"), "the pages");
	assert_string_equal(tr("zz"), "zz");
	assert_string_equal(tr("!"), "!");
	assert_string_equal(tr("to come"), "to come");
	/* The header belongs to nobody. */
	assert_string_equal(tr(""), "");
}

static void test_which_language(void **state)
{
	(void)state;
	assert_string_equal(page_in("de_AT.UTF-8"), "die Seite");
	assert_string_equal(page_in("fr:de"), "die Seite");
	assert_string_equal(page_in("fr"), "the page");
	assert_string_equal(page_in("en_US.UTF-8:de"), "the page");
	assert_string_equal(page_in("../xx:./de:/de:"), "the page");
	setenv("LANG", "de_DE.UTF-8", 1);
	assert_string_equal(page_in(""), "die Seite");
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_string_equal(page_in(""), "the page");
	unsetenv("LC_ALL");
	unsetenv("LANG");
}

static void test_closed(void **state)
{
	(void)state;
	assert_string_equal(page_in("de"), "die Seite");
	tr_close();
	assert_string_equal(tr("the page"), "the page");
}

/* However much of a file is there: it is a catalog whole, or none. */
static void test_cut(void **state)
{
	(void)state;
	uint32_t words[MOST / 4] = { 0 };
	size_t n = make(words);
	for (size_t cut = 0; cut < n; cut++) {
		put("xx", words, cut);
		assert_string_equal(page_in("xx"), "the page");
	}
	put("xx", words, n);
	assert_string_equal(page_in("xx"), "die Seite");
}

/* Each word of the header and the tables says something that cannot be. */
static void test_wild_numbers(void **state)
{
	(void)state;
	static const uint32_t wild[] = { 1, 0x7fffffff, 0x80000000, 0xfffffff8, 0xffffffff };
	for (size_t w = 0; w < 7 + 4 * MESSAGES; w++) {
		for (size_t i = 0; i < sizeof(wild) / sizeof(wild[0]); i++) {
			uint32_t words[MOST / 4] = { 0 };
			size_t n = make(words);
			words[w] = wild[i];
			put("xx", words, n);
			assert_non_null(page_in("xx"));
			for (size_t m = 0; m < MESSAGES; m++)
				assert_true(strlen(tr(messages[m][0])) < MOST);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_message_is_found),
		cmocka_unit_test(test_what_is_not_there_stays),
		cmocka_unit_test(test_which_language),
		cmocka_unit_test(test_closed),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_wild_numbers),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
