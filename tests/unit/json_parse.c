/* json: what is accepted, what is refused and where, positions, exact integers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "json/json.h"

struct fixture {
	struct arena arena;
	struct diags diags;
};

static int setup(void **state)
{
	*state = mem_zalloc(1, sizeof(struct fixture));
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	arena_finish(&f->arena);
	diags_finish(&f->diags);
	free(f);
	return 0;
}

static struct json *parse(struct fixture *f, const char *text)
{
	diags_finish(&f->diags);
	return json_parse(&f->arena, text, strlen(text), &json_limits_lesson, &f->diags);
}

static void assert_pos(struct pos p, uint32_t line, uint32_t col)
{
	assert_int_equal(p.line, line);
	assert_int_equal(p.col, col);
}

static void test_kinds_and_places(void **state)
{
	struct fixture *f = *state;
	struct json *root =
	    parse(f, "{\n  \"a\": [1, -2.5, true, false, null],\r\n\t\"b\" : \"x\\ny\" , \"c\":{}\n}\n");
	assert_non_null(root);
	assert_int_equal(f->diags.total, 0);
	assert_int_equal(root->kind, JSON_OBJECT);
	assert_int_equal(root->count, 3);
	assert_pos(root->pos, 1, 1);
	const struct json *a = json_member(root, "a");
	assert_pos(a->key.pos, 2, 3);
	assert_pos(a->pos, 2, 8);
	static const enum json_kind kinds[] = { JSON_INT, JSON_REAL, JSON_BOOL, JSON_BOOL, JSON_NULL };
	static const uint32_t cols[] = { 9, 12, 18, 24, 31 };
	size_t i = 0;
	for (const struct json *e = a->first; e; e = e->next, i++) {
		assert_int_equal(e->kind, kinds[i]);
		assert_pos(e->pos, 2, cols[i]);
		assert_null(e->key.text);
	}
	assert_int_equal(i, 5);
	assert_true(a->first->next->real < -2.4 && a->first->next->real > -2.6);
	assert_int_equal(a->first->next->next->integer, 1);
	assert_int_equal(a->first->next->next->next->integer, 0);
	const struct json *b = json_member(root, "b");
	assert_pos(b->key.pos, 3, 2);
	assert_pos(b->pos, 3, 8);
	assert_string_equal(b->string.text, "x\ny");
	assert_pos(source_pos(&b->string, 2), 3, 12);
	assert_int_equal(json_member(root, "c")->count, 0);
	assert_null(json_member(root, "C"));
	assert_null(json_member(a, "a"));
	assert_null(json_member(NULL, "a"));
}

static void test_integers_are_exact(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *text;
		enum json_kind kind;
		int64_t value;
	} cases[] = {
		{ "0", JSON_INT, 0 },
		{ "-0", JSON_INT, 0 },
		{ "9007199254740993", JSON_INT, 9007199254740993 },
		{ "9223372036854775807", JSON_INT, INT64_MAX },
		{ "-9223372036854775808", JSON_INT, INT64_MIN },
		{ "9223372036854775808", JSON_REAL, 0 },
		{ "1.0", JSON_REAL, 0 },
		{ "1e3", JSON_REAL, 0 },
		{ "1E-3", JSON_REAL, 0 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct json *n = parse(f, cases[i].text);
		assert_non_null(n);
		assert_int_equal(n->kind, cases[i].kind);
		assert_int_equal(n->integer, cases[i].value);
	}
	assert_true(parse(f, "1e3")->real > 999.9);
}

static void test_strings_are_decoded(void **state)
{
	struct fixture *f = *state;
	struct json *s = parse(f, "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83d\\ude00\xe2\x82\xac\"");
	assert_non_null(s);
	assert_string_equal(s->string.text, "\"\\/\b\f\n\r\t\xc3\xa9\xf0\x9f\x98\x80\xe2\x82\xac");
	assert_string_equal(parse(f, "\"\"")->string.text, "");
	assert_non_null(parse(f, "\"\\ud800\\udc00\\udbff\\udfff\""));
}

struct refusal {
	const char *text;
	uint32_t line, col;
	const char *message; /* a part of it */
};

static void assert_refused(struct fixture *f, const struct refusal *r)
{
	assert_null(parse(f, r->text));
	assert_int_equal(f->diags.n, 1);
	const struct diag *d = &f->diags.v[0];
	if (!strstr(d->text, r->message) || d->pos.line != r->line || d->pos.col != r->col)
		fail_msg("%s: %u:%u: %s", r->text, d->pos.line, d->pos.col, d->text);
}

static void test_refused_structure(void **state)
{
	static const struct refusal cases[] = {
		{ "", 1, 1, "expected a value, found the end of the text" },
		{ " \n ", 2, 2, "expected a value" },
		{ "{", 1, 2, "expected a key in quotes" },
		{ "[1", 1, 3, "expected ',' or ']'" },
		{ "[1,", 1, 4, "expected a value" },
		{ "[1,]", 1, 4, "expected a value, found ']'" },
		{ "[,1]", 1, 2, "expected a value" },
		{ "[1 2]", 1, 4, "expected ',' or ']', found '2'" },
		{ "[1}", 1, 3, "expected ',' or ']', found '}'" },
		{ "{\"a\":1,}", 1, 8, "expected a key in quotes, found '}'" },
		{ "{\"a\" 1}", 1, 6, "expected ':'" },
		{ "{\"a\":}", 1, 6, "expected a value" },
		{ "{\"a\":1 \"b\":2}", 1, 8, "expected ',' or '}'" },
		{ "{a:1}", 1, 2, "expected a key in quotes" },
		{ "{1:1}", 1, 2, "expected a key in quotes" },
		{ "{} x", 1, 4, "expected nothing behind the value, found 'x'" },
		{ "1\n2", 2, 1, "expected nothing behind the value" },
		{ "[1] // note", 1, 5, "expected nothing behind the value" },
		{ "\xef\xbb\xbf{}", 1, 1, "found the byte 0xef" },
		{ "[\f1]", 1, 2, "found the byte 0x0c" },
		{ "nul", 1, 1, "expected a value" },
		{ "True", 1, 1, "expected a value" },
		{ "truex", 1, 5, "expected nothing" },
		{ "'a'", 1, 1, "expected a value" },
		{ "]", 1, 1, "expected a value" },
		{ "NaN", 1, 1, "expected a value" },
		{ "-Infinity", 1, 2, "expected a digit" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_refused(*state, &cases[i]);
}

static void test_refused_numbers(void **state)
{
	static const struct refusal cases[] = {
		{ "-", 1, 2, "expected a digit" },
		{ "+1", 1, 1, "expected a value" },
		{ "[01]", 1, 2, "cannot start with 0" },
		{ "-012", 1, 2, "cannot start with 0" },
		{ "1.", 1, 3, "expected a digit" },
		{ ".5", 1, 1, "expected a value" },
		{ "1e", 1, 3, "expected a digit" },
		{ "1e+", 1, 4, "expected a digit" },
		{ "1.e5", 1, 3, "expected a digit" },
		{ "0x10", 1, 2, "expected nothing behind the value" },
		{ "[1e999]", 1, 2, "a number too large" },
		{ "[\n-1e999]", 2, 1, "a number too large" },
		{ "[1111111111111111111111111111111111111111111111111111111111111111]", 1, 2, "63 characters" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_refused(*state, &cases[i]);
}

static void test_refused_strings(void **state)
{
	static const struct refusal cases[] = {
		{ "[\"abc", 1, 2, "without its closing quote" },
		{ "[\"abc\n\"]", 1, 2, "without its closing quote" },
		{ "\"abc\\\"", 1, 1, "without its closing quote" },
		{ "\"a\tb\"", 1, 3, "a control character" },
		{ "\"a\x1f\"", 1, 3, "a control character" },
		{ "\"\\ud83d\\ude00", 1, 1, "without its closing quote" },
		{ "\"a\\x\"", 1, 3, "unknown escape" },
		{ "\"a\\", 1, 3, "unknown escape" },
		{ "\"\\u12g4\"", 1, 2, "four hexadecimal digits" },
		{ "\"\\u12", 1, 2, "four hexadecimal digits" },
		{ "\"a\\u0000b\"", 1, 3, "\\u0000" },
		{ "{\"a\\u0000\":1}", 1, 4, "\\u0000" },
		{ "\"\\ud800\"", 1, 2, "a high surrogate" },
		{ "\"\\ud800\\n\"", 1, 2, "a high surrogate" },
		{ "\"\\ud800\\ud800\"", 1, 2, "a high surrogate" },
		{ "\"\\ud800\\u0041\"", 1, 2, "a high surrogate" },
		{ "\"x\\udc00\"", 1, 3, "a low surrogate" },
		{ "\"ab\xff\"", 1, 4, "no UTF-8" },
		{ "\"\xc3\"", 1, 2, "no UTF-8" },
		{ "\"\xc0\x80\"", 1, 2, "no UTF-8" },
		{ "\"\xed\xa0\x80\"", 1, 2, "no UTF-8" },
		{ "\"\xc3\xa9\xff\"", 1, 4, "no UTF-8" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_refused(*state, &cases[i]);
}

static void test_nul_byte(void **state)
{
	struct fixture *f = *state;
	assert_null(json_parse(&f->arena, "\"a\0\"", 4, &json_limits_lesson, &f->diags));
	assert_pos(f->diags.v[0].pos, 1, 3);
	diags_finish(&f->diags);
	assert_null(json_parse(&f->arena, "{}\0", 3, &json_limits_lesson, &f->diags));
	assert_pos(f->diags.v[0].pos, 1, 3);
}

static void test_every_repeated_key_is_found(void **state)
{
	struct fixture *f = *state;
	assert_null(parse(f, "{\"a\":1,\"b\":{\"x\":1,\"x\":2},\n\"a\":2,\"\\u0061\":3}"));
	diags_sort(&f->diags);
	assert_int_equal(f->diags.n, 3);
	assert_pos(f->diags.v[0].pos, 1, 19);
	assert_string_equal(f->diags.v[0].text, "the key \"x\" stands here a second time");
	assert_pos(f->diags.v[1].pos, 2, 1);
	assert_pos(f->diags.v[2].pos, 2, 7);
}

static void test_keys_differ_by_case(void **state)
{
	struct fixture *f = *state;
	struct json *root = parse(f, "{\"a\":1,\"A\":2,\"\":3}");
	assert_non_null(root);
	assert_int_equal(json_member(root, "a")->integer, 1);
	assert_int_equal(json_member(root, "A")->integer, 2);
	assert_int_equal(json_member(root, "")->integer, 3);
	assert_null(json_member(root, "b"));
}

static void test_limits(void **state)
{
	struct fixture *f = *state;
	const struct json_limits limits = { .bytes = 12, .depth = 2, .nodes = 4 };
	static const struct refusal cases[] = {
		{ "[1,2,3,4,5,6]", 0, 0, "longer than 12 B" },
		{ "[[[]]]", 1, 3, "nested too deeply" },
		{ "[1,2,3,4]", 1, 8, "too many values" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		diags_finish(&f->diags);
		assert_null(json_parse(&f->arena, cases[i].text, strlen(cases[i].text), &limits, &f->diags));
		assert_int_equal(f->diags.n, 1);
		assert_pos(f->diags.v[0].pos, cases[i].line, cases[i].col);
		assert_string_equal(f->diags.v[0].text, cases[i].message);
	}
	diags_finish(&f->diags);
	assert_non_null(json_parse(&f->arena, "[[],[],  1] ", 12, &limits, &f->diags));
}

/* A limit of the caller does not let the scanner nest deeper than cJSON can. */
static void test_depth_of_the_parser(void **state)
{
	struct fixture *f = *state;
	const struct json_limits limits = { .bytes = 1 << 20, .depth = SIZE_MAX, .nodes = 1 << 20 };
	char deep[4002];
	memset(deep, '[', 2001);
	memset(deep + 2001, ']', 2001);
	assert_null(json_parse(&f->arena, deep, sizeof(deep), &limits, &f->diags));
	assert_string_equal(f->diags.v[0].text, "nested too deeply");
	diags_finish(&f->diags);
	assert_non_null(json_parse(&f->arena, deep + 2001 - 999, 1998, &limits, &f->diags));
}

static void test_many_keys(void **state)
{
	struct fixture *f = *state;
	struct buf b;
	buf_init(&b, 1 << 20);
	buf_putc(&b, '{');
	for (int i = 0; i < 50000; i++)
		buf_printf(&b, "%s\"k%d\":%d", i ? "," : "", i, i);
	buf_putc(&b, '}');
	struct json *root = parse(f, buf_str(&b));
	assert_non_null(root);
	assert_int_equal(root->count, 50000);
	assert_int_equal(json_member(root, "k49999")->integer, 49999);
	buf_finish(&b);
}

static void test_file(void **state)
{
	struct fixture *f = *state;
	char path[] = "/tmp/json-unit-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "{\"a\":\n[7]}", 10), 10);
	close(fd);
	struct json *root = json_parse_file(&f->arena, path, &json_limits_lesson, &f->diags);
	assert_non_null(root);
	assert_int_equal(root->first->first->integer, 7);
	const struct json_limits small = { .bytes = 9, .depth = 9, .nodes = 9 };
	assert_null(json_parse_file(&f->arena, path, &small, &f->diags));
	assert_string_equal(f->diags.v[0].text, "longer than 9 B");
	assert_int_equal(unlink(path), 0);
	assert_null(json_parse_file(&f->arena, path, &small, &f->diags));
	assert_pos(f->diags.v[1].pos, 0, 0);
	assert_string_equal(f->diags.v[1].text, "cannot be read: No such file or directory");
	assert_null(json_parse_file(&f->arena, "/tmp", &small, &f->diags));
	assert_string_equal(f->diags.v[2].text, "cannot be read: Is a directory");
}

static void test_kind_names(void **state)
{
	(void)state;
	for (int k = JSON_NULL; k <= JSON_OBJECT; k++)
		assert_non_null(json_kind_name((enum json_kind)k));
	assert_string_equal(json_kind_name(JSON_OBJECT), "an object");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_kinds_and_places),
		TEST(test_integers_are_exact),
		TEST(test_strings_are_decoded),
		TEST(test_refused_structure),
		TEST(test_refused_numbers),
		TEST(test_refused_strings),
		TEST(test_nul_byte),
		TEST(test_every_repeated_key_is_found),
		TEST(test_keys_differ_by_case),
		TEST(test_limits),
		TEST(test_depth_of_the_parser),
		TEST(test_many_keys),
		TEST(test_file),
		TEST(test_kind_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
