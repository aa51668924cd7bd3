/* Lines of maps and pages of a handout: each as a picture, and in words for who does not see it. */
#include <string.h>

#include "base/tr.h"
#include "export/markup.h"
#include "export/sheet.h"
#include "view/figure.h"

enum { COLUMNS = 106, ROWS = 48, WORDS_MAX = 1 << 20, LINES_TOLD = 32 };

/* "Of child:" where there are several. */
static void put_name(const struct sheet *s, const struct actor_record *a, struct buf *out)
{
	if (s->record->actors_n > 1)
		buf_printf(out, "Of %s:\n", a->name[0] != '\0' ? a->name : tr("the parent"));
}

/* What changed; and all lines, where they can be listened to. */
static void maps_words(const struct sheet *s, struct buf *out)
{
	for (size_t i = 0; i < s->record->actors_n; i++) {
		const struct actor_record *a = &s->record->actors[i];

		put_name(s, a, out);
		words_changes(a, &s->places, out);
		if (a->after.maps.n <= LINES_TOLD)
			words_maps(&a->after, &s->places, out);
	}
}

static void pages_words(const struct sheet *s, struct buf *out)
{
	const struct record *r = s->record;

	for (size_t i = 0; i < r->actors_n; i++) {
		if (r->actors[i].after.focus.n == 0)
			continue;
		put_name(s, &r->actors[i], out);
		words_pages(&r->actors[i].after.focus, r->focus_eof, out);
	}
	if (r->actors_n > 1)
		words_shared(&r->actors[0].after.focus, &r->actors[1].after.focus, out);
}

static const struct picture_row {
	enum learn_pane pane;
	const char *id;
	void (*words)(const struct sheet *s, struct buf *out);
} pictures[] = {
	{ .pane = PANE_MAPS, .id = "maps", .words = maps_words },
	{ .pane = PANE_PAGES, .id = "pages", .words = pages_words },
};

/* Lines, each a sentence of its own. */
static void put_sentences(const char *lines, struct buf *out)
{
	while (*lines != '\0') {
		size_t n = strcspn(lines, "\n");

		markup_plain(lines, n, out);
		buf_puts(out, n > 0 && strchr(".:", lines[n - 1]) == NULL ? ".\n" : "\n");
		lines += n + (lines[n] == '\n');
	}
}

/* The title and the description of a picture, as elements that it is named by. */
static void put_words(const struct sheet *s, const struct picture_row *p, const char *title, struct buf *out)
{
	struct buf words;

	buf_init(&words, WORDS_MAX);
	p->words(s, &words);
	buf_printf(out, "<title id=\"s%zu-%s-title\">", s->index + 1, p->id);
	markup_plain(title, (size_t)-1, out);
	buf_printf(out, "</title>\n<desc id=\"s%zu-%s-words\">", s->index + 1, p->id);
	put_sentences(buf_str(&words), out);
	buf_puts(out, "</desc>\n");
	buf_finish(&words);
}

static void put_caption(const struct sheet *s, const struct figure *f)
{
	buf_puts(s->out, tr("<figcaption>After the step: "));
	markup_plain(buf_str(&f->title), f->title.len, s->out);
	if (f->above > 0)
		buf_printf(s->out, "; %d rows above are not shown", f->above);
	if (f->below > 0)
		buf_printf(s->out, "; %d rows below are not shown", f->below);
	buf_puts(s->out, "</figcaption>\n");
}

static void put_picture(const struct sheet *s, const struct picture_row *p, const struct learn_view *v)
{
	const struct theme *themes[2] = { s->h->light, s->h->dark };
	struct buf words, attributes;
	struct figure f;

	if (!figure_init(&f, v, p->pane, COLUMNS, ROWS, s->h->ascii))
		return;
	buf_init(&words, WORDS_MAX * 6);
	buf_init(&attributes, 256);
	buf_printf(&attributes, " role=\"img\" aria-labelledby=\"s%zu-%s-title\" aria-describedby=\"s%zu-%s-words\"",
		   s->index + 1, p->id, s->index + 1, p->id);
	put_words(s, p, buf_str(&f.title), &words);
	buf_puts(s->out, "<figure>\n");
	put_caption(s, &f);
	buf_puts(s->out, "<div class=\"scroll\">\n");
	canvas_svg_inline(&f.canvas, themes, buf_str(&attributes), buf_str(&words), s->out);
	buf_puts(s->out, "</div>\n</figure>\n");
	buf_finish(&attributes);
	buf_finish(&words);
	figure_finish(&f);
}

void sheet_pictures(const struct sheet *s)
{
	struct learn_view v = { .lesson = s->h->lesson,
				.step = s->index,
				.record = s->record,
				.vary = s->done->vary,
				.vary_n = s->done->vary_n };

	for (size_t i = 0; i < sizeof(pictures) / sizeof(pictures[0]); i++)
		put_picture(s, &pictures[i], &v);
}
