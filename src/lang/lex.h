/* Text into tokens. Inside lang/ only. */
#ifndef LANG_LEX_H
#define LANG_LEX_H

#include "lang/tree.h"

enum token_kind { TOKEN_END, TOKEN_INT, TOKEN_STRING, TOKEN_NAME, TOKEN_SIGN, TOKEN_BAD };

struct token {
	enum token_kind kind;
	uint32_t at, end;
	int64_t i;
	const char *s; /* name; string decoded; sign as in the table of signs, those too that are not of the language */
	size_t len;
	const char *text; /* INT, STRING: as written, adjacent strings one space apart */
};

struct lexer {
	const char *text;
	uint32_t at;
	struct arena *arena;
	struct lang_err *e; /* filled with a TOKEN_BAD; may be NULL */
};

/* The next token; adjacent strings are one. After TOKEN_END or TOKEN_BAD the same again. */
struct token lex_next(struct lexer *lx);

/* One character of a literal at *s, an escape or a plain one: its byte, or -1 (*wrong says why). */
int lex_character(const char **s, const char **wrong);
/* An integer literal of len bytes with its suffix: NULL, or what is wrong with it. */
const char *lex_number(const char *s, size_t len, int64_t *value);

#endif
