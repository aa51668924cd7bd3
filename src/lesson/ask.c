/* The shapes of a question and of a task. */
#include <string.h>

#include "base/tr.h"
#include "lesson/limits.h"
#include "lesson/shapes.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct field choice_fields[] = {
	{ .name = "text",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_text,
	  .at = offsetof(struct choice, text),
	  .columns = COLS_CHOICE },
	{ .name = "if",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_expression,
	  .at = offsetof(struct choice, when) },
	{ .name = "why",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_text,
	  .at = offsetof(struct choice, why),
	  .columns = COLS_WHY },
};
const struct shape shape_choice = {
	.name = "choice",
	.what = N_("a choice"),
	.size = sizeof(struct choice),
	.fields = choice_fields,
	.fields_n = COUNT(choice_fields),
};

static void read_of(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	bool present = strcmp(v->string.text, "present") == 0;
	if (!present && strcmp(v->string.text, "resident") != 0)
		diags_add(r->diags, v->pos, "\"of\" must be \"resident\" or \"present\"");
	*(bool *)member(object, f->at) = present;
}

/* These go into the ask itself. */
static const struct field pages_fields[] = {
	{ .name = "of",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_of,
	  .at = offsetof(struct ask, of_present) },
	{ .name = "at",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_expression,
	  .at = offsetof(struct ask, at) },
	{ .name = "size",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_expression,
	  .at = offsetof(struct ask, size) },
};
const struct shape shape_ask_pages = {
	.name = "pages",
	.what = "\"pages\"",
	.size = sizeof(struct ask),
	.fields = pages_fields,
	.fields_n = COUNT(pages_fields),
};

static void read_outcome(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	(void)object;
	if (!v->integer)
		diags_add(r->diags, v->pos, "\"%s\" can only be true", f->name);
}

/* The four kinds of question, by the key that makes them, with what is asked where the lesson gives no prompt. */
static const struct {
	const char *key, *prompt;
} kinds[] = {
	[ASK_CHOICES] = { "choices", N_("What will happen?") },
	[ASK_NUMBER] = { "number", N_("How many?") },
	[ASK_PAGES] = { "pages", N_("Which of the pages?") },
	[ASK_OUTCOME] = { "outcome", N_("What does the last statement do?") },
};

static void ask_done(struct reader *r, const struct json *v, void *object)
{
	struct ask *ask = object;
	size_t found = 0;
	ask->pos = v->pos;
	for (const struct json *m = v->first; m; m = m->next) {
		for (size_t i = 0; i < COUNT(kinds); i++) {
			if (strcmp(m->key.text, kinds[i].key) != 0)
				continue;
			if (found++)
				diags_add(r->diags, m->key.pos,
					  "a question has one of choices, number, pages, outcome");
			else
				ask->kind = (enum ask_kind)i;
		}
	}
	if (!found)
		diags_add(r->diags, v->pos, "a question needs one of \"choices\", \"number\", \"pages\", \"outcome\"");
	if (!ask->prompt)
		ask->prompt = tr(kinds[ask->kind].prompt);
	const struct json *shuffle = json_member(v, "shuffle");
	ask->shuffle = !shuffle || shuffle->integer;
}

static const struct field ask_fields[] = {
	{ .name = "prompt",
	  .kind = JSON_STRING,
	  .read = read_text,
	  .at = offsetof(struct ask, prompt),
	  .columns = COLS_PROMPT },
	{ .name = "choices",
	  .kind = JSON_ARRAY,
	  .read = read_objects,
	  .at = offsetof(struct ask, choices),
	  .count = offsetof(struct ask, choices_n),
	  .min = 2,
	  .max = MAX_CHOICES,
	  .shape = &shape_choice },
	{ .name = "many", .kind = JSON_BOOL, .read = read_bool, .at = offsetof(struct ask, many) },
	{ .name = "shuffle", .kind = JSON_BOOL, .read = read_bool, .at = offsetof(struct ask, shuffle) },
	{ .name = "number", .kind = JSON_STRING, .read = read_expression, .at = offsetof(struct ask, number) },
	{ .name = "unit",
	  .kind = JSON_STRING,
	  .read = read_text,
	  .at = offsetof(struct ask, unit),
	  .columns = COLS_UNIT },
	{ .name = "pages", .kind = JSON_OBJECT, .read = read_object, .shape = &shape_ask_pages },
	{ .name = "outcome", .kind = JSON_BOOL, .read = read_outcome },
};
const struct shape shape_ask = {
	.name = "ask",
	.what = N_("a question"),
	.size = sizeof(struct ask),
	.fields = ask_fields,
	.fields_n = COUNT(ask_fields),
	.done = ask_done,
};

static const struct field goal_fields[] = {
	{ .name = "text",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_text,
	  .at = offsetof(struct said_if, text),
	  .columns = COLS_CHOICE },
	{ .name = "if",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_expression,
	  .at = offsetof(struct said_if, when) },
};
const struct shape shape_goal = {
	.name = "goal",
	.what = N_("a goal"),
	.size = sizeof(struct said_if),
	.fields = goal_fields,
	.fields_n = COUNT(goal_fields),
};

static const struct field misconception_fields[] = {
	{ .name = "if",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_expression,
	  .at = offsetof(struct said_if, when) },
	{ .name = "say",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_text,
	  .at = offsetof(struct said_if, text),
	  .columns = COLS_WHY },
};
const struct shape shape_misconception = {
	.name = "misconception",
	.what = N_("a misconception"),
	.size = sizeof(struct said_if),
	.fields = misconception_fields,
	.fields_n = COUNT(misconception_fields),
};

static void task_done(struct reader *r, const struct json *v, void *object)
{
	(void)r;
	((struct task *)object)->pos = v->pos;
}

static const struct field task_fields[] = {
	{ .name = "prompt",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_text,
	  .at = offsetof(struct task, prompt),
	  .columns = COLS_TASK },
	{ .name = "given", .kind = JSON_ARRAY, .read = read_attempt, .at = offsetof(struct task, given) },
	{ .name = "goals",
	  .kind = JSON_ARRAY,
	  .required = true,
	  .read = read_objects,
	  .at = offsetof(struct task, goals),
	  .count = offsetof(struct task, goals_n),
	  .min = 1,
	  .max = MAX_GOALS,
	  .shape = &shape_goal },
	{ .name = "solutions",
	  .kind = JSON_ARRAY,
	  .required = true,
	  .read = read_attempts,
	  .at = offsetof(struct task, solutions),
	  .count = offsetof(struct task, solutions_n),
	  .min = 1,
	  .max = MAX_ATTEMPTS },
	{ .name = "wrong",
	  .kind = JSON_ARRAY,
	  .read = read_attempts,
	  .at = offsetof(struct task, wrong),
	  .count = offsetof(struct task, wrong_n),
	  .max = MAX_ATTEMPTS },
	{ .name = "misconceptions",
	  .kind = JSON_ARRAY,
	  .read = read_objects,
	  .at = offsetof(struct task, misconceptions),
	  .count = offsetof(struct task, misconceptions_n),
	  .max = MAX_GOALS,
	  .shape = &shape_misconception },
};
const struct shape shape_task = {
	.name = "task",
	.what = N_("a task"),
	.size = sizeof(struct task),
	.fields = task_fields,
	.fields_n = COUNT(task_fields),
	.done = task_done,
};
