/* The questions of a sitting: how each went, the way back to any, and the way out. */
#include <string.h>

#include "app/choose.h"
#include "app/quiz_state.h"
#include "base/tr.h"

struct tally {
	struct choose c; /* first: what the screen gets is this */
	struct quizzing *q;
	struct chooser_row *rows;
	struct arena arena;
	struct buf message;
	bool chosen, leaves;
	bool asked; /* whether an exam is to be handed in */
};

static const struct {
	enum glyph mark;
	enum look look;
	const char *say;
} marks[] = {
	[MARK_NONE] = { GLYPH_BULLET, LOOK_DIM, N_("skipped") },
	[MARK_RIGHT] = { GLYPH_CHECK, LOOK_GOOD, N_("right") },
	[MARK_WRONG] = { GLYPH_MISS, LOOK_BAD, N_("wrong") },
	[MARK_VOID] = { GLYPH_BULLET, LOOK_DIM, N_("does not count") },
};

/* Before an exam is over nothing is told of how it goes. */
static bool told(const struct quizzing *q)
{
	return q->over || !quizzing_exam(q);
}

static void put_row(struct tally *t, size_t i)
{
	const struct quizzing *q = t->q;
	const struct quiz *quiz = q->s->quiz;
	const struct quiz_turn *turn = quiz->turns[i];
	struct chooser_row *row = &t->rows[i];
	/* of one that is to come not even the title is told */
	const char *title = turn->closed || i <= quiz->at || q->over ? turn->lesson->steps[turn->step].title : NULL;

	row->mark = GLYPH_BLANK;
	row->look = LOOK_DIM;
	row->text = arena_printf(&t->arena, "%2zu  %s%s%s", turn->number, turn->lesson->title, title ? ": " : "",
				 title ? title : "");
	if (turn->closed && told(q)) {
		row->mark = marks[turn->mark].mark;
		row->look = marks[turn->mark].look;
		row->note = tr(marks[turn->mark].say);
	} else if (turn->closed) {
		row->note = turn->skipped ? tr("skipped") : tr("answered");
	} else {
		row->note = q->over ? tr("not answered") : i < quiz->at ? tr("open") : tr("to come");
	}
	if (turn->round > 0)
		row->note = arena_printf(&t->arena, "%s, again", row->note);
}

static void make(struct tally *t)
{
	const struct quizzing *q = t->q;
	const struct quiz *quiz = q->s->quiz;
	size_t closed = 0;

	t->c.n = quiz->turns_n;
	t->rows = arena_alloc(&t->arena, quiz->turns_n + 1, sizeof(*t->rows));
	for (size_t i = 0; i < quiz->turns_n; i++) {
		put_row(t, i);
		closed += quiz->turns[i]->closed;
		if (quiz->turns[i] == q->turn)
			t->c.cursor = i;
	}
	if (q->late)
		buf_puts(&t->message, tr("The time is over: "));
	if (q->over)
		sitting_tally(q->s, &t->message);
	else
		buf_printf(&t->message,
			   quizzing_exam(q)
			       ? tr("%zu of %zu answered; q hands it in, ^C leaves it to go on another time")
			       : tr("%zu of %zu answered; q ends the quiz, ^C leaves it to go on another time"),
			   closed, quiz->turns_n);
}

static void draw(void *ctx, struct area a)
{
	struct tally *t = ctx;
	struct view_key keys[16];
	struct chooser_view v = { .title = t->q->over ? tr("What the kernel says of it")
						      : tr("The questions of this sitting"),
				  .right = quizzing_exam(t->q) ? "exam" : "quiz",
				  .rows = t->rows,
				  .message = buf_str(&t->message),
				  .message_look = t->q->over ? LOOK_STRONG : LOOK_DIM,
				  .keys = keys,
				  .keys_n = key_rows(KEYS_TALLY, false, keys, 16) };

	choose_draw(&t->c, a, &v);
}

/* One that was answered can be looked at again, but in an exam only behind its end. */
static bool may_look(const struct tally *t)
{
	const struct quiz_turn *turn = t->q->s->quiz->turns[t->c.cursor];

	return t->q->over || (t->c.cursor < t->q->s->quiz->at && (!turn->closed || told(t->q)));
}

/* True where an exam would be handed in by this key, and it is asked first: what is not answered counts as skipped. */
static bool asks(struct tally *t, enum act action)
{
	const struct quiz *quiz = t->q->s->quiz;
	size_t left = 0;

	t->asked = action == ACTION_LEAVE && !t->asked && quizzing_exam(t->q) && !t->q->over;
	if (!t->asked)
		return false;
	for (size_t i = 0; i < quiz->turns_n; i++)
		left += !quiz->turns[i]->closed;
	buf_clear(&t->message);
	buf_printf(&t->message,
		   left == 1 ? tr("%zu is not answered; q once more hands the exam in for good")
			     : tr("%zu are not answered; q once more hands the exam in for good"),
		   left);
	return true;
}

static enum reaction act(void *ctx, enum act action, const struct term_event *ev)
{
	struct tally *t = ctx;
	bool chosen;

	if (asks(t, action))
		return REACT_DRAW;
	if (action == ACTION_LEAVE || (action == ACTION_BACK && t->q->over)) {
		t->leaves = true;
		return REACT_LEAVE;
	}
	if (action == ACTION_BACK)
		return REACT_LEAVE;
	chosen = choose_act(&t->c, action, ev);
	if (chosen && may_look(t))
		t->chosen = true;
	buf_clear(&t->message);
	if (chosen && !t->chosen)
		buf_puts(&t->message, t->c.cursor < t->q->s->quiz->at
					  ? tr("The answers of an exam are shown when it is over")
					  : tr("This question has not been asked yet"));
	return t->chosen ? REACT_LEAVE : REACT_DRAW;
}

static const struct screen tally_screen = { .where = KEYS_TALLY, .draw = draw, .act = act };

static enum reaction run(struct quizzing *q, bool *leaves)
{
	struct tally t = { .c = { .ui = q->l.ui }, .q = q };
	enum reaction got;

	buf_init(&t.message, 1024);
	make(&t);
	got = choose_run(q->l.ui, &tally_screen, &t);
	*leaves = t.leaves;
	if (t.chosen)
		quizzing_look(q, q->s->quiz->turns[t.c.cursor]);
	buf_finish(&t.message);
	arena_finish(&t.arena);
	return got;
}

/* An exam that is handed in shows how it went before it is left. */
enum reaction quiz_tally_open(struct quizzing *q)
{
	for (;;) {
		bool leaves, was_over = q->over;
		enum reaction got = run(q, &leaves);

		if (got == REACT_QUIT || !leaves)
			return got;
		quizzing_end(q);
		if (was_over || !quizzing_exam(q))
			return REACT_LEAVE;
	}
}
