/* An answer as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/answer.h"

/* One is told with the word for one, whatever ending the word for many has. */
static void test_number(void **state)
{
	static const struct {
		const char *unit;
		int64_t number;
		const char *said;
	} all[] = {
		{ "pages", 0, "0 pages" },
		{ "pages", 1, "1 page" },
		{ "pages", 2, "2 pages" },
		{ "pages", -1, "-1 pages" },
		{ "entries", 1, "1 entry" },
		{ "entries", 3, "3 entries" },
		{ "bytes", 1, "1 byte" },
		{ "addresses", 1, "1 address" },
		{ "boxes", 1, "1 box" },
		{ "Rss", 1, "1 Rss" },
		{ "KiB", 1, "1 KiB" },
		{ "s", 1, "1 s" },
		{ NULL, 1, "1" },
		{ "bytes", INT64_MIN, "-9223372036854775808 bytes" },
	};
	struct buf out;

	(void)state;
	buf_init(&out, 100);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct ask ask = { .kind = ASK_NUMBER, .unit = all[i].unit };

		buf_clear(&out);
		answer_number_put(&ask, all[i].number, &out);
		assert_string_equal(buf_str(&out), all[i].said);
	}
	buf_finish(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_number) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
