/* What would stand in the way of a talk: steps that cannot run here, text that this terminal cannot hold. */
#include "app/present.h"
#include "view/present.h"

static const char *name_of(const struct lesson *l, size_t step)
{
	return l->steps[step].title != NULL ? l->steps[step].title : l->steps[step].id.text;
}

bool present_step_fits(const struct lesson *l, const struct session *s, size_t step, int cols, int rows,
		       struct buf *why)
{
	int excess;

	if (s->skip[step] != NULL) {
		buf_printf(why, "step %zu, %s, cannot run here: %s\n", step + 1, name_of(l, step), s->skip[step]);
		return false;
	}
	excess = view_present_excess(l, step, cols, rows);
	if (excess > 0)
		buf_printf(why, "step %zu, %s, does not fit %dx%d: its text takes %d row%s more\n", step + 1,
			   name_of(l, step), cols, rows, excess, excess == 1 ? "" : "s");
	return excess == 0;
}
