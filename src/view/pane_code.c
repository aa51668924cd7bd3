/* The code pane: statements as C, what each came to, and what was expected of them. */
#include <inttypes.h>
#include <string.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "tutor/say.h"
#include "view/pane.h"

#define CODE_MAX 65536

/* One statement on its way to the screen. */
struct code_row {
	struct buf source, outcome, faults;
	enum look look; /* of the outcome */
};

enum look pane_outcome_look(const struct outcome *o)
{
	static const enum look looks[] = {
		[OUTCOME_NONE] = LOOK_RESULT,   [OUTCOME_VALUE] = LOOK_RESULT, [OUTCOME_ERROR] = LOOK_ERROR,
		[OUTCOME_SIGNAL] = LOOK_SIGNAL, [OUTCOME_DIED] = LOOK_SIGNAL,  [OUTCOME_EXITED] = LOOK_WARN,
		[OUTCOME_REFUSED] = LOOK_WARN,  [OUTCOME_LOST] = LOOK_BAD,     [OUTCOME_NOTRUN] = LOOK_DIM,
	};
	return looks[o->kind];
}

static void join(const struct action *v, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%s", i ? "; " : "", v[i].code.source.text);
}

static size_t row_count(const struct learn_view *v)
{
	const struct step *step = learn_step(v);
	return learn_record(v) ? v->record->statements_n : step->actions_n + (step->task ? step->task->given.n : 0);
}

/* The statements of the step, then those that its task begins with. */
static const struct action *planned(const struct step *step, size_t i)
{
	return i < step->actions_n ? &step->actions[i] : &step->task->given.v[i - step->actions_n];
}

static void row_planned(struct code_row *row, const struct action *action)
{
	struct buf body;
	buf_init(&body, CODE_MAX);
	if (action->repeat)
		join(action->body, action->body_n, &body);
	else
		buf_puts(&body, action->code.source.text);
	say_source(buf_str(&body), "", action->repeat, false, &row->source);
	buf_finish(&body);
}

static void row_done(struct code_row *row, const struct statement_record *s)
{
	say_source(s->source, s->actor, s->repeat, s->die, &row->source);
	if (say_speaks(&s->outcome)) {
		buf_puts(&row->outcome, "→ ");
		say_outcome(&s->outcome, &row->outcome);
	}
	say_faults(s->minflt, s->majflt, &row->faults);
	row->look = pane_outcome_look(&s->outcome);
}

static void row_init(struct code_row *row, const struct learn_view *v, size_t i)
{
	row->look = LOOK_DIM;
	buf_init(&row->source, CODE_MAX);
	buf_init(&row->outcome, CODE_MAX);
	buf_init(&row->faults, 128);
	if (learn_record(v))
		row_done(row, &v->record->statements[i]);
	else
		row_planned(row, planned(learn_step(v), i));
}

static void row_finish(struct code_row *row)
{
	buf_finish(&row->source);
	buf_finish(&row->outcome);
	buf_finish(&row->faults);
}

/* Where outcomes stand beside their statements: behind the longest that leaves half the width to them. */
static int outcome_column(struct area a, const struct learn_view *v)
{
	int widest = 0;
	for (size_t i = 0; i < row_count(v); i++) {
		struct code_row row;
		row_init(&row, v, i);
		int columns = area_columns(a, buf_str(&row.source));
		if (columns > widest && columns <= a.w / 2)
			widest = columns;
		row_finish(&row);
	}
	return widest + 2;
}

/* Beside the statement where both fit, else below it. */
static void put_row(struct flow *f, const struct code_row *row, int column)
{
	const char *outcome = buf_str(&row->outcome), *faults = buf_str(&row->faults);
	int source = area_columns(f->a, buf_str(&row->source)) + 2, wide = area_columns(f->a, outcome);
	int tail = *faults ? area_columns(f->a, faults) + 4 : 0, x = source < column ? column : source;
	bool beside = x + wide + tail <= f->a.w;
	flow_words(f, 0, 4, LOOK_CODE, buf_str(&row->source));
	if (!*outcome && !*faults)
		return;
	if (beside)
		f->y--;
	else
		x = 4;
	if (*outcome) {
		x = flow_words(f, x, x + 2, row->look, outcome) + 2;
		f->y--;
	}
	if (x + tail > f->a.w + 2) {
		x = 6;
		f->y++;
	}
	if (*faults)
		area_printf(f->a, x, f->y, LOOK_DIM, "(%s)", faults);
	f->y++;
}

static void put_statements(struct flow *f, const struct learn_view *v)
{
	int column = outcome_column(f->a, v);
	for (size_t i = 0; i < row_count(v); i++) {
		struct code_row row;
		row_init(&row, v, i);
		put_row(f, &row, column);
		row_finish(&row);
	}
}

/* "with n = 4097": what the names of `vary` stand for. */
static void put_vary(struct flow *f)
{
	struct buf b;
	if (!f->vary_n)
		return;
	buf_init(&b, 4096);
	for (size_t i = 0; i < f->vary_n; i++)
		buf_printf(&b, "%s%s = %" PRId64, i ? ", " : tr("here "), f->vary[i].name, f->vary[i].value);
	flow_words(f, 0, 2, LOOK_DIM, buf_str(&b));
	buf_finish(&b);
}

static void put_lines(struct flow *f, enum look look, const char *title, const char *lines)
{
	if (!lines || !*lines)
		return;
	flow_words(f, 0, 0, LOOK_DIM, title);
	while (*lines) {
		size_t n = strcspn(lines, "\n");
		struct buf line;
		buf_init(&line, CODE_MAX);
		buf_put(&line, lines, n);
		if (n)
			flow_words(f, 2, 4, look, buf_str(&line));
		else
			f->y++;
		buf_finish(&line);
		lines += n + (lines[n] == '\n');
	}
}

/* The statements asked about are what is in sight where there is no room for all. */
static void keep_below(struct flow *f, int from)
{
	int to = f->y;
	f->y = from;
	flow_keep(f);
	f->y = to > from ? to - 1 : from;
	flow_keep(f);
	f->y = to;
}

static void put_claim(struct flow *f, const struct claim *c)
{
	static const struct {
		enum look look;
		enum glyph glyph;
		const char *say;
	} verdicts[] = {
		[VERDICT_UNKNOWN] = { LOOK_WARN, GLYPH_BULLET, N_("cannot be told: ") },
		[VERDICT_HELD] = { LOOK_GOOD, GLYPH_CHECK, N_("holds: ") },
		[VERDICT_FAILED] = { LOOK_BAD, GLYPH_MISS, N_("does not hold: ") },
	};
	struct buf b;
	buf_init(&b, CODE_MAX);
	buf_printf(&b, "%s%s", tr(verdicts[c->verdict].say), c->source);
	area_glyph(f->a, 0, f->y, verdicts[c->verdict].look, verdicts[c->verdict].glyph);
	flow_words(f, 2, 4, verdicts[c->verdict].look, buf_str(&b));
	const char *more = c->verdict == VERDICT_UNKNOWN && c->why ? c->why : c->observed;
	if (c->verdict != VERDICT_HELD && more && *more)
		flow_words(f, 4, 4, LOOK_TEXT, more);
	buf_finish(&b);
}

static void put_expect(struct flow *f, const struct record *r, bool brief)
{
	size_t held = 0;
	for (size_t i = 0; i < r->expect_n; i++)
		held += r->expect[i].verdict == VERDICT_HELD;
	if (brief && held == r->expect_n)
		return;
	if (r->expect_n && held == r->expect_n) {
		area_glyph(f->a, 0, f->y, LOOK_GOOD, GLYPH_CHECK);
		area_printf(f->a, 2, f->y++, LOOK_DIM,
			    held == 1 ? N_("as expected: %zu check holds") : N_("as expected: all %zu checks hold"),
			    held);
		return;
	}
	for (size_t i = 0; i < r->expect_n; i++)
		put_claim(f, &r->expect[i]);
}

void pane_code(struct flow *f, const struct learn_view *v)
{
	put_lines(f, LOOK_DIM, tr("What was run before:"), v->past);
	int from = f->y;
	if (v->past && *v->past)
		flow_words(f, 0, 0, LOOK_DIM, learn_record(v) ? tr("What was run:") : tr("What will be run:"));
	put_vary(f);
	put_statements(f, v);
	if (v->past)
		keep_below(f, from);
	if (!learn_record(v))
		return;
	put_lines(f, LOOK_TEXT, tr("printed:"), v->record->output);
	put_expect(f, v->record, v->present != NULL);
}
