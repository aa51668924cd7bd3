/* Values, names and the objects that names stand for. */
#include "lang/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/tr.h"
#include "kernel/layout.h"

struct value value_int(int64_t i, enum value_type type)
{
	return (struct value){ .kind = VALUE_INT, .type = type, .i = i };
}

struct value value_string(const char *s, size_t len)
{
	return (struct value){ .kind = VALUE_STRING, .type = TYPE_TEXT, .s = s, .len = len };
}

struct value value_unknown(const char *why)
{
	return (struct value){ .kind = VALUE_UNKNOWN, .why = why };
}

struct name *names_find(const struct names *n, const char *name)
{
	for (size_t i = 0; i < n->n; i++)
		if (!strcmp(n->v[i].name, name))
			return &n->v[i];
	return NULL;
}

struct name *names_add(struct names *n, const char *name)
{
	struct name *old = names_find(n, name);
	if (old)
		return old;
	void *v = n->v;
	mem_grow(&v, &n->cap, n->n + 1, sizeof(*n->v));
	n->v = v;
	n->v[n->n] = (struct name){ .name = arena_strdup(&n->arena, name),
				    .value = value_unknown(tr("nothing has set it yet")),
				    .actor = -1 };
	return &n->v[n->n++];
}

void names_set(struct names *n, const char *name, const struct value *v)
{
	struct value copy = *v;
	if (v->kind == VALUE_STRING)
		copy.s = memcpy(arena_alloc(&n->arena, v->len + 1, 1), v->s, v->len);
	if (v->kind == VALUE_UNKNOWN && v->why)
		copy.why = arena_strdup(&n->arena, v->why);
	names_add(n, name)->value = copy;
}

struct object *names_object(struct names *n, const char *name, const struct layout *layout, unsigned elem, size_t size)
{
	struct name *at = names_add(n, name);
	struct object *o = at->value.kind == VALUE_OBJECT ? at->value.object : NULL;
	if (!o || o->size != size) {
		o = arena_alloc(&n->arena, 1, sizeof(*o));
		o->bytes = arena_alloc(&n->arena, size, 1);
		o->size = size;
	}
	o->layout = layout;
	o->elem = elem ? elem : 1;
	o->set = UINT64_MAX;
	at->value = (struct value){ .kind = VALUE_OBJECT, .s = at->name, .len = strlen(at->name), .object = o };
	return o;
}

void names_finish(struct names *n)
{
	arena_finish(&n->arena);
	free(n->v);
	*n = (struct names){ 0 };
}

/* `bytes` of the object from `at` on, in this machine's order, as a number. */
static int64_t read_bytes(const struct object *o, size_t at, unsigned bytes, bool is_signed)
{
	uint64_t v = 0;
	if (bytes == 0 || bytes > sizeof(v))
		return 0;
	unsigned spare = 64 - 8 * bytes;
	for (unsigned i = 0; i < bytes; i++) {
		unsigned place = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? i : bytes - 1 - i;
		v |= (uint64_t)o->bytes[at + i] << (8 * place);
	}
	v <<= spare;
	return is_signed ? (int64_t)v >> spare : (int64_t)(v >> spare);
}

static void write_bytes(struct object *o, size_t at, unsigned bytes, int64_t v)
{
	for (unsigned i = 0; i < bytes; i++) {
		unsigned place = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? i : bytes - 1 - i;
		o->bytes[at + i] = (uint8_t)((uint64_t)v >> (8 * place));
	}
}

static bool inside(const struct object *o, int64_t i)
{
	return i >= 0 && (uint64_t)i < o->size / o->elem;
}

bool object_get(const struct object *o, int64_t i, int64_t *v)
{
	if (!inside(o, i))
		return false;
	*v = read_bytes(o, (size_t)i * o->elem, o->elem, o->elem > 1);
	return true;
}

bool object_put(struct object *o, int64_t i, int64_t v)
{
	if (!inside(o, i))
		return false;
	write_bytes(o, (size_t)i * o->elem, o->elem, v);
	return true;
}

int64_t object_field(const struct object *o, const struct layout_field *f)
{
	return read_bytes(o, f->offset, f->size, f->is_signed);
}

static uint64_t field_bit(const struct object *o, const struct layout_field *f)
{
	return UINT64_C(1) << (f - o->layout->fields);
}

void object_set_field(struct object *o, const struct layout_field *f, int64_t v)
{
	write_bytes(o, f->offset, f->size, v);
	o->set |= field_bit(o, f);
}

bool object_field_set(const struct object *o, const struct layout_field *f)
{
	return o->set & field_bit(o, f);
}
