/* Sittings on real processes: what is drawn, how it is marked, what comes back, and what a log gives again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>

#include "support/tutor_kit.h"
#include "tutor/quiz.h"

#define CHOICES                                                                                                        \
	"\"vary\": { \"n\": [1, 2, 3, 4, 5, 6, 7, 8] },"                                                               \
	"\"ask\": { \"prompt\": \"How large?\", \"choices\": ["                                                        \
	"{ \"text\": \"n pages\", \"if\": \"size(m) == n*page\", \"why\": \"a\" },"                                    \
	"{ \"text\": \"one byte\", \"if\": \"size(m) == 1\", \"why\": \"b\" },"                                        \
	"{ \"text\": \"none\", \"if\": \"m == MAP_FAILED\", \"why\": \"c\" } ] }"
#define NUMBER "\"ask\": { \"prompt\": \"How many?\", \"number\": \"present(k, 2*page)\" }"
#define TASK                                                                                                           \
	"\"task\": { \"prompt\": \"Close it.\", \"given\": [],"                                                        \
	"\"goals\": [ { \"text\": \"closed\", \"if\": \"perms(t) == \\\"---p\\\"\" } ],"                               \
	"\"solutions\": [ [ \"mprotect(t, page, PROT_NONE)\" ] ], \"wrong\": [],"                                      \
	"\"misconceptions\": [ { \"if\": \"perms(t) == \\\"r--p\\\"\", \"say\": \"no\" } ] }"
#define ANON(name, n) name " = mmap(NULL, " n "*page, " KIT_ANON ")"

struct bench {
	struct kit kit;
	struct quiz *quiz;
};

static const struct kit_step steps[] = {
	{ .acts = { ANON("m", "n") }, .more = CHOICES },
	{ .acts = { ANON("k", "2"), "k[0] = 1" }, .more = NUMBER },
	{ .acts = { ANON("t", "1") }, .more = TASK },
};

static void sit(struct bench *b, uint64_t seed, bool exam)
{
	struct quiz_options o = { .seed = seed, .questions = 10, .exam = exam };
	const struct lesson *l;
	struct err e = { 0 };

	kit_load(&b->kit, "", steps, KIT_N(steps));
	l = b->kit.lesson;
	o.session.stage = b->kit.options.stage;
	o.session.stage.program = kit_lab();
	if (quiz_open(&b->quiz, &l, 1, &o, &e) < 0)
		fail_msg("%s", e.what);
}

static void stand_up(struct bench *b)
{
	quiz_close(b->quiz);
	kit_close(&b->kit);
}

/* Goes on until a question of this kind is open; the others are skipped. */
static struct quiz_turn *find(struct bench *b, enum quiz_kind kind)
{
	struct err e = { 0 };

	while (quiz_next(b->quiz, &e) == 1) {
		if (quiz_turn(b->quiz)->kind == kind)
			return quiz_turn(b->quiz);
		assert_int_equal(quiz_skip(b->quiz, &e), 0);
	}
	fail_msg("no such question");
	return NULL;
}

static int try(struct bench *b, const char *statement)
{
	size_t bad = 0;
	struct lang_err le;
	struct err e = { 0 };

	return quiz_attempt(b->quiz, &statement, statement != NULL, &bad, &le, &e);
}

static void draws_by_seed(void **state)
{
	struct bench a = { 0 }, c = { 0 };
	bool differs = false;

	(void)state;
	for (uint64_t seed = 0; seed < 8; seed++) {
		sit(&a, seed, false);
		sit(&c, seed / 2, false);
		assert_int_equal(a.quiz->questions, 3);
		for (size_t i = 0; i < 3; i++) {
			const struct quiz_turn *x = a.quiz->turns[i], *y = c.quiz->turns[i];

			differs |= x->step != y->step;
			if (seed == 0) {
				assert_int_equal(x->step, y->step);
				assert_memory_equal(x->order, y->order, sizeof(x->order));
			}
		}
		stand_up(&a);
		stand_up(&c);
	}
	assert_true(differs);
}

static void the_kernel_marks(void **state)
{
	struct bench b = { 0 };
	struct err e = { 0 };
	struct quiz_turn *t;

	(void)state;
	sit(&b, 1, false);
	t = find(&b, QUIZ_NUMBER);
	t->answer.sure = true;
	assert_int_equal(quiz_answer(b.quiz, &(struct answer){ .has_number = true, .number = 1, .sure = true }, &e), 0);
	assert_int_equal(t->mark, MARK_RIGHT);
	assert_int_equal(quiz_grade(t), GRADE_EASY);
	t->hints = 1;
	assert_int_equal(quiz_grade(t), GRADE_HARD);
	stand_up(&b);
}

static void wrong_comes_back(void **state)
{
	struct bench b = { 0 };
	struct err e = { 0 };
	size_t asked = 0;

	(void)state;
	sit(&b, 2, false);
	find(&b, QUIZ_CHOICE);
	assert_int_equal(quiz_answer(b.quiz, &(struct answer){ .choices = 2 }, &e), 0);
	assert_int_equal(quiz_turn(b.quiz)->mark, MARK_WRONG);
	assert_int_equal(quiz_tally(b.quiz).wrong, 1);
	while (quiz_next(b.quiz, &e) == 1) {
		asked += quiz_turn(b.quiz)->kind == QUIZ_CHOICE;
		assert_int_equal(quiz_skip(b.quiz, &e), 0);
	}
	assert_int_equal(asked, QUIZ_ROUNDS - 1);
	assert_int_equal(quiz_tally(b.quiz).wrong, 1);
	stand_up(&b);
}

static void exam_asks_once(void **state)
{
	struct bench b = { 0 };
	struct err e = { 0 };
	size_t n;

	(void)state;
	sit(&b, 2, true);
	for (n = 0; quiz_next(b.quiz, &e) == 1; n++) {
		assert_int_equal(quiz_skip(b.quiz, &e), 0);
		assert_null(session_record(quiz_turn(b.quiz)->session, quiz_turn(b.quiz)->step));
	}
	assert_int_equal(n, 3);
	assert_int_equal(quiz_tally(b.quiz).skipped, 3);
	stand_up(&b);
}

static void task_by_its_goals(void **state)
{
	struct bench b = { 0 };
	struct quiz_turn *t;

	(void)state;
	sit(&b, 3, false);
	t = find(&b, QUIZ_TASK);
	assert_int_equal(try(&b, NULL), 0);
	assert_false(t->closed);
	assert_int_equal(try(&b, "mprotect(t, page,"), -EINVAL);
	assert_int_equal(try(&b, "mprotect(nobody, page, 0)"), -EINVAL);
	assert_int_equal(t->tries, 1);
	assert_int_equal(try(&b, "mprotect(t, page, PROT_READ)"), 0);
	assert_int_equal(t->misconception, 0);
	assert_int_equal(try(&b, "mmap(t, 1, 0, MAP_SHARED|MAP_PRIVATE|MAP_FIXED, -1, 0)"), 0);
	assert_false(t->closed);
	assert_int_equal(try(&b, "mmap(t, 1, 0, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)"), 0);
	assert_true(t->closed);
	assert_int_equal(t->mark, MARK_RIGHT);
	assert_int_equal(t->misconception, -1);
	assert_int_equal(quiz_grade(t), GRADE_HARD);
	stand_up(&b);
}

/* What was put for a log closes the same question with the same mark. */
static void answers_again(void **state)
{
	struct bench a = { 0 }, c = { 0 };
	const char *statement = "mprotect(t, page, PROT_NONE)";
	struct answer given = { .choices = 1, .has_number = true, .number = 7 };
	struct err e = { 0 };
	struct lang_err le;
	size_t bad;

	(void)state;
	sit(&a, 4, false);
	sit(&c, 4, false);
	for (size_t i = 0; i < 3; i++) {
		struct buf text;

		assert_int_equal(quiz_next(a.quiz, &e), 1);
		assert_int_equal(quiz_next(c.quiz, &e), 1);
		if (quiz_turn(a.quiz)->kind == QUIZ_TASK)
			assert_int_equal(quiz_attempt(a.quiz, &statement, 1, &bad, &le, &e), 0);
		else
			assert_int_equal(quiz_answer(a.quiz, &given, &e), 0);
		buf_init(&text, 2 * QUIZ_TEXT);
		quiz_answer_put(quiz_turn(a.quiz), &text);
		assert_int_equal(quiz_answer_again(c.quiz, buf_str(&text), true, &e), 0);
		assert_int_equal(quiz_turn(c.quiz)->mark, quiz_turn(a.quiz)->mark);
		assert_true(quiz_turn(c.quiz)->answer.sure);
		buf_finish(&text);
	}
	assert_int_equal(a.quiz->turns_n, 4); /* 7 was wrong */
	assert_int_equal(c.quiz->turns_n, 4);
	assert_int_equal(quiz_next(c.quiz, &e), 1);
	assert_int_equal(quiz_answer_again(c.quiz, "seven", false, &e), -EINVAL);
	stand_up(&a);
	stand_up(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(draws_by_seed),  KIT_TEST(the_kernel_marks),  KIT_TEST(wrong_comes_back),
		KIT_TEST(exam_asks_once), KIT_TEST(task_by_its_goals), KIT_TEST(answers_again),
	};

	return cmocka_run_group_tests_name("tutor_quiz", tests, NULL, NULL);
}
