/* The names that a statement typed by the learner may use: those that the lesson has made up to there. */
#ifndef TUTOR_KNOWN_H
#define TUTOR_KNOWN_H

#include "lang/scope.h"
#include "tutor/session.h"

/* Fills an empty scope with the files of the lesson and the names that steps [first, at) leave behind. */
void known_before(struct scope *s, const struct session *session, size_t first, size_t at, struct arena *a);
/* Adds the names that actions make. */
void known_actions(struct scope *s, const struct action *v, size_t n);

#endif
