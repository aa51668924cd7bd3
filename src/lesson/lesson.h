/* A JSON file into a struct lesson; every check that needs no run. */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include "base/diag.h"
#include "lang/word.h"
#include "model/lesson.h"

/* A file that is a lesson: NULL and all faults in d (whose `file` is set by this) where it is none. */
struct lesson *lesson_load(const char *path, const struct words *words, struct diags *d);
void lesson_free(struct lesson *l);

/* The course: lessons/course.json. Parts in order, each with the ids of its lessons. */
struct course_part {
	const char *title;
	const char **lessons;
	size_t lessons_n;
};

struct concept {
	const char *id, *claim, *source, *part; /* part: "A", "B", "C" */
};

struct course {
	struct arena arena;
	const char *dir; /* where the lessons are */
	const char *title;
	struct course_part *parts;
	size_t parts_n;
	struct concept *concepts;
	size_t concepts_n;
};

/* Reads DIR/course.json and DIR/concepts.json. 0, or -1 with faults in d. */
int course_load(struct course *c, const char *dir, struct diags *d);
void course_finish(struct course *c);
/* Path of a lesson by id or path: in the arena of c. NULL where neither is a file. */
const char *course_lesson_path(struct course *c, const char *id_or_path);

#endif
