/* The learn screen of the fixtures, ready to be varied and drawn. */
#ifndef SUPPORT_LEARN_H
#define SUPPORT_LEARN_H

#include "support/fixture.h"
#include "view/learn.h"

struct screen {
	struct canvas canvas;
	struct learn_view v;
	struct learn_shown shown;
	struct answer answer;
	struct record *record;
	struct snapshot *now;
};

/* The step of fixture_length, before its run and after it, answered wrongly. */
void screen_before(struct screen *s, int w, int h, bool ascii);
void screen_after(struct screen *s, int w, int h, bool ascii);
/* fixture_all, after its run. */
void screen_all(struct screen *s, int w, int h);
void screen_draw(struct screen *s);
void screen_finish(struct screen *s);

#endif
