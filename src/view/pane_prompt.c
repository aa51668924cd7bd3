/* Draws the prompt of free play, the form for mmap(), and what was tried. */
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "tutor/say.h"
#include "view/prompt.h"

#define FITS_ROWS    3
#define MORE_COLUMNS 12 /* of "and 123 more" */

/* The line, shifted so that the cursor is in sight; below it what is wrong with it. */
static void put_line(struct flow *f, const struct prompt_view *p)
{
	int room = f->a.w - 4;
	size_t from = 0;
	int before = (int)text_width(p->text, p->cursor);

	while (before - (int)text_width(p->text, from) >= room && from < p->cursor) {
		uint32_t code;

		from += text_decode(p->text + from, p->cursor - from, &code);
	}
	area_text(f->a, 0, f->y, -1, LOOK_KEY, from > 0 ? "<" : ">");
	area_text(f->a, 2, f->y, room, LOOK_CODE, p->text + from);
	area_cursor(f->a, 2 + before - (int)text_width(p->text, from), f->y);
	flow_keep(f);
	f->y++;
	if (p->error != NULL && p->error_at >= from)
		area_text(f->a, 2 + (int)text_width(p->text + from, p->error_at - from), f->y++, -1, LOOK_ERROR, "^");
}

static void put_fits(struct flow *f, const struct prompt_view *p)
{
	int x = 2, rows = 1;

	for (size_t i = 0; i < p->fits_n; i++) {
		int w = area_columns(f->a, p->fits[i]), more = rows == FITS_ROWS ? MORE_COLUMNS : 0;

		if (more > 0 && i + 1 < p->fits_n && x + w + 2 > f->a.w - more) {
			area_printf(f->a, x, f->y, LOOK_DIM, "and %zu more", p->fits_n - i);
			break;
		}
		if (x > 2 && x + w > f->a.w) {
			x = 2;
			f->y++;
			rows++;
		}
		area_text(f->a, x, f->y, -1, LOOK_DIM, p->fits[i]);
		x += w + 2;
	}
	if (p->fits_n > 0)
		f->y++;
}

static void put_form(struct flow *f, const struct prompt_view *p)
{
	const char *below = NULL;

	for (size_t i = 0; i < p->form_n; i++) {
		const struct form_row *r = &p->form[i];
		bool here = i == p->form_at;
		int x = r->indented ? 4 : 2;

		if (here) {
			area_glyph(f->a, 0, f->y, LOOK_CURSOR, GLYPH_ARROW);
			flow_keep(f);
		}
		if (r->value == NULL) {
			area_text(f->a, x, f->y, -1, here ? LOOK_SELECTED : LOOK_TEXT, r->ticked ? "[x]" : "[ ]");
			x += area_text(f->a, x + 4, f->y, -1, r->ticked ? LOOK_STRONG : LOOK_TEXT, r->label) + 4;
		} else {
			x += area_printf(f->a, x, f->y, here ? LOOK_STRONG : LOOK_TEXT, "%-8s ", r->label);
			if (here)
				area_cursor(f->a, x + (int)text_width(r->value, r->cursor), f->y);
			x += area_text(f->a, x, f->y, -1, LOOK_CODE, r->value);
		}
		if (here && x + 3 + area_columns(f->a, r->help) <= f->a.w)
			area_text(f->a, x + 3, f->y, -1, LOOK_DIM, r->help);
		else if (here)
			below = r->help;
		f->y++;
	}
	flow_keep(f);
	flow_words(f, 0, 4, LOOK_CODE, p->text);
	if (below != NULL)
		flow_words(f, 0, 2, LOOK_DIM, below);
}

void pane_prompt(struct flow *f, const struct prompt_view *p)
{
	if (p->form != NULL)
		put_form(f, p);
	else
		put_line(f, p);
	if (p->error != NULL)
		flow_words(f, 2, 2, LOOK_ERROR, p->error);
	if (p->signature != NULL)
		flow_words(f, 2, 4, LOOK_STRONG, p->signature);
	if (p->parameter != NULL)
		flow_words(f, 2, 4, LOOK_TEXT, p->parameter);
	put_fits(f, p);
	if (p->empty != NULL && p->fits_n == 0 && p->form == NULL && p->text[0] == '\0')
		flow_words(f, 2, 2, LOOK_DIM, p->empty);
}

void pane_tried(struct flow *f, const struct prompt_view *p)
{
	struct buf line;

	if (p->tried_n == 0)
		flow_words(f, 0, 0, LOOK_DIM, tr("Nothing yet. What you try here leaves the lesson as it is."));
	buf_init(&line, 8192);
	for (size_t i = 0; i < p->tried_n; i++) {
		const struct tried_view *t = &p->tried[i];
		enum look look = LOOK_CODE;

		buf_clear(&line);
		if (t->done == NULL) {
			buf_printf(&line, "%s  (undone)", t->text);
			look = LOOK_DIM;
		} else {
			say_statement(t->done, &line);
			if (t->done->outcome.kind == OUTCOME_ERROR)
				look = LOOK_ERROR;
			else if (t->done->outcome.kind == OUTCOME_SIGNAL || t->done->outcome.kind == OUTCOME_DIED)
				look = LOOK_SIGNAL;
		}
		if (i + 1 == p->tried_n || p->tried[i + 1].done == NULL)
			flow_keep(f);
		flow_words(f, 0, 4, look, buf_str(&line));
	}
	buf_finish(&line);
}
