/* Lines in and out. What is written goes through one place: wrapped, and spelled as the locale can. */
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "app/plain_state.h"
#include "app/signals.h"
#include "base/text.h"
#include "draw/canvas.h"
#include "draw/spell.h"
#include "lesson/text.h"

#define COLUMNS  78
#define TEXT_MAX (1 << 20)

static void put_line(struct plain *p, const char *s, size_t n)
{
	struct buf line;

	buf_init(&line, TEXT_MAX);
	spell(&line, s, n, p->ascii);
	fwrite(buf_str(&line), 1, line.len, stdout);
	putchar('\n');
	buf_finish(&line);
}

static void put_wrapped(struct plain *p, const char *s)
{
	size_t at = 0, line, len;

	while (text_wrap(s, COLUMNS, &at, &line, &len))
		put_line(p, s + line, len);
}

void plain_say(struct plain *p, const char *fmt, ...)
{
	struct buf text;
	va_list ap;

	buf_init(&text, TEXT_MAX);
	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	if (text.len == 0)
		putchar('\n');
	else
		put_wrapped(p, buf_str(&text));
	buf_finish(&text);
}

void plain_lines(struct plain *p, const char *text)
{
	while (text[0] != '\0') {
		size_t n = strcspn(text, "\n");

		put_line(p, text, n);
		text += n + (text[n] == '\n');
	}
}

void plain_paragraph(struct plain *p, const char *lead, const char *text)
{
	const struct binding *vary;
	size_t n = 0;
	struct buf full, plain;

	vary = session_vary(p->session, p->step, &n);
	buf_init(&full, TEXT_MAX);
	buf_init(&plain, TEXT_MAX);
	lesson_text(&full, text, vary, n);
	buf_puts(&plain, lead);
	paragraph_plain(buf_str(&full), p->ascii, &plain);
	if (text[0] == ' ')
		plain_lines(p, buf_str(&plain));
	else
		put_wrapped(p, buf_str(&plain));
	buf_finish(&plain);
	buf_finish(&full);
}

void plain_error(struct plain *p, const char *what, const struct err *e)
{
	char text[1024];

	err_text(e, text, sizeof(text));
	plain_say(p, "%s:", what);
	plain_lines(p, text);
}

/* ---- reading ---- */

/* More bytes: there is room for some. The end of them, and a signal that asks to end, are noted. */
static void fill(struct plain *p)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };
	ssize_t got = -1;

	errno = EINTR;
	if (signals_wait(&fd, 1, -1) > 0)
		got = read(STDIN_FILENO, p->in.bytes + p->in.n, PLAIN_LINE - p->in.n);
	if (got > 0)
		p->in.n += (size_t)got;
	else if (got == 0 || errno != EINTR || signals_end() != 0)
		p->in.ended = true;
}

/* A line of the bytes that are there, taken out; false where none is whole. */
static bool take(struct plain *p, char line[PLAIN_LINE])
{
	char *end = memchr(p->in.bytes, '\n', p->in.n);
	size_t n = end != NULL ? (size_t)(end - p->in.bytes) : p->in.n, from = 0, used;

	if (end == NULL && !(p->in.ended && n > 0) && n < PLAIN_LINE)
		return false;
	used = end != NULL ? n + 1 : n;
	while (n > 0 && strchr(" \t\r", p->in.bytes[n - 1]) != NULL)
		n--;
	while (from < n && strchr(" \t\r", p->in.bytes[from]) != NULL)
		from++;
	n = n - from < PLAIN_LINE ? n - from : PLAIN_LINE - 1;
	memcpy(line, p->in.bytes + from, n);
	line[n] = '\0';
	memmove(p->in.bytes, p->in.bytes + used, p->in.n - used);
	p->in.n -= used;
	return true;
}

bool plain_read(struct plain *p, const char *prompt, char line[PLAIN_LINE])
{
	fputs(prompt, stdout);
	fflush(stdout);
	while (!take(p, line)) {
		if (!p->in.ended)
			fill(p);
		if (p->in.ended && p->in.n == 0) {
			putchar('\n');
			return false;
		}
	}
	if (p->echo)
		put_line(p, line, strlen(line));
	return signals_end() == 0;
}
