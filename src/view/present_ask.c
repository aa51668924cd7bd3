/*
 * The question before a class: numbered, with how many voted for what, and after the run what the kernel did.
 *
 *    1  1 byte        ████████████████ 14
 *  ✓ 2  one page      ███████ 6
 *       Rounded up to the next page boundary.
 */
#include <inttypes.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "tutor/say.h"
#include "view/pane.h"
#include "view/present.h"

enum { TEXT_X = 6, COUNT_W = 6, ROOMY_ROWS = 34, MENU_W = 18, ONE_DIGIT = 9 };

/* One place of a vote on its way to the screen. */
struct place {
	size_t at;
	const char *text, *why; /* why NULL: none */
	bool right, marked;
};

static const struct share_votes *votes_of(const struct learn_view *v)
{
	return &v->present->state->votes;
}

static bool roomy(const struct flow *f)
{
	return f->a.canvas->h >= ROOMY_ROWS;
}

static bool with_bars(const struct learn_view *v)
{
	return votes_of(v)->shown || v->present->hand > 0;
}

static uint32_t most(const struct share_votes *votes)
{
	uint32_t n = 1;
	for (size_t i = 0; i < votes->choices && i < SHARE_CHOICES; i++)
		n = votes->counts[i] > n ? votes->counts[i] : n;
	return n;
}

/* "██████ 14", or the field that hands are typed into. */
static void put_bar(struct area a, const struct learn_view *v, const struct place *p)
{
	const struct share_votes *votes = votes_of(v);
	uint32_t count = p->at < SHARE_CHOICES ? votes->counts[p->at] : 0;
	enum look look = p->right ? LOOK_GOOD : p->marked ? LOOK_DIM : LOOK_RESULT;
	int room = a.w - COUNT_W, w = (int)((uint64_t)count * (uint64_t)(room > 0 ? room : 0) / most(votes));
	if (v->present->hand == (int)p->at + 1) {
		int used = area_printf(a, 0, 0, LOOK_CURSOR, " %" PRIu32 " ", count);
		area_text(a, used + 1, 0, -1, LOOK_DIM, tr("hands"));
		return;
	}
	if (count && w == 0)
		w = 1;
	for (int i = 0; i < w; i++)
		area_glyph(a, i, 0, look, GLYPH_FULL);
	area_printf(a, w ? w + 1 : 0, 0, p->right ? LOOK_GOOD : LOOK_STRONG, "%" PRIu32, count);
}

static bool is_cursor(const struct learn_view *v, size_t place)
{
	return v->present->state->votes.open && v->present->cursor == (int)place + 1;
}

static enum look place_look(const struct learn_view *v, const struct place *p)
{
	if (is_cursor(v, p->at))
		return LOOK_CURSOR;
	if (p->right)
		return LOOK_GOOD;
	if (p->marked)
		return LOOK_DIM;
	return v->present->own == (int)p->at + 1 ? LOOK_SELECTED : LOOK_TEXT;
}

static void put_place(struct flow *f, const struct learn_view *v, const struct place *p)
{
	enum look look = place_look(v, p);
	int from = f->y, text = with_bars(v) ? f->a.w * 11 / 20 : f->a.w;
	struct flow part = *f;
	part.a = area_part(f->a, 0, 0, text, f->a.h);
	if (v->present->hand == (int)p->at + 1 || is_cursor(v, p->at))
		flow_keep(f);
	if (p->right)
		area_glyph(f->a, 0, f->y, LOOK_GOOD, GLYPH_CHECK);
	else if (v->present->own == (int)p->at + 1)
		area_glyph(f->a, 0, f->y, LOOK_SELECTED, GLYPH_MARK);
	area_printf(f->a, 2, f->y, p->right ? LOOK_GOOD : LOOK_KEY, "%2zu", p->at + 1);
	flow_paragraph(&part, TEXT_X, look, p->text);
	if (with_bars(v))
		put_bar(area_part(f->a, text + 2, f->y, f->a.w - text - 2, 1), v, p);
	f->y = part.y;
	hits_add(f->hits, f->a, 0, from, f->a.w, f->y - from, HIT_CHOICE, (int)p->at);
	if (p->right && p->why)
		flow_paragraph(f, TEXT_X, LOOK_TEXT, p->why);
	if (roomy(f))
		f->y++;
}

static struct place place_of(const struct learn_view *v, size_t at)
{
	const struct share_state *s = v->present->state;
	const struct ask *ask = learn_step(v)->ask;
	struct place p = { .at = at, .text = view_present_choice(s, at), .marked = s->votes.marked };
	p.right = p.marked && at < SHARE_CHOICES && (s->votes.right >> at & 1) != 0;
	if (ask->kind == ASK_CHOICES)
		p.why = ask->choices[s->order[at]].why;
	return p;
}

static void put_choices(struct flow *f, const struct learn_view *v, const struct ask *ask)
{
	if (ask->many)
		flow_words(f, 0, 0, LOOK_DIM, tr("More than one may hold."));
	for (size_t i = 0; i < ask->choices_n; i++) {
		struct place p = place_of(v, i);
		put_place(f, v, &p);
	}
}

int question_present_columns(const struct learn_view *v, int width)
{
	bool menu = learn_step(v)->ask->kind == ASK_OUTCOME && !with_bars(v) && width >= MENU_W;
	return menu ? width / MENU_W : 1;
}

/* " 1 it succeeds   2 EACCES" in columns: there are many. */
static void put_menu(struct flow *f, const struct learn_view *v)
{
	size_t columns = (size_t)question_present_columns(v, f->a.w);
	for (size_t i = 0; i < outcome_choices_n; i++) {
		int x = (int)(i % columns) * MENU_W;
		bool own = v->present->own == (int)i + 1;
		if (own)
			area_glyph(f->a, x, f->y, LOOK_SELECTED, GLYPH_MARK);
		area_printf(f->a, x + 2, f->y, LOOK_KEY, "%2zu", i + 1);
		enum look look = is_cursor(v, i) ? LOOK_CURSOR : own ? LOOK_SELECTED : LOOK_TEXT;
		if (is_cursor(v, i))
			flow_keep(f);
		area_text(f->a, x + 5, f->y, MENU_W - 6, look, tr(outcome_choices[i].name));
		hits_add(f->hits, f->a, x, f->y, MENU_W - 1, 1, HIT_CHOICE, (int)i);
		if (i % columns == columns - 1 || i + 1 == outcome_choices_n)
			f->y++;
	}
}

static void put_result(struct flow *f, const struct learn_view *v)
{
	const struct outcome *o = &v->record->truth.outcome;
	struct buf b;
	buf_init(&b, 1024);
	buf_puts(&b, say_succeeds(o));
	say_outcome(o, &b);
	area_glyph(f->a, 0, f->y, LOOK_GOOD, GLYPH_CHECK);
	flow_words(f, 2, 2, LOOK_GOOD, buf_str(&b));
	buf_finish(&b);
}

/* The menu until votes are shown; then what was voted for, and what it came to. */
static void put_outcomes(struct flow *f, const struct learn_view *v, const struct ask *ask)
{
	const struct share_votes *votes = votes_of(v);
	(void)ask;
	if (!with_bars(v) && !learn_record(v)) {
		put_menu(f, v);
		return;
	}
	bool marked = false; /* what it came to, in full, stands beside its statement */
	for (size_t i = 0; with_bars(v) && i < outcome_choices_n && i < SHARE_CHOICES; i++) {
		struct place p = place_of(v, i);
		marked = marked || p.right;
		if (p.right || votes->counts[i] || v->present->hand == (int)i + 1)
			put_place(f, v, &p);
	}
	if (learn_record(v) && v->record->truth.valid && !marked)
		put_result(f, v);
}

static void put_number(struct flow *f, const struct learn_view *v, const struct ask *ask)
{
	if (!learn_record(v) || !v->record->truth.valid) {
		if (ask->unit)
			flow_words(f, 2, 2, LOOK_DIM, ask->unit);
		return;
	}
	area_glyph(f->a, 0, f->y, LOOK_GOOD, GLYPH_CHECK);
	struct buf number;
	buf_init(&number, 1024);
	answer_number_put(ask, v->record->truth.number, &number);
	area_text(f->a, 2, f->y++, -1, LOOK_GOOD, buf_str(&number));
	buf_finish(&number);
}

/* "x x . .": which pages it is; the picture tells more. */
static void put_pages(struct flow *f, const struct learn_view *v, const struct ask *ask)
{
	const struct record *r = learn_record(v);
	char n[FMT_MAX];
	if (!r && v->pages_n)
		area_printf(f->a, 2, f->y++, LOOK_DIM, "of %s", fmt_pages(n, v->pages_n));
	if (!r)
		return;
	int row = (f->a.w - 2) / 2;
	for (size_t i = 0; row > 0 && r->truth.valid && i < r->truth.pages_n; i++) {
		bool is = r->truth.pages[i] == '1';
		area_printf(f->a, 2 + (int)(i % (size_t)row) * 2, f->y, is ? LOOK_GOOD : LOOK_DIM, "%c",
			    is                         ? 'x'
			    : r->truth.pages[i] == '?' ? '?'
						       : '.');
		if (i % (size_t)row == (size_t)row - 1 || i + 1 == r->truth.pages_n)
			f->y++;
	}
	flow_words(f, 2, 2, LOOK_DIM, ask->of_present ? tr("x: in the page table") : tr("x: resident in memory"));
}

/* "7 of 12 have voted" */
static void put_turnout(struct flow *f, const struct learn_view *v)
{
	const struct share_votes *votes = votes_of(v);
	if (!votes->open)
		return;
	flow_gap(f);
	if (v->present->presenter)
		area_printf(f->a, 0, f->y++, LOOK_WARN, "Vote: %u of %u", votes->voted, v->present->state->followers);
	else if (v->present->own)
		flow_words(f, 0, 0, LOOK_WARN, tr("You have voted; you may change it."));
	else if (votes->choices > ONE_DIGIT)
		flow_words(f, 0, 0, LOOK_WARN, tr("Vote now: a number, then Enter."));
	else
		area_printf(f->a, 0, f->y++, LOOK_WARN, "Vote now: 1 to %zu.", votes->choices);
}

void question_present(struct flow *f, const struct learn_view *v)
{
	static void (*const puts[])(struct flow *, const struct learn_view *, const struct ask *) = {
		[ASK_CHOICES] = put_choices,
		[ASK_NUMBER] = put_number,
		[ASK_PAGES] = put_pages,
		[ASK_OUTCOME] = put_outcomes,
	};
	const struct ask *ask = learn_step(v)->ask;
	const struct record *r = learn_record(v);
	flow_paragraph(f, 0, LOOK_ASK, question_prompt(ask));
	if (roomy(f))
		f->y++;
	if (r && !r->truth.valid)
		flow_words(f, 2, 2, LOOK_WARN,
			   r->truth.why ? r->truth.why : tr("The question has no right answer here."));
	puts[ask->kind](f, v, ask);
	put_turnout(f, v);
}

size_t view_present_choices(const struct lesson *lesson, size_t step)
{
	const struct ask *ask = lesson->steps[step].ask;
	if (!ask)
		return 0;
	return ask->kind == ASK_CHOICES ? ask->choices_n : ask->kind == ASK_OUTCOME ? outcome_choices_n : 0;
}

const char *view_present_choice(const struct share_state *s, size_t place)
{
	const struct ask *ask = s->lesson->steps[s->step].ask;
	if (place >= view_present_choices(s->lesson, s->step))
		return NULL;
	return ask->kind == ASK_CHOICES ? ask->choices[s->order[place]].text : tr(outcome_choices[place].name);
}
