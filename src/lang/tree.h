/*
 * The statement language: C's expressions, one statement a string.
 *
 *   text ──lexer──▶ tokens ──parser──▶ struct node ──check──▶ bound to tables ──eval──▶ struct value
 *                                          └──print──▶ C that compiles
 */
#ifndef LANG_TREE_H
#define LANG_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "kernel/call.h"
#include "lang/word.h"

enum node_kind {
	NODE_INT,    /* a literal: i, text as written ("0x10", "'A'", "4UL") */
	NODE_STRING, /* s, len: decoded; text as written, adjacent parts one space apart */
	NODE_NAME,   /* s; bound by lang_check: to a constant, or else a name of the lesson */
	NODE_UNARY,  /* op - + ! ~ & of a[0] */
	NODE_BINARY, /* op a[0] a[1]; && and || too */
	NODE_COND,   /* a[0] ? a[1] : a[2] */
	NODE_CAST,   /* (s) a[0]: the type as canonical text "unsigned char *"; i: its bytes, negative where signed,
			0 for a pointer */
	NODE_SIZEOF, /* of the type s: i is its size */
	NODE_INDEX,  /* a[0] [ a[1] ] */
	NODE_FIELD,  /* a[0] . s */
	NODE_CALL,   /* s ( arguments in `args` ): `call` or `word` is set by lang_check */
	NODE_ACTOR,  /* s : a[0] — an expression or statement in another process */
	NODE_ASSIGN  /* a[0] = a[1] */
};

enum op {
	OP_NONE,
	OP_ADD,
	OP_SUB,
	OP_MUL,
	OP_DIV,
	OP_MOD,
	OP_SHL,
	OP_SHR,
	OP_AND,
	OP_OR,
	OP_XOR,
	OP_LAND,
	OP_LOR,
	OP_EQ,
	OP_NE,
	OP_LT,
	OP_LE,
	OP_GT,
	OP_GE,
	OP_NEG,
	OP_PLUS,
	OP_NOT,
	OP_COMPL,
	OP_ADDRESS
};

struct node {
	enum node_kind kind;
	enum op op;
	bool die;         /* of the outermost node of a statement: `die:` stood before it */
	uint32_t at, end; /* bytes of the source that it covers */
	uint32_t point;   /* where a fault of it is shown: the operator, the name, the literal */
	unsigned height;  /* 1 for a leaf; at most LANG_DEPTH */
	int64_t i;
	const char *s;
	size_t len;
	const char *text; /* NODE_INT, NODE_STRING: as written; NULL in a tree that was not parsed */
	struct node *a[3];
	struct node **args;
	size_t args_n;
	const struct call *call;
	const struct constant *constant;
	const struct word *word; /* an observation */
};

/* A fault at byte `at` of the source. */
struct lang_err {
	size_t at;
	char text[200];
};

#define LANG_DEPTH  64   /* nesting of expressions */
#define LANG_LENGTH 4096 /* bytes of a statement */
#define LANG_ARGS   16   /* arguments of one call */

/* Each returns NULL and fills e where the text is not of the language. The tree lives in a. */
struct node *lang_statement(struct arena *a, const char *text, struct lang_err *e);
struct node *lang_expression(struct arena *a, const char *text, struct lang_err *e);

/* True where n performs the call `name`, or any call at all where name is NULL. Before or after lang_check. */
bool lang_calls(const struct node *n, const char *name);

/* Prints C, canonical spacing; parsing it again gives the same tree. No `;` at the end. */
void lang_print(const struct node *n, struct buf *out);

#endif
