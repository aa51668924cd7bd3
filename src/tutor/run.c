/* Runs one step and fills its record. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "tutor/observe.h"
#include "tutor/parts.h"
#include "tutor/run.h"

/* mincore() is asked for this much of a focus at most: 4 GiB of 4 KiB pages, some milliseconds. */
#define FOCUS_RESIDENT ((uint64_t)1 << 20)

void run_bind(struct stage *s, const struct binding *vary, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct value v = value_int(vary[i].value, TYPE_INT);

		names_set(&s->names, vary[i].name, &v);
	}
}

static bool evaluate_address(struct stage *s, const struct code *c, uint64_t *addr)
{
	struct world world = stage_watching(s);
	struct evaluator ev = { .world = &world, .names = &s->names, .arena = &s->arena };
	struct value v = { 0 };
	struct lang_err e;

	if (c->tree == NULL || lang_eval(&ev, c->tree, &v, &e) != EVAL_OK || v.kind != VALUE_INT)
		return false;
	*addr = (uint64_t)v.i;
	return true;
}

bool run_focus(struct stage *s, const struct code *focus, uint64_t *start, uint64_t *len)
{
	struct value why;
	const struct memmap *m;
	const struct made *made;
	uint64_t addr;
	size_t i;

	if (!evaluate_address(s, focus, &addr))
		return false;
	m = watch_maps(s, 0, &why);
	i = m != NULL ? memmap_find(m, addr) : MEMMAP_NONE;
	if (i == MEMMAP_NONE)
		return false;
	*start = m->v[i].start;
	*len = m->v[i].end - m->v[i].start;
	made = stage_made(s, 0, addr);
	if (made != NULL) {
		*start = addr;
		*len = memmap_span(m, addr, made->end - addr);
	}
	return *len > 0;
}

/*
 * Read again only where something was done since: its share of what is resident (PSS) costs a walk of the page
 * table, which the memory budget keeps short.
 */
static const struct totals *totals_now(struct stage *s, int actor)
{
	struct actor *a = &s->actors[actor];

	if (a->totals_acts != s->acts + 1)
		proc_totals(&a->proc, true, &a->totals);
	a->totals_acts = s->acts + 1;
	return &a->totals;
}

void run_snapshot(struct stage *s, int actor, uint64_t focus_start, uint64_t focus_len, struct snapshot *out)
{
	struct value why;
	const struct memmap *m = watch_maps(s, actor, &why);
	uint64_t asked = focus_len;

	*out = (struct snapshot){ 0 };
	if (m == NULL)
		return;
	out->taken = true;
	memmap_copy(&out->maps, m);
	out->totals = *totals_now(s, actor);
	if (s->actors[actor].ended)
		return;
	if (asked / s->page > FOCUS_RESIDENT)
		asked = 0;
	if (focus_len > 0)
		watch_pageset(s, actor, focus_start, focus_len, asked > 0, &out->focus, &why);
}

/* ---- the end of the file inside the focus ---- */

static void find_eof(struct stage *s, struct record *r)
{
	struct value why;
	const struct memmap *m = watch_maps(s, 0, &why);
	uint64_t eof;

	r->focus_eof = UINT64_MAX;
	if (m == NULL || r->focus_len == 0)
		return;
	r->focus_file = watch_file_end(s, m, r->focus_start, &eof);
	if (r->focus_file && eof < r->focus_start + r->focus_len)
		r->focus_eof = eof;
}

/* ---- statements ---- */

static const char *keep(struct record *r, const char *text)
{
	return text != NULL ? arena_strdup(&r->arena, text) : NULL;
}

/* Strings of the stage do not outlive it: they are copied. */
static void keep_statement(struct stage *s, struct record *r, struct statement_record *st)
{
	st->source = keep(r, st->source);
	st->actor = keep(r, st->actor);
	st->outcome.text = keep(r, st->outcome.text);
	st->outcome.why = keep(r, st->outcome.why);
	st->outcome.where = "";
	if (st->outcome.kind == OUTCOME_SIGNAL || st->outcome.kind == OUTCOME_DIED)
		st->outcome.where = claim_where(s, st->outcome.fault_addr, &r->arena);
}

static void lesson_fault(struct stage *s, const struct run *run, const struct action *at, const struct lang_err *le,
			 struct statement_record *st, struct record *r)
{
	struct pos pos = source_pos(&at->code.source, le->at);

	st->source = at->repeat > 0 ? "repeat" : at->code.source.text;
	st->actor = "";
	st->repeat = 0;
	st->outcome = (struct outcome){ .kind = OUTCOME_REFUSED };
	st->outcome.why = arena_printf(&r->arena, "%s:%u:%u: %s", s->lesson->path, pos.line, pos.col, le->text);
	if (run->faults != NULL)
		diags_add(run->faults, pos, "%s", le->text);
}

static bool goes_on(const struct outcome *o)
{
	return o->kind != OUTCOME_REFUSED && o->kind != OUTCOME_LOST && o->kind != OUTCOME_NOTRUN;
}

/* What a statement shows to be wrong with the lesson, at its place. */
static void statement_faults(const struct run *run, const struct action *at, const struct outcome *o)
{
	struct stage *s = run->stage;
	struct pos pos = at->code.source.pos;
	char addr[FMT_MAX];
	const char *where = claim_where(s, s->neighbour_at, &s->arena);

	if (run->faults != NULL && o->kind == OUTCOME_REFUSED)
		diags_add(run->faults, pos, "refused: %s", o->why);
	if (run->faults != NULL && o->kind == OUTCOME_LOST && !s->interrupted)
		diags_add(run->faults, pos, "the process was lost: %s", o->why);
	if (run->faults != NULL && s->neighbour)
		diags_add(
		    run->faults, pos,
		    "the fault depends on what happens to be mapped next to it, at %s: make the hole with munmap() "
		    "first",
		    where[0] != '\0' ? where : fmt_addr(addr, s->neighbour_at));
	s->neighbour = false;
}

/* Can this statement change lines of maps? By the words of its source: one look too many costs a few microseconds. */
static bool changes_maps(const struct action *a)
{
	static const char *const calls[] = { "map(",  "map2(", "mprotect(", "mremap(",           "madvise(",
					     "mlock", "brk(",  "mseal(",    "remap_file_pages(", "prctl(" };

	for (size_t i = 0; a->repeat == 0 && i < sizeof(calls) / sizeof(calls[0]); i++) {
		if (strstr(a->code.source.text, calls[i]) != NULL)
			return true;
	}
	return false;
}

/* The last of several statements that can change the map, or n. */
static size_t last_change(const struct action *v, size_t n)
{
	size_t count = 0, last = n;

	for (size_t i = 0; i < n; i++) {
		count += changes_maps(&v[i]);
		last = changes_maps(&v[i]) ? i : last;
	}
	return count > 1 ? last : n;
}

static void take_late(struct stage *s, struct record *r)
{
	for (size_t i = 0; i < s->actors_n; i++) {
		const struct memmap *m = s->actors[i].ended ? NULL : stage_maps(s, (int)i, NULL);

		if (m != NULL)
			memmap_copy(&r->actors[i].late, m);
	}
}

static void perform_list(const struct run *run, struct record *r, const struct action *v, size_t n, bool *on)
{
	size_t last = last_change(v, n);

	for (size_t i = 0; i < n; i++) {
		struct statement_record *st = &r->statements[r->statements_n++];
		const struct action *at;
		struct lang_err le;

		if (!*on) {
			*st = (struct statement_record){ .source = v[i].code.source.text != NULL ? v[i].code.source.text
												 : "repeat",
							 .actor = "",
							 .repeat = v[i].repeat,
							 .outcome = { .kind = OUTCOME_NOTRUN } };
			continue;
		}
		if (i == last)
			take_late(run->stage, r);
		if (stage_perform(run->stage, &v[i], st, &at, &le) < 0)
			lesson_fault(run->stage, run, at, &le, st, r);
		else
			statement_faults(run, at, &st->outcome);
		keep_statement(run->stage, r, st);
		*on = goes_on(&st->outcome);
		if (st->outcome.kind == OUTCOME_LOST)
			r->lost = st->outcome.why;
	}
}

static void perform_all(const struct run *run, struct record *r)
{
	const struct step *step = run->step;
	const struct task *task = step->task;
	const struct attempt *attempt = run->attempt;
	size_t n = step->actions_n;
	bool on = true;

	if (task != NULL && attempt == NULL && task->solutions_n > 0)
		attempt = &task->solutions[0];
	if (task != NULL)
		n += task->given.n + (attempt != NULL ? attempt->n : 0);
	r->statements = arena_alloc(&r->arena, n + 1, sizeof(*r->statements));
	run->stage->deadline = stage_deadline();
	perform_list(run, r, step->actions, step->actions_n, &on);
	if (task != NULL) {
		perform_list(run, r, task->given.v, task->given.n, &on);
		if (attempt != NULL)
			perform_list(run, r, attempt->v, attempt->n, &on);
	}
	run->stage->deadline = 0;
}

/* ---- the record ---- */

static void take_before(struct stage *s, struct record *r, const struct code *focus)
{
	uint64_t start = 0, len = 0;

	run_focus(s, focus, &start, &len);
	r->actors = arena_alloc(&r->arena, ACTORS_MAX, sizeof(*r->actors));
	for (size_t i = 0; i < s->actors_n; i++)
		run_snapshot(s, (int)i, start, len, &r->actors[i].before);
}

/* It was there when the step began, and no statement tells of its end. */
static bool ended_outside(const struct actor *is, const struct actor_record *was)
{
	return was->before.taken && is->ended && is->how.known && !is->how.exited && is->how.status == SIGKILL;
}

static void take_after(struct stage *s, struct record *r)
{
	r->actors_n = s->actors_n;
	for (size_t i = 0; i < s->actors_n; i++) {
		struct actor_record *a = &r->actors[i];

		a->name = keep(r, s->actors[i].name);
		a->pid = (int)s->actors[i].pid;
		run_snapshot(s, (int)i, r->focus_start, r->focus_len, &a->after);
		a->alive = !s->actors[i].ended;
		if (ended_outside(&s->actors[i], a)) {
			r->lost = r->lost != NULL ? r->lost : tr("the process was ended from outside, by SIGKILL");
			s->spoiled = true;
		}
		diff_maps(&a->diff, &a->before.maps, &a->after.maps, s->move.len > 0 ? &s->move : NULL);
		if (a->late.n > 0 && a->after.taken)
			diff_maps(&a->last, &a->late, &a->after.maps, s->move.len > 0 ? &s->move : NULL);
	}
}

static struct claim *judge_said(const struct run *run, struct record *r, const struct said_if *v, size_t n,
				struct diags *faults)
{
	struct claim *claims = arena_alloc(&r->arena, n + 1, sizeof(*claims));

	for (size_t i = 0; i < n; i++)
		claim_judge(run->stage, &v[i].when, &r->arena, faults, &claims[i]);
	return claims;
}

static void judge_all(const struct run *run, struct record *r)
{
	const struct step *step = run->step;
	const struct task *task = step->task;

	r->expect_n = step->expect_n;
	r->expect = arena_alloc(&r->arena, r->expect_n + 1, sizeof(*r->expect));
	for (size_t i = 0; i < r->expect_n; i++)
		claim_judge(run->stage, &step->expect[i], &r->arena, run->faults, &r->expect[i]);
	if (task != NULL) {
		r->goals_n = task->goals_n;
		r->goals = judge_said(run, r, task->goals, task->goals_n, run->faults);
		r->misconceptions_n = task->misconceptions_n;
		/* It may be about a name that only some attempts set: that is no fault. */
		r->misconceptions = judge_said(run, r, task->misconceptions, task->misconceptions_n, NULL);
	}
	r->asked = step->ask != NULL;
	if (r->asked)
		truth_find(run->stage, step->ask, r, run->faults);
}

static void begin_step(struct stage *s)
{
	s->step_minflt = s->step_majflt = 0;
	s->minflt = s->majflt = 0;
	s->move = (struct diff_move){ 0 };
	s->neighbour = false;
	s->silent = false;
	buf_clear(&s->output);
}

static void fill_focus(struct stage *s, const struct step *step, struct record *r)
{
	if (step->focus.tree == NULL)
		return;
	r->focus = step->focus.source.text;
	run_focus(s, &step->focus, &r->focus_start, &r->focus_len);
	find_eof(s, r);
}

struct record *run_step(const struct run *run)
{
	struct record *r = mem_zalloc(1, sizeof(*r));
	struct stage *s = run->stage;
	const struct step *step = run->step;
	struct binding *vary;

	r->lesson = s->lesson->id;
	r->step = step->id.text;
	r->index = run->index;
	r->focus_eof = UINT64_MAX;
	vary = arena_alloc(&r->arena, run->vary_n + 1, sizeof(*vary));
	if (run->vary_n > 0)
		memcpy(vary, run->vary, run->vary_n * sizeof(*vary));
	r->vary = vary;
	r->vary_n = run->vary_n;
	begin_step(s);
	run_bind(s, run->vary, run->vary_n);
	take_before(s, r, &step->focus);
	perform_all(run, r);
	fill_focus(s, step, r);
	r->minflt = s->step_minflt;
	r->majflt = s->step_majflt;
	judge_all(run, r);
	take_after(s, r);
	r->output = keep(r, buf_str(&s->output));
	return r;
}
