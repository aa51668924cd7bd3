/* A JSON file into a struct lesson; every check that needs no run. */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include "base/diag.h"
#include "lang/word.h"
#include "model/lesson.h"

/*
 * A file that is a lesson, or NULL and all its faults in d, sorted. d->file becomes `path`, which must outlive d.
 *
 *   file ─▶ json_parse_file ─▶ tables of fields ─▶ struct lesson ─▶ names, statement by statement ─▶ files, die, exec
 *
 * Every kind of fault is reported at once, but for a text that is no JSON and a format that is newer. In a step
 * with a task `do` runs first, then `given`, then an attempt; later steps know the names of the first solution.
 * A question without a prompt gets that of its kind. Drills, and all steps where the lesson says so, are fresh.
 */
struct lesson *lesson_load(const char *path, const struct words *words, struct diags *d);
/* The same of a text that is here already; `path` is what its file was called. */
struct lesson *lesson_parse(const char *path, const char *text, size_t n, const struct words *words, struct diags *d);
void lesson_free(struct lesson *l); /* NULL is fine */

/* The course: lessons/course.json. Parts in order, each with the ids of its lessons. */
struct course_part {
	const char *title;
	const char **lessons;
	size_t lessons_n;
};

struct concept {
	const char *id, *claim, *source, *part; /* part: as in the curriculum, "A1"; source: "mmap(2)" */
};

/* Zeroed is empty. */
struct course {
	struct arena arena;
	const char *dir; /* where the lessons are */
	const char *title;
	struct course_part *parts;
	size_t parts_n;
	struct concept *concepts;
	size_t concepts_n;
};

/*
 * Reads DIR/course.json, then DIR/concepts.json:
 *   { "title": "…", "parts": [ { "title": "…", "lessons": [ "first-mapping", … ] } ] }
 *   { "concepts": [ { "id": "…", "part": "A1", "claim": "…", "source": "mmap(2)" } ] }
 * with the texts of their overlays in the first of `languages` that has them (NULL: none; see overlay.h).
 * 0, or -1 with the faults of the first of them that has some; d->file, in the arena of d, says which. c is
 * overwritten, and finished by the caller either way.
 */
int course_load(struct course *c, const char *dir, const char *languages, struct diags *d);
void course_finish(struct course *c);
/* Path of a lesson by id, or by a path (with a '/', or ending in ".json"): in the arena of c. NULL: there is no file.
 */
const char *course_lesson_path(struct course *c, const char *id_or_path);
/* A fault for each concept in `teaches` and lesson in `after` that the course does not have. 0, or -1. */
int lesson_check_course(const struct lesson *l, const struct course *c, struct diags *d);

#endif
