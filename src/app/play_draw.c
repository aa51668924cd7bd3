/* Draws free play: the panes of the learn screen, with the prompt in place of the step's text. */
#include <stdlib.h>
#include <string.h>

#include "app/play_state.h"
#include "base/tr.h"
#include "tutor/observe.h"

/* What is made for one drawing. */
struct drawing {
	struct arena arena;
	struct form_row rows[FORM_ROWS];
	struct buf sums[2], form_line;
	struct prompt_view prompt;
};

unsigned play_where(void *ctx)
{
	const struct playing *p = ctx;

	if (p->l.ui->slow && p->l.ui->since_ms != 0)
		return KEYS_RUNS;
	if (p->l.pane != PANE_TEXT)
		return KEYS_PLAY;
	return p->form.open ? KEYS_FORM : KEYS_PROMPT;
}

static void put_tried(const struct playing *p, struct drawing *d)
{
	const struct play *play = p->play;
	struct tried_view *v = arena_alloc(&d->arena, play->n + 1, sizeof(*v));

	for (size_t i = 0; i < play->n; i++) {
		const struct record *r = i < play->done ? play->v[i].record : NULL;

		v[i] = (struct tried_view){ .text = play->v[i].text, .done = r != NULL ? &r->statements[0] : NULL };
	}
	d->prompt.focus = play->at > play->first ? p->l.lesson->steps[play->at - 1].focus.source.text : NULL;
	d->prompt.tried = v;
	d->prompt.tried_n = play->n;
}

static void put_line(const struct playing *p, struct drawing *d)
{
	struct prompt_view *v = &d->prompt;

	typed_view(&p->typed, v, &d->arena);
	if (p->play->n == 0)
		v->empty =
		    tr("Type a statement, as m = mmap(NULL, page, PROT_READ|PROT_WRITE, "
		       "MAP_PRIVATE|MAP_ANONYMOUS, -1, 0), and press Enter. Tab completes; F2 shows a form instead.");
	if (p->note == NULL)
		return;
	v->signature = NULL;
	v->parameter = p->note;
}

static void put_form(const struct playing *p, struct drawing *d)
{
	d->prompt.form_n = form_rows(&p->form, d->rows, d->sums);
	d->prompt.form = d->rows;
	d->prompt.form_at = p->form.at;
	form_text(&p->form, &d->form_line);
	d->prompt.text = buf_str(&d->form_line);
}

static void draw_prompt(struct playing *p, struct drawing *d)
{
	put_tried(p, d);
	if (p->form.open)
		put_form(p, d);
	else
		put_line(p, d);
}

void play_draw(void *ctx, struct area a)
{
	struct playing *p = ctx;
	struct learn *l = &p->l;
	struct view_key keys[16];
	struct drawing d = { 0 };
	bool runs = play_where(p) == KEYS_RUNS;
	struct learn_view v = {
		.lesson = l->lesson,
		.step = l->step,
		.record = play_record(p->play),
		.now = l->now.taken ? &l->now : NULL,
		.pane = l->pane,
		.picture = l->picture,
		.space = &l->space,
		.bytes = learn_picture_bytes(l),
		.prompt = &d.prompt,
		.message = runs ? tr("The statement is running; Esc gives up") : l->message,
		.message_look = runs ? LOOK_WARN : l->message_look,
		.keys = keys,
		.keys_n = key_rows(play_where(p), false, keys, 16),
	};

	buf_init(&d.sums[0], 256);
	buf_init(&d.sums[1], 512);
	buf_init(&d.form_line, (FORM_FIELDS + 1) * ENTRY_BYTES);
	draw_prompt(p, &d);
	memcpy(v.scroll, l->scroll, sizeof(v.scroll));
	memcpy(v.scrolled, l->scrolled, sizeof(v.scrolled));
	view_learn(a, &v, &l->shown);
	buf_finish(&d.sums[0]);
	buf_finish(&d.sums[1]);
	buf_finish(&d.form_line);
	arena_finish(&d.arena);
}
