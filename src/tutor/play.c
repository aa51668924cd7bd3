/* A branch: its past, what is tried on it, and the way back. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tr.h"
#include "tutor/known.h"
#include "tutor/play.h"

/* ---- the processes ---- */

static struct record *run_step_here(struct play *p, const struct step *step, size_t index, struct diags *faults)
{
	struct run run = { .stage = &p->stage, .step = step, .index = index, .faults = faults };

	if (index < p->at)
		run.vary = session_vary(p->session, index, &run.vary_n);
	return run_step(&run);
}

static bool uses_exec(const struct play *p)
{
	for (size_t i = p->first; i < p->at; i++) {
		if (p->lesson->steps[i].uses_exec)
			return true;
	}
	for (size_t i = 0; i < p->done; i++) {
		if (p->v[i].step->uses_exec)
			return true;
	}
	return false;
}

static bool uses_die(const struct play *p)
{
	return p->done > 0 && p->v[p->done - 1].step->uses_die;
}

static int start(struct play *p, struct err *e)
{
	struct stage_options o = p->options.stage;
	int status;

	if (p->open)
		stage_close(&p->stage);
	p->open = false;
	o.exec = uses_exec(p);
	o.die = uses_die(p);
	status = stage_open(&p->stage, p->lesson, &o, NULL, e);
	if (status < 0)
		return status;
	p->open = true;
	for (size_t i = p->first; i < p->at; i++) {
		if (p->session->skip[i] == NULL && !p->lesson->steps[i].uses_die)
			record_free(run_step_here(p, &p->lesson->steps[i], i, NULL));
	}
	return 0;
}

/* Performs statement i again or for the first time. */
static void perform(struct play *p, size_t i, struct diags *faults)
{
	struct tried *t = &p->v[i];
	struct record *was = t->record;

	t->record = run_step_here(p, t->step, p->at, faults);
	t->ends = !stage_alive(&p->stage);
	record_free(was);
}

/* What ended the process is told again only where it is the last: the others go on from before it. */
static int repeat(struct play *p, struct diags *faults, struct err *e)
{
	int status = start(p, e);

	for (size_t i = 0; i < p->done && status == 0; i++) {
		bool last = i + 1 == p->done;

		if (last || !p->v[i].ends)
			perform(p, i, last ? faults : NULL);
	}
	return status;
}

int play_again(struct play *p, struct err *e)
{
	return repeat(p, NULL, e);
}

int play_open(struct play **out, const struct lesson *lesson, size_t at, const struct session_options *o, struct err *e)
{
	struct play *p = mem_zalloc(1, sizeof(*p));
	int status;

	p->lesson = lesson;
	p->options = *o;
	p->at = at;
	p->first = at;
	p->v = mem_zalloc(PLAY_MAX + 1, sizeof(*p->v));
	p->scopes = mem_zalloc(PLAY_MAX + 1, sizeof(*p->scopes));
	status = session_open(&p->session, lesson, o, e);
	if (status == 0) {
		p->first = at > 0 ? session_segment(lesson, at - 1) : 0;
		known_before(&p->scopes[0], p->session, p->first, p->at, &p->session->arena);
		status = start(p, e);
	}
	if (status == 0)
		*out = p;
	else
		play_close(p);
	return status;
}

static void forget_tried(struct play *p, size_t from)
{
	for (size_t i = from; i < p->n; i++) {
		record_free(p->v[i].record);
		arena_finish(&p->v[i].arena);
		scope_finish(&p->scopes[i + 1]);
		p->v[i] = (struct tried){ 0 };
	}
	p->n = from;
}

void play_close(struct play *p)
{
	if (p == NULL)
		return;
	forget_tried(p, 0);
	scope_finish(&p->scopes[0]);
	if (p->open)
		stage_close(&p->stage);
	session_close(p->session);
	free(p->scopes);
	free(p->v);
	free(p);
}

/* ---- a statement of the learner ---- */

int play_check(const struct play *p, const char *text, struct lang_err *le)
{
	struct arena a = { 0 };
	struct scope scope = { 0 };
	struct node *n = lang_statement(&a, text, le);
	int status = -EINVAL;

	scope_copy(&scope, &p->scopes[p->done]);
	if (n != NULL && lang_check(n, &scope, true, le) == 0)
		status = 0;
	scope_finish(&scope);
	arena_finish(&a);
	return status;
}

static bool takes_address(const struct call *c)
{
	return c->params[0].role == ROLE_ADDR || c->by == BY_OP;
}

/* The name or the address whose pages are shown: of a mapping just made, else what was touched. NULL: as before. */
static struct node *focus_of(struct node *n)
{
	struct node *name = NULL;

	while (n->kind == NODE_ACTOR)
		n = n->a[0];
	if (n->kind == NODE_ASSIGN) {
		name = n->a[0]->kind == NODE_NAME ? n->a[0] : NULL;
		n = name != NULL ? n->a[1] : n->a[0];
	}
	if (n->kind == NODE_INDEX)
		return n->a[0];
	if (n->kind != NODE_CALL || n->call == NULL)
		return NULL;
	if (n->call->result == RESULT_POINTER)
		return name;
	return takes_address(n->call) && n->args_n > 0 ? n->args[0] : NULL;
}

/* A step of one statement. Its focus stays with the last one that named something mapped. */
static struct step *make_step(struct play *p, struct tried *t, struct node *tree)
{
	struct step *s = arena_alloc(&t->arena, 1, sizeof(*s));
	struct node *focus = focus_of(tree);
	const struct step *before = p->done > 0 ? p->v[p->done - 1].step : NULL;

	s->id.text = arena_printf(&t->arena, "try-%zu", p->done + 1);
	s->actions = arena_alloc(&t->arena, 1, sizeof(*s->actions));
	s->actions_n = 1;
	s->actions[0].code = (struct code){ .source = { .text = t->text }, .tree = tree };
	s->uses_exec = lang_calls(tree, "exec");
	s->uses_die = tree->die;
	if (focus != NULL && (focus->kind == NODE_NAME || focus->kind == NODE_BINARY) && focus->constant == NULL) {
		struct buf text;

		buf_init(&text, 4096);
		lang_print(focus, &text);
		s->focus =
		    (struct code){ .source = { .text = arena_strdup(&t->arena, buf_str(&text)) }, .tree = focus };
		buf_finish(&text);
	} else if (before != NULL) {
		s->focus = before->focus;
	}
	return s;
}

/* Another kind of lab: what was done is repeated in one of that kind. */
static bool needs_start(struct play *p)
{
	return !p->open || !stage_alive(&p->stage) || uses_die(p) != p->stage.options.die ||
	       uses_exec(p) != p->stage.options.exec;
}

/* Takes back a statement that was not performed: -EINVAL with the reason. */
static int refused(struct play *p, const struct diags *d, struct lang_err *le)
{
	const struct outcome *o = &p->v[p->done - 1].record->statements[0].outcome;
	const char *why = d->n > 0 ? d->v[0].text : o->why;

	/* A text that is in no file has column 1 + its byte. */
	*le = (struct lang_err){ .at = d->n > 0 && d->v[0].pos.col > 0 ? d->v[0].pos.col - 1 : 0 };
	(void)snprintf(le->text, sizeof(le->text), "%s", why != NULL ? why : tr("it is refused"));
	forget_tried(p, --p->done);
	return -EINVAL;
}

int play_try(struct play *p, const char *text, struct lang_err *le, struct err *e)
{
	struct tried *t = &p->v[p->done];
	struct diags d = { 0 };
	struct node *tree;
	int status = 0;

	if (p->done == PLAY_MAX)
		return err_set(e, 0, "", "save it as a lesson, or undo some", "a branch holds %d statements", PLAY_MAX);
	status = play_check(p, text, le);
	if (status < 0)
		return status;
	forget_tried(p, p->done);
	t->text = arena_strdup(&t->arena, text);
	tree = lang_statement(&t->arena, t->text, le);
	scope_copy(&p->scopes[p->done + 1], &p->scopes[p->done]);
	(void)lang_check(tree, &p->scopes[p->done + 1], true, le);
	t->step = make_step(p, t, tree);
	p->n = ++p->done;
	if (needs_start(p))
		status = repeat(p, &d, e);
	else
		perform(p, p->done - 1, &d);
	if (status < 0)
		forget_tried(p, --p->done);
	else if (t->record->statements[0].outcome.kind == OUTCOME_REFUSED)
		status = refused(p, &d, le);
	diags_finish(&d);
	return status;
}

int play_undo(struct play *p, struct err *e)
{
	if (p->done == 0)
		return -ENOENT;
	p->done--;
	record_free(p->v[p->done].record);
	p->v[p->done].record = NULL;
	return play_again(p, e);
}

int play_redo(struct play *p, struct err *e)
{
	int status = 0;

	if (p->done == p->n)
		return -ENOENT;
	p->done++;
	if (needs_start(p))
		status = play_again(p, e);
	else
		perform(p, p->done - 1, NULL);
	if (status < 0)
		p->done--;
	return status;
}

const struct record *play_record(const struct play *p)
{
	return p->done > 0 ? p->v[p->done - 1].record : NULL;
}

void play_now(struct play *p, struct snapshot *out)
{
	static const struct code nothing;
	const struct code *focus = p->at > p->first ? &p->lesson->steps[p->at - 1].focus : &nothing;
	uint64_t start_at = 0, len = 0;

	*out = (struct snapshot){ 0 };
	if (!p->open || !stage_alive(&p->stage))
		return;
	run_focus(&p->stage, focus, &start_at, &len);
	run_snapshot(&p->stage, 0, start_at, len, out);
}

size_t play_watch(const struct play *p, int *fds, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; p->open && i < p->stage.actors_n && n < max; i++) {
		if (!p->stage.actors[i].ended)
			fds[n++] = lab_pidfd(p->stage.actors[i].lab);
	}
	return n;
}

bool play_broken(struct play *p)
{
	bool broken = false;

	for (size_t i = 0; p->open && i < p->stage.actors_n; i++)
		broken |= !p->stage.actors[i].ended && !lab_alive(p->stage.actors[i].lab);
	if (broken) {
		stage_close(&p->stage);
		p->open = false;
	}
	return broken;
}

const struct scope *play_scope(const struct play *p)
{
	return &p->scopes[p->done];
}
