/*
 * The pages of the focus, one cell a page; see pages.h for the lanes.
 *
 *   +0    P P . . . . . .    +16 and so on; a power of two in a row
 *   P private  . not in memory
 */
#include <inttypes.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "view/bytes.h"
#include "view/pages.h"
#include "view/pane.h"

/* The letter in the middle of the cell, a blank column behind it where it is wider than one. */
static void put_cell(struct flow *f, int x, int width, const struct page_cell *cell)
{
	int fill = width > 2 ? width - 1 : 1;
	for (int i = 0; i < fill; i++)
		area_glyph(f->a, x + i, f->y, cell->look, GLYPH_BLANK);
	if (cell->glyph != GLYPH_BLANK)
		area_glyph(f->a, x + fill / 2, f->y, cell->look, cell->glyph);
	else
		area_printf(f->a, x + fill / 2, f->y, cell->look, "%c", cell->letter);
}

static bool under_cursor(const struct pages *p, uint64_t i)
{
	uint64_t at = p->view->picture.page_cursor;
	at = at < p->count ? at : p->count - 1;
	return p->view->pane == PANE_PAGES && at >= i && at < i + p->unit;
}

static bool is_note(enum lane_kind kind)
{
	return kind == LANE_CHANGED || kind == LANE_DIFFER || kind == LANE_SHARED || kind == LANE_WRONG;
}

/* One lane of `n` cells from page `from`; a lane that only notes something takes no row where there is nothing. */
static uint32_t put_lane(struct flow *f, struct pages *p, const struct lane *l, uint64_t from, uint64_t n)
{
	uint32_t seen = 0;
	for (uint64_t c = 0; c < n; c++) {
		uint64_t i = from + c * p->unit;
		struct page_cell cell = pages_cell(p, l, i);
		int x = p->label + (int)c * p->cell;
		if (cell.mark == PAGE_MARKS)
			continue;
		if (cell.mark == PAGE_KIND_UNKNOWN && !p->met && l->set) {
			p->met = true;
			p->unknown = pages_run(p, l->set, i);
		}
		if (under_cursor(p, i) && !is_note(l->kind))
			cell.look = LOOK_CURSOR;
		put_cell(f, x, p->cell, &cell);
		seen |= 1u << cell.mark;
	}
	if (!seen && is_note(l->kind))
		return 0;
	if (p->n > 1)
		area_text(f->a, 0, f->y, p->label - 1, LOOK_DIM, l->label);
	hits_add(f->hits, f->a, p->label, f->y, (int)n * p->cell, 1, HIT_PAGES, (int)(from - p->first));
	f->y++;
	return seen;
}

/* A huge page is one cell as wide as a row. */
static void put_huge(struct flow *f, const struct pages *p, uint64_t i, uint64_t pages)
{
	enum look look = under_cursor(p, i) ? LOOK_CURSOR : LOOK_PAGE_HUGE;
	char size[FMT_MAX], n[FMT_MAX];
	struct area wide = area_part(f->a, p->label, f->y, 64, 1);
	bool here = p->view->pane == PANE_PAGES && p->view->picture.page_cursor - i < pages;
	area_printf(f->a, 0, f->y, LOOK_DIM, "+%" PRIu64, i);
	area_fill(wide, here ? LOOK_CURSOR : look, GLYPH_BLANK);
	area_printf(wide, 0, 0, here ? LOOK_CURSOR : look, "H one huge page: %s, %s", fmt_size(size, pages * p->page),
		    fmt_pages(n, pages));
	if (here)
		flow_keep(f);
	f->y++;
}

/* Pages, or bytes where a cell is many of them. */
static void put_offset(struct flow *f, const struct pages *p, uint64_t i)
{
	char size[FMT_MAX];
	if (p->unit > 1)
		area_printf(f->a, 0, f->y, LOOK_DIM, "+%s", fmt_size(size, i * p->page));
	else
		area_printf(f->a, 0, f->y, LOOK_DIM, "+%" PRIu64, i);
}

static uint32_t put_chunk(struct flow *f, struct pages *p, uint64_t from, uint64_t cells)
{
	uint32_t seen = 0;
	bool more = p->first || p->shown > p->row * p->unit;
	if (p->n == 1 || more)
		put_offset(f, p, from);
	f->y += p->n > 1 && more;
	for (size_t k = 0; k < p->n; k++) {
		for (uint64_t c = 0; c < cells; c++)
			if (under_cursor(p, from + c * p->unit))
				flow_keep(f);
		seen |= put_lane(f, p, &p->lanes[k], from, cells);
	}
	return seen;
}

/* Cells from page i to the end of their row, or to the next huge page. */
static uint64_t cells_from(const struct pages *p, uint64_t i)
{
	uint64_t left = (p->shown - (i - p->first) + p->unit - 1) / p->unit, n = left < p->row ? left : p->row;
	for (uint64_t c = 1; c < n && p->unit == 1; c++)
		if (pages_huge(p, i + c))
			return c;
	return n;
}

static uint32_t put_grid(struct flow *f, struct pages *p)
{
	uint32_t seen = 0;
	for (uint64_t i = p->first; i < p->first + p->shown;) {
		uint64_t huge = pages_huge(p, i), cells = huge ? 0 : cells_from(p, i);
		if (huge)
			put_huge(f, p, i, huge);
		else
			seen |= put_chunk(f, p, i, cells);
		seen |= huge ? 1u << PAGE_KIND_HUGE : 0;
		i += huge ? huge : cells * p->unit;
	}
	return seen;
}

static const char *focus_name(const struct learn_view *v)
{
	const struct record *r = learn_record(v);
	const struct step *step = learn_step(v);
	if (!r && v->prompt)
		return v->prompt->focus;
	return r ? r->focus : step->focus.source.text;
}

static void put_nothing(struct flow *f, const struct learn_view *v)
{
	if (!focus_name(v))
		flow_words(f, 0, 0, LOOK_DIM,
			   v->prompt ? tr("Map something, and its pages are shown here.")
				     : tr("This step looks at no pages."));
	else if (learn_record(v) && !v->picture.show_before)
		flow_words(f, 0, 0, LOOK_DIM, tr("Nothing is mapped there."));
	else
		flow_words(f, 0, 0, LOOK_DIM, tr("Nothing is mapped there yet."));
}

void pane_pages(struct flow *f, const struct learn_view *v)
{
	struct pages p;
	if (!pages_init(&p, v, f->a.w)) {
		put_nothing(f, v);
		return;
	}
	pages_legend(f, &p, put_grid(f, &p));
	if (p.met)
		pages_why(f, &p, &p.unknown);
	if (v->bytes)
		bytes_rows(f, v->bytes);
	else if (v->pane == PANE_PAGES)
		pages_tell(f, &p);
}

void pane_pages_title(const struct learn_view *v, struct buf *out)
{
	static const char *const truths[PAGES_TRUTHS] = {
		[PAGES_BOTH] = N_(", page table and mincore"),
		[PAGES_TABLE] = N_(" in the page table"),
		[PAGES_MINCORE] = N_(" that mincore calls resident"),
	};
	struct pages p;
	const char *name = focus_name(v), *truth = truths[v->picture.truth];
	char pages[FMT_MAX], addr[FMT_MAX];
	buf_printf(out, "pages%s%s", name ? tr(" of ") : "", name ? name : "");
	if (!pages_init(&p, v, 80))
		return;
	buf_printf(out, "%s%s: %s from %s", truth ? tr(truth) : "",
		   learn_record(v) && v->picture.show_before ? tr(", before") : "", fmt_pages(pages, p.shown),
		   fmt_addr(addr, p.start + p.first * p.page));
}

void pane_pages_shown(const struct learn_view *v, int width, struct picture_shown *out)
{
	struct pages p;
	if (!pages_init(&p, v, width))
		return;
	out->pages = p.count;
	out->first = p.first;
	out->n = p.shown;
	out->unit = p.unit;
	out->row = p.row;
	out->cell = p.cell;
}
