/* Turns of actors, and what of a lesson has no equivalent in a program of its own. */
#include "export/put.h"

#include <string.h>

void program_tabs(unsigned n, struct buf *out)
{
	buf_fill(out, '\t', n);
}

/* Text of a lesson between quotes of C. */
void program_quoted(const char *s, struct buf *out)
{
	buf_putc(out, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			buf_putc(out, '\\');
		buf_putc(out, *s == '\n' || *s == '\t' ? ' ' : *s);
	}
	buf_putc(out, '"');
}

/* ---- what has no equivalent ---- */

static bool mentions_lab(const struct node *n)
{
	if (n->kind == NODE_NAME && n->constant != NULL && strncmp(n->s, "lab_", 4) == 0)
		return true;
	for (size_t i = 0; i < 3 && n->a[i] != NULL; i++) {
		if (mentions_lab(n->a[i]))
			return true;
	}
	for (size_t i = 0; i < n->args_n; i++) {
		if (mentions_lab(n->args[i]))
			return true;
	}
	return false;
}

/* A call that would unmap or change the program itself. */
static bool reaches_lab(const struct node *n)
{
	if (n->kind == NODE_CALL && n->call != NULL && n->call->reach[0].addr >= 0 && mentions_lab(n))
		return true;
	for (size_t i = 0; i < 3 && n->a[i] != NULL; i++) {
		if (reaches_lab(n->a[i]))
			return true;
	}
	return false;
}

static bool has_actor(const struct node *n)
{
	if (n->kind == NODE_ACTOR)
		return true;
	for (size_t i = 0; i < 3 && n->a[i] != NULL; i++) {
		if (has_actor(n->a[i]))
			return true;
	}
	for (size_t i = 0; i < n->args_n; i++) {
		if (has_actor(n->args[i]))
			return true;
	}
	return false;
}

bool program_observes(const struct node *n, const char *word)
{
	if (n->word != NULL && strcmp(n->word->name, word) == 0)
		return true;
	for (size_t i = 0; i < 3 && n->a[i] != NULL; i++) {
		if (program_observes(n->a[i], word))
			return true;
	}
	for (size_t i = 0; i < n->args_n; i++) {
		if (program_observes(n->args[i], word))
			return true;
	}
	return false;
}

const char *left_out_why(const struct node *n, bool die)
{
	if (has_actor(n))
		return "a turn of another process inside an expression";
	if (program_observes(n, "frame"))
		return "the kernel tells frames only to root";
	return !die && reaches_lab(n) ? "it would take away what the program itself stands on" : NULL;
}

void left_out_put(struct program *p, const char *what, const struct node *n, const char *why, struct buf *out)
{
	struct buf source;

	program_use(p, "leftout");
	buf_init(&source, 8192);
	lang_print(n, &source);
	buf_printf(out, "left_out(\"%s\", ", what);
	program_quoted(buf_str(&source), out);
	buf_puts(out, ", ");
	program_quoted(why, out);
	buf_puts(out, ");\n");
	buf_finish(&source);
}

/* ---- actors ---- */

/* The actor and the statement of `child: x = 1` and `x = child: m[0]`; NULL where there is none. */
const char *turn_split(const struct node *n, const struct node **rest, struct node *copy)
{
	const char *actor = NULL;

	while (n->kind == NODE_ACTOR) {
		actor = n->s;
		n = n->a[0];
	}
	if (n->kind == NODE_ASSIGN && n->a[1]->kind == NODE_ACTOR) {
		actor = n->a[1]->s;
		*copy = *n;
		copy->a[1] = n->a[1]->a[0];
		n = copy;
	}
	*rest = n;
	return actor;
}

/* Opens the function of a turn; what is put until turn_end goes there. */
void turn_begin(struct program *p, const char *actor)
{
	p->actor = actor;
	p->turns++;
	buf_printf(&p->turn, "static void turn_%u_of_", p->turns);
	step_name(p->step, &p->turn);
	buf_puts(&p->turn, "(void)\n{\n");
	step_constants(p, &p->turn);
}

void turn_end(struct program *p, const struct node *n, unsigned tabs, struct buf *out)
{
	struct c_name *name = names_of(p, p->actor);
	struct buf source;

	program_use(p, "actors");
	buf_puts(&p->turn, "}\n\n");
	buf_init(&source, 8192);
	lang_print(n, &source);
	program_tabs(tabs, out);
	if (name != NULL)
		name->used = true;
	buf_printf(out, "as(%s, turn_%u_of_", name != NULL ? name->spelled : p->actor, p->turns);
	step_name(p->step, out);
	buf_printf(out, "); /* %s */\n", strstr(buf_str(&source), "*/") ? "" : buf_str(&source));
	buf_finish(&source);
	p->actor = NULL;
}
