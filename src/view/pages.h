/*
 * The pages of the focus as lanes that line up: one cell a page, or as many pages a cell as do fit.
 *
 *   you said    x x . .      LANE_SAID
 *   parent      P P . .      LANE_FACTS   of one process
 *   child       P P . .      LANE_FACTS   of another
 *               = /          LANE_SHARED  of both
 *                 ^          LANE_WRONG
 *
 * Facts come as runs (model/pageset.h); nothing here goes through pages that are not drawn.
 */
#ifndef VIEW_PAGES_H
#define VIEW_PAGES_H

#include "tutor/say.h"
#include "view/flow.h"
#include "view/learn.h"

#define NO_EOF    ((uint64_t)-1)
#define LANES_MAX 24

enum lane_kind {
	LANE_FACTS,
	LANE_TABLE,
	LANE_MINCORE,
	LANE_DIFFER,  /* where page table and mincore do */
	LANE_CHANGED, /* in this step */
	LANE_SHARED,  /* by two processes, or parted */
	LANE_SAID,    /* by the learner */
	LANE_WRONG
};

struct lane {
	enum lane_kind kind;
	const char *label;
	const struct pageset *set, *other; /* the other process, or the state before */
};

/* One picture of pages. */
struct pages {
	const struct learn_view *view;
	struct lane lanes[LANES_MAX];
	size_t n;
	uint64_t start, page, count, eof; /* address of the first, bytes, pages, address behind the file's last */
	bool anonymous;                   /* private memory that no file stands behind */
	/* as drawn */
	uint64_t first, shown, unit, row; /* pages: first, how many, in a cell; cells in a row */
	int label, cell;                  /* columns */
	bool met;                         /* a page was drawn as unknown: */
	struct page_run unknown;
};

/* False where there is nothing to draw. */
bool pages_init(struct pages *p, const struct learn_view *v, int width);
/* What is known of page i in a set: a run of no facts where nothing is. */
struct page_run pages_run(const struct pages *p, const struct pageset *set, uint64_t i);
enum page_kind pages_run_kind(const struct pages *p, const struct page_run *run, uint64_t addr);
enum page_kind pages_kind(const struct pages *p, const struct pageset *set, uint64_t i);
/* Page i is the first of a huge one that is mapped as such, all of it on the screen: how many pages it is, else 0. */
uint64_t pages_huge(const struct pages *p, uint64_t i);

/* Marks that are not kinds of pages; they follow those in a legend. */
enum page_mark {
	PAGE_MARK_YES = PAGE_KINDS,
	PAGE_MARK_NO,
	PAGE_MARK_SHARED,
	PAGE_MARK_PARTED,
	PAGE_MARK_DIFFERS,
	PAGE_MARK_CHANGED,
	PAGE_MARK_SOME,
	PAGE_MARKS
};

struct page_cell {
	unsigned mark; /* enum page_kind or page_mark; PAGE_MARKS: blank */
	enum look look;
	enum glyph glyph; /* GLYPH_BLANK: `letter` */
	char letter;
};

/* The cell of a lane for pages [i, i + unit). */
struct page_cell pages_cell(const struct pages *p, const struct lane *lane, uint64_t i);
enum look pages_look(enum page_kind kind);
/* All that was drawn, by its letters: bit i of `seen` is mark i. */
void pages_legend(struct flow *f, const struct pages *p, uint32_t seen);
/* Why the kernel does not tell of a page that is drawn as unknown. */
void pages_why(struct flow *f, const struct pages *p, const struct page_run *run);
/* All that is known of the page or the cell under the cursor, and from which interface. */
void pages_tell(struct flow *f, const struct pages *p);

#endif
