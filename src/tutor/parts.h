/* The stage from inside: what the files of tutor/ that make it up share. */
#ifndef TUTOR_PARTS_H
#define TUTOR_PARTS_H

#include "tutor/stage.h"

enum eval stage_call(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
		     struct lang_err *e);
enum eval stage_load(void *ctx, int actor, int64_t addr, struct value *out);
enum eval stage_store(void *ctx, int actor, int64_t addr, const struct value *v);
enum eval stage_settle(void *ctx, struct value *v);
int stage_constant(void *ctx, const char *name, int64_t *v);
/* A row that the tutor performs: tutor/errand.c. */
enum eval stage_errand(struct stage *s, int actor, const struct node *site, const struct value *args,
		       struct value *out);
/*
 * The lines of maps of a process, read again only where something was done since: they change by that alone.
 * NULL with e filled. Valid until the next reading.
 */
const struct memmap *stage_maps(struct stage *s, int actor, struct err *e);
/* The process, or NULL with the statement refused: it has ended, or never was. */
struct actor *stage_actor(struct stage *s, int actor);
/* Performs one operation now (the batch first) and books its outcome. */
enum eval stage_do(struct stage *s, int actor, const struct lab_op *op, void *scratch, size_t scratch_len,
		   struct lab_result *r);
/* For `deadline`: STAGE_PATIENCE ms from now. */
#define STAGE_PATIENCE 30000
int64_t stage_deadline(void);
/* Sends what waits in the batch. */
enum eval stage_flush(struct stage *s);
/* Books: the statement is refused; why is copied. Returns EVAL_STOP. */
enum eval stage_refuse(struct stage *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Books what lab_do or lab_give said that was not a result. */
enum eval stage_lost(struct stage *s, int actor, int status, const struct err *e);
/* A raw result of the kernel as the C library gives it: value and errno in o. */
void stage_library(const struct call *call, int64_t raw, const uint64_t *words, struct outcome *o);
/* Books the result of one operation as the statement's outcome. EVAL_STOP where it faulted. */
enum eval stage_book(struct stage *s, int actor, const struct lab_op *op, const struct lab_result *r);
/* Notes what a call that returned made and released, for size() and the neighbours. The maps may be NULL. */
void stage_note(struct stage *s, int actor, const struct lab_op *op, int64_t value, const struct memmap *before,
		const struct memmap *after);
/* The last mapping that a call returned as `start`, as it was made; NULL where none did. */
const struct made *stage_made(const struct stage *s, int actor, uint64_t start);
/* The end of what later calls left of it, from its start on. */
uint64_t stage_made_end(const struct stage *s, const struct made *m);
/* A child has the mappings of its parent, each from here on its own. */
void stage_inherit(struct stage *s, int parent, int child);
/* Notes a fault that depends on what happens to be mapped next to the lesson's own mappings. */
void stage_fault(struct stage *s, int actor, const struct lab_result *r);
/* Gives a waiting value what the last batch that was sent says of it. */
void stage_settle_sent(struct stage *s, struct value *v);
/* An operation without scratch bytes: waits inside a repeat, is done at once elsewhere. */
enum eval stage_simple(struct stage *s, int actor, const struct lab_op *op, struct value *out);
/* The end of a process, once known. */
void stage_ended(struct stage *s, int actor);

#endif
