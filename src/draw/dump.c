/* A canvas as text, for tests and for terminals that are none. */
#include "base/text.h"
#include "draw/canvas.h"

static bool cell_blank(const struct cell *c)
{
	return (c->code[0] == 0 || c->code[0] == ' ') && !(c->flags & CELL_TAIL);
}

static void put_cell(struct buf *out, const struct cell *c)
{
	char bytes[4];
	if (c->flags & CELL_TAIL)
		return;
	if (!c->code[0]) {
		buf_putc(out, ' ');
		return;
	}
	for (size_t i = 0; i < sizeof(c->code) / sizeof(c->code[0]) && c->code[i]; i++)
		buf_put(out, bytes, text_encode(c->code[i], bytes));
}

void canvas_text(const struct canvas *c, struct buf *out)
{
	for (int y = 0; y < c->h; y++) {
		const struct cell *row = &c->cells[(size_t)y * (size_t)c->w];
		int end = c->w;
		while (end > 0 && cell_blank(&row[end - 1]))
			end--;
		for (int x = 0; x < end; x++)
			put_cell(out, &row[x]);
		buf_putc(out, '\n');
	}
}
