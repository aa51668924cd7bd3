/* The learn screen of the fixtures. */
#include "support/learn.h"

static const struct view_key keys[] = {
	{ "Enter", "run the step" }, { "?", "help" }, { "Space", "choose" },   { "Right", "next step" },
	{ "Left", "step back" },     { "h", "hint" }, { "Tab", "try it out" }, { "Esc", "lessons" },
};
static const uint8_t order[] = { 2, 0, 1 };

static struct learn_view view_of(const struct lesson *lesson, const struct answer *answer)
{
	return (struct learn_view){ .lesson = lesson, .answer = answer, .order = order, .keys = keys, .keys_n = 8 };
}

void screen_before(struct screen *s, int w, int h, bool ascii)
{
	*s = (struct screen){ .now = fixture_length_before() };
	s->v = view_of(&fixture_length, &s->answer);
	s->v.now = s->now;
	canvas_init(&s->canvas, w, h, ascii);
}

void screen_after(struct screen *s, int w, int h, bool ascii)
{
	*s = (struct screen){ .record = fixture_length_record(), .answer = { .given = true, .choices = 1 } };
	s->v = view_of(&fixture_length, &s->answer);
	s->v.record = s->record;
	s->v.mark = MARK_WRONG;
	canvas_init(&s->canvas, w, h, ascii);
}

void screen_all(struct screen *s, int w, int h)
{
	*s = (struct screen){ .record = fixture_all_record() };
	s->v = view_of(&fixture_all, NULL);
	s->v.record = s->record;
	canvas_init(&s->canvas, w, h, false);
}

void screen_draw(struct screen *s)
{
	canvas_clear(&s->canvas);
	view_learn(canvas_area(&s->canvas), &s->v, &s->shown);
}

void screen_finish(struct screen *s)
{
	canvas_finish(&s->canvas);
	record_free(s->record);
	if (s->now)
		fixture_snapshot_free(s->now);
}
