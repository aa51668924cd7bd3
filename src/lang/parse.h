/* The parser's state, shared by parse.c (precedence) and primary.c (what stands between operators). */
#ifndef LANG_PARSE_H
#define LANG_PARSE_H

#include "lang/lex.h"

struct parser {
	struct lexer lx;
	struct token tok; /* the one to look at */
	struct arena *arena;
	struct lang_err *e;
	bool failed; /* the first fault is the one told */
	bool statement;
	uint32_t last;  /* end of the token before tok */
	unsigned depth; /* of the recursion */
};

/* Every function that gives a node gives NULL once the parser has failed. */
struct node *parse_fail(struct parser *p, size_t at, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* tok cannot stand here. */
struct node *parse_unexpected(struct parser *p);
/* A word of C that is not a word of the language, and so no name either. */
bool parse_keyword(const char *name);
void parse_advance(struct parser *p);
bool parse_is(const struct parser *p, const char *sign);
/* Moves behind the sign, or fails. */
bool parse_take(struct parser *p, const char *sign);
/* Whether tok is a name with `:` behind it. */
bool parse_is_prefix(const struct parser *p);

struct node *parse_node(struct parser *p, enum node_kind kind, uint32_t at, uint32_t point);
/* Closes n, whose operands are in place, at the last token. */
struct node *parse_close(struct parser *p, struct node *n);
/* One level down; false and failed where that is too deep. Undone by p->depth--. */
bool parse_enter(struct parser *p);

struct node *parse_conditional(struct parser *p);
struct node *parse_unary(struct parser *p);
/* With a process prefix before it where there is one. */
struct node *parse_full(struct parser *p);

#endif
