/* The loop over the fields of a shape, and its faults: unknown, missing, of another kind. */
#include "lesson/read.h"

#include <string.h>

#include "base/tr.h"

enum { NEAR_MAX = 48, NEAR_EDITS = 2 };

bool kind_is(struct reader *r, const struct json *v, enum json_kind kind, const char *name, bool entry)
{
	if (v->kind == kind)
		return true;
	diags_add(r->diags, v->pos, "%s\"%s\" must be %s, this is %s", entry ? tr("an entry of ") : "", name,
		  json_kind_name(kind), json_kind_name(v->kind));
	return false;
}

bool count_is(struct reader *r, const struct json *v, const struct field *f)
{
	if (v->count >= f->min && v->count <= f->max)
		return true;
	diags_add(r->diags, v->pos, "\"%s\" takes %lld to %lld entries, this has %u", f->name, (long long)f->min,
		  (long long)f->max, v->count);
	return false;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Levenshtein's distance of two short words, one row of the matrix at a time. */
static size_t distance(const char *a, const char *b)
{
	size_t row[NEAR_MAX + 1], n = strlen(b);
	if (n > NEAR_MAX)
		return n;
	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			size_t above = row[j];
			row[j] = least(least(above, row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
			diagonal = above;
		}
	}
	return row[n];
}

const char *name_nearest(const char *name, const char *(*at)(const void *ctx, size_t i), const void *ctx, size_t n)
{
	const char *found = NULL;
	size_t best = NEAR_EDITS + 1;
	for (size_t i = 0; i < n && strlen(name) <= NEAR_MAX; i++) {
		const char *one = at(ctx, i);
		size_t d = distance(name, one);
		if (d >= best || (d > 1 && d * 2 >= strlen(name)) || d >= strlen(one))
			continue;
		best = d;
		found = one;
	}
	return found;
}

static const char *field_name(const void *ctx, size_t i)
{
	const struct shape *s = ctx;
	return s->fields[i].name;
}

static const struct field *field_find(const struct shape *s, const char *name)
{
	for (size_t i = 0; i < s->fields_n; i++) {
		if (strcmp(s->fields[i].name, name) == 0)
			return &s->fields[i];
	}
	return NULL;
}

static void unknown(struct reader *r, const struct json *m, const struct shape *s)
{
	const char *near = name_nearest(m->key.text, field_name, s, s->fields_n);
	if (near)
		diags_add(r->diags, m->key.pos, "unknown key \"%s\" in %s; did you mean \"%s\"?", m->key.text,
			  tr(s->what), near);
	else
		diags_add(r->diags, m->key.pos, "unknown key \"%s\" in %s", m->key.text, tr(s->what));
}

void shape_read(struct reader *r, const struct json *v, const struct shape *s, void *object)
{
	for (const struct json *m = v->first; m; m = m->next) {
		const struct field *f = field_find(s, m->key.text);
		if (!f)
			unknown(r, m, s);
		else if (kind_is(r, m, f->kind, f->name, false))
			f->read(r, m, f, object);
	}
	for (size_t i = 0; i < s->fields_n; i++) {
		if (s->fields[i].required && !json_member(v, s->fields[i].name))
			diags_add(r->diags, v->pos, "%s needs \"%s\"", tr(s->what), s->fields[i].name);
	}
	if (s->done)
		s->done(r, v, object);
}

void *array_new(struct reader *r, const struct json *v, const struct field *f, void *object, size_t size)
{
	void *entries = arena_alloc(r->arena, v->count, size);
	memcpy(member(object, f->at), &entries, sizeof(entries));
	*(size_t *)member(object, f->count) = v->count;
	return entries;
}

void read_ignored(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	(void)r, (void)v, (void)f, (void)object;
}

void read_int(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	if (v->integer < f->min || v->integer > f->max) {
		diags_add(r->diags, v->pos, "\"%s\" must be from %lld to %lld", f->name, (long long)f->min,
			  (long long)f->max);
		return;
	}
	*(int64_t *)member(object, f->at) = v->integer;
}

void read_uint32(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	int64_t wide = 0;
	struct field same = *f;
	same.at = 0;
	read_int(r, v, &same, &wide);
	*(uint32_t *)member(object, f->at) = (uint32_t)wide;
}

void read_bool(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	(void)r;
	*(bool *)member(object, f->at) = v->integer != 0;
}

void read_object(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	shape_read(r, v, f->shape, member(object, f->at));
}

void read_pointer(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	void *inner = arena_alloc(r->arena, 1, f->shape->size);
	memcpy(member(object, f->at), &inner, sizeof(inner));
	shape_read(r, v, f->shape, inner);
}

void read_objects(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	if (!count_is(r, v, f))
		return;
	char *entry = array_new(r, v, f, object, f->shape->size);
	for (const struct json *m = v->first; m; m = m->next, entry += f->shape->size) {
		if (kind_is(r, m, JSON_OBJECT, f->name, true))
			shape_read(r, m, f->shape, entry);
	}
}
