/*
 * The pages of the focus, one cell a page.
 *
 *   +0    P P . . . . . .    +16 and so on; a power of two in a row
 *   P private copy  . not in memory
 */
#include <inttypes.h>

#include "base/fmt.h"
#include "tutor/say.h"
#include "view/pane.h"

#define NO_EOF ((uint64_t)-1)

enum { OFFSET_W = 8, GRID_ROWS = 32 };

/* The pages to draw: of a record, or of the state before the run. */
struct page_view {
	const struct pageset *set;
	uint64_t eof; /* first address behind the file's last page; NO_EOF where none */
};

static enum look kind_look(enum page_kind kind)
{
	static const enum look looks[PAGE_KINDS] = {
		[PAGE_KIND_HOLE] = LOOK_GAP,
		[PAGE_KIND_EOF] = LOOK_PAGE_EOF,
		[PAGE_KIND_GUARD] = LOOK_PAGE_GUARD,
		[PAGE_KIND_HUGE] = LOOK_PAGE_HUGE,
		[PAGE_KIND_SWAPPED] = LOOK_PAGE_SWAPPED,
		[PAGE_KIND_ZERO] = LOOK_PAGE_ZERO,
		[PAGE_KIND_PRIVATE] = LOOK_PAGE_PRIVATE,
		[PAGE_KIND_FILE] = LOOK_PAGE_FILE,
		[PAGE_KIND_CACHED] = LOOK_PAGE_CACHED,
		[PAGE_KIND_NONE] = LOOK_PAGE_NONE,
		[PAGE_KIND_UNKNOWN] = LOOK_PAGE_UNKNOWN,
	};
	return looks[kind];
}

static uint64_t page_count(const struct pageset *set)
{
	return set->page ? (set->end - set->start) / set->page : 0;
}

static enum page_kind kind_at(const struct page_view *p, uint64_t addr)
{
	const struct page_run *run = pageset_at(p->set, addr);
	return page_kind(run ? run->facts : 0, run ? run->known : 0, addr >= p->eof);
}

/* Pages in a row: each with a blank behind it where that is enough, else without. */
static void grid_shape(int width, uint64_t pages, uint64_t *row, int *cell)
{
	uint64_t most = 8;
	int room = width - OFFSET_W;
	*cell = pages <= 64 ? 2 : 1;
	while (most * 2 * (uint64_t)*cell <= (uint64_t)(room > 0 ? room : 0) && most < 64)
		most *= 2;
	*row = pages < most ? pages : most;
}

static unsigned put_grid(struct flow *f, const struct page_view *p)
{
	uint64_t row, n = page_count(p->set);
	unsigned seen = 0;
	int cell;
	grid_shape(f->a.w, n, &row, &cell);
	for (uint64_t i = 0; i < n; i++) {
		enum page_kind kind = kind_at(p, p->set->start + i * p->set->page);
		seen |= 1u << kind;
		if (i % row == 0)
			area_printf(f->a, 0, f->y, LOOK_DIM, "+%" PRIu64, i);
		area_printf(f->a, OFFSET_W + (int)(i % row) * cell, f->y, kind_look(kind), "%c",
			    page_say(kind)->letter);
		if (i % row == row - 1 || i + 1 == n)
			f->y++;
	}
	return seen;
}

/* Pages from `addr` on that are of one kind; a run ends where the file does too. */
static uint64_t run_length(const struct page_view *p, uint64_t addr)
{
	const struct page_run *run = pageset_at(p->set, addr);
	uint64_t end = run ? run->start + run->pages * p->set->page : p->set->end;
	for (size_t i = 0; !run && i < p->set->n; i++) {
		if (p->set->v[i].start > addr && p->set->v[i].start < end)
			end = p->set->v[i].start;
	}
	if (addr < p->eof && p->eof < end)
		end = p->eof;
	end = end < p->set->end ? end : p->set->end;
	return (end - addr) / p->set->page;
}

/* Too many for cells: "+0   P  3 pages  a private copy, in memory". */
static unsigned put_runs(struct flow *f, const struct page_view *p)
{
	unsigned seen = 0;
	for (uint64_t addr = p->set->start; addr < p->set->end;) {
		enum page_kind kind = kind_at(p, addr);
		uint64_t pages = run_length(p, addr);
		char text[FMT_MAX];
		while (addr + pages * p->set->page < p->set->end && kind_at(p, addr + pages * p->set->page) == kind)
			pages += run_length(p, addr + pages * p->set->page);
		seen |= 1u << kind;
		area_printf(f->a, 0, f->y, LOOK_DIM, "+%" PRIu64, (addr - p->set->start) / p->set->page);
		area_printf(f->a, 14, f->y, kind_look(kind), "%c", page_say(kind)->letter);
		area_printf(f->a, 17, f->y++, LOOK_TEXT, "%s: %s", fmt_pages(text, pages), page_say(kind)->words);
		addr += pages * p->set->page;
	}
	return seen;
}

static void put_legend(struct flow *f, unsigned seen)
{
	int x = 0;
	for (unsigned kind = 0; kind < PAGE_KINDS; kind++) {
		if (!(seen >> kind & 1))
			continue;
		const struct page_say *say = page_say((enum page_kind)kind);
		int columns = 2 + area_columns(f->a, say->name);
		if (x && x + columns > f->a.w) {
			f->y++;
			x = 0;
		}
		area_printf(f->a, x, f->y, kind_look((enum page_kind)kind), "%c", say->letter);
		area_text(f->a, x + 2, f->y, -1, LOOK_DIM, say->name);
		x += columns + 2;
	}
	if (x)
		f->y++;
}

static void put_pages(struct flow *f, const struct page_view *p, unsigned *seen)
{
	uint64_t row, n = page_count(p->set);
	int cell;
	grid_shape(f->a.w, n, &row, &cell);
	*seen |= n > row * GRID_ROWS ? put_runs(f, p) : put_grid(f, p);
}

static bool has_pages(const struct actor_record *a)
{
	return a->after.taken && page_count(&a->after.focus);
}

static const char *focus_name(const struct learn_view *v)
{
	const struct record *r = learn_record(v);
	const struct step *step = learn_step(v);
	return r ? r->focus : step->focus.source.text;
}

void pane_pages(struct flow *f, const struct learn_view *v)
{
	const struct record *r = learn_record(v);
	const char *name = focus_name(v);
	unsigned seen = 0;
	size_t shown = 0;
	for (size_t i = 0; r && i < r->actors_n; i++)
		shown += has_pages(&r->actors[i]);
	for (size_t i = 0; r && i < r->actors_n; i++) {
		if (!has_pages(&r->actors[i]))
			continue;
		if (shown > 1)
			area_printf(f->a, 0, f->y++, LOOK_STRONG, "%s",
				    *r->actors[i].name ? r->actors[i].name : "the first process");
		put_pages(f,
			  &(struct page_view){ .set = &r->actors[i].after.focus,
					       .eof = r->focus_file ? r->focus_eof : NO_EOF },
			  &seen);
	}
	if (!r && v->now && page_count(&v->now->focus))
		put_pages(f, &(struct page_view){ .set = &v->now->focus, .eof = NO_EOF }, &seen);
	put_legend(f, seen);
	if (flow_rows(f))
		return;
	if (!name)
		flow_words(f, 0, 0, LOOK_DIM, "This step looks at no pages.");
	else if (r)
		flow_paragraph(f, 0, LOOK_DIM, "Nothing is mapped there.");
	else
		flow_paragraph(f, 0, LOOK_DIM, "Nothing is mapped there yet.");
}

void pane_pages_title(const struct learn_view *v, struct buf *out)
{
	const struct record *r = learn_record(v);
	const char *name = focus_name(v);
	char pages[FMT_MAX], addr[FMT_MAX];
	const struct pageset *set = NULL;
	if (r && r->actors_n)
		set = &r->actors[0].after.focus;
	else if (!r && v->now)
		set = &v->now->focus;
	buf_printf(out, "pages%s%s", name ? " of " : "", name ? name : "");
	if (set && page_count(set))
		buf_printf(out, ": %s from %s", fmt_pages(pages, page_count(set)), fmt_addr(addr, set->start));
}
