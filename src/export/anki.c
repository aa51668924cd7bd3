/* Cards for Anki. Each card is one line: guid, front, back, tags. */
#include "export/anki.h"

#include <inttypes.h>
#include <string.h>

#include "base/tr.h"
#include "export/markup.h"
#include "tutor/say.h"

enum { TEXT_MAX = 1 << 20 };

void anki_head(struct buf *out)
{
	buf_puts(out, "#separator:tab\n"
		      "#html:true\n"
		      "#columns:guid\tfront\tback\ttags\n"
		      "#guid column:1\n"
		      "#tags column:4\n"
		      "#notetype:Basic\n"
		      "#deck:mmaptutor\n");
}

static void put_sources(const struct record *r, struct buf *out)
{
	struct buf line;

	buf_init(&line, TEXT_MAX);
	for (size_t i = 0; i < r->vary_n; i++)
		buf_printf(out, "/* here %s = %" PRId64 " */<br>", r->vary[i].name, r->vary[i].value);
	for (size_t i = 0; i < r->statements_n; i++) {
		const struct statement_record *s = &r->statements[i];

		buf_clear(&line);
		say_source(s->source, s->actor, s->repeat, s->die, &line);
		markup_plain(buf_str(&line), line.len, out);
		buf_puts(out, "<br>");
	}
	buf_finish(&line);
}

static void put_front(const struct lesson *l, const struct step *s, const struct record *const *records, size_t n,
		      struct buf *out)
{
	const struct record *r = records[n - 1];

	buf_puts(out, "<p><small>");
	markup_plain(l->title, strlen(l->title), out);
	buf_puts(out, "</small></p>");
	markup_paragraphs(&s->text, r->vary, r->vary_n, out);
	if (n > 1) {
		buf_puts(out, tr("<p>Before:</p><pre>"));
		for (size_t i = 0; i + 1 < n; i++)
			put_sources(records[i], out);
		buf_puts(out, tr("</pre><p>Then:</p>"));
	}
	buf_puts(out, "<pre>");
	put_sources(r, out);
	buf_puts(out, "</pre><p><b>");
	markup_text(s->ask->prompt, r->vary, r->vary_n, out);
	buf_puts(out, s->ask->many ? tr("</b> (one or several)</p><ol type=A>") : "</b></p><ol type=A>");
	for (size_t i = 0; i < s->ask->choices_n; i++) {
		buf_puts(out, "<li>");
		markup_text(s->ask->choices[i].text, r->vary, r->vary_n, out);
		buf_puts(out, "</li>");
	}
	buf_puts(out, "</ol>");
}

static void put_choices(const struct ask *ask, const struct record *r, struct buf *out)
{
	for (size_t i = 0; i < ask->choices_n; i++) {
		bool right = (r->truth.choices >> i & 1) != 0;

		buf_printf(out, right ? "<p><b>%c: " : "<p>%c: ", (int)('A' + i % 26));
		markup_text(ask->choices[i].text, r->vary, r->vary_n, out);
		buf_puts(out, right ? tr("</b>, right. ") : tr(", wrong. "));
		if (ask->choices[i].why != NULL)
			markup_text(ask->choices[i].why, r->vary, r->vary_n, out);
		buf_puts(out, "</p>");
	}
}

static void put_outcomes(const struct record *r, struct buf *out)
{
	struct buf line;

	buf_init(&line, TEXT_MAX);
	buf_puts(out, "<pre>");
	for (size_t i = 0; i < r->statements_n; i++) {
		buf_clear(&line);
		say_statement(&r->statements[i], &line);
		markup_plain(buf_str(&line), line.len, out);
		buf_puts(out, "<br>");
	}
	buf_puts(out, "</pre>");
	buf_finish(&line);
}

static void put_back(const struct step *s, const struct record *r, const struct anki_made *made, struct buf *out)
{
	put_choices(s->ask, r, out);
	put_outcomes(r, out);
	markup_paragraphs(&s->explain, r->vary, r->vary_n, out);
	buf_puts(out, tr("<p><small>As Linux "));
	markup_plain(made->kernel, strlen(made->kernel), out);
	buf_printf(out, " answered, with pages of %ld bytes. Another kernel may answer otherwise.</small></p>",
		   made->page);
}

static bool has_answer(const struct step *s, const struct record *r)
{
	return s->ask != NULL && s->ask->kind == ASK_CHOICES && r != NULL && r->skipped == NULL && r->lost == NULL &&
	       r->truth.valid;
}

bool anki_card(const struct lesson *l, size_t first, size_t step, const struct record *const *records,
	       const struct anki_made *made, struct buf *out)
{
	const struct step *s = &l->steps[step];
	const struct record *r = records[step - first];

	if (!has_answer(s, r))
		return false;
	/* The same for the same step, so that a second import renews the card. */
	buf_printf(out, "mmaptutor:%s:%s\t", l->id, s->id.text);
	put_front(l, s, records, step - first + 1, out);
	buf_putc(out, '\t');
	put_back(s, r, made, out);
	buf_printf(out, "\tmmaptutor mmaptutor::%s", l->id);
	for (size_t i = 0; i < s->teaches.n; i++)
		buf_printf(out, " mmaptutor::%s", s->teaches.v[i]);
	buf_putc(out, '\n');
	return true;
}
