/* Text by columns of a terminal: UTF-8, width, wrapping, cutting, and the one sanitizer of foreign text. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Decodes one code point at s (n > 0 bytes left); returns the bytes used, >= 1. Invalid bytes give U+FFFD, one byte. */
size_t text_decode(const char *s, size_t n, uint32_t *code);
/* Writes up to 4 bytes and returns how many. */
size_t text_encode(uint32_t code, char out[4]);
/* Columns of one code point: 0 combining, 1, or 2. Never negative. Does not depend on the locale. */
int text_code_width(uint32_t code);
/* Columns of n bytes; (size_t)-1 for "to the NUL". */
size_t text_width(const char *s, size_t n);
/* The bytes of the longest prefix of s that fits into `columns`. */
size_t text_fit(const char *s, size_t n, size_t columns);

/*
 * Everything that comes from a lesson, a file, /proc or a socket goes through here before it is shown:
 * control characters, escape sequences, bidirectional controls, invalid UTF-8 and floods of combining
 * marks (more than 4 on one base) become visible replacements. '\n' and '\t' are kept where keep_lines.
 */
void text_clean(struct buf *out, const char *s, size_t n, bool keep_lines);
/* The same for text that is JSON: what text_clean would replace stands there as \\u escapes, so nothing is lost. */
void text_escape(struct buf *out, const char *s, size_t n);
/* True where text_clean would change nothing. */
bool text_is_clean(const char *s, size_t n, bool keep_lines);

/*
 * Wraps one paragraph at spaces into lines of at most `columns`; a word that is too long is cut.
 * Call again with *at as it was left (start with 0) until it returns false. `*line` is the offset,
 * the return in *len the bytes of the line without its trailing space.
 */
bool text_wrap(const char *s, size_t columns, size_t *at, size_t *line, size_t *len);

#endif
