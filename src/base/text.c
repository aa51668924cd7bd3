/* UTF-8, columns, wrapping, and the sanitizer of foreign text. */
#include "base/text.h"

#include <string.h>

enum { REPLACEMENT = 0xfffd, MARKS_MAX = 4 };

/* By the first byte: length, its payload bits, and the smallest code point that needs this length. */
static const struct form {
	unsigned char mask, lead, payload, len;
	uint32_t least;
} forms[] = {
	{ .mask = 0x80, .lead = 0x00, .payload = 0x7f, .len = 1, .least = 0 },
	{ .mask = 0xe0, .lead = 0xc0, .payload = 0x1f, .len = 2, .least = 0x80 },
	{ .mask = 0xf0, .lead = 0xe0, .payload = 0x0f, .len = 3, .least = 0x800 },
	{ .mask = 0xf8, .lead = 0xf0, .payload = 0x07, .len = 4, .least = 0x10000 },
};

static const struct form *form_of(unsigned char lead)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if ((lead & forms[i].mask) == forms[i].lead)
			return &forms[i];
	}
	return NULL;
}

size_t text_decode(const char *s, size_t n, uint32_t *code)
{
	const unsigned char *p = (const unsigned char *)s;
	const struct form *f = form_of(p[0]);
	*code = REPLACEMENT;
	if (!f || f->len > n)
		return 1;
	uint32_t c = p[0] & f->payload;
	for (size_t i = 1; i < f->len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 1;
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < f->least || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 1;
	*code = c;
	return f->len;
}

size_t text_encode(uint32_t code, char out[4])
{
	if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		code = REPLACEMENT;
	size_t i = 0;
	while (i < 3 && code >= forms[i + 1].least)
		i++;
	for (size_t at = i; at > 0; at--) {
		out[at] = (char)(0x80 | (code & 0x3f));
		code >>= 6;
	}
	out[0] = (char)(forms[i].lead | code);
	return i + 1;
}

/* Bytes of printable ASCII that s begins with: most text is nothing else, and shows as it stands. */
static size_t plain_run(const char *s, size_t n)
{
	size_t at = 0;
	while (at < n && s[at] >= ' ' && s[at] < 0x7f)
		at++;
	return at;
}

size_t text_width(const char *s, size_t n)
{
	size_t columns = 0;
	if (n == (size_t)-1)
		n = strlen(s);
	for (size_t at = 0; at < n;) {
		uint32_t code;
		size_t plain = plain_run(s + at, n - at);
		columns += plain;
		at += plain;
		if (at == n)
			break;
		at += text_decode(s + at, n - at, &code);
		columns += (size_t)text_code_width(code);
	}
	return columns;
}

size_t text_fit(const char *s, size_t n, size_t columns)
{
	size_t at = 0, used = 0;
	if (n == (size_t)-1)
		n = strlen(s);
	while (at < n) {
		uint32_t code;
		size_t left = columns - used, plain = plain_run(s + at, n - at < left ? n - at : left);
		at += plain;
		used += plain;
		if (at == n)
			break;
		size_t bytes = text_decode(s + at, n - at, &code);
		used += (size_t)text_code_width(code);
		if (used > columns)
			break;
		at += bytes;
	}
	return at;
}

/* What has no picture of its own or rules over that of others: controls, bidi, invisible, annotations, tags. */
static bool is_hidden(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} hidden[] = {
		{ 0x0, 0x1f },      { 0x7f, 0x9f },     { 0xad, 0xad },       { 0x61c, 0x61c },   { 0x180e, 0x180e },
		{ 0x200b, 0x200b }, { 0x200e, 0x200f }, { 0x2028, 0x202e },   { 0x2060, 0x206f }, { 0xfeff, 0xfeff },
		{ 0xfff9, 0xfffb }, { 0xfffe, 0xffff }, { 0xe0000, 0xe00ff },
	};
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		if (c >= hidden[i].first && c <= hidden[i].last)
			return true;
	}
	return false;
}

/* The control pictures stand for U+0000 to U+001F and DEL; all else becomes the replacement character. */
static uint32_t visible(uint32_t c)
{
	if (c < 0x20)
		return 0x2400 + c;
	return c == 0x7f ? 0x2421 : REPLACEMENT;
}

/* One code point on its way through the sanitizer. Returns what is shown in its place, or -1 for nothing. */
static int64_t clean_code(uint32_t code, size_t *marks, bool keep_lines)
{
	if (keep_lines && (code == '\n' || code == '\t')) {
		*marks = 0;
		return code;
	}
	if (is_hidden(code)) {
		*marks = 0;
		return visible(code);
	}
	*marks = text_code_width(code) == 0 ? *marks + 1 : 0;
	if (*marks <= MARKS_MAX)
		return code;
	return *marks == MARKS_MAX + 1 ? REPLACEMENT : -1;
}

void text_clean(struct buf *out, const char *s, size_t n, bool keep_lines)
{
	size_t marks = 0;
	if (n == (size_t)-1)
		n = strlen(s);
	for (size_t at = 0; at < n;) {
		uint32_t code;
		char bytes[4];
		size_t plain = plain_run(s + at, n - at);
		if (plain > 0) {
			buf_put(out, s + at, plain);
			at += plain;
			marks = 0;
			continue;
		}
		at += text_decode(s + at, n - at, &code);
		int64_t shown = clean_code(code, &marks, keep_lines);
		if (shown >= 0)
			buf_put(out, bytes, text_encode((uint32_t)shown, bytes));
	}
}

static void put_escape(struct buf *out, uint32_t code)
{
	if (code > 0xffff) {
		put_escape(out, 0xd800 + ((code - 0x10000) >> 10));
		code = 0xdc00 + ((code - 0x10000) & 0x3ff);
	}
	buf_printf(out, "\\u%04x", code);
}

void text_escape(struct buf *out, const char *s, size_t n)
{
	size_t marks = 0;
	for (size_t at = 0; at < n;) {
		uint32_t code;
		size_t plain = plain_run(s + at, n - at);
		if (plain > 0) {
			buf_put(out, s + at, plain);
			at += plain;
			marks = 0;
			continue;
		}
		size_t bytes = text_decode(s + at, n - at, &code);
		if (clean_code(code, &marks, false) == (int64_t)code)
			buf_put(out, s + at, bytes);
		else
			put_escape(out, code);
		at += bytes;
	}
}

bool text_is_clean(const char *s, size_t n, bool keep_lines)
{
	size_t marks = 0;
	if (n == (size_t)-1)
		n = strlen(s);
	for (size_t at = 0; at < n;) {
		uint32_t code;
		size_t plain = plain_run(s + at, n - at);
		if (plain > 0) {
			at += plain;
			marks = 0;
			continue;
		}
		size_t bytes = text_decode(s + at, n - at, &code);
		bool invalid = code == REPLACEMENT && bytes == 1;
		if (invalid || clean_code(code, &marks, keep_lines) != (int64_t)code)
			return false;
		at += bytes;
	}
	return true;
}

/* Where to break s, which has n bytes of one line and of which `fit` bytes fit: at a space, else inside the word. */
static size_t break_at(const char *s, size_t n, size_t fit)
{
	size_t indent = strspn(s, " ");
	for (size_t at = fit; at > indent; at--) {
		if (s[at] == ' ')
			return at;
	}
	if (fit > 0)
		return fit;
	/* A character wider than the line: it alone, with the marks that sit on it. */
	uint32_t code;
	size_t one = text_decode(s, n, &code);
	return one + text_fit(s + one, n - one, 0);
}

bool text_wrap(const char *s, size_t columns, size_t *at, size_t *line, size_t *len)
{
	const char *rest = s + *at;
	if (!*rest)
		return false;
	size_t n = strcspn(rest, "\n");
	size_t end = text_fit(rest, n, columns);
	if (end < n)
		end = break_at(rest, n, end);
	size_t next = end + strspn(rest + end, " ");
	next += rest[next] == '\n';
	while (end > 0 && rest[end - 1] == ' ')
		end--;
	*line = *at;
	*len = end;
	*at += next;
	return true;
}
