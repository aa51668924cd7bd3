/* Looking up calls, refusing arguments that a row does not let through, and writing prototypes. */
#include "kernel/call.h"

#include <string.h>

#include "kernel/rows.h"

static const struct call_rows *const tables[] = {
	&calls_map, &calls_advice, &calls_file, &calls_process, &calls_memory,
};

const struct call *call_at(size_t i)
{
	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
		if (i < tables[t]->n)
			return &tables[t]->v[i];
		i -= tables[t]->n;
	}
	return NULL;
}

const struct call *call_find(const char *name)
{
	const struct call *c;

	for (size_t i = 0; (c = call_at(i)); i++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

static bool limit_has(const struct limit *l, uint64_t word)
{
	for (size_t i = 0; i < l->values_n; i++)
		if (l->values[i] == word)
			return true;
	return false;
}

static bool limit_passes(const struct limit *l, uint64_t word)
{
	if (l->width32)
		word = (uint32_t)word;
	if (l->kind == LIMIT_ONLY_BITS)
		return (word & ~l->bits) == 0;
	return limit_has(l, word) == (l->kind == LIMIT_ONE_OF);
}

const struct limit *call_refuses(const struct call *c, const uint64_t *words, size_t n)
{
	for (size_t i = 0; i < sizeof c->limits / sizeof *c->limits && c->limits[i].arg >= 0; i++) {
		const struct limit *l = &c->limits[i];

		if ((size_t)l->arg < n && !limit_passes(l, words[l->arg]))
			return l;
	}
	return NULL;
}

/* C puts an array's length behind the name: "int [2]" and "sv" are `int sv[2]`. */
static void param_print(const struct param *p, struct buf *out)
{
	const char *bracket = strchr(p->type, '[');
	size_t n = bracket ? (size_t)(bracket - p->type) : strlen(p->type);

	buf_put(out, p->type, n);
	if (p->type[n - 1] != '*' && p->type[n - 1] != ' ')
		buf_putc(out, ' ');
	buf_puts(out, p->name);
	if (bracket)
		buf_puts(out, bracket);
}

static void params_print(const struct call *c, size_t from, size_t to, struct buf *out)
{
	for (size_t i = from; i < to; i++) {
		if (i > from)
			buf_puts(out, ", ");
		param_print(&c->params[i], out);
	}
}

void call_prototype(const struct call *c, struct buf *out)
{
	buf_puts(out, c->returns);
	if (c->returns[strlen(c->returns) - 1] != '*')
		buf_putc(out, ' ');
	buf_printf(out, "%s(", c->name);
	params_print(c, 0, c->min, out);
	if (c->max > CALL_PARAMS) {
		buf_puts(out, ", ...");
	} else if (c->max > c->min) {
		buf_puts(out, ", ... /* ");
		params_print(c, c->min, c->max, out);
		buf_puts(out, " */");
	} else if (c->max == 0) {
		buf_puts(out, "void");
	}
	buf_putc(out, ')');
}
