/* Statements, each as a call of one of the program's macros. */
#include "export/put.h"

#include <string.h>

#include "lang/check.h"

/* ---- one statement ---- */

/* The expression whose value the statement shows. */
static const struct node *shown(const struct node *n)
{
	return value_plain(n->kind == NODE_ASSIGN ? n->a[1] : n);
}

static const char *macro(struct program *p, const struct node *n, bool die)
{
	const struct node *s = shown(n);
	bool call = s->kind == NODE_CALL && s->call != NULL;
	bool differs = value_differs(p, s) != 0 || value_type(p, s) == C_POINTER || (p->reclaims && s->word != NULL);

	if (die)
		return p->actor != NULL ? "DIE_ACTOR" : "DIE";
	if (value_type(p, n) == C_TEXT)
		return "SET_TEXT";
	if (call && s->call->result == RESULT_NONE)
		return strcmp(s->s, "_exit") == 0 && p->actor == NULL ? "DIE" : "VOID";
	if (call && s->call->by != BY_OP && s->call->result != RESULT_ERRNO)
		return differs ? "CALL_HERE" : "CALL";
	if (value_touches(p, n))
		return differs ? "DO_HERE" : "DO";
	return differs ? "SET_HERE" : "SET";
}

static const char *macro_piece(const char *macro)
{
	return strcmp(macro, "DIE") == 0 ? "die" : strcmp(macro, "DIE_ACTOR") == 0 ? "dying" : macro;
}

static void put_plain(struct program *p, const struct node *n, bool die, unsigned tabs, struct buf *out)
{
	const char *m = macro(p, n, die);
	bool leaves = p->actor != NULL && n->kind == NODE_CALL && strcmp(n->s, "_exit") == 0;

	program_use(p, leaves ? "LEAVE" : macro_piece(m));
	program_tabs(tabs, out);
	buf_printf(out, "%s(", leaves ? "LEAVE" : m);
	if (leaves) {
		expression_put(p, n->args[0], out);
		buf_puts(out, ", ");
	}
	expression_put(p, n, out);
	buf_puts(out, ");\n");
}

/* What a mapping call made, for size(). */
static void put_made(struct program *p, const struct node *n, unsigned tabs, struct buf *out)
{
	const struct node *call = n->kind == NODE_ASSIGN ? value_plain(n->a[1]) : n;
	bool remap = call->kind == NODE_CALL && strcmp(call->s, "mremap") == 0;

	if (!p->sizes || n->kind != NODE_ASSIGN || call->kind != NODE_CALL || (!remap && strcmp(call->s, "mmap") != 0))
		return;
	program_use(p, "size");
	program_tabs(tabs, out);
	buf_puts(out, "made(");
	expression_address(p, n->a[0], "void *", out);
	buf_puts(out, ", ");
	expression_number(p, call->args[remap ? 2 : 1], true, out);
	buf_puts(out, ");\n");
}

/* rlim_max left out is the present hard limit. */
static void put_hard_limit(struct program *p, const struct node *n, unsigned tabs, struct buf *out)
{
	const struct node *call = shown(n), *object;
	bool address;

	if (call->kind != NODE_CALL || strcmp(call->s, "setrlimit") != 0 || p->sets_hard)
		return;
	object = node_object(call->args[1], &address);
	if (object == NULL || names_of(p, object->s) == NULL || names_of(p, object->s)->type != C_STRUCT)
		return;
	program_use(p, "hard");
	program_tabs(tabs, out);
	buf_printf(out, "%s.rlim_max = hard_limit(", names_of(p, object->s)->spelled);
	expression_put(p, call->args[0], out);
	buf_puts(out, ");\n");
}

static void put_statement(struct program *p, const struct node *tree, unsigned tabs, struct buf *out)
{
	struct node copy;
	const struct node *n;
	const char *actor = turn_split(tree, &n, &copy), *why = left_out_why(n, tree->die);
	struct buf *to = actor != NULL ? &p->turn : out;
	unsigned at = actor != NULL ? 1 : tabs;

	if (why != NULL) {
		program_tabs(tabs, out);
		left_out_put(p, "do", tree, why, out);
		return;
	}
	if (actor != NULL)
		turn_begin(p, actor);
	put_hard_limit(p, n, at, to);
	put_plain(p, n, tree->die, at, to);
	put_made(p, n, at, to);
	if (actor != NULL)
		turn_end(p, tree, tabs, out);
}

/* "a; b" of a repeat. */
static void put_body_text(const struct action *a, struct buf *out)
{
	for (size_t i = 0; i < a->body_n; i++) {
		buf_puts(out, i > 0 ? "; " : "");
		if (a->body[i].repeat > 0)
			put_body_text(&a->body[i], out);
		else
			lang_print(a->body[i].code.tree, out);
	}
}

static void put_repeat(struct program *p, const struct action *a, unsigned tabs, struct buf *out)
{
	struct buf text;
	char round = (char)('j' + p->loop);

	names_of(p, "i")->used = true;
	program_use(p, "run");
	p->loop++;
	program_tabs(tabs, out);
	buf_printf(out, "quiet++;\n");
	program_tabs(tabs, out);
	buf_printf(out, "for (long %c_ = 0; %c_ < %u; %c_++) {\n", round, round, a->repeat, round);
	for (size_t i = 0; i < a->body_n; i++) {
		program_tabs(tabs + 1, out);
		buf_printf(out, "i = %c_;\n", round);
		statement_put(p, &a->body[i], tabs + 1, out);
	}
	program_tabs(tabs, out);
	buf_puts(out, "}\n");
	program_tabs(tabs, out);
	buf_puts(out, "quiet--;\n");
	p->loop--;
	if (p->loop > 0)
		return;
	buf_init(&text, 65536);
	put_body_text(a, &text);
	program_tabs(tabs, out);
	buf_puts(out, "tell(");
	program_quoted(buf_str(&text), out);
	buf_puts(out, ", CALLS, NOTHING);\n");
	buf_finish(&text);
}

void statement_put(struct program *p, const struct action *a, unsigned tabs, struct buf *out)
{
	if (a->repeat > 0)
		put_repeat(p, a, tabs, out);
	else
		put_statement(p, a->code.tree, tabs, out);
}
