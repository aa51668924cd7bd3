/* Questions, answers and tasks of a handout. */
#include <string.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "export/sheet.h"
#include "model/answer.h"
#include "tutor/say.h"
#include "view/pane.h"

enum { PAGES_ROW = 16, LINES_LEAST = 3 };

/* ---- as it is asked ---- */

static void put_choices(const struct sheet *s, const struct ask *ask)
{
	if (ask->many)
		buf_puts(s->out, tr("<p class=\"how\">Mark every one that holds.</p>\n"));
	buf_puts(s->out, "<ol class=\"choices\">\n");
	for (size_t i = 0; i < ask->choices_n; i++) {
		buf_printf(s->out, "<li><span class=\"%s\"></span> ", ask->many ? "box" : "box ring");
		sheet_text(s, ask->choices[s->done->order[i]].text);
		buf_puts(s->out, "</li>\n");
	}
	buf_puts(s->out, "</ol>\n");
}

static void put_number(const struct sheet *s, const struct ask *ask)
{
	buf_puts(s->out, tr("<p>A number: <span class=\"line\"></span> "));
	if (ask->unit != NULL)
		sheet_plain(s, ask->unit);
	buf_puts(s->out, "</p>\n");
}

static void put_outcomes(const struct sheet *s, const struct ask *ask)
{
	(void)ask;
	buf_puts(s->out, "<ul class=\"menu\">\n");
	for (size_t i = 0; i < outcome_choices_n; i++)
		buf_printf(s->out, "<li><span class=\"box ring\"></span> %s</li>\n", tr(outcome_choices[i].name));
	buf_puts(s->out, "</ul>\n");
}

/* Boxes in rows; `marks` NULL: to be marked. */
static void put_boxes(const struct sheet *s, size_t n, const char *marks)
{
	buf_puts(s->out, "<ol class=\"pages\">\n");
	for (size_t i = 0; i < n; i++) {
		const char *is = marks == NULL ? "" : marks[i] == '1' ? "✓" : marks[i] == '?' ? "?" : "·";

		buf_printf(s->out, "<li%s><span class=\"box\">%s</span></li>\n",
			   i > 0 && i % PAGES_ROW == 0 ? " class=\"first\"" : "", is);
	}
	buf_puts(s->out, "</ol>\n");
}

static void put_pages(const struct sheet *s, const struct ask *ask)
{
	char n[FMT_MAX];
	size_t pages = s->record != NULL ? s->record->truth.pages_n : 0;

	buf_printf(s->out, "<p class=\"how\">%s of %s. Each box is a page.</p>\n",
		   ask->of_present ? tr("Mark those in the page table,") : tr("Mark those resident in memory,"),
		   fmt_pages(n, pages));
	put_boxes(s, pages, NULL);
}

void sheet_question(const struct sheet *s)
{
	static void (*const puts[])(const struct sheet *, const struct ask *) = {
		[ASK_CHOICES] = put_choices,
		[ASK_NUMBER] = put_number,
		[ASK_PAGES] = put_pages,
		[ASK_OUTCOME] = put_outcomes,
	};
	const struct ask *ask = s->step->ask;

	buf_puts(s->out, tr("<div class=\"ask\">\n<h3>Question</h3>\n<p class=\"prompt\">"));
	sheet_text(s, question_prompt(ask));
	buf_puts(s->out, "</p>\n");
	puts[ask->kind](s, ask);
	buf_puts(s->out, "</div>\n");
}

static void put_room(const struct sheet *s)
{
	const struct task *task = s->step->task;
	size_t n = task->solutions_n > 0 ? task->solutions[0].n + 1 : 0;

	buf_puts(s->out, "<div class=\"room\" aria-label=\"Room for your statements\" role=\"img\">");
	for (size_t i = 0; i < (n > LINES_LEAST ? n : LINES_LEAST); i++)
		buf_puts(s->out, "<span></span>");
	buf_puts(s->out, "</div>\n");
}

void sheet_task(const struct sheet *s)
{
	const struct task *task = s->step->task;

	buf_puts(s->out, tr("<div class=\"ask\">\n<h3>Task</h3>\n<p class=\"prompt\">"));
	sheet_text(s, task->prompt);
	buf_puts(s->out, "</p>\n<ul class=\"goals\">\n");
	for (size_t i = 0; i < task->goals_n; i++) {
		buf_puts(s->out, "<li><span class=\"box\"></span> ");
		sheet_text(s, task->goals[i].text);
		buf_puts(s->out, "</li>\n");
	}
	buf_puts(s->out, "</ul>\n");
	if (s->closed)
		put_room(s);
	else
		buf_puts(s->out,
			 tr("<p class=\"how\">Below is one way. Any statements that reach the goals are right.</p>\n"));
	buf_puts(s->out, "</div>\n");
}

/* ---- as the kernel answered ---- */

static void put_judged(const struct sheet *s, const struct ask *ask)
{
	buf_puts(s->out, "<ol class=\"choices\">\n");
	for (size_t place = 0; place < ask->choices_n; place++) {
		size_t i = s->done->order[place];
		bool right = (s->record->truth.choices >> i & 1) != 0;

		buf_puts(s->out, right ? tr("<li class=\"right\"><b class=\"k-good\">✓ right:</b> ")
				       : tr("<li><span class=\"k-dim\">✗ not so:</span> "));
		sheet_text(s, ask->choices[i].text);
		if (ask->choices[i].why != NULL) {
			buf_puts(s->out, "<span class=\"why\">");
			sheet_text(s, ask->choices[i].why);
			buf_puts(s->out, "</span>");
		}
		buf_puts(s->out, "</li>\n");
	}
	buf_puts(s->out, "</ol>\n");
}

static void put_value(const struct sheet *s, const struct ask *ask)
{
	struct buf number;

	buf_init(&number, 1024);
	answer_number_put(ask, s->record->truth.number, &number);
	buf_puts(s->out, "<p><b class=\"k-good\">");
	sheet_plain(s, buf_str(&number));
	buf_puts(s->out, "</b></p>\n");
	buf_finish(&number);
}

static void put_came(const struct sheet *s, const struct ask *ask)
{
	const struct outcome *o = &s->record->truth.outcome;
	struct buf text;

	(void)ask;
	buf_init(&text, 65536);
	buf_puts(&text, say_succeeds(o));
	say_outcome(o, &text);
	buf_puts(s->out, "<p><b class=\"k-good\">");
	sheet_plain(s, buf_str(&text));
	buf_puts(s->out, "</b></p>\n");
	buf_finish(&text);
}

static void put_marked(const struct sheet *s, const struct ask *ask)
{
	const struct truth *t = &s->record->truth;
	size_t n = 0;

	for (size_t i = 0; i < t->pages_n; i++)
		n += t->pages[i] == '1';
	buf_printf(s->out, "<p><b class=\"k-good\">%zu of %zu</b> %s:</p>\n", n, t->pages_n,
		   ask->of_present ? tr("in the page table") : tr("resident in memory"));
	put_boxes(s, t->pages_n, t->pages);
}

void sheet_answer(const struct sheet *s)
{
	static void (*const puts[])(const struct sheet *, const struct ask *) = {
		[ASK_CHOICES] = put_judged,
		[ASK_NUMBER] = put_value,
		[ASK_PAGES] = put_marked,
		[ASK_OUTCOME] = put_came,
	};
	const struct truth *t = &s->record->truth;

	buf_puts(s->out, tr("<div class=\"answer\">\n<h3>Answer</h3>\n"));
	if (t->valid) {
		puts[s->step->ask->kind](s, s->step->ask);
	} else {
		buf_puts(s->out, tr("<p class=\"skipped\"><b>The question has no right answer here.</b> "));
		sheet_plain(s, t->why != NULL ? t->why : "");
		buf_puts(s->out, "</p>\n");
	}
	buf_puts(s->out, "</div>\n");
}
