/* Any bytes: json either gives a tree or says a fault; places stay inside the text; cleaned text stays clean. */
#include <string.h>

#include "base/text.h"
#include "support/fuzz.h"
#include "json/json.h"

/* The place behind the last byte is that of the closing quote. */
static void check_source(const struct source *s)
{
	struct pos end = source_pos(s, strlen(s->text));
	fuzz_hold(s->raw[end.col - s->pos.col - 1] == '"');
}

static void check_clean(const char *s, size_t n, bool keep_lines)
{
	struct buf once;
	buf_init(&once, 16 * n + 16);
	text_clean(&once, s, n, keep_lines);
	fuzz_hold(!once.full && text_is_clean(buf_str(&once), once.len, keep_lines));
	buf_finish(&once);
}

static void check_wrap(const char *s, size_t columns)
{
	size_t at = 0, line = 0, len = 0;
	for (size_t before = 0; text_wrap(s, columns, &at, &line, &len); before = at)
		fuzz_hold(at > before && line + len <= strlen(s));
}

static void check_tree(const struct json *node)
{
	if (node->key.text)
		check_source(&node->key);
	if (node->kind == JSON_STRING) {
		check_source(&node->string);
		check_clean(node->string.text, strlen(node->string.text), true);
		check_wrap(node->string.text, strlen(node->string.text) % 7);
	}
	for (const struct json *child = node->first; child; child = child->next)
		check_tree(child);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	const char *text = (const char *)bytes;
	struct arena arena = { 0 };
	struct diags diags = { 0 };
	struct json *root = json_parse(&arena, text, n, &json_limits_lesson, &diags);
	fuzz_hold(!root == (diags.total > 0));
	if (root)
		check_tree(root);
	for (size_t i = 0; i < diags.n; i++)
		fuzz_hold(!strstr(diags.v[i].text, "in another way"));
	check_clean(text, n, false);
	diags_finish(&diags);
	arena_finish(&arena);
	return 0;
}
