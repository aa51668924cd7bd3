/* A walk over every statement of a lesson. */
#include "lesson/walk.h"

#include <stdlib.h>
#include <string.h>

#include "lang/tree.h"

struct walk {
	struct lesson *lesson;
	struct diags *d;
	struct step *step; /* NULL in the probes of the lesson */
	const struct source *source;
	const char **created; /* names that some statement opens with O_CREAT */
	size_t created_n, created_cap;
	void (*visit)(struct walk *w, const struct node *call);
};

static void walk_tree(struct walk *w, const struct node *n)
{
	if (!n)
		return;
	for (size_t i = 0; i < sizeof(n->a) / sizeof(n->a[0]); i++)
		walk_tree(w, n->a[i]);
	for (size_t i = 0; i < n->args_n; i++)
		walk_tree(w, n->args[i]);
	if (n->kind == NODE_CALL && n->call)
		w->visit(w, n);
}

static void walk_code(struct walk *w, const struct code *c)
{
	w->source = &c->source;
	walk_tree(w, c->tree);
	if (w->step && c->tree)
		w->step->uses_die |= c->tree->die;
}

static void walk_actions(struct walk *w, const struct action *a, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		walk_code(w, &a[i].code);
		walk_actions(w, a[i].body, a[i].body_n);
	}
}

static void walk_attempts(struct walk *w, const struct attempt *t, size_t n)
{
	for (size_t i = 0; i < n; i++)
		walk_actions(w, t[i].v, t[i].n);
}

static void walk_task(struct walk *w, const struct task *t)
{
	walk_attempts(w, &t->given, 1);
	walk_attempts(w, t->solutions, t->solutions_n);
	walk_attempts(w, t->wrong, t->wrong_n);
}

/* A probe runs in a lab of its own and says nothing of what the step needs. */
static void walk_probes(struct walk *w, const struct requirement *q)
{
	w->step = NULL;
	for (size_t i = 0; i < q->probe_n; i++)
		walk_code(w, &q->probe[i]);
}

static void walk_lesson(struct walk *w, void (*visit)(struct walk *w, const struct node *call))
{
	w->visit = visit;
	walk_probes(w, &w->lesson->requires);
	for (size_t i = 0; i < w->lesson->steps_n + w->lesson->drills_n; i++) {
		walk_probes(w, &w->lesson->steps[i].requires);
		w->step = &w->lesson->steps[i];
		walk_actions(w, w->step->actions, w->step->actions_n);
		if (w->step->task)
			walk_task(w, w->step->task);
	}
}

/* The literal that a call has for its path, or NULL. */
static const struct node *path_of(const struct node *call)
{
	for (size_t i = 0; i < call->args_n && i < CALL_PARAMS; i++) {
		if (call->call->params[i].role == ROLE_PATH && call->args[i]->kind == NODE_STRING)
			return call->args[i];
	}
	return NULL;
}

static bool names(const struct node *n, const char *name)
{
	if (!n)
		return false;
	return (n->kind == NODE_NAME && strcmp(n->s, name) == 0) || names(n->a[0], name) || names(n->a[1], name) ||
	       names(n->a[2], name);
}

static void note_created(struct walk *w, const struct node *call)
{
	const struct node *path = path_of(call);
	if (w->step && strcmp(call->s, "exec") == 0)
		w->step->uses_exec = true;
	for (size_t i = 0; path && i < call->args_n; i++) {
		if (!names(call->args[i], "O_CREAT"))
			continue;
		void *v = w->created;
		mem_grow(&v, &w->created_cap, w->created_n + 1, sizeof(*w->created));
		w->created = v;
		w->created[w->created_n++] = path->s;
	}
}

static bool is_known(const struct walk *w, const char *name)
{
	static const char *const outside[] = { ".", "/dev/zero", "/dev/null", "/proc/self/status", "/etc/passwd" };
	for (size_t i = 0; i < sizeof(outside) / sizeof(outside[0]); i++) {
		if (strcmp(outside[i], name) == 0)
			return true;
	}
	for (size_t i = 0; i < w->lesson->files_n; i++) {
		if (strcmp(w->lesson->files[i].name.text, name) == 0)
			return true;
	}
	for (size_t i = 0; i < w->created_n; i++) {
		if (!strchr(name, '/') && strcmp(w->created[i], name) == 0)
			return true;
	}
	return false;
}

static void check_path(struct walk *w, const struct node *call)
{
	const struct node *path = path_of(call);
	if (!path || is_known(w, path->s))
		return;
	struct pos pos = source_pos(w->source, path->at);
	if (strchr(path->s, '/'))
		diags_add(w->d, pos, "\"%s\" is outside the lesson's directory", path->s);
	else
		diags_add(w->d, pos, "there is no file \"%s\" in \"files\", and no statement creates it", path->s);
}

void walk_check(struct lesson *l, struct diags *d)
{
	struct walk w = { .lesson = l, .d = d };
	walk_lesson(&w, note_created);
	walk_lesson(&w, check_path);
	free(w.created);
}
