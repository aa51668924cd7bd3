/*
 * Texts of a lesson in another language, beside it; the logic stays in the lesson.
 *
 *   lessons/addr.json      "title": "addr: where it goes"
 *   lessons/de/addr.json   "texts": { "title": ["addr: where it goes", "addr: wohin damit"],
 *                                     "steps/hint/ask/choices/0/why": ["…", "…"] }
 *
 * Each pair holds the text as it was when it was translated: where the lesson has another one since, that one is shown
 * and the pair is stale. A path names keys, the ids of steps, and entries of arrays from 0.
 */
#ifndef LESSON_OVERLAY_H
#define LESSON_OVERLAY_H

#include "lesson/lesson.h"
#include "json/json.h"

/*
 * As lesson_load, in the first of `languages` ("de_AT:de", most wanted first; NULL or "" for the lesson's own) that has
 * an overlay. A text that it lacks, or that is stale, is the lesson's own; an overlay that is no overlay, or whose
 * texts are no texts for a lesson, is passed over.
 */
struct lesson *lesson_load_in(const char *path, const char *languages, const struct words *words, struct diags *d);

/* ---- for overlay.c and lesson.c ---- */

/* Puts the texts of an overlay (NULL: none) into the tree of a lesson, which is in a; they keep their own places. */
void overlay_apply(struct json *root, const struct json *overlay, struct arena *a);
/* As lesson_parse, with an overlay whose file d->file is: what is wrong with its texts are faults of that. */
struct lesson *overlay_parse(const char *path, const char *text, size_t n, const struct json *overlay,
			     const struct words *words, struct diags *d);
/* The overlay of a file in a language, parsed into a; NULL where there is none, or with its faults in d. */
const struct json *overlay_read(struct arena *a, const char *path, const char *language, struct diags *d);
/* The overlay of the first of several languages that has a good one; NULL for none. */
const struct json *overlay_first(struct arena *a, const char *path, const char *languages);
/* Its path, as "lessons/de/addr.json"; in a. */
const char *overlay_path(struct arena *a, const char *path, const char *language);
/* Takes the next of a list of languages into out; false at the end. Names that are none are passed over. */
bool overlay_language(const char **list, char out[static 24]);

/* What an overlay lacks. */
struct overlay_tally {
	size_t texts, translated, missing, stale, unknown;
};

/*
 * Compares an overlay with its lesson: each text that is missing, stale, no text for a lesson, or for a path that the
 * lesson does not have is a fault in d, whose file is the overlay, in a. False where the overlay cannot be read.
 */
bool overlay_check(const char *path, const char *language, const struct words *words, struct arena *a,
		   struct overlay_tally *t, struct diags *d);
/* An overlay to be filled in: every text with the translation that there is already, or "". */
bool overlay_skeleton(const char *path, const char *language, struct buf *out, struct diags *d);

#endif
