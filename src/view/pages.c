/* Which lanes a picture of pages has, and how many pages a cell. */
#include "view/pages.h"

#include "base/tr.h"
#include "view/pane.h"

enum {
	LABEL_W = 8,
	SIZES_W = 10,
	LABELS_W = 12,
	WIDE_CELL = 4,
	WIDE_MOST = 16,
	GRID_ROWS = 32,
	BAR_ROWS = 4,
	HUGE = 1 << 21
};

static uint64_t count_of(const struct pageset *set)
{
	return set->page ? (set->end - set->start) / set->page : 0;
}

static void add(struct pages *p, enum lane_kind kind, const char *label, const struct pageset *set,
		const struct pageset *other)
{
	if (p->n < LANES_MAX)
		p->lanes[p->n++] = (struct lane){ .kind = kind, .label = label, .set = set, .other = other };
}

/* The lanes of one process, as the learner wants to see it. */
static void add_process(struct pages *p, const char *name, const struct pageset *set)
{
	enum pages_truth truth = p->view->picture.truth;
	if (truth == PAGES_FACTS)
		add(p, LANE_FACTS, name, set, NULL);
	if (truth == PAGES_TABLE || truth == PAGES_BOTH)
		add(p, LANE_TABLE, tr("page table"), set, NULL);
	if (truth == PAGES_MINCORE || truth == PAGES_BOTH)
		add(p, LANE_MINCORE, "mincore", set, NULL);
	if (truth == PAGES_BOTH)
		add(p, LANE_DIFFER, tr("differ"), set, NULL);
}

static bool differs(const struct pageset *a, const struct pageset *b)
{
	if (a->start != b->start || a->end != b->end || a->n != b->n)
		return a->n && b->n && a->start == b->start;
	for (size_t i = 0; i < a->n; i++)
		if (a->v[i].facts != b->v[i].facts || a->v[i].pages != b->v[i].pages)
			return true;
	return false;
}

static const struct pageset *set_of(const struct pages *p, const struct actor_record *a)
{
	return p->view->picture.show_before ? &a->before.focus : &a->after.focus;
}

static bool confronts(const struct learn_view *v, const struct record *r)
{
	const struct ask *ask = learn_step(v)->ask;
	return ask && ask->kind == ASK_PAGES && v->answer && v->answer->given && r->truth.valid &&
	       r->focus_start <= r->truth.pages_start && r->truth.pages_start < r->focus_start + r->focus_len;
}

static void add_record(struct pages *p, const struct record *r)
{
	const struct actor_record *two[2] = { NULL, NULL };
	size_t n = 0;
	bool said = confronts(p->view, r) && !p->view->picture.show_before;
	for (size_t i = 0; i < r->actors_n; i++) {
		if (!count_of(set_of(p, &r->actors[i])))
			continue;
		if (n < 2)
			two[n] = &r->actors[i];
		n++;
	}
	if (said)
		add(p, LANE_SAID, tr("you said"), NULL, NULL);
	for (size_t i = 0; i < r->actors_n; i++) {
		const struct actor_record *a = &r->actors[i];
		if (!count_of(set_of(p, a)))
			continue;
		add_process(p,
			    *a->name          ? a->name
			    : r->actors_n > 1 ? tr("parent")
			    : said            ? tr("the kernel")
					      : tr("pages"),
			    set_of(p, a));
		if (said && a == two[0])
			add(p, LANE_WRONG, tr("not so"), NULL, NULL);
		if (differs(&a->before.focus, &a->after.focus))
			add(p, LANE_CHANGED, tr("changed"), &a->after.focus, &a->before.focus);
	}
	if (n == 2 && p->view->picture.truth == PAGES_FACTS)
		add(p, LANE_SHARED, "", set_of(p, two[0]), set_of(p, two[1]));
}

static uint64_t power_up(uint64_t n)
{
	uint64_t p = 1;
	while (p < n)
		p *= 2;
	return p;
}

/* A power of two in a row, few pages as wide cells, each with a blank behind it where that is enough; else cells of
 * many pages. */
static void shape(struct pages *p, int width)
{
	const struct picture *c = &p->view->picture;
	bool zoomed = c->zoom_len && c->zoom_start < p->count;
	p->first = zoomed ? c->zoom_start : 0;
	p->shown = zoomed && c->zoom_len < p->count - p->first ? c->zoom_len : p->count - p->first;
	p->label = p->n > 1 ? LABELS_W : LABEL_W;
	uint64_t room = width > p->label ? (uint64_t)(width - p->label) : 0, most = 8;
	if (p->shown <= WIDE_MOST && p->shown * WIDE_CELL <= room) {
		p->cell = WIDE_CELL;
		p->unit = 1;
		p->row = p->shown;
		return;
	}
	p->cell = p->shown <= 64 ? 2 : 1;
	while (most * 2 * (uint64_t)p->cell <= room && most < 64)
		most *= 2;
	p->unit = p->shown > most * GRID_ROWS ? power_up((p->shown + most * BAR_ROWS - 1) / (most * BAR_ROWS)) : 1;
	p->row = p->shown < most ? p->shown : most;
	if (p->unit > 1 && p->n == 1)
		p->label = SIZES_W;
}

static bool is_anonymous(const struct pages *p, const struct memmap *m)
{
	size_t i = m ? memmap_find(m, p->start) : MEMMAP_NONE;
	return i != MEMMAP_NONE && m->v[i].perms[3] == 'p' && m->v[i].inode == 0 && m->v[i].path_len == 0;
}

bool pages_init(struct pages *p, const struct learn_view *v, int width)
{
	const struct record *r = learn_record(v);
	*p = (struct pages){ .view = v, .eof = NO_EOF };
	if (r)
		add_record(p, r);
	else if (v->now && count_of(&v->now->focus))
		add_process(p, tr("now"), &v->now->focus);
	const struct pageset *set = NULL;
	for (size_t i = 0; i < p->n && !set; i++)
		set = p->lanes[i].set;
	if (!set)
		return false;
	p->start = set->start;
	p->page = set->page;
	p->count = count_of(set);
	p->anonymous = is_anonymous(p, r ? &r->actors[0].after.maps : v->now ? &v->now->maps : NULL);
	if (r && r->focus_file)
		p->eof = r->focus_eof;
	shape(p, width);
	return true;
}

struct page_run pages_run(const struct pages *p, const struct pageset *set, uint64_t i)
{
	const struct page_run *run = pageset_at(set, p->start + i * p->page);
	return run ? *run : (struct page_run){ .start = p->start + i * p->page, .pages = 1 };
}

/*
 * mincore() is not asked of very large mappings. Of private memory without a file it tells nothing that the page
 * table does not: what is neither there nor swapped out is nowhere.
 */
enum page_kind pages_run_kind(const struct pages *p, const struct page_run *run, uint64_t addr)
{
	unsigned known = run->known, both = PAGE_PRESENT | PAGE_SWAPPED;
	if (p->anonymous && (known & both) == both && !(run->facts & both))
		known |= PAGE_RESIDENT;
	return page_kind(run->facts, known, addr >= p->eof);
}

enum page_kind pages_kind(const struct pages *p, const struct pageset *set, uint64_t i)
{
	struct page_run run = pages_run(p, set, i);
	return pages_run_kind(p, &run, p->start + i * p->page);
}

uint64_t pages_huge(const struct pages *p, uint64_t i)
{
	const struct pageset *set = NULL;
	uint64_t pages = HUGE / p->page, addr = p->start + i * p->page;
	for (size_t k = 0; k < p->n && !set; k++)
		set = p->lanes[k].kind == LANE_FACTS ? p->lanes[k].set : NULL;
	if (!set || p->unit > 1 || addr % HUGE || i + pages > p->first + p->shown)
		return 0;
	struct page_run run = pages_run(p, set, i);
	bool whole = run.start <= addr && run.start + run.pages * p->page >= addr + HUGE;
	return (run.facts & PAGE_HUGE) && whole ? pages : 0;
}
