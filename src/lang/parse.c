/* The parser: statements, prefixes, and operators by precedence. */
#include "lang/parse.h"

#include <string.h>

#include "base/tr.h"
#include "lang/op.h"

/* A level of the tree can cost three of the recursion: a conditional, its parentheses, a sign before them. */
enum { RECURSION = 3 * LANG_DEPTH + 3 };

void parse_advance(struct parser *p)
{
	p->last = p->tok.end;
	p->tok = lex_next(&p->lx);
	if (p->tok.kind == TOKEN_BAD)
		p->failed = true;
}

bool parse_is(const struct parser *p, const char *sign)
{
	return p->tok.kind == TOKEN_SIGN && !strcmp(p->tok.s, sign);
}

bool parse_take(struct parser *p, const char *sign)
{
	if (p->failed)
		return false;
	if (parse_is(p, sign)) {
		parse_advance(p);
		return !p->failed;
	}
	if (p->tok.kind == TOKEN_END)
		parse_fail(p, p->tok.at, "`%s` is missing", sign);
	else
		parse_unexpected(p);
	return false;
}

bool parse_is_prefix(const struct parser *p)
{
	struct lexer ahead = p->lx;
	ahead.e = NULL;
	if (p->tok.kind != TOKEN_NAME)
		return false;
	struct token t = lex_next(&ahead);
	return t.kind == TOKEN_SIGN && !strcmp(t.s, ":");
}

struct node *parse_node(struct parser *p, enum node_kind kind, uint32_t at, uint32_t point)
{
	struct node *n = arena_alloc(p->arena, 1, sizeof(*n));
	n->kind = kind;
	n->at = at;
	n->point = point;
	return n;
}

static unsigned higher(unsigned height, const struct node *child)
{
	return child && child->height > height ? child->height : height;
}

struct node *parse_close(struct parser *p, struct node *n)
{
	unsigned height = 0;
	if (p->failed)
		return NULL;
	for (int i = 0; i < 3; i++)
		height = higher(height, n->a[i]);
	for (size_t i = 0; i < n->args_n; i++)
		height = higher(height, n->args[i]);
	n->end = p->last;
	n->height = height + 1;
	if (n->height > LANG_DEPTH)
		return parse_fail(p, n->point, "nested too deeply: at most %d levels", LANG_DEPTH);
	return n;
}

bool parse_enter(struct parser *p)
{
	if (++p->depth > RECURSION)
		parse_fail(p, p->tok.at, "nested too deeply: at most %d levels", LANG_DEPTH);
	return !p->failed;
}

static struct node *parse_binary(struct parser *p, enum prec least)
{
	uint32_t at = p->tok.at;
	struct node *left = parse_unary(p);
	while (left && p->tok.kind == TOKEN_SIGN) {
		enum op op = op_binary(p->tok.s);
		if (!op || lang_ops[op].prec < least)
			break;
		struct node *n = parse_node(p, NODE_BINARY, at, p->tok.at);
		n->op = op;
		n->a[0] = left;
		parse_advance(p);
		n->a[1] = parse_binary(p, lang_ops[op].prec + 1);
		left = parse_close(p, n);
	}
	return p->failed ? NULL : left;
}

static struct node *parse_choice(struct parser *p)
{
	uint32_t at = p->tok.at;
	struct node *condition = parse_binary(p, PREC_LOR);
	if (!condition || !parse_is(p, "?"))
		return condition;
	struct node *n = parse_node(p, NODE_COND, at, p->tok.at);
	parse_advance(p);
	n->a[0] = condition;
	n->a[1] = parse_conditional(p);
	if (!n->a[1] || !parse_take(p, ":"))
		return NULL;
	n->a[2] = parse_conditional(p);
	return parse_close(p, n);
}

struct node *parse_conditional(struct parser *p)
{
	struct node *n = parse_enter(p) ? parse_choice(p) : NULL;
	p->depth--;
	return n;
}

/* `lvalue = expression`, or an expression alone. */
static struct node *parse_simple(struct parser *p)
{
	uint32_t at = p->tok.at;
	struct node *left = parse_conditional(p);
	if (!left || !parse_is(p, "="))
		return left;
	bool element = left->kind == NODE_INDEX || left->kind == NODE_FIELD;
	const struct node *target = element ? left->a[0] : left;
	if (target->kind != NODE_NAME)
		return parse_fail(p, at, "a name, `name[i]` or `name.field` stands before `=`");
	struct node *n = parse_node(p, NODE_ASSIGN, at, p->tok.at);
	n->a[0] = left;
	parse_advance(p);
	n->a[1] = parse_conditional(p);
	return parse_close(p, n);
}

static struct node *parse_prefixed(struct parser *p, struct node *(*body)(struct parser *))
{
	if (!parse_is_prefix(p))
		return body(p);
	if (!strcmp(p->tok.s, "die"))
		return parse_fail(p, p->tok.at, "`die:` stands once, at the start of a statement");
	struct node *n = parse_node(p, NODE_ACTOR, p->tok.at, p->tok.at);
	n->s = p->tok.s;
	parse_advance(p);
	parse_advance(p);
	if (parse_is_prefix(p) && strcmp(p->tok.s, "die") != 0)
		return parse_fail(p, p->tok.at, "one process at a time: a second prefix");
	n->a[0] = body(p);
	return parse_close(p, n);
}

struct node *parse_full(struct parser *p)
{
	return parse_prefixed(p, parse_conditional);
}

static struct node *parse_text(struct parser *p, const char *text)
{
	if (strnlen(text, LANG_LENGTH + 1) > LANG_LENGTH)
		return parse_fail(p, LANG_LENGTH, "longer than %d bytes", LANG_LENGTH);
	p->lx = (struct lexer){ .text = text, .arena = p->arena, .e = p->e };
	parse_advance(p);
	if (p->tok.kind == TOKEN_END)
		return parse_fail(p, 0, "%s", p->statement ? tr("an empty statement") : tr("an empty expression"));
	bool die = p->statement && parse_is_prefix(p) && !strcmp(p->tok.s, "die");
	if (die) {
		parse_advance(p);
		parse_advance(p);
	}
	struct node *n = parse_prefixed(p, p->statement ? parse_simple : parse_conditional);
	if (p->failed || !n)
		return NULL;
	if (p->tok.kind != TOKEN_END)
		return parse_unexpected(p);
	n->die = die;
	return n;
}

struct node *lang_statement(struct arena *a, const char *text, struct lang_err *e)
{
	struct parser p = { .arena = a, .e = e, .statement = true };
	return parse_text(&p, text);
}

struct node *lang_expression(struct arena *a, const char *text, struct lang_err *e)
{
	struct parser p = { .arena = a, .e = e };
	return parse_text(&p, text);
}

bool lang_calls(const struct node *n, const char *name)
{
	if (!n)
		return false;
	if (n->kind == NODE_CALL && !n->word && (!name || !strcmp(n->s, name)))
		return true;
	for (int i = 0; i < 3; i++)
		if (lang_calls(n->a[i], name))
			return true;
	for (size_t i = 0; i < n->args_n; i++)
		if (lang_calls(n->args[i], name))
			return true;
	return false;
}
