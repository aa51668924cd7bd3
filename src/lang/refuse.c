/* What a parser says of a token that cannot stand where it stands. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/tr.h"
#include "lang/fail.h"
#include "lang/parse.h"

struct refusal {
	const char *sign, *say;
};

static const struct refusal refusals[] = {
	{ "++", N_("`++` is not part of the statement language; write `n = n + 1`") },
	{ "--", N_("`--` is not part of the statement language; write `n = n - 1`") },
	{ "->", N_("`->` is not part of the statement language; a structure is a plain name here: write `.`") },
	{ ",", N_("`,` separates arguments only; write one statement at a time") },
	{ ";", N_("leave `;` out: a statement ends where its string ends") },
	{ "{", N_("blocks are not part of the statement language; write one statement a string") },
	{ "}", N_("blocks are not part of the statement language; write one statement a string") },
	{ "//", N_("comments are not part of the statement language") },
	{ "/*", N_("comments are not part of the statement language") },
	{ "...", N_("`...` is not part of the statement language") },
	{ "*", N_("`*p` is not part of the statement language; write `p[0]`") },
	{ "+=", N_("`+=` is not part of the statement language; write `n = n + 1`") },
};

static const char *const keywords[] = {
	"auto",    "break", "case",     "const",  "continue", "default",  "do",     "else",   "enum",   "extern",
	"for",     "goto",  "if",       "inline", "register", "restrict", "return", "static", "struct", "switch",
	"typedef", "union", "volatile", "while",  "float",    "double",   "_Bool",  "bool",
};

static const char *refusal_find(const char *sign)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		if (!strcmp(refusals[i].sign, sign))
			return refusals[i].say;
	return NULL;
}

bool parse_keyword(const char *name)
{
	for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++)
		if (!strcmp(keywords[i], name))
			return true;
	return false;
}

static struct node *unexpected_sign(struct parser *p)
{
	const char *sign = p->tok.s, *say = refusal_find(sign);
	if (say)
		return parse_fail(p, p->tok.at, "%s", tr(say));
	if (!strcmp(sign, "="))
		return parse_fail(p, p->tok.at, "%s",
				  p->statement ? tr("one assignment a statement, at its start; `==` compares")
					       : tr("`=` assigns, and an expression only observes; `==` compares"));
	if (p->tok.len > 1 && sign[p->tok.len - 1] == '=' && (p->tok.len > 2 || !strchr("=!<>", sign[0])))
		return parse_fail(p, p->tok.at, "`%s` is not part of the statement language; write `n = n %.*s ...`",
				  sign, (int)p->tok.len - 1, sign);
	return parse_fail(p, p->tok.at, "`%s` does not belong here", sign);
}

struct node *parse_unexpected(struct parser *p)
{
	const struct token *t = &p->tok;
	if (t->kind == TOKEN_END)
		return parse_fail(p, t->at, "something is missing at the end");
	if (t->kind == TOKEN_SIGN)
		return unexpected_sign(p);
	if (t->kind == TOKEN_NAME && parse_keyword(t->s))
		return parse_fail(p, t->at,
				  "`%s` is not part of the statement language: nothing jumps, loops or declares", t->s);
	if (t->kind == TOKEN_NAME)
		return parse_fail(p, t->at, "an operator is missing before `%s`", t->s);
	return parse_fail(p, t->at, "an operator is missing before this");
}

struct node *parse_fail(struct parser *p, size_t at, const char *fmt, ...)
{
	if (p->failed)
		return NULL;
	p->failed = true;
	if (p->e) {
		va_list ap;
		va_start(ap, fmt);
		p->e->at = at;
		vsnprintf(p->e->text, sizeof(p->e->text), tr(fmt), ap);
		va_end(ap);
	}
	return NULL;
}
