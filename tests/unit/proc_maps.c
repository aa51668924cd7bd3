/* Maps, smaps, status and totals of a real child, and what its calls do to its maps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>

#include "model/diff.h"
#include "proc/proc.h"
#include "unit/proc_child.h"

enum { STRIPES = 12000 };

/* Each in a hole of its own, so that no neighbour merges with it: [none][n pages][none]. */
static char *lonely(uint64_t n, uint64_t page, int flags)
{
	char *m = mmap(NULL, (n + 2) * page, PROT_NONE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return mmap(m + page, n * page, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_ANONYMOUS | flags, -1, 0);
}

static void read_own_maps(struct shared *s)
{
	int fd = open("/proc/self/maps", O_RDONLY);
	s->size = 0;
	for (ssize_t n; (n = read(fd, s->text + s->size, sizeof(s->text) - s->size)) > 0;)
		s->size += (uint64_t)n;
	(void)close(fd);
}

static void stripe(struct shared *s)
{
	s->m[0] = mmap(NULL, STRIPES * s->page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	for (uint64_t i = 0; i < STRIPES; i += 2)
		(void)mprotect(s->m[0] + i * s->page, s->page, PROT_NONE);
}

static void map_five(struct shared *s)
{
	s->m[0] = lonely(5, s->page, MAP_PRIVATE);
	s->m[1] = lonely(5, s->page, MAP_PRIVATE);
}

static void protect_middle(struct shared *s)
{
	s->result = mprotect(s->m[0] + s->page, s->page, PROT_READ);
}

static void undo_protect(struct shared *s)
{
	s->result = mprotect(s->m[0] + s->page, s->page, PROT_READ | PROT_WRITE);
}

static void unmap_middle(struct shared *s)
{
	s->result = munmap(s->m[0] + s->page, 2 * s->page);
}

static void map_over(struct shared *s)
{
	s->m[2] = mmap(s->m[0] + s->page, 2 * s->page, PROT_READ, MAP_FIXED | MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

static void shrink(struct shared *s)
{
	s->result = munmap(s->m[1] + 4 * s->page, s->page);
}

static void grow(struct shared *s)
{
	s->m[2] = mmap(s->m[1] + 4 * s->page, s->page, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS,
		       -1, 0);
}

static void move(struct shared *s)
{
	char *room = mmap(NULL, 16 * s->page, PROT_NONE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	s->m[3] = room + 4 * s->page;
	s->m[2] = mremap(s->m[1], 5 * s->page, 5 * s->page, MREMAP_MAYMOVE | MREMAP_FIXED, s->m[3]);
}

static void touch_and_lock(struct shared *s)
{
	s->m[0] = lonely(8, s->page, MAP_PRIVATE);
	for (uint64_t i = 0; i < 3; i++)
		s->m[0][i * s->page] = 1;
	s->result = syscall(SYS_mlock, s->m[0], s->page); /* the address sanitizer makes mlock() do nothing */
}

static void touch_many(struct shared *s)
{
	s->m[1] = mmap(NULL, 1000 * s->page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	(void)madvise(s->m[1], 1000 * s->page, MADV_NOHUGEPAGE);
	memset(s->m[1], 1, 1000 * s->page);
}

enum { READ_OWN, STRIPE, MAP_FIVE, PROTECT, UNDO, UNMAP, OVER, SHRINK, GROW, MOVE, LOCK, TOUCH };
static step_fn *const steps[] = {
	[READ_OWN] = read_own_maps,
	[STRIPE] = stripe,
	[MAP_FIVE] = map_five,
	[PROTECT] = protect_middle,
	[UNDO] = undo_protect,
	[UNMAP] = unmap_middle,
	[OVER] = map_over,
	[SHRINK] = shrink,
	[GROW] = grow,
	[MOVE] = move,
	[LOCK] = touch_and_lock,
	[TOUCH] = touch_many,
};

struct fixture {
	struct child child;
	struct proc proc;
	int descriptors;
};

static int start(void **state)
{
	static struct fixture f;
	f.descriptors = count_descriptors();
	child_start(&f.child, steps);
	struct err e;
	assert_int_equal(proc_open(&f.proc, f.child.pid, &e), 0);
	*state = &f;
	return 0;
}

static int finish(void **state)
{
	struct fixture *f = *state;
	proc_close(&f->proc);
	proc_close(&f->proc);
	child_stop(&f->child);
	child_finish(&f->child);
	assert_int_equal(count_descriptors(), f->descriptors);
	return 0;
}

static void test_verbatim(void **state)
{
	struct fixture *f = *state;
	struct memmap m = { 0 };
	child_step(&f->child, READ_OWN);
	assert_int_equal(proc_maps(&f->proc, &m, NULL), 0);
	assert_int_equal(m.raw.len, f->child.shared->size);
	assert_memory_equal(m.raw.data, f->child.shared->text, m.raw.len);
	assert_true(m.n > 5);
	memmap_finish(&m);
}

static void test_many_lines(void **state)
{
	struct fixture *f = *state;
	struct memmap m = { 0 };
	child_step(&f->child, STRIPE);
	child_step(&f->child, READ_OWN);
	for (int again = 0; again < 3; again++) {
		assert_int_equal(proc_maps(&f->proc, &m, NULL), 0);
		assert_int_equal(m.raw.len, f->child.shared->size);
		assert_memory_equal(m.raw.data, f->child.shared->text, m.raw.len);
		assert_int_equal(memmap_count(&m, address(f->child.shared->m[0]), STRIPES * f->child.shared->page),
				 STRIPES);
	}
	uint64_t rss;
	char *last = f->child.shared->m[0] + (STRIPES - 1) * f->child.shared->page;
	assert_int_equal(proc_smaps(&f->proc, address(last), "Rss", &rss, NULL), 0);
	assert_int_equal(rss, 0);
	assert_int_equal(proc_vmflag(&f->proc, address(last), "rd", NULL), 1);
	assert_int_equal(proc_vmflag(&f->proc, address(last) - 1, "rd", NULL), 0);
	memmap_finish(&m);
}

/* Does one step and says what it changed. */
static void assert_change(struct fixture *f, unsigned char step, const struct diff_move *move, const char *want)
{
	struct memmap before = { 0 }, after = { 0 };
	struct diff d = { 0 };
	struct buf out;
	buf_init(&out, 4096);
	assert_int_equal(proc_maps(&f->proc, &before, NULL), 0);
	child_step(&f->child, step);
	assert_int_equal(proc_maps(&f->proc, &after, NULL), 0);
	diff_maps(&d, &before, &after, move);
	for (size_t i = 0; i < d.n; i++) {
		if (d.v[i].change == CHANGE_KEPT)
			continue;
		diff_say(&d.v[i], &before, &after, &out);
		buf_puts(&out, "; ");
	}
	assert_string_equal(buf_str(&out), want);
	buf_finish(&out);
	diff_finish(&d);
	memmap_finish(&before);
	memmap_finish(&after);
}

static void test_changes(void **state)
{
	struct fixture *f = *state;
	if (f->child.shared->page != 4096)
		skip();
	child_step(&f->child, MAP_FIVE);
	assert_change(f, PROTECT, NULL, "split in 3; split in 3, permissions rw- → r--; split in 3; ");
	assert_change(f, UNDO, NULL, "merged from 3; merged from 3, permissions r-- → rw-; merged from 3; ");
	assert_change(f, UNMAP, NULL, "split in 2; gone: 8 KiB of it; split in 2; ");
	assert_change(f, OVER, NULL, "new; ");
	assert_change(f, SHRINK, NULL, "shrank by 4 KiB; ");
	assert_change(f, GROW, NULL, "grew by 4 KiB; ");
}

static void test_replace(void **state)
{
	struct fixture *f = *state;
	child_step(&f->child, MAP_FIVE);
	assert_change(f, OVER, NULL, "split in 2; replaced; split in 2; ");
}

static void test_gone(void **state)
{
	(void)state;
	int descriptors = count_descriptors();
	struct child c;
	struct proc p;
	struct err e = { 0 };
	struct memmap m = { 0 };
	struct totals t;
	uint64_t n = 7;
	child_start(&c, steps);
	assert_int_equal(proc_open(&p, c.pid, NULL), 0);
	assert_int_equal(proc_maps(&p, &m, NULL), 0);
	size_t lines = m.n;
	child_stop(&c);
	for (int reaped = 0; reaped < 2; reaped++) {
		assert_int_equal(proc_maps(&p, &m, &e), -ESRCH);
		assert_non_null(strstr(e.what, "is gone"));
		assert_int_equal(m.n, lines);
		assert_int_equal(proc_smaps(&p, 4096, "Rss", &n, NULL), -ESRCH);
		assert_int_equal(proc_status(&p, "VmLck", &n, NULL), -ESRCH);
		proc_totals(&p, true, &t);
		assert_int_equal(t.rss, PROC_UNKNOWN);
		assert_int_equal(t.pss, PROC_UNKNOWN);
		if (!reaped)
			child_finish(&c);
	}
	assert_int_equal(n, 7);
	proc_close(&p);
	assert_int_equal(proc_open(&p, c.pid, &e), -ESRCH);
	proc_close(&p);
	memmap_finish(&m);
	assert_int_equal(count_descriptors(), descriptors);
}

static void test_fields(void **state)
{
	struct fixture *f = *state;
	child_step(&f->child, LOCK);
	const struct shared *s = f->child.shared;
	uint64_t at = address(s->m[0]), n = 1;
	struct err e;
	assert_int_equal(s->result, 0);
	assert_int_equal(proc_smaps(&f->proc, at + s->page, "Rss", &n, &e), 0);
	assert_int_equal(n, 2 * s->page);
	assert_int_equal(proc_smaps(&f->proc, at, "Locked", &n, &e), 0);
	assert_int_equal(n, s->page);
	assert_int_equal(proc_smaps(&f->proc, at, "KernelPageSize", &n, &e), 0);
	assert_int_equal(n, s->page);
	assert_int_equal(proc_vmflag(&f->proc, at, "lo", &e), 1);
	assert_int_equal(proc_vmflag(&f->proc, at + s->page, "lo", &e), 0);
	assert_int_equal(proc_vmflag(&f->proc, at, "l", &e), 0);
	assert_int_equal(proc_status(&f->proc, "VmLck", &n, &e), 0);
	assert_int_equal(n, s->page);
	assert_int_equal(proc_smaps(&f->proc, at, "Rs", &n, &e), -ENOENT);
	assert_int_equal(proc_smaps(&f->proc, at, "VmFlags", &n, &e), -ENOENT);
	assert_int_equal(proc_smaps(&f->proc, 0, "Rss", &n, &e), -EFAULT);
	assert_int_equal(proc_status(&f->proc, "Threads", &n, &e), -ENOENT);
	assert_int_equal(n, s->page);
}

static void test_totals(void **state)
{
	struct fixture *f = *state;
	struct totals light, heavy, more;
	child_step(&f->child, TOUCH); /* once before, so that the code it needs is there */
	proc_totals(&f->proc, false, &light);
	proc_totals(&f->proc, true, &heavy);
	assert_int_equal(light.pss, PROC_UNKNOWN);
	assert_int_equal(light.uss, PROC_UNKNOWN);
	assert_int_equal(light.vm_size, heavy.vm_size);
	assert_int_equal(heavy.locked, 0);
	assert_true(heavy.pss > 0 && heavy.pss <= heavy.rss && heavy.uss <= heavy.pss);
	child_step(&f->child, TOUCH);
	proc_totals(&f->proc, true, &more);
	const uint64_t size = 1000 * f->child.shared->page;
	/* the share of the program's own file pages changes as others come and go */
	assert_in_range(more.rss - heavy.rss, size - size / 4, size + size / 4);
	assert_in_range(more.uss - heavy.uss, size - size / 4, size + size / 4);
	assert_in_range(more.pss - heavy.pss, size - size / 4, size + size / 4);
	assert_int_equal(more.vm_size - heavy.vm_size, size);
	assert_true(more.minflt - heavy.minflt >= 1000);
	proc_totals(&f->proc, false, &light);
	assert_true(light.rss > more.rss - size / 2 && light.rss < more.rss + size / 2);
}

static void test_move(void **state)
{
	struct fixture *f = *state;
	child_step(&f->child, MAP_FIVE);
	struct memmap before = { 0 }, after = { 0 };
	struct diff d = { 0 };
	assert_int_equal(proc_maps(&f->proc, &before, NULL), 0);
	child_step(&f->child, MOVE);
	const struct shared *s = f->child.shared;
	assert_ptr_equal(s->m[2], s->m[3]);
	assert_int_equal(proc_maps(&f->proc, &after, NULL), 0);
	const struct diff_move m = { .from = address(s->m[1]), .to = address(s->m[2]), .len = 5 * s->page };
	diff_maps(&d, &before, &after, &m);
	size_t moved = 0;
	for (size_t i = 0; i < d.n; i++) {
		assert_int_not_equal(d.v[i].change, CHANGE_GONE);
		if (d.v[i].change != CHANGE_MOVED)
			continue;
		moved++;
		assert_int_equal(before.v[d.v[i].before].start, m.from);
		assert_int_equal(after.v[d.v[i].after].start, m.to);
	}
	assert_int_equal(moved, 1);
	diff_finish(&d);
	memmap_finish(&before);
	memmap_finish(&after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_verbatim, start, finish),
		cmocka_unit_test_setup_teardown(test_many_lines, start, finish),
		cmocka_unit_test_setup_teardown(test_changes, start, finish),
		cmocka_unit_test_setup_teardown(test_replace, start, finish),
		cmocka_unit_test_setup_teardown(test_move, start, finish),
		cmocka_unit_test_setup_teardown(test_fields, start, finish),
		cmocka_unit_test_setup_teardown(test_totals, start, finish),
		cmocka_unit_test(test_gone),
	};
	return cmocka_run_group_tests_name("maps", tests, NULL, NULL);
}
