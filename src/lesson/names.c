/*
 * Names flow from step to step; what belongs to one step is added to a copy.
 *
 *   base ──copy──▶ + vary ──do──▶ ──given──┬─ solutions[0] ─▶ goals, expect, ask, focus ──names──▶ base
 *     ▲                                    ├─ solutions[1] ─┐
 *     └─ emptied where the step is fresh   └─ wrong[0] ─────┴▶ misconceptions: what any attempt may have set
 */
#include "lesson/names.h"

#include <ctype.h>
#include <string.h>

#include "kernel/constant.h"
#include "lang/scope.h"
#include "lesson/limits.h"
#include "lesson/walk.h"

struct flow {
	struct diags *d;
	bool full; /* more names than a lesson may set: nothing more is checked, so that no lesson takes minutes */
};

static void merge(struct scope *to, const struct scope *from)
{
	for (size_t i = 0; i < from->n; i++) {
		if (from->v[i].known == KNOWN_OBJECT)
			scope_add_object(to, from->v[i].name, from->v[i].layout);
		else if (from->v[i].known != KNOWN_VARY)
			scope_add(to, from->v[i].name, from->v[i].known);
	}
}

static void salvage_one(struct scope *s, const char *name, size_t n, enum known known)
{
	char *copy = arena_strndup(&s->arena, name, n);
	if (!scope_has(s, copy, NULL) && !constant_find(copy) && !words_find(s->words, copy))
		scope_add(s, copy, known);
}

/*
 * A statement with a fault may still have made names: their use later is no second fault. Every name of it
 * counts as made, but the one at the fault.
 */
static void salvage(struct scope *s, const char *text, size_t fault)
{
	enum known known = strstr(text, "fork") ? KNOWN_ACTOR : KNOWN_VALUE;
	for (size_t at = 0; text[at];) {
		size_t n = 0;
		while (isalnum((unsigned char)text[at + n]) || text[at + n] == '_')
			n++;
		bool call = text[at + n + strspn(text + at + n, " ")] == '(';
		if (n && at != fault && !call && !isdigit((unsigned char)text[at]))
			salvage_one(s, text + at, n, known);
		at += n ? n : 1;
	}
}

static void check_statement(struct flow *f, const struct code *c, struct scope *s)
{
	struct lang_err e = { .at = (size_t)-1 };
	if (!c->source.text || f->full)
		return;
	int status = c->tree ? lang_check(c->tree, s, true, &e) : -1;
	if (status && c->tree)
		diags_add(f->d, source_pos(&c->source, e.at), "%s", e.text);
	if (status)
		salvage(s, c->source.text, e.at);
	if (s->n > MAX_SET) {
		diags_add(f->d, c->source.pos, "a lesson sets at most %d names without a fresh step", MAX_SET);
		f->full = true;
	}
}

static void check_expression(struct flow *f, const struct code *c, struct scope *s)
{
	struct lang_err e = { 0 };
	if (c->tree && !f->full && lang_check(c->tree, s, false, &e))
		diags_add(f->d, source_pos(&c->source, e.at), "%s", e.text);
}

static void check_actions(struct flow *f, const struct action *a, size_t n, struct scope *s, uint64_t times);

static void check_repeat(struct flow *f, const struct action *a, struct scope *s, uint64_t times)
{
	struct scope inner;
	times *= a->repeat ? a->repeat : 1;
	if (times > MAX_REPEAT && a->repeat <= MAX_REPEAT)
		diags_add(f->d, a->code.source.pos, "these repeats run %llu times together, at most %d are run",
			  (unsigned long long)times, MAX_REPEAT);
	scope_copy(&inner, s);
	scope_add(&inner, "i", KNOWN_VARY);
	check_actions(f, a->body, a->body_n, &inner, times < MAX_REPEAT ? times : MAX_REPEAT);
	merge(s, &inner);
	scope_finish(&inner);
}

static void check_actions(struct flow *f, const struct action *a, size_t n, struct scope *s, uint64_t times)
{
	for (size_t i = 0; i < n; i++) {
		if (a[i].body)
			check_repeat(f, &a[i], s, times);
		else
			check_statement(f, &a[i].code, s);
	}
}

/* The scope after the attempt is added to `all`; to `first` too where that is given. */
static void check_attempt(struct flow *f, const struct attempt *t, const struct scope *given, struct scope *all,
			  struct scope *first)
{
	struct scope s;
	scope_copy(&s, given);
	check_actions(f, t->v, t->n, &s, 1);
	merge(all, &s);
	if (first)
		merge(first, &s);
	scope_finish(&s);
}

static void check_said(struct flow *f, const struct said_if *v, size_t n, struct scope *s)
{
	for (size_t i = 0; i < n; i++)
		check_expression(f, &v[i].when, s);
}

static void check_task(struct flow *f, const struct task *t, struct scope *s)
{
	struct scope given, all;
	check_actions(f, t->given.v, t->given.n, s, 1);
	scope_copy(&given, s);
	scope_copy(&all, s);
	for (size_t i = 0; i < t->solutions_n; i++)
		check_attempt(f, &t->solutions[i], &given, &all, i == 0 ? s : NULL);
	for (size_t i = 0; i < t->wrong_n; i++)
		check_attempt(f, &t->wrong[i], &given, &all, NULL);
	check_said(f, t->goals, t->goals_n, s);
	check_said(f, t->misconceptions, t->misconceptions_n, &all);
	scope_finish(&given);
	scope_finish(&all);
}

static void check_ask(struct flow *f, const struct ask *a, struct scope *s)
{
	for (size_t i = 0; i < a->choices_n; i++)
		check_expression(f, &a->choices[i].when, s);
	check_expression(f, &a->number, s);
	check_expression(f, &a->at, s);
	check_expression(f, &a->size, s);
}

static void add_vary(struct flow *f, const struct step *step, struct scope *s)
{
	for (size_t i = 0; i < step->vary_n; i++) {
		const struct vary *v = &step->vary[i];
		if (words_find(s->words, v->name))
			diags_add(f->d, v->pos, "\"%s\" is the name of an observation", v->name);
		else if (scope_has(s, v->name, NULL))
			diags_add(f->d, v->pos, "\"%s\" is set by a step before this one", v->name);
		scope_add(s, v->name, KNOWN_VARY);
	}
}

static void check_probes(struct flow *f, const struct requirement *q, const struct scope *empty)
{
	struct scope s;
	scope_copy(&s, empty);
	for (size_t i = 0; i < q->probe_n; i++)
		check_statement(f, &q->probe[i], &s);
	scope_finish(&s);
}

static void check_step(struct flow *f, const struct step *step, struct scope *base)
{
	struct scope s;
	scope_copy(&s, base);
	add_vary(f, step, &s);
	check_actions(f, step->actions, step->actions_n, &s, 1);
	if (step->task)
		check_task(f, step->task, &s);
	for (size_t i = 0; i < step->expect_n; i++)
		check_expression(f, &step->expect[i], &s);
	if (step->ask)
		check_ask(f, step->ask, &s);
	check_expression(f, &step->focus, &s);
	merge(base, &s);
	scope_finish(&s);
}

void names_check(struct lesson *l, const struct words *words, struct diags *d)
{
	struct flow f = { .d = d };
	const char **files = arena_alloc(&l->arena, l->files_n, sizeof(*files));
	for (size_t i = 0; i < l->files_n; i++)
		files[i] = l->files[i].name.text;
	struct scope empty = { .words = words, .files = files, .files_n = l->files_n }, base = empty;
	check_probes(&f, &l->requires, &empty);
	for (size_t i = 0; i < l->steps_n + l->drills_n; i++) {
		if (l->steps[i].fresh) {
			scope_finish(&base);
			base = empty;
		}
		check_probes(&f, &l->steps[i].requires, &empty);
		check_step(&f, &l->steps[i], &base);
	}
	scope_finish(&base);
	walk_check(l, d);
}
