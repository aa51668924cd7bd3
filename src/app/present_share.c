/* Followers: they are told of what is on the screen, once it is there, and their votes come in. */
#include <errno.h>
#include <stdlib.h>

#include "app/present_state.h"
#include "base/tr.h"
#include "tutor/play.h"

/* Votes and guests that came or went. */
static enum reaction woken(void *ctx)
{
	struct presenting *p = ctx;

	if (!share_pump(p->share))
		return REACT_NONE;
	if (p->votes.open)
		p->votes.voted = share_count(p->share, p->votes.counts);
	return REACT_DRAW;
}

/* What nobody may see yet does not leave this process. */
static void tell(struct presenting *p, struct share_state *s)
{
	if (!s->votes.shown) {
		for (size_t i = 0; i < SHARE_CHOICES; i++)
			s->votes.counts[i] = 0;
	}
	share_show(p->share, s);
}

/* An aside: what was tried last in place of the step, and no question. */
static void tried(void *ctx, const struct play *branch)
{
	struct presenting *p = ctx;
	const struct record *r = play_record(branch);
	struct share_state s;

	if (p->tried == branch->done + 1 && p->tried_last == r)
		return;
	p->tried = branch->done + 1;
	p->tried_last = r;
	present_state(p, &s);
	if (r != NULL)
		s.record = r;
	s.phase = s.record != NULL ? SHARE_DONE : SHARE_TEXT;
	s.zoomed = false;
	s.aside = tr("aside: what if");
	s.votes = (struct share_votes){ 0 };
	tell(p, &s);
}

void present_share_told(struct presenting *p)
{
	struct share_state s;

	if (p->share == NULL || !p->drawn)
		return;
	p->drawn = false;
	p->tried = 0;
	present_state(p, &s);
	tell(p, &s);
}

void present_share_ask(struct presenting *p, size_t choices)
{
	if (p->share != NULL)
		share_ask(p->share, choices);
}

void present_share_ask_end(struct presenting *p)
{
	if (p->share == NULL || !p->votes.open)
		return;
	p->votes.voted = share_count(p->share, p->votes.counts);
	share_ask_end(p->share);
	p->votes.open = false;
}

/* "0660" */
int present_share_mode(const struct app *app, unsigned *mode, struct err *e)
{
	const char *text = app->mode_text;
	char *end;
	unsigned long value;

	*mode = 0;
	if (text == NULL)
		return 0;
	if (!app->share)
		return err_set(e, 0, "", "add --share", "--mode says who may follow, and nobody can without --share");
	errno = 0;
	value = strtoul(text, &end, 8);
	if (errno != 0 || end == text || *end != '\0' || value > 0777 || (value & 0600) != 0600)
		return err_set(e, 0, "", "as chmod has them: 0600, 0660, 0666",
			       "--mode takes the rights of a socket, not \"%s\"", text);
	*mode = (unsigned)value;
	return 0;
}

int present_share_open(struct presenting *p, struct err *e)
{
	const struct app *app = p->ui->app;
	unsigned mode;
	int status;

	if (!app->share)
		return 0;
	status = present_share_mode(app, &mode, e);
	if (status == 0)
		status = share_open(&p->share, NULL, mode, e);
	if (status < 0)
		return status;
	p->audience = (struct audience){ .ctx = p, .fd = share_fd(p->share), .woken = woken, .tried = tried };
	p->ui->audience = &p->audience;
	return 0;
}

void present_share_way_in(struct presenting *p)
{
	if (p->share != NULL && p->message[0] == '\0' && p->phase == SHARE_TITLE && p->step == present_first(p))
		present_say(p, LOOK_GOOD, "Shared: mmaptutor follow %s", share_path(p->share));
}

void present_share_close(struct presenting *p)
{
	p->ui->audience = NULL;
	share_close(p->share);
	p->share = NULL;
}
