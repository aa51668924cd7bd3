/* The check of names: which ones exist at each point of a lesson, statement by statement. */
#ifndef LESSON_NAMES_H
#define LESSON_NAMES_H

#include "lang/word.h"
#include "model/lesson.h"

/* Binds every tree of the lesson; sets uses_exec and uses_die of its steps. Faults go to d. */
void names_check(struct lesson *l, const struct words *words, struct diags *d);

#endif
