/* A handout: the page around its steps. */
#include "export/html.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "export/markup.h"
#include "export/sheet.h"
#include "tutor/session.h"

static const char *step_title(const struct step *s)
{
	return s->title != NULL ? s->title : s->id.text;
}

void html_begin(const struct handout *h, const char *tag, struct buf *out)
{
	char language[24];

	if (h->lesson->language == NULL)
		return;
	/* "de_AT" is "de-AT" on the web. */
	snprintf(language, sizeof(language), "%s", h->lesson->language);
	for (char *c = language; *c != '\0'; c++)
		*c = *c == '_' ? '-' : *c;
	buf_printf(out, "<%s lang=\"", tag);
	markup_plain(language, (size_t)-1, out);
	buf_puts(out, "\" xml:lang=\"");
	markup_plain(language, (size_t)-1, out);
	buf_puts(out, "\">");
}

void html_end(const struct handout *h, const char *tag, struct buf *out)
{
	if (h->lesson->language != NULL)
		buf_printf(out, "</%s>", tag);
}

static void put_title(const struct handout *h, const char *title, struct buf *out)
{
	html_begin(h, "span", out);
	markup_plain(title, (size_t)-1, out);
	html_end(h, "span", out);
}

/* ---- head ---- */

static void put_head(const struct handout *h, struct buf *out)
{
	buf_puts(out, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"");
	buf_puts(out, tr_language());
	buf_puts(out, "\" xml:lang=\"");
	buf_puts(out, tr_language());
	buf_puts(out, "\">\n<head>\n"
		      "<meta charset=\"utf-8\"/>\n"
		      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
		      "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
		      "<meta name=\"generator\" content=\"mmaptutor\"/>\n<title>");
	markup_plain(h->lesson->title, (size_t)-1, out);
	buf_puts(out, "</title>\n<style>\n:root{color-scheme:light dark;\n");
	theme_css_colors(h->light, out);
	buf_puts(out, "}\n@media screen and (prefers-color-scheme:dark){:root{\n");
	theme_css_colors(h->dark, out);
	buf_puts(out, "}}\n");
	theme_css_classes(h->light, out);
	html_style(out);
	buf_puts(out, "</style>\n</head>\n");
}

/* ---- what it is, and where it comes from ---- */

static void put_fact(const char *name, const char *value, struct buf *out)
{
	buf_printf(out, "<div><dt>%s</dt><dd>", name);
	markup_plain(value, (size_t)-1, out);
	buf_puts(out, "</dd></div>\n");
}

static void put_list(const char *name, const struct texts *t, struct buf *out)
{
	struct buf list;

	if (t->n == 0)
		return;
	buf_init(&list, 65536);
	for (size_t i = 0; i < t->n; i++)
		buf_printf(&list, "%s%s", i > 0 ? ", " : "", t->v[i]);
	put_fact(name, buf_str(&list), out);
	buf_finish(&list);
}

static bool varies(const struct handout *h)
{
	bool any = false;

	for (size_t i = 0; i < h->n; i++)
		any = any || h->lesson->steps[h->first + i].vary_n > 0;
	return any;
}

static void put_made(const struct handout *h, struct buf *out)
{
	char text[2 * FMT_MAX], count[FMT_MAX];

	buf_puts(out, "<dl class=\"made\">\n");
	put_fact(tr("Kernel"), h->system, out);
	put_fact(tr("Machine"), h->machine, out);
	snprintf(text, sizeof(text), tr("%s bytes"), fmt_count(count, (uint64_t)h->page));
	put_fact(tr("Page"), text, out);
	put_fact(tr("Run on"), h->date, out);
	snprintf(text, sizeof(text), "%" PRIu64, h->seed);
	if (h->seeded || varies(h))
		put_fact(tr("Seed"), h->seeded ? text : tr("none: the first of each value"), out);
	put_fact(tr("Addresses"), h->aslr ? tr("randomised") : tr("not randomised"), out);
	put_list(tr("After"), &h->lesson->after, out);
	put_list(tr("Sources"), &h->lesson->sources, out);
	buf_puts(out, "</dl>\n");
}

static void put_header(const struct handout *h, struct buf *out)
{
	buf_puts(out, "<header>\n<h1>");
	put_title(h, h->lesson->title, out);
	buf_puts(out, "</h1>\n");
	if (h->lesson->summary != NULL) {
		buf_puts(out, "<p class=\"summary\">");
		html_begin(h, "span", out);
		markup_text(h->lesson->summary, NULL, 0, out);
		html_end(h, "span", out);
		buf_puts(out, "</p>\n");
	}
	if (h->open)
		buf_puts(out, tr("<p class=\"name\">Name: <span class=\"line\"></span></p>\n"));
	put_made(h, out);
	buf_puts(out, "</header>\n");
}

static void put_contents(const struct handout *h, struct buf *out)
{
	if (h->n < 2)
		return;
	buf_puts(out, "<nav aria-label=\"Steps\">\n<ol>\n");
	for (size_t i = h->first; i < h->first + h->n; i++) {
		buf_printf(out, "<li><a href=\"#s%zu\">", i + 1);
		put_title(h, step_title(&h->lesson->steps[i]), out);
		buf_puts(out, "</a></li>\n");
	}
	buf_puts(out, "</ol>\n</nav>\n");
}

static void put_program(const struct lesson *l, struct buf *out)
{
	if (l->program.n == 0)
		return;
	buf_puts(out,
		 tr("<section class=\"program\" aria-labelledby=\"program\">\n<h2 id=\"program\">The program</h2>\n"
		    "<ol class=\"listing\">\n"));
	for (size_t i = 0; i < l->program.n; i++) {
		buf_puts(out, "<li><code>");
		markup_plain(l->program.v[i], (size_t)-1, out);
		buf_puts(out, "</code></li>\n");
	}
	buf_puts(out, "</ol>\n</section>\n");
}

/* ---- steps ---- */

/* Names of addresses, back to where the process began. */
static void find_places(const struct handout *h, size_t step, struct places *out)
{
	for (size_t i = session_segment(h->lesson, step); i <= step; i++) {
		const struct record *r = h->steps[i].record;

		if (r != NULL && r->skipped == NULL && (!h->lesson->steps[i].uses_die || i == step))
			places_add(out, r);
	}
}

/* Has one of the steps that lead to this one, or itself, something to be answered? */
static bool asks(const struct lesson *l, size_t step)
{
	bool any = false;

	for (size_t i = session_segment(l, step); i <= step; i++)
		any = any || l->steps[i].ask != NULL || l->steps[i].task != NULL;
	return any;
}

static void put_step(const struct handout *h, size_t i, struct buf *out)
{
	const struct record *r = h->steps[i].record;
	struct sheet s = { .h = h,
			   .index = i,
			   .step = &h->lesson->steps[i],
			   .done = &h->steps[i],
			   .record = r != NULL && r->skipped == NULL ? r : NULL,
			   .closed = h->open && asks(h->lesson, i),
			   .out = out };

	find_places(h, i, &s.places);
	buf_printf(out, "<section class=\"step\" id=\"s%zu\" aria-labelledby=\"s%zu-title\">\n", i + 1, i + 1);
	buf_printf(out, "<h2 id=\"s%zu-title\"><span class=\"number\">%zu</span> ", i + 1, i + 1);
	put_title(h, step_title(s.step), out);
	buf_puts(out, "</h2>\n");
	sheet_step(&s);
	buf_puts(out, "</section>\n");
}

/* ---- foot ---- */

static void put_footer(const struct handout *h, struct buf *out)
{
	buf_puts(out, "<footer>\n");
	if (h->open)
		buf_puts(out, tr("<p>What came of the steps is not on this page: the kernel tells, and without "
				 "<code>--open</code> the handout does.</p>\n"));
	else
		buf_puts(
		    out,
		    tr("<p>Outcomes, pictures and answers are what this kernel did when the page was made. Another "
		       "kernel may answer otherwise.</p>\n"));
	buf_printf(out, "<p>Made by <code>mmaptutor export %s", h->lesson->id);
	if (h->first > 0 || h->n != h->lesson->steps_n)
		buf_printf(out, ":%s", h->lesson->steps[h->first].id.text);
	buf_printf(out, " --to html%s%s", h->open ? " --open" : "", h->aslr ? " --aslr" : "");
	if (h->seeded)
		buf_printf(out, " --seed %" PRIu64, h->seed);
	buf_puts(out, tr("</code>, lesson revision "));
	buf_printf(out, "%" PRId64 ".</p>\n</footer>\n", h->lesson->rev);
}

void html_handout(const struct handout *h, struct buf *out)
{
	put_head(h, out);
	buf_puts(out, "<body>\n");
	put_header(h, out);
	put_contents(h, out);
	buf_puts(out, "<main>\n");
	put_program(h->lesson, out);
	for (size_t i = h->first; i < h->first + h->n; i++)
		put_step(h, i, out);
	buf_puts(out, "</main>\n");
	put_footer(h, out);
	buf_puts(out, "</body>\n</html>\n");
}
