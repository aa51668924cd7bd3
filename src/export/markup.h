/*
 * Texts of lessons, of the kernel and of /proc as HTML that is XML too: cleaned, then escaped. Whatever comes from
 * elsewhere goes through here.
 */
#ifndef EXPORT_MARKUP_H
#define EXPORT_MARKUP_H

#include "base/buf.h"
#include "model/lesson.h"
#include "model/record.h"

/* As it stands, between tags or inside an attribute; an end of line becomes <br/>. (size_t)-1: to the NUL. */
void markup_plain(const char *s, size_t n, struct buf *out);
/* `code` and *emphasis* as elements, {n} as the number that it is here. */
void markup_text(const char *text, const struct binding *vary, size_t vary_n, struct buf *out);
/* Paragraphs, and lines of code that follow each other as one block. */
void markup_paragraphs(const struct texts *t, const struct binding *vary, size_t vary_n, struct buf *out);

#endif
