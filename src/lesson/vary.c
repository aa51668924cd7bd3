/* `vary`: names with the numbers that they take. */
#include <ctype.h>
#include <string.h>

#include "kernel/call.h"
#include "kernel/constant.h"
#include "lesson/limits.h"
#include "lesson/shapes.h"

static bool is_identifier(const char *s)
{
	if (!isalpha((unsigned char)*s) && *s != '_')
		return false;
	while (isalnum((unsigned char)*s) || *s == '_')
		s++;
	return *s == '\0';
}

/* Observations are refused where the scope is checked, since their table is not known here. */
static void check_name(struct reader *r, const struct json *m)
{
	const char *name = m->key.text;
	if (!is_identifier(name))
		diags_add(r->diags, m->key.pos, "\"%s\" is no name that an expression can use", name);
	else if (call_find(name))
		diags_add(r->diags, m->key.pos, "\"%s\" is the name of a call", name);
	else if (constant_find(name))
		diags_add(r->diags, m->key.pos, "\"%s\" is the name of a constant", name);
	else if (strcmp(name, "i") == 0)
		diags_add(r->diags, m->key.pos, "\"i\" counts in a repeat; take another name");
}

static void read_values(struct reader *r, const struct json *v, struct vary *out)
{
	out->v = arena_alloc(r->arena, v->count, sizeof(*out->v));
	for (const struct json *m = v->first; m; m = m->next) {
		if (kind_is(r, m, JSON_INT, out->name, true))
			out->v[out->n++] = m->integer;
	}
}

void read_vary(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	if (!count_is(r, v, f))
		return;
	struct vary *out = array_new(r, v, f, object, sizeof(*out));
	uint64_t product = 1;
	for (const struct json *m = v->first; m; m = m->next, out++) {
		*out = (struct vary){ .name = m->key.text, .pos = m->key.pos };
		check_name(r, m);
		if (!kind_is(r, m, JSON_ARRAY, m->key.text, false))
			continue;
		if (!m->count)
			diags_add(r->diags, m->pos, "\"%s\" takes at least one number", m->key.text);
		read_values(r, m, out);
		product *= product <= MAX_COMBINATIONS && m->count ? m->count : 1;
	}
	if (product > MAX_COMBINATIONS)
		diags_add(r->diags, v->pos, "\"vary\" makes %llu combinations, at most %d are run",
			  (unsigned long long)product, MAX_COMBINATIONS);
}
