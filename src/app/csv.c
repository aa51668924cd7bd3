/* Cells of tables. */
#include <string.h>

#include "app/csv.h"
#include "base/text.h"

static void between(struct buf *out)
{
	if (out->len > 0 && out->data[out->len - 1] != '\n')
		buf_putc(out, ',');
}

/* What a spreadsheet would begin a formula with, wide as well as narrow. */
static bool begins_formula(const char *text)
{
	static const char *const signs[] = { "=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (strncmp(text, signs[i], strlen(signs[i])) == 0)
			return true;
	}
	return false;
}

void csv_text(struct buf *out, const char *text)
{
	struct buf clean;

	between(out);
	buf_init(&clean, 1 << 16);
	text_clean(&clean, text, strlen(text), false);
	buf_putc(out, '"');
	if (begins_formula(buf_str(&clean)))
		buf_putc(out, '\'');
	for (const char *c = buf_str(&clean); *c != '\0'; c++) {
		if (*c == '"')
			buf_putc(out, '"');
		buf_putc(out, *c);
	}
	buf_putc(out, '"');
	buf_finish(&clean);
}

void csv_count(struct buf *out, size_t n)
{
	between(out);
	buf_printf(out, "%zu", n);
}

void csv_end(struct buf *out)
{
	buf_puts(out, "\r\n");
}

void cell_text(struct buf *out, const char *text, size_t columns)
{
	struct buf clean;
	size_t n, width;

	buf_init(&clean, 1 << 16);
	text_clean(&clean, text, strlen(text), false);
	n = columns > 0 ? text_fit(buf_str(&clean), clean.len, columns) : clean.len;
	width = text_width(buf_str(&clean), n);
	buf_put(out, buf_str(&clean), n);
	if (width < columns)
		buf_fill(out, ' ', columns - width);
	buf_finish(&clean);
}
