/* printf of a lesson: conversions of the C library over values of the lesson. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tutor/errand.h"

#include "base/tr.h"

#define STRING_MAX 1024 /* bytes of one %s */

#define WIDTH_MAX 1024 /* columns and digits of one conversion */

enum { FLAGS_MAX = 8 };

/* One conversion, "%-8.3lx": the flags, width and precision as text, the length as bits. */
struct conversion {
	char spec[32]; /* "%-8.3"; a `*` has become the number that its argument is */
	size_t spec_n;
	int precision; /* -1: none */
	char type;
	int bits; /* of an integer */
};

static const struct {
	const char *name;
	int bits;
} lengths[] = {
	{ "hh", 8 }, { "h", 16 }, { "ll", 64 }, { "l", 64 }, { "z", 64 }, { "j", 64 }, { "t", 64 }, { "", 32 }
};

/* Where the reading of the format stands, and the next of its arguments. */
struct reading {
	const char *p;
	const struct errand *r;
	size_t next;
};

/* The digits at in->p, or for `*` the number that is the next argument; false where it is more than a lesson needs. */
static bool read_amount(struct reading *in, int *n)
{
	const struct value *v = in->next < in->r->n ? &in->r->args[in->next] : NULL;

	*n = 0;
	if (*in->p == '*') {
		if (v == NULL || v->kind != VALUE_INT || v->i < -WIDTH_MAX || v->i > WIDTH_MAX)
			return false;
		*n = (int)v->i;
		in->p++;
		in->next++;
		return true;
	}
	for (; *in->p >= '0' && *in->p <= '9'; in->p++) {
		*n = *n * 10 + (*in->p - '0');
		if (*n > WIDTH_MAX)
			return false;
	}
	return true;
}

/* Flags, width and precision. What a `*` gives below 0 is a flag `-`, or no precision. */
static bool read_form(struct reading *in, struct conversion *c)
{
	size_t flags = strspn(in->p, "-+ #0");
	const char *at = in->p;
	int width, n;

	c->precision = -1;
	in->p += flags;
	if (flags > FLAGS_MAX || !read_amount(in, &width))
		return false;
	n = snprintf(c->spec, sizeof(c->spec), "%%%.*s", (int)flags, at);
	if (width != 0)
		n += snprintf(c->spec + n, sizeof(c->spec) - (size_t)n, "%d", width);
	if (*in->p == '.') {
		in->p++;
		if (!read_amount(in, &c->precision))
			return false;
	}
	if (c->precision >= 0)
		n += snprintf(c->spec + n, sizeof(c->spec) - (size_t)n, ".%d", c->precision);
	c->spec_n = (size_t)n;
	return true;
}

/* Reads a conversion at in->p, behind the '%'. False where it is none that a lesson can use. */
static bool read_conversion(struct reading *in, struct conversion *c)
{
	size_t k = 0;

	if (!read_form(in, c))
		return false;
	while (strncmp(in->p, lengths[k].name, strlen(lengths[k].name)) != 0)
		k++;
	in->p += strlen(lengths[k].name);
	c->bits = lengths[k].bits;
	c->type = *in->p;
	in->p += c->type != '\0';
	return c->type != '\0' && strchr("diuxXocsp", c->type) != NULL;
}

/* The value as an integer of so many bits, as a 64-bit one. */
static int64_t narrowed(int64_t v, int bits, bool is_signed)
{
	unsigned spare = 64 - (unsigned)bits;
	uint64_t high = (uint64_t)v << spare;

	return is_signed ? (int64_t)high >> spare : (int64_t)(high >> spare);
}

/* The format is put together from a checked conversion, never from a lesson's text as it stands. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void put_number(struct buf *out, struct conversion *c, int64_t v)
{
	bool is_signed = strchr("di", c->type) != NULL;

	v = narrowed(v, c->bits, is_signed);
	memcpy(c->spec + c->spec_n, "ll", 2);
	c->spec[c->spec_n + 2] = c->type;
	c->spec[c->spec_n + 3] = '\0';
	if (is_signed)
		buf_printf(out, c->spec, (long long)v);
	else
		buf_printf(out, c->spec, (unsigned long long)v);
}

static void put_text(struct buf *out, struct conversion *c, const char *s)
{
	c->spec[c->spec_n] = 's';
	c->spec[c->spec_n + 1] = '\0';
	buf_printf(out, c->spec, s);
}
#pragma GCC diagnostic pop

/* The precision counts for neither. */
static void put_padded(struct buf *out, struct conversion *c, const char *text)
{
	const char *dot = memchr(c->spec, '.', c->spec_n);

	if (dot != NULL)
		c->spec_n = (size_t)(dot - c->spec);
	put_text(out, c, text);
}

static void put_pointer(struct buf *out, struct conversion *c, int64_t v)
{
	char text[32] = "(nil)"; /* as the C library has it */

	if (v != 0)
		snprintf(text, sizeof(text), "0x%llx", (unsigned long long)v);
	put_padded(out, c, text);
}

/* A NUL takes the place of a stand-in, since it would end the text. */
static void put_char(struct buf *out, struct conversion *c, char v)
{
	const char text[2] = { v != '\0' ? v : 'x', '\0' };
	size_t before = out->len;
	char *at;

	put_padded(out, c, text);
	at = v == '\0' && out->len > before ? memchr(out->data + before, 'x', out->len - before) : NULL;
	if (at != NULL)
		*at = '\0';
}

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
				    v->why != NULL ? v->why : tr("nothing has set it"));
	if (c->type == 's')
		return put_string(s, actor, c, v);
	if (v->kind != VALUE_INT)
		return stage_refuse(s, "printf(): the argument of %%%c is no number", c->type);
	if (c->type == 'p')
		put_pointer(&s->output, c, v->i);
	else if (c->type == 'c')
		put_char(&s->output, c, (char)v->i);
	else
		put_number(&s->output, c, v->i);
	return EVAL_OK;
}

enum eval errand_printf(struct stage *s, int actor, const struct errand *r, struct value *out)
{
	size_t before = s->output.len;
	struct reading in = { .p = r->args[0].s, .r = r, .next = 1 };
	enum eval got;

	while (*in.p != '\0') {
		struct conversion c;

		if (*in.p != '%' || in.p[1] == '%') {
			buf_putc(&s->output, *in.p);
			in.p += *in.p == '%' ? 2 : 1;
			continue;
		}
		in.p++;
		if (!read_conversion(&in, &c))
			return stage_refuse(s,
					    "printf(): a lesson can use %%d %%i %%u %%x %%X %%o %%c %%s %%p and %%%%");
		if (in.next >= r->n)
			return stage_refuse(s, "printf(): the format asks for more arguments than there are");
		got = put_one(s, actor, &c, &r->args[in.next++]);
		if (got != EVAL_OK)
			return got;
	}
	if (s->output.full)
		return stage_refuse(s, "printf(): a step can write %zu KiB, no more", s->output.max / 1024);
	s->touched = true;
	s->now = (struct outcome){ .kind = OUTCOME_VALUE, .value = (int64_t)(s->output.len - before) };
	*out = value_int(s->now.value, TYPE_INT);
	return EVAL_OK;
}
