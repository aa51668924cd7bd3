/* The question after the run: what was said, what the kernel did, and why. */
#include "base/tr.h"
#include "model/answer.h"
#include "tutor/say.h"
#include "view/pane.h"

static const struct answer no_answer;

static const struct answer *given(const struct learn_view *v)
{
	return v->answer && v->answer->given ? v->answer : &no_answer;
}

/* Sign, then words: never the colour alone. */
static void put_sign(struct flow *f, int x, enum look look, enum glyph g)
{
	area_glyph(f->a, x, f->y, look, g);
}

static void put_mark(struct flow *f, const struct learn_view *v)
{
	static const struct {
		enum look look;
		enum glyph glyph;
		const char *say;
	} marks[] = {
		[MARK_NONE] = { LOOK_DIM, GLYPH_BULLET, N_("Not answered this time. This is what the kernel did:") },
		[MARK_RIGHT] = { LOOK_GOOD, GLYPH_CHECK, N_("Right.") },
		[MARK_WRONG] = { LOOK_BAD, GLYPH_MISS, N_("Not so. The kernel did otherwise.") },
		[MARK_VOID] = { LOOK_WARN, GLYPH_BULLET,
				N_("The question has no right answer here, and does not count.") },
	};
	put_sign(f, 0, marks[v->mark].look, marks[v->mark].glyph);
	flow_words(f, 2, 2, marks[v->mark].look, tr(marks[v->mark].say));
	if (!v->record->truth.valid && v->record->truth.why)
		flow_words(f, 2, 2, LOOK_DIM, v->record->truth.why);
}

/*
 *   ✓ (●) one page
 *         Rounded up to the next page boundary.
 */
static void put_choice(struct flow *f, const struct learn_view *v, const struct ask *ask, size_t i)
{
	const struct truth *truth = &v->record->truth;
	bool right = truth->valid && (truth->choices >> i & 1) != 0;
	bool said = (given(v)->choices >> i & 1) != 0;
	enum look look = right ? LOOK_GOOD : said && truth->valid ? LOOK_BAD : said ? LOOK_TEXT : LOOK_DIM;
	if (right)
		put_sign(f, 0, look, GLYPH_CHECK);
	else if (said && truth->valid)
		put_sign(f, 0, look, GLYPH_MISS);
	area_text(f->a, 2, f->y, -1, look, ask->many ? "[ ]" : "( )");
	if (said && ask->many)
		area_text(f->a, 3, f->y, -1, look, "x");
	else if (said)
		area_glyph(f->a, 3, f->y, look, GLYPH_BOX_ON);
	flow_paragraph(f, 6, look, ask->choices[i].text);
	bool matters = right || said;
	/* A quiz tells of every choice why it is one or is none; a lesson goes on to tell what came of it. */
	if ((matters || v->place) && truth->valid && ask->choices[i].why)
		flow_paragraph(f, 8, matters ? LOOK_TEXT : LOOK_DIM, ask->choices[i].why);
}

static void put_choices(struct flow *f, const struct learn_view *v, const struct ask *ask)
{
	for (size_t i = 0; i < ask->choices_n; i++)
		put_choice(f, v, ask, v->order ? v->order[i] : i);
}

/* Two lines that stand against each other: "you said   4,096 bytes". */
static void put_side(struct flow *f, const char *who, enum look look, const char *what)
{
	area_text(f->a, 2, f->y, -1, LOOK_DIM, who);
	flow_words(f, 14, 14, look, what);
}

static void put_number(struct flow *f, const struct learn_view *v, const struct ask *ask)
{
	struct buf side;
	buf_init(&side, 1024);
	if (given(v)->has_number) {
		answer_number_put(ask, given(v)->number, &side);
		put_side(f, tr("you said"), v->mark == MARK_RIGHT ? LOOK_GOOD : LOOK_BAD, buf_str(&side));
	}
	buf_clear(&side);
	answer_number_put(ask, v->record->truth.number, &side);
	if (v->record->truth.valid)
		put_side(f, tr("the kernel"), LOOK_GOOD, buf_str(&side));
	buf_finish(&side);
}

static void put_outcome(struct flow *f, const struct learn_view *v, const struct ask *ask)
{
	const struct outcome *o = &v->record->truth.outcome;
	struct buf b;
	(void)ask;
	if (given(v)->has_outcome)
		put_side(f, tr("you said"), v->mark == MARK_RIGHT ? LOOK_GOOD : LOOK_BAD,
			 tr(outcome_choices[given(v)->outcome].name));
	buf_init(&b, 1024);
	buf_puts(&b, say_succeeds(o));
	say_outcome(o, &b);
	put_side(f, tr("the kernel"), LOOK_GOOD, buf_str(&b));
	buf_finish(&b);
}

/* One row of pages: what was said, what is, and a sign below each that differs. */
static void put_page_row(struct flow *f, const struct learn_view *v, size_t from, size_t n)
{
	const struct truth *truth = &v->record->truth;
	bool wrong = false;
	if (truth->pages_n > n || from)
		area_printf(f->a, 2, f->y++, LOOK_DIM, "from page %zu on", from);
	area_text(f->a, 2, f->y, -1, LOOK_DIM, tr("you said"));
	area_text(f->a, 2, f->y + 1, -1, LOOK_DIM, tr("the kernel"));
	for (size_t i = from; i < from + n && i < truth->pages_n && i < ANSWER_PAGES; i++) {
		int x = 14 + (int)(i - from) * 2;
		bool said = given(v)->pages[i] == '1', is = truth->pages[i] == '1';
		bool differs = v->mark != MARK_NONE && truth->pages[i] != '?' && said != is;
		area_text(f->a, x, f->y, 1, said ? LOOK_SELECTED : LOOK_DIM, said ? "x" : ".");
		area_text(f->a, x, f->y + 1, 1, is ? LOOK_GOOD : LOOK_DIM,
			  is                       ? "x"
			  : truth->pages[i] == '?' ? "?"
						   : ".");
		if (differs)
			area_text(f->a, x, f->y + 2, 1, LOOK_BAD, "^");
		wrong = wrong || differs;
	}
	f->y += wrong ? 3 : 2;
}

static void put_pages(struct flow *f, const struct learn_view *v, const struct ask *ask)
{
	int room = (f->a.w - 14) / 2;
	size_t row = room >= 32 ? 32 : room >= 16 ? 16 : 8;
	const struct truth *truth = &v->record->truth;
	for (size_t from = 0; from < truth->pages_n; from += row)
		put_page_row(f, v, from, row < truth->pages_n - from ? row : truth->pages_n - from);
	flow_words(f, 2, 2, LOOK_DIM, ask->of_present ? tr("x: in the page table") : tr("x: resident in memory"));
}

void question_closed(struct flow *f, const struct learn_view *v)
{
	static void (*const puts[])(struct flow *, const struct learn_view *, const struct ask *) = {
		[ASK_CHOICES] = put_choices,
		[ASK_NUMBER] = put_number,
		[ASK_PAGES] = put_pages,
		[ASK_OUTCOME] = put_outcome,
	};
	const struct ask *ask = learn_step(v)->ask;
	if (ask->prompt)
		flow_paragraph(f, 0, LOOK_ASK, ask->prompt);
	put_mark(f, v);
	puts[ask->kind](f, v, ask);
}
