/* lang: what parses to which tree, and where what does not parse is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lang/op.h"
#include "lang/tree.h"

/* The tree with every parenthesis: (+ 1 (* 2 3)). */
static void dump(const struct node *n, struct buf *out)
{
	static const char *const tags[] = {
		[NODE_INT] = "",       [NODE_STRING] = "", [NODE_NAME] = "",  [NODE_UNARY] = "",
		[NODE_BINARY] = "",    [NODE_COND] = "?",  [NODE_CAST] = "",  [NODE_SIZEOF] = "sizeof",
		[NODE_INDEX] = "[]",   [NODE_FIELD] = ".", [NODE_CALL] = "!", [NODE_ACTOR] = ":",
		[NODE_ASSIGN] = "set",
	};
	if (n->kind == NODE_INT)
		buf_printf(out, "%" PRId64, n->i);
	else if (n->kind == NODE_NAME)
		buf_puts(out, n->s);
	else if (n->kind == NODE_STRING)
		buf_printf(out, "'%s'", n->s);
	if (n->kind == NODE_INT || n->kind == NODE_NAME || n->kind == NODE_STRING)
		return;
	buf_printf(out, "(%s%s%s", tags[n->kind], lang_ops[n->op].text, n->s ? n->s : "");
	for (int i = 0; i < 3 && n->a[i]; i++) {
		buf_putc(out, ' ');
		dump(n->a[i], out);
	}
	for (size_t i = 0; i < n->args_n; i++) {
		buf_putc(out, ' ');
		dump(n->args[i], out);
	}
	buf_putc(out, ')');
}

static void expect_tree(const char *source, const char *tree)
{
	struct arena arena = { 0 };
	struct lang_err e = { .text = "" };
	struct buf out;
	buf_init(&out, 4096);
	struct node *n = lang_statement(&arena, source, &e);
	if (!n)
		fail_msg("%s: %s at %zu", source, e.text, e.at);
	dump(n, &out);
	assert_string_equal(buf_str(&out), tree);
	assert_int_equal(n->at, n->die ? 5 : 0);
	buf_finish(&out);
	arena_finish(&arena);
}

static void precedence(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{ "1 + 2 * 3", "(+ 1 (* 2 3))" },
		{ "1 - 2 - 3", "(- (- 1 2) 3)" },
		{ "8 / 4 % 3", "(% (/ 8 4) 3)" },
		{ "1 << 2 + 3", "(<< 1 (+ 2 3))" },
		{ "1 < 2 == 3 > 4", "(== (< 1 2) (> 3 4))" },
		{ "1 & 2 == 3", "(& 1 (== 2 3))" },
		{ "1 | 2 ^ 3 & 4", "(| 1 (^ 2 (& 3 4)))" },
		{ "1 || 2 && 3", "(|| 1 (&& 2 3))" },
		{ "1 >= 2 >> 3", "(>= 1 (>> 2 3))" },
		{ "a ? b : c ? d : e", "(? a b (? c d e))" },
		{ "a ? b ? c : d : e", "(? a (? b c d) e)" },
		{ "a || b ? 1 : 2", "(? (|| a b) 1 2)" },
		{ "(1 + 2) * 3", "(* (+ 1 2) 3)" },
		{ "-~!+a", "(- (~ (! (+ a))))" },
		{ "-a * b", "(* (- a) b)" },
		{ "a & &b", "(& a (& b))" },
		{ "(int)a + 1", "(+ (int a) 1)" },
		{ "(int)-a[1]", "(int (- ([] a 1)))" },
		{ "(a) - 1", "(- a 1)" },
		{ "a.b[1].c", "(.c ([] (.b a) 1))" },
		{ "f()", "(!f)" },
		{ "f(1, (2), g(3)[4])", "(!f 1 2 ([] (!g 3) 4))" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		expect_tree(rows[i][0], rows[i][1]);
}

static void statements(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{ "m = mmap(NULL, 1)", "(set m (!mmap NULL 1))" },
		{ "m[0] = 'X'", "(set ([] m 0) 88)" },
		{ "rl.rlim_cur = 64*KiB", "(set (.rlim_cur rl) (* 64 KiB))" },
		{ "child: m[0] = 1", "(:child (set ([] m 0) 1))" },
		{ "child : grand = fork()", "(:child (set grand (!fork)))" },
		{ "die: m[0]", "([] m 0)" },
		{ "die: child: m[0] = 1", "(:child (set ([] m 0) 1))" },
		{ "x = (child: frame(m)) == frame(m)", "(set x (== (:child (!frame m)) (!frame m)))" },
		{ "child: bytes(m, 1) == \"X\"", "(:child (== (!bytes m 1) 'X'))" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		expect_tree(rows[i][0], rows[i][1]);
}

static void types(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{ "(unsigned)1", "(unsigned 1)" },
		{ "(long int unsigned)1", "(unsigned long 1)" },
		{ "(long long unsigned int)1", "(unsigned long long 1)" },
		{ "(signed)1", "(int 1)" },
		{ "(short int)1", "(short 1)" },
		{ "(char signed)1", "(signed char 1)" },
		{ "(const char *)p", "(char * p)" },
		{ "(char **const)p", "(char ** p)" },
		{ "(struct stat *)p", "(struct stat * p)" },
		{ "(uint16_t)1", "(uint16_t 1)" },
		{ "sizeof(size_t) * 2", "(* (sizeofsize_t) 2)" },
		{ "sizeof (struct stat)", "(sizeofstruct stat)" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		expect_tree(rows[i][0], rows[i][1]);
}

static void literals(void **state)
{
	(void)state;
	static const struct {
		const char *source;
		int64_t value;
	} rows[] = {
		{ "0", 0 },
		{ "10", 10 },
		{ "010", 8 },
		{ "0x10", 16 },
		{ "0XfF", 255 },
		{ "1u", 1 },
		{ "1UL", 1 },
		{ "1lu", 1 },
		{ "1LLU", 1 },
		{ "0x1uLL", 1 },
		{ "9223372036854775807", INT64_MAX },
		{ "0x7fffffffffffffff", INT64_MAX },
		{ "'A'", 'A' },
		{ "'\\n'", '\n' },
		{ "'\\0'", 0 },
		{ "'\\101'", 'A' },
		{ "'\\x41'", 'A' },
		{ "'\\''", '\'' },
		{ "'\"'", '"' },
		{ "'\\\\'", '\\' },
		{ "'\\xff'", (char)'\xff' },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena arena = { 0 };
		struct node *n = lang_expression(&arena, rows[i].source, NULL);
		assert_non_null(n);
		assert_int_equal(n->kind, NODE_INT);
		assert_int_equal(n->i, rows[i].value);
		assert_string_equal(n->text, rows[i].source);
		arena_finish(&arena);
	}
}

static void strings(void **state)
{
	(void)state;
	struct arena arena = { 0 };
	struct node *n = lang_expression(&arena, "\"a\\x41\\0b\" \t \"\\\"c\\n\"", NULL);
	assert_non_null(n);
	assert_int_equal(n->len, 7);
	assert_memory_equal(n->s, "aA\0b\"c\n", 7);
	assert_string_equal(n->text, "\"a\\x41\\0b\" \"\\\"c\\n\"");
	arena_finish(&arena);
}

struct wrong {
	const char *source;
	size_t at;
	const char *part; /* of the message */
};

static void expect_wrong(const struct wrong *w, struct node *(*parse)(struct arena *, const char *, struct lang_err *))
{
	struct arena arena = { 0 };
	struct lang_err e = { .text = "" };
	if (parse(&arena, w->source, &e))
		fail_msg("%s: parsed", w->source);
	if (e.at != w->at || !strstr(e.text, w->part))
		fail_msg("%s: at %zu \"%s\", not at %zu \"%s\"", w->source, e.at, e.text, w->at, w->part);
	arena_finish(&arena);
}

static const struct wrong bad_statements[] = {
	{ "", 0, "empty" },
	{ "   ", 0, "empty" },
	{ "1 +", 3, "missing at the end" },
	{ "(1 + 2", 6, "`)` is missing" },
	{ "m[1", 3, "`]` is missing" },
	{ "1 2", 2, "operator is missing" },
	{ "a b", 2, "operator is missing" },
	{ "i++", 1, "`++` is not part of the statement language" },
	{ "--i", 0, "`--` is not part of the statement language" },
	{ "a += 1", 2, "`+=` is not part" },
	{ "a <<= 1", 2, "`<<=` is not part" },
	{ "a *= 2", 2, "write `n = n * ...`" },
	{ "p->x", 1, "`->` is not part" },
	{ "*p", 0, "write `p[0]`" },
	{ "a, b", 1, "one statement at a time" },
	{ "a = 1;", 5, "leave `;` out" },
	{ "{ a }", 0, "blocks" },
	{ "a // b", 2, "comments" },
	{ "a /* b */", 2, "comments" },
	{ "a = b = 1", 6, "one assignment" },
	{ "1 = 2", 0, "stands before `=`" },
	{ "a + b = 2", 0, "stands before `=`" },
	{ "(a)[0][1] = 2", 0, "stands before `=`" },
	{ "f(1)[0] = 2", 0, "stands before `=`" },
	{ "if (a) b", 0, "`if` is not part" },
	{ "return 1", 0, "`return` is not part" },
	{ "x = for", 4, "`for` is not part" },
	{ "int a = 1", 0, "`int` is a type" },
	{ "x = size_t", 4, "`size_t` is a type" },
	{ "(struct none)a", 1, "no such type" },
	{ "(struct stat)a", 1, "a cast is to a number or a pointer" },
	{ "(void)a", 1, "a cast is to a number or a pointer" },
	{ "(unsigned signed char char)a", 1, "no such type" },
	{ "(char *****)a", 1, "no such type" },
	{ "sizeof a", 7, "operator is missing" },
	{ "sizeof(a)", 7, "sizeof takes a type" },
	{ "sizeof(void)", 7, "void has no size" },
	{ "f(1,)", 4, "argument is missing" },
	{ "f(1 2)", 4, "operator is missing" },
	{ "f(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17)", 41, "at most 16 arguments" },
	{ "a ? b", 5, "`:` is missing" },
	{ "child: grand: x", 7, "one process at a time" },
	{ "child: die: x", 7, "`die:` stands at the start" },
	{ "die = 1", 0, "`die:` stands" },
	{ "f(1,, 2)", 4, "argument is missing" },
	{ "f(, 2)", 2, "argument is missing" },
	{ "a = 1, b = 2", 5, "one statement at a time" },
	{ "x = child: 1", 9, "`:` does not belong here" },
	{ "9223372036854775808", 0, "does not fit" },
	{ "1 + 0xffffffffffffffff", 4, "does not fit" },
	{ "1 + 99999999999999999999999999", 4, "does not fit" },
	{ "08", 0, "octal" },
	{ "0x", 0, "digits are missing" },
	{ "0b11", 0, "octal" },
	{ "12ab", 0, "a number is digits" },
	{ "1lL", 0, "a number is digits" },
	{ "1.5", 0, "whole numbers" },
	{ "''", 0, "one character" },
	{ "'ab'", 0, "one character" },
	{ "'a", 0, "one character" },
	{ "'\\q'", 1, "no such escape" },
	{ "'\\400'", 1, "octal escape" },
	{ "f(\"ab\\x\")", 5, "digits are missing" },
	{ "\"\\x100\"", 1, "\\x escape" },
	{ "f(\"ab)", 2, "no closing quote" },
	{ "\"a\nb\"", 0, "no closing quote" },
	{ "\"a\" \"b", 4, "no closing quote" },
	{ "\"a\\", 2, "no such escape" },
	{ "a @ b", 2, "`@`" },
	{ "a \\ b", 2, "`\\`" },
	{ "a \x01", 2, "byte 0x01" },
	{ "a \xc3\xa4", 2, "byte 0xc3" },
	{ "a.1", 2, "field is missing" },
	{ "a . 1", 4, "field is missing" },
};

static void wrong_statements(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad_statements) / sizeof(*bad_statements); i++)
		expect_wrong(&bad_statements[i], lang_statement);
}

static void wrong_expressions(void **state)
{
	(void)state;
	static const struct wrong rows[] = {
		{ "a = 1", 2, "`==` compares" },
		{ "die: a", 0, "`die:`" },
		{ "child: a = 1", 9, "`==` compares" },
		{ "", 0, "an empty expression" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		expect_wrong(&rows[i], lang_expression);
}

/* n times `open`, then x, then n times `close`. */
static struct node *nested(struct arena *a, const char *open, const char *close, size_t n, struct lang_err *e)
{
	struct buf b;
	buf_init(&b, 100000);
	for (size_t i = 0; i < n; i++)
		buf_puts(&b, open);
	buf_putc(&b, 'x');
	for (size_t i = 0; i < n; i++)
		buf_puts(&b, close);
	struct node *tree = lang_expression(a, arena_strdup(a, buf_str(&b)), e);
	buf_finish(&b);
	return tree;
}

static void limits(void **state)
{
	(void)state;
	static const struct {
		const char *open, *close;
	} rows[] = { { "-(", ")" }, { "f(", ")" },  { "m[", "]" }, { "(int)", "" },    { "1 + (", ")" },
		     { "", "[0]" }, { "", " + 1" }, { "~", "" },   { "1 ? 2 : ", "" }, { "1 ? ", " : 2" } };
	struct lang_err e;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena arena = { 0 };
		struct node *n = nested(&arena, rows[i].open, rows[i].close, LANG_DEPTH - 1, &e);
		assert_non_null(n);
		assert_int_equal(n->height, LANG_DEPTH);
		assert_null(nested(&arena, rows[i].open, rows[i].close, LANG_DEPTH, &e));
		assert_non_null(strstr(e.text, "nested too deeply"));
		assert_null(nested(&arena, rows[i].open, rows[i].close, 400, &e));
		assert_non_null(strstr(e.text, "nested too deeply"));
		arena_finish(&arena);
	}
	struct arena arena = { 0 };
	assert_null(nested(&arena, "(", ")", 1000, &e));
	assert_non_null(strstr(e.text, "nested too deeply"));
	assert_null(nested(&arena, "1 | ", "", 2000, &e));
	assert_int_equal(e.at, LANG_LENGTH);
	assert_non_null(strstr(e.text, "longer"));
	arena_finish(&arena);
}

static void calls_found(void **state)
{
	(void)state;
	struct arena arena = { 0 };
	struct node *n = lang_statement(&arena, "child: x = 1 + (int)f(g(2), m[h(1)])", NULL);
	assert_true(lang_calls(n, "f") && lang_calls(n, "g") && lang_calls(n, "h") && lang_calls(n, NULL));
	assert_false(lang_calls(n, "x"));
	assert_false(lang_calls(lang_statement(&arena, "x = m[1] + sizeof(int)", NULL), NULL));
	arena_finish(&arena);
}

/* Bytes of C's own alphabet in any order: a tree or a fault inside the text, never anything else. */
static void any_bytes(void **state)
{
	(void)state;
	static const char alphabet[] = "ax01'\"\\()[]{}.,:;?=<>!&|^~+-*/% \n\xff\x80";
	unsigned seed = 12345;
	for (int round = 0; round < 20000; round++) {
		char text[40];
		size_t n = 0;
		struct arena arena = { 0 };
		for (; n < sizeof(text) - 1 && (seed >> 16) % 37; n++) {
			seed = seed * 1103515245 + 12345;
			text[n] = alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
		}
		text[n] = '\0';
		seed = seed * 1103515245 + 12345;
		struct lang_err e = { .at = SIZE_MAX };
		struct node *tree = lang_statement(&arena, text, &e);
		assert_true(tree ? e.at == SIZE_MAX : e.at <= n && *e.text);
		assert_true(!tree || tree->end <= n);
		arena_finish(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(precedence),        cmocka_unit_test(statements), cmocka_unit_test(types),
		cmocka_unit_test(literals),          cmocka_unit_test(strings),    cmocka_unit_test(wrong_statements),
		cmocka_unit_test(wrong_expressions), cmocka_unit_test(limits),     cmocka_unit_test(calls_found),
		cmocka_unit_test(any_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
