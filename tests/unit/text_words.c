/* The picture of memory in words: names of addresses, lines of maps, changes, pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "support/tutor_kit.h"
#include "text/words.h"

#define PAGE UINT64_C(4096)
#define BASE UINT64_C(0x7f0000000000)

static void has(const struct buf *text, const char *part)
{
	if (strstr(buf_str(text), part) == NULL)
		fail_msg("\"%s\" is missing in:\n%s", part, buf_str(text));
}

static void is(struct buf *text, const char *whole)
{
	assert_string_equal(buf_str(text), whole);
	buf_clear(text);
}

static void test_places(void **state)
{
	static struct statement_record named[] = {
		{ .source = "a = mmap(NULL, page)",
		  .outcome = { .kind = OUTCOME_VALUE, .type = TYPE_POINTER, .value = (int64_t)BASE } },
		{ .source = "die: child: b = mmap(NULL, page)",
		  .outcome = { .kind = OUTCOME_VALUE, .type = TYPE_POINTER, .value = (int64_t)(BASE + 8 * PAGE) } },
		{ .source = "b == a", .outcome = { .kind = OUTCOME_VALUE, .type = TYPE_POINTER, .value = 4096 } },
		{ .source = "a[0] = 1", .outcome = { .kind = OUTCOME_VALUE, .type = TYPE_POINTER, .value = 4096 } },
	};
	static struct statement_record renamed[] = {
		{ .source = "a = 1", .outcome = { .kind = OUTCOME_NONE } },
	};
	struct record r = { .statements = named, .statements_n = 4 },
		      again = { .statements = renamed, .statements_n = 1 };
	struct places p = { .n = 0 };
	struct buf out;

	(void)state;
	buf_init(&out, 4096);
	places_add(&p, &r);
	assert_int_equal(p.n, 2);
	words_place(BASE, &p, PAGE, &out), is(&out, "a");
	words_place(BASE + PAGE, &p, PAGE, &out), is(&out, "a + 1 page");
	words_place(BASE + 6 * PAGE, &p, PAGE, &out), is(&out, "a + 6 pages");
	words_place(BASE + 1, &p, PAGE, &out), is(&out, "0x7f0000000001");
	words_place(BASE + 1000 * PAGE, &p, PAGE, &out), is(&out, "0x7f00003e8000");
	places_add(&p, &again);
	words_place(BASE, &p, PAGE, &out), is(&out, "8 pages before b");
	buf_finish(&out);
}

static void test_pages(void **state)
{
	const unsigned known = PAGE_PRESENT | PAGE_FILE | PAGE_RESIDENT | PAGE_MAPPED | PAGE_GUARD | PAGE_SWAPPED |
			       PAGE_HUGE | PAGE_ZERO | PAGE_EXCLUSIVE;
	struct pageset s;
	struct buf out;

	(void)state;
	pageset_init(&s, BASE, BASE + 8 * PAGE, PAGE);
	pageset_add(&s, BASE + PAGE, 1, PAGE_MAPPED | PAGE_PRESENT | PAGE_RESIDENT, known);
	pageset_add(&s, BASE + 2 * PAGE, 5, PAGE_MAPPED, known);
	buf_init(&out, 1 << 16);
	words_pages(&s, BASE + 5 * PAGE, &out);
	is(&out, "page 1 of 8: the kernel does not tell\n"
		 "page 2 of 8: private page, in memory\n"
		 "pages 3 to 5 of 8: not in memory\n"
		 "pages 6 to 7 of 8: mapped, but past the end of the file\n"
		 "page 8 of 8: the kernel does not tell\n");
	assert_true(words_page(&s, UINT64_MAX, 1, &out));
	has(&out, "page 2 of 8: private page, in memory\n  pagemap bit 63 says: in the page table\n");
	has(&out, "pagemap bit 55 says: unknown whether");
	buf_clear(&out);
	assert_true(words_page(&s, UINT64_MAX, 2, &out));
	assert_null(strstr(buf_str(&out), "bit 61"));
	assert_false(words_page(&s, UINT64_MAX, 8, &out));
	pageset_finish(&s);
	buf_finish(&out);
}

/* However many groups there are, it can be listened to. */
static void test_many_groups(void **state)
{
	struct pageset s;
	struct buf out;
	size_t lines = 0;

	(void)state;
	pageset_init(&s, BASE, BASE + 1000 * PAGE, PAGE);
	for (uint64_t i = 0; i < 1000; i += 2)
		pageset_add(&s, BASE + i * PAGE, 1, PAGE_MAPPED, PAGE_MAPPED | PAGE_PRESENT | PAGE_RESIDENT);
	buf_init(&out, 1 << 16);
	words_pages(&s, UINT64_MAX, &out);
	for (const char *at = buf_str(&out); (at = strchr(at, '\n')) != NULL; at++)
		lines++;
	assert_int_equal(lines, 65);
	has(&out, "and so on, 936 groups of pages more\n");
	pageset_finish(&s);
	buf_finish(&out);
}

static const struct kit_step steps[] = {
	{ .acts = { "m = mmap(NULL, 3*page, " KIT_ANON ")" }, .more = "\"focus\": \"m\"" },
	{ .acts = { "mprotect(m + page, page, PROT_READ)" }, .more = "\"focus\": \"m\"" },
	{ .acts = { "munmap(m + page, 2*page)", "s = mmap(NULL, page, " KIT_SHARE ")" } },
	{ .acts = { "child = fork()", "child: s[0] = 1", "child: m[0] = 1" }, .more = "\"focus\": \"m\"" },
};

/* Of a real process. */
static void test_changes(void **state)
{
	struct kit k = { 0 };
	struct places p = { .n = 0 };
	struct buf out;

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	buf_init(&out, 1 << 20);
	places_add(&p, kit_run(&k, 0));
	words_changes(&session_record(k.session, 0)->actors[0], &p, &out);
	has(&out, " of maps, new: 12 KiB at m, readable and writable, private\n");
	buf_clear(&out);
	words_changes(&kit_run(&k, 1)->actors[0], &p, &out);
	has(&out, ", one was split in 3: 4 KiB at m + 1 page, readable, private; before it was readable and writable, "
		  "private\n");
	buf_clear(&out);
	places_add(&p, kit_run(&k, 2));
	words_changes(&session_record(k.session, 2)->actors[0], &p, &out);
	has(&out, "gone: 4 KiB at m + 1 page, readable, private\n");
	has(&out, ": 4 KiB at s, readable and writable, shared, anonymous");
	buf_clear(&out);
	words_changes(&kit_run(&k, 3)->actors[0], &p, &out);
	is(&out, "No line of maps changed.\n");
	words_maps(&session_record(k.session, 3)->actors[1].after, &p, &out);
	has(&out, " lines of maps, from low to high addresses.\nline 1 of maps: ");
	has(&out, ": 4 KiB at m, readable and writable, private\n");
	buf_finish(&out);
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_many_groups),
		KIT_TEST(test_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
