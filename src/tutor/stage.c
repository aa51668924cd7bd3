/* Opening and closing the stage, and performing one statement on it. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "proc/proc_system.h"
#include "tutor/batch.h"
#include "tutor/parts.h"

static int first_process(struct stage *s, struct err *e)
{
	struct lab_options o = {
		.program = s->options.program,
		.aslr = s->options.aslr,
		.die = s->options.die,
		.exec = s->options.exec,
	};
	struct actor *a = &s->actors[0];
	int status;

	*a = (struct actor){ .name = "", .parent = -1 };
	status = lab_start(&a->lab, &o, e);
	if (status < 0)
		return status;
	s->actors_n = 1;
	a->pid = lab_pid(a->lab);
	return proc_open(&a->proc, (pid_t)a->pid, e);
}

int stage_open(struct stage *s, const struct lesson *lesson, const struct stage_options *o, struct workdir *dir,
	       struct err *e)
{
	int status;

	*s = (struct stage){ .lesson = lesson, .options = *o, .dir = dir, .page = proc_page_size() };
	s->batch = batch_new();
	buf_init(&s->output, 64 * 1024);
	if (dir == NULL) {
		status = workdir_new(&s->dir, lesson, s->page, e);
		if (status < 0)
			goto out;
		s->own_dir = true;
	}
	status = first_process(s, e);
out:
	if (status < 0)
		stage_close(s);
	return status;
}

static void end_actors(struct stage *s)
{
	for (size_t i = 0; i < s->actors_n; i++) {
		proc_close(&s->actors[i].proc);
		memmap_finish(&s->actors[i].last);
		lab_end(s->actors[i].lab);
	}
	s->actors_n = 0;
}

static void forget(struct stage *s)
{
	end_actors(s);
	names_finish(&s->names);
	arena_finish(&s->arena);
	buf_clear(&s->output);
	batch_clear(s->batch);
	s->last = (struct outcome){ 0 };
	s->maps_acts = 0;
	s->made_n = 0;
	s->taken_n = 0;
	s->neighbour = false;
	s->spoiled = s->interrupted = s->silent = false;
	s->shared_grew = false;
}

void stage_close(struct stage *s)
{
	if (s->batch != NULL)
		forget(s);
	buf_finish(&s->output);
	memmap_finish(&s->maps);
	batch_free(s->batch);
	free(s->made);
	free(s->taken);
	if (s->own_dir)
		workdir_free(s->dir);
	*s = (struct stage){ 0 };
}

int stage_reset(struct stage *s, struct err *e)
{
	int status;

	forget(s);
	status = workdir_reset(s->dir, e);
	return status < 0 ? status : first_process(s, e);
}

bool stage_alive(struct stage *s)
{
	return s->actors_n > 0 && !s->spoiled && !s->actors[0].ended && lab_alive(s->actors[0].lab);
}

int stage_actor_find(const struct stage *s, const char *name)
{
	for (size_t i = 0; i < s->actors_n; i++) {
		if (strcmp(s->actors[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

int stage_constant(void *ctx, const char *name, int64_t *v)
{
	struct stage *s = ctx;

	if (strcmp(name, "page") == 0)
		*v = (int64_t)s->page;
	else if (strcmp(name, "lab_code") == 0)
		*v = (int64_t)lab_code(s->actors[0].lab);
	else if (strcmp(name, "lab_stack") == 0)
		*v = (int64_t)lab_stack(s->actors[0].lab);
	else
		return -1;
	return 0;
}

/* ---- what a statement is, from its tree ---- */

static const struct node *below_prefix(const struct node *n, const char **actor)
{
	*actor = "";
	while (n->kind == NODE_ACTOR) {
		*actor = n->s;
		n = n->a[0];
	}
	return n;
}

/* The expression whose value the statement shows: the right side of an assignment. */
static const struct node *shown(const struct node *n)
{
	const char *actor;

	n = below_prefix(n, &actor);
	if (n->kind == NODE_ASSIGN)
		n = below_prefix(n->a[1], &actor);
	while (n->kind == NODE_CAST)
		n = n->a[0];
	return n;
}

/* The name of the actor that a fork() on the right side makes. */
static void name_actor(struct stage *s, const struct node *n, size_t actors_before)
{
	const char *actor;
	struct name *name;

	n = below_prefix(n, &actor);
	if (s->actors_n == actors_before || n->kind != NODE_ASSIGN || n->a[0]->kind != NODE_NAME)
		return;
	name = names_add(&s->names, n->a[0]->s);
	name->actor = (int)actors_before;
	s->actors[actors_before].name = name->name;
}

/* ---- one statement ---- */

static void begin(struct stage *s)
{
	s->now = (struct outcome){ .kind = OUTCOME_NONE };
	s->touched = false;
	batch_begin(s->batch);
}

static void show_value(struct stage *s, const struct value *v)
{
	struct outcome *o = &s->now;

	o->kind = s->touched ? OUTCOME_VALUE : OUTCOME_NONE;
	o->computed = !s->touched && (v->kind == VALUE_INT || v->kind == VALUE_STRING);
	o->type = v->type;
	switch (v->kind) {
	case VALUE_INT:
		o->value = v->i;
		break;
	case VALUE_STRING:
		o->type = TYPE_TEXT;
		o->text = arena_strndup(&s->arena, v->s, v->len);
		break;
	case VALUE_UNKNOWN:
		o->why = v->why != NULL ? arena_strdup(&s->arena, v->why) : NULL;
		break;
	case VALUE_PENDING:
	case VALUE_OBJECT:
		break;
	}
}

/* A byte that is loaded or stored is shown as a character, too. */
static bool shows_byte(const struct node *n, const struct value *v)
{
	const char *actor;
	const struct node *target = below_prefix(n, &actor), *from = shown(n);

	if (v->kind != VALUE_INT || v->i < ' ' || v->i > '~')
		return false;
	if (target->kind == NODE_ASSIGN)
		target = target->a[0];
	return (target->kind == NODE_INDEX && target->a[0]->kind != NODE_CAST) ||
	       (from->kind == NODE_INDEX && from->a[0]->kind != NODE_CAST);
}

/* An error stays the statement's outcome only where the failed call is what the statement shows. */
static void end_statement(struct stage *s, const struct node *n, const struct value *v)
{
	bool failed = s->now.kind == OUTCOME_ERROR && shown(n)->kind == NODE_CALL && shown(n)->call != NULL;
	struct outcome last = s->now;

	if (!failed)
		show_value(s, v);
	if (!failed && s->touched && shows_byte(n, v))
		s->now.type = TYPE_CHAR;
	if (!s->touched)
		return;
	s->last = last;
	if (!failed && v->kind == VALUE_INT) {
		s->last.value = v->i;
		s->last.type = v->type;
	}
}

/* In a lab that may die, only the statement that says `die:` is let do so. */
static void spare(struct stage *s, bool spared)
{
	for (size_t i = 0; s->options.die && i < s->actors_n; i++)
		lab_spare(s->actors[i].lab, spared);
}

static int evaluate(struct stage *s, const struct node *n, struct lang_err *le)
{
	struct world world = stage_doing(s);
	struct evaluator ev = { .world = &world, .names = &s->names, .arena = &s->arena };
	size_t actors_before = s->actors_n;
	struct value v = { 0 };
	enum eval got;

	begin(s);
	spare(s, !n->die);
	got = lang_eval(&ev, n, &v, le);
	if (got == EVAL_ERROR)
		return -1;
	name_actor(s, n, actors_before);
	if (got == EVAL_STOP)
		s->last = s->now;
	else
		end_statement(s, n, &v);
	return 0;
}

static void fill_record(struct stage *s, const struct action *a, struct statement_record *out)
{
	const char *actor = "";

	if (a->repeat == 0) {
		below_prefix(a->code.tree, &actor);
		out->source = a->code.source.text;
		out->die = a->code.tree->die;
	}
	out->actor = actor;
	out->repeat = a->repeat;
	out->outcome = s->now;
	out->minflt = s->minflt;
	out->majflt = s->majflt;
	s->step_minflt += s->minflt;
	s->step_majflt += s->majflt;
	s->minflt = s->majflt = 0; /* counted: an expression adds what is under way to the step's */
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t stage_deadline(void)
{
	return now_ms() + STAGE_PATIENCE;
}

static bool too_late(struct stage *s)
{
	if (s->deadline == 0 || now_ms() < s->deadline)
		return false;
	s->silent = true;
	stage_refuse(s, "the statements of the step were not done after %d s", STAGE_PATIENCE / 1000);
	s->now.kind = OUTCOME_LOST;
	return true;
}

static bool gave_up(struct stage *s)
{
	if (too_late(s))
		return true;
	if (s->options.tick == NULL || !s->options.tick(s->options.tick_ctx))
		return false;
	s->interrupted = true;
	stage_refuse(s, "interrupted");
	s->now.kind = OUTCOME_LOST;
	return true;
}

static bool over(const struct stage *s)
{
	return s->now.kind == OUTCOME_REFUSED || s->now.kind == OUTCOME_LOST;
}

static int repeat_body(struct stage *s, const struct action *a, struct lang_err *le, const struct action **at);

/* Runs a statement or a whole repeat; *at is the entry under way, for the place of a fault. */
static int perform_one(struct stage *s, const struct action *a, struct lang_err *le, const struct action **at)
{
	*at = a;
	return a->repeat > 0 ? repeat_body(s, a, le, at) : evaluate(s, a->code.tree, le);
}

static int repeat_round(struct stage *s, const struct action *a, uint32_t i, struct lang_err *le,
			const struct action **at)
{
	struct value count = value_int(i, TYPE_INT);

	for (size_t k = 0; k < a->body_n && !over(s); k++) {
		names_set(&s->names, "i", &count);
		if (perform_one(s, &a->body[k], le, at) < 0)
			return -1;
	}
	return 0;
}

/* In the last round nothing waits: the outcome of the whole is that of its last statement. */
static int repeat_body(struct stage *s, const struct action *a, struct lang_err *le, const struct action **at)
{
	bool outer = s->batching;
	int status = 0;

	for (uint32_t i = 0; i < a->repeat && status == 0 && !over(s); i++) {
		if (i % LAB_OPS_MAX == LAB_OPS_MAX - 1 && gave_up(s))
			break;
		s->batching = outer || i + 1 < a->repeat;
		if (!s->batching)
			stage_flush(s);
		if (!over(s))
			status = repeat_round(s, a, i, le, at);
	}
	s->batching = outer;
	return status;
}

/* "a; b" of a repeat, for the row that it shows as. */
static const char *joined(struct stage *s, const struct action *a)
{
	const char *text = "";

	if (a->repeat == 0)
		return a->code.source.text;
	for (size_t k = 0; k < a->body_n; k++)
		text = arena_printf(&s->arena, "%s%s%s", text, k > 0 ? "; " : "", joined(s, &a->body[k]));
	return text;
}

int stage_perform(struct stage *s, const struct action *a, struct statement_record *out, const struct action **at,
		  struct lang_err *le)
{
	int status = 0;

	*at = a;
	begin(s);
	s->minflt = s->majflt = 0;
	if (!gave_up(s))
		status = perform_one(s, a, le, at);
	batch_clear(s->batch);
	s->spoiled = s->spoiled || s->now.kind == OUTCOME_LOST;
	fill_record(s, a, out);
	if (a->repeat > 0)
		out->source = joined(s, a);
	return status;
}
