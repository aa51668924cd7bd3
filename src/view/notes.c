/* The speaker's second screen. */
#include "view/notes.h"

#include <inttypes.h>

#include "base/tr.h"
#include "view/flow.h"
#include "view/present.h"

enum { COUNT_W = 5, TEXT_PERCENT = 55 };

static const char *title_of(const struct lesson *l, size_t step)
{
	return l->steps[step].title ? l->steps[step].title : l->steps[step].id.text;
}

/* "12:34", "1:02:03" */
static void put_time(struct buf *out, int64_t s)
{
	if (s >= 3600)
		buf_printf(out, "%" PRId64 ":%02" PRId64 ":%02" PRId64, s / 3600, s / 60 % 60, s % 60);
	else
		buf_printf(out, "%" PRId64 ":%02" PRId64, s / 60, s % 60);
}

static void put_clock(struct flow *f, const struct notes_view *v)
{
	struct buf b;
	uint32_t n = v->state->followers;
	bool up = v->left_s == 0;
	buf_init(&b, 256);
	put_time(&b, v->elapsed_s);
	if (v->left_s > 0) {
		buf_puts(&b, " · ");
		put_time(&b, v->left_s);
		buf_puts(&b, tr(" left"));
	} else if (up) {
		buf_puts(&b, tr(" · time is up"));
	}
	/* This screen is one of those that follow. */
	buf_printf(&b, " · %u follower%s", n, n == 1 ? "" : "s");
	flow_words(f, 0, 0, up ? LOOK_WARN : LOOK_STRONG, buf_str(&b));
	buf_finish(&b);
}

static void put_phase(struct flow *f, const struct share_state *s)
{
	static const char *const says[] = {
		[SHARE_TITLE] = N_("the title is shown"),
		[SHARE_TEXT] = N_("text and question are shown"),
		[SHARE_DONE] = N_("it has run"),
		[SHARE_BLANK] = N_("the screen is dark"),
	};
	flow_gap(f);
	flow_words(f, 0, 0, LOOK_TITLE, title_of(s->lesson, s->step));
	flow_words(f, 0, 0, LOOK_DIM, s->aside ? s->aside : tr(says[s->phase]));
}

static uint32_t most(const struct share_votes *v)
{
	uint32_t n = 1;
	for (size_t i = 0; i < v->choices; i++)
		n = v->counts[i] > n ? v->counts[i] : n;
	return n;
}

/* "1 one page        ██████ 4", once all may see it: only those that somebody voted for where there are many. */
static void put_votes(struct flow *f, const struct share_state *s)
{
	const struct share_votes *v = &s->votes;
	int text = f->a.w * TEXT_PERCENT / 100, room = f->a.w - text - COUNT_W;
	if (!v->choices || (!v->open && !v->voted))
		return;
	flow_gap(f);
	area_printf(f->a, 0, f->y++, LOOK_WARN, "Votes: %u%s%s", v->voted, v->open ? tr(", open") : tr(", closed"),
		    v->shown ? tr(", shown to all") : "");
	for (size_t i = 0; v->shown && i < v->choices; i++) {
		const char *name = view_present_choice(s, i);
		int w = room > 0 ? (int)((uint64_t)v->counts[i] * (uint64_t)room / most(v)) : 0;
		if (!name || (v->choices > 9 && !v->counts[i]))
			continue;
		area_printf(f->a, 0, f->y, LOOK_KEY, "%2zu", i + 1);
		area_text(f->a, 3, f->y, text - 4, LOOK_TEXT, name);
		for (int x = 0; x < w; x++)
			area_glyph(f->a, text + x, f->y, LOOK_RESULT, GLYPH_FULL);
		area_printf(f->a, text + (w ? w + 1 : 0), f->y++, LOOK_STRONG, "%" PRIu32, v->counts[i]);
	}
}

static void put_next(struct flow *f, const struct share_state *s)
{
	struct buf b;
	buf_init(&b, 512);
	if (s->step + 1 < s->lesson->steps_n)
		buf_printf(&b, "Next: %s", title_of(s->lesson, s->step + 1));
	else
		buf_puts(&b, tr("This is the last step."));
	flow_gap(f);
	flow_words(f, 0, 6, LOOK_STRONG, buf_str(&b));
	buf_finish(&b);
}

static void put_notes(struct flow *f, const struct share_state *s)
{
	const char *notes = s->lesson->steps[s->step].notes;
	if (notes)
		flow_paragraph(f, 0, LOOK_TEXT, notes);
	else
		flow_words(f, 0, 0, LOOK_DIM, tr("This step has no notes."));
}

static void put_above(struct flow *f, const struct notes_view *v)
{
	put_clock(f, v);
	put_phase(f, v->state);
	put_next(f, v->state);
	put_votes(f, v->state);
}

int view_notes(struct area a, const struct notes_view *v)
{
	const struct share_state *s = v->state;
	struct area body = area_part(a, 2, 2, a.w - 4, a.h - 3), below;
	struct flow f = flow_at(body, 0, NULL);
	struct buf place;
	buf_init(&place, 64);
	buf_printf(&place, "%zu of %zu", s->step + 1, s->lesson->steps_n);
	bar_title(a, 0, s->lesson->title, buf_str(&place));
	buf_finish(&place);
	f.vary = s->vary;
	f.vary_n = s->vary_n;
	put_above(&f, v);
	bar_rule(body, f.y + 1, tr("notes"), "", false);
	below = area_part(body, 0, f.y + 2, body.w, body.h - f.y - 2);
	struct flow notes = flow_at(below, -v->scroll, NULL);
	notes.vary = s->vary;
	notes.vary_n = s->vary_n;
	if (below.h > 0)
		put_notes(&notes, s);
	bar_keys(a, a.h - 1, v->keys, v->keys_n, NULL);
	int more = notes.y - below.h;
	return below.h > 0 && more > 0 ? more : 0;
}
