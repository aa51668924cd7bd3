/* tests/broken: one lesson for each class of fault, every fault with its exact place. Run from the top folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "lesson/lesson.h"
#include "lesson_words.h"

enum { FAULTS = 12 };

/* Faults in order of place; the text is all of the message or a part of it. */
static const struct {
	const char *file;
	struct {
		uint32_t line, col;
		const char *text;
	} faults[FAULTS];
} rows[] = {
	{ "bad-files.json",
	  {
	      { 7, 5,
		"a file's name is made of 1 to 64 of a-z, A-Z, 0-9, \"_\", \"-\" and \".\", with no \".\" at its "
		"start" },
	      { 8, 5,
		"a file's name is made of 1 to 64 of a-z, A-Z, 0-9, \"_\", \"-\" and \".\", with no \".\" at its "
		"start" },
	      { 9, 27, "a file is made of one of text, hex, pages, size" },
	      { 10, 13, "a file needs one of \"text\", \"hex\", \"pages\", \"size\"" },
	      { 11, 25, "\"hex\" is made of pairs of the digits 0 to 9 and a to f" },
	      { 12, 14, "\"pages\" needs \"fill\"" },
	      { 13, 26, "\"fill\" stands beside \"pages\" only" },
	      { 14, 36, "\"mode\" must be three octal digits, such as \"644\"" },
	      { 15, 23, "\"size\" must be from 0 to 1099511627776" },
	  } },
	{ "bad-focus.json",
	  {
	      { 9, 59, "`buffer` is not known here" },
	      { 10, 61, "an empty expression" },
	  } },
	{ "bad-id.json",
	  {
	      { 3, 9, "the id is \"another-name\", but the file's name says \"bad-id\"" },
	      { 6, 14, "\"after\" must be made of 1 to 40 of a-z, 0-9 and -" },
	      { 9, 13, "\"id\" must be made of 1 to 40 of a-z, 0-9 and -" },
	      { 11, 23, "another step has the id \"one\"" },
	  } },
	{ "bad-repeat.json",
	  {
	      { 10, 21, "\"repeat\" must be from 1 to 70000" },
	      { 11, 55, "these repeats run 90000 times together, at most 70000 are run" },
	      { 12, 24, "unknown key \"until\" in a repeat" },
	      { 12, 44, "\"do\" takes 1 to 64 entries, this has 0" },
	      { 13, 14, "`i` is not known here" },
	      { 14, 9, "a statement is a string or a repeat, this is a whole number" },
	  } },
	{ "bad-statement.json",
	  {
	      { 10, 74, "`)` is missing" },
	      { 11, 17, "one assignment a statement" },
	      { 12, 14, "`munmap` takes 2 arguments, not 1" },
	      { 14, 48, "something is missing at the end" },
	  } },
	{ "bad-task.json",
	  {
	      { 10, 32, "`w` is not known here" },
	      { 14, 50, "`bug` is not known here; did you mean `buf`?" },
	      { 14, 81, "\"text\" is empty" },
	      { 14, 92, "`k` is not known here" },
	      { 15, 46, "`muf` is not known here; did you mean `buf`?" },
	      { 16, 33, "an entry of \"wrong\" must be an array, this is a string" },
	      { 17, 82, "`z` is not known here" },
	      { 20, 55, "`w` is not known here" },
	  } },
	{ "bad-text.json",
	  {
	      { 5, 12, "\"title\" is empty" },
	      { 6, 14, "\"summary\" holds a character that cannot be shown" },
	      { 9, 29, "\"title\" is too long: 74 columns, at most 60 fit" },
	      { 10, 40, "\"text\" is empty" },
	      { 10, 60, "\"hints\" holds a character that cannot be shown" },
	      { 10, 90, "the last line must be from 2 to 2" },
	      { 11, 38, "a character that cannot be shown" },
	      { 11, 77, "the program has lines 1 to 2" },
	  } },
	{ "bad-vary.json",
	  {
	      { 7, 30, "\"mmap\" is the name of a call" },
	      { 7, 45, "\"PROT_READ\" is the name of a constant" },
	      { 7, 65, "\"errno\" is the name of an observation" },
	      { 7, 81, "\"two words\" is no name that an expression can use" },
	      { 7, 106, "\"n\" takes at least one number" },
	      { 8, 29, "`n` is given by the lesson and cannot be assigned" },
	      { 9, 30, "\"a\" is set by a step before this one" },
	      { 9, 55, "an entry of \"b\" must be a whole number, this is a string" },
	      { 10, 45, "`b` is not known here" },
	      { 11, 15, "\"vary\" makes 75 combinations, at most 64 are run" },
	  } },
	{ "escapes.json",
	  {
	      { 9, 40, "`oops` is not known here" },
	      { 9, 82, "something is missing at the end" },
	      { 10, 40, "`nothing` is not known here" },
	  } },
	{ "missing-file.json",
	  {
	      { 12, 20, "there is no file \"greetings.txt\" in \"files\", and no statement creates it" },
	      { 14, 20, "\"/etc/shadow\" is outside the lesson's directory" },
	      { 16, 64, "the lesson has no file \"nothing\"" },
	  } },
	{ "missing-required.json",
	  {
	      { 1, 1, "a lesson needs \"rev\"" },
	      { 6, 5, "a step needs \"do\"" },
	      { 7, 5, "a step needs \"id\"" },
	      { 8, 49, "a choice needs \"if\"" },
	      { 8, 80, "a choice needs \"why\"" },
	      { 9, 54, "a task needs \"goals\"" },
	      { 9, 54, "a task needs \"solutions\"" },
	  } },
	{ "newer-format.json",
	  {
	      { 2, 13, "this lesson has format 2, which is newer than this program: it reads format 1" },
	  } },
	{ "no-json.json",
	  {
	      { 4, 10, "a number cannot start with 0 and another digit" },
	  } },
	{ "repeated-key.json",
	  {
	      { 6, 3, "the key \"title\" stands here a second time" },
	      { 8, 44, "the key \"expect\" stands here a second time" },
	  } },
	{ "trailing-text.json",
	  {
	      { 8, 3, "expected nothing behind the value, found 'a'" },
	  } },
	{ "two-asks.json",
	  {
	      { 8, 60, "a question has one of choices, number, pages, outcome" },
	      { 9, 51, "a question needs one of \"choices\", \"number\", \"pages\", \"outcome\"" },
	      { 10, 66, "\"outcome\" can only be true" },
	      { 12, 27, "\"choices\" takes 2 to 16 entries, this has 1" },
	      { 13, 71, "\"of\" must be \"resident\" or \"present\"" },
	  } },
	{ "unknown-feature.json",
	  {
	      { 7, 26, "unknown feature \"hugetbl\"; did you mean \"hugetlb\"?" },
	      { 7, 37, "unknown feature \"warp\"" },
	      { 8, 15, "\"kernel\" must be a version such as \"6.10\"" },
	      { 9, 18, "\"page_size\" must be a power of two" },
	      { 10, 37, "\"vm.max_map_count\" must be a value, or <= >= < > == != before a number" },
	      { 10, 47, "\"overcommit\" is no name of a sysctl, such as \"vm.overcommit_memory\"" },
	      { 11, 53, "`madvise` takes 3 arguments, not 2" },
	  } },
	{ "unknown-key.json",
	  {
	      { 6, 3, "unknown key \"sumary\" in a lesson; did you mean \"summary\"?" },
	      { 9, 7, "unknown key \"expct\" in a step; did you mean \"expect\"?" },
	      { 9, 72, "unknown key \"colour\" in a step" },
	  } },
	{ "unknown-name.json",
	  {
	      { 9, 37, "`PROT_RAED` is not known here; did you mean `PROT_READ`?" },
	      { 9, 92, "`mm` is not known here; did you mean `m`?" },
	      { 10, 44, "`q` is not known here" },
	      { 12, 51, "`m` is not known here" },
	      { 14, 55, "`m` is not known here" },
	  } },
	{ "wrong-type.json",
	  {
	      { 4, 10, "\"rev\" must be a whole number, this is a string" },
	      { 6, 14, "\"minutes\" must be a whole number, this is a number" },
	      { 7, 12, "\"after\" must be an array, this is a string" },
	      { 8, 53, "\"vm.overcommit_memory\" must be a string, this is a whole number" },
	      { 10, 41, "an entry of \"text\" must be a string, this is a whole number" },
	      { 10, 52, "\"do\" must be an array, this is a string" },
	      { 10, 79, "an entry of \"expect\" must be a string, this is true or false" },
	      { 10, 96, "\"fresh\" must be true or false, this is a whole number" },
	      { 10, 108, "\"focus\" must be a string, this is null" },
	      { 11, 5, "an entry of \"steps\" must be an object, this is an array" },
	  } },
};

static size_t expected(size_t row)
{
	size_t n = 0;
	while (n < FAULTS && rows[row].faults[n].text)
		n++;
	return n;
}

static void compare(size_t row, const struct diags *d)
{
	for (size_t i = 0; i < d->n; i++) {
		struct pos at = d->v[i].pos;
		const char *text = i < FAULTS ? rows[row].faults[i].text : NULL;
		if (!text || at.line != rows[row].faults[i].line || at.col != rows[row].faults[i].col ||
		    !strstr(d->v[i].text, text))
			fail_msg("not expected: %s:%u:%u: %s", d->file, at.line, at.col, d->v[i].text);
	}
	assert_int_equal(d->n, expected(row));
	assert_true(d->n > 0);
}

static void test_every_fault_at_its_place(void **state)
{
	(void)state;
	for (size_t row = 0; row < sizeof(rows) / sizeof(rows[0]); row++) {
		char path[100];
		struct diags d = { 0 };
		snprintf(path, sizeof(path), "tests/broken/%s", rows[row].file);
		assert_null(lesson_load(path, &lesson_words, &d));
		assert_ptr_equal(d.file, path);
		compare(row, &d);
		diags_finish(&d);
	}
}

static void test_no_file(void **state)
{
	(void)state;
	struct diags d = { 0 };
	assert_null(lesson_load("tests/broken/there-is-none.json", &lesson_words, &d));
	assert_int_equal(d.n, 1);
	assert_int_equal(d.v[0].pos.line, 0);
	assert_non_null(strstr(d.v[0].text, "No such file"));
	diags_finish(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_fault_at_its_place),
		cmocka_unit_test(test_no_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
