/* The strict scanner: everything that cJSON lets through is refused here, with its place. */
#include "json/scan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/tr.h"

struct scan {
	const char *at, *end, *line_start;
	uint32_t line;
	size_t depth, nodes;
	const struct json_limits *limits;
	struct arena *arena;
	struct diags *diags;
};

static bool scan_value(struct scan *s, struct json *node);

static struct pos pos_of(const struct scan *s, const char *p)
{
	return (struct pos){ .line = s->line, .col = (uint32_t)(p - s->line_start) + 1 };
}

static bool fault(struct scan *s, const char *p, const char *message)
{
	diags_add(s->diags, pos_of(s, p), "%s", message);
	return false;
}

/* "expected X, found Y" at the present place. */
static bool expected(struct scan *s, const char *what)
{
	unsigned char c = s->at < s->end ? (unsigned char)*s->at : 0;
	if (s->at == s->end)
		diags_add(s->diags, pos_of(s, s->at), "expected %s, found the end of the text", what);
	else if (c > 0x20 && c < 0x7f)
		diags_add(s->diags, pos_of(s, s->at), "expected %s, found '%c'", what, c);
	else
		diags_add(s->diags, pos_of(s, s->at), "expected %s, found the byte 0x%02x", what, c);
	return false;
}

static bool next_is(const struct scan *s, char c)
{
	return s->at < s->end && *s->at == c;
}

static void skip_space(struct scan *s)
{
	for (; s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\r' || *s->at == '\n'); s->at++) {
		if (*s->at == '\n') {
			s->line++;
			s->line_start = s->at + 1;
		}
	}
}

/* Four hexadecimal digits, or -1. */
static int hex4(const struct scan *s, const char *p)
{
	int v = 0;
	for (int i = 0; i < 4; i++, p++) {
		const char *digits = "0123456789abcdef";
		const char *found = p < s->end && *p ? strchr(digits, *p >= 'A' && *p <= 'F' ? *p + 32 : *p) : NULL;
		if (!found)
			return -1;
		v = v * 16 + (int)(found - digits);
	}
	return v;
}

/* s->at is at the backslash of \u; a pair of surrogates is one character. */
static bool scan_unicode(struct scan *s)
{
	int high = hex4(s, s->at + 2);
	if (high < 0)
		return fault(s, s->at, tr("\\u takes four hexadecimal digits"));
	if (high == 0)
		return fault(s, s->at, tr("\\u0000 cannot stand in a string"));
	if (high >= 0xdc00 && high <= 0xdfff)
		return fault(s, s->at, tr("a low surrogate without a high one before it"));
	if (high < 0xd800 || high > 0xdbff) {
		s->at += 6;
		return true;
	}
	bool second = s->end - s->at >= 12 && s->at[6] == '\\' && s->at[7] == 'u';
	int low = second ? hex4(s, s->at + 8) : -1;
	if (low < 0xdc00 || low > 0xdfff)
		return fault(s, s->at, tr("a high surrogate without a low one behind it"));
	s->at += 12;
	return true;
}

static bool scan_char(struct scan *s)
{
	unsigned char c = (unsigned char)*s->at;
	if (c == '\\') {
		char kind = s->at + 1 < s->end ? s->at[1] : '\0';
		if (kind == 'u')
			return scan_unicode(s);
		if (!kind || !strchr("\"\\/bfnrt", kind))
			return fault(s, s->at, tr("unknown escape; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u"));
		s->at += 2;
		return true;
	}
	if (c < 0x20)
		return fault(s, s->at, tr("a control character in a string must be written as an escape"));
	uint32_t code;
	size_t n = text_decode(s->at, (size_t)(s->end - s->at), &code);
	if (n == 1 && c >= 0x80)
		return fault(s, s->at, tr("a byte that is no UTF-8"));
	s->at += n;
	return true;
}

/* From the opening quote to behind the closing one. */
static bool scan_string(struct scan *s, struct source *out)
{
	const char *open = s->at++;
	*out = (struct source){ .raw = s->at, .pos = pos_of(s, open) };
	while (s->at < s->end && *s->at != '"') {
		if (*s->at == '\n')
			return fault(s, open, tr("a string without its closing quote"));
		if (!scan_char(s))
			return false;
	}
	if (s->at == s->end)
		return fault(s, open, tr("a string without its closing quote"));
	s->at++;
	return true;
}

static size_t skip_digits(struct scan *s)
{
	const char *from = s->at;
	while (s->at < s->end && *s->at >= '0' && *s->at <= '9')
		s->at++;
	return (size_t)(s->at - from);
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)? */
static bool scan_number_form(struct scan *s, bool *whole)
{
	s->at += next_is(s, '-');
	const char *digits = s->at;
	if (skip_digits(s) == 0)
		return expected(s, "a digit");
	if (*digits == '0' && s->at - digits > 1)
		return fault(s, digits, tr("a number cannot start with 0 and another digit"));
	*whole = true;
	if (next_is(s, '.')) {
		s->at++;
		*whole = false;
		if (skip_digits(s) == 0)
			return expected(s, "a digit");
	}
	if (next_is(s, 'e') || next_is(s, 'E')) {
		s->at++;
		*whole = false;
		s->at += next_is(s, '+') || next_is(s, '-');
		if (skip_digits(s) == 0)
			return expected(s, "a digit");
	}
	return true;
}

static bool scan_number(struct scan *s, struct json *node)
{
	const char *from = s->at;
	bool whole = false;
	if (!scan_number_form(s, &whole))
		return false;
	if (s->at - from > SCAN_NUMBER_MAX)
		return fault(s, from, tr("a number of more than 63 characters"));
	errno = 0;
	node->integer = whole ? strtoll(from, NULL, 10) : 0;
	node->kind = whole && errno == 0 ? JSON_INT : JSON_REAL;
	if (node->kind == JSON_REAL)
		node->integer = 0;
	return true;
}

static const struct word {
	const char *text;
	enum json_kind kind;
	int value;
} words[] = {
	{ .text = "null", .kind = JSON_NULL },
	{ .text = "true", .kind = JSON_BOOL, .value = 1 },
	{ .text = "false", .kind = JSON_BOOL },
};

static bool scan_word(struct scan *s, struct json *node)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i].text);
		if ((size_t)(s->end - s->at) < n || memcmp(s->at, words[i].text, n) != 0)
			continue;
		node->kind = words[i].kind;
		node->integer = words[i].value;
		s->at += n;
		return true;
	}
	return expected(s, "a value");
}

static bool scan_key(struct scan *s, struct json *node)
{
	if (!next_is(s, '"'))
		return expected(s, tr("a key in quotes"));
	if (!scan_string(s, &node->key))
		return false;
	skip_space(s);
	if (!next_is(s, ':'))
		return expected(s, tr("':' behind the key"));
	s->at++;
	skip_space(s);
	return true;
}

/* The children of an array or object, from its opening bracket to behind the closing one. */
static bool scan_children(struct scan *s, struct json *node, char close, const char *separator)
{
	struct json **link = &node->first;
	s->at++;
	skip_space(s);
	if (next_is(s, close)) {
		s->at++;
		return true;
	}
	for (;;) {
		struct json *child = arena_alloc(s->arena, 1, sizeof(*child));
		if (node->kind == JSON_OBJECT && !scan_key(s, child))
			return false;
		if (!scan_value(s, child))
			return false;
		*link = child;
		link = &child->next;
		node->count++;
		skip_space(s);
		if (next_is(s, close)) {
			s->at++;
			return true;
		}
		if (!next_is(s, ','))
			return expected(s, separator);
		s->at++;
		skip_space(s);
	}
}

static bool scan_container(struct scan *s, struct json *node)
{
	bool object = *s->at == '{';
	node->kind = object ? JSON_OBJECT : JSON_ARRAY;
	if (s->depth >= s->limits->depth || s->depth >= SCAN_DEPTH_MAX)
		return fault(s, s->at, tr("nested too deeply"));
	s->depth++;
	bool ok = scan_children(s, node, object ? '}' : ']', object ? "',' or '}'" : "',' or ']'");
	s->depth--;
	return ok;
}

static bool scan_value(struct scan *s, struct json *node)
{
	if (s->at == s->end)
		return expected(s, "a value");
	node->pos = pos_of(s, s->at);
	if (s->nodes++ >= s->limits->nodes)
		return fault(s, s->at, tr("too many values"));
	if (*s->at == '{' || *s->at == '[')
		return scan_container(s, node);
	if (*s->at == '"') {
		node->kind = JSON_STRING;
		return scan_string(s, &node->string);
	}
	if (*s->at == '-' || (*s->at >= '0' && *s->at <= '9'))
		return scan_number(s, node);
	return scan_word(s, node);
}

struct json *scan_text(struct arena *a, const char *text, size_t len, const struct json_limits *limits, struct diags *d)
{
	struct scan s = {
		.at = text,
		.end = text + len,
		.line_start = text,
		.line = 1,
		.limits = limits,
		.arena = a,
		.diags = d,
	};
	struct json *root = arena_alloc(a, 1, sizeof(*root));
	skip_space(&s);
	if (!scan_value(&s, root))
		return NULL;
	skip_space(&s);
	if (s.at == s.end)
		return root;
	expected(&s, tr("nothing behind the value"));
	return NULL;
}
