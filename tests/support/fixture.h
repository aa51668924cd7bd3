/* Lessons and records made by hand, for screens that must not depend on a kernel. */
#ifndef SUPPORT_FIXTURE_H
#define SUPPORT_FIXTURE_H

#include "draw/canvas.h"
#include "model/lesson.h"
#include "model/record.h"

#define FIXTURE_PAGE 4096

/* A step that maps one byte, with a question of three choices; its record has the new line of maps. */
extern const struct lesson fixture_length;
struct record *fixture_length_record(void);
/* The state before that run. */
struct snapshot *fixture_length_before(void);
void fixture_snapshot_free(struct snapshot *s);

/*
 * A step with all that can happen to a statement: an error, a fault, a repeat, a second process that dies; a map
 * with every change; pages of every kind; a failed expectation and one that cannot be told.
 */
extern const struct lesson fixture_all;
struct record *fixture_all_record(void);

/* The canvas is this text, but for blank rows at its end; both are printed where it is not. */
#define assert_screen(canvas, text) fixture_assert_screen(canvas, text, __FILE__, __LINE__)
void fixture_assert_screen(const struct canvas *c, const char *text, const char *file, int line);
/* Columns of `row` that have this look: "x" where they have, else " ". The caller frees. */
char *fixture_look(const struct canvas *c, int row, enum look look);

#endif
