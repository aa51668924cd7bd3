/* From a canvas to the screen: only the runs of cells that changed. */
#include "term/private.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/mem.h"

void blit_invalidate(struct term *t)
{
	free(t->last);
	free(t->run);
	t->last = mem_zalloc((size_t)t->w * (size_t)t->h, sizeof *t->last);
	t->run = mem_zalloc((size_t)t->w + 1, sizeof *t->run);
	t->last_w = 0;
	t->last_h = 0;
}

/*
 * The cell as curses has it; the return is how many of them its columns need. What the C library measures differently
 * from us would shift the rest of the row, and what the locale cannot write would be lost: such a character is shown
 * as '?', one for each of its columns.
 */
static int cell_cchars(struct term *t, const struct cell *cell, unsigned look, int columns, cchar_t out[2])
{
	wchar_t text[CCHARW_MAX + 1] = { cell->code[0] ? (wchar_t)cell->code[0] : L' ' };
	uint32_t attr;
	short pair;
	palette_look(&t->palette, look, &attr, &pair);
	bool plain = text[0] >= L' ' && text[0] < 0x7f && columns == 1;
	bool shown = plain || wcwidth(text[0]) == columns;
	for (size_t i = 1; shown && i < CCHARW_MAX && i < sizeof cell->code / sizeof *cell->code; i++)
		text[i] = wcwidth((wchar_t)cell->code[i]) == 0 ? (wchar_t)cell->code[i] : L'\0';
	if (!shown)
		text[0] = L'?';
	setcchar(&out[0], text, attr, pair, NULL);
	if (shown || columns == 1)
		return 1;
	out[1] = out[0];
	return 2;
}

/*
 * A blank takes the look before it where it shows the same: changing colours for it and back is most of what a
 * frame costs.
 */
static unsigned look_of(struct term *t, const struct cell *cell, unsigned before)
{
	bool blank = cell->code[0] == 0 || cell->code[0] == ' ';
	return blank && palette_same_blank(&t->palette, cell->role, before) ? before : cell->role;
}

/* Writes cells [from, to) of a row; neither end cuts a wide character. */
static void write_run(struct term *t, const struct cell *row, int y, int from, int to)
{
	int n = 0;
	unsigned look = row[from].role;
	for (int x = from; x < to;) {
		int columns = x + 1 < to && (row[x + 1].flags & CELL_TAIL) ? 2 : 1;
		look = look_of(t, &row[x], look);
		n += cell_cchars(t, &row[x], look, columns, &t->run[n]);
		x += columns;
	}
	wmove(stdscr, y, from);
	wadd_wchnstr(stdscr, t->run, n);
}

static bool same(const struct cell *a, const struct cell *b)
{
	return !memcmp(a->code, b->code, sizeof a->code) && a->role == b->role &&
	       ((a->flags ^ b->flags) & CELL_TAIL) == 0;
}

static bool blit_row(struct term *t, const struct cell *row, int y, int w)
{
	struct cell *last = &t->last[(size_t)y * (size_t)t->w];
	bool all = !t->last_w, changed = false;
	for (int x = 0; x < w; x++) {
		if (!all && same(&row[x], &last[x]))
			continue;
		int from = x;
		while (x < w && (all || !same(&row[x], &last[x])))
			x++;
		while (from > 0 && (row[from].flags & CELL_TAIL))
			from--;
		while (x < w && (row[x].flags & CELL_TAIL))
			x++;
		write_run(t, row, y, from, x);
		changed = true;
	}
	memcpy(last, row, (size_t)w * sizeof *row);
	return changed;
}

/* Places the cursor in the cell that asks for it, and hides it where none does. */
static void blit_cursor(struct term *t, int cursor)
{
	if (cursor >= 0)
		wmove(stdscr, cursor / t->w, cursor % t->w);
	if ((cursor >= 0) != (t->cursor >= 0))
		curs_set(cursor >= 0);
	t->cursor = cursor;
}

void term_blit(struct term *t, const struct canvas *c)
{
	int w = c->w < t->w ? c->w : t->w, h = c->h < t->h ? c->h : t->h, cursor = -1;
	if (t->last_w && (t->last_w != w || t->last_h != h))
		t->last_w = 0;
	bool changed = !t->last_w;
	if (changed)
		werase(stdscr);
	for (int y = 0; y < h; y++) {
		const struct cell *row = &c->cells[(size_t)y * (size_t)c->w];
		changed |= blit_row(t, row, y, w);
		for (int x = 0; x < w; x++)
			if (row[x].flags & CELL_CURSOR)
				cursor = y * t->w + x;
	}
	t->last_w = w;
	t->last_h = h;
	if (!changed && cursor == t->cursor)
		return;
	frame_begin(t);
	blit_cursor(t, cursor);
	wrefresh(stdscr);
	frame_end(t);
}
