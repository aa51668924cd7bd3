/* Pages in words: runs of alike ones, one page with all its facts, and what two processes share. */
#include <string.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "text/words.h"
#include "tutor/say.h"

#define GROUPS_MAX 64 /* lines of pages; whoever wants to know more asks for a page */

/* Alike pages, counted from 0: [first, end). */
struct group {
	uint64_t first, end;
	const char *words;
};

struct groups {
	uint64_t of; /* pages of the whole */
	struct group last;
	size_t told;
	struct buf *out;
};

static void tell(struct groups *g)
{
	char first[FMT_MAX], end[FMT_MAX], of[FMT_MAX];

	if (g->last.first == g->last.end || ++g->told > GROUPS_MAX)
		return;
	fmt_count(first, g->last.first + 1);
	fmt_count(end, g->last.end);
	fmt_count(of, g->of);
	if (g->last.first + 1 == g->last.end)
		buf_printf(g->out, "page %s of %s: %s\n", first, of, g->last.words);
	else
		buf_printf(g->out, "pages %s to %s of %s: %s\n", first, end, of, g->last.words);
}

/* Pages up to `end`, behind those that were added before. */
static void add(struct groups *g, uint64_t end, const char *words)
{
	if (end <= g->last.end)
		return;
	if (g->last.words == NULL || strcmp(g->last.words, words) != 0) {
		tell(g);
		g->last.first = g->last.end;
		g->last.words = words;
	}
	g->last.end = end;
}

static void finish(struct groups *g)
{
	tell(g);
	if (g->told > GROUPS_MAX)
		buf_printf(g->out, "and so on, %zu groups of pages more\n", g->told - GROUPS_MAX);
}

static uint64_t count_of(const struct pageset *s)
{
	return s->page != 0 ? (s->end - s->start) / s->page : 0;
}

static uint64_t index_of(const struct pageset *s, uint64_t addr)
{
	return addr <= s->start ? 0 : ((addr < s->end ? addr : s->end) - s->start) / s->page;
}

/* "private page, in memory": without the article that stands in a sentence. */
static const char *kind_words(unsigned facts, unsigned known, bool past_eof)
{
	enum page_kind kind = page_kind(facts, known, past_eof);
	const char *words = tr(page_say(kind)->words);

	/* Of a very large range mincore is not asked; the page table alone tells this much. */
	if (kind == PAGE_KIND_UNKNOWN && (known & PAGE_PRESENT) != 0 && (facts & PAGE_PRESENT) == 0)
		return tr("not in the page table");
	return strncmp(words, "a ", 2) == 0 ? words + 2 : words;
}

void words_pages(const struct pageset *s, uint64_t eof, struct buf *out)
{
	struct groups g = { .of = count_of(s), .out = out };
	uint64_t file = s->page != 0 ? index_of(s, eof) : 0;

	for (size_t i = 0; i < s->n && g.of > 0; i++) {
		const struct page_run *run = &s->v[i];
		uint64_t first = index_of(s, run->start), end = first + run->pages;

		add(&g, first, kind_words(0, 0, false));
		add(&g, end < file ? end : file > first ? file : first, kind_words(run->facts, run->known, false));
		add(&g, end, kind_words(run->facts, run->known, true));
	}
	add(&g, g.of, kind_words(0, 0, false));
	finish(&g);
}

/* In the order in which they are told; `no` NULL: not worth a word. */
static const struct {
	unsigned fact;
	const char *yes, *no, *from;
	bool of_present; /* says something of pages that are there */
} facts[] = {
	{ PAGE_PRESENT, N_("in the page table"), N_("not in the page table"), N_("pagemap bit 63"), false },
	{ PAGE_RESIDENT, N_("resident"), N_("not resident"), "mincore", false },
	{ PAGE_SWAPPED, N_("swapped out"), NULL, N_("pagemap bit 62"), false },
	{ PAGE_GUARD, N_("a guard"), NULL, N_("pagemap bit 58"), false },
	{ PAGE_FILE, N_("of a file or shared"), N_("anonymous"), N_("pagemap bit 61"), true },
	{ PAGE_EXCLUSIVE, N_("mapped by this process only"), N_("mapped by others too, or not exclusive"),
	  N_("pagemap bit 56"), true },
	{ PAGE_ZERO, N_("the common zero page"), NULL, "PAGEMAP_SCAN", true },
	{ PAGE_HUGE, N_("part of a huge page"), NULL, "PAGEMAP_SCAN", true },
	{ PAGE_SOFTDIRTY, N_("written to since that was asked last"), NULL, N_("pagemap bit 55"), true },
};

bool words_page(const struct pageset *s, uint64_t eof, uint64_t page, struct buf *out)
{
	uint64_t at = s->start + page * s->page;
	const struct page_run *run;
	unsigned set, known;
	char n[FMT_MAX], of[FMT_MAX];

	if (page >= count_of(s))
		return false;
	run = pageset_at(s, at);
	set = run != NULL ? run->facts : 0;
	known = run != NULL ? run->known : 0;
	buf_printf(out, "page %s of %s: %s\n", fmt_count(n, page + 1), fmt_count(of, count_of(s)),
		   kind_words(set, known, at >= eof));
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		bool is = (set & facts[i].fact) != 0;

		if (facts[i].of_present && (set & PAGE_PRESENT) == 0)
			continue;
		if ((known & facts[i].fact) == 0)
			buf_printf(out, "  %s says: unknown whether %s\n", tr(facts[i].from), tr(facts[i].yes));
		else if (is || facts[i].no != NULL)
			buf_printf(out, "  %s says: %s\n", tr(facts[i].from), tr(is ? facts[i].yes : facts[i].no));
	}
	return true;
}

static const char *shared_words(const struct page_run *a, const struct page_run *b)
{
	if (a == NULL || b == NULL || (a->facts & b->facts & PAGE_PRESENT) == 0)
		return tr("not in memory of both");
	if ((a->known & b->known & PAGE_EXCLUSIVE) == 0)
		return tr("the kernel does not tell whether it is shared");
	return ((a->facts | b->facts) & PAGE_EXCLUSIVE) != 0 ? tr("parted, each its own") : tr("shared by both");
}

/* The address where the run that holds `at` ends, or where the next one begins; s->end where none does. */
static uint64_t run_end(const struct pageset *s, uint64_t at)
{
	for (size_t i = 0; i < s->n; i++) {
		uint64_t end = s->v[i].start + s->v[i].pages * s->page;

		if (at < s->v[i].start)
			return s->v[i].start;
		if (at < end)
			return end;
	}
	return s->end;
}

void words_shared(const struct pageset *a, const struct pageset *b, struct buf *out)
{
	struct groups g = { .of = count_of(a), .out = out };

	if (a->n == 0 || b->n == 0 || a->start != b->start || a->page != b->page)
		return;
	for (uint64_t at = a->start; at < a->end && at < b->end;) {
		uint64_t x = run_end(a, at), y = run_end(b, at), end = x < y ? x : y;

		add(&g, index_of(a, end), shared_words(pageset_at(a, at), pageset_at(b, at)));
		at = end;
	}
	finish(&g);
}
