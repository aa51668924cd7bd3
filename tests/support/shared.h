/* Real runs as a presenter shows them, and its frames as bytes. */
#ifndef SUPPORT_SHARED_H
#define SUPPORT_SHARED_H

#include "share/wire.h"
#include "support/tutor_kit.h"

/* What a screen shows of a step of k, run or not. Its `now` is *now, to be finished by shared_now_finish. */
struct share_state shared_state(struct kit *k, size_t step, bool run, struct snapshot *now);
void shared_now_finish(struct snapshot *now);
/* A body without its head, as the one side packs it. The test ends where it does not fit. */
struct buf shared_body(const struct share_state *s);
/* The other side: true where it is a state of this lesson. *out is to be finished with its arena. */
bool shared_take(const void *bytes, size_t n, const struct lesson *l, struct message *out, struct arena *a);
/* A lesson with questions, files, a fork and a death: every kind of member. */
void shared_open(struct kit *k);
#define SHARED_STEPS 5

#endif
