/* assets/lesson.schema.json names the same fields, required ones, kinds and limits as the tables of the loader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "lesson/shapes.h"

static const struct shape *const shapes[] = {
	&shape_lesson, &shape_step,          &shape_ask,    &shape_ask_pages, &shape_choice, &shape_task,
	&shape_goal,   &shape_misconception, &shape_repeat, &shape_requires,  &shape_file,
};

static const struct json *path(const struct json *v, const char *a, const char *b)
{
	v = json_member(v, a);
	return v && b ? json_member(v, b) : v;
}

static bool lists(const struct json *array, const char *name)
{
	for (const struct json *m = array ? array->first : NULL; m; m = m->next) {
		if (strcmp(m->string.text, name) == 0)
			return true;
	}
	return false;
}

/* What `$ref` points to, else the value itself. */
static const struct json *resolve(const struct json *root, const struct json *v)
{
	const struct json *to = json_member(v, "$ref");
	return to ? path(root, "$defs", strrchr(to->string.text, '/') + 1) : v;
}

static void compare_type(const struct json *v, const struct field *f)
{
	static const char *const names[] = {
		[JSON_BOOL] = "boolean", [JSON_INT] = "integer",   [JSON_STRING] = "string",
		[JSON_ARRAY] = "array",  [JSON_OBJECT] = "object",
	};
	const struct json *type = json_member(v, "type");
	if (type)
		assert_string_equal(type->string.text, names[f->kind]);
	else
		assert_non_null(json_member(v, "enum"));
}

static void compare_limit(const struct json *v, const char *key, int64_t want)
{
	const struct json *limit = json_member(v, key);
	assert_int_equal(limit ? limit->integer : 0, want);
}

static void compare_limits(const struct json *v, const struct field *f)
{
	if (f->kind == JSON_ARRAY)
		compare_limit(v, "minItems", f->min);
	if (f->kind == JSON_ARRAY && f->max)
		compare_limit(v, "maxItems", f->max);
	if (f->kind == JSON_OBJECT && f->max)
		compare_limit(v, "maxProperties", f->max);
	if (f->kind == JSON_INT && f->max && !json_member(v, "enum")) {
		compare_limit(v, "minimum", f->min);
		compare_limit(v, "maximum", f->max);
	}
	const struct json *text = f->kind == JSON_ARRAY ? json_member(v, "items") : v;
	if (f->columns)
		compare_limit(text, "maxLength", (int64_t)f->columns);
}

static void compare(const struct json *root, const struct shape *s)
{
	const struct json *def = s == &shape_lesson ? root : path(root, "$defs", s->name);
	const struct json *properties = path(def, "properties", NULL), *required = path(def, "required", NULL);
	uint32_t needed = 0;
	assert_non_null(properties);
	assert_int_equal(properties->count, s->fields_n);
	for (size_t i = 0; i < s->fields_n; i++) {
		const struct json *v = json_member(properties, s->fields[i].name);
		assert_non_null(v);
		assert_int_equal(lists(required, s->fields[i].name), s->fields[i].required);
		needed += s->fields[i].required;
		compare_type(resolve(root, v), &s->fields[i]);
		compare_limits(resolve(root, v), &s->fields[i]);
	}
	assert_int_equal(required ? required->count : 0, needed);
}

static void test_schema_and_tables(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct diags d = { 0 };
	const struct json *root = json_parse_file(&a, "assets/lesson.schema.json", &json_limits_lesson, &d);
	assert_non_null(root);
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		compare(root, shapes[i]);
	arena_finish(&a);
	diags_finish(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_schema_and_tables) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
