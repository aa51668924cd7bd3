/*
 * Memory. Small allocations do not fail to their callers: where the system has
 * no memory left the program says so on stderr (after the terminal is whole
 * again) and exits with status 4. Data that lives and dies together lives in an
 * arena: one lesson, one record, one map.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

/* Called once, first thing in main: its exit handler runs last and prints the message. */
void mem_init(void);

/* Zeroed bytes; never NULL; ends the program where there are none, or where n * size overflows. */
void *mem_zalloc(size_t n, size_t size);
/* Grows *array (elements of `size` bytes) so that `need` fit; *cap is in elements. New bytes are not zeroed. */
void mem_grow(void **array, size_t *cap, size_t need, size_t size);
char *mem_strdup(const char *s);

struct arena_block;
struct arena {
	struct arena_block *last;
};

/* A zeroed struct arena is an empty one. Memory is zeroed, aligned to 16 bytes, never NULL. */
void *arena_alloc(struct arena *a, size_t n, size_t size);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Frees all; the arena is empty and usable afterwards. */
void arena_finish(struct arena *a);

#endif
