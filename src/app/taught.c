/* Looks for a word in the statements and expectations of the course. Nothing runs. */
#include <string.h>

#include "app/taught.h"
#include "tutor/observe.h"

#define NAMED 4 /* steps; the others are counted */

static bool uses(const struct node *n, const char *word)
{
	bool here = n->kind == NODE_NAME || n->kind == NODE_CALL;

	if (here && n->s != NULL && strcmp(n->s, word) == 0)
		return true;
	for (size_t i = 0; i < 3; i++) {
		if (n->a[i] != NULL && uses(n->a[i], word))
			return true;
	}
	for (size_t i = 0; i < n->args_n; i++) {
		if (uses(n->args[i], word))
			return true;
	}
	return false;
}

static bool actions_use(const struct action *v, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].repeat > 0 ? actions_use(v[i].body, v[i].body_n, word) : uses(v[i].code.tree, word))
			return true;
	}
	return false;
}

static bool step_uses(const struct step *s, const char *word)
{
	const struct task *t = s->task;

	if (actions_use(s->actions, s->actions_n, word))
		return true;
	if (t != NULL && (actions_use(t->given.v, t->given.n, word) ||
			  (t->solutions_n > 0 && actions_use(t->solutions[0].v, t->solutions[0].n, word))))
		return true;
	for (size_t i = 0; i < s->expect_n; i++) {
		if (uses(s->expect[i].tree, word))
			return true;
	}
	return false;
}

/* One step of each lesson is named, the first: that is where it is met. */
static void look_into(const struct lesson *l, const char *word, size_t *n, struct buf *out)
{
	for (size_t i = 0; i < l->steps_n; i++) {
		if (!step_uses(&l->steps[i], word))
			continue;
		if ((*n)++ < NAMED)
			buf_printf(out, "%s%s:%s", *n > 1 ? ", " : "", l->id, l->steps[i].id.text);
		return;
	}
}

void taught_by(struct app *app, const char *word, struct buf *out)
{
	struct course *c = app_course(app);
	size_t n = 0;

	for (size_t i = 0; c != NULL && i < c->parts_n; i++) {
		for (size_t k = 0; k < c->parts[i].lessons_n; k++) {
			const char *path = course_lesson_path(c, c->parts[i].lessons[k]);
			struct diags d = { 0 };
			struct lesson *l = path != NULL ? lesson_load(path, &observe_words, &d) : NULL;

			if (l != NULL)
				look_into(l, word, &n, out);
			lesson_free(l);
			diags_finish(&d);
		}
	}
	if (n > NAMED)
		buf_printf(out, " and %zu more lesson%s", n - NAMED, n - NAMED == 1 ? "" : "s");
}
