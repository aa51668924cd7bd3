/* printf of a lesson: conversions of the C library over values of the lesson. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tutor/errand.h"

#define STRING_MAX 1024 /* bytes of one %s */

/* One conversion, "%-8.3lx": the flags, width and precision as text, the length dropped. */
struct conversion {
	char spec[24]; /* "%-8.3" */
	size_t spec_n;
	int precision; /* -1: none */
	char type;
	int bits; /* of an integer: 32 unless a length says 64 */
};

/* Reads a conversion at *p, behind the '%'. False where it is none that a lesson can use. */
static bool read_conversion(const char **p, struct conversion *c)
{
	const char *at = *p;
	size_t n = strspn(at, "-+ #0123456789.");
	const char *dot;

	if (n > sizeof(c->spec) - 8)
		return false;
	c->spec[0] = '%';
	memcpy(c->spec + 1, at, n);
	c->spec_n = n + 1;
	dot = memchr(at, '.', n);
	c->precision = -1;
	if (dot != NULL)
		c->precision = (int)strtol(dot + 1, NULL, 10);
	at += n;
	c->bits = 32;
	while (*at != '\0' && strchr("lzjth", *at) != NULL) {
		c->bits = *at == 'h' ? 32 : 64;
		at++;
	}
	c->type = *at;
	*p = at + (*at != '\0');
	return c->type != '\0' && strchr("diuxXocsp", c->type) != NULL;
}

/* The format is put together from a checked conversion, never from a lesson's text as it stands. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void put_number(struct buf *out, struct conversion *c, int64_t v)
{
	memcpy(c->spec + c->spec_n, "ll", 2);
	c->spec[c->spec_n + 2] = c->type == 'i' ? 'd' : c->type;
	c->spec[c->spec_n + 3] = '\0';
	if (strchr("di", c->type) != NULL)
		buf_printf(out, c->spec, (long long)(c->bits == 32 ? (int32_t)v : v));
	else
		buf_printf(out, c->spec, (unsigned long long)(c->bits == 32 ? (uint32_t)v : (uint64_t)v));
}

static void put_text(struct buf *out, struct conversion *c, const char *s)
{
	c->spec[c->spec_n] = 's';
	c->spec[c->spec_n + 1] = '\0';
	buf_printf(out, c->spec, s);
}
#pragma GCC diagnostic pop

/* Reads memory of the process up to a NUL or `limit` bytes, as the library would: by touching it. */
static enum eval read_string(struct stage *s, int actor, uint64_t addr, size_t limit, char *out)
{
	for (size_t n = 0; n < limit; n++) {
		struct value v;
		struct lab_op op = { .kind = LAB_LOAD, .words = { addr + n }, .n = 1 };
		struct lab_result r = { 0 };
		enum eval got = stage_do(s, actor, &op, NULL, 0, &r);

		if (got != EVAL_OK)
			return got;
		v = value_int(s->now.value, TYPE_INT);
		out[n] = (char)v.i;
		out[n + 1] = '\0';
		if (v.i == 0)
			break;
	}
	return EVAL_OK;
}

static enum eval put_string(struct stage *s, int actor, struct conversion *c, const struct value *v)
{
	char text[STRING_MAX + 1] = "";
	size_t limit = c->precision >= 0 && c->precision < STRING_MAX ? (size_t)c->precision : STRING_MAX;
	enum eval got = EVAL_OK;

	if (v->kind == VALUE_STRING)
		snprintf(text, sizeof(text), "%s", v->s);
	else if (v->kind == VALUE_OBJECT && v->object != NULL)
		memcpy(text, v->object->bytes, v->object->size < limit ? v->object->size : limit);
	else if (v->kind == VALUE_INT)
		got = read_string(s, actor, (uint64_t)v->i, limit, text);
	else
		return stage_refuse(s, "printf(): the argument of %%s is no text");
	if (got == EVAL_OK)
		put_text(&s->output, c, text);
	return got;
}

static enum eval put_one(struct stage *s, int actor, struct conversion *c, const struct value *v)
{
	if (v->kind == VALUE_UNKNOWN)
		return stage_refuse(s, "printf(): an argument is not known: %s",
				    v->why != NULL ? v->why : "nothing has set it");
	if (c->type == 's')
		return put_string(s, actor, c, v);
	if (v->kind != VALUE_INT)
		return stage_refuse(s, "printf(): the argument of %%%c is no number", c->type);
	if (c->type == 'p')
		buf_printf(&s->output, "0x%llx", (unsigned long long)v->i);
	else if (c->type == 'c')
		buf_putc(&s->output, (char)v->i);
	else
		put_number(&s->output, c, v->i);
	return EVAL_OK;
}

enum eval errand_printf(struct stage *s, int actor, const struct errand *r, struct value *out)
{
	size_t before = s->output.len, next = 1;
	const char *p = r->args[0].s;
	enum eval got;

	while (*p != '\0') {
		struct conversion c;

		if (*p != '%' || p[1] == '%') {
			buf_putc(&s->output, *p);
			p += *p == '%' ? 2 : 1;
			continue;
		}
		p++;
		if (!read_conversion(&p, &c))
			return stage_refuse(s,
					    "printf(): a lesson can use %%d %%i %%u %%x %%X %%o %%c %%s %%p and %%%%");
		if (next >= r->n)
			return stage_refuse(s, "printf(): the format asks for more arguments than there are");
		got = put_one(s, actor, &c, &r->args[next++]);
		if (got != EVAL_OK)
			return got;
	}
	s->touched = true;
	s->now = (struct outcome){ .kind = OUTCOME_VALUE, .value = (int64_t)(s->output.len - before) };
	*out = value_int(s->now.value, TYPE_INT);
	return EVAL_OK;
}
