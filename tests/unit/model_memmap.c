/* Parsing and finding lines of maps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/memmap.h"

static void load(struct memmap *m, const char *text)
{
	memmap_clear(m);
	buf_puts(&m->raw, text);
}

static void assert_parses(struct memmap *m, const char *text)
{
	size_t line = 0;
	load(m, text);
	assert_int_equal(memmap_parse(m, &line), 0);
}

static void test_fields(void **state)
{
	(void)state;
	struct memmap m = { 0 };
	assert_parses(&m, "555555554000-555555556000 r-xs 0000a000 fe:1b 247134                     /usr/bin/cat\n"
			  "7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0 \n"
			  "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]\n");
	assert_int_equal(m.n, 3);
	const struct region *r = m.v;
	assert_int_equal(r->start, 0x555555554000);
	assert_int_equal(r->end, 0x555555556000);
	assert_string_equal(r->perms, "r-xs");
	assert_int_equal(r->offset, 0xa000);
	assert_int_equal(r->dev_major, 0xfe);
	assert_int_equal(r->dev_minor, 0x1b);
	assert_int_equal(r->inode, 247134);
	assert_int_equal(r->path_len, strlen("/usr/bin/cat"));
	assert_memory_equal(memmap_path(&m, r), "/usr/bin/cat", r->path_len);
	assert_int_equal(r->line, 0);
	assert_int_equal(m.raw.data[r->line + r->line_len], '\n');
	assert_int_equal(m.v[1].path_len, 0);
	assert_int_equal(m.v[1].line, r->line_len + 1);
	assert_int_equal(m.v[2].end, 0xffffffffff601000);
	memmap_finish(&m);
}

static void test_strange_paths(void **state)
{
	(void)state;
	static const char *const paths[] = { "/a b  c", "/two\\012lines", "/gone (deleted)", "[anon: x]", "/\xff\x01" };
	struct memmap m = { 0 };
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		char text[128];
		(void)snprintf(text, sizeof(text), "1000-2000 r--p 00000000 08:01 7   %s\n3000-4000 r--p 0 0:0 0\n",
			       paths[i]);
		assert_parses(&m, text);
		assert_int_equal(m.n, 2);
		assert_int_equal(m.v[0].path_len, strlen(paths[i]));
		assert_memory_equal(memmap_path(&m, &m.v[0]), paths[i], strlen(paths[i]));
	}
	memmap_finish(&m);
}

static void test_long_path(void **state)
{
	(void)state;
	struct memmap m = { 0 };
	memmap_clear(&m);
	buf_puts(&m.raw, "1000-2000 r--p 00000000 08:01 7 /");
	buf_fill(&m.raw, 'x', 100000);
	buf_puts(&m.raw, "\n3000-4000 r--p 00000000 08:01 7 /y");
	size_t line;
	assert_int_equal(memmap_parse(&m, &line), 0);
	assert_int_equal(m.n, 2);
	assert_int_equal(m.v[0].path_len, 100001);
	assert_int_equal(m.v[1].path_len, 2);
	memmap_finish(&m);
}

static void test_bad_lines(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"",
		"1000-2000",
		"1000 2000 r--p 0 0:0 0",
		"2000-1000 r--p 0 0:0 0",
		"1000-1000 r--p 0 0:0 0",
		"1000-2000 r--q 0 0:0 0",
		"1000-2000 rr-p 0 0:0 0",
		"1000-2000 r--p g 0:0 0",
		"1000-2000 r--p 0 00 0",
		"1000-2000 r--p 0 0:0 x",
		"1000-2000 r--p 0 0:0 ",
		"1000-2000 r--p 0 0:0 7/x",
		"-2000 r--p 0 0:0 0",
		"00000000000001000-2000 r--p 0 0:0 0",
		"1000-fffffffffffffffff r--p 0 0:0 0",
		"1000-2000 r--p 0 100000000:0 0",
		"1000-2000 r-",
		"1000-2000 r--p 0 0:0 99999999999999999999",
		"800-1800 r--p 0 0:0 0",
	};
	struct memmap m = { 0 };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		memmap_clear(&m);
		buf_printf(&m.raw, "0-1000 r--p 0 0:0 0\n%s\n", bad[i]);
		size_t line = 0;
		assert_int_equal(memmap_parse(&m, &line), -EINVAL);
		assert_int_equal(line, 2);
		assert_int_equal(m.n, 0);
	}
	assert_parses(&m, "");
	assert_int_equal(m.n, 0);
	memmap_finish(&m);
}

/*    0x1000 [a] 0x3000   0x5000 [b] 0x6000 [c] 0x8000 */
static const char three[] = "1000-3000 r--p 0 0:0 0\n5000-6000 r--p 0 0:0 0\n6000-8000 rw-p 0 0:0 0\n";

static void test_find(void **state)
{
	(void)state;
	struct memmap m = { 0 };
	assert_int_equal(memmap_find(&m, 0), MEMMAP_NONE);
	assert_parses(&m, three);
	static const struct {
		uint64_t addr;
		size_t find, lower;
	} want[] = {
		{ 0, MEMMAP_NONE, 0 },      { 0x1000, 0, 0 },
		{ 0x2fff, 0, 0 },           { 0x3000, MEMMAP_NONE, 1 },
		{ 0x4fff, MEMMAP_NONE, 1 }, { 0x5000, 1, 1 },
		{ 0x6000, 2, 2 },           { 0x7fff, 2, 2 },
		{ 0x8000, MEMMAP_NONE, 3 }, { UINT64_MAX, MEMMAP_NONE, 3 },
	};
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		assert_int_equal(memmap_find(&m, want[i].addr), want[i].find);
		assert_int_equal(memmap_lower(&m, want[i].addr), want[i].lower);
	}
	memmap_finish(&m);
}

static void test_count_and_span(void **state)
{
	(void)state;
	struct memmap m = { 0 };
	assert_parses(&m, three);
	assert_int_equal(memmap_count(&m, 0, UINT64_MAX), 3);
	assert_int_equal(memmap_count(&m, 0x1000, 0), 0);
	assert_int_equal(memmap_count(&m, 0x3000, 0x2000), 0);
	assert_int_equal(memmap_count(&m, 0x3000, 0x2001), 1);
	assert_int_equal(memmap_count(&m, 0x2fff, 0x2002), 2);
	assert_int_equal(memmap_count(&m, 0x5fff, 2), 2);
	assert_int_equal(memmap_count(&m, 0x9000, UINT64_MAX), 0);
	assert_int_equal(memmap_span(&m, 0x5000, 0x10000), 0x3000);
	assert_int_equal(memmap_span(&m, 0x5800, 0x1000), 0x1000);
	assert_int_equal(memmap_span(&m, 0x2000, UINT64_MAX), 0x1000);
	assert_int_equal(memmap_span(&m, 0x3000, 0x1000), 0);
	memmap_finish(&m);
}

static void test_copy_reuses(void **state)
{
	(void)state;
	struct memmap m = { 0 }, copy = { 0 }, empty = { 0 };
	assert_parses(&m, three);
	memmap_copy(&copy, &m);
	const struct region *memory = copy.v;
	m.raw.data[0] = '!';
	memmap_copy(&copy, &empty);
	assert_int_equal(copy.n, 0);
	assert_int_equal(copy.raw.len, 0);
	assert_parses(&m, three);
	memmap_copy(&copy, &m);
	assert_ptr_equal(copy.v, memory);
	assert_int_equal(copy.n, 3);
	assert_string_equal(buf_str(&copy.raw), three);
	assert_ptr_not_equal(memmap_path(&copy, copy.v), memmap_path(&m, m.v));
	memmap_finish(&m);
	memmap_finish(&copy);
}

static void test_own_maps(void **state)
{
	(void)state;
	struct memmap m = { 0 };
	memmap_clear(&m);
	FILE *f = fopen("/proc/self/maps", "re");
	assert_non_null(f);
	assert_int_equal(buf_read_fd(&m.raw, fileno(f)), 0);
	(void)fclose(f);
	size_t line;
	assert_int_equal(memmap_parse(&m, &line), 0);
	assert_true(m.n > 5);
	/* Not the address of a variable: a sanitizer may keep those elsewhere. */
	size_t i = memmap_find(&m, (uint64_t)(uintptr_t)__builtin_frame_address(0));
	assert_int_not_equal(i, MEMMAP_NONE);
	assert_memory_equal(memmap_path(&m, &m.v[i]), "[stack]", 7);
	for (i = 0; i < m.n; i++) {
		char text[64];
		(void)snprintf(text, sizeof(text), "%08" PRIx64 "-%08" PRIx64 " %s ", m.v[i].start, m.v[i].end,
			       m.v[i].perms);
		assert_memory_equal(m.raw.data + m.v[i].line, text, strlen(text));
	}
	memmap_finish(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields),      cmocka_unit_test(test_strange_paths),
		cmocka_unit_test(test_long_path),   cmocka_unit_test(test_bad_lines),
		cmocka_unit_test(test_find),        cmocka_unit_test(test_count_and_span),
		cmocka_unit_test(test_copy_reuses), cmocka_unit_test(test_own_maps),
	};
	return cmocka_run_group_tests_name("memmap", tests, NULL, NULL);
}
