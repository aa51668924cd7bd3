/* `mmaptutor report`: what the log says of the learner, by lesson and by concept, and what is weak. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/app.h"
#include "app/csv.h"
#include "base/text.h"
#include "base/tr.h"
#include "tutor/due.h"
#include "json/json.h"

enum { WIDTH = 80 };

/* Questions of a lesson or of a concept: right and wrong by their latest answer. */
struct score {
	const char *name;
	size_t questions, answered, right, wrong, due, answers;
};

struct report {
	struct app *app;
	struct course *course;
	struct arena arena;
	struct due_table *due;
	struct score *lessons, *concepts, all;
	size_t lessons_n;
	struct buf *weak; /* of each concept: its steps whose latest answer was wrong */
};

/* ---- counting ---- */

static void count(struct score *s, const struct due_answers *a, bool due)
{
	s->questions++;
	s->due += due;
	if (a == NULL)
		return;
	s->answers += a->n;
	s->answered++;
	s->right += a->last >= GRADE_HARD;
	s->wrong += a->last == GRADE_AGAIN;
}

static bool teaches(const struct step *s, const char *concept)
{
	for (size_t i = 0; i < s->teaches.n; i++) {
		if (strcmp(s->teaches.v[i], concept) == 0)
			return true;
	}
	return false;
}

static void count_step(struct report *r, const struct lesson *l, size_t step, struct score *lesson)
{
	const struct step *s = &l->steps[step];
	const struct due_answers *a = due_answers(r->due, l->id, l->rev, s->id.text);
	bool due = due_step(r->due, l, step);

	if (s->ask == NULL && s->task == NULL)
		return;
	count(lesson, a, due);
	count(&r->all, a, due);
	for (size_t i = 0; i < r->course->concepts_n; i++) {
		struct buf *weak = &r->weak[i];

		if (!teaches(s, r->course->concepts[i].id))
			continue;
		count(&r->concepts[i], a, due);
		if (a != NULL && a->last == GRADE_AGAIN)
			buf_printf(weak, "%s%s:%s", weak->len > 0 ? " " : "", l->id, s->id.text);
	}
}

static int count_lesson(struct report *r, const char *id, struct score *score)
{
	int status = STATUS_HELD;
	struct lesson *l = app_lesson(r->app, id, &status);

	score->name = id;
	for (size_t i = 0; l != NULL && i < l->steps_n + l->drills_n; i++)
		count_step(r, l, i, score);
	lesson_free(l);
	return status;
}

static int count_all(struct report *r)
{
	const struct course *c = r->course;
	int worst = STATUS_HELD;
	size_t n = 0;

	for (size_t i = 0; i < c->parts_n; i++)
		n += c->parts[i].lessons_n;
	r->lessons = arena_alloc(&r->arena, n + 1, sizeof(*r->lessons));
	r->concepts = arena_alloc(&r->arena, c->concepts_n + 1, sizeof(*r->concepts));
	r->weak = arena_alloc(&r->arena, c->concepts_n + 1, sizeof(*r->weak));
	for (size_t i = 0; i < c->concepts_n; i++) {
		r->concepts[i].name = c->concepts[i].id;
		buf_init(&r->weak[i], 4096);
	}
	for (size_t i = 0; i < c->parts_n; i++) {
		for (size_t k = 0; k < c->parts[i].lessons_n; k++) {
			int status = count_lesson(r, c->parts[i].lessons[k], &r->lessons[r->lessons_n++]);

			worst = status > worst ? status : worst;
		}
	}
	return worst;
}

/* ---- text ---- */

static void put_rows(const char *head, const struct score *v, size_t n, struct buf *out)
{
	size_t width = strlen(head);

	for (size_t i = 0; i < n; i++)
		width = strlen(v[i].name) > width ? strlen(v[i].name) : width;
	cell_text(out, head, width);
	buf_puts(out, tr("  questions  answered  right  wrong   due\n"));
	for (size_t i = 0; i < n; i++) {
		if (v[i].answered == 0)
			continue;
		cell_text(out, v[i].name, width);
		buf_printf(out, " %10zu %9zu %6zu %6zu %5zu\n", v[i].questions, v[i].answered, v[i].right, v[i].wrong,
			   v[i].due);
	}
	buf_putc(out, '\n');
}

static void put_wrapped(const char *text, struct buf *out)
{
	size_t at = 0, line, len;

	while (text_wrap(text, WIDTH - 4, &at, &line, &len)) {
		buf_puts(out, "    ");
		buf_put(out, text + line, len);
		buf_putc(out, '\n');
	}
}

/* Its claim, and the steps. */
static void put_weak(const struct concept *c, const struct buf *steps, struct buf *out)
{
	buf_printf(out, "  %s\n", c->id);
	put_wrapped(c->claim, out);
	put_wrapped(buf_str(steps), out);
}

static void put_text(const struct report *r, struct buf *out)
{
	size_t total = due_total(r->due), weak = 0;

	buf_printf(out, "%zu answer%s; of %zu questions %zu are answered, %zu due now\n", total, total == 1 ? "" : "s",
		   r->all.questions, r->all.answered, r->all.due);
	if (total > r->all.answers)
		buf_printf(out, "%zu are of lessons or revisions that this course does not have\n",
			   total - r->all.answers);
	buf_putc(out, '\n');
	if (r->all.answered == 0)
		return;
	buf_puts(out, tr("right and wrong: by the latest answer to each question\n\n"));
	put_rows(tr("lesson"), r->lessons, r->lessons_n, out);
	put_rows(tr("concept"), r->concepts, r->course->concepts_n, out);
	buf_puts(out, tr("weak: the latest answer was wrong\n"));
	for (size_t i = 0; i < r->course->concepts_n; i++) {
		if (r->weak[i].len == 0)
			continue;
		weak++;
		put_weak(&r->course->concepts[i], &r->weak[i], out);
	}
	if (weak == 0)
		buf_puts(out, "  nothing\n");
}

/* ---- for programs ---- */

static void put_csv_rows(const char *kind, const struct score *v, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		csv_text(out, kind);
		csv_text(out, v[i].name);
		csv_count(out, v[i].questions);
		csv_count(out, v[i].answered);
		csv_count(out, v[i].right);
		csv_count(out, v[i].wrong);
		csv_count(out, v[i].due);
		csv_count(out, v[i].answers);
		csv_end(out);
	}
}

static void put_csv(const struct report *r, struct buf *out)
{
	static const char *const heads[] = {
		"kind", "name", "questions", "answered", "right", "wrong", "due", "answers"
	};

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		csv_text(out, heads[i]);
	csv_end(out);
	put_csv_rows("lesson", r->lessons, r->lessons_n, out);
	put_csv_rows("concept", r->concepts, r->course->concepts_n, out);
}

static void put_json_rows(struct json_out *o, const char *key, const struct report *r, const struct score *v, size_t n)
{
	struct json_out *list = json_out_array(o, key);

	for (size_t i = 0; i < n; i++) {
		struct json_out *one = json_out_object(list, NULL);

		json_out_string(one, "name", v[i].name);
		json_out_int(one, "questions", (int64_t)v[i].questions);
		json_out_int(one, "answered", (int64_t)v[i].answered);
		json_out_int(one, "right", (int64_t)v[i].right);
		json_out_int(one, "wrong", (int64_t)v[i].wrong);
		json_out_int(one, "due", (int64_t)v[i].due);
		json_out_int(one, "answers", (int64_t)v[i].answers);
		if (v == r->concepts)
			json_out_bool(one, "weak", r->weak[i].len > 0);
	}
}

static void put_json(const struct report *r, struct buf *out)
{
	struct json_out *o = json_out_new();

	json_out_int(o, "answers", (int64_t)due_total(r->due));
	json_out_int(o, "questions", (int64_t)r->all.questions);
	json_out_int(o, "answered", (int64_t)r->all.answered);
	json_out_int(o, "due", (int64_t)r->all.due);
	put_json_rows(o, "lessons", r, r->lessons, r->lessons_n);
	put_json_rows(o, "concepts", r, r->concepts, r->course->concepts_n);
	json_out_print(o, true, out);
	buf_putc(out, '\n');
	json_out_free(o);
}

static int tell(struct report *r)
{
	int status = count_all(r);
	struct buf out;

	buf_init(&out, 16 << 20);
	if (r->app->json)
		put_json(r, &out);
	else if (r->app->csv)
		put_csv(r, &out);
	else
		put_text(r, &out);
	fwrite(buf_str(&out), 1, out.len, stdout);
	buf_finish(&out);
	for (size_t i = 0; i < r->course->concepts_n; i++)
		buf_finish(&r->weak[i]);
	return status;
}

int cmd_report(struct app *app)
{
	struct report r = { .app = app, .course = app_course(app) };
	struct store *store = NULL;
	struct err e = { 0 };
	int status = STATUS_NOTHING;

	if (app->args_n > 0) {
		fprintf(stderr, tr("mmaptutor: report takes no lesson; it tells of all\n"));
		return STATUS_USAGE;
	}
	if (r.course == NULL)
		return STATUS_INVALID;
	/* A log that can only be read is enough. */
	store_open(&store, NULL, &e);
	if (store != NULL)
		r.due = due_load(store, time(NULL), &e);
	if (r.due != NULL)
		status = tell(&r);
	else
		app_say_err(&e);
	due_free(r.due);
	store_close(store);
	arena_finish(&r.arena);
	return status;
}
