/* Structs into bytes, by the tables. */
#include <string.h>

#include "share/wire.h"

static void put_number(struct buf *out, uint64_t v, size_t bytes)
{
	uint8_t raw[8];
	for (size_t i = 0; i < bytes; i++)
		raw[i] = (uint8_t)(v >> 8 * i);
	buf_put(out, raw, bytes);
}

static void put_bytes(struct buf *out, const char *s, size_t n)
{
	put_number(out, s ? n + 1 : 0, 4);
	if (s)
		buf_put(out, s, n);
}

static void put_object(struct buf *out, const struct wire_shape *s, const char *object);

static size_t count_at(const char *object, size_t at)
{
	size_t n;
	memcpy(&n, object + at, sizeof(n));
	return n;
}

static const char *pointer_at(const char *at)
{
	const char *p;
	memcpy(&p, at, sizeof(p));
	return p;
}

static void put_bool(struct buf *out, const struct item *i, const char *at, const char *object)
{
	(void)i, (void)object;
	buf_putc(out, *at ? 1 : 0);
}

static void put_byte(struct buf *out, const struct item *i, const char *at, const char *object)
{
	(void)object;
	buf_put(out, at, i->n);
}

static void put_half(struct buf *out, const struct item *i, const char *at, const char *object)
{
	uint16_t v;
	(void)i, (void)object;
	memcpy(&v, at, sizeof(v));
	put_number(out, v, sizeof(v));
}

static void put_word(struct buf *out, const struct item *i, const char *at, const char *object)
{
	uint32_t v;
	(void)object;
	for (unsigned k = 0; k < i->n; k++) {
		memcpy(&v, at + k * sizeof(v), sizeof(v));
		put_number(out, v, sizeof(v));
	}
}

static void put_long(struct buf *out, const struct item *i, const char *at, const char *object)
{
	uint64_t v;
	(void)i, (void)object;
	memcpy(&v, at, sizeof(v));
	put_number(out, v, sizeof(v));
}

static void put_chars(struct buf *out, const struct item *i, const char *at, const char *object)
{
	const char *s = pointer_at(at);
	(void)object;
	if (!s && i->must)
		s = "";
	put_bytes(out, s, s ? strlen(s) : 0);
}

static void put_list(struct buf *out, const struct item *i, const char *at, const char *object)
{
	const char *v = pointer_at(at);
	size_t n = v ? count_at(object, i->count) : 0;
	put_number(out, n, 4);
	for (size_t k = 0; k < n; k++)
		put_object(out, i->of, v + k * i->of->size);
}

static void put_part(struct buf *out, const struct item *i, const char *at, const char *object)
{
	(void)object;
	put_object(out, i->of, at);
}

static void put_maybe(struct buf *out, const struct item *i, const char *at, const char *object)
{
	const char *p = pointer_at(at);
	(void)object;
	buf_putc(out, p ? 1 : 0);
	if (p)
		put_object(out, i->of, p);
}

static void put_maps(struct buf *out, const struct item *i, const char *at, const char *object)
{
	const struct memmap *m = (const void *)at;
	(void)i, (void)object;
	put_bytes(out, buf_str(&m->raw), m->raw.len);
}

static void put_object(struct buf *out, const struct wire_shape *s, const char *object)
{
	static void (*const put[])(struct buf *, const struct item *, const char *, const char *) = {
		[ITEM_BOOL] = put_bool,   [ITEM_BYTE] = put_byte,   [ITEM_HALF] = put_half, [ITEM_WORD] = put_word,
		[ITEM_LONG] = put_long,   [ITEM_CHARS] = put_chars, [ITEM_LIST] = put_list, [ITEM_PART] = put_part,
		[ITEM_MAYBE] = put_maybe, [ITEM_MAPS] = put_maps,
	};
	for (size_t i = 0; i < s->items_n; i++)
		put[s->items[i].kind](out, &s->items[i], object + s->items[i].at, object);
}

void wire_put_head(uint8_t *head, enum frame_type type, size_t len)
{
	memset(head, 0, WIRE_HEAD);
	head[0] = (uint8_t)type;
	for (size_t i = 0; i < 4; i++)
		head[4 + i] = (uint8_t)(len >> 8 * i);
}

bool wire_pack(enum frame_type type, const struct wire_shape *s, const void *object, struct buf *out)
{
	uint8_t head[WIRE_HEAD] = { 0 };
	buf_init(out, WIRE_HEAD + WIRE_FRAME_MAX);
	buf_put(out, head, sizeof(head));
	put_object(out, s, object);
	if (out->full) {
		buf_finish(out);
		return false;
	}
	wire_put_head((uint8_t *)out->data, type, out->len - WIRE_HEAD);
	return true;
}
