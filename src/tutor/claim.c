/* Judging expressions after a run: expectations, goals, questions. */
#include <stdio.h>
#include <string.h>

#include "base/tr.h"
#include "kernel/constant.h"
#include "model/answer.h"
#include "tutor/observe.h"
#include "tutor/run.h"
#include "tutor/say.h"

#define OBSERVED_MAX 400 /* bytes of "size(m) is 8192, …" */

static enum eval evaluate(struct stage *s, const struct node *n, struct value *v, struct lang_err *e)
{
	struct world world = stage_watching(s);
	struct evaluator ev = { .world = &world, .names = &s->names, .arena = &s->arena };

	*v = (struct value){ 0 };
	e->text[0] = '\0';
	return lang_eval(&ev, n, v, e);
}

static const char *symbol(const struct node *n, int64_t i)
{
	const char *word = n->word != NULL ? n->word->name : "";

	if (i == 0)
		return NULL;
	if (strcmp(word, "errno") == 0)
		return errno_name((int)i);
	if (strcmp(word, "signal") == 0 || strcmp(word, "killed") == 0)
		return signal_name((int)i);
	return NULL;
}

static void put_value(struct buf *out, const struct node *n, const struct value *v)
{
	const char *name = v->kind == VALUE_INT ? symbol(n, v->i) : NULL;

	if (v->kind == VALUE_STRING)
		say_text(v->s, v->len, out);
	else if (v->kind == VALUE_UNKNOWN)
		buf_printf(out, "unknown (%s)", v->why != NULL ? v->why : tr("nothing has set it"));
	else if (name != NULL)
		buf_puts(out, name);
	else if (v->type == TYPE_POINTER && v->i != -1)
		buf_printf(out, "0x%llx", (unsigned long long)v->i);
	else
		buf_printf(out, "%lld", (long long)v->i);
}

/* Is this part worth telling: something that the text alone does not say? */
static bool tells(const struct node *n)
{
	if (n->kind == NODE_CALL || n->kind == NODE_INDEX || n->kind == NODE_FIELD)
		return true;
	return n->kind == NODE_NAME && (n->constant == NULL || n->constant->at_run_time);
}

/* Appends ", NODE is VALUE" to out, but not a second time. */
static void put_part(const struct node *n, const struct value *v, struct buf *out)
{
	struct buf part;

	buf_init(&part, OBSERVED_MAX);
	buf_puts(&part, ", ");
	lang_print(n, &part);
	buf_puts(&part, n->kind == NODE_ACTOR ? tr(" gives ") : tr(" is "));
	put_value(&part, n, v);
	if (strstr(buf_str(out), buf_str(&part)) == NULL)
		buf_puts(out, buf_str(&part));
	buf_finish(&part);
}

static void put_parts(struct stage *s, const struct node *n, struct buf *out)
{
	struct value v;
	struct lang_err e;

	if (n->kind != NODE_ACTOR && !tells(n)) {
		for (size_t i = 0; i < 3 && n->a[i] != NULL; i++)
			put_parts(s, n->a[i], out);
		return;
	}
	if (evaluate(s, n, &v, &e) != EVAL_OK)
		return;
	put_part(n, &v, out);
}

void claim_judge(struct stage *s, const struct code *code, struct arena *a, struct diags *d, struct claim *out)
{
	struct lang_err e = { 0 };
	struct value v;
	struct buf observed;
	enum eval got = evaluate(s, code->tree, &v, &e);

	*out = (struct claim){ .source = code->source.text, .observed = "" };
	if (got == EVAL_ERROR) {
		struct pos pos = source_pos(&code->source, e.at);

		out->why = arena_strdup(a, e.text);
		if (d != NULL)
			diags_add(d, pos, "%s", e.text);
		return;
	}
	if (got == EVAL_OK && v.kind != VALUE_INT && v.kind != VALUE_UNKNOWN) {
		out->why = tr("it gives no number, which alone can hold or not");
		if (d != NULL)
			diags_add(d, code->source.pos, "%s", out->why);
	} else if (got == EVAL_STOP || v.kind == VALUE_UNKNOWN) {
		out->why = arena_strdup(a, v.kind == VALUE_UNKNOWN && v.why != NULL ? v.why : tr("it cannot be told"));
	} else {
		out->verdict = v.i != 0 ? VERDICT_HELD : VERDICT_FAILED;
	}
	buf_init(&observed, OBSERVED_MAX);
	put_parts(s, code->tree, &observed);
	out->observed = arena_strdup(a, observed.len > 0 ? buf_str(&observed) + strlen(", ") : "");
	buf_finish(&observed);
}

/* ---- questions ---- */

static void void_truth(struct record *r, const char *why)
{
	r->truth.valid = false;
	r->truth.why = arena_strdup(&r->arena, why);
}

static void find_choices(struct stage *s, const struct ask *ask, struct record *r, struct diags *d)
{
	r->choices_n = ask->choices_n;
	r->choices = arena_alloc(&r->arena, ask->choices_n + 1, sizeof(*r->choices));
	r->truth.valid = true;
	for (size_t i = 0; i < ask->choices_n; i++) {
		claim_judge(s, &ask->choices[i].when, &r->arena, d, &r->choices[i]);
		if (r->choices[i].verdict == VERDICT_HELD)
			r->truth.choices |= (uint64_t)1 << i;
		else if (r->choices[i].verdict == VERDICT_UNKNOWN)
			void_truth(r, r->choices[i].why);
	}
	/* One that is right stays right, whatever could not be told of the others. */
	if (r->truth.choices != 0 && !ask->many)
		r->truth.valid = true;
	else if (r->truth.choices == 0 && r->truth.valid)
		void_truth(r, tr("none of the choices is what the kernel did"));
}

static void find_number(struct stage *s, const struct ask *ask, struct record *r, struct diags *d)
{
	struct lang_err e = { 0 };
	struct value v;
	enum eval got = evaluate(s, ask->number.tree, &v, &e);

	if (got == EVAL_ERROR && d != NULL)
		diags_add(d, source_pos(&ask->number.source, e.at), "%s", e.text);
	if (got != EVAL_OK || v.kind != VALUE_INT) {
		void_truth(r, v.kind == VALUE_UNKNOWN && v.why != NULL ? v.why : tr("it has no value here"));
		return;
	}
	r->truth.valid = true;
	r->truth.number = v.i;
}

static void find_pages(struct stage *s, const struct ask *ask, struct record *r)
{
	struct lang_err e;
	struct value at, size, why;
	struct pageset set;
	unsigned want = ask->of_present ? PAGE_PRESENT : PAGE_RESIDENT;
	char *text;

	if (evaluate(s, ask->at.tree, &at, &e) != EVAL_OK || at.kind != VALUE_INT ||
	    evaluate(s, ask->size.tree, &size, &e) != EVAL_OK || size.kind != VALUE_INT) {
		void_truth(r, tr("the range that the question asks about is not known"));
		return;
	}
	if (size.i <= 0 || (uint64_t)size.i / s->page > ANSWER_PAGES) {
		void_truth(r, tr("the question asks about no page, or about more than can be marked"));
		return;
	}
	if (!watch_pageset(s, 0, (uint64_t)at.i, (uint64_t)size.i, !ask->of_present, &set, &why)) {
		void_truth(r, why.why);
		return;
	}
	r->truth.valid = set.end > set.start;
	r->truth.why = tr("the range that the question asks about is none");
	r->truth.pages_start = set.start;
	r->truth.pages_n = (size_t)((set.end - set.start) / s->page);
	text = arena_alloc(&r->arena, r->truth.pages_n + 1, 1);
	for (size_t i = 0; i < r->truth.pages_n; i++) {
		int64_t found = pageset_count(&set, set.start + i * s->page, set.start + (i + 1) * s->page, want, 0);

		text[i] = found < 0 ? '?' : found > 0 ? '1' : '0';
		if (found < 0)
			void_truth(r, tr("the kernel does not tell the state of these pages"));
	}
	r->truth.pages = text;
	pageset_finish(&set);
}

static void find_outcome(struct record *r)
{
	const struct outcome *o = r->statements_n > 0 ? &r->statements[r->statements_n - 1].outcome : NULL;

	if (o == NULL || o->kind == OUTCOME_REFUSED || o->kind == OUTCOME_LOST || o->kind == OUTCOME_NOTRUN) {
		void_truth(r, tr("the last statement gave no answer"));
		return;
	}
	r->truth.valid = true;
	r->truth.outcome = *o;
}

void truth_find(struct stage *s, const struct ask *ask, struct record *r, struct diags *d)
{
	switch (ask->kind) {
	case ASK_CHOICES:
		find_choices(s, ask, r, d);
		break;
	case ASK_NUMBER:
		find_number(s, ask, r, d);
		break;
	case ASK_PAGES:
		find_pages(s, ask, r);
		break;
	case ASK_OUTCOME:
		find_outcome(r);
		break;
	}
}

/* ---- an address in words ---- */

/* How far a mapping that starts at this address reaches, and some pages behind: an overrun is told by its name too. */
static uint64_t reach_of(const struct stage *s, uint64_t start)
{
	for (size_t i = s->made_n; i-- > 0;) {
		if (s->made[i].start == start)
			return s->made[i].end - start + 64 * s->page;
	}
	return 0;
}

const char *claim_where(const struct stage *s, uint64_t addr, struct arena *a)
{
	const struct name *best = NULL;
	uint64_t base, off;

	for (size_t i = 0; i < s->names.n; i++) {
		const struct name *n = &s->names.v[i];

		if (n->value.kind != VALUE_INT || n->actor >= 0)
			continue;
		base = (uint64_t)n->value.i;
		if (base <= addr && addr - base < reach_of(s, base) && (best == NULL || base > (uint64_t)best->value.i))
			best = n;
	}
	if (best == NULL)
		return "";
	off = addr - (uint64_t)best->value.i;
	if (off == 0)
		return arena_strdup(a, best->name);
	if (off == s->page)
		return arena_printf(a, "%s + page", best->name);
	if (off % s->page == 0)
		return arena_printf(a, "%s + %llu*page", best->name, (unsigned long long)(off / s->page));
	return arena_printf(a, "%s + %llu", best->name, (unsigned long long)off);
}
