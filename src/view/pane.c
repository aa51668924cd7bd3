/* A pane on the screen: its rule, the rows of it that are in sight, and the line of status below all of them. */
#include "view/pane.h"

#include "base/fmt.h"
#include "base/tr.h"
#include "tutor/say.h"

const struct step *learn_step(const struct learn_view *v)
{
	return &v->lesson->steps[v->step];
}

const struct record *learn_record(const struct learn_view *v)
{
	return v->record && !v->record->skipped ? v->record : NULL;
}

static struct flow pane_flow(struct area a, int top, const struct learn_view *v, struct hits *hits)
{
	struct flow f = flow_at(a, top, hits);
	f.vary = v->record && v->record->vary_n ? v->record->vary : v->vary;
	f.vary_n = v->record && v->record->vary_n ? v->record->vary_n : v->vary_n;
	f.tight = v->tight;
	return f;
}

struct flow pane_measure(struct area a, const struct learn_view *v, const struct pane *kind)
{
	a.h = 0;
	struct flow f = pane_flow(a, 0, v, NULL);
	kind->draw(&f, v);
	return f;
}

/* The first row shown: where the learner scrolled to, else so that the rows to keep are in sight. */
static int first_row(const struct learn_view *v, enum learn_pane p, const struct flow *measured, int height)
{
	int rows = flow_rows(measured), most = rows > height ? rows - height : 0;
	int top = v->scrolled[p] ? v->scroll[p] : flow_top(measured, height);
	if (top > most)
		top = most;
	return top > 0 ? top : 0;
}

/* The pane that has the keys says which one shows more, where no labels need the room. */
static void say_more(struct buf *out, bool focused, int above, int below)
{
	if (above > 0)
		buf_printf(out, "↑ %d", above);
	if (above > 0 && below > 0)
		buf_puts(out, "  ");
	if (below > 0)
		buf_printf(out, "%s↓ %d more", focused ? "PgDn " : "", below);
}

static void draw_rule(struct area a, const struct learn_view *v, const struct pane *kind, bool focused, int above,
		      int below)
{
	struct buf title, more;
	buf_init(&title, 1024);
	buf_init(&more, 64);
	kind->title(v, &title);
	say_more(&more, focused && !kind->labels, above, below);
	bar_rule(a, 0, buf_str(&title), buf_str(&more), focused);
	if (kind->labels)
		kind->labels(a, 0, v, more.len ? area_columns(a, buf_str(&more)) + 4 : 0);
	buf_finish(&title);
	buf_finish(&more);
}

static void show_lines(const struct learn_view *v, int height, struct picture_shown *shown)
{
	const struct space *s = v->space;
	shown->lines = s->lines;
	shown->line_start = s->n && s->first <= s->last ? s->v[s->first].line : 0;
	shown->lines_height = height;
}

void pane_draw(struct area a, const struct learn_view *v, const struct pane *kind, enum learn_pane p,
	       const struct flow *measured, struct learn_shown *shown)
{
	int rule = kind->title != NULL;
	struct area body = area_part(a, 1, rule, a.w - 2, a.h - rule);
	if (a.h <= 0)
		return;
	int top = first_row(v, p, measured, body.h), rows = flow_rows(measured);
	if (rule)
		draw_rule(a, v, kind, v->pane == p, top, rows - top - body.h);
	hits_add(&shown->hits, a, 0, 0, a.w, a.h, HIT_PANE, (int)p);
	struct flow f = pane_flow(body, -top, v, &shown->hits);
	kind->draw(&f, v);
	shown->scroll[p] = top;
	shown->rows[p] = rows;
	shown->height[p] = body.h;
	if (p == PANE_TEXT)
		shown->columns = question_columns(v, body.w);
	if (p == PANE_MAPS)
		show_lines(v, body.h, &shown->picture);
	if (p == PANE_PAGES)
		pane_pages_shown(v, body.w, &shown->picture);
}

/* " · Rss 48 KiB (+12 KiB)"; nothing where it is not known. */
static void say_total(struct buf *out, const char *name, uint64_t before, uint64_t after)
{
	char size[FMT_MAX];
	const uint64_t unknown = (uint64_t)-1;
	if (after == unknown)
		return;
	buf_printf(out, " · %s %s", name, fmt_size(size, after));
	if (before != unknown && before != after)
		buf_printf(out, " (%s%s)", after > before ? "+" : "−",
			   fmt_size(size, after > before ? after - before : before - after));
}

void pane_status(struct area a, int y, const struct learn_view *v)
{
	const struct record *r = learn_record(v);
	struct buf b;
	if (v->message) {
		bar_status(a, y, v->message_look, v->message);
		return;
	}
	if (!r)
		return;
	buf_init(&b, 1024);
	say_faults(r->minflt, r->majflt, &b);
	if (!b.len)
		buf_puts(&b, tr("no page fault"));
	buf_puts(&b, tr(" in this step"));
	if (r->actors_n && r->actors[0].after.taken) {
		const struct totals *was = &r->actors[0].before.totals, *is = &r->actors[0].after.totals;
		say_total(&b, "Rss", was->rss, is->rss);
		say_total(&b, "Pss", was->pss, is->pss);
	}
	bar_status(a, y, LOOK_DIM, buf_str(&b));
	buf_finish(&b);
}
