/* The operators: 64-bit signed arithmetic that never wraps, never is undefined. */
#include "lang/op.h"

#include <string.h>

#include "base/tr.h"

static const char overflows[] = N_("the result does not fit into 64 bits, signed");
static const char by_zero[] = N_("division by zero");
static const char bad_shift[] = N_("a shift goes by 0 to 63 bits");

static const char *add(int64_t a, int64_t b, int64_t *r)
{
	return __builtin_add_overflow(a, b, r) ? tr(overflows) : NULL;
}

static const char *sub(int64_t a, int64_t b, int64_t *r)
{
	return __builtin_sub_overflow(a, b, r) ? tr(overflows) : NULL;
}

static const char *mul(int64_t a, int64_t b, int64_t *r)
{
	return __builtin_mul_overflow(a, b, r) ? tr(overflows) : NULL;
}

static const char *check_division(int64_t a, int64_t b)
{
	if (b == 0)
		return tr(by_zero);
	return a == INT64_MIN && b == -1 ? tr(overflows) : NULL;
}

static const char *divide(int64_t a, int64_t b, int64_t *r)
{
	const char *wrong = check_division(a, b);
	*r = wrong ? 0 : a / b;
	return wrong;
}

static const char *modulo(int64_t a, int64_t b, int64_t *r)
{
	const char *wrong = check_division(a, b);
	*r = wrong ? 0 : a % b;
	return wrong;
}

/* Rounds down, as compilers do; C leaves a negative `a` to them. b is 0 to 63. */
static int64_t shifted_right(int64_t a, int64_t b)
{
	uint64_t sign = a < 0 ? UINT64_MAX : 0;
	return (int64_t)((((uint64_t)a ^ sign) >> b) ^ sign);
}

/* A multiplication by 2^b: of a negative number too, which C leaves undefined and compilers do like this. */
static const char *shift_left(int64_t a, int64_t b, int64_t *r)
{
	if (b < 0 || b > 63)
		return tr(bad_shift);
	uint64_t bits = (uint64_t)a << b;
	memcpy(r, &bits, sizeof(*r));
	return shifted_right(*r, b) == a ? NULL : tr(overflows);
}

static const char *shift_right(int64_t a, int64_t b, int64_t *r)
{
	if (b < 0 || b > 63)
		return tr(bad_shift);
	*r = shifted_right(a, b);
	return NULL;
}

#define SIMPLE(name, expression)                                                                                       \
	static const char *name(int64_t a, int64_t b, int64_t *r)                                                      \
	{                                                                                                              \
		(void)b;                                                                                               \
		*r = (expression);                                                                                     \
		return NULL;                                                                                           \
	}
SIMPLE(bit_and, a &b)
SIMPLE(bit_or, a | b)
SIMPLE(bit_xor, a ^ b)
SIMPLE(equal, a == b)
SIMPLE(unequal, a != b)
SIMPLE(less, a < b)
SIMPLE(at_most, a <= b)
SIMPLE(greater, a > b)
SIMPLE(at_least, a >= b)
SIMPLE(plus, a)
SIMPLE(invert, !a)
SIMPLE(complement, ~a)
#undef SIMPLE

static const char *negate(int64_t a, int64_t b, int64_t *r)
{
	(void)b;
	return sub(0, a, r);
}

const struct op_row lang_ops[OP_ADDRESS + 1] = {
	[OP_NONE] = { "", PREC_NONE, NULL },
	[OP_ADD] = { "+", PREC_SUM, add },
	[OP_SUB] = { "-", PREC_SUM, sub },
	[OP_MUL] = { "*", PREC_PRODUCT, mul },
	[OP_DIV] = { "/", PREC_PRODUCT, divide },
	[OP_MOD] = { "%", PREC_PRODUCT, modulo },
	[OP_SHL] = { "<<", PREC_SHIFT, shift_left },
	[OP_SHR] = { ">>", PREC_SHIFT, shift_right },
	[OP_AND] = { "&", PREC_AND, bit_and },
	[OP_OR] = { "|", PREC_OR, bit_or },
	[OP_XOR] = { "^", PREC_XOR, bit_xor },
	[OP_LAND] = { "&&", PREC_LAND, NULL },
	[OP_LOR] = { "||", PREC_LOR, NULL },
	[OP_EQ] = { "==", PREC_EQ, equal },
	[OP_NE] = { "!=", PREC_EQ, unequal },
	[OP_LT] = { "<", PREC_LESS, less },
	[OP_LE] = { "<=", PREC_LESS, at_most },
	[OP_GT] = { ">", PREC_LESS, greater },
	[OP_GE] = { ">=", PREC_LESS, at_least },
	[OP_NEG] = { "-", PREC_UNARY, negate },
	[OP_PLUS] = { "+", PREC_UNARY, plus },
	[OP_NOT] = { "!", PREC_UNARY, invert },
	[OP_COMPL] = { "~", PREC_UNARY, complement },
	[OP_ADDRESS] = { "&", PREC_UNARY, NULL },
};

static enum op find(const char *text, enum op first, enum op last)
{
	for (enum op o = first; o <= last; o++)
		if (!strcmp(lang_ops[o].text, text))
			return o;
	return OP_NONE;
}

enum op op_binary(const char *text)
{
	return find(text, OP_ADD, OP_GE);
}

enum op op_unary(const char *text)
{
	return find(text, OP_NEG, OP_ADDRESS);
}
