/* Draws a sitting: the panes of the learn screen, the number of the question, and the line of a task. */
#include "app/quiz_state.h"

#include <string.h>

#include "base/tr.h"

unsigned quiz_where(void *ctx)
{
	const struct quizzing *q = ctx;
	const struct step *step = &q->turn->lesson->steps[q->turn->step];
	bool hints = step->hints.n > 0 && !quizzing_exam(q);
	unsigned marks = q->turn->kind == QUIZ_TASK || q->turn->kind == QUIZ_NUMBER ? 0 : KEYS_MARKS;

	if (q->l.ui->slow && q->l.ui->since_ms != 0)
		return KEYS_RUNS;
	if (!quizzing_open(q))
		return KEYS_MARKED;
	if (q->turn->kind == QUIZ_TASK && q->l.pane == PANE_TEXT)
		return KEYS_TASK | (hints ? KEYS_TASK_HINTS : 0U);
	return KEYS_QUIZ | marks | (hints ? KEYS_HINTS : 0U);
}

static void put_place(struct quizzing *q)
{
	const struct quiz_turn *t = q->turn;
	int64_t left = sitting_left(q->s);

	buf_clear(&q->place);
	buf_printf(&q->place, "question %zu of %zu%s%s", t->number, q->s->quiz->questions,
		   t->round > 0 ? tr(", again") : "", q->l.answers[t->step].sure ? tr(", sure") : "");
	if (left >= 0 && !q->over)
		buf_printf(&q->place, ", %d min left", (int)((left + 59) / 60));
}

static const char *misconception(const struct quizzing *q)
{
	const struct quiz_turn *t = q->turn;

	return t->misconception >= 0 ? t->lesson->steps[t->step].task->misconceptions[t->misconception].text : NULL;
}

static void put_attempt(const struct quizzing *q, struct prompt_view *p, struct arena *a)
{
	struct tried_view *v = arena_alloc(a, q->lines_n + 1, sizeof(*v));

	for (size_t i = 0; i < q->lines_n; i++)
		v[i] = (struct tried_view){ .text = q->lines[i] };
	*p = (struct prompt_view){ .tried = v, .tried_n = q->lines_n };
	p->empty = q->lines_n == 0 ? tr("Type a statement and Enter. Enter on an empty line runs what you typed.")
				   : tr("Enter on the empty line runs these; Backspace takes the last one back.");
	typed_view(&q->typed, p, a);
}

/* An answer that counts is shown before the run as it is drafted; behind it, as it was given. */
static void put_view(struct quizzing *q, struct learn_view *v)
{
	struct learn *l = &q->l;
	const struct quiz_turn *t = q->turn;

	v->lesson = l->lesson;
	v->step = l->step;
	v->past = buf_str(&q->past);
	v->record = session_record(l->session, l->step);
	v->now = l->now.taken ? &l->now : NULL;
	v->answer = &l->answers[l->step];
	v->mark = t->closed ? t->mark : MARK_NONE;
	v->cursor = l->cursor;
	v->order = l->order;
	v->entry = l->entry;
	v->pages_n = l->pages_n;
	v->hints_shown = l->hints;
	v->pane = l->pane;
	v->picture = l->picture;
	v->space = &l->space;
	v->bytes = learn_picture_bytes(l);
	v->follow = l->follow;
	v->misconception = misconception(q);
	v->vary = session_vary(l->session, l->step, &v->vary_n);
	memcpy(v->scroll, l->scroll, sizeof(v->scroll));
	memcpy(v->scrolled, l->scrolled, sizeof(v->scrolled));
}

void quiz_draw(void *ctx, struct area a)
{
	struct quizzing *q = ctx;
	struct view_key keys[16];
	unsigned where = quiz_where(q);
	bool runs = where == KEYS_RUNS;
	struct prompt_view attempt;
	struct arena arena = { 0 };
	struct learn_view v = {
		.message = runs ? tr("The step is running; Esc gives up") : q->l.message,
		.message_look = runs ? LOOK_WARN : q->l.message_look,
		.keys = keys,
		.keys_n = key_rows(where, false, keys, 16),
	};

	put_view(q, &v);
	put_place(q);
	v.place = buf_str(&q->place);
	if (quizzing_open(q) && q->turn->kind == QUIZ_TASK) {
		put_attempt(q, &attempt, &arena);
		v.attempt = &attempt;
	}
	view_learn(a, &v, &q->l.shown);
	arena_finish(&arena);
}
