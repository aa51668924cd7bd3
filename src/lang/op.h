/* The operators, one row each: how they are written, how tightly they bind, what they compute. Inside lang/ only. */
#ifndef LANG_OP_H
#define LANG_OP_H

#include "lang/tree.h"

/* C's levels of precedence; a higher one binds more tightly. */
enum prec {
	PREC_NONE,
	PREC_TOP, /* a process prefix, an assignment: never part of anything but in parentheses */
	PREC_COND,
	PREC_LOR,
	PREC_LAND,
	PREC_OR,
	PREC_XOR,
	PREC_AND,
	PREC_EQ,
	PREC_LESS,
	PREC_SHIFT,
	PREC_SUM,
	PREC_PRODUCT,
	PREC_UNARY,
	PREC_POSTFIX
};

struct op_row {
	const char *text;
	enum prec prec; /* PREC_UNARY: takes `a` alone */
	/* Leaves the result in *r and returns NULL; or says what is wrong. NULL for && || and &name: not arithmetic. */
	const char *(*apply)(int64_t a, int64_t b, int64_t *r);
};

extern const struct op_row lang_ops[OP_ADDRESS + 1];

/* OP_NONE where the text is no such operator. */
enum op op_binary(const char *text);
enum op op_unary(const char *text);

#endif
