/* A function for each step. */
#include "export/put.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

void step_name(const struct step *s, struct buf *out)
{
	buf_puts(out, "step_");
	for (const char *c = s->id.text; *c != '\0'; c++)
		buf_putc(out, *c == '-' ? '_' : *c);
}

void step_constants(struct program *p, struct buf *out)
{
	for (size_t i = 0; i < p->step->vary_n; i++) {
		const struct vary *v = &p->step->vary[i];

		buf_printf(out, "\tconst long %s __attribute__((unused)) = %" PRId64 ";\n", v->name, v->v[0]);
	}
	if (p->step->vary_n > 0)
		buf_putc(out, '\n');
}

/* Pages that may be given up go when the kernel sees fit, and MADV_PAGEOUT need not get all. */
static bool reclaims(const struct action *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *text = v[i].code.source.text;

		if (v[i].repeat > 0 ? reclaims(v[i].body, v[i].body_n)
				    : strstr(text, "MADV_PAGEOUT") != NULL || strstr(text, "MADV_FREE") != NULL)
			return true;
	}
	return false;
}

/* A huge page is given where one is free: two runs may differ. */
static bool needs_huge_pages(const struct requirement *r)
{
	for (size_t i = 0; i < r->features_n; i++) {
		if (strcmp(r->features[i], "thp") == 0)
			return true;
	}
	return false;
}

static void put_actions(struct program *p, const struct action *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		statement_put(p, &v[i], 1, &p->body);
}

static void put_task(struct program *p, const struct task *t)
{
	put_actions(p, t->given.v, t->given.n);
	if (t->solutions_n > 0)
		put_actions(p, t->solutions[0].v, t->solutions[0].n);
}

static void put_claims(struct program *p, const struct step *s)
{
	for (size_t i = 0; i < s->expect_n; i++)
		claim_put(p, &s->expect[i], false, &p->body);
	for (size_t i = 0; s->task != NULL && i < s->task->goals_n; i++)
		claim_put(p, &s->task->goals[i].when, true, &p->body);
}

static void put_head(struct program *p, const struct step *s)
{
	const char *title = s->title != NULL ? s->title : s->id.text;

	if (strstr(title, "*/") == NULL)
		buf_printf(&p->functions, "/* %s */\n", title);
	buf_puts(&p->functions, "static void ");
	step_name(s, &p->functions);
	buf_puts(&p->functions, "(void)\n{\n");
	step_constants(p, &p->functions);
	buf_printf(&p->functions, "\tstep(\"%s\");\n", s->id.text);
}

void step_put(struct program *p, const struct step *s)
{
	p->step = s;
	p->segment = part_first(p->lesson, (size_t)(s - p->lesson->steps));
	p->turns = 0;
	p->reclaims = reclaims(s->actions, s->actions_n) || needs_huge_pages(&p->lesson->requires) ||
		      needs_huge_pages(&s->requires);
	buf_clear(&p->turn);
	buf_clear(&p->body);
	put_actions(p, s->actions, s->actions_n);
	if (s->task != NULL)
		put_task(p, s->task);
	put_claims(p, s);
	if (program_uses(p, "printf")) {
		program_use(p, "printed");
		buf_printf(&p->body, "\tstep_printed(\"%s\");\n", p->outputs_differ ? "~" : "");
	}
	buf_puts(&p->functions, buf_str(&p->turn));
	put_head(p, s);
	buf_printf(&p->functions, "%s}\n\n", buf_str(&p->body));
}
