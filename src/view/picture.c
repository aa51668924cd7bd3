/* Cursors and zoom of the picture. */
#include "view/picture.h"

static size_t cursor_of(const struct picture *p, const struct picture_shown *s)
{
	size_t at = p->line_moved ? p->line_cursor : s->line_start;
	return at < s->lines ? at : s->lines - 1;
}

bool picture_lines(struct picture *p, const struct picture_shown *s, enum picture_act act)
{
	if (!s->lines || act > PICTURE_LAST || act == PICTURE_LEFT || act == PICTURE_RIGHT)
		return false;
	size_t at = cursor_of(p, s), last = s->lines - 1, page = s->lines_height > 2 ? (size_t)s->lines_height - 1 : 1;
	size_t back = act == PICTURE_UP ? 1 : act == PICTURE_PAGE_UP ? page : 0;
	size_t on = act == PICTURE_DOWN ? 1 : act == PICTURE_PAGE_DOWN ? page : 0;
	at = at > back ? at - back : 0;
	at = last - at > on ? at + on : last;
	p->line_cursor = act == PICTURE_FIRST ? 0 : act == PICTURE_LAST ? last : at;
	p->line_moved = true;
	return true;
}

/* Zoomed in: the cell under the cursor fills the screen. */
static void zoom_in(struct picture *p, const struct picture_shown *s)
{
	if (s->unit <= 1)
		return;
	uint64_t place = (p->page_cursor - s->first) / s->unit;
	p->zoom_start = s->first + place * s->unit;
	p->zoom_len = s->unit < s->pages - p->zoom_start ? s->unit : s->pages - p->zoom_start;
	p->page_cursor = p->zoom_start;
}

/* Zoomed out: as much more as one step in takes away, the old part where a cell of it will be. */
static void zoom_out(struct picture *p, const struct picture_shown *s)
{
	uint64_t cells = s->row ? s->row * 4 : 1;
	if (s->n > s->pages / cells) {
		p->zoom_start = p->zoom_len = 0;
		return;
	}
	p->zoom_len = s->n * cells;
	p->zoom_start = s->first - s->first % p->zoom_len;
	if (p->zoom_start + p->zoom_len > s->pages)
		p->zoom_len = s->pages - p->zoom_start;
}

/* Moves the cursor by cells; what is zoomed in moves along when it leaves the screen. */
static void move_pages(struct picture *p, const struct picture_shown *s, uint64_t back, uint64_t on)
{
	uint64_t last = s->pages - 1, step = s->n ? s->n : 1;
	p->page_cursor = p->page_cursor > back ? p->page_cursor - back : 0;
	p->page_cursor = last - p->page_cursor > on ? p->page_cursor + on : last;
	if (!p->zoom_len)
		return;
	while (p->page_cursor < p->zoom_start)
		p->zoom_start = p->zoom_start > step ? p->zoom_start - step : 0;
	if (p->page_cursor >= p->zoom_start + p->zoom_len)
		p->zoom_start = p->page_cursor - (p->page_cursor - p->zoom_start) % step;
	if (p->zoom_start + p->zoom_len > s->pages)
		p->zoom_start = s->pages > p->zoom_len ? s->pages - p->zoom_len : 0;
}

bool picture_pages(struct picture *p, const struct picture_shown *s, enum picture_act act)
{
	uint64_t line = s->row * s->unit, left = act == PICTURE_LEFT ? s->unit : 0;
	uint64_t right = act == PICTURE_RIGHT ? s->unit : 0;
	if (!s->pages || act > PICTURE_ZOOM_OUT)
		return false;
	if (p->page_cursor >= s->pages)
		p->page_cursor = s->pages - 1;
	if (act == PICTURE_ZOOM_IN)
		zoom_in(p, s);
	else if (act == PICTURE_ZOOM_OUT)
		zoom_out(p, s);
	else if (act == PICTURE_FIRST || act == PICTURE_LAST)
		move_pages(p, s, act == PICTURE_FIRST ? s->pages : 0, act == PICTURE_LAST ? s->pages : 0);
	else if (act == PICTURE_PAGE_UP || act == PICTURE_PAGE_DOWN)
		move_pages(p, s, act == PICTURE_PAGE_UP ? s->n : 0, act == PICTURE_PAGE_DOWN ? s->n : 0);
	else
		move_pages(p, s, act == PICTURE_UP ? line : left, act == PICTURE_DOWN ? line : right);
	return true;
}

bool picture_turn(struct picture *p, enum picture_act act)
{
	if (act == PICTURE_RAW)
		p->raw_maps = !p->raw_maps;
	else if (act == PICTURE_TRUTH)
		p->truth = (p->truth + 1) % PAGES_TRUTHS;
	else if (act == PICTURE_BEFORE)
		p->show_before = !p->show_before;
	else if (act == PICTURE_BYTES)
		p->show_bytes = !p->show_bytes;
	else
		return false;
	return true;
}

void picture_point(struct picture *p, const struct picture_shown *s, int place, int x)
{
	uint64_t at = (uint64_t)place + (uint64_t)(s->cell > 0 ? x / s->cell : 0) * s->unit;
	if (place < 0 || x < 0 || !s->pages)
		return;
	at += s->first;
	p->page_cursor = at < s->pages ? at : s->pages - 1;
}
