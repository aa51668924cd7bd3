/* Every kind of question, open and closed; {names} in texts; boxes of pages. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/fixture.h"
#include "view/flow.h"
#include "view/learn.h"
#include "view/pane.h"

struct asked {
	struct ask ask;
	struct step step;
	struct lesson lesson;
	struct answer answer;
	struct record record;
	struct learn_view v;
};

static void asked_init(struct asked *q, enum ask_kind kind, const char *prompt)
{
	*q = (struct asked){ .ask = { .kind = kind, .prompt = prompt } };
	q->step = (struct step){ .ask = &q->ask };
	q->lesson = (struct lesson){ .steps = &q->step, .steps_n = 1 };
	q->record = (struct record){ .truth.valid = true };
	q->v = (struct learn_view){ .lesson = &q->lesson, .answer = &q->answer };
}

/* The question alone, open, in `w` columns. */
static void assert_open(struct asked *q, int w, const char *text)
{
	struct canvas c;
	canvas_init(&c, w, 20, false);
	struct flow f = flow_at(canvas_area(&c), 0, NULL);
	f.vary = q->v.vary;
	f.vary_n = q->v.vary_n;
	question_open(&f, &q->v);
	assert_screen(&c, text);
	canvas_finish(&c);
}

static void assert_closed(struct asked *q, enum mark mark, int w, const char *text)
{
	struct canvas c;
	canvas_init(&c, w, 20, false);
	struct flow f = flow_at(canvas_area(&c), 0, NULL);
	q->answer.given = mark != MARK_NONE;
	q->v.record = &q->record;
	q->v.mark = mark;
	question_closed(&f, &q->v);
	assert_screen(&c, text);
	canvas_finish(&c);
}

static void test_many(void **state)
{
	(void)state;
	struct choice choices[] = {
		{ .text = "a store of byte {n}", .why = "It is past the end." },
		{ .text = "`munmap` of the page", .why = "It does not care." },
	};
	struct binding n = { .name = "n", .value = 4097 };
	struct asked q;
	asked_init(&q, ASK_CHOICES, "What faults?");
	q.ask.choices = choices;
	q.ask.choices_n = 2;
	q.ask.many = true;
	q.answer.choices = 2;
	q.v.vary = &n;
	q.v.vary_n = 1;
	assert_open(&q, 40,
		    "What faults?\n"
		    "Mark every one that holds.\n"
		    "▸ [ ] a store of byte 4097\n"
		    "  [x] munmap of the page\n");
}

static void test_void(void **state)
{
	(void)state;
	struct choice choices[] = { { .text = "yes", .why = "Because." }, { .text = "no", .why = "Never." } };
	struct asked q;
	asked_init(&q, ASK_CHOICES, "Is it?");
	q.ask.choices = choices;
	q.ask.choices_n = 2;
	q.answer.choices = 1;
	q.record.truth = (struct truth){ .valid = false, .why = "none of the choices came true" };
	assert_closed(&q, MARK_VOID, 64,
		      "Is it?\n"
		      "• The question has no right answer here, and does not count.\n"
		      "  none of the choices came true\n"
		      "  (●) yes\n"
		      "  ( ) no\n");
}

static void test_number_open(void **state)
{
	(void)state;
	struct asked q;
	asked_init(&q, ASK_NUMBER, "How many pages are resident?");
	q.ask.unit = "pages";
	q.v.entry = "81";
	assert_open(&q, 40,
		    "How many pages are resident?\n"
		    "▸ [81                   ] pages\n");
}

static void test_number_closed(void **state)
{
	(void)state;
	struct asked q;
	asked_init(&q, ASK_NUMBER, "How many pages are resident?");
	q.ask.unit = "pages";
	q.answer.has_number = true;
	q.answer.number = 81;
	q.record.truth.number = 2;
	assert_closed(&q, MARK_WRONG, 40,
		      "How many pages are resident?\n"
		      "✗ Not so. The kernel did otherwise.\n"
		      "  you said    81 pages\n"
		      "  the kernel  2 pages\n");
}

static void test_outcome_open(void **state)
{
	(void)state;
	struct asked q;
	asked_init(&q, ASK_OUTCOME, NULL);
	q.answer.has_outcome = true;
	q.answer.outcome = 7;
	assert_open(&q, 66,
		    "What does the last statement come to?\n"
		    "( ) it succeeds ( ) EACCES      ( ) EAGAIN      ( ) EBADF\n"
		    "( ) EBUSY       ( ) EEXIST      ( ) EFAULT      (●) EINVAL\n"
		    "( ) ENODEV      ( ) ENOMEM      ( ) ENOENT      ( ) ENOTSUP\n"
		    "( ) EPERM       ( ) SIGSEGV     ( ) SIGBUS      ( ) SIGKILL\n");
	assert_int_equal(question_columns(&q.v, 66), 4);
	assert_int_equal(question_columns(&q.v, 5), 1);
}

static void test_outcome_closed(void **state)
{
	(void)state;
	struct asked q;
	asked_init(&q, ASK_OUTCOME, NULL);
	q.answer.has_outcome = true;
	q.record.truth.outcome =
	    (struct outcome){ .kind = OUTCOME_SIGNAL, .sig = 7, .si_code = 2, .si_known = true, .where = "m + 4096" };
	assert_closed(&q, MARK_WRONG, 60,
		      "✗ Not so. The kernel did otherwise.\n"
		      "  you said    it succeeds\n"
		      "  the kernel  SIGBUS, BUS_ADRERR at m + 4096\n");
}

static void test_pages_open(void **state)
{
	(void)state;
	struct asked q;
	asked_init(&q, ASK_PAGES, "Which pages does the read bring in?");
	q.v.pages_n = 11;
	q.answer.pages[0] = q.answer.pages[9] = '1';
	assert_open(&q, 48,
		    "Which pages does the read bring in?\n"
		    "Mark the pages that will be resident in memory.\n"
		    "Each box is a page.\n"
		    "+0    [x] [ ] [ ] [ ] [ ] [ ] [ ] [ ]\n"
		    "+8    [ ] [x] [ ]\n");
}

static void test_pages_closed(void **state)
{
	(void)state;
	struct asked q;
	asked_init(&q, ASK_PAGES, "Which pages does the read bring in?");
	q.answer.pages[0] = q.answer.pages[9] = '1';
	q.record.truth.pages = "1110000?00000";
	q.record.truth.pages_n = 13;
	assert_closed(&q, MARK_WRONG, 48,
		      "Which pages does the read bring in?\n"
		      "✗ Not so. The kernel did otherwise.\n"
		      "  you said    x . . . . . . . . x . . .\n"
		      "  the kernel  x x x . . . . ? . . . . .\n"
		      "                ^ ^             ^\n"
		      "  x: resident in memory\n");
}

static void test_not_answered(void **state)
{
	(void)state;
	struct asked q;
	asked_init(&q, ASK_NUMBER, "How many?");
	q.record.truth.number = 2;
	assert_closed(&q, MARK_NONE, 48,
		      "How many?\n"
		      "• Not answered this time. This is what the\n"
		      "  kernel did:\n"
		      "  the kernel  2\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_many),         cmocka_unit_test(test_void),
		cmocka_unit_test(test_number_open),  cmocka_unit_test(test_number_closed),
		cmocka_unit_test(test_outcome_open), cmocka_unit_test(test_outcome_closed),
		cmocka_unit_test(test_pages_open),   cmocka_unit_test(test_pages_closed),
		cmocka_unit_test(test_not_answered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
