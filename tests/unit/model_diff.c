/* Each change between two maps, by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/diff.h"

#define ANON  " 0 0:0 0\n"
#define HEAP  " 0 0:0 0 [heap]\n"
#define STACK " 0 0:0 0 [stack]\n"

static void load(struct memmap *m, const char *text)
{
	memmap_clear(m);
	buf_puts(&m->raw, text);
	size_t line;
	assert_int_equal(memmap_parse(m, &line), 0);
}

static void put_index(struct buf *out, size_t i)
{
	if (i == MEMMAP_NONE)
		buf_puts(out, "-");
	else
		buf_printf(out, "%zu", i);
}

/* Every line of either map is spoken of, and the diff is in address order. */
static void assert_whole(const struct diff *d, const struct memmap *before, const struct memmap *after)
{
	char *b = calloc(before->n + 1, 1), *a = calloc(after->n + 1, 1);
	size_t changed = 0;
	for (size_t i = 0; i < d->n; i++) {
		if (d->v[i].before != MEMMAP_NONE)
			b[d->v[i].before] = 1;
		if (d->v[i].after != MEMMAP_NONE)
			a[d->v[i].after] = 1;
		assert_true(i == 0 || d->v[i].start >= d->v[i - 1].start);
		changed += d->v[i].change != CHANGE_KEPT;
	}
	assert_null(memchr(b, 0, before->n));
	assert_null(memchr(a, 0, after->n));
	assert_int_equal(d->changed, changed);
	free(b);
	free(a);
}

/* Compares the diff, written as "before>after: words" a line, with `want`. */
static void assert_diff_move(const char *was, const char *is, const struct diff_move *move, const char *want)
{
	struct memmap before = { 0 }, after = { 0 };
	struct diff d = { 0 };
	struct buf out;
	buf_init(&out, 65536);
	load(&before, was);
	load(&after, is);
	diff_maps(&d, &before, &after, move);
	for (size_t i = 0; i < d.n; i++) {
		put_index(&out, d.v[i].before);
		buf_putc(&out, diff_sign(d.v[i].change));
		put_index(&out, d.v[i].after);
		buf_puts(&out, ": ");
		diff_say(&d.v[i], &before, &after, &out);
		buf_putc(&out, '\n');
	}
	assert_string_equal(buf_str(&out), want);
	assert_whole(&d, &before, &after);
	diff_finish(&d);
	buf_finish(&out);
	memmap_finish(&before);
	memmap_finish(&after);
}

static void assert_diff(const char *was, const char *is, const char *want)
{
	assert_diff_move(was, is, NULL, want);
}

static void test_kept_new_gone(void **state)
{
	(void)state;
	assert_diff("", "", "");
	assert_diff("", "1000-2000 rw-p" ANON, "-+0: new\n");
	assert_diff("1000-2000 rw-p" ANON, "", "0--: gone\n");
	assert_diff("1000-2000 rw-p" ANON "5000-6000 rw-p" ANON "8000-9000 r--p" ANON,
		    "1000-2000 rw-p" ANON "3000-4000 r--p" ANON "8000-9000 r--p" ANON "9000-a000 r-xp" ANON,
		    "0 0: kept\n-+1: new\n1--: gone\n2 2: kept\n-+3: new\n");
}

static void test_permissions(void **state)
{
	(void)state;
	assert_diff("1000-2000 rw-p" ANON, "1000-2000 r--p" ANON, "0~0: permissions rw- → r--\n");
}

static void test_split_and_undo(void **state)
{
	(void)state;
	const char *whole = "1000-4000 rw-p" ANON;
	const char *parts = "1000-2000 rw-p" ANON "2000-3000 r--p" ANON "3000-4000 rw-p" ANON;
	assert_diff(whole, parts, "0/0: split in 3\n0/1: split in 3, permissions rw- → r--\n0/2: split in 3\n");
	assert_diff(parts, whole,
		    "0&0: merged from 3\n1&0: merged from 3, permissions r-- → rw-\n2&0: merged from 3\n");
	assert_diff(whole, "1000-2000 rw-p" ANON "2000-4000 r--p" ANON,
		    "0/0: split in 2\n0/1: split in 2, permissions rw- → r--\n");
}

static void test_hole(void **state)
{
	(void)state;
	const char *whole = "1000-6000 rw-p" ANON, *holed = "1000-2000 rw-p" ANON "4000-6000 rw-p" ANON;
	assert_diff(whole, holed, "0/0: split in 2\n0--: gone: 8 KiB of it\n0/1: split in 2\n");
	assert_diff(holed, whole, "0&0: merged from 2\n1&0: merged from 2\n");
}

static void test_replaced_middle(void **state)
{
	(void)state;
	const char *file = "2000-3000 rw-p 0 8:1 77 /f\n";
	char is[256];
	(void)snprintf(is, sizeof(is), "1000-2000 rw-p" ANON "%s3000-4000 rw-p" ANON, file);
	assert_diff("1000-4000 rw-p" ANON, is, "0/0: split in 2\n0!1: replaced\n0/2: split in 2\n");
}

static void test_grew_and_shrank(void **state)
{
	(void)state;
	const char *small = "2000-3000 rw-p" ANON;
	assert_diff(small, "2000-5000 rw-p" ANON, "0~0: grew by 8 KiB\n");
	assert_diff(small, "1000-3000 rw-p" ANON, "0~0: grew by 4 KiB\n");
	assert_diff("2000-5000 rw-p" ANON, small, "0~0: shrank by 8 KiB\n");
	assert_diff("1000-3000 rw-p" ANON, small, "0~0: shrank by 4 KiB\n");
	assert_diff("2000-5000 rw-p" ANON, "2000-3000 r--p" ANON, "0~0: shrank by 8 KiB, permissions rw- → r--\n");
	assert_diff("1000-3000 rw-p" HEAP, "1000-9000 rw-p" HEAP, "0~0: grew by 24 KiB\n");
}

/* mprotect of a boundary: one line gives its end to the neighbour, nothing is split or merged. */
static void test_boundary_moves(void **state)
{
	(void)state;
	assert_diff("0-4000 rw-p" ANON "4000-8000 r--p" ANON, "0-2000 rw-p" ANON "2000-8000 r--p" ANON,
		    "0~0: shrank by 8 KiB\n1~1: grew by 8 KiB\n");
	assert_diff("0-4000 rw-p" ANON "4000-8000 r--p" ANON, "0-8000 r--p" ANON,
		    "0&0: merged from 2, permissions rw- → r--\n1&0: merged from 2\n");
}

static void test_files(void **state)
{
	(void)state;
	const char *f = "1000-3000 r--p 1000 8:1 7 /f\n";
	assert_diff(f, "1000-3000 r--p 1000 8:1 7 /f (deleted)\n", "0 0: kept\n");
	assert_diff(f, "1000-3000 r--p 1000 8:1 8 /g\n", "0!0: replaced\n");
	assert_diff(f, "1000-3000 r--p 2000 8:1 7 /f\n", "0!0: replaced\n");
	assert_diff(f, "1000-3000 r--s 1000 8:1 7 /f\n", "0!0: replaced\n");
	assert_diff(f, "1000-3000 r--p" ANON, "0!0: replaced\n");
	assert_diff(f, "2000-3000 r--p 2000 8:1 7 /f\n", "0~0: shrank by 4 KiB\n");
	assert_diff("1000-2000 r--p 0 8:1 7 /f\n2000-3000 r--p 0 8:1 7 /f\n",
		    "1000-2000 r--p 0 8:1 7 /f\n2000-3000 rw-p 0 8:1 7 /f\n",
		    "0 0: kept\n1~1: permissions r-- → rw-\n");
}

static void test_replaced_several(void **state)
{
	(void)state;
	const char *two = "1000-2000 rw-p" ANON "2000-3000 r--p" ANON;
	assert_diff(two, "1000-3000 r--s 0 8:1 7 /f\n", "0!0: replaced\n1!0: replaced\n");
	assert_diff("1000-3000 rw-p" ANON, "1000-2000 r--s 0 8:1 7 /f\n2000-3000 r--s 0 8:1 8 /g\n",
		    "0!0: replaced\n0!1: replaced\n");
	assert_diff("1000-2000 rw-p" ANON "2000-3000 r--s 0 8:1 7 /f\n", "1000-3000 rw-p" ANON,
		    "0~0: grew by 4 KiB\n1!0: replaced\n");
	assert_diff("1000-3000 rw-p" ANON, "1000-2000 rw-p" ANON "2000-3000 r--s 0 8:1 7 /f\n",
		    "0~0: shrank by 4 KiB\n0!1: replaced\n");
}

static void test_names_of_anonymous_memory(void **state)
{
	(void)state;
	assert_diff("1000-2000 rw-p" ANON, "1000-2000 rw-p 0 0:0 0 [anon:mine]\n", "0 0: kept\n");
	assert_diff("1000-2000 rw-p" HEAP, "1000-2000 rw-p" ANON, "0!0: replaced\n");
	assert_diff("1000-2000 rw-p" STACK, "1000-2000 rw-p" HEAP, "0!0: replaced\n");
}

static void test_moves(void **state)
{
	(void)state;
	const struct diff_move move = { .from = 0x2000, .to = 0x9000, .len = 0x1000 };
	assert_diff_move("2000-3000 rw-p" ANON, "9000-a000 rw-p" ANON, &move, "0>0: moved\n");
	assert_diff_move("2000-3000 rw-p" ANON, "9000-a000 rw-p" ANON, NULL, "0--: gone\n-+0: new\n");
	/* the old range stays: MREMAP_DONTUNMAP */
	assert_diff_move("2000-3000 rw-p" ANON, "2000-3000 rw-p" ANON "9000-a000 rw-p" ANON, &move,
			 "0 0: kept\n0>1: moved\n");
	/* it grew as well */
	assert_diff_move("2000-3000 rw-p" ANON, "9000-c000 rw-p" ANON, &move, "0>0: moved\n");
	/* the middle of a line */
	assert_diff_move("1000-4000 rw-p" ANON, "1000-2000 rw-p" ANON "3000-4000 rw-p" ANON "9000-a000 rw-p" ANON,
			 &move, "0/0: split in 2\n0/1: split in 2\n0>2: moved\n");
	/* onto another mapping */
	assert_diff_move("2000-3000 rw-p" ANON "9000-a000 r--s 0 8:1 7 /f\n", "9000-a000 rw-p" ANON, &move,
			 "0>0: moved\n1!0: replaced\n");
	/* beside an equal one, with which it becomes one line */
	assert_diff_move("2000-3000 rw-p" ANON "a000-b000 rw-p" ANON, "9000-b000 rw-p" ANON, &move,
			 "0>0: moved\n1~0: grew by 4 KiB\n");
	/* of a file: the same bytes at another address */
	assert_diff_move("2000-3000 r--p 5000 8:1 7 /f\n", "9000-a000 r--p 5000 8:1 7 /f\n", &move, "0>0: moved\n");
	/* what lies there now is something else */
	assert_diff_move("2000-3000 r--p 5000 8:1 7 /f\n", "9000-a000 r--p" ANON, &move, "0--: gone\n-+0: new\n");
}

/* 40,000 lines of which one is gone, and one is new: linear, and nothing else is said. */
static void test_many(void **state)
{
	(void)state;
	struct buf was, is;
	buf_init(&was, 1 << 24);
	buf_init(&is, 1 << 24);
	for (unsigned i = 0; i < 40000; i++) {
		struct buf *sides[] = { &was, &is };
		for (unsigned s = 0; s < 2; s++)
			if (i != 20000 + s)
				buf_printf(sides[s], "%x-%x rw-p 0 0:0 0\n", i * 0x2000, i * 0x2000 + 0x1000);
	}
	struct memmap before = { 0 }, after = { 0 };
	struct diff d = { 0 };
	load(&before, buf_str(&was));
	load(&after, buf_str(&is));
	for (int again = 0; again < 2; again++) {
		diff_maps(&d, &before, &after, NULL);
		assert_int_equal(d.n, 40000);
		assert_int_equal(d.changed, 2);
		assert_int_equal(d.v[20000].change, CHANGE_NEW);
		assert_int_equal(d.v[20001].change, CHANGE_GONE);
	}
	assert_whole(&d, &before, &after);
	diff_finish(&d);
	memmap_finish(&before);
	memmap_finish(&after);
	buf_finish(&was);
	buf_finish(&is);
}

/* Random maps over a few pages: whatever happened, every line is spoken of once or more, in order. */
static void test_random(void **state)
{
	(void)state;
	uint32_t seed = 1;
	for (unsigned round = 0; round < 4000; round++) {
		struct memmap maps[2] = { 0 };
		for (unsigned side = 0; side < 2; side++) {
			memmap_clear(&maps[side]);
			for (unsigned at = 0; at < 12;) {
				seed = seed * 1664525 + 1013904223;
				unsigned len = 1 + (seed >> 24) % 4, kind = (seed >> 16) % 5;
				if (kind < 4)
					buf_printf(&maps[side].raw, "%x000-%x000 %s %x000 0:0 %u\n", at, at + len,
						   kind & 1 ? "rw-p" : "r--p", kind & 2 ? at : 0, kind & 2 ? 7 : 0);
				at += len;
			}
			size_t line;
			assert_int_equal(memmap_parse(&maps[side], &line), 0);
		}
		const struct diff_move move = { .from = 0x2000, .to = 0x6000, .len = (seed >> 20) % 3 * 0x1000 };
		struct diff d = { 0 };
		diff_maps(&d, &maps[0], &maps[1], &move);
		assert_whole(&d, &maps[0], &maps[1]);
		diff_finish(&d);
		memmap_finish(&maps[0]);
		memmap_finish(&maps[1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kept_new_gone),
		cmocka_unit_test(test_permissions),
		cmocka_unit_test(test_split_and_undo),
		cmocka_unit_test(test_hole),
		cmocka_unit_test(test_replaced_middle),
		cmocka_unit_test(test_grew_and_shrank),
		cmocka_unit_test(test_boundary_moves),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_replaced_several),
		cmocka_unit_test(test_names_of_anonymous_memory),
		cmocka_unit_test(test_moves),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_random),
	};
	return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
