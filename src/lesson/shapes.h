/* The shapes of lesson format 1, and the readers that only they use. */
#ifndef LESSON_SHAPES_H
#define LESSON_SHAPES_H

#include "lesson/read.h"

extern const struct shape shape_lesson, shape_step, shape_ask, shape_ask_pages, shape_choice, shape_task, shape_goal,
    shape_misconception, shape_repeat, shape_requires, shape_file, shape_course, shape_part, shape_concepts,
    shape_concept;

read_fn read_expression;  /* struct code; tree NULL where it does not parse */
read_fn read_expressions; /* struct code * and size_t */
read_fn read_actions;     /* struct action * and size_t */
read_fn read_attempt;     /* struct attempt */
read_fn read_attempts;    /* struct attempt * and size_t */
read_fn read_files;       /* struct lesson_file * and size_t */
read_fn read_vary;        /* struct vary * and size_t */

/* Puts the lines of the program that a step is about behind its text, as code; nothing where it names none. */
void listing_add(struct arena *a, const struct texts *program, struct step *s);

#endif
