/* What the steps before one have done, as text: for who is asked about it without having been there. */
#ifndef TUTOR_PAST_H
#define TUTOR_PAST_H

#include "tutor/session.h"

/* Statements, one a line, each with two blanks before it; a repeated body as "N times:" and a line. */
void past_actions(const struct action *v, size_t n, struct buf *out);
/* All that the state before a step comes from, with the values of `vary` as "  here k = 2"; nothing for none. */
void past_steps(const struct session *s, size_t step, struct buf *out);

#endif
