/*
 * The picture of memory in words, for who does not see it: lines of maps, what changed in them, pages, totals.
 *
 *   line 4 of maps, new: 4 KiB at m, readable and writable, private
 *   page 2 of 3: private page, in memory
 *
 * Each function appends whole lines, or where it says so a part of one.
 */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "base/buf.h"
#include "model/record.h"

#define PLACES_MAX 64
#define PLACE_NAME 40

/* Names that statements gave to addresses. Zeroed is empty. */
struct places {
	struct {
		char name[PLACE_NAME];
		uint64_t at;
	} v[PLACES_MAX];
	size_t n;
};

/* Notes what the statements of a record named; a name that got another value is no longer a place. */
void places_add(struct places *p, const struct record *r);
/* A part of a line: "m", "m + 2 pages", "1 page before m", else the address as a number. */
void words_place(uint64_t at, const struct places *p, uint64_t page, struct buf *out);

/* The lines of maps of a process, all of them. */
void words_maps(const struct snapshot *s, const struct places *p, struct buf *out);
/* The lines that a step changed, or that it changed none. */
void words_changes(const struct actor_record *a, const struct places *p, struct buf *out);

/* The pages of a focus, alike ones together; `eof` as focus_eof of a record. */
void words_pages(const struct pageset *s, uint64_t eof, struct buf *out);
/* All that is known of one page, counted from 0, each fact with the interface that told it. False: there is none. */
bool words_page(const struct pageset *s, uint64_t eof, uint64_t page, struct buf *out);
/* Which pages two processes still share and which have parted; nothing where neither has pages. */
void words_shared(const struct pageset *a, const struct pageset *b, struct buf *out);

/* What a process holds, and what the step made of it. */
void words_totals(const struct totals *before, const struct totals *after, struct buf *out);
/* A statement and what it came to, as sentences, without arrows. */
void words_statement(const struct statement_record *s, const struct places *p, struct buf *out);

#endif
