/*
 * Trees as C. What stands in the lesson stays as it is; a cast is written only where C has two types and the
 * language of lessons one, a parenthesis where a compiler would ask for it.
 */
#include "export/put.h"

#include <string.h>

#include "kernel/constant.h"
#include "lang/op.h"

/* An operand: binary operators and conditions in parentheses unless `bare`. */
void expression_operand(struct program *p, const struct node *n, bool bare, struct buf *out)
{
	bool wrap = !bare && (n->kind == NODE_BINARY || n->kind == NODE_COND || n->kind == NODE_ASSIGN);

	buf_puts(out, wrap ? "(" : "");
	expression_put(p, n, out);
	buf_puts(out, wrap ? ")" : "");
}

void expression_cast(struct program *p, const char *type, const struct node *n, struct buf *out)
{
	buf_printf(out, "(%s)", type);
	expression_operand(p, n, false, out);
}

/* A number, where C would have an address. */
void expression_number(struct program *p, const struct node *n, bool bare, struct buf *out)
{
	if (value_type(p, n) == C_POINTER)
		expression_cast(p, "long", n, out);
	else
		expression_operand(p, n, bare, out);
}

/* An address, where C would have a number. */
void expression_address(struct program *p, const struct node *n, const char *type, struct buf *out)
{
	enum c_type t = value_type(p, n);

	if (t == C_POINTER || t == C_TEXT)
		expression_operand(p, n, true, out);
	else if (t == C_LONG)
		expression_cast(p, type, n, out);
	else
		buf_printf(out, "(%s)(long)", type), expression_operand(p, n, false, out);
}

/* ---- leaves ---- */

static void use_constant(struct program *p, const struct constant *c)
{
	for (size_t i = 0; i < p->constants_n; i++) {
		if (p->constants[i] == c)
			return;
	}
	if (p->constants_n < NAMES_MAX)
		p->constants[p->constants_n++] = c;
	if (strncmp(c->name, "lab_", 4) == 0)
		program_use(p, c->name);
}

static void put_name(struct program *p, const struct node *n, struct buf *out)
{
	struct c_name *name;

	if (n->word != NULL) {
		expression_word(p, n, out);
		return;
	}
	if (n->constant != NULL) {
		use_constant(p, n->constant);
		buf_puts(out, n->s);
		return;
	}
	name = names_of(p, n->s);
	if (name != NULL)
		name->used = true;
	buf_puts(out, name != NULL ? name->spelled : n->s);
}

/* ---- operators ---- */

static bool is_arithmetic(enum op op)
{
	return op >= OP_ADD && op <= OP_MOD;
}

/* Whether the operand of n needs no parentheses, neither for C nor for a compiler that warns of its precedence. */
static bool plain_beside(const struct node *n, const struct node *operand)
{
	enum prec outer = lang_ops[n->op].prec, inner = lang_ops[operand->op].prec;
	bool left = operand == n->a[0];

	if (operand->kind != NODE_BINARY)
		return operand->kind != NODE_COND && operand->kind != NODE_ASSIGN;
	if (n->op >= OP_EQ)
		return is_arithmetic(operand->op);
	if (n->op == OP_LAND || n->op == OP_LOR)
		return operand->op >= OP_EQ || (operand->op == n->op && left);
	if (is_arithmetic(n->op) && is_arithmetic(operand->op))
		return inner > outer || (inner == outer && left);
	return operand->op == n->op && left && n->op != OP_SHL && n->op != OP_SHR;
}

static bool is_sum(enum op op)
{
	return op == OP_ADD || op == OP_SUB;
}

/* (long) in front of the first of two ints whose result does not fit into one. What is shifted alone says how far. */
static void widen(struct program *p, const struct node *n, struct buf *out)
{
	bool ints = value_type(p, n->a[0]) == C_INT && (n->op == OP_SHL || value_type(p, n->a[1]) == C_INT);
	int64_t v;

	if (n->op > OP_SHL || !ints)
		return;
	if (!value_fold(n, 65536, &v) ? n->op == OP_SHL : v < INT32_MIN || v > INT32_MAX)
		buf_puts(out, "(long)");
}

static void put_compared_text(struct program *p, const struct node *n, struct buf *out)
{
	p->comparing = true;
	program_use(p, "same");
	buf_puts(out, n->op == OP_NE ? "!same(" : "same(");
	for (int i = 0; i < 2; i++) {
		bool literal = n->a[i]->kind == NODE_STRING;

		buf_puts(out, literal ? "TEXT(" : "");
		expression_put(p, n->a[i], out);
		buf_puts(out, literal ? ")" : "");
		buf_puts(out, i == 0 ? ", " : ")");
	}
	p->comparing = false;
}

static void put_binary(struct program *p, const struct node *n, struct buf *out)
{
	enum c_type a = value_type(p, n->a[0]), b = value_type(p, n->a[1]);
	bool compares = n->op >= OP_EQ, both = a == C_POINTER && b == C_POINTER;
	bool addresses = n->op == OP_LAND || n->op == OP_LOR || (compares && both) ||
			 (is_sum(n->op) && (a == C_POINTER) != (b == C_POINTER)) || (n->op == OP_SUB && both);

	if (a == C_TEXT || b == C_TEXT) {
		put_compared_text(p, n, out);
		return;
	}
	/* number - address, and whatever else is no arithmetic of addresses in C */
	if (n->op == OP_SUB && a != C_POINTER)
		addresses = false;
	widen(p, n, out);
	for (int i = 0; i < 2; i++) {
		if (addresses)
			expression_operand(p, n->a[i], plain_beside(n, n->a[i]), out);
		else
			expression_number(p, n->a[i], plain_beside(n, n->a[i]), out);
		if (i == 0)
			buf_printf(out, " %s ", lang_ops[n->op].text);
	}
}

static void put_unary(struct program *p, const struct node *n, struct buf *out)
{
	const struct node *a = n->a[0];

	buf_puts(out, lang_ops[n->op].text);
	buf_puts(out, a->kind == NODE_UNARY ? "(" : "");
	if (n->op == OP_NOT || n->op == OP_ADDRESS)
		expression_operand(p, a, false, out);
	else
		expression_number(p, a, false, out);
	buf_puts(out, a->kind == NODE_UNARY ? ")" : "");
}

/* One of two: both are text, both addresses, or both numbers. */
static void put_branch(struct program *p, const struct node *n, enum c_type type, struct buf *out)
{
	if (p->comparing && n->kind == NODE_STRING) {
		buf_puts(out, "TEXT(");
		expression_put(p, n, out);
		buf_puts(out, ")");
	} else if (type == C_POINTER && value_type(p, n) != C_POINTER) {
		expression_address(p, n, "unsigned char *", out);
	} else {
		expression_operand(p, n, false, out);
	}
}

static void put_cond(struct program *p, const struct node *n, struct buf *out)
{
	enum c_type type = value_type(p, n);

	expression_operand(p, n->a[0], n->a[0]->kind == NODE_BINARY, out);
	buf_puts(out, " ? ");
	put_branch(p, n->a[1], type, out);
	buf_puts(out, " : ");
	put_branch(p, n->a[2], type, out);
}

/* Of whatever type the lesson writes: in the language an address counts bytes. */
static void put_casted(struct program *p, const struct node *n, struct buf *out)
{
	if (n->i == 0)
		expression_address(p, n->a[0], "unsigned char *", out);
	else if (value_type(p, n->a[0]) == C_POINTER && n->i != 8 && n->i != -8)
		buf_printf(out, "(%s)", n->s), expression_cast(p, "long", n->a[0], out);
	else
		expression_cast(p, n->s, n->a[0], out);
}

/* A byte that a claim looks at, without touching it. */
static void put_watched(struct program *p, const struct node *n, struct buf *out)
{
	program_use(p, "byte");
	buf_puts(out, "byte(");
	expression_address(p, n->a[0], "unsigned char *", out);
	if (n->a[1]->kind != NODE_INT || n->a[1]->i != 0) {
		buf_puts(out, " + ");
		expression_number(p, n->a[1], false, out);
	}
	buf_puts(out, ")");
}

static void put_index(struct program *p, const struct node *n, struct buf *out)
{
	const struct c_name *name = n->a[0]->kind == NODE_NAME ? names_of(p, n->a[0]->s) : NULL;
	bool number = value_type(p, n->a[0]) != C_POINTER, array = value_is_array(p, n->a[0]);

	if (array && name != NULL && name->elem == 4 && name->count == 1) {
		expression_put(p, n->a[0], out);
		return;
	}
	if (!array && p->watching) {
		put_watched(p, n, out);
		return;
	}
	if (!array && (number || n->a[0]->kind != NODE_NAME || n->a[0]->constant != NULL)) {
		buf_puts(out, "((unsigned char *)");
		expression_operand(p, n->a[0], false, out);
		buf_puts(out, ")");
	} else {
		expression_operand(p, n->a[0], false, out);
	}
	buf_puts(out, "[");
	expression_number(p, n->a[1], true, out);
	buf_puts(out, "]");
}

/* Fields are unsigned in the library, and numbers of 64 bits with a sign here. */
static void put_field(struct program *p, const struct node *n, struct buf *out)
{
	buf_puts(out, "(long)");
	expression_operand(p, n->a[0], false, out);
	buf_printf(out, ".%s", n->s);
}

static void put_assign(struct program *p, const struct node *n, struct buf *out)
{
	const struct node *to = n->a[0];
	enum c_type t = value_type(p, to);
	int64_t v;

	if (to->kind == NODE_FIELD) {
		expression_operand(p, to->a[0], false, out);
		buf_printf(out, ".%s", to->s);
	} else {
		expression_put(p, to, out);
	}
	buf_puts(out, " = ");
	if (t == C_POINTER)
		expression_address(p, n->a[1], "unsigned char *", out);
	else if (to->kind == NODE_INDEX && value_fold(n->a[1], 4096, &v) && (v < 0 || v > 255))
		expression_cast(p, "unsigned char", n->a[1], out);
	else
		expression_number(p, n->a[1], true, out);
}

/* "??/" is a backslash where -std=c17 asks for trigraphs, so no two question marks stand together. */
static void put_string(const struct node *n, struct buf *out)
{
	struct buf text;
	buf_init(&text, 1 << 20);
	lang_print(n, &text);
	for (size_t i = 0; i < text.len; i++) {
		if (i > 0 && text.data[i] == '?' && text.data[i - 1] == '?')
			buf_putc(out, '\\');
		buf_putc(out, text.data[i]);
	}
	buf_finish(&text);
}

void expression_put(struct program *p, const struct node *n, struct buf *out)
{
	switch (n->kind) {
	case NODE_NAME:
		put_name(p, n, out);
		break;
	case NODE_UNARY:
		put_unary(p, n, out);
		break;
	case NODE_BINARY:
		put_binary(p, n, out);
		break;
	case NODE_COND:
		put_cond(p, n, out);
		break;
	case NODE_CAST:
		put_casted(p, n, out);
		break;
	case NODE_SIZEOF:
		buf_printf(out, "(long)sizeof(%s)", n->s);
		break;
	case NODE_INDEX:
		put_index(p, n, out);
		break;
	case NODE_FIELD:
		put_field(p, n, out);
		break;
	case NODE_CALL:
		expression_call(p, n, out);
		break;
	case NODE_ACTOR:
		expression_put(p, n->a[0], out);
		break;
	case NODE_ASSIGN:
		put_assign(p, n, out);
		break;
	case NODE_INT:
		lang_print(n, out);
		break;
	case NODE_STRING:
		put_string(n, out);
		break;
	}
}
