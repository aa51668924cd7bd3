/* Free play in words: statements at a prompt, on a branch that the lesson knows nothing of. */
#include <errno.h>
#include <string.h>

#include "app/plain_state.h"

#include "base/tr.h"

/* The place in a statement that is wrong, for the ear. */
static void put_wrong(struct plain *p, const char *line, const struct lang_err *le)
{
	size_t n = strlen(line);

	if (le->at < n)
		plain_say(p, "That is no statement: %s; at \"%s\", character %zu.", le->text, line + le->at,
			  le->at + 1);
	else
		plain_say(p, "That is no statement: %s; at its end.", le->text);
}

static void try(struct plain *p, const char *line)
{
	struct lang_err le = { 0 };
	struct err e = { 0 };
	int status = play_try(p->play, line, &le, &e);

	if (status == -EINVAL && le.text[0] != '\0')
		put_wrong(p, line, &le);
	else if (status < 0)
		plain_error(p, tr("The branch could not be kept"), &e);
	else
		plain_show_run(p, play_record(p->play));
}

static void put_last(struct plain *p)
{
	if (p->play->done > 0)
		plain_say(p, "The last statement is now %s", p->play->v[p->play->done - 1].text);
	else
		plain_say(p, "Nothing is left to undo.");
}

void plain_undo(struct plain *p, const char *rest)
{
	struct err e = { 0 };
	int status;

	(void)rest;
	if (p->play->done == 0) {
		plain_say(p, "There is nothing to undo.");
		return;
	}
	plain_say(p, "Undone: %s", p->play->v[p->play->done - 1].text);
	status = play_undo(p->play, &e);
	if (status < 0)
		plain_error(p, tr("The branch could not be kept"), &e);
	else
		put_last(p);
}

void plain_redo(struct plain *p, const char *rest)
{
	struct err e = { 0 };
	int status = play_redo(p->play, &e);

	(void)rest;
	if (status == -ENOENT)
		plain_say(p, "There is nothing to redo.");
	else if (status < 0)
		plain_error(p, tr("The branch could not be kept"), &e);
	else
		plain_show_run(p, play_record(p->play));
}

void plain_tried(struct plain *p, const char *rest)
{
	(void)rest;
	if (p->play->n == 0)
		plain_say(p, "Nothing was tried yet.");
	for (size_t i = 0; i < p->play->n; i++)
		plain_say(p, "%zu. %s%s", i + 1, p->play->v[i].text, i < p->play->done ? "" : tr(", undone"));
}

void plain_save(struct plain *p, const char *rest)
{
	struct err e = { 0 };
	int status;

	if (rest[0] == '\0') {
		plain_say(p, "Type save and the name of a file, as save mine.json.");
		return;
	}
	if (p->play->done == 0) {
		plain_say(p, "Nothing was tried yet: there is nothing to save.");
		return;
	}
	status = play_save(p->play, rest, false, &e);
	if (status == 0)
		plain_say(p, "Saved as the lesson %s.", rest);
	else if (status == -EEXIST)
		plain_say(p, "%s is there already. Type another name.", rest);
	else
		plain_error(p, tr("It is not saved"), &e);
}

void plain_done(struct plain *p, const char *rest)
{
	(void)rest;
	play_close(p->play);
	p->play = NULL;
}

static int open_branch(struct plain *p, struct err *e)
{
	/* Behind the step where it has run, else before it. */
	size_t at = plain_record(p) != NULL ? p->step + 1 : p->step;

	return play_open(&p->play, p->lesson, at, &p->session->options, e);
}

void plain_branch(struct plain *p, const char *rest)
{
	char line[PLAIN_LINE];
	struct err e = { 0 };

	(void)rest;
	if (open_branch(p, &e) < 0) {
		p->play = NULL;
		plain_error(p, tr("Free play could not be started"), &e);
		return;
	}
	plain_say(p, "Free play. Type statements; done leaves, help tells what else can be typed.");
	while (p->play != NULL && p->want == WANT_NOTHING) {
		if (!plain_read(p, "> ", line))
			p->want = WANT_QUIT;
		else if (line[0] != '\0' && !plain_word(p, line))
			try(p, line);
	}
	play_close(p->play);
	p->play = NULL;
	if (p->want == WANT_NOTHING)
		plain_say(p, "Free play is over. Nothing of the lesson was touched.");
}
