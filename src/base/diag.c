/* Faults of an input file, collected and sorted; places inside JSON strings. */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { MESSAGE_MAX = 2000 };

static unsigned hex4(const char *s)
{
	unsigned v = 0;
	for (int i = 0; i < 4; i++) {
		unsigned c = (unsigned char)s[i];
		unsigned digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20U) - 'a' + 10;
		if (digit > 15)
			return 0;
		v = v * 16 + digit;
	}
	return v;
}

/*
 * One character of the raw text: its bytes there, and in *decoded its bytes as UTF-8.
 *   raw      a  \n  \u00e9  \ud83d\ude00   é (two bytes, one by one)
 *   bytes    1   2       6            12   1 1
 *   decoded  1   1       2             4   1 1
 */
static size_t raw_step(const char *raw, size_t *decoded)
{
	*decoded = 1;
	if (raw[0] != '\\')
		return 1;
	if (raw[1] != 'u')
		return 2;
	unsigned code = hex4(raw + 2);
	bool pair = code >= 0xd800 && code < 0xdc00;
	*decoded = pair ? 4 : code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
	return pair ? 12 : 6;
}

struct pos source_pos(const struct source *s, size_t offset)
{
	struct pos pos = s->pos;
	if (!s->raw) {
		pos.line = pos.line ? pos.line : 1;
		pos.col = (pos.col ? pos.col : 1) + (uint32_t)offset;
		return pos;
	}
	size_t at = 0, seen = 0, decoded = 0;
	while (s->raw[at] != '"' && s->raw[at] != '\0') {
		size_t bytes = raw_step(s->raw + at, &decoded);
		if (seen + decoded > offset)
			break;
		seen += decoded;
		at += bytes;
	}
	pos.col += 1 + (uint32_t)at;
	return pos;
}

void diags_add(struct diags *d, struct pos pos, const char *fmt, ...)
{
	d->total++;
	if (d->n >= DIAGS_MAX)
		return;
	struct buf text;
	buf_init(&text, MESSAGE_MAX);
	va_list ap;
	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	void *v = d->v;
	mem_grow(&v, &d->cap, d->n + 1, sizeof(*d->v));
	d->v = v;
	d->v[d->n++] = (struct diag){ .pos = pos, .text = arena_strdup(&d->arena, buf_str(&text)) };
	buf_finish(&text);
}

static bool before(struct pos a, struct pos b)
{
	return a.line != b.line ? a.line < b.line : a.col < b.col;
}

/* Whether the faults at the position of v[i], before it, already say the same. v[0..i] is sorted. */
static bool said(const struct diag *v, size_t i)
{
	for (size_t j = i; j-- > 0 && !before(v[j].pos, v[i].pos);) {
		if (strcmp(v[j].text, v[i].text) == 0)
			return true;
	}
	return false;
}

/* By insertion, since faults at one place keep their order and there are few. */
void diags_sort(struct diags *d)
{
	for (size_t i = 1; i < d->n; i++) {
		struct diag one = d->v[i];
		size_t at = i;
		for (; at > 0 && before(one.pos, d->v[at - 1].pos); at--)
			d->v[at] = d->v[at - 1];
		d->v[at] = one;
	}
	size_t kept = 0;
	for (size_t i = 0; i < d->n; i++) {
		d->v[kept] = d->v[i];
		if (!said(d->v, kept))
			kept++;
	}
	d->total -= d->n - kept;
	d->n = kept;
}

void diags_finish(struct diags *d)
{
	free(d->v);
	arena_finish(&d->arena);
	*d = (struct diags){ .file = d->file };
}
