/* Rows one below the other. */
#include "view/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "draw/spell.h"
#include "lesson/text.h"

#define FLOW_TEXT_MAX 65536

struct flow flow_at(struct area a, int top, struct hits *hits)
{
	return (struct flow){ .a = a, .top = top, .y = top, .first = 0, .last = -1, .hits = hits };
}

int flow_rows(const struct flow *f)
{
	return f->y - f->top;
}

int flow_top(const struct flow *measured, int height)
{
	int top = measured->last >= height ? measured->last - height + 1 : 0;
	return measured->last >= 0 && measured->first < top ? measured->first : top;
}

void flow_keep(struct flow *f)
{
	int row = flow_rows(f);
	if (f->last < 0)
		f->first = row;
	f->last = row;
}

void flow_gap(struct flow *f)
{
	if (flow_rows(f) > 0 && !f->tight)
		f->y++;
}

void flow_expand(const struct flow *f, const char *text, struct buf *out)
{
	lesson_text(out, text, f->vary, f->vary_n);
}

void flow_paragraph(struct flow *f, int indent, enum look look, const char *text)
{
	struct buf b;
	buf_init(&b, FLOW_TEXT_MAX);
	flow_expand(f, text, &b);
	struct area a = area_part(f->a, indent, 0, f->a.w - indent, f->a.h);
	f->y += area_paragraph(a, f->y, look, buf_str(&b), 0);
	buf_finish(&b);
}

int flow_words(struct flow *f, int indent, int hang, enum look look, const char *text)
{
	struct buf b;
	size_t at = 0, line, len;
	int x = indent, behind = indent;
	buf_init(&b, FLOW_TEXT_MAX);
	spell(&b, text, (size_t)-1, f->a.canvas->ascii);
	while (x < f->a.w && text_wrap(buf_str(&b), (size_t)(f->a.w - x), &at, &line, &len)) {
		char *row = strndup(buf_str(&b) + line, len);
		behind = x + (row ? area_columns(f->a, row) : 0);
		if (row && f->y >= 0 && f->y < f->a.h)
			area_text(f->a, x, f->y, -1, look, row);
		free(row);
		f->y++;
		x = hang;
	}
	buf_finish(&b);
	return behind;
}
