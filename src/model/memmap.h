/*
 * A memory map: the lines of /proc/PID/maps as data.
 *
 *   raw   "555555554000-555555556000 r--p 00000000 fe:00 247134    /usr/bin/cat\n..."
 *              |                |     |       |     |     |              |
 *   region   start             end   perms  offset  dev  inode        path, path_len (inside raw)
 */
#ifndef MODEL_MEMMAP_H
#define MODEL_MEMMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* One line. Addresses and offset in bytes; end is the first byte behind. */
struct region {
	uint64_t start, end, offset, inode;
	uint32_t dev_major, dev_minor;
	uint32_t line, line_len; /* bytes of raw, without the newline */
	uint32_t path, path_len; /* bytes of raw; path_len 0 for none */
	char perms[5];           /* "rw-p" */
};

/* Zeroed is empty. Sorted by start, as the kernel writes it. */
struct memmap {
	struct buf raw;
	struct region *v;
	size_t n, cap;
};

#define MEMMAP_NONE ((size_t)-1)

/* More than this is no map: a million lines (vm.max_map_count of some distributions) of long paths. */
#define MEMMAP_RAW_MAX ((size_t)1 << 30)

void memmap_clear(struct memmap *m); /* empty, its memory kept; raw may be put to */
void memmap_finish(struct memmap *m);
void memmap_copy(struct memmap *to, const struct memmap *from); /* `to` is overwritten, its memory reused */
/* Parses m->raw into m->v. 0, or -EINVAL with the 1-based number of the first bad line in *line. */
int memmap_parse(struct memmap *m, size_t *line);
/* The region that holds addr, or MEMMAP_NONE. */
size_t memmap_find(const struct memmap *m, uint64_t addr);
/* The first region that ends behind addr (holds it or lies above), or n. */
size_t memmap_lower(const struct memmap *m, uint64_t addr);
/* How many regions overlap [start, start + len). */
size_t memmap_count(const struct memmap *m, uint64_t start, uint64_t len);
/* Bytes mapped without a hole from addr on, at most len. */
uint64_t memmap_span(const struct memmap *m, uint64_t addr, uint64_t len);
const char *memmap_path(const struct memmap *m, const struct region *r); /* not terminated: r->path_len bytes */

#endif
