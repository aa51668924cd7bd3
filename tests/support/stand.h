/* A presenter with a lesson that ran, and its followers, over a real socket. */
#ifndef SUPPORT_STAND_H
#define SUPPORT_STAND_H

#include "support/shared.h"

/* Its socket lies in the directory of the lesson. */
struct stand {
	struct kit k;
	struct share *share;
	struct share_state state;
	struct snapshot now;
	struct err e;
};

void stand_open(struct stand *s, unsigned mode);
void stand_close(struct stand *s);
/* The state, with so many seconds in it to tell it from others. */
void stand_show(struct stand *s, size_t elapsed);
/* Both sides go on until the follower has the state of this second, or the read says something else. */
int stand_await(struct stand *s, struct follow *f, int64_t elapsed);
/* The presenter's side goes on once it has something to do. */
void stand_pump(struct stand *s);
struct follow *stand_join(struct stand *s);
int stand_join_raw(struct stand *s); /* a socket that nobody reads */

#endif
