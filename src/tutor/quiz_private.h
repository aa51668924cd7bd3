/* What the files of the quiz share. */
#ifndef TUTOR_QUIZ_PRIVATE_H
#define TUTOR_QUIZ_PRIVATE_H

#include "tutor/quiz.h"

/* A number from a seed, well mixed. */
uint64_t quiz_mixed(uint64_t seed, uint64_t n);
/* A turn of a step with a session of its own and fresh values; NULL with *e where it cannot be opened. */
struct quiz_turn *quiz_turn_new(struct quiz *q, const struct lesson *l, size_t step, uint64_t seed, struct err *e);
void quiz_turn_free(struct quiz_turn *t);
/* Closes the turn that is open; what was not right comes back in practice. */
int quiz_settle(struct quiz *q, struct quiz_turn *t, enum mark mark, struct err *e);

#endif
