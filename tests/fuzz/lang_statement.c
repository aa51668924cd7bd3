/*
 * Any bytes as statements, a line each: what parses prints as text that parses to the same tree; what is checked can
 * be evaluated in any world.
 */
#include <string.h>

#include "support/fuzz.h"
#include "support/lang_world.h"

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void check_same(const struct node *a, const struct node *b)
{
	fuzz_hold(!a == !b);
	if (!a)
		return;
	fuzz_hold(a->kind == b->kind && a->op == b->op && a->die == b->die && a->i == b->i && a->len == b->len &&
		  a->args_n == b->args_n && same_text(a->text, b->text));
	fuzz_hold(a->kind == NODE_STRING ? memcmp(a->s, b->s, a->len) == 0 : same_text(a->s, b->s));
	for (int i = 0; i < 3; i++)
		check_same(a->a[i], b->a[i]);
	for (size_t i = 0; i < a->args_n; i++)
		check_same(a->args[i], b->args[i]);
}

/* Printing may make it longer than a statement may be: blanks around operators. */
static void check_print(struct arena *a, const struct node *n)
{
	struct lang_err e = { .text = "" };
	struct buf first, second;
	buf_init(&first, 16 * LANG_LENGTH);
	buf_init(&second, 16 * LANG_LENGTH);
	lang_print(n, &first);
	fuzz_hold(!first.full);
	const struct node *again = lang_statement(a, buf_str(&first), &e);
	if (first.len <= LANG_LENGTH) {
		check_same(n, again);
		lang_print(again, &second);
		fuzz_hold(strcmp(buf_str(&first), buf_str(&second)) == 0);
	}
	buf_finish(&first);
	buf_finish(&second);
}

static void statement(struct test_world *f, const char *text)
{
	struct value v = { 0 };
	size_t n = strlen(text);
	f->e = (struct lang_err){ .text = "" };
	struct node *tree = lang_statement(&f->arena, text, &f->e);
	fuzz_hold(tree || (*f->e.text && f->e.at <= n));
	if (!tree)
		return;
	check_print(&f->arena, tree);
	bool sound = lang_check(tree, &f->scope, true, &f->e) == 0;
	fuzz_hold(sound || (*f->e.text && f->e.at <= n));
	if (sound)
		(void)lang_eval(&f->ev, tree, &v, &f->e);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	void *state;
	world_setup(&state);
	struct test_world *f = state;
	char *text = arena_strndup(&f->arena, (const char *)bytes, n), *rest = text;
	for (const char *line; (line = strsep(&rest, "\n"));)
		statement(f, line);
	world_teardown(&state);
	return 0;
}
