/* Any bytes as the result of an exam: what is taken has only ids that are no paths, and answers that can be told. */
#include <string.h>

#include "support/fuzz.h"
#include "tutor/result_read.h"

static void check_id(const char *id)
{
	fuzz_hold(*id && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id));
}

static void check_question(const struct result_question *q)
{
	struct buf out;
	buf_init(&out, 4 << 20);
	check_id(q->lesson);
	check_id(q->step);
	fuzz_hold(q->kind < QUIZ_KINDS && q->pages_n <= ANSWER_PAGES && q->ms >= 0 && q->misconception >= -1);
	result_answer_put(q, &out);
	for (size_t i = 0; i < q->statements_n; i++)
		fuzz_hold(!strchr(q->statements[i], '\n'));
	for (size_t i = 0; i < q->vary_n; i++)
		fuzz_hold(q->vary[i].name != NULL);
	buf_finish(&out);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	struct arena a = { 0 };
	struct diags d = { 0 };
	const struct result *r = result_read(&a, fuzz_file(bytes, n), &d);
	fuzz_hold(!r == (d.total > 0));
	for (size_t i = 0; r && i < r->lessons_n; i++)
		check_id(r->lessons[i].id);
	for (size_t i = 0; r && i < r->questions_n; i++)
		check_question(&r->questions[i]);
	diags_finish(&d);
	arena_finish(&a);
	return 0;
}
