/* The screen for a room: title, text, statements and picture, as large as the terminal lets them be. */
#include "view/present.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "view/pane.h"

enum {
	WIDE_COLUMNS = 120, /* from here on the picture stands beside the text */
	ROOMY_ROWS = 34,    /* from here on the title has rows of its own colour */
	LEFT_PERCENT = 44,
	PICTURE_LEAST = 3, /* rows below which a pane is left out */
	PICTURE_GOOD = 12, /* rows from which on one can be spared for a gap */
	PAGES_FIRST = 14,
	OUTCOME_COLUMNS = 20 /* "→ 0x7ffff7ff8000" and what parts it */
};

/* What is tried in an aside has no text. */
static void draw_text(struct flow *f, const struct learn_view *v)
{
	if (v->present->state->aside)
		flow_words(f, 0, 0, LOOK_DIM, tr("Something is tried. The lesson then goes on from where it was."));
	else
		pane_text(f, v);
}

static void code_title(const struct learn_view *v, struct buf *out)
{
	buf_puts(out, learn_record(v) ? tr("what the kernel answered") : tr("what the kernel is asked"));
}

static const struct pane panes[LEARN_PANES] = {
	[PANE_TEXT] = { .draw = draw_text },
	[PANE_CODE] = { .draw = pane_code, .title = code_title },
	[PANE_MAPS] = { .draw = pane_maps, .title = pane_maps_title, .labels = pane_maps_labels },
	[PANE_PAGES] = { .draw = pane_pages, .title = pane_pages_title },
};

/* One screen on its way: where its panes stand. */
struct layout {
	struct area at[LEARN_PANES]; /* h 0: left out */
	struct flow measured[LEARN_PANES];
};

static int margin(int columns)
{
	return columns >= WIDE_COLUMNS ? 3 : columns >= 60 ? 1 : 0;
}

static bool roomy(int rows)
{
	return rows >= ROOMY_ROWS;
}

/* The bar above, the title and what is free around it, the line below. */
static struct area body_of(struct area a)
{
	int title = roomy(a.h) ? 5 : 2;
	return (struct area){ .canvas = a.canvas, .x = a.x, .y = a.y + 1 + title, .w = a.w, .h = a.h - 2 - title };
}

static void measure(const struct learn_view *v, enum learn_pane p, struct layout *l)
{
	struct area body = l->at[p];
	body.w -= 2;
	l->measured[p] = pane_measure(body, v, &panes[p]);
}

static int wanted(const struct layout *l, enum learn_pane p)
{
	int rows = flow_rows(&l->measured[p]);
	return rows ? rows + (panes[p].title ? 1 : 0) : 0;
}

/* Takes at most `want` of the rows that are left in a, from above; `least`: none rather than fewer. */
static void take(struct area *a, struct area *out, int want, int least)
{
	int h = want < a->h ? want : a->h;
	if (h < least)
		h = 0;
	*out = *a;
	out->h = h > 0 ? h : 0;
	a->y += out->h;
	a->h -= out->h;
}

static void free_row(struct area *a)
{
	if (a->h > 0) {
		a->y++;
		a->h--;
	}
}

/* Pages are few rows, so they go before the map; but both are seen where that can be. */
static void lay_picture(const struct learn_view *v, struct area a, struct layout *l, int pages_most)
{
	l->at[PANE_MAPS] = l->at[PANE_PAGES] = a;
	measure(v, PANE_MAPS, l);
	measure(v, PANE_PAGES, l);
	int pages = wanted(l, PANE_PAGES), maps = wanted(l, PANE_MAPS), half = a.h - a.h / 3;
	if (pages > pages_most)
		pages = pages_most;
	if (pages > half && maps + pages > a.h && half >= PICTURE_LEAST + 2)
		pages = half;
	struct area above = a;
	above.h = a.h - pages;
	take(&above, &l->at[PANE_MAPS], maps, PICTURE_LEAST);
	a.y += l->at[PANE_MAPS].h;
	a.h -= l->at[PANE_MAPS].h;
	if (l->at[PANE_MAPS].h > 0 && a.h > pages)
		free_row(&a);
	take(&a, &l->at[PANE_PAGES], a.h, PICTURE_LEAST);
	if (l->at[PANE_PAGES].h == 0)
		l->at[PANE_MAPS].h += a.h;
}

static struct area inset(struct area a, int columns)
{
	a.x += columns;
	a.w -= 2 * columns;
	return a;
}

/* Text and statements whole, tight where they must be, as far as that goes, then the picture; wide: beside it. */
static void lay_out(struct learn_view *v, struct area a, struct layout *l)
{
	struct area body = inset(body_of(a), margin(a.w)), side = body;
	bool wide = a.w >= WIDE_COLUMNS;
	if (wide) {
		body.w = body.w * LEFT_PERCENT / 100;
		side.x += body.w + margin(a.w);
		side.w -= body.w + margin(a.w);
	}
	l->at[PANE_TEXT] = body;
	l->at[PANE_CODE] = wide ? side : body;
	v->tight = false;
	measure(v, PANE_TEXT, l);
	measure(v, PANE_CODE, l);
	v->tight = wanted(l, PANE_TEXT) + (wide ? 0 : wanted(l, PANE_CODE)) > body.h;
	if (v->tight)
		measure(v, PANE_TEXT, l);
	take(&body, &l->at[PANE_TEXT], wide ? body.h : wanted(l, PANE_TEXT), 0);
	if (!wide && (roomy(a.h) || body.h >= wanted(l, PANE_CODE) + PICTURE_GOOD))
		free_row(&body);
	if (!wide)
		side = body;
	take(&side, &l->at[PANE_CODE], wanted(l, PANE_CODE), 2);
	if (roomy(a.h))
		free_row(&side);
	lay_picture(v, side, l, PAGES_FIRST);
}

/* The picture alone: the pages, or the map where the step looks at none. */
static void lay_zoomed(const struct learn_view *v, struct area a, struct layout *l)
{
	struct area body = inset(body_of(a), margin(a.w)), none = body;
	none.h = 0;
	l->at[PANE_TEXT] = l->at[PANE_CODE] = none;
	lay_picture(v, body, l, learn_step(v)->focus.source.text ? body.h : 0);
}

/* ---- drawing ---- */

static const char *title_of(const struct learn_view *v)
{
	const struct step *step = learn_step(v);
	if (v->present->state->aside)
		return tr("What if");
	return step->title ? step->title : v->lesson->title;
}

static void put_middle(struct area a, int y, enum look look, const char *text)
{
	int columns = area_columns(a, text);
	area_text(a, columns < a.w ? (a.w - columns) / 2 : 0, y, -1, look, text);
}

/* A band of the title's own ground: three rows where there is room, else one. */
static void draw_title(struct area a, const struct learn_view *v)
{
	int rows = roomy(a.h) ? 3 : 1, y = 1 + (roomy(a.h) ? 1 : 0), x = margin(a.w) + 1;
	struct area band = area_part(a, 0, y, a.w, rows);
	if (rows > 1)
		area_fill(band, LOOK_TITLE, GLYPH_BLANK);
	area_text(band, x, rows / 2, a.w - 2 * x, rows > 1 ? LOOK_TITLE : LOOK_STRONG, title_of(v));
}

/* Before the first word of a step: what it is about, in the middle of the screen. */
static void draw_opening(struct area a, const struct learn_view *v)
{
	int y = a.h * 2 / 5, w = area_columns(a, title_of(v)) + 8;
	struct area box = area_part(a, (a.w - w) / 2, y - 2, w, 5);
	area_box(box, LOOK_FRAME, "");
	put_middle(a, y, LOOK_STRONG, title_of(v));
}

/* "5 min", "4 min left", "time is up" */
static void say_clock(const struct present_view *v, struct buf *out)
{
	const struct share_state *s = v->state;
	if (v->clock == PRESENT_ELAPSED)
		buf_printf(out, " · %lld min", (long long)s->elapsed_s / 60);
	else if (v->clock == PRESENT_LEFT && s->left_s > 0)
		buf_printf(out, " · %lld min left", ((long long)s->left_s + 59) / 60);
	else if (v->clock == PRESENT_LEFT)
		buf_puts(out, tr(" · time is up"));
}

static void draw_bar(struct area a, const struct present_view *v)
{
	const struct share_state *s = v->state;
	struct buf right;
	buf_init(&right, 512);
	if (v->presenter && s->followers)
		buf_printf(&right, "%u follower%s · ", s->followers, s->followers == 1 ? "" : "s");
	if (v->pace)
		buf_printf(&right, "%s · ", v->pace);
	if (s->aside)
		buf_puts(&right, s->aside);
	else
		buf_printf(&right, "%zu of %zu", s->step + 1, s->lesson->steps_n);
	say_clock(v, &right);
	bar_title(a, 0, s->lesson->title, buf_str(&right));
	buf_finish(&right);
}

/* "↓ 5 more" of the text, where it does not fit, and a word on the keys. */
static void draw_foot(struct area a, const struct learn_view *v, const struct learn_shown *shown)
{
	int above = shown->scroll[PANE_TEXT], y = a.h - 1;
	int below = shown->rows[PANE_TEXT] - above - shown->height[PANE_TEXT];
	const char *hint = v->present->hint ? v->present->hint : "";
	struct buf b;
	buf_init(&b, 256);
	if (shown->height[PANE_TEXT] && above > 0)
		buf_printf(&b, "↑ %d more  ", above);
	if (shown->height[PANE_TEXT] && below > 0)
		buf_printf(&b, "↓ %d more  ", below);
	buf_puts(&b, hint);
	int columns = area_columns(a, buf_str(&b));
	pane_status(area_part(a, 0, y, a.w - columns - 2, 1), 0, v);
	area_text(a, a.w - columns - 1, y, -1, LOOK_KEY, buf_str(&b));
	buf_finish(&b);
}

static void draw_panes(struct area a, struct learn_view *v, struct learn_shown *shown)
{
	struct layout l;
	if (v->present->state->zoomed)
		lay_zoomed(v, a, &l);
	else
		lay_out(v, a, &l);
	for (enum learn_pane p = PANE_TEXT; p < LEARN_PANES; p++)
		pane_draw(l.at[p], v, &panes[p], p, &l.measured[p], shown);
}

static struct learn_view view_of(const struct present_view *v)
{
	const struct share_state *s = v->state;
	struct learn_view l = { .lesson = s->lesson,
				.step = s->step,
				.record = s->record,
				.now = s->now,
				.vary = s->vary,
				.vary_n = s->vary_n,
				.order = s->order,
				.pages_n = s->pages_n,
				.pane = v->pane,
				.picture = v->picture,
				.space = v->space,
				.message = v->message,
				.message_look = v->message_look,
				.present = v };
	memcpy(l.scroll, v->scroll, sizeof(l.scroll));
	memcpy(l.scrolled, v->scrolled, sizeof(l.scrolled));
	return l;
}

void view_present(struct area a, const struct present_view *v, struct learn_shown *shown)
{
	struct learn_shown unused;
	struct space space = { 0 };
	struct learn_view l = view_of(v);
	if (!shown)
		shown = &unused;
	memset(shown, 0, sizeof(*shown));
	if (v->state->phase == SHARE_BLANK)
		return;
	if (!l.space)
		l.space = &space;
	space_update(l.space, learn_record(&l), l.now, &l.picture);
	draw_bar(a, v);
	if (v->state->phase == SHARE_TITLE) {
		draw_opening(a, &l);
	} else {
		draw_title(a, &l);
		draw_panes(a, &l, shown);
	}
	draw_foot(a, &l, shown);
	space_finish(&space);
}

/* ---- whether it fits ---- */

/* A record as it will look, for measuring: the right choice has the longest reason. */
static uint64_t longest_why(const struct ask *ask)
{
	size_t at = 0, n = 0;
	for (size_t i = 0; ask && i < ask->choices_n; i++) {
		size_t len = ask->choices[i].why ? strlen(ask->choices[i].why) : 0;
		if (len >= n) {
			n = len;
			at = i;
		}
	}
	return (uint64_t)1 << at;
}

/* Rows of text, and of statements with what they came to. */
struct need {
	int text, code;
};

static struct need need_of(struct learn_view *v, struct area a)
{
	struct layout l = { 0 };
	lay_out(v, a, &l);
	v->tight = true; /* as it will be drawn before anything is left out */
	measure(v, PANE_TEXT, &l);
	return (struct need){ wanted(&l, PANE_TEXT), wanted(&l, PANE_CODE) };
}

/* What a statement came to stands below it where both do not fit into a row. */
static int outcome_rows(const struct step *step, struct area a)
{
	int rows = 0, w = a.w - 2 * margin(a.w) - 4;
	if (a.w >= WIDE_COLUMNS)
		w = w * (100 - LEFT_PERCENT) / 100;
	for (size_t i = 0; i < step->actions_n; i++) {
		const char *source = step->actions[i].code.source.text;
		rows += step->actions[i].repeat || (source && area_columns(a, source) + OUTCOME_COLUMNS > w);
	}
	return rows;
}

static int excess(const struct need *n, struct area a)
{
	int gap = roomy(a.h) ? 1 : 0, need = n->text + gap + n->code;
	if (a.w >= WIDE_COLUMNS)
		need = n->text > n->code ? n->text : n->code;
	need -= body_of(a).h;
	return need > 0 ? need : 0;
}

int view_present_excess(const struct lesson *lesson, size_t step, int columns, int rows)
{
	struct canvas none = { .w = columns, .h = rows };
	struct area a = { .canvas = &none, .w = columns, .h = rows };
	size_t choices = view_present_choices(lesson, step);
	struct share_state s = { .lesson = lesson, .step = step, .phase = SHARE_TEXT };
	struct present_view v = { .state = &s, .presenter = true };
	struct record done = { .output = "",
			       .truth = { .valid = true, .choices = longest_why(lesson->steps[step].ask) } };
	struct space space = { 0 };
	struct learn_view l = view_of(&v);
	l.space = &space;
	for (size_t i = 0; i < sizeof(s.order); i++)
		s.order[i] = (uint8_t)i;
	s.votes.open = choices > 0;
	struct need before = need_of(&l, a);
	s.votes = (struct share_votes){ .shown = choices > 0, .marked = true, .right = done.truth.choices };
	l.record = &done;
	struct need after = need_of(&l, a);
	after.code = before.code + outcome_rows(&lesson->steps[step], a);
	int early = excess(&before, a), late = excess(&after, a);
	return early > late ? early : late;
}
