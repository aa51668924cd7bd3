/* The tables of the lesson language as man(7): calls, observations, constants. */
#include <string.h>

#include "kernel/call.h"
#include "kernel/constant.h"
#include "tables.h"
#include "tutor/observe.h"

/* A tagged paragraph: the tag in bold, behind it a list of parameters. */
static void tag(struct buf *out, const char *name, const char *params)
{
	buf_puts(out, ".TP\n\\fB");
	man_text(out, name);
	buf_puts(out, "\\fR");
	if (params == NULL) {
		buf_putc(out, '\n');
		return;
	}
	buf_puts(out, "(\\fI");
	man_text(out, params);
	buf_puts(out, "\\fR)\n");
}

static void sentence(struct buf *out, const char *text)
{
	man_text(out, text);
	buf_puts(out, ".\n");
}

static void call_params(const struct call *c, struct buf *out)
{
	for (size_t i = 0; i < CALL_PARAMS && c->params[i].name != NULL; i++)
		buf_printf(out, "%s%s", i > 0 ? ", " : "", c->params[i].name);
	if (c->max > CALL_PARAMS)
		buf_puts(out, ", …");
}

static void call_notes(struct buf *out, const struct call *c)
{
	for (size_t i = 0; i < sizeof(c->limits) / sizeof(c->limits[0]) && c->limits[i].arg >= 0; i++) {
		buf_printf(out, "\\fI%s\\fR: ", c->params[c->limits[i].arg].name);
		sentence(out, c->limits[i].say);
	}
	if (c->by == BY_TUTOR)
		buf_puts(out, "Performed by the tutor for the lab.\n");
	if (c->man != NULL && c->man[0] != '\0')
		sentence(out, c->man);
}

void man_calls(struct buf *out)
{
	const struct call *c;

	for (size_t i = 0; (c = call_at(i)) != NULL; i++) {
		struct buf params;

		buf_init(&params, 400);
		call_params(c, &params);
		tag(out, c->name, buf_str(&params));
		sentence(out, c->help);
		call_notes(out, c);
		buf_finish(&params);
	}
}

void man_observations(struct buf *out)
{
	for (size_t i = 0; i < observe_words.n; i++) {
		const struct word *w = &observe_words.v[i];

		tag(out, w->name, w->params);
		sentence(out, w->help);
		buf_puts(out, "Gives ");
		man_text(out, w->gives);
		buf_puts(out, ", from ");
		sentence(out, w->source);
	}
}

void man_constants(struct buf *out)
{
	const struct constant *c, *before = NULL;

	for (size_t i = 0; (c = constant_at(i)) != NULL; before = c, i++) {
		if (before == NULL || strcmp(before->group, c->group) != 0)
			buf_printf(out, ".SS \"%s\"\n.PD 0\n", c->group);
		buf_puts(out, ".TP 28\n\\fB");
		man_text(out, c->name);
		buf_puts(out, "\\fR\n");
		man_text(out, c->help);
		buf_putc(out, '\n');
	}
	buf_puts(out, ".PD\n");
}
