/* Readers of statements, expressions and repeats. Names are checked later, in the order in which they come up. */
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "lang/tree.h"
#include "lesson/limits.h"
#include "lesson/shapes.h"

typedef struct node *parse_fn(struct arena *a, const char *text, struct lang_err *e);

/* The first byte of s that text_is_clean objects to, or its length. */
static size_t unclean_at(const char *s)
{
	size_t at = 0, len = strlen(s);
	while (at < len) {
		uint32_t code;
		size_t n = text_decode(s + at, len - at, &code);
		if (!text_is_clean(s, at + n, false))
			break;
		at += n;
	}
	return at;
}

static void read_code(struct reader *r, const struct json *v, parse_fn *parse, struct code *c)
{
	const char *s = v->string.text;
	struct lang_err e = { 0 };
	c->source = v->string;
	if (!text_is_clean(s, strlen(s), false))
		diags_add(r->diags, source_pos(&c->source, unclean_at(s)), "a character that cannot be shown");
	else if (!(c->tree = parse(r->arena, s, &e)))
		diags_add(r->diags, source_pos(&c->source, e.at), "%s", e.text);
}

void read_expression(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	read_code(r, v, lang_expression, member(object, f->at));
}

void read_expressions(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	if (!count_is(r, v, f))
		return;
	struct code *code = array_new(r, v, f, object, sizeof(*code));
	for (const struct json *m = v->first; m; m = m->next, code++) {
		if (kind_is(r, m, JSON_STRING, f->name, true))
			read_code(r, m, lang_expression, code);
	}
}

static void read_action(struct reader *r, const struct json *v, struct action *a)
{
	if (v->kind == JSON_STRING)
		read_code(r, v, lang_statement, &a->code);
	else if (v->kind == JSON_OBJECT)
		shape_read(r, v, &shape_repeat, a);
	else
		diags_add(r->diags, v->pos, "a statement is a string or a repeat, this is %s", json_kind_name(v->kind));
}

void read_actions(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	if (!count_is(r, v, f))
		return;
	struct action *a = array_new(r, v, f, object, sizeof(*a));
	for (const struct json *m = v->first; m; m = m->next, a++)
		read_action(r, m, a);
}

static const struct field attempt_field = {
	.name = "statements",
	.read = read_actions,
	.at = offsetof(struct attempt, v),
	.count = offsetof(struct attempt, n),
	.max = MAX_ACTIONS,
};

void read_attempt(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	struct field same = attempt_field;
	same.name = f->name;
	struct attempt *a = member(object, f->at);
	a->pos = v->pos;
	read_actions(r, v, &same, a);
}

void read_attempts(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	if (!count_is(r, v, f))
		return;
	struct field same = { .name = f->name };
	struct attempt *a = array_new(r, v, f, object, sizeof(*a));
	for (const struct json *m = v->first; m; m = m->next, a++) {
		if (kind_is(r, m, JSON_ARRAY, f->name, true))
			read_attempt(r, m, &same, a);
	}
}

/* A repeat has no text; its place is that of its number. */
static void repeat_done(struct reader *r, const struct json *v, void *object)
{
	struct action *a = object;
	const struct json *number = json_member(v, "repeat");
	(void)r;
	a->code.source.pos = number ? number->pos : v->pos;
}

static const struct field repeat_fields[] = {
	{ .name = "repeat",
	  .kind = JSON_INT,
	  .required = true,
	  .read = read_uint32,
	  .at = offsetof(struct action, repeat),
	  .min = 1,
	  .max = MAX_REPEAT },
	{ .name = "do",
	  .kind = JSON_ARRAY,
	  .required = true,
	  .read = read_actions,
	  .at = offsetof(struct action, body),
	  .count = offsetof(struct action, body_n),
	  .min = 1,
	  .max = MAX_ACTIONS },
};
const struct shape shape_repeat = {
	.name = "repeat",
	.what = N_("a repeat"),
	.size = sizeof(struct action),
	.fields = repeat_fields,
	.fields_n = sizeof(repeat_fields) / sizeof(repeat_fields[0]),
	.done = repeat_done,
};
