/* What statements leave for expressions: errno, signal, result, size() of what calls made, structures, printf. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <string.h>

#include "support/tutor_kit.h"

KIT_HOLDS(errno_is_of_the_last_that_called,
	  { .acts = { "m = mmap(NULL, 0, " KIT_ANON ")" },
	    .expect = { "errno == EINVAL", "m == MAP_FAILED", "result == -1", "signal == 0" } },
	  { .acts = { "munmap(1, page)", "k = 3 * 4" }, .expect = { "errno == EINVAL", "result == -1", "k == 12" } },
	  { .acts = { "munmap(1, page)", "p = mmap(NULL, page, " KIT_ANON ")" },
	    .expect = { "errno == 0", "result == p" } },
	  { .acts = { "munmap(1, page)", "p[0] = 7" }, .expect = { "errno == 0", "result == 7" } },
	  { .acts = { "munmap(1, page)", "k = present(p, page)" }, .expect = { "errno == EINVAL", "k == 1" } },
	  { .acts = { "f = munmap(1, page) == -1" }, .expect = { "f == 1", "errno == EINVAL", "result == 1" } },
	  { .acts = { "x = p[0] + 35" }, .expect = { "x == 42", "result == 42" } },
	  { .acts = { "posix_fadvise(-1, 0, 0, POSIX_FADV_NORMAL)" }, .expect = { "result == EBADF", "errno == 0" } })

KIT_HOLDS(a_fault_is_an_outcome,
	  { .acts = { "m = mmap(NULL, 2*page, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)", "m[page] = 1",
		      "f = signal == SIGSEGV && si_code == SEGV_ACCERR && si_addr == m + page", "e = errno" },
	    .expect = { "f", "e == 0", "signal == SIGSEGV", "si_code == SEGV_ACCERR", "si_addr - m == page" } },
	  { .acts = { "munmap(m, page)", "x = 5", "x = m[0]" },
	    .expect = { "signal == SIGSEGV", "si_code == SEGV_MAPERR", "si_addr == m" } },
	  { .acts = { "m[page]" }, .expect = { "signal == 0", "si_code == 0", "si_addr == 0", "result == 0" } })

static void a_name_that_a_fault_left_is_unknown(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, page, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)", "x = m[0]" },
		  .expect = { "x == 0", "result == 0" } },
		{ .acts = { "munmap(x, page)", "y = 1" }, .expect = { "y == 1" } },
	};
	const struct record *r;
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	r = kit_run(&k, 0);
	assert_int_equal(kit_outcome(r, 1)->kind, OUTCOME_SIGNAL);
	assert_string_equal(kit_outcome(r, 1)->where, "m");
	assert_int_equal(r->expect[0].verdict, VERDICT_UNKNOWN);
	assert_non_null(strstr(r->expect[0].why, "faulted"));
	assert_int_equal(r->expect[1].verdict, VERDICT_UNKNOWN);
	assert_int_equal(record_verdict(r), VERDICT_UNKNOWN);
	r = kit_run(&k, 1);
	assert_int_equal(kit_outcome(r, 0)->kind, OUTCOME_REFUSED);
	assert_int_equal(kit_outcome(r, 1)->kind, OUTCOME_NOTRUN);
	assert_int_equal(record_verdict(r), VERDICT_FAILED);
	kit_close(&k);
}

KIT_HOLDS(signals_of_calls,
	  { .acts = { "pipe(p)", "close(p[0])", "write(p[1], \"x\", 1)" }, .expect = { "signal == SIGPIPE" } })

KIT_HOLDS(size_is_what_is_left,
	  { .acts = { "a = mmap(NULL, 5*page - 1, " KIT_ANON ")", "b = mmap(NULL, page, " KIT_ANON ")" },
	    .expect = { "size(a) == 5*page", "size(b) == page", "size(a + page) == 0", "size(MAP_FAILED) == 0" } },
	  { .acts = { "munmap(a + 3*page, page)" }, .expect = { "size(a) == 3*page" } },
	  { .acts = { "c = mmap(a + 3*page, page, " KIT_RW ", MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)" },
	    .expect = { "size(a) == 3*page", "size(c) == page", "mapped(a, 5*page)" } },
	  { .acts = { "munmap(a, page)" }, .expect = { "size(a) == 0", "size(a + page) == 0", "size(c) == page" } })

KIT_HOLDS(size_after_mremap,
	  { .acts = { "a = mmap(NULL, 8*page, " KIT_ANON ")", "r = mremap(a, 8*page, 3*page, 0)" },
	    .expect = { "r == a", "size(a) == 3*page", "mapped(a + 3*page, 5*page) == 0" } },
	  { .acts = { "hole = mmap(NULL, 16*page, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)",
		      "n = mremap(a, 3*page, 4*page, MREMAP_MAYMOVE|MREMAP_FIXED, hole + page)" },
	    .expect = { "n == hole + page", "size(n) == 4*page", "size(a) == 0", "size(hole) == page" } },
	  { .acts = { "n[0] = 9", "m = mremap(n, page, page, MREMAP_MAYMOVE|MREMAP_DONTUNMAP)" },
	    .expect = { "m != MAP_FAILED", "size(m) == page", "size(n) == 4*page", "bytes(m, 1) == \"\\t\"" } })

KIT_HOLDS(fixed_from_a_hole_into_a_neighbour,
	  { .acts = { "area = mmap(NULL, 8*page, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)", "munmap(area, 4*page)",
		      "m = mmap(area, 6*page, " KIT_RW ", MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)" },
	    .expect = { "size(m) == 6*page" } })

KIT_HOLDS(sizes_of_a_child_are_its_own,
	  { .acts = { "a = mmap(NULL, 4*page, " KIT_ANON ")", "child = fork()", "child: munmap(a + page, page)",
		      "munmap(a + 3*page, page)" },
	    .expect = { "size(a) == 3*page", "child: size(a) == page" } },
	  { .acts = { "child: b = mmap(NULL, 2*page, " KIT_ANON ")" }, .expect = { "child: size(b) == 2*page" } })

KIT_HOLDS(structures_and_arrays,
	  { .acts = { "m = mmap(NULL, 4*page, " KIT_ANON ")", "m[page] = 1", "mincore(m, 4*page, vec)",
		      "mincore(m, page, vec)" },
	    .expect = { "vec[0] == 0", "vec[1] == 1", "vec[3] == 0" } },
	  { .acts = { "rl.rlim_cur = 64*KiB", "setrlimit(RLIMIT_MEMLOCK, &rl)", "n = mmap(NULL, MiB, " KIT_ANON ")",
		      "mlock(n, MiB)" },
	    .expect = { "errno == ENOMEM" } })

static void what_a_failed_call_would_fill_is_unknown(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "fstat(-1, &sb)" }, .expect = { "errno == EBADF", "sb.st_size == 0" } },
	};
	const struct record *r;
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	r = kit_run(&k, 0);
	assert_int_equal(r->expect[0].verdict, VERDICT_HELD);
	assert_int_equal(r->expect[1].verdict, VERDICT_UNKNOWN);
	kit_close(&k);
}

KIT_HOLDS(faults_are_counted_once,
	  { .acts = { "m = mmap(NULL, 4*page, " KIT_ANON ")", "m[0] = 1", "f = minflt", "dirty(m, 3*page)" },
	    .expect = { "f == 1", "minflt == 3", "majflt == 0" } },
	  { .acts = { "m[0] = 2" }, .expect = { "minflt == 0" } })

KIT_HOLDS(
    printf_as_the_library,
    { .acts = { "printf(\"%d %i %u|%x %X %#x %o|%c%c|%s|%%\", -1, 2, -1, 255, 255, 255, 8, 'a', 98, \"hi\")" },
      .expect = { "output == \"-1 2 4294967295|ff FF 0xff 10|ab|hi|%\"", "result == 37" } },
    { .acts = { "printf(\"[%5d|%-5d|%05d|%+d|%.3d]\", 42, 42, 42, 42, 7)" },
      .expect = { "output == \"[   42|42   |00042|+42|007]\"" } },
    { .acts = { "printf(\"%ld %lx %hhd %hhu %hu %zu\", 1 << 40, -1, 255, 257, 65537, 5)" },
      .expect = { "output == \"1099511627776 ffffffffffffffff -1 1 1 5\"" } },
    { .acts = { "printf(\"%p %p|%7s|%-7s|%.2s|%3c|%8p|\", NULL, 4096, \"abc\", \"abc\", \"abc\", 'x', 16)" },
      .expect = { "output == \"(nil) 0x1000|    abc|abc    |ab|  x|    0x10|\"" } },
    { .acts = { "m = mmap(NULL, page, " KIT_ANON ")", "memcpy(m, \"text\", 4)", "printf(\"%s-%.2s\", m, m)" },
      .expect = { "output == \"text-te\"" } },
    { .acts = { "m[page - 1] = 'z'", "p = mmap(m, page, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)",
		"printf(\"%s\", p)" },
      .expect = { "signal == SIGSEGV", "output == \"\"" } },
    { .acts = { "x = printf(\"a%cb\", 0)" }, .expect = { "x == 3", "output == \"a\\0b\"" } },
    { .acts = { "printf(\"[%*d|%-*d|%*d|%.*s|%.*s|%*.*x]\", 4, 7, 4, 7, -4, 7, 2, \"abc\", -1, \"abc\", 5, 3, 10)" },
      .expect = { "output == \"[   7|7   |7   |ab|abc|  00a]\"" } })

static void printf_refuses(void **state)
{
	static const char *const bad[] = {
		"printf(\"%n\", 1)",     "printf(\"%*d\", 1)",       "printf(\"%d\")",
		"printf(\"%\")",         "printf(\"%99999d\", 1)",   "printf(\"%.5.5d\", 1)",
		"printf(\"%d\", \"a\")", "printf(\"%*d\", 9999, 1)", "printf(\"%.*s\", \"a\", \"b\")"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const struct kit_step step = { .acts = { bad[i] } };
		struct kit k = { 0 };

		kit_open(&k, "", &step, 1);
		assert_int_equal(kit_outcome(kit_run(&k, 0), 0)->kind, OUTCOME_REFUSED);
		kit_close(&k);
	}
}

static void output_has_a_limit(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "{\"repeat\": 80, \"do\": [\"printf(\\\"%1000d\\\", i)\"]}" } },
		{ .acts = { "printf(\"again\")" }, .expect = { "output == \"again\"" } },
	};
	const struct record *r;
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	r = kit_run(&k, 0);
	assert_int_equal(kit_outcome(r, 0)->kind, OUTCOME_REFUSED);
	assert_non_null(strstr(kit_outcome(r, 0)->why, "64 KiB"));
	kit_held(kit_run(&k, 1));
	kit_close(&k);
}

static void with_files(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "fd = open(\"a.txt\", O_RDONLY)", "fstat(fd, &sb)", "read(fd, buf, 10)",
			    "m = mmap(NULL, page, " KIT_ANON ")", "memcpy(m, \"0123456789012345\", 16)",
			    "read(fd, buf, 2)" },
		  .expect = { "sb.st_size == 12", "buf[0] == 'k'", "buf[1] == 'l'", "buf[2] == 'c'",
			      "buf[9] == 'j'" } },
	};

	(void)state;
	kit_all_hold("\"files\": { \"a.txt\": { \"text\": \"abcdefghijkl\" } },", steps, KIT_N(steps));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(errno_is_of_the_last_that_called),
		KIT_TEST(a_fault_is_an_outcome),
		KIT_TEST(a_name_that_a_fault_left_is_unknown),
		KIT_TEST(signals_of_calls),
		KIT_TEST(size_is_what_is_left),
		KIT_TEST(size_after_mremap),
		KIT_TEST(fixed_from_a_hole_into_a_neighbour),
		KIT_TEST(sizes_of_a_child_are_its_own),
		KIT_TEST(structures_and_arrays),
		KIT_TEST(what_a_failed_call_would_fill_is_unknown),
		KIT_TEST(faults_are_counted_once),
		KIT_TEST(printf_as_the_library),
		KIT_TEST(printf_refuses),
		KIT_TEST(output_has_a_limit),
		KIT_TEST(with_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
