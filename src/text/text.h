/* Records without a terminal: plain text for people, JSON lines for programs. Both only read. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "base/buf.h"
#include "model/lesson.h"
#include "model/record.h"

/* The title of a lesson, before its first step. */
void text_lesson(const struct lesson *l, struct buf *out);
/* A step: its text, statements with outcomes, what changed in maps, the pages of the focus, expectations. */
void text_step(const struct lesson *l, const struct record *r, struct buf *out);
/* One JSON object on one line. Fields as the manual lists them; `result` a number, names for errno and signals. */
void text_json(const struct lesson *l, const struct record *r, struct buf *out);

#endif
