/* One cell of a lane: what is drawn for a page, or for many. */
#include <string.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "view/pages.h"

static const struct page_cell blank = { .mark = PAGE_MARKS, .letter = ' ' };

/* Marks are numbered behind the kinds. */
#define MARK(mark) ((int)(mark) - (int)PAGE_KINDS)

/* What stands for each mark; kinds of pages have their letters in say.c. */
static const struct {
	char letter;
	enum look look;
	const char *name;
} marks[MARK(PAGE_MARKS)] = {
	[MARK(PAGE_MARK_YES)] = { 'x', LOOK_PAGE_PRIVATE, N_("yes") },
	[MARK(PAGE_MARK_NO)] = { '.', LOOK_PAGE_NONE, N_("no") },
	[MARK(PAGE_MARK_SHARED)] = { '=', LOOK_DIM, N_("shared by both") },
	[MARK(PAGE_MARK_PARTED)] = { '/', LOOK_CHANGED, N_("parted: each its own") },
	[MARK(PAGE_MARK_DIFFERS)] = { '^', LOOK_BAD, N_("differs") },
	[MARK(PAGE_MARK_CHANGED)] = { '+', LOOK_NEW, N_("changed in this step") },
	[MARK(PAGE_MARK_SOME)] = { '%', LOOK_PAGE_PRIVATE, N_("cell in part in memory") },
};

enum look pages_look(enum page_kind kind)
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

static struct page_cell of_kind(enum page_kind kind)
{
	return (struct page_cell){ .mark = kind, .look = pages_look(kind), .letter = page_say(kind)->letter };
}

static struct page_cell of_mark(enum page_mark mark)
{
	return (struct page_cell){ .mark = mark, .look = marks[MARK(mark)].look, .letter = marks[MARK(mark)].letter };
}

/* ---- cells of many pages ---- */

/* Of pages [i, i + unit) how many are in memory, and whether all are of one kind. */
struct mixture {
	enum page_kind kind;
	bool mixed;
	uint64_t present;
};

static struct mixture mix(const struct pages *p, const struct pageset *set, uint64_t i)
{
	uint64_t at = p->start + i * p->page, end = at + p->unit * p->page;
	struct mixture m = { .kind = pages_kind(p, set, i) };
	const struct page_run *run = pageset_at(set, at);
	end = end < set->end ? end : set->end;
	if (!run)
		return m;
	m.mixed = at < p->eof && p->eof < end;
	for (; run < set->v + set->n && run->start < end; run++) {
		uint64_t from = run->start > at ? run->start : at, to = run->start + run->pages * p->page;
		to = to < end ? to : end;
		m.mixed = m.mixed || pages_run_kind(p, run, from) != m.kind;
		m.present += run->facts & PAGE_PRESENT ? (to - from) / p->page : 0;
	}
	return m;
}

/* The more of it is in memory, the darker; a cell of one kind has that kind's letter. */
static struct page_cell of_many(const struct pages *p, const struct pageset *set, uint64_t i)
{
	static const enum glyph shades[] = { GLYPH_LIGHT, GLYPH_MEDIUM, GLYPH_DARK };
	struct mixture m = mix(p, set, i);
	if (!m.mixed)
		return of_kind(m.kind);
	struct page_cell cell = of_mark(PAGE_MARK_SOME);
	cell.look = LOOK_PERM_RW;
	cell.glyph = shades[m.present * 3 / (p->unit + 1)];
	return cell;
}

/* ---- cells of one page ---- */

static struct page_cell of_fact(const struct pages *p, const struct pageset *set, uint64_t i, unsigned fact)
{
	struct page_run run = pages_run(p, set, i);
	if (!(run.known & fact))
		return of_kind(PAGE_KIND_UNKNOWN);
	return of_mark(run.facts & fact ? PAGE_MARK_YES : PAGE_MARK_NO);
}

static struct page_cell differ(const struct pages *p, const struct pageset *set, uint64_t i)
{
	struct page_run run = pages_run(p, set, i);
	unsigned both = PAGE_PRESENT | PAGE_RESIDENT, facts = run.facts & both;
	return (run.known & both) == both && facts && facts != both ? of_mark(PAGE_MARK_DIFFERS) : blank;
}

static struct page_cell changed(const struct pages *p, const struct lane *l, uint64_t i)
{
	if (p->start + i * p->page < l->other->start || p->start + i * p->page >= l->other->end)
		return blank;
	return pages_kind(p, l->set, i) != pages_kind(p, l->other, i) ? of_mark(PAGE_MARK_CHANGED) : blank;
}

/* Present in both: bit 56 says whether another process maps it too. */
static struct page_cell shared(const struct pages *p, const struct lane *l, uint64_t i)
{
	struct page_run a = pages_run(p, l->set, i), b = pages_run(p, l->other, i);
	if (!(a.facts & b.facts & PAGE_PRESENT))
		return blank;
	if (!(a.known & b.known & PAGE_EXCLUSIVE))
		return of_kind(PAGE_KIND_UNKNOWN);
	return of_mark((a.facts | b.facts) & PAGE_EXCLUSIVE ? PAGE_MARK_PARTED : PAGE_MARK_SHARED);
}

/* The place of page i in the question; or -1. */
static int64_t asked(const struct pages *p, uint64_t i)
{
	const struct truth *t = &p->view->record->truth;
	uint64_t addr = p->start + i * p->page,
		 at = addr >= t->pages_start ? (addr - t->pages_start) / p->page : NO_EOF;
	return at < t->pages_n && at < ANSWER_PAGES ? (int64_t)at : -1;
}

static struct page_cell said(const struct pages *p, uint64_t i)
{
	int64_t at = asked(p, i);
	return at < 0 ? blank : of_mark(p->view->answer->pages[at] == '1' ? PAGE_MARK_YES : PAGE_MARK_NO);
}

static struct page_cell wrong(const struct pages *p, uint64_t i)
{
	int64_t at = asked(p, i);
	if (at < 0 || p->view->record->truth.pages[at] == '?')
		return blank;
	bool yes = p->view->answer->pages[at] == '1', is = p->view->record->truth.pages[at] == '1';
	return yes != is ? of_mark(PAGE_MARK_DIFFERS) : blank;
}

struct page_cell pages_cell(const struct pages *p, const struct lane *lane, uint64_t i)
{
	bool many = p->unit > 1;
	switch (lane->kind) {
	case LANE_FACTS:
		return many ? of_many(p, lane->set, i) : of_kind(pages_kind(p, lane->set, i));
	case LANE_TABLE:
		return many ? of_many(p, lane->set, i) : of_fact(p, lane->set, i, PAGE_PRESENT);
	case LANE_MINCORE:
		return many ? of_many(p, lane->set, i) : of_fact(p, lane->set, i, PAGE_RESIDENT);
	case LANE_DIFFER:
		return many ? blank : differ(p, lane->set, i);
	case LANE_CHANGED:
		return many ? blank : changed(p, lane, i);
	case LANE_SHARED:
		return many ? blank : shared(p, lane, i);
	case LANE_SAID:
		return many ? blank : said(p, i);
	case LANE_WRONG:
		return many ? blank : wrong(p, i);
	}
	return blank;
}

static const char *mark_name(unsigned mark)
{
	return mark < PAGE_KINDS ? tr(page_say((enum page_kind)mark)->name) : tr(marks[MARK(mark)].name);
}

void pages_legend(struct flow *f, const struct pages *p, uint32_t seen)
{
	int x = 0;
	(void)p;
	for (unsigned mark = 0; mark < PAGE_MARKS; mark++) {
		if (!(seen >> mark & 1))
			continue;
		struct page_cell cell =
		    mark < PAGE_KINDS ? of_kind((enum page_kind)mark) : of_mark((enum page_mark)mark);
		int columns = 2 + area_columns(f->a, mark_name(mark));
		if (x && x + columns > f->a.w) {
			f->y++;
			x = 0;
		}
		if (mark == PAGE_MARK_SOME)
			area_glyph(f->a, x, f->y, LOOK_PERM_RW, GLYPH_MEDIUM);
		else
			area_printf(f->a, x, f->y, cell.look, "%c", cell.letter);
		area_text(f->a, x + 2, f->y, -1, LOOK_DIM, mark_name(mark));
		x += columns + 2;
	}
	if (x)
		f->y++;
}
