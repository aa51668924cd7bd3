/* The fields of a lesson file as man(7), from what its schema says of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tables.h"
#include "json/json.h"

#define SCHEMA "assets/lesson.schema.json"

static const struct json *follow(const struct json *root, const struct json *field)
{
	const struct json *ref = json_member(field, "$ref");

	return ref != NULL ? json_member(json_member(root, "$defs"), strrchr(ref->string.text, '/') + 1) : NULL;
}

/* What the field says of itself, else what it refers to says. */
static const char *description(const struct json *root, const struct json *field)
{
	const struct json *said = json_member(field, "description"), *other = follow(root, field);

	if (said == NULL && other != NULL)
		said = json_member(other, "description");
	return said != NULL ? said->string.text : "";
}

static bool required(const struct json *shape, const char *name)
{
	const struct json *all = json_member(shape, "required");

	for (const struct json *r = all != NULL ? all->first : NULL; r != NULL; r = r->next) {
		if (strcmp(r->string.text, name) == 0)
			return true;
	}
	return false;
}

/* The words that a field, or each of its entries, is limited to. */
static void put_words(struct buf *out, const struct json *field)
{
	const struct json *items = json_member(field, "items");
	const struct json *words = json_member(items != NULL ? items : field, "enum");

	if (words == NULL || words->first->kind != JSON_STRING)
		return;
	buf_puts(out, "One of");
	for (const struct json *w = words->first; w != NULL; w = w->next) {
		buf_puts(out, "\n\\fB");
		man_text(out, w->string.text);
		buf_puts(out, w->next != NULL ? "\\fR," : "\\fR.\n");
	}
}

static void put_limit(struct buf *out, const struct json *field)
{
	static const struct {
		const char *key, *of;
	} limits[] = { { "maxItems", "entries" }, { "maxProperties", "entries" }, { "maxLength", "characters" } };

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		const struct json *most = json_member(field, limits[i].key);

		if (most != NULL && strstr(buf_str(out), "At most") == NULL)
			buf_printf(out, "At most %lld %s.\n", (long long)most->integer, limits[i].of);
	}
}

static void put_field(struct buf *out, const struct json *root, const struct json *shape, const struct json *field)
{
	const char *name = field->key.text;
	struct buf limit;

	buf_init(&limit, 200);
	buf_puts(out, ".TP\n\\fB");
	man_text(out, name);
	buf_puts(out, required(shape, name) ? "\\fR (required)\n" : "\\fR\n");
	man_text(out, description(root, field));
	buf_putc(out, '\n');
	put_words(out, field);
	put_limit(&limit, field);
	if (strstr(description(root, field), "at most") == NULL)
		buf_puts(out, buf_str(&limit));
	buf_finish(&limit);
}

bool man_fields(struct buf *out, const char *shape_name)
{
	struct arena a = { 0 };
	struct diags d = { .file = SCHEMA };
	const struct json *root = json_parse_file(&a, SCHEMA, &json_limits_lesson, &d);
	const struct json *shape = root, *fields;

	if (root != NULL && strcmp(shape_name, "lesson") != 0)
		shape = json_member(json_member(root, "$defs"), shape_name);
	fields = shape != NULL ? json_member(shape, "properties") : NULL;
	for (const struct json *f = fields != NULL ? fields->first : NULL; f != NULL; f = f->next)
		put_field(out, root, shape, f);
	diags_finish(&d);
	arena_finish(&a);
	return fields != NULL;
}
