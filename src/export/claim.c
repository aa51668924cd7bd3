/* Claims, and what they observe. */
#include "export/put.h"

#include <string.h>

/* A part that tells something: an observation with arguments, or one that is no outcome of a statement. */
static bool tells(const struct node *n)
{
	static const char *const told[] = { "errno", "signal", "si_code", "si_addr", "result", "output" };

	for (size_t i = 0; n->word != NULL && i < sizeof(told) / sizeof(told[0]); i++) {
		if (strcmp(n->word->name, told[i]) == 0)
			return false;
	}
	return n->word != NULL;
}

static void put_see(struct program *p, const struct node *n, unsigned tabs, struct buf *out)
{
	const char *macro = value_type(p, n) == C_TEXT                ? "SEE_TEXT"
			    : p->reclaims || value_differs(p, n) != 0 ? "SEE_HERE"
								      : "SEE";

	program_use(p, macro);
	program_tabs(tabs, out);
	buf_printf(out, "%s(", macro);
	expression_put(p, n, out);
	buf_puts(out, ");\n");
}

static void put_seen(struct program *p, const struct node *n, unsigned tabs, struct buf *out)
{
	if (tells(n)) {
		put_see(p, n, tabs, out);
		return;
	}
	for (size_t i = 0; i < 3 && n->a[i] != NULL; i++)
		put_seen(p, n->a[i], tabs, out);
}

/* An address holds where it is not 0, as a number does. */
static void put_expect(struct program *p, const struct node *n, bool goal, struct buf *out)
{
	const char *macro = goal ? "GOAL" : (value_differs(p, n) & DIFFERS_COUNT) != 0 ? "EXPECT_HERE" : "EXPECT";

	program_use(p, strcmp(macro, "EXPECT") == 0 ? "expect" : macro);
	buf_printf(out, "\t%s(", macro);
	expression_put(p, n, out);
	buf_puts(out, ");\n");
}

void claim_put(struct program *p, const struct code *c, bool goal, struct buf *out)
{
	const struct node *n;
	struct node copy;
	const char *actor = turn_split(c->tree, &n, &copy), *why = left_out_why(n, true);
	struct buf *to = actor != NULL ? &p->turn : out;

	if (why != NULL) {
		program_tabs(1, out);
		left_out_put(p, "expect", c->tree, why, out);
		return;
	}
	if (actor != NULL)
		turn_begin(p, actor);
	p->watching = true;
	put_expect(p, n, goal, to);
	put_seen(p, n, 1, to);
	p->watching = false;
	if (actor != NULL)
		turn_end(p, c->tree, 1, out);
}
