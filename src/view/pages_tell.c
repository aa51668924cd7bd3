/*
 * The page under the cursor in words: each fact with the interface that told it, and what the kernel would not tell
 * with the reason.
 */
#include <inttypes.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "view/pages.h"

/* In the order in which they are told. */
static const struct {
	unsigned fact;
	const char *yes, *no, *from; /* no NULL: not worth a word */
	const char *unknown;         /* why the kernel may not tell; NULL: told elsewhere */
} facts[] = {
	{ PAGE_PRESENT, N_("in the page table"), N_("not in the page table"), N_("pagemap bit 63"),
	  N_("pagemap cannot be read") },
	{ PAGE_RESIDENT, N_("resident"), N_("not resident"), "mincore(2)",
	  N_("mincore(2) was not asked, or may not tell") },
	{ PAGE_SWAPPED, N_("swapped out"), NULL, N_("pagemap bit 62"), NULL },
	{ PAGE_FILE, N_("of a file or shared"), N_("anonymous"), N_("pagemap bit 61"), NULL },
	{ PAGE_EXCLUSIVE, N_("mapped only here"), N_("not only mapped here"), N_("pagemap bit 56"), NULL },
	{ PAGE_GUARD, N_("a guard"), NULL, N_("pagemap bit 58"), NULL },
	{ PAGE_ZERO, N_("the common zero page"), NULL, "PAGEMAP_SCAN",
	  N_("whether it is the zero page: PAGEMAP_SCAN, Linux 6.7") },
	{ PAGE_HUGE, N_("part of a huge page"), NULL, "PAGEMAP_SCAN", NULL },
	{ PAGE_SOFTDIRTY, N_("written to since it was asked"), NULL, N_("pagemap bit 55"), NULL },
};

#define FACTS (sizeof(facts) / sizeof(facts[0]))
/* Facts of pages that are there at all. */
#define OF_PRESENT (PAGE_FILE | PAGE_EXCLUSIVE | PAGE_ZERO | PAGE_HUGE | PAGE_SOFTDIRTY)

static void put(struct buf *out, const char *what, const char *from)
{
	buf_printf(out, "%s%s (%s)", out->len ? " · " : "", what, from);
}

static void say_facts(struct page_run run, struct buf *out)
{
	bool present = (run.facts & PAGE_PRESENT) != 0;
	for (size_t i = 0; i < FACTS; i++) {
		if ((facts[i].fact & OF_PRESENT) && !present)
			continue;
		if (!(run.known & facts[i].fact)) {
			if (tr(facts[i].unknown))
				put(out, tr("unknown"), tr(facts[i].unknown));
		} else if (run.facts & facts[i].fact) {
			put(out, tr(facts[i].yes), tr(facts[i].from));
		} else if (facts[i].no) {
			put(out, tr(facts[i].no), tr(facts[i].from));
		}
	}
}

/* mincore() is asked of this much at most: tutor/run.c. */
#define MINCORE_MOST ((uint64_t)4 << 30)

void pages_why(struct flow *f, const struct pages *p, const struct page_run *run)
{
	struct buf b;
	bool large = p->count > MINCORE_MOST / p->page;
	buf_init(&b, 1024);
	for (size_t i = 0; i < FACTS; i++) {
		if ((run->known & facts[i].fact) || !tr(facts[i].unknown))
			continue;
		bool mincore = facts[i].fact == PAGE_RESIDENT;
		buf_printf(&b, "%s%s", b.len ? "; " : tr("unknown: "),
			   mincore && large ? tr("mincore(2) is not asked of more than 4 GiB") : tr(facts[i].unknown));
	}
	if (b.len)
		flow_words(f, 2, 2, LOOK_DIM, buf_str(&b));
	buf_finish(&b);
}

static void tell_page(struct flow *f, const struct pages *p, const struct lane *l, uint64_t i)
{
	struct page_run run = pages_run(p, l->set, i);
	enum page_kind kind = pages_kind(p, l->set, i);
	struct buf b;
	buf_init(&b, 2048);
	if (kind == PAGE_KIND_EOF)
		put(&b, tr("a touch would be SIGBUS"), tr("the file's size"));
	if (kind == PAGE_KIND_HOLE)
		put(&b, tr("a touch would be SIGSEGV"), "/proc/self/maps");
	else
		say_facts(run, &b);
	area_printf(f->a, 0, f->y, pages_look(kind), "%c", page_say(kind)->letter);
	int x = 2 + area_printf(f->a, 2, f->y, LOOK_TEXT, "%s:", tr(page_say(kind)->words));
	flow_words(f, x + 1, 2, LOOK_DIM, buf_str(&b));
	buf_finish(&b);
}

static void tell_many(struct flow *f, const struct pages *p, const struct lane *l, uint64_t i)
{
	uint64_t at = p->start + i * p->page, end = at + p->unit * p->page;
	char pages[FMT_MAX], size[FMT_MAX];
	end = end < l->set->end ? end : l->set->end;
	int64_t present = pageset_count(l->set, at, end, PAGE_PRESENT, 0);
	area_printf(f->a, 2, f->y++, LOOK_TEXT, "a cell is %s, %s", fmt_pages(pages, p->unit),
		    fmt_size(size, p->unit * p->page));
	if (present < 0)
		area_text(f->a, 2, f->y++, -1, LOOK_TEXT, tr("how many are in the page table is unknown"));
	else
		area_printf(f->a, 2, f->y++, LOOK_TEXT, "%s of it in the page table (pagemap bit 63); Enter zooms in",
			    fmt_count(pages, (uint64_t)present));
}

void pages_tell(struct flow *f, const struct pages *p)
{
	uint64_t at = p->view->picture.page_cursor;
	char addr[FMT_MAX], n[FMT_MAX], of[FMT_MAX];
	size_t sets = 0;
	at = at < p->count ? at : p->count - 1;
	area_printf(f->a, 0, f->y++, LOOK_STRONG, "page %s of %s at %s", fmt_count(n, at + 1), fmt_count(of, p->count),
		    fmt_addr(addr, p->start + at * p->page));
	at -= p->unit > 1 ? (at - p->first) % p->unit : 0;
	for (size_t i = 0; i < p->n; i++)
		sets += p->lanes[i].kind <= LANE_MINCORE;
	const struct pageset *told = NULL;
	for (size_t i = 0; i < p->n; i++) {
		const struct lane *l = &p->lanes[i];
		if (l->kind > LANE_MINCORE || l->set == told)
			continue;
		told = l->set;
		if (sets > 1 && l->kind == LANE_FACTS)
			area_text(f->a, 0, f->y++, -1, LOOK_DIM, l->label);
		if (p->unit > 1)
			tell_many(f, p, l, at);
		else
			tell_page(f, p, l, at);
	}
}
