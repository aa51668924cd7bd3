/*
 * Inside a repeat, operations wait and go over many at a time. Each has a slot; a name that holds the answer
 * of one is VALUE_PENDING until the batch is sent, or until somebody reads it.
 */
#ifndef TUTOR_BATCH_H
#define TUTOR_BATCH_H

#include "lab/lab.h"
#include "lang/value.h"

struct batch {
	struct lab_op ops[LAB_OPS_MAX];
	struct lab_op done[LAB_OPS_MAX];        /* those of the last time it was sent, with their */
	struct lab_result results[LAB_OPS_MAX]; /* results */
	size_t n;                               /* waiting */
	size_t sent;                            /* how many results there are */
	int actor;                              /* all are for one process */
	uint64_t first;                         /* slot of ops[0] */
	uint64_t settled;                       /* slot of results[0] */
	uint64_t begun;                         /* the first slot of the statement under way */
};

struct batch *batch_new(void);
void batch_free(struct batch *b);
/* Forgets what waits: its slots are never answered. */
void batch_clear(struct batch *b);
/* A statement begins. */
void batch_begin(struct batch *b);
/* Adds an operation (there must be room) and gives the value that stands for its answer. */
struct value batch_add(struct batch *b, int actor, const struct lab_op *op);
/* Moves what waits to `done`, with no results yet: the caller fills `results` and sets `sent`. Returns how many. */
size_t batch_take(struct batch *b);
/* The result of a slot that has been sent, or NULL. */
const struct lab_result *batch_result(const struct batch *b, uint64_t slot, const struct lab_op **op);

#endif
