/* `grade --rerun`: each answer is given again, with the values that it was given to, and this kernel marks it. */
#include <string.h>

#include "app/csv.h"
#include "app/grade.h"
#include "app/meter.h"
#include "app/signals.h"
#include "base/tr.h"
#include "tutor/quiz.h"

struct again {
	struct grade_class *class;
	const struct graded *student;
	struct buf *out;
	size_t replayed, differ, left_out;
};

static bool asked_to_end(void *ctx)
{
	(void)ctx;
	return signals_end() != 0;
}

static bool is_step(void *ctx, const struct lesson *l, size_t step)
{
	return &l->steps[step] == ctx;
}

static void say(struct again *a, const struct result_question *q, const char *what)
{
	cell_text(a->out, *a->student->result->name != '\0' ? a->student->result->name : a->student->file, 0);
	buf_printf(a->out, ": %s:%s: %s\n", q->lesson, q->step, what);
}

static void leave_out(struct again *a, const struct result_question *q, const char *why)
{
	a->left_out++;
	say(a, q, why);
}

/* The values of the file, where they are of those that the lesson may draw. */
static bool take_values(struct quiz_turn *t, const struct step *s, const struct result_question *q)
{
	int64_t values[64] = { 0 };

	if (s->vary_n != q->vary_n || s->vary_n > 64)
		return false;
	for (size_t k = 0; k < s->vary_n; k++) {
		bool known = false;

		for (size_t i = 0; i < s->vary[k].n; i++)
			known |= s->vary[k].v[i] == q->vary[k].value;
		if (!known || strcmp(s->vary[k].name, q->vary[k].name) != 0)
			return false;
		values[k] = q->vary[k].value;
	}
	if (s->vary_n > 0)
		session_set_vary(t->session, t->step, values);
	return true;
}

static void compare(struct again *a, const struct result_question *q, enum mark here)
{
	static const char *const words[] = { [MARK_NONE] = N_("not marked"),
					     [MARK_RIGHT] = N_("right"),
					     [MARK_WRONG] = N_("wrong"),
					     [MARK_VOID] = N_("void") };
	const char *answer;

	a->replayed++;
	if (here == q->mark)
		return;
	a->differ++;
	answer = grade_answer(a->class, q);
	say(a, q,
	    arena_printf(&a->class->arena, "was %s, is %s here%s%s", tr(words[q->mark]), tr(words[here]),
			 q->kind == QUIZ_TASK ? "" : ": ", q->kind == QUIZ_TASK ? "" : answer));
}

/* 0, or -errno where nothing can run. */
static int give(struct again *a, struct quiz *quiz, const struct step *s, const struct result_question *q,
		struct err *e)
{
	struct buf text;
	int status;

	if (quiz->turns_n == 0) {
		leave_out(a, q, tr("cannot run here"));
		return 0;
	}
	if (quiz->turns[0]->kind != q->kind || !take_values(quiz->turns[0], s, q)) {
		leave_out(a, q, tr("is not what the lesson asks"));
		return 0;
	}
	status = quiz_next(quiz, e);
	if (status < 0)
		return status;
	buf_init(&text, 1 << 16);
	result_answer_put(q, &text);
	if (quiz_answer_again(quiz, buf_str(&text), q->sure, e) == 0)
		compare(a, q, quiz_turn(quiz)->mark);
	else if (e->what[0] != '\0')
		status = -1;
	else
		leave_out(a, q, tr("holds no answer to this question"));
	buf_finish(&text);
	return status < 0 ? status : 0;
}

static int replay(struct again *a, const struct result_question *q, struct err *e)
{
	const struct lesson *l = grade_lesson(a->class, q->lesson, q->rev);
	const struct step *s = grade_step(l, q->step);
	struct quiz_options o = { .questions = 1, .exam = true, .wanted = is_step };
	struct quiz *quiz = NULL;
	int status;

	if (!q->answer.given || q->skipped)
		return 0;
	if (s == NULL || (s->ask == NULL && s->task == NULL)) {
		leave_out(a, q, tr("this course has no such question in this revision"));
		return 0;
	}
	app_session_options(a->class->app, &o.session);
	o.session.stage.tick = asked_to_end;
	memcpy(&o.ctx, &s, sizeof(s)); /* only compared */
	status = quiz_open(&quiz, &l, 1, &o, e);
	if (status == 0)
		status = give(a, quiz, s, q, e);
	quiz_close(quiz);
	return status;
}

int grade_rerun(struct grade_class *c, struct buf *out)
{
	struct again a = { .class = c, .out = out };
	struct err e = { 0 };
	size_t done = 0, all = 0;

	for (size_t i = 0; i < c->n; i++)
		all += c->v[i].result->questions_n;
	for (size_t i = 0; i < c->n; i++) {
		a.student = &c->v[i];
		for (size_t k = 0; k < a.student->result->questions_n; k++) {
			meter_show(done++, all, tr("answers"));
			int status = replay(&a, &a.student->result->questions[k], &e);

			if (status < 0 || signals_end() != 0) {
				meter_clear();
				if (signals_end() == 0)
					app_say_err(&e);
				return -1;
			}
		}
	}
	meter_clear();
	buf_printf(out, "%zu answers replayed, %zu differ, %zu could not be\n", a.replayed, a.differ, a.left_out);
	return a.differ > INT32_MAX ? INT32_MAX : (int)a.differ;
}
