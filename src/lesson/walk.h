/* What the trees of a lesson say once their names are bound: which files, exec and die. */
#ifndef LESSON_WALK_H
#define LESSON_WALK_H

#include "model/lesson.h"

/*
 * Sets uses_exec and uses_die of each step. A call that names a file which neither `files` has nor any
 * statement creates (O_CREAT) is a fault, and so is a path out of the lesson's directory.
 */
void walk_check(struct lesson *l, struct diags *d);

#endif
