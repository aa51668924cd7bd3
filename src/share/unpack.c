/*
 * Bytes of a stranger into structs, by the tables. No count is believed before the bytes that it needs at least are
 * there, so that what is allocated is within a small factor of what came.
 */
#include <string.h>

#include "share/wire.h"

struct taker {
	const uint8_t *at, *end;
	struct arena *arena;
	bool bad;
};

static size_t left(const struct taker *t)
{
	return (size_t)(t->end - t->at);
}

static uint64_t take_number(struct taker *t, size_t bytes)
{
	uint64_t v = 0;
	if (t->bad || left(t) < bytes) {
		t->bad = true;
		return 0;
	}
	for (size_t i = 0; i < bytes; i++)
		v |= (uint64_t)t->at[i] << 8 * i;
	t->at += bytes;
	return v;
}

/* Bytes that may be NULL; their number in *n. */
static const char *take_bytes(struct taker *t, size_t *n)
{
	uint64_t v = take_number(t, 4);
	const uint8_t *at = t->at;
	*n = 0;
	if (v == 0)
		return NULL;
	if (v - 1 > left(t)) {
		t->bad = true;
		return NULL;
	}
	*n = (size_t)v - 1;
	t->at += *n;
	return (const char *)at;
}

static void take_object(struct taker *t, const struct wire_shape *s, char *object);

static void set_pointer(char *at, const void *p)
{
	memcpy(at, &p, sizeof(p));
}

static void take_bool(struct taker *t, const struct item *i, char *at, char *object)
{
	uint64_t v = take_number(t, 1);
	(void)i, (void)object;
	t->bad |= v > 1;
	*at = v == 1;
}

static void take_byte(struct taker *t, const struct item *i, char *at, char *object)
{
	(void)object;
	for (unsigned k = 0; k < i->n; k++)
		at[k] = (char)take_number(t, 1);
}

static void take_half(struct taker *t, const struct item *i, char *at, char *object)
{
	uint16_t v = (uint16_t)take_number(t, sizeof(v));
	(void)i, (void)object;
	memcpy(at, &v, sizeof(v));
}

static void take_word(struct taker *t, const struct item *i, char *at, char *object)
{
	(void)object;
	for (unsigned k = 0; k < i->n; k++) {
		uint32_t v = (uint32_t)take_number(t, sizeof(v));
		t->bad |= i->max && v > i->max;
		memcpy(at + k * sizeof(v), &v, sizeof(v));
	}
}

static void take_long(struct taker *t, const struct item *i, char *at, char *object)
{
	uint64_t v = take_number(t, sizeof(v));
	(void)i, (void)object;
	memcpy(at, &v, sizeof(v));
}

static void take_chars(struct taker *t, const struct item *i, char *at, char *object)
{
	size_t n;
	const char *s = take_bytes(t, &n);
	(void)object;
	t->bad |= (!s && i->must) || n > WIRE_TEXT_MAX || (s && memchr(s, '\0', n));
	set_pointer(at, s && !t->bad ? arena_strndup(t->arena, s, n) : i->must ? "" : NULL);
}

/* Bytes that one of this shape takes at least. */
static size_t least(const struct wire_shape *s)
{
	static const uint8_t bytes[] = {
		[ITEM_BOOL] = 1,  [ITEM_BYTE] = 1, [ITEM_HALF] = 2,  [ITEM_WORD] = 4, [ITEM_LONG] = 8,
		[ITEM_CHARS] = 4, [ITEM_LIST] = 4, [ITEM_MAYBE] = 1, [ITEM_MAPS] = 4,
	};
	size_t n = 0;
	for (size_t i = 0; i < s->items_n; i++) {
		const struct item *it = &s->items[i];
		n += it->kind == ITEM_PART ? least(it->of) : bytes[it->kind] * (it->n ? it->n : 1);
	}
	return n;
}

static void take_list(struct taker *t, const struct item *i, char *at, char *object)
{
	size_t n = (size_t)take_number(t, 4);
	char *v;
	t->bad |= n > i->max || n * least(i->of) > left(t);
	if (t->bad || (n == 0 && i->cap))
		return;
	v = i->cap ? mem_zalloc(n, i->of->size) : arena_alloc(t->arena, n + 1, i->of->size);
	set_pointer(at, v);
	memcpy(object + i->count, &n, sizeof(n));
	if (i->cap)
		memcpy(object + i->cap, &n, sizeof(n));
	for (size_t k = 0; k < n && !t->bad; k++)
		take_object(t, i->of, v + k * i->of->size);
}

static void take_part(struct taker *t, const struct item *i, char *at, char *object)
{
	(void)object;
	take_object(t, i->of, at);
}

static void take_maybe(struct taker *t, const struct item *i, char *at, char *object)
{
	uint64_t there = take_number(t, 1);
	char *p;
	(void)object;
	t->bad |= there > 1;
	if (t->bad || !there)
		return;
	p = mem_zalloc(1, i->of->size);
	set_pointer(at, p);
	take_object(t, i->of, p);
}

static void take_maps(struct taker *t, const struct item *i, char *at, char *object)
{
	struct memmap *m = (void *)at;
	size_t n, line;
	const char *s = take_bytes(t, &n);
	(void)i, (void)object;
	if (t->bad || !s || n == 0)
		return;
	memmap_clear(m);
	buf_put(&m->raw, s, n);
	t->bad |= memchr(s, '\0', n) || memmap_parse(m, &line) < 0;
}

static void take_object(struct taker *t, const struct wire_shape *s, char *object)
{
	static void (*const take[])(struct taker *, const struct item *, char *, char *) = {
		[ITEM_BOOL] = take_bool,   [ITEM_BYTE] = take_byte,   [ITEM_HALF] = take_half, [ITEM_WORD] = take_word,
		[ITEM_LONG] = take_long,   [ITEM_CHARS] = take_chars, [ITEM_LIST] = take_list, [ITEM_PART] = take_part,
		[ITEM_MAYBE] = take_maybe, [ITEM_MAPS] = take_maps,
	};
	for (size_t i = 0; i < s->items_n; i++)
		take[s->items[i].kind](t, &s->items[i], object + s->items[i].at, object);
}

bool wire_unpack(const struct wire_shape *s, void *object, struct arena *a, const uint8_t *bytes, size_t n)
{
	struct taker t = { .at = bytes, .end = bytes + n, .arena = a };
	take_object(&t, s, object);
	return !t.bad && t.at == t.end;
}

bool wire_head(const uint8_t *head, enum frame_type *type, size_t *len)
{
	struct taker t = { .at = head, .end = head + WIRE_HEAD };
	uint64_t kind = take_number(&t, 4);
	*len = (size_t)take_number(&t, 4);
	*type = (enum frame_type)kind;
	return kind >= FRAME_HELLO && kind <= FRAME_STATE && *len <= WIRE_FRAME_MAX;
}
