/* Types of expressions in C, constants, and what differs from run to run. */
#include "export/program.h"

#include <string.h>

#include "kernel/constant.h"

const struct node *value_plain(const struct node *n)
{
	while (n->kind == NODE_ACTOR || n->kind == NODE_CAST)
		n = n->a[0];
	return n;
}

static bool fits(int64_t v)
{
	return v >= INT32_MIN && v <= INT32_MAX;
}

static enum c_type constant_type(const struct constant *c)
{
	if (strcmp(c->group, "pointer") == 0 || strncmp(c->name, "lab_", 4) == 0)
		return C_POINTER;
	return strcmp(c->group, "size") != 0 && !c->at_run_time && fits(c->value) ? C_INT : C_LONG;
}

static enum c_type word_type(const struct word *w)
{
	if (strcmp(w->gives, "text") == 0)
		return C_TEXT;
	return strcmp(w->gives, "an address") == 0 ? C_POINTER : C_LONG;
}

static enum c_type name_type(struct program *p, const struct node *n)
{
	const struct c_name *name;

	if (n->constant != NULL)
		return constant_type(n->constant);
	if (n->word != NULL)
		return word_type(n->word);
	name = names_of(p, n->s);
	if (name == NULL)
		return C_LONG; /* of `vary` */
	return name->type == C_ARRAY && name->elem == 4 && name->count == 1 ? C_INT : name->type;
}

static enum c_type wider(enum c_type a, enum c_type b)
{
	return a == C_INT && b == C_INT ? C_INT : C_LONG;
}

static enum c_type binary_type(struct program *p, const struct node *n)
{
	enum c_type a = value_type(p, n->a[0]), b = value_type(p, n->a[1]);
	int64_t v;

	if (n->op >= OP_LAND)
		return C_INT;
	if (n->op == OP_SUB && a == C_POINTER && b == C_POINTER)
		return C_LONG;
	if ((n->op == OP_ADD || n->op == OP_SUB) && a == C_POINTER)
		return C_POINTER;
	if (n->op == OP_ADD && b == C_POINTER)
		return C_POINTER;
	return value_fold(n, 65536, &v) && !fits(v) ? C_LONG : wider(a, b);
}

static enum c_type call_type(const struct node *n)
{
	static const enum c_type types[] = {
		[RESULT_INT] = C_INT,   [RESULT_POINTER] = C_POINTER, [RESULT_SIZE] = C_LONG,
		[RESULT_ERRNO] = C_INT, [RESULT_BRK] = C_INT,         [RESULT_NONE] = C_VOID
	};

	return n->call != NULL ? types[n->call->result] : word_type(n->word);
}

enum c_type value_type(struct program *p, const struct node *n)
{
	switch (n->kind) {
	case NODE_INT:
		return fits(n->i) && (n->text == NULL || strpbrk(n->text, "lLuU") == NULL) ? C_INT : C_LONG;
	case NODE_STRING:
		return C_TEXT;
	case NODE_NAME:
		return name_type(p, n);
	case NODE_UNARY:
		return n->op == OP_NOT ? C_INT : wider(C_INT, value_type(p, n->a[0]));
	case NODE_BINARY:
		return binary_type(p, n);
	case NODE_COND:
		return value_type(p, n->a[1]) == C_POINTER ? C_POINTER : value_type(p, n->a[2]);
	case NODE_CAST:
		return n->i == 0 ? C_POINTER : n->i == 8 || n->i == -8 ? C_LONG : C_INT;
	case NODE_INDEX:
		return C_INT;
	case NODE_CALL:
		return call_type(n);
	case NODE_ACTOR:
	case NODE_ASSIGN:
		return value_type(p, n->a[n->kind == NODE_ASSIGN]);
	case NODE_SIZEOF:
	case NODE_FIELD:
		break;
	}
	return C_LONG;
}

/* ---- what differs ---- */

static bool listed(const char *name, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(v[i], name) == 0)
			return true;
	}
	return false;
}

static unsigned word_differs(const struct word *w)
{
	static const char *const counts[] = { "vmas", "start", "end", "inode", "minflt", "majflt", "status", "frame" };

	if (listed(w->name, counts, sizeof(counts) / sizeof(counts[0])))
		return DIFFERS_COUNT;
	return strcmp(w->name, "si_addr") == 0 || strcmp(w->name, "result") == 0 ? DIFFERS_ADDRESS : 0;
}

static unsigned call_differs(const struct node *n)
{
	static const char *const numbers[] = { "fork", "waitpid", "pkey_alloc" };

	return listed(n->s, numbers, sizeof(numbers) / sizeof(numbers[0])) ? DIFFERS_COUNT
	       : n->call->result == RESULT_POINTER                         ? DIFFERS_ADDRESS
									   : 0;
}

static unsigned name_differs(struct program *p, const struct node *n)
{
	const struct c_name *name;

	if (n->constant != NULL)
		return strncmp(n->constant->name, "lab_", 4) == 0 ? DIFFERS_COUNT : 0;
	if (n->word != NULL)
		return word_differs(n->word);
	name = names_of(p, n->s);
	return name == NULL ? 0 : name->differs | (name->type == C_POINTER ? (unsigned)DIFFERS_ADDRESS : 0);
}

unsigned value_differs(struct program *p, const struct node *n)
{
	static const char *const fields[] = { "st_dev", "st_ino", "st_uid", "st_gid", "st_blksize", "st_blocks" };
	unsigned all = 0;

	if (n->kind == NODE_NAME)
		return name_differs(p, n);
	if (n->kind == NODE_FIELD)
		return listed(n->s, fields, sizeof(fields) / sizeof(fields[0])) ? DIFFERS_COUNT : 0;
	for (size_t i = 0; i < 3 && n->a[i] != NULL; i++)
		all |= value_differs(p, n->a[i]);
	for (size_t i = 0; i < n->args_n; i++)
		all |= value_differs(p, n->args[i]);
	if (n->kind == NODE_CALL && n->word != NULL)
		return word_differs(n->word); /* what it is asked about may differ: the answer does not */
	if (n->kind == NODE_CALL)
		return (all & DIFFERS_COUNT) | call_differs(n);
	if (n->kind == NODE_INDEX || n->op >= OP_LAND || n->op == OP_MOD || n->op == OP_AND)
		return all & DIFFERS_COUNT;
	return all;
}

/* ---- constants ---- */

static bool fold_binary(enum op op, int64_t a, int64_t b, int64_t *v)
{
	switch (op) {
	case OP_ADD:
		return !__builtin_add_overflow(a, b, v);
	case OP_SUB:
		return !__builtin_sub_overflow(a, b, v);
	case OP_MUL:
		return !__builtin_mul_overflow(a, b, v);
	case OP_DIV:
		*v = b > 0 ? a / b : 0;
		return b > 0;
	case OP_SHL:
		return b >= 0 && b < 62 && !__builtin_mul_overflow(a, (int64_t)1 << b, v);
	case OP_OR:
		*v = a | b;
		return true;
	default:
		return false;
	}
}

bool value_fold(const struct node *n, int64_t page, int64_t *v)
{
	int64_t a, b;

	if (n->kind == NODE_INT || n->kind == NODE_SIZEOF) {
		*v = n->i;
		return true;
	}
	if (n->kind == NODE_NAME && n->constant != NULL) {
		*v = strcmp(n->s, "page") == 0 ? page : n->constant->value;
		return strncmp(n->s, "lab_", 4) != 0;
	}
	if (n->kind == NODE_UNARY && n->op == OP_NEG && value_fold(n->a[0], page, &a))
		return fold_binary(OP_SUB, 0, a, v);
	return n->kind == NODE_BINARY && value_fold(n->a[0], page, &a) && value_fold(n->a[1], page, &b) &&
	       fold_binary(n->op, a, b, v);
}

bool value_is_array(struct program *p, const struct node *n)
{
	const struct c_name *name = n->kind == NODE_NAME ? names_of(p, n->s) : NULL;

	return name != NULL && name->type == C_ARRAY;
}

bool value_touches(struct program *p, const struct node *n)
{
	bool touches = n->kind == NODE_CALL && n->call != NULL;

	if (n->kind == NODE_INDEX && !value_is_array(p, n->a[0]))
		return true;
	for (size_t i = 0; i < 3 && n->a[i] != NULL; i++)
		touches |= value_touches(p, n->a[i]);
	for (size_t i = 0; i < n->args_n; i++)
		touches |= value_touches(p, n->args[i]);
	return touches;
}
