/* json: what is written, compact and indented, and that it can be read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "json/json.h"

static struct json_out *sample(void)
{
	struct json_out *o = json_out_new();
	json_out_string(o, "s", "a\"\\\n{[,:\x1b");
	json_out_int(o, "min", INT64_MIN);
	json_out_int(o, "odd", 9007199254740993);
	json_out_real(o, "r", 0.5);
	json_out_bool(o, "t", true);
	json_out_bool(o, "f", false);
	json_out_null(o, "n");
	struct json_out *a = json_out_array(o, "a");
	json_out_int(a, NULL, 1);
	json_out_string(json_out_object(a, NULL), "k", "v");
	json_out_array(a, NULL);
	json_out_object(o, "e");
	return o;
}

static void test_compact(void **state)
{
	(void)state;
	struct json_out *o = sample();
	struct buf b;
	buf_init(&b, 10000);
	json_out_print(o, false, &b);
	assert_string_equal(buf_str(&b),
			    "{\"s\":\"a\\\"\\\\\\n{[,:\\u001b\",\"min\":-9223372036854775808,\"odd\":9007199254740993,"
			    "\"r\":0.5,\"t\":true,\"f\":false,\"n\":null,\"a\":[1,{\"k\":\"v\"},[]],\"e\":{}}");
	buf_finish(&b);
	json_out_free(o);
}

static void test_indented(void **state)
{
	(void)state;
	struct json_out *o = sample();
	struct buf b;
	buf_init(&b, 10000);
	json_out_print(o, true, &b);
	assert_string_equal(buf_str(&b), "{\n"
					 "  \"s\": \"a\\\"\\\\\\n{[,:\\u001b\",\n"
					 "  \"min\": -9223372036854775808,\n"
					 "  \"odd\": 9007199254740993,\n"
					 "  \"r\": 0.5,\n"
					 "  \"t\": true,\n"
					 "  \"f\": false,\n"
					 "  \"n\": null,\n"
					 "  \"a\": [\n"
					 "    1,\n"
					 "    {\n"
					 "      \"k\": \"v\"\n"
					 "    },\n"
					 "    []\n"
					 "  ],\n"
					 "  \"e\": {}\n"
					 "}");
	buf_finish(&b);
	json_out_free(o);
}

static void test_empty(void **state)
{
	(void)state;
	struct json_out *o = json_out_new();
	struct buf b;
	buf_init(&b, 100);
	json_out_print(o, true, &b);
	assert_string_equal(buf_str(&b), "{}");
	buf_finish(&b);
	json_out_free(o);
	json_out_free(NULL);
}

static void test_invalid_text_is_cleaned(void **state)
{
	(void)state;
	struct json_out *o = json_out_new();
	json_out_string(o, "k\xff", "caf\xc3\xa9 \xc3");
	struct buf b;
	buf_init(&b, 100);
	json_out_print(o, false, &b);
	assert_string_equal(buf_str(&b), "{\"k\xef\xbf\xbd\":\"caf\xc3\xa9 \xef\xbf\xbd\"}");
	buf_finish(&b);
	json_out_free(o);
}

static void test_read_back(void **state)
{
	(void)state;
	struct json_out *o = sample();
	for (int pretty = 0; pretty <= 1; pretty++) {
		struct buf b;
		struct arena a = { 0 };
		struct diags d = { 0 };
		buf_init(&b, 10000);
		json_out_print(o, pretty, &b);
		struct json *root = json_parse(&a, buf_str(&b), b.len, &json_limits_lesson, &d);
		assert_non_null(root);
		assert_string_equal(json_member(root, "s")->string.text, "a\"\\\n{[,:\x1b");
		assert_int_equal(json_member(root, "min")->integer, INT64_MIN);
		assert_int_equal(json_member(root, "a")->count, 3);
		arena_finish(&a);
		diags_finish(&d);
		buf_finish(&b);
	}
	json_out_free(o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_compact),   cmocka_unit_test(test_indented),
		cmocka_unit_test(test_empty),     cmocka_unit_test(test_invalid_text_is_cleaned),
		cmocka_unit_test(test_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
