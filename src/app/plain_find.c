/* Contents of the lesson, and search in the course, in words. */
#include <string.h>

#include "app/plain_state.h"
#include "base/tr.h"
#include "store/progress.h"

#define TOLD_MAX 20 /* of what was found; a longer list cannot be listened to */

void plain_contents(struct plain *p, const char *rest)
{
	static const char *const marks[] = { [MARK_NONE] = N_("seen"),
					     [MARK_RIGHT] = N_("right"),
					     [MARK_WRONG] = N_("wrong"),
					     [MARK_VOID] = N_("seen") };
	struct progress_table *t = progress_load(p->store, NULL);
	const struct progress *of = progress_find(t, p->lesson->id, p->lesson->rev);

	(void)rest;
	for (size_t i = 0; i < p->lesson->steps_n; i++) {
		const struct step *s = &p->lesson->steps[i];
		enum mark mark;
		bool seen = progress_step(t, of, s->id.text, &mark);

		plain_say(p, "%zu. %s: %s%s", i + 1, s->title != NULL ? s->title : s->id.text,
			  seen ? tr(marks[mark]) : tr("not seen"), i == p->step ? tr(", you are here") : "");
	}
	progress_free(t);
	plain_say(p, "Type go and a number to go to a step.");
}

static void put_found(struct plain *p, size_t i)
{
	const struct hit_of *h = &p->found.v[i];
	struct buf text;

	buf_init(&text, 4096);
	find_excerpt(h, &text);
	plain_say(p, "%zu. %s, step %zu, %s: %s", i + 1, h->at->lesson, h->at->step + 1, h->at->title, buf_str(&text));
	buf_finish(&text);
}

void plain_find(struct plain *p, const char *rest)
{
	if (rest[0] == '\0') {
		plain_say(p, "Type find and the words to look for.");
		return;
	}
	if (p->found.index == NULL)
		p->found.index = find_load(p->app, p->lesson);
	if (p->found.index == NULL) {
		plain_say(p, "There is no course to search in.");
		return;
	}
	find(p->found.index, rest, &p->found);
	plain_say(p, p->found.total == 1 ? N_("%zu step has it%s") : N_("%zu steps have it%s"), p->found.total,
		  p->found.total > TOLD_MAX ? tr("; these are the first.")
		  : p->found.total > 0      ? "."
					    : tr(": no lesson tells of it."));
	for (size_t i = 0; i < p->found.n && i < TOLD_MAX; i++)
		put_found(p, i);
	if (p->found.n > 0)
		plain_say(p, "Type open and a number to go there.");
}

void plain_open(struct plain *p, const char *rest)
{
	const struct indexed *at;
	size_t n;

	if (p->found.n == 0) {
		plain_say(p, "Nothing was found yet; type find and the words to look for.");
		return;
	}
	n = plain_number(p, rest, p->found.n < TOLD_MAX ? p->found.n : TOLD_MAX, tr("step that was found"));
	if (n == 0)
		return;
	at = p->found.v[n - 1].at;
	if (p->lesson != NULL && strcmp(p->lesson->id, at->lesson) == 0) {
		plain_go(p, at->step);
		return;
	}
	p->goal.set = true;
	p->goal.step = at->step;
	snprintf(p->goal.lesson, sizeof(p->goal.lesson), "%s", at->lesson);
	p->want = WANT_GOAL;
}
