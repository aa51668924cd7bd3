/* The question while it is open: choices, a number, a menu of outcomes, or pages to mark. */
#include <inttypes.h>
#include <stdio.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "view/pane.h"

enum { MENU_W = 16, PAGE_W = 4, PAGES_MAX = 16, OFFSET_W = 6 };

static const struct answer no_answer;

static const struct answer *draft(const struct learn_view *v)
{
	return v->answer ? v->answer : &no_answer;
}

static bool has_cursor(const struct learn_view *v)
{
	return v->pane == PANE_TEXT;
}

static size_t choice_at(const struct learn_view *v, size_t place)
{
	return v->order ? v->order[place] : place;
}

/* "( )" one of several, "[ ]" as many as hold. Three columns. */
static void put_box(struct flow *f, int x, bool many, bool on, enum look look)
{
	area_text(f->a, x, f->y, -1, look, many ? "[ ]" : "( )");
	if (on && many)
		area_text(f->a, x + 1, f->y, -1, look, "x");
	else if (on)
		area_glyph(f->a, x + 1, f->y, look, GLYPH_BOX_ON);
}

static void put_choice(struct flow *f, const struct learn_view *v, const struct ask *ask, size_t place)
{
	size_t i = choice_at(v, place);
	bool here = has_cursor(v) && v->cursor == (int)place;
	bool on = (draft(v)->choices >> i & 1) != 0;
	int from = f->y;
	if (v->cursor == (int)place && v->follow)
		flow_keep(f);
	if (here)
		area_glyph(f->a, 0, f->y, LOOK_SELECTED, GLYPH_MARK);
	put_box(f, 2, ask->many, on, on ? LOOK_SELECTED : LOOK_TEXT);
	flow_paragraph(f, 6, here ? LOOK_SELECTED : LOOK_TEXT, ask->choices[i].text);
	if (v->cursor == (int)place && v->follow) {
		f->y--;
		flow_keep(f);
		f->y++;
	}
	hits_add(f->hits, f->a, 0, from, f->a.w, f->y - from, HIT_CHOICE, (int)place);
}

static void put_choices(struct flow *f, const struct learn_view *v, const struct ask *ask)
{
	for (size_t i = 0; i < ask->choices_n; i++)
		put_choice(f, v, ask, i);
}

/* "▸ 8192      pages": an entry field of 14 columns. */
static void put_number(struct flow *f, const struct learn_view *v, const struct ask *ask)
{
	char number[FMT_MAX] = "";
	const char *text = v->entry;
	if (!text && draft(v)->has_number)
		snprintf(number, sizeof(number), "%" PRId64, draft(v)->number);
	text = text ? text : number;
	if (v->follow)
		flow_keep(f);
	area_glyph(f->a, 0, f->y, LOOK_SELECTED, GLYPH_MARK);
	area_text(f->a, 2, f->y, -1, LOOK_STATUS, "[                     ]"); /* 64 bits, a sign, the cursor */
	int used = area_text(f->a, 3, f->y, 20, LOOK_STRONG, text);
	area_cursor(f->a, 3 + used, f->y);
	if (has_cursor(v))
		area_look(f->a, 3 + used, f->y, 1, LOOK_CURSOR);
	if (ask->unit)
		area_text(f->a, 26, f->y, -1, LOOK_TEXT, ask->unit);
	f->y++;
}

static void put_outcome(struct flow *f, const struct learn_view *v, size_t i, int x)
{
	bool here = has_cursor(v) && v->cursor == (int)i;
	bool on = draft(v)->has_outcome && draft(v)->outcome == i;
	if (v->cursor == (int)i && v->follow)
		flow_keep(f);
	put_box(f, x, false, on, on ? LOOK_SELECTED : LOOK_TEXT);
	enum look look = here ? LOOK_CURSOR : on ? LOOK_SELECTED : LOOK_TEXT;
	area_text(f->a, x + 4, f->y, MENU_W - 5, look, tr(outcome_choices[i].name));
	hits_add(f->hits, f->a, x, f->y, MENU_W - 1, 1, HIT_CHOICE, (int)i);
}

static void put_outcomes(struct flow *f, const struct learn_view *v, const struct ask *ask)
{
	size_t columns = (size_t)question_columns(v, f->a.w);
	(void)ask;
	for (size_t i = 0; i < outcome_choices_n; i++) {
		put_outcome(f, v, i, (int)(i % columns) * MENU_W);
		if (i % columns == columns - 1 || i + 1 == outcome_choices_n)
			f->y++;
	}
}

/* "+0    [ ] [x] [ ] [ ]": offsets in pages. */
static void put_page(struct flow *f, const struct learn_view *v, size_t i, size_t columns)
{
	int x = OFFSET_W + (int)(i % columns) * PAGE_W;
	bool here = has_cursor(v) && v->cursor == (int)i, on = draft(v)->pages[i] == '1';
	if (i % columns == 0)
		area_printf(f->a, 0, f->y, LOOK_DIM, "+%zu", i);
	if (v->cursor == (int)i && v->follow)
		flow_keep(f);
	put_box(f, x, true, on, here ? LOOK_CURSOR : on ? LOOK_SELECTED : LOOK_TEXT);
	hits_add(f->hits, f->a, x, f->y, PAGE_W - 1, 1, HIT_CHOICE, (int)i);
}

static void put_pages(struct flow *f, const struct learn_view *v, const struct ask *ask)
{
	size_t columns = (size_t)question_columns(v, f->a.w);
	size_t n = v->pages_n < ANSWER_PAGES ? v->pages_n : ANSWER_PAGES;
	flow_words(f, 0, 0, LOOK_DIM,
		   ask->of_present ? tr("Mark the pages in this process's page table. Each box is a page.")
				   : tr("Mark the pages that will be resident in memory. Each box is a page."));
	for (size_t i = 0; i < n; i++) {
		put_page(f, v, i, columns);
		if (i % columns == columns - 1 || i + 1 == n)
			f->y++;
	}
}

int question_columns(const struct learn_view *v, int width)
{
	const struct ask *ask = learn_step(v)->ask;
	int n = 1;
	if (ask && v->present)
		return question_present_columns(v, width);
	if (ask && ask->kind == ASK_OUTCOME)
		n = width / MENU_W;
	if (ask && ask->kind == ASK_PAGES) {
		for (n = PAGES_MAX; n > 1 && OFFSET_W + n * PAGE_W > width;)
			n /= 2;
	}
	return n > 0 ? n : 1;
}

const char *question_prompt(const struct ask *ask)
{
	if (ask->prompt)
		return ask->prompt;
	return ask->kind == ASK_OUTCOME ? tr("What does the last statement come to?") : tr("What do you predict?");
}

void question_open(struct flow *f, const struct learn_view *v)
{
	static void (*const puts[])(struct flow *, const struct learn_view *, const struct ask *) = {
		[ASK_CHOICES] = put_choices,
		[ASK_NUMBER] = put_number,
		[ASK_PAGES] = put_pages,
		[ASK_OUTCOME] = put_outcomes,
	};
	const struct ask *ask = learn_step(v)->ask;
	flow_paragraph(f, 0, LOOK_ASK, question_prompt(ask));
	if (ask->kind == ASK_CHOICES && ask->many)
		flow_words(f, 0, 0, LOOK_DIM, tr("Mark every one that holds."));
	puts[ask->kind](f, v, ask);
}
