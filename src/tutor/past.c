/* What the steps before one have done, as text. */
#include "tutor/past.h"

#include <inttypes.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "tutor/say.h"

void past_actions(const struct action *v, size_t n, struct buf *out)
{
	char times[FMT_MAX];

	for (size_t i = 0; i < n; i++) {
		buf_puts(out, "  ");
		if (v[i].repeat > 0)
			buf_printf(out, "%s times:\n  ", fmt_count(times, v[i].repeat));
		for (size_t k = 0; k < v[i].body_n && v[i].repeat > 0; k++)
			buf_printf(out, "%s%s;", k > 0 ? " " : "", v[i].body[k].code.source.text);
		if (v[i].repeat == 0)
			say_source(v[i].code.source.text, "", 0, false, out);
		buf_putc(out, '\n');
	}
}

static void put_vary(const struct session *s, size_t step, struct buf *out)
{
	size_t n;
	const struct binding *v = session_vary(s, step, &n);

	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%s = %" PRId64 "%s", i > 0 ? ", " : tr("  here "), v[i].name, v[i].value,
			   i + 1 < n ? "" : "\n");
}

/* A step that ends the process is run beside the others; a task was solved by its first solution. */
void past_steps(const struct session *s, size_t step, struct buf *out)
{
	for (size_t i = session_segment(s->lesson, step); i < step; i++) {
		const struct step *past = &s->lesson->steps[i];
		const struct task *t = past->task;

		if (s->skip[i] != NULL || past->uses_die || (past->actions_n == 0 && t == NULL))
			continue;
		put_vary(s, i, out);
		past_actions(past->actions, past->actions_n, out);
		if (t != NULL)
			past_actions(t->given.v, t->given.n, out);
		if (t != NULL && t->solutions_n > 0)
			past_actions(t->solutions[0].v, t->solutions[0].n, out);
	}
}
