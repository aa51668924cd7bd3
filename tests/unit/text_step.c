/* A step of a real run as plain text and as JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "support/tutor_kit.h"
#include "text/text.h"

static const struct kit_step steps[] = {
	{ .acts = { "m = mmap(NULL, 3*page, " KIT_ANON ")", "{\"repeat\": 2, \"do\": [\"m[i*page] = 1\"]}",
		    "munmap(1, page)", "printf(\"a\\n%c\", 27)" },
	  .expect = { "size(m) == page", "start(1) == 0" },
	  .more = "\"title\": \"Pages\", \"focus\": \"m\", \"text\": [\"With {n}.\", \"    code as it stands\"],"
		  " \"vary\": { \"n\": [7] }, \"ask\": { \"prompt\": \"How many?\", \"number\": \"present(m, 3*page)\","
		  " \"unit\": \"pages\" }" },
	{ .acts = { "k = 1" }, .more = "\"requires\": { \"arch\": \"pdp11\" }" },
	{ .acts = { "munmap(lab_code, page)", "k = 1" }, .more = "\"fresh\": true" },
};

static void has(const struct buf *text, const char *part)
{
	if (strstr(buf_str(text), part) == NULL)
		fail_msg("\"%s\" is missing in:\n%s", part, buf_str(text));
}

static void plain(struct kit *k, size_t step, struct buf *out)
{
	buf_clear(out);
	text_step(k->lesson, kit_run(k, step), out);
	for (const char *line = buf_str(out); line != NULL; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
		assert_null(memchr(line, 27, strcspn(line, "\n")));
}

static void plain_text(void **state)
{
	struct kit k = { 0 };
	struct buf out;

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	buf_init(&out, 1 << 20);
	plain(&k, 0, &out);
	has(&out, "\n1. Pages\n");
	has(&out, "With 7.\n");
	has(&out, "\n    code as it stands\n");
	has(&out, "×2 m[i*page] = 1;  → 1  (2 minor faults)\n");
	has(&out, "→ -1, EINVAL");
	has(&out, "  pages of `m`: PP.\n");
	has(&out, "    2 pages\n");
	has(&out, "  claim FAILED: size(m) == page\n      observed: size(m) is 12288, page is 4096\n");
	has(&out, "  claim not judged: start(1) == 0\n      because: nothing is mapped at that address\n");
	plain(&k, 1, &out);
	has(&out, "skipped: it is for pdp11");
	plain(&k, 2, &out);
	has(&out, "→ refused: ");
	has(&out, "k = 1;  → not run");
	buf_finish(&out);
	kit_close(&k);
}

static void json_line(void **state)
{
	struct kit k = { 0 };
	struct buf out;

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	buf_init(&out, 1 << 20);
	text_json(k.lesson, kit_run(&k, 0), &out);
	assert_ptr_equal(strchr(buf_str(&out), '\n'), buf_str(&out) + out.len - 1);
	has(&out, "{\"lesson\":\"t\",\"step\":\"s0\",\"statements\":[");
	has(&out, "\"repeat\":2,");
	has(&out, "\"outcome\":\"error\",\"result\":-1,\"errno\":\"EINVAL\",\"signal\":null,\"si_code\":null,\"si_"
		  "addr\":null");
	has(&out, "{\"source\":\"size(m) == page\",\"held\":false,");
	has(&out, "{\"source\":\"start(1) == 0\",\"held\":null,");
	has(&out, "\"output\":\"a\\n\\u001b\"");
	has(&out, "\"count\":3,\"resident\":\"110\",\"present\":\"110\"");
	has(&out, "\"faults\":{\"minor\":2,\"major\":0}");
	buf_clear(&out);
	text_json(k.lesson, kit_run(&k, 1), &out);
	has(&out, "\"skipped\":\"it is for pdp11");
	assert_null(strstr(buf_str(&out), "\"maps\""));
	buf_clear(&out);
	text_json(k.lesson, kit_run(&k, 2), &out);
	has(&out, "\"outcome\":\"refused\",\"result\":null");
	has(&out, "\"outcome\":\"not run\"");
	buf_finish(&out);
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = { KIT_TEST(plain_text), KIT_TEST(json_line) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
