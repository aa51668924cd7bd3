/* A record as plain text. */
#include <string.h>

#include "base/fmt.h"
#include "base/text.h"
#include "base/tr.h"
#include "lesson/text.h"
#include "text/text.h"
#include "tutor/say.h"

#define COLUMNS     78
#define PAGES_SHOWN 64

void text_lesson(const struct lesson *l, struct buf *out)
{
	buf_printf(out, "%s\n", l->title);
	buf_fill(out, '=', text_width(l->title, strlen(l->title)));
	buf_puts(out, "\n");
}

/* Wrapped to the width of a page; a string that starts with four spaces stays a line of its own. */
static void put_paragraph(const struct record *r, const char *indent, const char *text, struct buf *out)
{
	size_t at = 0, line, len;
	struct buf full;

	buf_init(&full, 64 * 1024);
	lesson_text(&full, text, r->vary, r->vary_n);
	if (strncmp(buf_str(&full), "    ", 4) == 0) {
		buf_printf(out, "%s%s\n", indent, buf_str(&full));
	} else {
		while (text_wrap(buf_str(&full), COLUMNS - strlen(indent), &at, &line, &len))
			buf_printf(out, "%s%.*s\n", indent, (int)len, buf_str(&full) + line);
	}
	buf_finish(&full);
}

static void put_paragraphs(const struct record *r, const struct texts *t, struct buf *out)
{
	for (size_t i = 0; i < t->n; i++)
		put_paragraph(r, "", t->v[i], out);
}

static void put_statements(const struct record *r, struct buf *out)
{
	for (size_t i = 0; i < r->statements_n; i++) {
		buf_puts(out, "  ");
		say_statement(&r->statements[i], out);
		buf_putc(out, '\n');
	}
	if (r->output != NULL && r->output[0] != '\0') {
		buf_puts(out, tr("  printed: "));
		text_clean(out, r->output, strlen(r->output), false);
		buf_putc(out, '\n');
	}
}

static void put_maps(const struct actor_record *a, struct buf *out)
{
	if (a->diff.changed == 0 || !a->after.taken)
		return;
	buf_printf(out, "  changed in /proc/%s/maps:\n", a->name[0] != '\0' ? a->name : "self");
	for (size_t i = 0; i < a->diff.n; i++) {
		const struct diff_line *l = &a->diff.v[i];
		const struct memmap *m = l->after != MEMMAP_NONE ? &a->after.maps : &a->before.maps;
		const struct region *g;

		if (l->change == CHANGE_KEPT)
			continue;
		g = &m->v[l->after != MEMMAP_NONE ? l->after : l->before];
		buf_printf(out, "  %c %012llx-%012llx %s  ", diff_sign(l->change), (unsigned long long)g->start,
			   (unsigned long long)g->end, g->perms);
		text_clean(out, memmap_path(m, g), g->path_len, false);
		buf_puts(out, g->path_len > 0 ? "  (" : "(");
		diff_say(l, &a->before.maps, &a->after.maps, out);
		buf_puts(out, ")\n");
	}
}

static void put_pages(const struct record *r, const struct actor_record *a, struct buf *out)
{
	const struct pageset *p = &a->after.focus;
	char text[FMT_MAX];
	uint64_t n = 0;

	if (p->n == 0 || r->focus == NULL)
		return;
	buf_printf(out, "  pages of `%s`%s%s: ", r->focus, a->name[0] != '\0' ? tr(" in ") : "", a->name);
	for (uint64_t at = p->start; at < p->end && n < PAGES_SHOWN; at += p->page, n++) {
		const struct page_run *run = pageset_at(p, at);

		buf_putc(out, run == NULL ? '?' : page_letter(run->facts, run->known, at >= r->focus_eof));
	}
	if ((p->end - p->start) / p->page > n)
		buf_printf(out, "… (%s)", fmt_pages(text, (p->end - p->start) / p->page));
	buf_putc(out, '\n');
}

static void put_claims(const char *title, const struct claim *v, size_t n, struct buf *out)
{
	static const char *const words[] = {
		[VERDICT_UNKNOWN] = N_("not judged"), [VERDICT_HELD] = N_("held"), [VERDICT_FAILED] = "FAILED"
	};

	for (size_t i = 0; i < n; i++) {
		buf_printf(out, "  %s %s: %s", title, tr(words[v[i].verdict]), v[i].source);
		if (v[i].verdict == VERDICT_FAILED)
			buf_printf(out, "\n      observed: %s", v[i].observed);
		if (v[i].why != NULL)
			buf_printf(out, "\n      because: %s", v[i].why);
		buf_putc(out, '\n');
	}
}

static void put_ask(const struct step *s, const struct record *r, struct buf *out)
{
	const struct ask *ask = s->ask;

	if (ask == NULL)
		return;
	put_paragraph(r, "  ? ", ask->prompt, out);
	if (!r->truth.valid) {
		buf_printf(out, "    no answer here: %s\n", r->truth.why);
		return;
	}
	for (size_t i = 0; i < ask->choices_n; i++) {
		buf_printf(out, "    %s ", (r->truth.choices >> i & 1) != 0 ? "[x]" : "[ ]");
		lesson_text(out, ask->choices[i].text, r->vary, r->vary_n);
		buf_putc(out, '\n');
	}
	if (ask->kind == ASK_NUMBER) {
		buf_puts(out, "    ");
		answer_number_put(ask, r->truth.number, out);
		buf_putc(out, '\n');
	}
	if (ask->kind == ASK_PAGES)
		buf_printf(out, "    %s\n", r->truth.pages);
	if (ask->kind == ASK_OUTCOME) {
		buf_puts(out, "    ");
		say_outcome(&r->truth.outcome, out);
		buf_putc(out, '\n');
	}
}

void text_step(const struct lesson *l, const struct record *r, struct buf *out)
{
	const struct step *s = &l->steps[r->index];

	buf_printf(out, "\n%zu. %s\n", r->index + 1, s->title != NULL ? s->title : s->id.text);
	if (r->skipped != NULL) {
		buf_printf(out, "  skipped: %s\n", r->skipped);
		return;
	}
	put_paragraphs(r, &s->text, out);
	if (s->task != NULL)
		put_paragraph(r, "  Task: ", s->task->prompt, out);
	put_statements(r, out);
	for (size_t i = 0; i < r->actors_n; i++)
		put_maps(&r->actors[i], out);
	for (size_t i = 0; i < r->actors_n; i++)
		put_pages(r, &r->actors[i], out);
	put_ask(s, r, out);
	put_claims(tr("goal"), r->goals, r->goals_n, out);
	put_claims(tr("claim"), r->expect, r->expect_n, out);
	if (r->lost != NULL)
		buf_printf(out, "  the process was lost: %s\n", r->lost);
	put_paragraphs(r, &s->explain, out);
}
