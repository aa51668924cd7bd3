/* The end of a record, and its verdict. */
#include "model/record.h"

#include <stdlib.h>

void snapshot_finish(struct snapshot *s)
{
	memmap_finish(&s->maps);
	pageset_finish(&s->focus);
	*s = (struct snapshot){ 0 };
}

void record_free(struct record *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->actors_n; i++) {
		snapshot_finish(&r->actors[i].before);
		snapshot_finish(&r->actors[i].after);
		diff_finish(&r->actors[i].diff);
		memmap_finish(&r->actors[i].late);
		diff_finish(&r->actors[i].last);
	}
	struct arena arena = r->arena;
	arena_finish(&arena);
	free(r);
}

static bool was_performed(const struct statement_record *s)
{
	enum outcome_kind kind = s->outcome.kind;
	return kind != OUTCOME_REFUSED && kind != OUTCOME_LOST && kind != OUTCOME_NOTRUN;
}

enum verdict record_verdict(const struct record *r)
{
	if (r->skipped)
		return VERDICT_UNKNOWN;
	if (r->lost)
		return VERDICT_FAILED;
	for (size_t i = 0; i < r->statements_n; i++)
		if (!was_performed(&r->statements[i]))
			return VERDICT_FAILED;
	enum verdict verdict = VERDICT_HELD;
	for (size_t i = 0; i < r->expect_n; i++) {
		if (r->expect[i].verdict == VERDICT_FAILED)
			return VERDICT_FAILED;
		if (r->expect[i].verdict == VERDICT_UNKNOWN)
			verdict = VERDICT_UNKNOWN;
	}
	return verdict;
}
