/*
 * Free play: a line is typed, run on the branch, and looked at in the panes of the learn screen.
 *
 *   PROMPT ──Enter──▶ play_try ──▶ record ──▶ panes      PROMPT ──Shift-Tab──▶ panes: cursors, zoom, bytes
 *      └──F2──▶ FORM ──Enter──▶ the same                 either ──Esc──▶ the lesson, as it was
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/play_state.h"

#include "base/tr.h"

void play_say(struct playing *p, enum look look, const char *fmt, ...)
{
	va_list ap;

	buf_clear(&p->message);
	va_start(ap, fmt);
	buf_vprintf(&p->message, fmt, ap);
	va_end(ap);
	learn_say(&p->l, look, buf_str(&p->message));
}

void play_shown(struct playing *p)
{
	struct learn *l = &p->l;

	l->ui->since_ms = 0;
	snapshot_finish(&l->now);
	learn_picture_reset(l);
	memset(l->scrolled, 0, sizeof(l->scrolled));
	if (play_record(p->play) == NULL) {
		play_now(p->play, &l->now);
		l->focus_start = l->now.focus.start;
		l->focus_len = l->now.focus.end - l->now.focus.start;
	}
}

static void could_not(struct playing *p, const struct err *e)
{
	p->l.reaction |= ui_error(p->l.ui, tr("The lab could not be started"), e);
}

/* ---- what a line does ---- */

/* Whatever is odd about what was just done. */
static void say_odd(struct playing *p)
{
	const struct tried *t = &p->play->v[p->play->done - 1];

	if (t->record->lost != NULL && p->l.ui->gave_up)
		play_say(p, LOOK_WARN, "The statement was given up; the next one starts again from before it");
	else if (t->record->lost != NULL)
		play_say(p, LOOK_WARN, "The process was lost: %s; the next statement starts again", t->record->lost);
	else if (t->ends)
		play_say(p, LOOK_WARN,
			 "The process has ended; the next statement starts it again, from before its end");
}

/* The picture of a record that may go away is forgotten. */
static void begin(struct playing *p)
{
	space_finish(&p->l.space);
	ui_begin(p->l.ui);
}

bool play_statement(struct playing *p, const char *text)
{
	struct err e = { 0 };
	int status;

	begin(p);
	status = play_try(p->play, text, &p->typed.fault, &e);
	play_shown(p);
	if (status == 0)
		say_odd(p);
	else if (status != -EINVAL || p->typed.fault.text[0] == '\0')
		could_not(p, &e);
	return status == 0;
}

static void back_or_forth(struct playing *p, int (*go)(struct play *, struct err *), const char *nothing)
{
	struct err e = { 0 };
	int status;

	begin(p);
	status = go(p->play, &e);
	play_shown(p);
	if (status == -ENOENT && e.what[0] == '\0')
		play_say(p, LOOK_WARN, "%s", nothing);
	else if (status < 0)
		could_not(p, &e);
}

void play_back(struct playing *p)
{
	size_t was = p->play->done;

	back_or_forth(p, play_undo, tr("There is nothing to undo"));
	if (p->play->done < was)
		play_say(p, LOOK_GOOD, "Undone by replay: %s", p->play->v[p->play->done].text);
}

void play_forth(struct playing *p)
{
	size_t was = p->play->done;

	back_or_forth(p, play_redo, tr("There is nothing to redo"));
	if (p->play->done > was)
		play_say(p, LOOK_GOOD, "Done again: %s", p->play->v[was].text);
}

/* `u` alone undoes, where no name of the lesson is called so. */
static bool means_undo(const struct playing *p, const char *text)
{
	return strcmp(text, "u") == 0 && scope_find(play_scope(p->play), "u") < 0;
}

static void enter(struct playing *p)
{
	struct entry was;
	const char *text = typed_take(&p->typed, &was);

	if (text[0] == ':')
		play_command(p, text);
	else if (means_undo(p, text))
		play_back(p);
	else if (text[0] != '\0' && !play_statement(p, text))
		typed_refused(&p->typed, text);
}

static void enter_form(struct playing *p)
{
	struct buf text;

	buf_init(&text, LANG_LENGTH);
	form_text(&p->form, &text);
	if (play_statement(p, buf_str(&text))) {
		history_add(&p->typed.history, buf_str(&text));
		p->form.open = false;
	} else if (p->typed.fault.text[0] != '\0') {
		play_say(p, LOOK_ERROR, "%s", p->typed.fault.text); /* all rows of a small screen are the form's */
		p->typed.fault.text[0] = '\0';
	}
	buf_finish(&text);
}

/* ---- keys ---- */

static bool typing(void *ctx, int key)
{
	const struct playing *p = ctx;

	return p->l.pane == PANE_TEXT && !(p->form.open && key == ' ' && form_on_box(&p->form));
}

/* A pane with a picture has the keys. */
static void act_picture(struct playing *p, enum act action, const struct term_event *ev)
{
	if (learn_picture(&p->l, action))
		return;
	if (action == ACTION_PLAY || action == ACTION_GO) {
		p->l.pane = PANE_TEXT;
		if (ev->key == ':')
			entry_set(&p->typed.line, ":");
		return;
	}
	learn_scroll_by(&p->l, action);
}

static void act_prompt(struct playing *p, enum act action, const struct term_event *ev)
{
	p->l.scrolled[PANE_TEXT] = false;
	if (action == ACTION_COMPLETE) {
		play_complete(p);
		return;
	}
	if (action == ACTION_GO) {
		typed_drop_fits(&p->typed);
		enter(p);
	} else if (!typed_act(&p->typed, action, ev->key)) {
		learn_scroll_by(&p->l, action);
	}
}

static void act_form(struct playing *p, enum act action, const struct term_event *ev)
{
	if (action == ACTION_GO)
		enter_form(p);
	else if (action == ACTION_LEAVE)
		p->form.open = false;
	else if (action == ACTION_TYPE)
		form_type(&p->form, ev->key);
	else
		form_act(&p->form, action);
}

/* What was said of the line before holds no more. */
static void forget_said(struct playing *p)
{
	p->l.message = NULL;
	p->typed.fault.text[0] = '\0';
	p->note = NULL;
	arena_finish(&p->told);
}

/* Keys that mean the same wherever the focus is. */
static bool act_anywhere(struct playing *p, enum act action, const struct term_event *ev)
{
	switch (action) {
	case ACTION_PANE:
		p->l.pane = (p->l.pane + 1) % LEARN_PANES;
		return true;
	case ACTION_UNDO:
		play_back(p);
		return true;
	case ACTION_REDO:
		play_forth(p);
		return true;
	case ACTION_FORM:
		form_open(&p->form);
		p->l.pane = PANE_TEXT;
		return true;
	case ACTION_MOUSE:
		learn_mouse(&p->l, ev);
		return true;
	default:
		return false;
	}
}

/* Esc by habit costs the line that was typed, not all that was tried. */
static void erase_line(struct playing *p)
{
	forget_said(p);
	typed_drop_fits(&p->typed);
	entry_set(&p->typed.line, "");
	p->l.message = tr("The line is erased; Esc once more leaves");
}

static enum reaction act(void *ctx, enum act action, const struct term_event *ev)
{
	struct playing *p = ctx;
	unsigned where = play_where(p);

	p->l.reaction = REACT_DRAW;
	if (action == ACTION_LEAVE && where == KEYS_PROMPT && p->typed.line.text[0] != '\0') {
		erase_line(p);
		return REACT_DRAW;
	}
	if (action == ACTION_LEAVE && where != KEYS_FORM)
		return REACT_LEAVE;
	forget_said(p);
	if (act_anywhere(p, action, ev))
		return (enum reaction)p->l.reaction;
	if (where == KEYS_PLAY)
		act_picture(p, action, ev);
	else if (where == KEYS_FORM)
		act_form(p, action, ev);
	else
		act_prompt(p, action, ev);
	return (enum reaction)p->l.reaction;
}

/* ---- the end of the lab from outside ---- */

static size_t fds(void *ctx, int *out, size_t max)
{
	const struct playing *p = ctx;

	return play_watch(p->play, out, max);
}

static enum reaction woken(void *ctx)
{
	struct playing *p = ctx;

	if (!play_broken(p->play))
		return REACT_NONE;
	play_say(p, LOOK_WARN, "The process was ended from outside; the next statement starts it again");
	return REACT_DRAW;
}

static enum reaction settled(void *ctx)
{
	const struct playing *p = ctx;
	const struct audience *a = p->l.ui->audience;

	if (a != NULL)
		a->tried(a->ctx, p->play);
	return REACT_NONE;
}

static const struct screen play_screen = { .where = KEYS_PROMPT,
					   .where_now = play_where,
					   .typing = typing,
					   .draw = play_draw,
					   .act = act,
					   .fds = fds,
					   .woken = woken,
					   .settled = settled };

static void finish(struct playing *p)
{
	snapshot_finish(&p->l.now);
	space_finish(&p->l.space);
	typed_finish(&p->typed);
	arena_finish(&p->told);
	buf_finish(&p->message);
	play_close(p->play);
}

enum reaction play_on_screen(struct ui *ui, const struct lesson *lesson, size_t at, const struct session_options *o)
{
	struct playing *p = mem_zalloc(1, sizeof(*p));
	struct err e = { 0 };
	enum reaction got = REACT_DRAW;

	p->l = (struct learn){ .ui = ui, .lesson = lesson, .step = at > 0 ? at - 1 : 0 };
	buf_init(&p->message, 4096);
	ui_begin(ui);
	if (play_open(&p->play, lesson, at, o, &e) < 0) {
		ui->since_ms = 0;
		got = ui_error(ui, tr("Free play could not be opened"), &e);
	} else {
		p->l.branch = p->play;
		p->l.session = p->play->session;
		play_shown(p);
		if (ui->note != NULL)
			learn_say(&p->l, LOOK_WARN, ui_note(ui));
		got = ui_run(ui, &play_screen, p);
	}
	finish(p);
	free(p);
	return got & REACT_QUIT ? REACT_QUIT : REACT_DRAW;
}
