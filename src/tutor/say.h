/* What happened, in words: the same on every screen and in plain text. Each appends to `out`. */
#ifndef TUTOR_SAY_H
#define TUTOR_SAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "model/answer.h"
#include "model/record.h"

/*
 * "0x7ffff7ff6000"; "MAP_FAILED, EINVAL: ..."; "SIGSEGV, SEGV_ACCERR at m + 4096"; "not run".
 * Nothing where say_speaks is false.
 */
void say_outcome(const struct outcome *o, struct buf *out);
/* n bytes of text as C writes them, in quotes: what cannot be shown as "\x1b", and at most 64 of them. */
void say_text(const char *s, size_t n, struct buf *out);
/* "it succeeds, ", to stand before it; "" where it does not. */
const char *say_succeeds(const struct outcome *o);
/* False of a statement that computed nothing which could be told. */
bool say_speaks(const struct outcome *o);
/* "2 minor faults, 1 major fault"; nothing where there were none. */
void say_faults(uint64_t minflt, uint64_t majflt, struct buf *out);
/* "×3 child: m[i] = 'X';": the source as C, with what stands before it. */
void say_source(const char *source, const char *actor, uint32_t repeat, bool die, struct buf *out);
/* One line: source, outcome, faults. */
void say_statement(const struct statement_record *s, struct buf *out);

/* The kinds of pages, one row each in say.c, in the order in which a page is asked whether it is one. */
enum page_kind {
	PAGE_KIND_HOLE,
	PAGE_KIND_EOF,
	PAGE_KIND_GUARD,
	PAGE_KIND_HUGE,
	PAGE_KIND_SWAPPED,
	PAGE_KIND_ZERO,
	PAGE_KIND_PRIVATE,
	PAGE_KIND_FILE,
	PAGE_KIND_CACHED,
	PAGE_KIND_NONE,
	PAGE_KIND_UNKNOWN,
	PAGE_KINDS
};

struct page_say {
	char letter;
	const char *name;  /* for a legend: "private" */
	const char *words; /* "private to this process, in memory" */
};

/* The kind of a page by its facts (enum page_fact). A fact not `known` never counts as a zero. */
enum page_kind page_kind(unsigned facts, unsigned known, bool past_eof);
const struct page_say *page_say(enum page_kind kind);
char page_letter(unsigned facts, unsigned known, bool past_eof);
void say_page(unsigned facts, unsigned known, bool past_eof, struct buf *out);

#endif
