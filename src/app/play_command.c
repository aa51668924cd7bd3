/* The commands of free play: one row each. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "app/play_state.h"
#include "app/taught.h"
#include "base/tr.h"
#include "tutor/observe.h"
#include "tutor/prove.h"

static void do_save(struct playing *p, const char *arg);
static void do_replace(struct playing *p, const char *arg);
static void do_undo(struct playing *p, const char *arg);
static void do_redo(struct playing *p, const char *arg);
static void do_help(struct playing *p, const char *arg);
static void do_form(struct playing *p, const char *arg);
static void do_leave(struct playing *p, const char *arg);

static const struct command_row {
	const char *name;
	void (*run)(struct playing *p, const char *arg);
	const char *arg; /* what it takes, NULL for nothing */
	const char *what;
} commands[] = {
	{ ":save", do_save, "NAME.json", N_("write what you did as a lesson") },
	{ ":save!", do_replace, "NAME.json", N_("the same over a file that is there") },
	{ ":undo", do_undo, NULL, N_("take the last statement back") },
	{ ":redo", do_redo, NULL, N_("perform it again") },
	{ ":help", do_help, "WORD", N_("a call, a constant or an observation") },
	{ ":form", do_form, NULL, N_("a form for mmap()") },
	{ ":q", do_leave, NULL, N_("leave free play") },
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

struct fits play_command_fits(const char *text, size_t n, struct arena *a)
{
	struct fits f = { .v = arena_alloc(a, COMMANDS, sizeof(*f.v)) };

	for (size_t i = 0; i < COMMANDS; i++) {
		if (strncmp(commands[i].name, text, n) == 0)
			f.v[f.n++] = arena_printf(a, "%s%s", commands[i].name, commands[i].arg != NULL ? " " : "");
	}
	while (f.n > 0 && f.v[0][f.common] != '\0') {
		for (size_t i = 1; i < f.n; i++) {
			if (f.v[i][f.common] != f.v[0][f.common])
				return f;
		}
		f.common++;
	}
	return f;
}

/* ---- saving ---- */

/* Does `check` accept it? It is run as check runs it; the first fault goes to `out`, "" for none. */
static void prove(struct playing *p, const char *path, struct buf *out)
{
	struct stage_options o = p->play->options.stage;
	struct diags d = { 0 };
	struct proof proof = { 0 };
	struct err e = { 0 };
	struct lesson *saved = lesson_load(path, &observe_words, &d);

	ui_begin(p->l.ui);
	if (saved != NULL && prove_lesson(saved, &o, &d, &proof, &e) < 0)
		buf_puts(out, e.what);
	p->l.ui->since_ms = 0;
	if (d.n > 0)
		buf_printf(out, "%s:%u:%u: %s", path, d.v[0].pos.line, d.v[0].pos.col, d.v[0].text);
	lesson_free(saved);
	diags_finish(&d);
}

static void save(struct playing *p, const char *path, bool replace)
{
	struct err e = { 0 };
	struct buf fault;

	if (play_save(p->play, path, replace, &e) < 0) {
		play_say(p, LOOK_WARN, "Not saved: %s%s%s", e.what, e.hint[0] != '\0' ? "; " : "", e.hint);
		return;
	}
	buf_init(&fault, 1024);
	prove(p, path, &fault);
	if (p->l.ui->gave_up)
		play_say(p, LOOK_WARN, "Saved as %s; whether `mmaptutor check` accepts it was not tried to the end",
			 path);
	else if (fault.len == 0)
		play_say(p, LOOK_GOOD, "Saved as %s, and `mmaptutor check` accepts it", path);
	else
		play_say(p, LOOK_WARN, "Saved, but `mmaptutor check` says: %s", buf_str(&fault));
	buf_finish(&fault);
}

static void do_save(struct playing *p, const char *arg)
{
	save(p, arg, false);
}

static void do_replace(struct playing *p, const char *arg)
{
	save(p, arg, true);
}

/* ---- the others ---- */

static void do_undo(struct playing *p, const char *arg)
{
	(void)arg;
	play_back(p);
}

static void do_redo(struct playing *p, const char *arg)
{
	(void)arg;
	play_forth(p);
}

static void do_help(struct playing *p, const char *arg)
{
	struct buf steps;

	p->note = word_help(arg, &observe_words, &p->told);
	if (p->note == NULL) {
		play_say(p, LOOK_WARN, "The tables have no \"%s\"; names are spelled as in C", arg);
		return;
	}
	buf_init(&steps, 4096);
	taught_by(p->l.ui->app, arg, &steps);
	if (steps.len > 0)
		p->note = arena_printf(&p->told, "%s. Taught by %s", p->note, buf_str(&steps));
	buf_finish(&steps);
}

static void do_form(struct playing *p, const char *arg)
{
	(void)arg;
	form_open(&p->form);
}

static void do_leave(struct playing *p, const char *arg)
{
	(void)arg;
	p->l.reaction |= REACT_LEAVE;
}

static void say_unknown(struct playing *p, const char *name, size_t n)
{
	struct buf known;

	buf_init(&known, 1024);
	for (size_t i = 0; i < COMMANDS; i++)
		buf_printf(&known, "%s %s", i > 0 ? "," : "", commands[i].name);
	play_say(p, LOOK_WARN, "There is no %.*s; there are%s", (int)n, name, buf_str(&known));
	buf_finish(&known);
}

void play_command(struct playing *p, const char *text)
{
	size_t n = strcspn(text, " ");
	const char *arg = text + n + strspn(text + n, " ");

	for (size_t i = 0; i < COMMANDS; i++) {
		const struct command_row *c = &commands[i];

		if (strlen(c->name) != n || strncmp(c->name, text, n) != 0)
			continue;
		if ((c->arg != NULL) != (arg[0] != '\0'))
			play_say(p, LOOK_WARN, "%s%s%s: %s", c->name, c->arg != NULL ? " " : "",
				 c->arg != NULL ? c->arg : tr(" alone"), tr(c->what));
		else
			c->run(p, arg);
		return;
	}
	say_unknown(p, text, n);
}
