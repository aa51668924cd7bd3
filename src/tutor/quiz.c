/* Drawing the questions of a sitting, and their order. */
#include "tutor/quiz.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tutor/quiz_private.h"

uint64_t quiz_mixed(uint64_t seed, uint64_t n)
{
	uint64_t z = seed + (n + 1) * 0x9e3779b97f4a7c15U;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return z ^ (z >> 31);
}

/* ---- one turn ---- */

static enum quiz_kind kind_of(const struct step *s)
{
	static const enum quiz_kind kinds[] = { [ASK_CHOICES] = QUIZ_CHOICE,
						[ASK_NUMBER] = QUIZ_NUMBER,
						[ASK_PAGES] = QUIZ_PAGES,
						[ASK_OUTCOME] = QUIZ_OUTCOME };

	if (s->task != NULL)
		return QUIZ_TASK;
	return s->ask->kind == ASK_CHOICES && s->ask->many ? QUIZ_CHOICES : kinds[s->ask->kind];
}

/* Of the asked step alone: those before it were proved with the first of theirs. */
static void draw_values(struct session *s, size_t step, uint64_t seed)
{
	const struct step *of = &s->lesson->steps[step];
	int64_t values[64] = { 0 };

	for (size_t k = 0; k < of->vary_n && k < 64; k++)
		values[k] = of->vary[k].v[quiz_mixed(seed, k) % of->vary[k].n];
	if (of->vary_n > 0)
		session_set_vary(s, step, values);
}

struct quiz_turn *quiz_turn_new(struct quiz *q, const struct lesson *l, size_t step, uint64_t seed, struct err *e)
{
	struct session_options o = q->options.session;
	struct quiz_turn *t = mem_zalloc(1, sizeof(*t));

	o.draw = false;
	o.seed = seed;
	t->lesson = l;
	t->step = step;
	t->kind = kind_of(&l->steps[step]);
	t->misconception = -1;
	if (session_open(&t->session, l, &o, e) < 0) {
		free(t);
		return NULL;
	}
	draw_values(t->session, step, seed);
	session_order(t->session, step, t->order);
	return t;
}

void quiz_turn_free(struct quiz_turn *t)
{
	session_close(t->session);
	free(t);
}

static void add(struct quiz *q, struct quiz_turn *t)
{
	void *turns = q->turns;

	mem_grow(&turns, &q->turns_cap, q->turns_n + 1, sizeof(struct quiz_turn *));
	q->turns = turns;
	q->turns[q->turns_n++] = t;
}

/* ---- drawing ---- */

struct candidate {
	const struct lesson *lesson;
	size_t step;
};

static size_t gather(const struct quiz_options *o, const struct lesson *const *lessons, size_t n, struct candidate *out)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < lessons[i]->steps_n + lessons[i]->drills_n; k++) {
			const struct step *s = &lessons[i]->steps[k];

			if ((s->ask == NULL && s->task == NULL) ||
			    (o->wanted != NULL && !o->wanted(o->ctx, lessons[i], k)))
				continue;
			if (out != NULL)
				out[found] = (struct candidate){ lessons[i], k };
			found++;
		}
	}
	return found;
}

static void shuffle(struct candidate *v, size_t n, uint64_t seed)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = (size_t)(quiz_mixed(seed, i) % i);
		struct candidate was = v[i - 1];

		v[i - 1] = v[k];
		v[k] = was;
	}
}

/* Those that cannot run here are passed over. */
static int draw(struct quiz *q, const struct candidate *v, size_t n, struct err *e)
{
	for (size_t i = 0; i < n && q->questions < q->options.questions; i++) {
		struct quiz_turn *t = quiz_turn_new(q, v[i].lesson, v[i].step, quiz_mixed(~q->options.seed, i), e);

		if (t == NULL)
			return -1;
		if (t->session->skip[t->step] != NULL) {
			quiz_turn_free(t);
			continue;
		}
		t->number = ++q->questions;
		add(q, t);
	}
	return 0;
}

int quiz_open(struct quiz **out, const struct lesson *const *lessons, size_t n, const struct quiz_options *o,
	      struct err *e)
{
	struct quiz *q = mem_zalloc(1, sizeof(*q));
	size_t found = gather(o, lessons, n, NULL);
	struct candidate *v = mem_zalloc(found + 1, sizeof(*v));
	int status;

	q->options = *o;
	if (q->options.questions > QUIZ_MOST)
		q->options.questions = QUIZ_MOST;
	gather(o, lessons, n, v);
	shuffle(v, found, o->seed);
	status = draw(q, v, found, e);
	free(v);
	if (status == 0)
		*out = q;
	else
		quiz_close(q);
	return status;
}

void quiz_close(struct quiz *q)
{
	if (q == NULL)
		return;
	for (size_t i = 0; i < q->turns_n; i++)
		quiz_turn_free(q->turns[i]);
	free(q->turns);
	arena_finish(&q->arena);
	free(q);
}

/* ---- turn by turn ---- */

struct quiz_turn *quiz_turn(const struct quiz *q)
{
	return q->at > 0 ? q->turns[q->at - 1] : NULL;
}

int quiz_next(struct quiz *q, struct err *e)
{
	struct quiz_turn *t;
	int status;

	if (q->at == q->turns_n)
		return 0;
	t = q->turns[q->at];
	status = session_prepare(t->session, t->step, e);
	if (status < 0)
		return status;
	t->pages_n = session_asked_pages(t->session, t->step);
	if (t->pages_n > ANSWER_PAGES)
		t->pages_n = ANSWER_PAGES;
	if (q->at > 0)
		session_drop(q->turns[q->at - 1]->session);
	q->at++;
	return 1;
}

static int come_back(struct quiz *q, const struct quiz_turn *was, struct err *e)
{
	uint64_t seed = quiz_mixed(q->options.seed + was->number, was->round + QUIZ_MOST);
	struct quiz_turn *t = quiz_turn_new(q, was->lesson, was->step, seed, e);

	if (t == NULL)
		return -1;
	t->number = was->number;
	t->round = was->round + 1;
	add(q, t);
	return 0;
}

int quiz_settle(struct quiz *q, struct quiz_turn *t, enum mark mark, struct err *e)
{
	t->mark = mark;
	t->closed = true;
	if (q->options.exam || mark == MARK_RIGHT || mark == MARK_VOID || t->round + 1 >= QUIZ_ROUNDS)
		return 0;
	return come_back(q, t, e);
}

/* ---- what it came to ---- */

enum grade quiz_grade(const struct quiz_turn *t)
{
	if (!t->closed || t->mark == MARK_VOID)
		return GRADE_NONE;
	if (t->mark != MARK_RIGHT)
		return GRADE_AGAIN;
	if (t->hints > 0 || t->tries > 1 || t->round > 0)
		return GRADE_HARD;
	return t->answer.sure ? GRADE_EASY : GRADE_GOOD;
}

struct quiz_tally quiz_tally(const struct quiz *q)
{
	struct quiz_tally all = { 0 };

	for (size_t i = 0; i < q->turns_n; i++) {
		const struct quiz_turn *t = q->turns[i];

		if (t->round > 0 || (!t->closed && !q->options.exam))
			continue;
		all.right += t->mark == MARK_RIGHT;
		all.wrong += t->mark == MARK_WRONG;
		all.nothing += t->mark == MARK_VOID;
		all.skipped += t->mark == MARK_NONE;
	}
	return all;
}
