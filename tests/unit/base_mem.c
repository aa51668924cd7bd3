/* mem: allocations that end the program, arenas. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

/* With the sanitizer too, an allocation that is too large has to come back as NULL. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void test_zalloc_is_zero(void **state)
{
	(void)state;
	unsigned char *p = mem_zalloc(100, 3);
	for (size_t i = 0; i < 300; i++)
		assert_int_equal(p[i], 0);
	free(p);
	p = mem_zalloc(0, 8);
	assert_non_null(p);
	free(p);
}

static void test_grow_keeps_content(void **state)
{
	(void)state;
	void *array = NULL;
	size_t cap = 0;
	for (uint32_t i = 0; i < 1000; i++) {
		mem_grow(&array, &cap, i + 1, sizeof(uint32_t));
		assert_true(cap > i);
		((uint32_t *)array)[i] = i;
	}
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(((uint32_t *)array)[i], i);
	void *before = array;
	mem_grow(&array, &cap, 5, sizeof(uint32_t));
	assert_ptr_equal(array, before);
	free(array);
}

static void test_strdup(void **state)
{
	(void)state;
	char *s = mem_strdup("page");
	assert_string_equal(s, "page");
	free(s);
}

static void handler_of_the_terminal(void)
{
	if (write(STDERR_FILENO, "restored;", 9) != 9)
		_exit(99);
}

/* Runs `fails` in a child; its stderr in out, its exit status returned. */
static int run_child(void (*fails)(void), bool init, struct buf *out)
{
	int p[2];
	assert_int_equal(pipe(p), 0);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(p[1], STDERR_FILENO);
		close(p[0]);
		close(p[1]);
		if (init) {
			mem_init();
			mem_init();
			(void)atexit(handler_of_the_terminal);
		}
		fails();
		_exit(98);
	}
	close(p[1]);
	assert_int_equal(buf_read_fd(out, p[0]), 0);
	close(p[0]);
	int status = 0;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void overflow_zalloc(void)
{
	free(mem_zalloc(SIZE_MAX / 2, 4));
}

static void overflow_grow(void)
{
	void *array = NULL;
	size_t cap = 0;
	mem_grow(&array, &cap, SIZE_MAX / 2, 4);
}

static void overflow_arena(void)
{
	struct arena a = { 0 };
	arena_alloc(&a, SIZE_MAX / 2, 3);
}

static void overflow_arena_block(void)
{
	struct arena a = { 0 };
	arena_alloc(&a, SIZE_MAX - 20, 1);
}

static void test_message_comes_last(void **state)
{
	(void)state;
	void (*const fails[])(void) = { overflow_zalloc, overflow_grow, overflow_arena, overflow_arena_block };
	for (size_t i = 0; i < sizeof(fails) / sizeof(fails[0]); i++) {
		struct buf out;
		buf_init(&out, 10000);
		assert_int_equal(run_child(fails[i], true, &out), 4);
		const char *restored = strstr(buf_str(&out), "restored;");
		const char *message = strstr(buf_str(&out), "mmaptutor: out of memory\n");
		assert_non_null(restored);
		assert_non_null(message);
		assert_true(restored < message);
		assert_null(strstr(message + 1, "mmaptutor: out of memory"));
		buf_finish(&out);
	}
}

static void test_message_without_init(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out, 10000);
	assert_int_equal(run_child(overflow_zalloc, false, &out), 4);
	assert_non_null(strstr(buf_str(&out), "mmaptutor: out of memory\n"));
	buf_finish(&out);
}

static void test_arena_is_aligned_zero_and_apart(void **state)
{
	(void)state;
	struct arena a = { 0 };
	unsigned char *blocks[300];
	for (size_t i = 0; i < 300; i++) {
		size_t n = i * 37 % 5000;
		blocks[i] = arena_alloc(&a, n, 1);
		assert_int_equal((uintptr_t)blocks[i] % 16, 0);
		for (size_t j = 0; j < n; j++)
			assert_int_equal(blocks[i][j], 0);
		memset(blocks[i], (int)(i % 250 + 1), n);
	}
	for (size_t i = 0; i < 300; i++) {
		for (size_t j = 0; j < i * 37 % 5000; j++)
			assert_int_equal(blocks[i][j], i % 250 + 1);
	}
	arena_finish(&a);
	assert_null(a.last);
	arena_finish(&a);
}

static void test_arena_takes_large_ones(void **state)
{
	(void)state;
	struct arena a = { 0 };
	char *small = arena_strdup(&a, "small");
	static const size_t sizes[] = { 1 << 20, 1500 };
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		memset(arena_alloc(&a, sizes[i], 1), 'x', sizes[i]);
	char *next = arena_strdup(&a, "next");
	assert_string_equal(small, "small");
	assert_string_equal(next, "next");
	/* The large ones have blocks of their own: the small ones stay side by side. */
	assert_ptr_equal(next, small + 16);
	assert_non_null(arena_alloc(&a, 0, 0));
	arena_finish(&a);
}

static void test_arena_strings(void **state)
{
	(void)state;
	struct arena a = { 0 };
	assert_string_equal(arena_strndup(&a, "abcdef", 3), "abc");
	assert_string_equal(arena_strndup(&a, "ab", 30), "ab");
	assert_string_equal(arena_printf(&a, "%d %s", 7, "pages"), "7 pages");
	assert_string_equal(arena_printf(&a, "%s", ""), "");
	arena_finish(&a);
	assert_string_equal(arena_strdup(&a, "usable again"), "usable again");
	arena_finish(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zalloc_is_zero),
		cmocka_unit_test(test_grow_keeps_content),
		cmocka_unit_test(test_strdup),
		cmocka_unit_test(test_message_comes_last),
		cmocka_unit_test(test_message_without_init),
		cmocka_unit_test(test_arena_is_aligned_zero_and_apart),
		cmocka_unit_test(test_arena_takes_large_ones),
		cmocka_unit_test(test_arena_strings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
