/* The names that are known at a point of a lesson. */
#include "tutor/known.h"

#include "tutor/observe.h"

void known_actions(struct scope *s, const struct action *v, size_t n)
{
	struct lang_err ignored;
	const bool statement = true;

	for (size_t i = 0; i < n; i++) {
		if (v[i].repeat > 0)
			scope_add(s, "i", KNOWN_VALUE);
		if (v[i].repeat > 0)
			known_actions(s, v[i].body, v[i].body_n);
		else
			(void)lang_check(v[i].code.tree, s, statement, &ignored);
	}
}

static void known_step(struct scope *s, const struct step *step)
{
	for (size_t i = 0; i < step->vary_n; i++)
		scope_add(s, step->vary[i].name, KNOWN_VALUE);
	known_actions(s, step->actions, step->actions_n);
	if (step->task == NULL)
		return;
	known_actions(s, step->task->given.v, step->task->given.n);
	if (step->task->solutions_n > 0)
		known_actions(s, step->task->solutions[0].v, step->task->solutions[0].n);
}

void known_before(struct scope *s, const struct session *session, size_t first, size_t at, struct arena *a)
{
	const struct lesson *l = session->lesson;
	const char **files = arena_alloc(a, l->files_n + 1, sizeof(*files));

	for (size_t i = 0; i < l->files_n; i++)
		files[i] = l->files[i].name.text;
	s->words = &observe_words;
	s->files = files;
	s->files_n = l->files_n;
	for (size_t i = first; i < at; i++) {
		if (session->skip[i] == NULL && !l->steps[i].uses_die)
			known_step(s, &l->steps[i]);
	}
}
