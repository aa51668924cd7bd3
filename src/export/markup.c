/* Text into HTML. */
#include "export/markup.h"

#include <string.h>

#include "base/text.h"
#include "draw/canvas.h"
#include "lesson/text.h"

enum { TEXT_MAX = 1 << 20, CODE_INDENT = 4 };

static void put_char(char c, struct buf *out)
{
	static const struct {
		char c;
		const char *as;
	} rows[] = { { '&', "&amp;" },  { '<', "&lt;" },   { '>', "&gt;" },
		     { '"', "&quot;" }, { '\n', "<br/>" }, { '\t', "    " } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].c == c) {
			buf_puts(out, rows[i].as);
			return;
		}
	}
	buf_putc(out, c);
}

void markup_plain(const char *s, size_t n, struct buf *out)
{
	struct buf clean;

	buf_init(&clean, TEXT_MAX);
	text_clean(&clean, s, n == (size_t)-1 ? strlen(s) : n, true);
	for (size_t i = 0; i < clean.len; i++)
		put_char(clean.data[i], out);
	buf_finish(&clean);
}

static void put_marked(const char *s, struct buf *out)
{
	size_t from = 0, n;

	for (size_t i = 0; s[i] != '\0'; i++) {
		if ((s[i] != '`' && s[i] != '*') || (n = paragraph_mark(s, i)) == 0)
			continue;
		markup_plain(s + from, i - from, out);
		buf_puts(out, s[i] == '`' ? "<code>" : "<em>");
		markup_plain(s + i + 1, n, out);
		buf_puts(out, s[i] == '`' ? "</code>" : "</em>");
		i += n + 1;
		from = i + 1;
	}
	markup_plain(s + from, strlen(s + from), out);
}

void markup_text(const char *text, const struct binding *vary, size_t vary_n, struct buf *out)
{
	struct buf full;

	buf_init(&full, TEXT_MAX);
	lesson_text(&full, text, vary, vary_n);
	if (paragraph_is_code(text))
		markup_plain(buf_str(&full) + CODE_INDENT, (size_t)-1, out);
	else
		put_marked(buf_str(&full), out);
	buf_finish(&full);
}

void markup_paragraphs(const struct texts *t, const struct binding *vary, size_t vary_n, struct buf *out)
{
	for (size_t i = 0; i < t->n; i++) {
		bool code = paragraph_is_code(t->v[i]);

		buf_puts(out, code ? "<pre>" : "<p>");
		markup_text(t->v[i], vary, vary_n, out);
		while (code && i + 1 < t->n && paragraph_is_code(t->v[i + 1])) {
			buf_puts(out, "<br/>");
			markup_text(t->v[++i], vary, vary_n, out);
		}
		buf_puts(out, code ? "</pre>" : "</p>");
	}
}
