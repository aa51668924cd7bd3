/* A result as JSON. */
#include "tutor/result.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "json/json.h"

#define EXACT ((uint64_t)1 << 53) /* numbers below it are exact in every reader of JSON */

const char *const quiz_kind_names[QUIZ_KINDS] = {
	[QUIZ_CHOICE] = "choice",   [QUIZ_CHOICES] = "choices", [QUIZ_NUMBER] = "number",
	[QUIZ_OUTCOME] = "outcome", [QUIZ_PAGES] = "pages",     [QUIZ_TASK] = "task",
};

static const char *const marks[] = {
	[MARK_NONE] = "none", [MARK_RIGHT] = "right", [MARK_WRONG] = "wrong", [MARK_VOID] = "void"
};

/* ---- an answer ---- */

static void put_choices(const struct result_question *q, struct json_out *o)
{
	struct json_out *list = json_out_array(o, "answer");

	for (int i = 0; i < 64; i++) {
		if ((q->answer.choices >> i & 1) != 0)
			json_out_int(list, NULL, i);
	}
}

static void put_number(const struct result_question *q, struct json_out *o)
{
	json_out_int(o, "answer", q->answer.number);
}

static void put_outcome(const struct result_question *q, struct json_out *o)
{
	json_out_string(o, "answer", outcome_choices[q->answer.outcome].name);
}

static void put_pages(const struct result_question *q, struct json_out *o)
{
	char row[ANSWER_PAGES + 1];
	size_t n = q->pages_n < ANSWER_PAGES ? q->pages_n : ANSWER_PAGES;

	for (size_t i = 0; i < n; i++)
		row[i] = q->answer.pages[i] == '1' ? '1' : '0';
	row[n] = '\0';
	json_out_string(o, "answer", row);
}

static void put_statements(const struct result_question *q, struct json_out *o)
{
	struct json_out *list = json_out_array(o, "answer");

	for (size_t i = 0; i < q->statements_n; i++)
		json_out_string(list, NULL, q->statements[i]);
}

static void put_answer(const struct result_question *q, struct json_out *o)
{
	static void (*const puts[QUIZ_KINDS])(const struct result_question *, struct json_out *) = {
		[QUIZ_CHOICE] = put_choices,  [QUIZ_CHOICES] = put_choices, [QUIZ_NUMBER] = put_number,
		[QUIZ_OUTCOME] = put_outcome, [QUIZ_PAGES] = put_pages,     [QUIZ_TASK] = put_statements,
	};
	bool given = q->kind == QUIZ_TASK ? q->statements != NULL : q->answer.given;

	if (given)
		puts[q->kind](q, o);
	else
		json_out_null(o, "answer");
}

/* ---- the whole ---- */

static void put_question(const struct result_question *q, struct json_out *o)
{
	struct json_out *vary;

	json_out_string(o, "lesson", q->lesson);
	json_out_string(o, "step", q->step);
	json_out_int(o, "rev", q->rev);
	vary = json_out_object(o, "vary");
	for (size_t i = 0; i < q->vary_n; i++)
		json_out_int(vary, q->vary[i].name, q->vary[i].value);
	json_out_string(o, "kind", quiz_kind_names[q->kind]);
	put_answer(q, o);
	json_out_string(o, "mark", marks[q->mark]);
	json_out_real(o, "seconds", (double)q->ms / 1000);
	json_out_int(o, "hints", (int64_t)q->hints);
	json_out_int(o, "tries", (int64_t)q->tries);
	json_out_bool(o, "sure", q->sure);
	json_out_bool(o, "skipped", q->skipped);
	if (q->misconception >= 0)
		json_out_int(o, "misconception", q->misconception);
	else
		json_out_null(o, "misconception");
}

static void put_seed(uint64_t seed, struct json_out *o)
{
	char digits[32];

	(void)snprintf(digits, sizeof(digits), "%" PRIu64, seed);
	if (seed > EXACT)
		json_out_string(o, "seed", digits);
	else
		json_out_int(o, "seed", (int64_t)seed);
}

static int64_t marked(const struct result *r, enum mark mark)
{
	int64_t n = 0;

	for (size_t i = 0; i < r->questions_n; i++)
		n += r->questions[i].mark == mark;
	return n;
}

static void put_head(const struct result *r, struct json_out *o)
{
	struct json_out *list;

	json_out_int(o, "format", RESULT_FORMAT);
	json_out_string(o, "kind", RESULT_KIND);
	json_out_string(o, "name", r->name);
	put_seed(r->seed, o);
	json_out_bool(o, "exam", r->exam);
	json_out_int(o, "time", r->time);
	json_out_string(o, "kernel", r->kernel);
	json_out_int(o, "page", r->page);
	list = json_out_array(o, "lessons");
	for (size_t i = 0; i < r->lessons_n; i++) {
		struct json_out *one = json_out_object(list, NULL);

		json_out_string(one, "lesson", r->lessons[i].id);
		json_out_int(one, "rev", r->lessons[i].rev);
	}
}

void result_put(const struct result *r, struct buf *out)
{
	struct json_out *o = json_out_new(), *list;

	put_head(r, o);
	list = json_out_array(o, "questions");
	for (size_t i = 0; i < r->questions_n; i++)
		put_question(&r->questions[i], json_out_object(list, NULL));
	json_out_int(o, "right", marked(r, MARK_RIGHT));
	json_out_int(o, "wrong", marked(r, MARK_WRONG));
	json_out_int(o, "skipped", marked(r, MARK_NONE));
	json_out_int(o, "void", marked(r, MARK_VOID));
	json_out_bool(o, "complete", true);
	json_out_print(o, true, out);
	buf_putc(out, '\n');
	json_out_free(o);
}
