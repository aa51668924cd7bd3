/* Trees into C: canonical spacing, parentheses only where precedence needs them. */
#include <inttypes.h>
#include <string.h>

#include "lang/op.h"

static void print(const struct node *n, enum prec least, struct buf *out);

/* Octal with three digits: the only escape that cannot run into what follows it. */
static void print_quoted(const struct node *n, struct buf *out)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < n->len; i++) {
		unsigned char c = (unsigned char)n->s[i];
		if (c == '\n')
			buf_puts(out, "\\n");
		else if (c < ' ' || c == 0x7f)
			buf_printf(out, "\\%03o", c);
		else
			buf_printf(out, "%s%c", c == '"' || c == '\\' ? "\\" : "", c);
	}
	buf_putc(out, '"');
}

static void print_int(const struct node *n, struct buf *out)
{
	if (n->text)
		buf_puts(out, n->text);
	else
		buf_printf(out, "%" PRId64, n->i);
}

static void print_string(const struct node *n, struct buf *out)
{
	if (n->text)
		buf_puts(out, n->text);
	else
		print_quoted(n, out);
}

static void print_name(const struct node *n, struct buf *out)
{
	buf_puts(out, n->s);
}

/* `- -x` without its space would be `--x`. */
static void print_unary(const struct node *n, struct buf *out)
{
	const struct node *a = n->a[0];
	bool runs_together = a->kind == NODE_UNARY && a->op == n->op && strchr("-+&", lang_ops[n->op].text[0]);
	buf_puts(out, lang_ops[n->op].text);
	print(a, runs_together ? PREC_POSTFIX : PREC_UNARY, out);
}

static void print_binary(const struct node *n, struct buf *out)
{
	enum prec prec = lang_ops[n->op].prec;
	print(n->a[0], prec, out);
	buf_printf(out, " %s ", lang_ops[n->op].text);
	print(n->a[1], prec + 1, out);
}

static void print_cond(const struct node *n, struct buf *out)
{
	print(n->a[0], PREC_LOR, out);
	buf_puts(out, " ? ");
	print(n->a[1], PREC_COND, out);
	buf_puts(out, " : ");
	print(n->a[2], PREC_COND, out);
}

static void print_cast(const struct node *n, struct buf *out)
{
	buf_printf(out, "(%s)", n->s);
	print(n->a[0], PREC_UNARY, out);
}

static void print_sizeof(const struct node *n, struct buf *out)
{
	buf_printf(out, "sizeof(%s)", n->s);
}

static void print_index(const struct node *n, struct buf *out)
{
	print(n->a[0], PREC_POSTFIX, out);
	buf_putc(out, '[');
	print(n->a[1], PREC_COND, out);
	buf_putc(out, ']');
}

/* `1.x` would be a number. */
static void print_field(const struct node *n, struct buf *out)
{
	print(n->a[0], n->a[0]->kind == NODE_INT ? PREC_POSTFIX + 1 : PREC_POSTFIX, out);
	buf_printf(out, ".%s", n->s);
}

static void print_call(const struct node *n, struct buf *out)
{
	buf_printf(out, "%s(", n->s);
	for (size_t i = 0; i < n->args_n; i++) {
		buf_puts(out, i ? ", " : "");
		print(n->args[i], PREC_COND, out);
	}
	buf_putc(out, ')');
}

static void print_actor(const struct node *n, struct buf *out)
{
	buf_printf(out, "%s: ", n->s);
	print(n->a[0], n->a[0]->kind == NODE_ASSIGN ? PREC_TOP : PREC_COND, out);
}

static void print_assign(const struct node *n, struct buf *out)
{
	print(n->a[0], PREC_POSTFIX, out);
	buf_puts(out, " = ");
	print(n->a[1], PREC_COND, out);
}

static const struct {
	void (*print)(const struct node *, struct buf *);
	enum prec prec; /* PREC_NONE: the operator's */
} forms[] = {
	[NODE_INT] = { print_int, PREC_POSTFIX },     [NODE_STRING] = { print_string, PREC_POSTFIX },
	[NODE_NAME] = { print_name, PREC_POSTFIX },   [NODE_UNARY] = { print_unary, PREC_UNARY },
	[NODE_BINARY] = { print_binary, PREC_NONE },  [NODE_COND] = { print_cond, PREC_COND },
	[NODE_CAST] = { print_cast, PREC_UNARY },     [NODE_SIZEOF] = { print_sizeof, PREC_UNARY },
	[NODE_INDEX] = { print_index, PREC_POSTFIX }, [NODE_FIELD] = { print_field, PREC_POSTFIX },
	[NODE_CALL] = { print_call, PREC_POSTFIX },   [NODE_ACTOR] = { print_actor, PREC_TOP },
	[NODE_ASSIGN] = { print_assign, PREC_TOP },
};

/* n as an operand where only what binds at least as tightly as `least` stands without parentheses. */
static void print(const struct node *n, enum prec least, struct buf *out)
{
	enum prec prec = n->kind == NODE_BINARY ? lang_ops[n->op].prec : forms[n->kind].prec;
	bool inside = prec < least;
	buf_puts(out, inside ? "(" : "");
	forms[n->kind].print(n, out);
	buf_puts(out, inside ? ")" : "");
}

void lang_print(const struct node *n, struct buf *out)
{
	buf_puts(out, n->die ? "die: " : "");
	print(n, PREC_TOP, out);
}
