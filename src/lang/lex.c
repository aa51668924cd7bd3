/* Text into tokens. */
#include "lang/lex.h"

#include <limits.h>
#include <string.h>

#include "base/tr.h"
#include "lang/fail.h"

/* Longer signs before their beginnings. Those that the language refuses are here to be refused by name. */
static const char *const signs[] = {
	"<<=", ">>=", "...", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "->", "//", "/*",
	"<<",  ">>",  "<=",  ">=", "==", "!=", "&&", "||", "+",  "-",  "*",  "/",  "%",  "&",  "|",  "^",
	"~",   "!",   "<",   ">",  "=",  "(",  ")",  "[",  "]",  "?",  ":",  ",",  ".",  ";",  "{",  "}",
};

/* Not of the locale. */
static bool is_space(char c)
{
	return c && strchr(" \t\n\r\f\v", c);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static struct token bad(struct lexer *lx, size_t at, const char *why)
{
	lang_fail(lx->e, at, "%s", why);
	return (struct token){ .kind = TOKEN_BAD, .at = (uint32_t)at, .end = (uint32_t)at };
}

static void skip_space(struct lexer *lx)
{
	while (is_space(lx->text[lx->at]))
		lx->at++;
}

static struct token lex_name(struct lexer *lx)
{
	struct token t = { .kind = TOKEN_NAME, .at = lx->at };
	while (is_letter(lx->text[lx->at]) || is_digit(lx->text[lx->at]))
		lx->at++;
	t.end = lx->at;
	t.len = t.end - t.at;
	t.s = arena_strndup(lx->arena, lx->text + t.at, t.len);
	return t;
}

static struct token lex_int(struct lexer *lx)
{
	struct token t = { .kind = TOKEN_INT, .at = lx->at };
	uint32_t at = lx->at;
	while (is_letter(lx->text[at]) || is_digit(lx->text[at]) || lx->text[at] == '.')
		at++;
	const char *wrong = lex_number(lx->text + t.at, at - t.at, &t.i);
	if (wrong)
		return bad(lx, t.at, wrong);
	lx->at = t.end = at;
	t.text = arena_strndup(lx->arena, lx->text + t.at, at - t.at);
	return t;
}

/* A character is a char of C: '\xff' is -1 where that is signed. */
static struct token lex_char(struct lexer *lx)
{
	struct token t = { .kind = TOKEN_INT, .at = lx->at };
	const char *s = lx->text + lx->at + 1, *wrong = NULL;
	if (*s == '\'' || !*s || *s == '\n')
		return bad(lx, t.at, tr("one character stands between the quotes"));
	const char *start = s;
	int c = lex_character(&s, &wrong);
	if (c < 0)
		return bad(lx, (size_t)(start - lx->text), wrong);
	if (*s != '\'')
		return bad(lx, t.at, tr("one character stands between the quotes; text stands between \""));
	t.i = CHAR_MIN < 0 && c > CHAR_MAX ? c - (UCHAR_MAX + 1) : c;
	lx->at = t.end = (uint32_t)(s + 1 - lx->text);
	t.text = arena_strndup(lx->arena, lx->text + t.at, t.end - t.at);
	return t;
}

/* One "..." at lx->at into out. False: *fault is the token to return. */
static bool lex_part(struct lexer *lx, struct buf *out, struct token *fault)
{
	const char *s = lx->text + lx->at + 1, *wrong = NULL;
	while (*s != '"') {
		const char *start = s;
		if (!*s || *s == '\n') {
			*fault = bad(lx, lx->at, tr("the text has no closing quote"));
			return false;
		}
		int c = lex_character(&s, &wrong);
		if (c < 0) {
			*fault = bad(lx, (size_t)(start - lx->text), wrong);
			return false;
		}
		buf_putc(out, (char)c);
	}
	lx->at = (uint32_t)(s + 1 - lx->text);
	return true;
}

static struct token lex_string(struct lexer *lx)
{
	struct token t = { .kind = TOKEN_STRING, .at = lx->at }, fault;
	struct buf content, written;
	buf_init(&content, LANG_LENGTH);
	buf_init(&written, 2 * LANG_LENGTH);
	bool good;
	do {
		uint32_t from = lx->at;
		good = lex_part(lx, &content, &fault);
		t.end = lx->at;
		buf_puts(&written, written.len ? " " : "");
		buf_put(&written, lx->text + from, t.end - from);
		if (good)
			skip_space(lx);
	} while (good && lx->text[lx->at] == '"');
	t.len = content.len;
	t.s = memcpy(arena_alloc(lx->arena, t.len + 1, 1), buf_str(&content), t.len);
	t.text = arena_strndup(lx->arena, buf_str(&written), written.len);
	buf_finish(&content);
	buf_finish(&written);
	return good ? t : fault;
}

static struct token lex_sign(struct lexer *lx)
{
	const char *s = lx->text + lx->at;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t len = strlen(signs[i]);
		if (strncmp(s, signs[i], len) != 0)
			continue;
		struct token t = { .kind = TOKEN_SIGN, .at = lx->at, .s = signs[i], .len = len };
		lx->at = t.end = t.at + (uint32_t)len;
		return t;
	}
	if (*s > ' ' && *s < 0x7f)
		lang_fail(lx->e, lx->at, "`%c` is not part of the statement language", *s);
	else
		lang_fail(lx->e, lx->at, "byte 0x%02x is not part of the statement language",
			  (unsigned)(unsigned char)*s);
	return (struct token){ .kind = TOKEN_BAD, .at = lx->at, .end = lx->at };
}

struct token lex_next(struct lexer *lx)
{
	skip_space(lx);
	char c = lx->text[lx->at];
	if (!c)
		return (struct token){ .kind = TOKEN_END, .at = lx->at, .end = lx->at };
	if (is_letter(c))
		return lex_name(lx);
	if (is_digit(c))
		return lex_int(lx);
	if (c == '\'')
		return lex_char(lx);
	return c == '"' ? lex_string(lx) : lex_sign(lx);
}
