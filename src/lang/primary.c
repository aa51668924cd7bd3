/* The parser between the operators: literals, names, calls, casts, sizeof, indexes and fields. */
#include <string.h>

#include "lang/op.h"
#include "lang/parse.h"
#include "lang/type.h"

static bool is_name(const struct parser *p, const char *name)
{
	return p->tok.kind == TOKEN_NAME && !strcmp(p->tok.s, name);
}

static bool at_type(const struct parser *p)
{
	return p->tok.kind == TOKEN_NAME && type_word(p->tok.s);
}

/* `unsigned long *` up to the closing parenthesis. `const` changes nothing here and is dropped. */
static bool parse_type(struct parser *p, struct type *t)
{
	const char *words[TYPE_WORDS];
	size_t n = 0;
	unsigned stars = 0;
	uint32_t at = p->tok.at;
	for (; p->tok.kind == TOKEN_NAME || parse_is(p, "*"); parse_advance(p)) {
		if (p->tok.kind == TOKEN_SIGN)
			stars++;
		else if (stars && strcmp(p->tok.s, "const") != 0)
			break;
		else if (strcmp(p->tok.s, "const") != 0 && n < TYPE_WORDS)
			words[n++] = p->tok.s;
	}
	if (p->failed)
		return false;
	if (!type_make(p->arena, words, n, stars, t)) {
		parse_fail(p, at, "the statement language knows no such type");
		return false;
	}
	return parse_take(p, ")");
}

static struct node *parse_cast(struct parser *p, uint32_t at)
{
	struct type t;
	uint32_t point = p->tok.at;
	struct node *n = parse_node(p, NODE_CAST, at, point);
	if (!parse_type(p, &t))
		return NULL;
	if (!t.pointer && (t.is_struct || !t.bytes))
		return parse_fail(p, point, "a cast is to a number or a pointer");
	n->s = t.text;
	n->i = t.pointer ? 0 : t.is_signed ? -(int64_t)t.bytes : (int64_t)t.bytes;
	n->a[0] = parse_unary(p);
	return parse_close(p, n);
}

static struct node *parse_sizeof(struct parser *p)
{
	struct type t;
	struct node *n = parse_node(p, NODE_SIZEOF, p->tok.at, p->tok.at);
	parse_advance(p);
	if (!parse_take(p, "("))
		return NULL;
	uint32_t at = p->tok.at;
	if (!at_type(p))
		return parse_fail(p, at, "sizeof takes a type: `sizeof(int)`, `sizeof(struct stat)`");
	if (!parse_type(p, &t))
		return NULL;
	if (!t.bytes)
		return parse_fail(p, at, "void has no size");
	n->s = t.text;
	n->i = t.bytes;
	return parse_close(p, n);
}

/* Behind `name (`, up to the closing parenthesis. */
static struct node *parse_arguments(struct parser *p, struct node *n)
{
	struct node *args[LANG_ARGS];
	while (!parse_is(p, ")")) {
		if (n->args_n == LANG_ARGS)
			return parse_fail(p, p->tok.at, "a call takes at most %d arguments", LANG_ARGS);
		if (parse_is(p, ","))
			return parse_fail(p, p->tok.at, "an argument is missing before `,`");
		if (!(args[n->args_n++] = parse_conditional(p)))
			return NULL;
		if (!parse_is(p, ","))
			break;
		parse_advance(p);
		if (parse_is(p, ")"))
			return parse_fail(p, p->tok.at, "an argument is missing behind `,`");
	}
	if (!parse_take(p, ")"))
		return NULL;
	n->args = arena_alloc(p->arena, n->args_n, sizeof(struct node *));
	if (n->args_n)
		memcpy(n->args, args, n->args_n * sizeof(struct node *));
	return parse_close(p, n);
}

static struct node *parse_name(struct parser *p)
{
	struct node *n = parse_node(p, NODE_NAME, p->tok.at, p->tok.at);
	n->s = p->tok.s;
	if (type_word(n->s))
		return parse_fail(p, p->tok.at, "`%s` is a type; names are not declared here, the first `=` makes one",
				  n->s);
	if (is_name(p, "die"))
		return parse_fail(p, p->tok.at, "`die:` stands at the start of a statement");
	parse_advance(p);
	if (!parse_is(p, "("))
		return parse_close(p, n);
	n->kind = NODE_CALL;
	parse_advance(p);
	return parse_arguments(p, n);
}

static struct node *parse_literal(struct parser *p)
{
	struct node *n = parse_node(p, p->tok.kind == TOKEN_INT ? NODE_INT : NODE_STRING, p->tok.at, p->tok.at);
	n->i = p->tok.i;
	n->s = p->tok.s;
	n->len = p->tok.len;
	n->text = p->tok.text;
	parse_advance(p);
	return parse_close(p, n);
}

static struct node *parse_primary(struct parser *p)
{
	if (p->tok.kind == TOKEN_INT || p->tok.kind == TOKEN_STRING)
		return parse_literal(p);
	if (p->tok.kind == TOKEN_NAME && !parse_keyword(p->tok.s))
		return parse_name(p);
	if (!parse_is(p, "("))
		return parse_unexpected(p);
	parse_advance(p);
	struct node *n = parse_full(p);
	return n && parse_take(p, ")") ? n : NULL;
}

static struct node *parse_postfix(struct parser *p, struct node *base, uint32_t at)
{
	while (base && (parse_is(p, "[") || parse_is(p, "."))) {
		bool index = parse_is(p, "[");
		struct node *n = parse_node(p, index ? NODE_INDEX : NODE_FIELD, at, p->tok.at);
		parse_advance(p);
		n->a[0] = base;
		if (index) {
			n->a[1] = parse_conditional(p);
			if (!n->a[1] || !parse_take(p, "]"))
				return NULL;
		} else {
			if (p->tok.kind != TOKEN_NAME)
				return parse_fail(p, p->tok.at, "the name of a field is missing behind `.`");
			n->s = p->tok.s;
			n->point = p->tok.at;
			parse_advance(p);
		}
		base = parse_close(p, n);
	}
	return base;
}

static struct node *parse_operand(struct parser *p)
{
	uint32_t at = p->tok.at;
	enum op op = p->tok.kind == TOKEN_SIGN ? op_unary(p->tok.s) : OP_NONE;
	if (op) {
		struct node *n = parse_node(p, NODE_UNARY, at, at);
		n->op = op;
		parse_advance(p);
		n->a[0] = parse_unary(p);
		return parse_close(p, n);
	}
	if (is_name(p, "sizeof"))
		return parse_sizeof(p);
	if (!parse_is(p, "("))
		return parse_postfix(p, parse_primary(p), at);
	struct parser before = *p;
	parse_advance(p);
	if (at_type(p))
		return parse_cast(p, at);
	*p = before;
	return parse_postfix(p, parse_primary(p), at);
}

struct node *parse_unary(struct parser *p)
{
	struct node *n = parse_enter(p) ? parse_operand(p) : NULL;
	p->depth--;
	return n;
}
