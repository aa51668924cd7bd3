/* Records made by hand for the picture of memory: two processes, a question of pages, a terabyte, many lines. */
#ifndef SUPPORT_MEMORY_H
#define SUPPORT_MEMORY_H

#include "model/bytes.h"
#include "support/learn.h"

/* After a fork and a store of the child: four pages, of which one has parted. */
void screen_fork(struct screen *s, int w, int h);
/* A question of pages, answered, and wrong in two of eight. */
void screen_pages(struct screen *s, int w, int h);
/* A mapping of 1 TiB with `resident` pages in memory, spread over all of it, the first at its start. */
void screen_huge(struct screen *s, int w, int h, unsigned resident);
/* 4 MiB, of which the second half is one huge page. */
void screen_thp(struct screen *s, int w, int h);
/* A map of so many lines, the last of them new. */
void screen_lines(struct screen *s, int w, int h, size_t lines);
/* Three pages mapped, then one of them put over the middle with MAP_FIXED, all in one step. */
void screen_late(struct screen *s, int w, int h);
/* Bytes of a private page of a file, of which two were stored to. */
extern const struct bytes fixture_bytes;

#endif
