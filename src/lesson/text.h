/* The text of a lesson with the numbers of `vary` put in. */
#ifndef LESSON_TEXT_H
#define LESSON_TEXT_H

#include "base/buf.h"
#include "model/record.h"

/* Appends text to out; "{n}" becomes the value of binding n. Braces around anything else stay as they are. */
void lesson_text(struct buf *out, const char *text, const struct binding *b, size_t n);

#endif
