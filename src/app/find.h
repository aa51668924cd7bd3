/*
 * Search in the course: over the titles, texts, questions and statements of all steps of all lessons.
 *
 *   course ──find_load──▶ struct index (each lesson read once) ──find──▶ struct found
 */
#ifndef APP_FIND_H
#define APP_FIND_H

#include "app/app.h"

#define FOUND_MAX    200
#define FOUND_AROUND 60 /* bytes of the text around what was found */

/* A step as text. All strings live in the arena of the index. */
struct indexed {
	const char *lesson, *lesson_title; /* id, title */
	const char *title;                 /* of the step */
	size_t step;                       /* from 0 */
	const char *text;                  /* all of it, its parts one a line */
};

struct index {
	struct arena arena;
	struct indexed *v;
	size_t n, cap;
};

struct hit_of {
	const struct indexed *at;
	size_t from; /* byte of at->text where the first word stands */
};

/* At most FOUND_MAX are kept, in the order of the course; those with the word in a title come first. */
struct found {
	struct index *index; /* what they point into */
	struct hit_of v[FOUND_MAX];
	size_t n, total;
};

/* Reads the lessons of the course, and `more` where it is none of them (NULL: none). NULL: there is no course. */
struct index *find_load(struct app *app, const struct lesson *more);
struct index *find_load_one(const struct lesson *l); /* of this lesson alone */
void find_free(struct index *x);                     /* NULL is fine */
/* Steps that hold every word of `words`, in any case of letters. No words find nothing. */
void find(struct index *x, const char *words, struct found *out);
/* "… the kernel then takes the next free place …": one line around a hit. */
void find_excerpt(const struct hit_of *h, struct buf *out);

#endif
