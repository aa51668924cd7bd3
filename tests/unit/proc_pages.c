/* Facts about the pages of a real child, by both ways of reading them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "proc/proc.h"
#include "proc/proc_system.h"
#include "unit/proc_child.h"

#define TERA ((uint64_t)1 << 40)
enum { ZEBRA = 12000, FILE_PAGES = 8, GUARD_INSTALL = 102 };

static volatile char seen;

static char *map(uint64_t pages, const struct shared *s)
{
	char *m = mmap(NULL, pages * s->page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	(void)madvise(m, pages * s->page, MADV_NOHUGEPAGE);
	return m;
}

/* anonymous: 0 absent, 1 stored to, 2 only read (the zero page), 3 absent, 4 and 5 stored to */
static void anonymous(struct shared *s)
{
	s->m[0] = map(6, s);
	s->m[0][s->page] = 'x';
	seen = s->m[0][2 * s->page];
	s->m[0][4 * s->page] = s->m[0][5 * s->page] = 'y';
}

/* a file, private: 0 read (its neighbours may come with it), 1 stored to; shared, and shared anonymous: 0 stored to.
 * The descriptor is inherited as `result`. */
static void file(struct shared *s)
{
	s->m[0] = mmap(NULL, FILE_PAGES * s->page, PROT_READ | PROT_WRITE, MAP_PRIVATE, (int)s->result, 0);
	seen = s->m[0][0];
	s->m[0][s->page] = 'c';
	s->m[1] = mmap(NULL, s->page, PROT_READ | PROT_WRITE, MAP_SHARED, (int)s->result, 0);
	s->m[2] = mmap(NULL, s->page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	s->m[1][0] = s->m[2][0] = 's';
}

static void guard(struct shared *s)
{
	s->m[0] = map(4, s);
	s->m[0][0] = 1;
	s->result = madvise(s->m[0] + s->page, 2 * s->page, GUARD_INSTALL);
}

static void terabyte(struct shared *s)
{
	s->m[0] = mmap(NULL, TERA, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (s->m[0] == MAP_FAILED)
		return;
	(void)madvise(s->m[0], TERA, MADV_NOHUGEPAGE);
	s->m[0][0] = s->m[0][TERA / 2] = s->m[0][TERA / 2 + s->page] = s->m[0][TERA - 1] = 1;
}

/* Every second page: more runs than one call of PAGEMAP_SCAN gives, more words than one buffer holds. */
static void zebra(struct shared *s)
{
	s->m[0] = map(ZEBRA, s);
	for (uint64_t i = 0; i < ZEBRA; i += 2)
		s->m[0][i * s->page] = 1;
}

/* Runs that lie close together, and all of them farther apart than one buffer of words reaches. */
static void spread(struct shared *s)
{
	s->m[0] = map(ZEBRA, s);
	for (uint64_t i = 0; i < ZEBRA; i += 9)
		s->m[0][i * s->page] = 1;
}

static void holes(struct shared *s)
{
	s->m[0] = map(12, s);
	memset(s->m[0], 1, 12 * s->page);
	(void)munmap(s->m[0] + 2 * s->page, 3 * s->page);
	(void)munmap(s->m[0] + 10 * s->page, 2 * s->page);
}

enum { ANONYMOUS, FILE_STEP, GUARD, TERABYTE, ZEBRA_STEP, SPREAD, HOLES };
static step_fn *const steps[] = {
	[ANONYMOUS] = anonymous, [FILE_STEP] = file, [GUARD] = guard, [TERABYTE] = terabyte,
	[ZEBRA_STEP] = zebra,    [SPREAD] = spread,  [HOLES] = holes,
};

struct fixture {
	struct child child;
	struct proc proc;
	int descriptors, fd; /* of a file, FILE_PAGES long and unlinked */
};

static int start(void **state)
{
	static struct fixture f;
	f.descriptors = count_descriptors();
	f.fd = file_of(FILE_PAGES);
	child_start(&f.child, steps);
	f.child.shared->result = f.fd;
	assert_int_equal(proc_open(&f.proc, f.child.pid, NULL), 0);
	*state = &f;
	return 0;
}

static int finish(void **state)
{
	struct fixture *f = *state;
	proc_close(&f->proc);
	child_stop(&f->child);
	child_finish(&f->child);
	(void)close(f->fd);
	assert_int_equal(count_descriptors(), f->descriptors);
	return 0;
}

/* Both ways agree on all that both know; the words never know of the zero page and of huge ones. */
static void assert_agree(const struct pageset *scan, const struct pageset *words, uint64_t step)
{
	for (uint64_t at = scan->start; at < scan->end; at += step) {
		const struct page_run *s = pageset_at(scan, at), *w = pageset_at(words, at);
		assert_non_null(s);
		assert_non_null(w);
		assert_int_equal(s->known & ~(PAGE_ZERO | PAGE_HUGE), w->known);
		assert_int_equal(s->facts & w->known, w->facts);
	}
}

/* Reads by words, then by what the kernel has, compares, and leaves the latter in out. */
static void read_both(struct fixture *f, uint64_t start, uint64_t end, struct pageset *out)
{
	struct pageset words;
	f->proc.no_scan = true;
	assert_int_equal(proc_pages(&f->proc, start, end, &words, NULL), 0);
	f->proc.no_scan = false;
	assert_int_equal(proc_pages(&f->proc, start, end, out, NULL), 0);
	if (proc_has(FEATURE_SCAN) == 1)
		assert_agree(out, &words, out->page);
	assert_int_equal(out->start, start);
	assert_int_equal(out->end, end);
	pageset_finish(&words);
}

/* One character a page: has it all of `want` and none of `none`? '?' where that is not known. */
static void assert_pattern(const struct pageset *p, unsigned want, unsigned none, const char *pattern)
{
	char got[64] = "";
	size_t n = strlen(pattern);
	assert_true(n < sizeof(got));
	for (size_t i = 0; i < n; i++) {
		uint64_t at = p->start + i * p->page;
		int64_t count = pageset_count(p, at, at + p->page, want, none);
		got[i] = "?01"[count + 1];
	}
	assert_string_equal(got, pattern);
}

static void test_anonymous(void **state)
{
	struct fixture *f = *state;
	struct pageset p;
	child_step(&f->child, ANONYMOUS);
	uint64_t at = address(f->child.shared->m[0]), page = f->child.shared->page;
	read_both(f, at, at + 6 * page, &p);
	assert_pattern(&p, PAGE_PRESENT, 0, "011011");
	bool zero = proc_has(FEATURE_ZERO_PAGE) == 1;
	assert_pattern(&p, PAGE_EXCLUSIVE, 0, zero ? "010011" : "011011");
	assert_pattern(&p, PAGE_FILE, 0, "000000");
	assert_pattern(&p, PAGE_SWAPPED, 0, "000000");
	assert_pattern(&p, PAGE_RESIDENT, 0, "??????");
	if (proc_has(FEATURE_SCAN) == 1) {
		assert_pattern(&p, PAGE_ZERO, 0, zero ? "001000" : "000000");
		assert_pattern(&p, PAGE_HUGE, 0, "000000");
	} else {
		assert_pattern(&p, PAGE_ZERO, 0, "??????");
	}
	assert_pattern(&p, PAGE_SOFTDIRTY, 0, proc_has(FEATURE_SOFTDIRTY) == 1 ? "010011" : "??????");
	pageset_finish(&p);
}

static void test_file(void **state)
{
	struct fixture *f = *state;
	struct pageset p;
	child_step(&f->child, FILE_STEP);
	uint64_t at = address(f->child.shared->m[0]), page = f->child.shared->page;
	read_both(f, at, at + 2 * page, &p);
	assert_pattern(&p, PAGE_PRESENT, 0, "11");
	assert_pattern(&p, PAGE_FILE, 0, "10");
	assert_pattern(&p, PAGE_PRESENT | PAGE_EXCLUSIVE, PAGE_FILE, "01");
	pageset_finish(&p);
	for (int i = 1; i <= 2; i++) {
		at = address(f->child.shared->m[i]);
		read_both(f, at, at + page, &p);
		assert_pattern(&p, PAGE_PRESENT | PAGE_FILE, 0, "1");
		pageset_finish(&p);
	}
}

static void test_guard(void **state)
{
	struct fixture *f = *state;
	struct pageset p;
	if (proc_has(FEATURE_GUARD) != 1)
		skip();
	child_step(&f->child, GUARD);
	assert_int_equal(f->child.shared->result, 0);
	uint64_t at = address(f->child.shared->m[0]);
	read_both(f, at, at + 4 * f->child.shared->page, &p);
	if (!(f->proc.words & PAGE_GUARD))
		skip();
	assert_pattern(&p, PAGE_GUARD, 0, "0110");
	assert_pattern(&p, PAGE_PRESENT, 0, "1000");
	assert_pattern(&p, PAGE_SWAPPED, 0, "0000");
	pageset_finish(&p);
}

static void test_holes(void **state)
{
	struct fixture *f = *state;
	struct pageset p;
	struct memmap m = { 0 };
	child_step(&f->child, HOLES);
	uint64_t at = address(f->child.shared->m[0]), page = f->child.shared->page;
	read_both(f, at + page, at + 10 * page, &p);
	assert_int_equal(proc_maps(&f->proc, &m, NULL), 0);
	pageset_mark_mapped(&p, &m);
	assert_pattern(&p, PAGE_PRESENT, 0, "100011111");
	assert_pattern(&p, PAGE_MAPPED, 0, "100011111");
	pageset_finish(&p);
	memmap_finish(&m);
	/* a range that is no whole page is widened */
	assert_int_equal(proc_pages(&f->proc, at + 1, at + page + 1, &p, NULL), 0);
	assert_int_equal(p.start, at);
	assert_int_equal(p.end, at + 2 * page);
	assert_int_equal(pageset_count(&p, p.start, p.end, PAGE_PRESENT, 0), 2);
	pageset_finish(&p);
}

static void test_zebra(void **state)
{
	struct fixture *f = *state;
	struct pageset p;
	child_step(&f->child, ZEBRA_STEP);
	uint64_t at = address(f->child.shared->m[0]), page = f->child.shared->page, present[100];
	read_both(f, at, at + ZEBRA * page, &p);
	assert_int_equal(p.n, ZEBRA);
	assert_int_equal(pageset_count(&p, p.start, p.end, PAGE_PRESENT, 0), ZEBRA / 2);
	pageset_finish(&p);
	for (int no_scan = 0; no_scan < 2; no_scan++) {
		f->proc.no_scan = no_scan;
		assert_int_equal(proc_bar(&f->proc, at, at + ZEBRA * page, present, 100, NULL), 0);
		for (size_t i = 0; i < 100; i++)
			assert_int_equal(present[i], ZEBRA / 200);
		assert_int_equal(proc_bar(&f->proc, at, at + 5 * page, present, 3, NULL), 0);
		assert_int_equal(present[0] + present[1] + present[2], 3);
		assert_int_equal(proc_bar(&f->proc, at, at, present, 3, NULL), 0);
		assert_int_equal(present[0], 0);
	}
}

static void test_spread(void **state)
{
	struct fixture *f = *state;
	struct pageset p;
	child_step(&f->child, SPREAD);
	uint64_t at = address(f->child.shared->m[0]);
	read_both(f, at, at + ZEBRA * f->child.shared->page, &p);
	assert_int_equal(pageset_count(&p, p.start, p.end, PAGE_PRESENT | PAGE_EXCLUSIVE, 0), (ZEBRA + 8) / 9);
	pageset_finish(&p);
}

/* Runs, not pages: a walk of a terabyte makes a handful of them, and the bar has each page in its place. */
static void test_terabyte(void **state)
{
	struct fixture *f = *state;
	struct pageset p;
	child_step(&f->child, TERABYTE);
	if (f->child.shared->m[0] == MAP_FAILED)
		skip();
	uint64_t at = address(f->child.shared->m[0]), page = f->child.shared->page, present[64];
	if (proc_has(FEATURE_SCAN) != 1)
		skip();
	assert_int_equal(proc_pages(&f->proc, at, at + TERA, &p, NULL), 0);
	assert_int_equal(p.n, 5);
	assert_int_equal(p.v[2].pages, 2);
	assert_int_equal(pageset_count(&p, at, at + TERA, PAGE_PRESENT, 0), 4);
	assert_int_equal(pageset_count(&p, at, at + TERA, 0, PAGE_PRESENT), TERA / page - 4);
	pageset_finish(&p);
	assert_int_equal(proc_bar(&f->proc, at, at + TERA, present, 64, NULL), 0);
	for (size_t i = 0; i < 64; i++)
		assert_int_equal(present[i], i == 0 || i == 63 ? 1 : i == 32 ? 2 : 0);
	assert_int_equal(proc_bar_width(at, at + TERA, 64), TERA / 64);
}

/* Addresses that no process has: PAGEMAP_SCAN refuses them, and nothing is there. */
static void test_beyond(void **state)
{
	struct fixture *f = *state;
	struct pageset p;
	const uint64_t top = UINT64_MAX - UINT64_MAX % f->child.shared->page;
	assert_int_equal(proc_pages(&f->proc, top - 4 * f->child.shared->page, top, &p, NULL), 0);
	assert_int_equal(pageset_count(&p, p.start, p.end, PAGE_PRESENT, 0), 0);
	pageset_finish(&p);
}

static void test_peek(void **state)
{
	struct fixture *f = *state;
	char bytes[8192 + 1] = "";
	struct pageset p;
	struct err e;
	child_step(&f->child, ANONYMOUS);
	const char *m = f->child.shared->m[0];
	uint64_t page = f->child.shared->page;
	assert_int_equal(proc_peek(&f->proc, address(m) + page, bytes, 2, &e), 0);
	assert_memory_equal(bytes, "x", 2);
	assert_int_equal(proc_peek(&f->proc, address(m) + 5 * page - 1, bytes, 2, &e), 0);
	assert_memory_equal(bytes, "\0y", 2);
	assert_int_equal(proc_peek(&f->proc, address(m), bytes, 1, &e), -ENODATA);
	assert_int_equal(proc_peek(&f->proc, address(m) + 3 * page - 1, bytes, 2, &e), -ENODATA);
	assert_int_equal(proc_peek(&f->proc, address(m) + 3 * page - 1, bytes, 1, &e), 0);
	assert_int_equal(proc_peek(&f->proc, UINT64_MAX - 1, bytes, 3, &e), -EFAULT);
	/* nothing was faulted in by that */
	read_both(f, address(m), address(m) + 6 * page, &p);
	assert_pattern(&p, PAGE_PRESENT, 0, "011011");
	pageset_finish(&p);
}

static void test_frame(void **state)
{
	struct fixture *f = *state;
	uint64_t a = 0, b = 0, page = f->child.shared->page;
	child_step(&f->child, ANONYMOUS);
	const char *m = f->child.shared->m[0];
	assert_int_equal(proc_frame(&f->proc, address(m), &a, NULL), -ENODATA);
	if (proc_has(FEATURE_FRAMES) == 1) {
		assert_int_equal(proc_frame(&f->proc, address(m) + page, &a, NULL), 0);
		assert_int_equal(proc_frame(&f->proc, address(m) + 4 * page, &b, NULL), 0);
		assert_true(a && b && a != b);
	} else {
		assert_int_equal(proc_frame(&f->proc, address(m) + page, &a, NULL), -EPERM);
	}
}

static void test_gone(void **state)
{
	struct fixture *f = *state;
	struct pageset p = { .n = 77 };
	uint64_t present[4], pfn;
	char byte;
	child_stop(&f->child);
	for (int no_scan = 0; no_scan < 2; no_scan++) {
		f->proc.no_scan = no_scan;
		assert_int_equal(proc_pages(&f->proc, 4096, 1 << 20, &p, NULL), -ESRCH);
		assert_int_equal(p.n, 77);
		assert_int_equal(proc_bar(&f->proc, 4096, 1 << 20, present, 4, NULL), -ESRCH);
	}
	assert_int_equal(proc_peek(&f->proc, 1 << 16, &byte, 1, NULL), -ESRCH);
	assert_int_equal(proc_frame(&f->proc, 1 << 16, &pfn, NULL), -ESRCH);
	f->child.wire = -1;
	proc_close(&f->proc);
	child_finish(&f->child);
	(void)close(f->fd);
	assert_int_equal(count_descriptors(), f->descriptors);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_anonymous, start, finish),
		cmocka_unit_test_setup_teardown(test_file, start, finish),
		cmocka_unit_test_setup_teardown(test_guard, start, finish),
		cmocka_unit_test_setup_teardown(test_holes, start, finish),
		cmocka_unit_test_setup_teardown(test_zebra, start, finish),
		cmocka_unit_test_setup_teardown(test_spread, start, finish),
		cmocka_unit_test_setup_teardown(test_terabyte, start, finish),
		cmocka_unit_test_setup_teardown(test_beyond, start, finish),
		cmocka_unit_test_setup_teardown(test_peek, start, finish),
		cmocka_unit_test_setup_teardown(test_frame, start, finish),
		cmocka_unit_test_setup(test_gone, start),
	};
	return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
