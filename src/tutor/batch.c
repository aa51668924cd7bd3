/* Operations that wait inside a repeat. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tutor/batch.h"

struct batch *batch_new(void)
{
	return mem_zalloc(1, sizeof(struct batch));
}

void batch_free(struct batch *b)
{
	free(b);
}

void batch_clear(struct batch *b)
{
	b->first += b->n;
	b->n = 0;
	b->sent = 0;
}

void batch_begin(struct batch *b)
{
	b->begun = b->first + b->n;
}

struct value batch_add(struct batch *b, int actor, const struct lab_op *op)
{
	struct value v = { .kind = VALUE_PENDING, .slot = b->first + b->n };

	b->actor = actor;
	b->ops[b->n++] = *op;
	return v;
}

size_t batch_take(struct batch *b)
{
	size_t n = b->n;

	memcpy(b->done, b->ops, n * sizeof(b->ops[0]));
	b->settled = b->first;
	b->first += n;
	b->n = 0;
	b->sent = 0;
	return n;
}

const struct lab_result *batch_result(const struct batch *b, uint64_t slot, const struct lab_op **op)
{
	if (slot < b->settled || slot - b->settled >= b->sent)
		return NULL;
	*op = &b->done[slot - b->settled];
	return &b->results[slot - b->settled];
}
