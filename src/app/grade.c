/* `mmaptutor grade`: reads a class's results and counts. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/grade.h"

#include "base/tr.h"

/* ---- lessons, for the words of an answer ---- */

static struct lesson *load(struct grade_class *c, const char *id)
{
	char *path = app_lesson_path(c->app, id);
	struct diags d = { 0 };
	struct lesson *l = app_lesson_read(path, &d);

	diags_finish(&d);
	free(path);
	return l;
}

static void keep(struct grade_class *c, struct lesson *l)
{
	void *list = c->lessons;

	mem_grow(&list, &c->lessons_cap, c->lessons_n + 1, sizeof(struct lesson *));
	c->lessons = list;
	c->lessons[c->lessons_n++] = l;
}

/* Those of --lesson, before any that the course has. STATUS_HELD, or another and what is wrong has been said. */
static int keep_own(struct grade_class *c)
{
	char *copy = mem_strdup(c->app->lesson != NULL ? c->app->lesson : ""), *rest = copy, *name;
	int status = STATUS_HELD;

	while (c->app->lesson != NULL && status == STATUS_HELD && (name = strsep(&rest, ",")) != NULL) {
		struct lesson *l = app_lesson(c->app, name, &status);

		if (l != NULL)
			keep(c, l);
	}
	free(copy);
	return status;
}

const struct lesson *grade_lesson(struct grade_class *c, const char *id, int64_t rev)
{
	struct lesson *l;

	for (size_t i = 0; i < c->lessons_n; i++) {
		if (strcmp(c->lessons[i]->id, id) == 0)
			return c->lessons[i]->rev == rev ? c->lessons[i] : NULL;
	}
	l = load(c, id);
	if (l == NULL)
		return NULL;
	keep(c, l);
	return strcmp(l->id, id) == 0 && l->rev == rev ? l : NULL;
}

const struct step *grade_step(const struct lesson *l, const char *id)
{
	for (size_t i = 0; l != NULL && i < l->steps_n + l->drills_n; i++) {
		if (strcmp(l->steps[i].id.text, id) == 0)
			return &l->steps[i];
	}
	return NULL;
}

static void put_choices(const struct result_question *q, const struct step *s, struct buf *out)
{
	for (size_t i = 0; i < 64; i++) {
		if ((q->answer.choices >> i & 1) == 0)
			continue;
		buf_puts(out, out->len > 0 ? " + " : "");
		if (s != NULL && s->ask != NULL && i < s->ask->choices_n)
			buf_puts(out, s->ask->choices[i].text);
		else
			buf_printf(out, "choice %zu", i + 1);
	}
}

static void put_task(const struct result_question *q, const struct step *s, struct buf *out)
{
	const struct task *t = s != NULL ? s->task : NULL;

	if (q->misconception < 0)
		buf_puts(out, tr("the goals are not reached"));
	else if (t != NULL && (size_t)q->misconception < t->misconceptions_n)
		buf_puts(out, t->misconceptions[q->misconception].text);
	else
		buf_printf(out, "misconception %d", q->misconception + 1);
}

const char *grade_answer(struct grade_class *c, const struct result_question *q)
{
	const struct step *s = grade_step(grade_lesson(c, q->lesson, q->rev), q->step);
	struct buf out;
	const char *text;

	buf_init(&out, 4096);
	if (q->kind == QUIZ_TASK)
		put_task(q, s, &out);
	else if (q->kind == QUIZ_CHOICE || q->kind == QUIZ_CHOICES)
		put_choices(q, s, &out);
	else
		result_answer_put(q, &out);
	text = arena_strdup(&c->arena, out.len > 0 ? buf_str(&out) : tr("nothing"));
	buf_finish(&out);
	return text;
}

/* ---- counting ---- */

static size_t question_index(struct grade_class *c, const struct result_question *q)
{
	void *list = c->questions;
	const char *name = arena_printf(&c->arena, "%s:%s", q->lesson, q->step);

	for (size_t i = 0; i < c->questions_n; i++) {
		const struct graded_question *g = &c->questions[i];

		if (strcmp(g->step, q->step) != 0 || strcmp(g->lesson, q->lesson) != 0)
			continue;
		if (g->rev == q->rev)
			return i;
		name = arena_printf(&c->arena, "%s:%s (rev %" PRId64 ")", q->lesson, q->step, q->rev);
	}
	mem_grow(&list, &c->questions_cap, c->questions_n + 1, sizeof(*c->questions));
	c->questions = list;
	c->questions[c->questions_n] =
	    (struct graded_question){ .name = name, .lesson = q->lesson, .step = q->step, .rev = q->rev };
	return c->questions_n++;
}

static void count_wrong(struct graded_question *g, const char *what)
{
	void *list = g->wrong;

	for (size_t i = 0; i < g->wrong_n; i++) {
		if (strcmp(g->wrong[i].what, what) == 0) {
			g->wrong[i].n++;
			return;
		}
	}
	mem_grow(&list, &g->wrong_cap, g->wrong_n + 1, sizeof(*g->wrong));
	g->wrong = list;
	g->wrong[g->wrong_n++] = (struct graded_wrong){ .what = what, .n = 1 };
}

static void count_student(struct grade_class *c, struct graded *g)
{
	for (size_t i = 0; i < g->result->questions_n; i++) {
		const struct result_question *q = &g->result->questions[i];
		size_t at = question_index(c, q);

		/* A file in which a question stands twice is not one of ours; the first counts. */
		if (g->asked[at] != NULL)
			continue;
		g->asked[at] = q;
		g->marks[q->mark]++;
		c->questions[at].asked++;
		c->questions[at].marks[q->mark]++;
		if (q->mark == MARK_WRONG)
			count_wrong(&c->questions[at], grade_answer(c, q));
	}
}

static int more_often(const void *a, const void *b)
{
	const struct graded_wrong *x = a, *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(x->what, y->what);
}

static void count(struct grade_class *c)
{
	size_t all = 0;

	for (size_t i = 0; i < c->n; i++)
		all += c->v[i].result->questions_n;
	for (size_t i = 0; i < c->n; i++) {
		c->v[i].asked = arena_alloc(&c->arena, all + 1, sizeof(*c->v[i].asked));
		count_student(c, &c->v[i]);
	}
	for (size_t i = 0; i < c->questions_n; i++) {
		if (c->questions[i].wrong_n > 1)
			qsort(c->questions[i].wrong, c->questions[i].wrong_n, sizeof(*c->questions[i].wrong),
			      more_often);
	}
}

/* ---- files ---- */

static void read_file(struct grade_class *c, const char *file)
{
	struct diags d = { 0 };
	void *list = c->v;
	const struct result *r = result_read(&c->arena, file, &d);

	if (r != NULL) {
		mem_grow(&list, &c->cap, c->n + 1, sizeof(*c->v));
		c->v = list;
		c->v[c->n++] = (struct graded){ .file = file, .result = r };
	} else {
		c->refused++;
		d.n = d.n > 2 ? 2 : d.n; /* the first faults tell enough */
		d.total = d.n;
		app_say_diags(&d);
	}
	diags_finish(&d);
}

static void finish(struct grade_class *c)
{
	for (size_t i = 0; i < c->questions_n; i++)
		free(c->questions[i].wrong);
	for (size_t i = 0; i < c->lessons_n; i++)
		lesson_free(c->lessons[i]);
	free(c->lessons);
	free(c->questions);
	free(c->v);
	arena_finish(&c->arena);
}

static int tell(struct grade_class *c)
{
	int status = c->refused > 0 ? STATUS_FAILED : STATUS_HELD, differ = 0;
	struct buf out;

	buf_init(&out, 64 << 20);
	if (c->app->rerun)
		differ = grade_rerun(c, &out);
	else if (c->app->csv)
		grade_csv(c, &out);
	else
		grade_tell(c, &out);
	fwrite(buf_str(&out), 1, out.len, stdout);
	buf_finish(&out);
	if (differ < 0)
		return app_ended() != STATUS_HELD ? app_ended() : STATUS_NOTHING;
	return differ > 0 ? STATUS_FAILED : status;
}

int cmd_grade(struct app *app)
{
	struct grade_class c = { .app = app };
	int status;

	if (app->args_n == 0) {
		fprintf(stderr, tr("mmaptutor: grade needs the files that `mmaptutor quiz --exam --out FILE` wrote\n"));
		return STATUS_USAGE;
	}
	status = keep_own(&c);
	for (int i = 0; i < app->args_n && status == STATUS_HELD; i++)
		read_file(&c, app->args[i]);
	count(&c);
	if (status == STATUS_HELD)
		status = c.n > 0 ? tell(&c) : STATUS_FAILED;
	if (c.refused > 0)
		fprintf(stderr, tr("mmaptutor: %zu of %d files are not graded\n"), c.refused, app->args_n);
	finish(&c);
	return status;
}
