/* Outcomes, statements and pages in words. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tutor/say.h"

static void assert_outcome(struct outcome o, const char *text)
{
	struct buf b;
	buf_init(&b, 4096);
	say_outcome(&o, &b);
	assert_string_equal(buf_str(&b), text);
	buf_finish(&b);
}

static void test_values(void **state)
{
	(void)state;
	assert_outcome((struct outcome){ .kind = OUTCOME_NONE }, "");
	assert_outcome((struct outcome){ .kind = OUTCOME_NONE, .computed = true, .value = 22 }, "22");
	assert_outcome((struct outcome){ .kind = OUTCOME_VALUE, .type = TYPE_CHAR, .value = 'J' }, "74 'J'");
	assert_outcome((struct outcome){ .kind = OUTCOME_VALUE, .type = TYPE_POINTER, .value = 0x7ffff7ff6000 },
		       "0x7ffff7ff6000");
	assert_outcome((struct outcome){ .kind = OUTCOME_VALUE, .type = TYPE_POINTER }, "NULL");
	assert_outcome((struct outcome){ .kind = OUTCOME_VALUE, .type = TYPE_INT }, "0");
	assert_outcome((struct outcome){ .kind = OUTCOME_VALUE, .type = TYPE_TEXT, .text = "rw-p" }, "\"rw-p\"");
	assert_outcome((struct outcome){ .kind = OUTCOME_EXITED, .value = 3 }, "the process exits with status 3");
}

/* The words of an errno are the table's own. */
static void assert_begins(struct outcome o, const char *text)
{
	struct buf b;
	buf_init(&b, 4096);
	say_outcome(&o, &b);
	assert_memory_equal(buf_str(&b), text, strlen(text));
	assert_true(b.len > strlen(text));
	buf_finish(&b);
}

static void test_errors(void **state)
{
	(void)state;
	assert_begins((struct outcome){ .kind = OUTCOME_ERROR, .type = TYPE_POINTER, .value = -1, .err = EINVAL },
		      "MAP_FAILED, EINVAL: ");
	assert_begins((struct outcome){ .kind = OUTCOME_ERROR, .type = TYPE_INT, .value = -1, .err = ENOMEM },
		      "-1, ENOMEM: ");
	/* posix_fadvise returns its error */
	assert_begins((struct outcome){ .kind = OUTCOME_ERROR, .type = TYPE_INT, .value = ESPIPE, .err = ESPIPE },
		      "ESPIPE: ");
	assert_outcome((struct outcome){ .kind = OUTCOME_ERROR, .type = TYPE_INT, .value = -1, .err = 4000 },
		       "-1, errno 4000");
}

static void test_signals(void **state)
{
	(void)state;
	struct outcome o = { .kind = OUTCOME_SIGNAL,
			     .sig = SIGSEGV,
			     .si_code = SEGV_ACCERR,
			     .si_known = true,
			     .fault_addr = 0x1000,
			     .where = "m + 4096" };
	assert_outcome(o, "SIGSEGV, SEGV_ACCERR at m + 4096");
	o.where = "";
	assert_outcome(o, "SIGSEGV, SEGV_ACCERR at 0x1000");
	o.kind = OUTCOME_DIED;
	o.si_known = false;
	assert_outcome(o, "the process dies: SIGSEGV");
}

static void test_nothing(void **state)
{
	(void)state;
	assert_outcome((struct outcome){ .kind = OUTCOME_REFUSED, .why = "pid 0" }, "refused: pid 0");
	assert_outcome((struct outcome){ .kind = OUTCOME_LOST }, "no answer: the process is gone");
	assert_outcome((struct outcome){ .kind = OUTCOME_NOTRUN }, "not run");
}

static void assert_statement(struct statement_record s, const char *text)
{
	struct buf b;
	buf_init(&b, 4096);
	s.outcome = (struct outcome){ .kind = OUTCOME_VALUE, .type = TYPE_INT };
	say_statement(&s, &b);
	assert_string_equal(buf_str(&b), text);
	buf_finish(&b);
}

static void test_statements(void **state)
{
	(void)state;
	assert_statement((struct statement_record){ .source = "f(x)", .actor = "" }, "f(x);  → 0");
	assert_statement((struct statement_record){ .source = "m[i] = 1", .actor = "", .repeat = 1000, .minflt = 1 },
			 "×1,000 m[i] = 1;  → 0  (1 minor fault)");
	/* The prefix is in the source, or in the record alone: it is said once. */
	assert_statement((struct statement_record){ .source = "child: f()", .actor = "child" }, "child: f();  → 0");
	assert_statement((struct statement_record){ .source = "f()", .actor = "child", .minflt = 2, .majflt = 1 },
			 "child: f();  → 0  (2 minor faults, 1 major fault)");
	assert_statement((struct statement_record){ .source = "die: child: f()", .actor = "child", .die = true },
			 "die: child: f();  → 0");
	assert_statement((struct statement_record){ .source = "f()", .actor = "child", .die = true },
			 "die: child: f();  → 0");
	assert_statement((struct statement_record){ .source = "children()", .actor = "child" },
			 "child: children();  → 0");
}

#define ALL 0x3ff

static void test_pages(void **state)
{
	(void)state;
	const unsigned here = PAGE_MAPPED | PAGE_PRESENT | PAGE_RESIDENT;
	assert_int_equal(page_letter(0, ALL, false), '-');
	assert_int_equal(page_letter(PAGE_MAPPED, ALL, false), '.');
	assert_int_equal(page_letter(PAGE_MAPPED, ALL, true), 'E');
	assert_int_equal(page_letter(0, ALL, true), '-');
	assert_int_equal(page_letter(PAGE_MAPPED | PAGE_RESIDENT, ALL, false), 'c');
	assert_int_equal(page_letter(here | PAGE_FILE, ALL, false), 'F');
	assert_int_equal(page_letter(here | PAGE_EXCLUSIVE | PAGE_FILE, ALL, false), 'F');
	assert_int_equal(page_letter(here, ALL, false), 'P');
	assert_int_equal(page_letter(here | PAGE_ZERO, ALL, false), 'Z');
	assert_int_equal(page_letter(here | PAGE_HUGE, ALL, false), 'H');
	assert_int_equal(page_letter(PAGE_MAPPED | PAGE_SWAPPED, ALL, false), 'S');
	assert_int_equal(page_letter(PAGE_MAPPED | PAGE_SWAPPED | PAGE_GUARD, ALL, false), 'G');
}

/* What the kernel would not tell is never taken for a zero. */
static void test_unknown_pages(void **state)
{
	(void)state;
	const unsigned here = PAGE_MAPPED | PAGE_PRESENT | PAGE_RESIDENT,
		       old = ALL & ~(unsigned)(PAGE_ZERO | PAGE_HUGE);
	assert_int_equal(page_letter(0, 0, false), '?');
	assert_int_equal(page_letter(PAGE_MAPPED, ALL & ~(unsigned)PAGE_RESIDENT, false), '?');
	assert_int_equal(page_letter(PAGE_MAPPED, ALL & ~(unsigned)PAGE_PRESENT, false), '?');
	assert_int_equal(page_letter(here, old, false), '?'); /* private, or the zero page */
	assert_int_equal(page_letter(here | PAGE_EXCLUSIVE, old, false), 'P');
	assert_int_equal(page_letter(here | PAGE_FILE, old, false), 'F');
}

static void test_page_words(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 256);
	say_page(PAGE_MAPPED | PAGE_PRESENT, ALL, false, &b);
	assert_string_equal(buf_str(&b), "a private page, in memory");
	buf_finish(&b);
	for (int i = 0; i < PAGE_KINDS; i++) {
		for (int k = 0; k < i; k++)
			assert_int_not_equal(page_say((enum page_kind)i)->letter, page_say((enum page_kind)k)->letter);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),        cmocka_unit_test(test_errors),     cmocka_unit_test(test_signals),
		cmocka_unit_test(test_nothing),       cmocka_unit_test(test_statements), cmocka_unit_test(test_pages),
		cmocka_unit_test(test_unknown_pages), cmocka_unit_test(test_page_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
