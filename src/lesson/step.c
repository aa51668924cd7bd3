/* The shape of a step. */
#include "base/tr.h"
#include "lesson/limits.h"
#include "lesson/shapes.h"

/* The first and the last line of the program that a step is about, from 1. */
static void read_lines(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	const struct json *program = json_member(r->root, "program");
	uint32_t *lines = member(object, f->at);
	if (!count_is(r, v, f))
		return;
	const struct json *from = v->first, *to = v->first->next;
	if (!kind_is(r, from, JSON_INT, f->name, true) || !kind_is(r, to, JSON_INT, f->name, true))
		return;
	if (!program || program->kind != JSON_ARRAY)
		diags_add(r->diags, v->pos, "\"lines\" are of \"program\", which this lesson does not have");
	else if (from->integer < 1 || from->integer > program->count)
		diags_add(r->diags, from->pos, "the program has lines 1 to %u", program->count);
	else if (to->integer < from->integer || to->integer > program->count)
		diags_add(r->diags, to->pos, "the last line must be from %lld to %u", (long long)from->integer,
			  program->count);
	else {
		lines[0] = (uint32_t)from->integer;
		lines[1] = (uint32_t)to->integer;
	}
}

static uint32_t statements(const struct json *actions)
{
	uint32_t n = 0;
	const struct json *m = actions && actions->kind == JSON_ARRAY ? actions->first : NULL;
	for (; m; m = m->next)
		n += m->kind == JSON_OBJECT ? statements(json_member(m, "do")) : 1;
	return n;
}

static void step_done(struct reader *r, const struct json *v, void *object)
{
	struct step *s = object;
	const struct json *actions = json_member(v, "do");
	s->pos = v->pos;
	uint32_t n = statements(actions);
	if (n > MAX_ACTIONS)
		diags_add(r->diags, actions->pos, "a step runs at most %d statements, this has %u", MAX_ACTIONS, n);
}

static const struct field fields[] = {
	{ .name = "id",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_id_source,
	  .at = offsetof(struct step, id) },
	{ .name = "title",
	  .kind = JSON_STRING,
	  .read = read_text,
	  .at = offsetof(struct step, title),
	  .columns = COLS_TITLE },
	{ .name = "teaches",
	  .kind = JSON_ARRAY,
	  .read = read_ids,
	  .at = offsetof(struct step, teaches),
	  .max = MAX_NAMES },
	{ .name = "text",
	  .kind = JSON_ARRAY,
	  .read = read_paragraphs,
	  .at = offsetof(struct step, text),
	  .max = MAX_PARAGRAPHS },
	{ .name = "notes", .kind = JSON_STRING, .read = read_notes, .at = offsetof(struct step, notes) },
	{ .name = "ask",
	  .kind = JSON_OBJECT,
	  .read = read_pointer,
	  .at = offsetof(struct step, ask),
	  .shape = &shape_ask },
	{ .name = "task",
	  .kind = JSON_OBJECT,
	  .read = read_pointer,
	  .at = offsetof(struct step, task),
	  .shape = &shape_task },
	{ .name = "do",
	  .kind = JSON_ARRAY,
	  .required = true,
	  .read = read_actions,
	  .at = offsetof(struct step, actions),
	  .count = offsetof(struct step, actions_n),
	  .max = MAX_ACTIONS },
	{ .name = "expect",
	  .kind = JSON_ARRAY,
	  .required = true,
	  .read = read_expressions,
	  .at = offsetof(struct step, expect),
	  .count = offsetof(struct step, expect_n),
	  .max = MAX_CODES },
	{ .name = "focus", .kind = JSON_STRING, .read = read_expression, .at = offsetof(struct step, focus) },
	{ .name = "explain",
	  .kind = JSON_ARRAY,
	  .read = read_paragraphs,
	  .at = offsetof(struct step, explain),
	  .max = MAX_PARAGRAPHS },
	{ .name = "hints",
	  .kind = JSON_ARRAY,
	  .read = read_texts,
	  .at = offsetof(struct step, hints),
	  .max = MAX_HINTS,
	  .columns = COLS_HINT },
	{ .name = "vary",
	  .kind = JSON_OBJECT,
	  .read = read_vary,
	  .at = offsetof(struct step, vary),
	  .count = offsetof(struct step, vary_n),
	  .max = MAX_VARY },
	{ .name = "auto",
	  .kind = JSON_INT,
	  .read = read_uint32,
	  .at = offsetof(struct step, automatic),
	  .min = 1,
	  .max = MAX_AUTO },
	{ .name = "fresh", .kind = JSON_BOOL, .read = read_bool, .at = offsetof(struct step, fresh) },
	{ .name = "lines",
	  .kind = JSON_ARRAY,
	  .read = read_lines,
	  .at = offsetof(struct step, lines),
	  .min = 2,
	  .max = 2 },
	{ .name = "requires",
	  .kind = JSON_OBJECT,
	  .read = read_object,
	  .at = offsetof(struct step, requires),
	  .shape = &shape_requires },
};
const struct shape shape_step = {
	.name = "step",
	.what = N_("a step"),
	.size = sizeof(struct step),
	.fields = fields,
	.fields_n = sizeof(fields) / sizeof(fields[0]),
	.done = step_done,
};
