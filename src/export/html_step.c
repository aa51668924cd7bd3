/* One step of a handout, from its text to its checks. */
#include <inttypes.h>
#include <string.h>

#include "base/tr.h"
#include "export/markup.h"
#include "export/sheet.h"
#include "tutor/say.h"
#include "view/pane.h"

enum { LINE_MAX_BYTES = 1 << 20 };

void sheet_text(const struct sheet *s, const char *text)
{
	html_begin(s->h, "span", s->out);
	markup_text(text, s->done->vary, s->done->vary_n, s->out);
	html_end(s->h, "span", s->out);
}

void sheet_plain(const struct sheet *s, const char *text)
{
	markup_plain(text, (size_t)-1, s->out);
}

static void put_texts(const struct sheet *s, const struct texts *t)
{
	if (t->n == 0)
		return;
	html_begin(s->h, "div", s->out);
	markup_paragraphs(t, s->done->vary, s->done->vary_n, s->out);
	html_end(s->h, "div", s->out);
	buf_putc(s->out, '\n');
}

/* ---- statements ---- */

static void put_outcome(const struct sheet *s, const struct statement_record *st)
{
	struct buf text;

	buf_init(&text, LINE_MAX_BYTES);
	if (say_speaks(&st->outcome)) {
		say_outcome(&st->outcome, &text);
		buf_printf(s->out, " <samp class=\"k-%s\">→ ", look_name(pane_outcome_look(&st->outcome)));
		sheet_plain(s, buf_str(&text));
		buf_puts(s->out, "</samp>");
	}
	buf_clear(&text);
	say_faults(st->minflt, st->majflt, &text);
	if (text.len > 0)
		buf_printf(s->out, " <small>(%s)</small>", buf_str(&text));
	buf_finish(&text);
}

/* Of a task that is still to be solved only what is given. */
static size_t statements_shown(const struct sheet *s)
{
	size_t given = s->step->actions_n + (s->step->task != NULL ? s->step->task->given.n : 0);

	return s->closed && given < s->record->statements_n ? given : s->record->statements_n;
}

static void put_vary(const struct sheet *s)
{
	for (size_t i = 0; i < s->done->vary_n; i++)
		buf_printf(s->out, "%s<code>%s = %" PRId64 "</code>", i > 0 ? ", " : tr("<p class=\"vary\">Here "),
			   s->done->vary[i].name, s->done->vary[i].value);
	buf_puts(s->out, s->done->vary_n > 0 ? ".</p>\n" : "");
}

static void put_statements(const struct sheet *s)
{
	struct buf line;
	size_t n = statements_shown(s);

	if (n == 0)
		return;
	buf_printf(s->out, "<h3>%s</h3>\n",
		   s->closed ? tr("What is run") : tr("What was run, and what the kernel answered"));
	put_vary(s);
	buf_puts(s->out, "<ol class=\"run\">\n");
	buf_init(&line, LINE_MAX_BYTES);
	for (size_t i = 0; i < n; i++) {
		const struct statement_record *st = &s->record->statements[i];

		buf_clear(&line);
		say_source(st->source, st->actor, st->repeat, st->die, &line);
		buf_puts(s->out, "<li><code>");
		sheet_plain(s, buf_str(&line));
		buf_puts(s->out, "</code>");
		if (!s->closed)
			put_outcome(s, st);
		buf_puts(s->out, "</li>\n");
	}
	buf_finish(&line);
	buf_puts(s->out, "</ol>\n");
}

static void put_output(const struct sheet *s)
{
	if (s->record->output == NULL || s->record->output[0] == '\0')
		return;
	buf_puts(s->out, tr("<div class=\"output\"><p>It printed:</p><pre><samp>"));
	sheet_plain(s, s->record->output);
	buf_puts(s->out, "</samp></pre></div>\n");
}

/* ---- checks ---- */

static void put_claim(const struct sheet *s, const struct claim *c, const char *text)
{
	static const struct {
		enum look look;
		const char *say;
	} rows[] = {
		[VERDICT_UNKNOWN] = { LOOK_WARN, N_("not judged") },
		[VERDICT_HELD] = { LOOK_GOOD, N_("✓ holds") },
		[VERDICT_FAILED] = { LOOK_BAD, N_("✗ does not hold") },
	};
	const char *more = c->verdict == VERDICT_UNKNOWN ? c->why : c->observed;

	buf_printf(s->out, "<li><b class=\"k-%s\">%s</b> ", look_name(rows[c->verdict].look), tr(rows[c->verdict].say));
	if (text != NULL)
		sheet_plain(s, text);
	buf_puts(s->out, text != NULL ? ": <code>" : "<code>");
	sheet_plain(s, c->source);
	buf_puts(s->out, "</code>");
	if (c->verdict != VERDICT_HELD && more != NULL && more[0] != '\0') {
		buf_puts(s->out, "<br/>");
		sheet_plain(s, more);
	}
	buf_puts(s->out, "</li>\n");
}

static void put_checks(const struct sheet *s)
{
	const struct record *r = s->record;
	const struct task *task = s->step->task;

	if (r->expect_n + r->goals_n == 0)
		return;
	buf_puts(s->out, tr("<div class=\"checks\">\n<h3>Checked after the run</h3>\n<ul>\n"));
	for (size_t i = 0; i < r->goals_n; i++)
		put_claim(s, &r->goals[i], task != NULL && i < task->goals_n ? task->goals[i].text : NULL);
	for (size_t i = 0; i < r->expect_n; i++)
		put_claim(s, &r->expect[i], NULL);
	buf_puts(s->out, "</ul>\n</div>\n");
}

/* ---- the whole ---- */

static void put_skipped(const struct sheet *s)
{
	buf_puts(s->out, tr("<p class=\"skipped\"><b>This step was not run.</b> "));
	sheet_plain(s,
		    s->done->record != NULL ? s->done->record->skipped : tr("The steps before it ended the process."));
	buf_puts(s->out, "</p>\n");
}

static void put_trouble(const struct sheet *s, const char *what, const char *why)
{
	if (why == NULL)
		return;
	buf_printf(s->out, "<p class=\"skipped\"><b>%s</b> ", what);
	sheet_plain(s, why);
	buf_puts(s->out, "</p>\n");
}

static void put_result(const struct sheet *s)
{
	put_output(s);
	put_trouble(s, tr("The process was lost."), s->record->lost);
	put_trouble(s, tr("Run again, it came out differently."), s->record->differs);
	sheet_pictures(s);
	if (s->step->ask != NULL)
		sheet_answer(s);
	put_texts(s, &s->step->explain);
	put_checks(s);
}

void sheet_step(struct sheet *s)
{
	put_texts(s, &s->step->text);
	/* Who is to answer reads first what is run. */
	if (s->closed && s->record != NULL)
		put_statements(s);
	if (s->step->ask != NULL)
		sheet_question(s);
	if (s->step->task != NULL)
		sheet_task(s);
	if (s->record == NULL) {
		put_skipped(s);
		if (!s->closed)
			put_texts(s, &s->step->explain);
	} else if (!s->closed) {
		put_statements(s);
		put_result(s);
	}
}
