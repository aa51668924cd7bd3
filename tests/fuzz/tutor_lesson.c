/* Any bytes as a lesson: it loads, with all that is said of it sound, or each fault has its place. */
#include <string.h>

#include "lesson/lesson.h"
#include "support/fuzz.h"
#include "tutor/observe.h"

/* A tree that was taken prints as something that is taken again. */
static void check_code(const struct code *c)
{
	struct arena a = { 0 };
	struct lang_err e;
	struct buf out;
	buf_init(&out, 64 * LANG_LENGTH);
	fuzz_hold(c->tree != NULL);
	lang_print(c->tree, &out);
	fuzz_hold(lang_statement(&a, buf_str(&out), &e) || out.len > LANG_LENGTH);
	buf_finish(&out);
	arena_finish(&a);
}

static void check_lesson(const struct lesson *l)
{
	fuzz_hold(l->steps_n > 0 && l->id && l->title && l->rev >= 1);
	for (size_t i = 0; i < l->steps_n + l->drills_n; i++) {
		const struct step *s = &l->steps[i];
		fuzz_hold(s->id.text && s->drill == (i >= l->steps_n));
		for (size_t k = 0; k < s->expect_n; k++)
			check_code(&s->expect[k]);
	}
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	struct diags d = { 0 };
	struct lesson *l = lesson_load(fuzz_file(bytes, n), &observe_words, &d);
	fuzz_hold(!l == (d.total > 0));
	if (l)
		check_lesson(l);
	for (size_t i = 0; i < d.n; i++)
		fuzz_hold(*d.v[i].text && (i == 0 || d.v[i - 1].pos.line <= d.v[i].pos.line));
	lesson_free(l);
	diags_finish(&d);
	return 0;
}
