/*
 * Observations: what an expression can ask of a stage. One row each, in observe.c; the functions are grouped
 * by where they read. An observation that the kernel does not answer is VALUE_UNKNOWN with the reason.
 */
#ifndef TUTOR_OBSERVE_H
#define TUTOR_OBSERVE_H

#include "lang/word.h"
#include "tutor/stage.h"

extern const struct words observe_words;

/* world.observe of both worlds. */
enum eval observe_word(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
		       struct lang_err *e);
/* world.load of expressions: a byte as it is, without touching it. */
enum eval observe_byte(void *ctx, int actor, int64_t addr, struct value *out);

/* Where an observation's function stands: watch_<word>. Each returns EVAL_OK, unknown or not. */
#define WATCH(word) int watch_##word(void *ctx, int actor, const struct value *args, size_t n, struct value *out)
WATCH(mapped);
WATCH(size);
WATCH(vmas);
WATCH(perms);
WATCH(path);
WATCH(offset);
WATCH(start);
WATCH(end);
WATCH(inode);
WATCH(resident);
WATCH(present);
WATCH(exclusive);
WATCH(guard);
WATCH(zeropage);
WATCH(pages);
WATCH(count);
WATCH(filled);
WATCH(cached);
WATCH(frame);
WATCH(smaps);
WATCH(vmflag);
WATCH(status);
WATCH(bytes);
WATCH(file);
WATCH(filesize);

/* The i-th kind of pages() and count(); NULL behind the last. */
const char *watch_page_kind(size_t i);

/* Parts that several of them use. Each fills *out with the reason and returns NULL or false where it cannot. */
struct actor *watch_actor(struct stage *s, int actor, struct value *out);
/* The lines of maps now, or at the last words of a process that died. Valid until the next observation. */
const struct memmap *watch_maps(struct stage *s, int actor, struct value *out);
/* Facts of the pages that [addr, addr + len) meets; with mincore's where `resident`. To be finished by the caller. */
bool watch_pageset(struct stage *s, int actor, uint64_t addr, uint64_t len, bool resident, struct pageset *out,
		   struct value *why);
/* Copies n bytes as they are. */
bool watch_peek(struct stage *s, int actor, uint64_t addr, void *bytes, size_t n, struct value *why);

/* True where the line that holds addr maps a file of the lesson: *eof is the first address behind its last page. */
bool watch_file_end(struct stage *s, const struct memmap *m, uint64_t addr, uint64_t *eof);

int watch_unknown(struct stage *s, struct value *out, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
int watch_int(struct value *out, int64_t i);

#endif
