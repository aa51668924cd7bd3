/* Allocation that does not fail to its callers, and arenas. */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/tr.h"

enum { EXIT_NOTHING_RUNS = 4, ALIGN = 16, BLOCK_FIRST = 1024, BLOCK_MAX = 65536 };

/*
 * The one piece of state that nobody passes: exit handlers take no argument.
 *   exit() ──▶ handlers in reverse order: terminal restored ──▶ … ──▶ at_exit, first registered, prints
 */
static struct {
	bool armed, failed;
} state;

static void complain(void)
{
	const char *text = tr("mmaptutor: out of memory\nclose other programs, or give this one more\n");
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		_exit(EXIT_NOTHING_RUNS);
}

static void at_exit(void)
{
	if (state.failed)
		complain();
}

void mem_init(void)
{
	if (!state.armed)
		state.armed = atexit(at_exit) == 0;
}

/* exit() inside an exit handler is undefined, hence the short way out for a second failure. */
static _Noreturn void out_of_memory(void)
{
	if (!state.armed || state.failed) {
		complain();
		_exit(EXIT_NOTHING_RUNS);
	}
	state.failed = true;
	exit(EXIT_NOTHING_RUNS);
}

void *mem_zalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);
	if (!p)
		out_of_memory();
	return p;
}

void mem_grow(void **array, size_t *cap, size_t need, size_t size)
{
	if (need <= *cap)
		return;
	size_t want = *cap > SIZE_MAX / 2 || *cap * 2 < need ? need : *cap * 2;
	want = want < 8 ? 8 : want;
	void *p = reallocarray(*array, want, size ? size : 1);
	if (!p)
		out_of_memory();
	*array = p;
	*cap = want;
}

char *mem_strdup(const char *s)
{
	size_t n = strlen(s) + 1;
	return memcpy(mem_zalloc(n, 1), s, n);
}

/*
 * last ──▶ [block: ####....] ──▶ [block: ######] ──▶ NULL
 * Bytes are handed out from the front of the last block. What is larger than a quarter of a block gets one of
 * its own behind the last, so that the rest of the last is not lost.
 */
struct arena_block {
	struct arena_block *prev;
	size_t used, cap;
	_Alignas(ALIGN) unsigned char data[];
};

static struct arena_block *block_new(size_t cap)
{
	if (cap > SIZE_MAX - sizeof(struct arena_block))
		out_of_memory();
	struct arena_block *b = mem_zalloc(1, sizeof(*b) + cap);
	b->cap = cap;
	return b;
}

static void *take(struct arena_block *b, size_t bytes)
{
	void *p = b->data + b->used;
	b->used += bytes;
	return p;
}

void *arena_alloc(struct arena *a, size_t n, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(n, size, &bytes) || bytes > SIZE_MAX - ALIGN)
		out_of_memory();
	bytes = bytes ? (bytes + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
	struct arena_block *last = a->last;
	if (last && last->cap - last->used >= bytes)
		return take(last, bytes);
	size_t cap = last && last->cap >= BLOCK_FIRST ? last->cap * 2 : BLOCK_FIRST;
	cap = cap > BLOCK_MAX ? BLOCK_MAX : cap;
	if (last && bytes > cap / 4) {
		struct arena_block *own = block_new(bytes);
		own->prev = last->prev;
		last->prev = own;
		return take(own, bytes);
	}
	struct arena_block *b = block_new(bytes > cap ? bytes : cap);
	b->prev = last;
	a->last = b;
	return take(b, bytes);
}

char *arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	n = strnlen(s, n);
	return memcpy(arena_alloc(a, n + 1, 1), s, n);
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, tr(fmt), ap);
	va_end(ap);
	char *s = arena_alloc(a, n > 0 ? (size_t)n + 1 : 1, 1);
	if (n > 0)
		(void)vsnprintf(s, (size_t)n + 1, tr(fmt), again);
	va_end(again);
	return s;
}

void arena_finish(struct arena *a)
{
	while (a->last) {
		struct arena_block *b = a->last;
		a->last = b->prev;
		free(b);
	}
}
