/* The results of a class as text and as CSV. */
#include <inttypes.h>
#include <string.h>

#include "app/csv.h"
#include "app/grade.h"
#include "base/text.h"
#include "base/tr.h"

enum { NAME_MOST = 24, WRONG_TOLD = 5, QUESTIONS_BESIDE = 20 };

static const char signs[MARKS] = { [MARK_NONE] = 'o', [MARK_RIGHT] = '+', [MARK_WRONG] = '-', [MARK_VOID] = '?' };
static const char *const mark_words[MARKS] = {
	[MARK_NONE] = "skipped", [MARK_RIGHT] = "right", [MARK_WRONG] = "wrong", [MARK_VOID] = "void"
};

/* A student who gave no name is called by the file. */
static const char *name_of(const struct graded *g)
{
	const char *slash = strrchr(g->file, '/');

	if (*g->result->name != '\0')
		return g->result->name;
	return slash != NULL ? slash + 1 : g->file;
}

/* Of what could be right: void questions count for nothing. */
static size_t percent(const size_t marks[MARKS])
{
	size_t of = marks[MARK_RIGHT] + marks[MARK_WRONG] + marks[MARK_NONE];

	return of > 0 ? 100 * marks[MARK_RIGHT] / of : 0;
}

static int64_t seconds_of(const struct graded *g)
{
	int64_t ms = 0;

	for (size_t i = 0; i < g->result->questions_n; i++)
		ms += g->result->questions[i].ms;
	return ms / 1000;
}

/* ---- text ---- */

static void put_marks(const size_t marks[MARKS], struct buf *out)
{
	buf_printf(out, "%6zu %6zu %8zu %5zu %4zu %%", marks[MARK_RIGHT], marks[MARK_WRONG], marks[MARK_NONE],
		   marks[MARK_VOID], percent(marks));
}

static void put_students(const struct grade_class *c, struct buf *out)
{
	/* More than a few make lines that no terminal shows: they are left to --csv. */
	size_t width = strlen(tr("student")), beside = c->questions_n > QUESTIONS_BESIDE ? 0 : c->questions_n;

	for (size_t i = 0; i < c->n; i++) {
		size_t w = text_width(name_of(&c->v[i]), (size_t)-1);

		width = w > width ? w : width;
	}
	width = width > NAME_MOST ? NAME_MOST : width;
	cell_text(out, tr("student"), width);
	buf_puts(out, tr("  right  wrong  skipped  void  score  minutes "));
	for (size_t k = 0; k < beside; k++)
		buf_printf(out, " %2zu", k + 1);
	buf_putc(out, '\n');
	for (size_t i = 0; i < c->n; i++) {
		int64_t seconds = seconds_of(&c->v[i]);

		cell_text(out, name_of(&c->v[i]), width);
		buf_putc(out, ' ');
		put_marks(c->v[i].marks, out);
		buf_printf(out, " %5" PRId64 ":%02d ", seconds / 60, (int)(seconds % 60));
		for (size_t k = 0; k < beside; k++)
			buf_printf(out, "  %c", c->v[i].asked[k] != NULL ? signs[c->v[i].asked[k]->mark] : ' ');
		buf_putc(out, '\n');
	}
}

static void put_questions(const struct grade_class *c, struct buf *out)
{
	size_t width = strlen(tr("question"));

	for (size_t k = 0; k < c->questions_n; k++)
		width = strlen(c->questions[k].name) > width ? strlen(c->questions[k].name) : width;
	buf_puts(out, "\n    ");
	cell_text(out, tr("question"), width);
	buf_puts(out, tr("  asked  right  wrong  skipped  void  score\n"));
	for (size_t k = 0; k < c->questions_n; k++) {
		buf_printf(out, "%3zu ", k + 1);
		cell_text(out, c->questions[k].name, width);
		buf_printf(out, " %6zu ", c->questions[k].asked);
		put_marks(c->questions[k].marks, out);
		buf_putc(out, '\n');
	}
}

static void put_wrong(const struct graded_question *q, struct buf *out)
{
	buf_printf(out, "%s\n", q->name);
	for (size_t i = 0; i < q->wrong_n && i < WRONG_TOLD; i++) {
		buf_printf(out, "%5zu  ", q->wrong[i].n);
		cell_text(out, q->wrong[i].what, 0);
		buf_putc(out, '\n');
	}
	if (q->wrong_n > WRONG_TOLD)
		buf_printf(out, "       and %zu other answers\n", q->wrong_n - WRONG_TOLD);
}

void grade_tell(const struct grade_class *c, struct buf *out)
{
	bool any = false;

	buf_printf(out, "%zu result%s, %zu question%s%s\n\n", c->n, c->n == 1 ? "" : "s", c->questions_n,
		   c->questions_n == 1 ? "" : "s",
		   c->questions_n > QUESTIONS_BESIDE ? "" : tr("; + right, - wrong, o skipped, ? void"));
	put_students(c, out);
	put_questions(c, out);
	for (size_t k = 0; k < c->questions_n; k++) {
		if (c->questions[k].wrong_n == 0)
			continue;
		if (!any)
			buf_puts(out, tr("\nwrong answers, and how often\n"));
		any = true;
		put_wrong(&c->questions[k], out);
	}
}

/* ---- CSV ---- */

static void put_mark(struct grade_class *c, const struct result_question *q, struct buf *out)
{
	const char *wrong;

	if (q == NULL || q->mark != MARK_WRONG) {
		csv_text(out, q != NULL ? mark_words[q->mark] : "");
		return;
	}
	wrong = grade_answer(c, q);
	csv_text(out, arena_printf(&c->arena, "wrong: %s", wrong));
}

void grade_csv(struct grade_class *c, struct buf *out)
{
	static const char *const heads[] = { "name", "file",      "right",   "wrong",  "skipped",
					     "void", "questions", "percent", "seconds" };

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		csv_text(out, heads[i]);
	for (size_t k = 0; k < c->questions_n; k++)
		csv_text(out, c->questions[k].name);
	csv_end(out);
	for (size_t i = 0; i < c->n; i++) {
		const struct graded *g = &c->v[i];

		csv_text(out, name_of(g));
		csv_text(out, g->file);
		csv_count(out, g->marks[MARK_RIGHT]);
		csv_count(out, g->marks[MARK_WRONG]);
		csv_count(out, g->marks[MARK_NONE]);
		csv_count(out, g->marks[MARK_VOID]);
		csv_count(out, g->result->questions_n);
		csv_count(out, percent(g->marks));
		csv_count(out, (size_t)seconds_of(g));
		for (size_t k = 0; k < c->questions_n; k++)
			put_mark(c, g->asked[k], out);
		csv_end(out);
	}
}
