/*
 * Paragraphs with marks.
 *
 *   "set `prot` to *none*"  ──marks──▶  plain "set prot to none", look of each byte  ──wrap──▶ rows
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "draw/canvas.h"
#include "draw/spell.h"

#define PARAGRAPH_MAX 65536
#define CODE_INDENT   4  /* spaces that make a string a line of code */
#define CODE_WHOLE    24 /* bytes of code in a sentence that are not parted: `char *m` */

struct marked {
	struct buf plain;
	uint8_t *look; /* of each byte of plain */
	size_t cap;
};

static void add(struct marked *m, const char *s, size_t n, enum look look, bool ascii)
{
	size_t from = m->plain.len;
	void *v = m->look;
	spell(&m->plain, s, n, ascii);
	mem_grow(&v, &m->cap, m->plain.len + 1, 1);
	m->look = v;
	memset(m->look + from, (int)look, m->plain.len - from);
}

static bool in_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == ')' || c == ']';
}

size_t paragraph_mark(const char *s, size_t at)
{
	char mark = s[at];
	if (mark == '*' && ((at > 0 && in_word(s[at - 1])) || s[at + 1] == ' '))
		return 0;
	for (size_t i = at + 1; s[i]; i++) {
		if (s[i] != mark)
			continue;
		if (mark == '`' || (s[i - 1] != ' ' && !in_word(s[i + 1])))
			return i - at - 1;
	}
	return 0;
}

bool paragraph_is_code(const char *text)
{
	return strspn(text, " ") >= CODE_INDENT;
}

static void unmark(struct marked *m, enum look look, const char *s, bool ascii)
{
	size_t from = 0, at = 0;
	while (s[at]) {
		size_t n = s[at] == '`' || s[at] == '*' ? paragraph_mark(s, at) : 0;
		if (n == 0) {
			at++;
			continue;
		}
		add(m, s + from, at - from, look, ascii);
		add(m, s + at + 1, n, s[at] == '`' ? LOOK_CODE : LOOK_EMPHASIS, ascii);
		at += n + 2;
		from = at;
	}
	add(m, s + from, at - from, look, ascii);
}

static void marked_init(struct marked *m, enum look look, const char *s, bool ascii)
{
	*m = (struct marked){ .look = NULL };
	buf_init(&m->plain, PARAGRAPH_MAX);
	if (paragraph_is_code(s))
		add(m, s, (size_t)-1, LOOK_CODE, ascii);
	else
		unmark(m, look, s, ascii);
}

static void marked_finish(struct marked *m)
{
	buf_finish(&m->plain);
	free(m->look);
}

static void put_row(struct area a, int y, const struct marked *m, size_t at, size_t len)
{
	const char *s = buf_str(&m->plain);
	int x = 0;
	for (size_t end = at + len; at < end;) {
		size_t n = 1;
		while (at + n < end && m->look[at + n] == m->look[at])
			n++;
		char *run = strndup(s + at, n);
		if (run)
			x += area_text(a, x, y, -1, (enum look)m->look[at], run);
		free(run);
		at += n;
	}
}

/* A break inside short code moves to before it. */
static void keep_code(const struct marked *m, int columns, size_t *at, size_t line, size_t *len)
{
	const char *s = buf_str(&m->plain);
	size_t from = line + *len, to = *at;
	if (!s[to] || m->look[from] != LOOK_CODE || m->look[to] != LOOK_CODE)
		return;
	while (from > line && m->look[from - 1] == LOOK_CODE)
		from--;
	while (s[to] && m->look[to] == LOOK_CODE)
		to++;
	if (from <= line + 1 || s[from - 1] != ' ' || to - from > CODE_WHOLE || to - from > (size_t)columns)
		return;
	*at = from;
	*len = from - 1 - line;
}

int area_paragraph(struct area a, int y, enum look look, const char *text, int skip)
{
	struct marked m;
	size_t at = 0, line, len;
	int rows = 0;
	if (a.w <= 0)
		return 0;
	marked_init(&m, look, text, a.canvas->ascii);
	while (text_wrap(buf_str(&m.plain), (size_t)a.w, &at, &line, &len)) {
		keep_code(&m, a.w, &at, line, &len);
		if (rows >= skip && y + rows - skip >= 0 && y + rows - skip < a.h)
			put_row(a, y + rows - skip, &m, line, len);
		rows++;
	}
	marked_finish(&m);
	return rows > skip ? rows - skip : 0;
}

int paragraph_rows(const char *text, int columns)
{
	struct canvas none = { .w = 0 };
	struct area a = { .canvas = &none, .w = columns };
	return area_paragraph(a, 0, LOOK_TEXT, text, 0);
}

void paragraph_plain(const char *text, bool ascii, struct buf *out)
{
	struct marked m;
	marked_init(&m, LOOK_TEXT, text, ascii);
	buf_put(out, buf_str(&m.plain), m.plain.len);
	marked_finish(&m);
}
