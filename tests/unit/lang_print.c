/* lang: printing is the inverse of parsing, with parentheses only where they are needed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "lang/tree.h"

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool same(const struct node *a, const struct node *b)
{
	if (!a || !b)
		return a == b;
	if (a->kind != b->kind || a->op != b->op || a->die != b->die || a->i != b->i || a->len != b->len ||
	    a->args_n != b->args_n)
		return false;
	if (a->kind == NODE_STRING ? memcmp(a->s, b->s, a->len) != 0 : !same_text(a->s, b->s))
		return false;
	for (int i = 0; i < 3; i++)
		if (!same(a->a[i], b->a[i]))
			return false;
	for (size_t i = 0; i < a->args_n; i++)
		if (!same(a->args[i], b->args[i]))
			return false;
	return true;
}

/* Prints, parses and compares; returns the print. */
static const char *round_trip(struct arena *arena, const struct node *n)
{
	struct lang_err e = { .text = "" };
	struct buf out;
	buf_init(&out, 64 * 1024);
	lang_print(n, &out);
	const char *text = arena_strdup(arena, buf_str(&out));
	buf_finish(&out);
	struct node *again = lang_statement(arena, text, &e);
	if (!again)
		fail_msg("%s: %s at %zu", text, e.text, e.at);
	if (!same(n, again))
		fail_msg("%s: another tree", text);
	return text;
}

/* Canonical already: printing gives the same text. */
static const char *const as_printed[] = {
	"m = mmap(NULL, 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)",
	"buf = area",
	"mprotect(buf + 2 * page, page, PROT_NONE)",
	"m[0] = 'X'",
	"m[page - 1] = 0x41",
	"p = (char *)mmap(NULL, 8 * page, PROT_NONE, MAP_PRIVATE, fd, 4UL)",
	"fstat(fd, &sb)",
	"n = sb.st_size",
	"rl.rlim_cur = 64 * KiB",
	"setrlimit(RLIMIT_MEMLOCK, &rl)",
	"mincore(m, 4 * page, vec)",
	"child = fork()",
	"child: m[0] = 'X'",
	"child: grand = fork()",
	"die: m[0]",
	"die: child: m[0] = 1",
	"f1 = signal == SIGBUS && si_addr == m",
	"child: bytes(m, 1) == \"X\"",
	"(child: frame(m)) == frame(m)",
	"printf(\"%d\\n\" \" and \" \"\\x41\", m[0])",
	"a - (b - c)",
	"a - b - c",
	"(a - b) * c",
	"a / (b * c)",
	"-(-a)",
	"-~a",
	"-a",
	"!(a && b)",
	"~(page - 1) & m",
	"+(+a)",
	"-+a",
	"!!a",
	"a & &b",
	"a ? b : c ? d : e",
	"(a ? b : c) ? d : e",
	"a ? b ? c : d : e",
	"(a ? b : c) + 1",
	"(a || b) && c",
	"a || b && c",
	"a == b == c",
	"a == (b == c)",
	"(a | b) & c",
	"a << (b << c)",
	"(size_t)-1",
	"(size_t)(a + 1)",
	"(size_t)a + 1",
	"(int)(char)a",
	"(unsigned long long)a[1]",
	"((char *)a)[1]",
	"(a + 1)[2]",
	"a[1][2]",
	"(-a)[0]",
	"-a[0]",
	"f(a, b)[1].c",
	"sizeof(int)",
	"(sizeof(struct stat))[0]",
	"sizeof(char *) * 2",
	"f((child: a), 1)",
	"m[(child: a)]",
	"a ? (child: b) : c",
	"touch(p, 010 + 0XFull)",
	"open(\"three.dat\", O_RDWR | O_CREAT, 0600)",
};

static void canonical(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(as_printed) / sizeof(*as_printed); i++) {
		struct arena arena = { 0 };
		struct lang_err e = { .text = "" };
		struct node *n = lang_statement(&arena, as_printed[i], &e);
		if (!n)
			fail_msg("%s: %s at %zu", as_printed[i], e.text, e.at);
		assert_string_equal(round_trip(&arena, n), as_printed[i]);
		arena_finish(&arena);
	}
}

static void tidied(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{ " die :child:m [ 0 ]=1", "die: child: m[0] = 1" },
		{ "((a))+((b*c))", "a + b * c" },
		{ "(a&b)==c", "(a & b) == c" },
		{ "- -a", "-(-a)" },
		{ "(const unsigned char*)a", "(unsigned char *)a" },
		{ "(a)?(b):(c)", "a ? b : c" },
		{ "\"a\"\t\"b\"", "\"a\" \"b\"" },
		{ "(m)=(1)", "m = 1" },
		{ "f( )", "f()" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena arena = { 0 };
		assert_string_equal(round_trip(&arena, lang_statement(&arena, rows[i][0], NULL)), rows[i][1]);
		arena_finish(&arena);
	}
}

struct grower {
	struct arena arena;
	unsigned seed;
};

static unsigned draw(struct grower *g, unsigned below)
{
	g->seed = g->seed * 1103515245 + 12345;
	return (g->seed >> 16) % below;
}

static struct node *grow(struct grower *g, unsigned height);

static struct node *leaf(struct grower *g)
{
	static const char *const names[] = { "a", "m", "page", "NULL" };
	static const char bytes[] = { 'x', '"', '\\', '\n', 1, '7', (char)0xff, 0 };
	struct node *n = arena_alloc(&g->arena, 1, sizeof(*n));
	n->kind = (enum node_kind)draw(g, 3);
	if (n->kind == NODE_INT)
		n->i = draw(g, 1000);
	if (n->kind == NODE_NAME)
		n->s = names[draw(g, 4)];
	if (n->kind == NODE_STRING) {
		char *s = arena_alloc(&g->arena, 9, 1);
		n->len = draw(g, 9);
		for (size_t i = 0; i < n->len; i++)
			s[i] = bytes[draw(g, sizeof(bytes))];
		n->s = s;
	}
	return n;
}

static void grow_arguments(struct grower *g, struct node *n, unsigned height)
{
	n->s = "f";
	n->args_n = draw(g, 4);
	n->args = arena_alloc(&g->arena, n->args_n, sizeof(*n->args));
	for (size_t i = 0; i < n->args_n; i++)
		n->args[i] = grow(g, height - 1);
}

static struct node *grow(struct grower *g, unsigned height)
{
	static const unsigned operands[] = {
		[NODE_UNARY] = 1, [NODE_BINARY] = 2, [NODE_COND] = 3, [NODE_CAST] = 1,  [NODE_SIZEOF] = 0,
		[NODE_INDEX] = 2, [NODE_FIELD] = 1,  [NODE_CALL] = 0, [NODE_ACTOR] = 1,
	};
	if (height <= 1)
		return leaf(g);
	struct node *n = arena_alloc(&g->arena, 1, sizeof(*n));
	n->kind = (enum node_kind)(NODE_UNARY + draw(g, NODE_ACTOR - NODE_UNARY + 1));
	if (n->kind == NODE_UNARY)
		n->op = (enum op)(OP_NEG + draw(g, OP_ADDRESS - OP_NEG + 1));
	if (n->kind == NODE_BINARY)
		n->op = (enum op)(OP_ADD + draw(g, OP_GE - OP_ADD + 1));
	if (n->kind == NODE_CAST || n->kind == NODE_SIZEOF) {
		n->s = draw(g, 2) ? "unsigned char" : "short";
		n->i = !strcmp(n->s, "short") ? 2 : 1;
		n->i = n->kind == NODE_CAST && n->i == 2 ? -2 : n->i;
	}
	if (n->kind == NODE_FIELD || n->kind == NODE_ACTOR)
		n->s = "child";
	if (n->kind == NODE_CALL)
		grow_arguments(g, n, height);
	for (unsigned i = 0; i < operands[n->kind]; i++)
		n->a[i] = grow(g, 1 + draw(g, height - 1));
	return n;
}

/* Any tree of the language, not only those that a person would write. */
static void random_trees(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 3000; seed++) {
		struct grower g = { .seed = seed };
		struct node *n = grow(&g, 1 + draw(&g, 7));
		if (draw(&g, 3) == 0) {
			struct node *name = leaf(&g), *assign = arena_alloc(&g.arena, 1, sizeof(*assign));
			*name = (struct node){ .kind = NODE_NAME, .s = "x" };
			*assign = (struct node){ .kind = NODE_ASSIGN, .a = { name, n } };
			n = assign;
		}
		n->die = draw(&g, 4) == 0;
		struct buf out;
		buf_init(&out, LANG_LENGTH + 1);
		lang_print(n, &out);
		if (out.len <= LANG_LENGTH)
			round_trip(&g.arena, n);
		buf_finish(&out);
		arena_finish(&g.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(canonical),
		cmocka_unit_test(tidied),
		cmocka_unit_test(random_trees),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
