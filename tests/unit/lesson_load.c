/* A lesson that uses every field, the flow of names, limits, texts with numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lang/tree.h"
#include "lesson/lesson.h"
#include "lesson/text.h"
#include "lesson_words.h"

struct fixture {
	char dir[32], path[64];
	struct diags d;
};

static int setup(void **state)
{
	struct fixture *f = mem_zalloc(1, sizeof(*f));
	strcpy(f->dir, "/tmp/lesson_load.XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->path, sizeof(f->path), "%s/full.json", f->dir);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	unlink(f->path);
	assert_int_equal(rmdir(f->dir), 0);
	diags_finish(&f->d);
	free(f);
	return 0;
}

static void put(const char *path, const char *text)
{
	FILE *out = fopen(path, "w");
	assert_non_null(out);
	assert_true(fputs(text, out) >= 0);
	assert_int_equal(fclose(out), 0);
}

static void no_faults(const struct diags *d)
{
	for (size_t i = 0; i < d->n; i++)
		fail_msg("%s:%u:%u: %s", d->file, d->v[i].pos.line, d->v[i].pos.col, d->v[i].text);
}

static struct lesson *load(struct fixture *f, const char *text)
{
	put(f->path, text);
	struct lesson *l = lesson_load(f->path, &lesson_words, &f->d);
	no_faults(&f->d);
	assert_non_null(l);
	return l;
}

/* The lesson with these steps; anything else is as small as it may be. */
static struct lesson *load_steps(struct fixture *f, const char *rest)
{
	struct buf b;
	buf_init(&b, 100000);
	buf_printf(&b, "{ \"format\": 1, \"id\": \"full\", \"rev\": 1, \"title\": \"t\", %s }", rest);
	put(f->path, buf_str(&b));
	buf_finish(&b);
	return lesson_load(f->path, &lesson_words, &f->d);
}

#define FULL                                                                                                           \
	"{ \"$schema\": \"x\", \"format\": 1, \"id\": \"full\", \"rev\": 3, \"title\": \"Full\", \"minutes\": 6,\n"    \
	"\"summary\": \"All of it.\", \"after\": [\"first\"], \"sources\": [\"mmap(2)\"],\n"                           \
	"\"drills\": [ { \"id\": \"d1\", \"do\": [ \"die: touch(0, 1)\" ], \"expect\": [] } ],\n"                      \
	"\"requires\": { \"probe\": [\"madvise(NULL, 0, MADV_COLD) == 0\"], \"kernel\": \"6.10\", \"fs\": \"ext4\",\n" \
	"  \"arch\": \"x86_64\", \"page_size\": 4096, \"features\": [\"thp\", \"frames\"],\n"                          \
	"  \"sysctl\": { \"vm.overcommit_memory\": \"0\", \"vm.max_map_count\": \"<=100000\" } },\n"                   \
	"\"files\": { \"a.txt\": { \"text\": \"h\\u00e9\\n\" }, \"b\": { \"hex\": \"7F 45\", \"mode\": \"400\" },\n"   \
	"  \"c\": { \"pages\": 3, \"fill\": \"ABC\" }, \"d\": { \"size\": 1099511627776 } },\n"                        \
	"\"program\": [ \"int main(void)\", \"\", \"\\treturn 0;\" ],\n"                                               \
	"\"steps\": [ { \"id\": \"one\", \"title\": \"T\", \"teaches\": [\"c1\", \"c2\"], \"text\": [\"p {n}\"],\n"    \
	"  \"explain\": [\"e1\", \"    code\"], \"hints\": [\"h1\"], \"notes\": \"two\\nlines\", \"auto\": 9,\n"       \
	"  \"lines\": [1, 3], \"vary\": { \"n\": [1, -4096], \"k\": [2] }, \"focus\": \"m\",\n"                        \
	"  \"do\": [ \"m = mmap(NULL, n, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)\",\n"                            \
	"    { \"repeat\": 3, \"do\": [ \"t = m[i]\", { \"repeat\": 2, \"do\": [ \"touch(m, k)\" ] } ] } ],\n"         \
	"  \"expect\": [ \"m != MAP_FAILED\", \"t == 0\" ],\n"                                                         \
	"  \"ask\": { \"prompt\": \"Q?\", \"many\": true, \"shuffle\": false, \"choices\": [\n"                        \
	"    { \"text\": \"x\", \"if\": \"size(m) == page\", \"why\": \"w\" },\n"                                      \
	"    { \"text\": \"y\", \"if\": \"size(m) == n\", \"why\": \"v\" } ] } },\n"                                   \
	"  { \"id\": \"two\", \"requires\": { \"fs\": \"xfs\" }, \"do\": [ \"f = m\" ], \"expect\": [],\n"             \
	"  \"ask\": { \"pages\": { \"of\": \"present\", \"at\": \"m\", \"size\": \"page\" } } },\n"                    \
	"  { \"id\": \"three\", \"fresh\": true, \"do\": [ \"q = exec(0)\" ], \"expect\": [],\n"                       \
	"  \"ask\": { \"number\": \"q + 1\", \"unit\": \"bytes\" } },\n"                                               \
	"  { \"id\": \"four\", \"do\": [], \"expect\": [ \"s == 1\" ], \"ask\": { \"outcome\": true },\n"              \
	"  \"task\": { \"prompt\": \"P\", \"given\": [ \"g = q\" ], \"goals\": [ { \"text\": \"G\", \"if\": \"s == "   \
	"g\" } ],\n"                                                                                                   \
	"    \"solutions\": [ [ \"s = g\" ], [ \"s = g + 0\", \"u = 1\" ] ], \"wrong\": [ [ \"w = 1\" ] ],\n"          \
	"    \"misconceptions\": [ { \"if\": \"w == 1 || u == 1\", \"say\": \"S\" } ] } },\n"                          \
	"  { \"id\": \"five\", \"do\": [ \"z = s + g\" ], \"expect\": [] } ] }\n"

static void test_fields_of_a_lesson(void **state)
{
	struct lesson *l = load(*state, FULL);
	assert_string_equal(l->id, "full");
	assert_string_equal(l->title, "Full");
	assert_string_equal(l->summary, "All of it.");
	assert_int_equal(l->rev, 3);
	assert_int_equal(l->minutes, 6);
	assert_string_equal(l->after.v[0], "first");
	assert_int_equal(l->after.at[0].line, 2);
	assert_int_equal(l->after.at[0].col, 36);
	assert_string_equal(l->sources.v[0], "mmap(2)");
	assert_int_equal(l->program.n, 3);
	assert_string_equal(l->program.v[2], "    return 0;");
	assert_int_equal(l->steps_n, 5);
	assert_int_equal(l->drills_n, 1);
	assert_string_equal(l->steps[0].id.text, "one");
	assert_string_equal(l->steps[5].id.text, "d1");
	lesson_free(l);
}

static void test_requires(void **state)
{
	struct lesson *l = load(*state, FULL);
	const struct requirement *q = &l->requires;
	assert_int_equal(q->probe_n, 1);
	assert_non_null(q->probe[0].tree);
	assert_string_equal(q->kernel, "6.10");
	assert_string_equal(q->arch, "x86_64");
	assert_string_equal(q->fs, "ext4");
	assert_int_equal(q->page_size, 4096);
	assert_int_equal(q->features_n, 2);
	assert_string_equal(q->features[1], "frames");
	assert_int_equal(q->sysctl_n, 2);
	assert_string_equal(q->sysctl[1].name, "vm.max_map_count");
	assert_string_equal(q->sysctl[1].value, "<=100000");
	assert_string_equal(l->steps[1].requires.fs, "xfs");
	lesson_free(l);
}

static void test_files(void **state)
{
	struct lesson *l = load(*state, FULL);
	const struct lesson_file *file = l->files;
	assert_int_equal(l->files_n, 4);
	assert_string_equal(file[0].name.text, "a.txt");
	assert_int_equal(file[0].len, 4);
	assert_memory_equal(file[0].bytes, "h\xc3\xa9\n", 4);
	assert_int_equal(file[0].mode, 0644);
	assert_int_equal(file[1].len, 2);
	assert_memory_equal(file[1].bytes, "\x7f\x45", 2);
	assert_int_equal(file[1].mode, 0400);
	assert_int_equal(file[2].pages, 3);
	assert_string_equal(file[2].fill, "ABC");
	assert_true(file[3].size == UINT64_C(1) << 40);
	lesson_free(l);
}

static void test_fields_of_a_step(void **state)
{
	struct lesson *l = load(*state, FULL);
	const struct step *s = &l->steps[0];
	assert_string_equal(s->title, "T");
	assert_int_equal(s->teaches.n, 2);
	assert_string_equal(s->text.v[0], "p {n}");
	assert_string_equal(s->explain.v[1], "    code");
	assert_string_equal(s->hints.v[0], "h1");
	assert_string_equal(s->notes, "two\nlines");
	assert_int_equal(s->automatic, 9);
	assert_int_equal(s->lines[0], 1);
	assert_int_equal(s->lines[1], 3);
	assert_int_equal(s->text.n, 5);
	assert_string_equal(s->text.v[1], "Lines 1 to 3 of the program:");
	assert_string_equal(s->text.v[2], "    int main(void)");
	assert_string_equal(s->text.v[4], "        return 0;");
	assert_int_equal(s->vary_n, 2);
	assert_string_equal(s->vary[0].name, "n");
	assert_int_equal(s->vary[0].n, 2);
	assert_int_equal(s->vary[0].v[1], -4096);
	assert_non_null(s->focus.tree);
	assert_int_equal(s->expect_n, 2);
	assert_string_equal(s->expect[1].source.text, "t == 0");
	assert_int_equal(s->actions_n, 2);
	assert_int_equal(s->actions[0].repeat, 0);
	assert_int_equal(s->actions[0].code.tree->kind, NODE_ASSIGN);
	assert_int_equal(s->actions[1].repeat, 3);
	assert_int_equal(s->actions[1].body_n, 2);
	assert_int_equal(s->actions[1].body[1].repeat, 2);
	assert_string_equal(s->actions[1].body[1].body[0].code.source.text, "touch(m, k)");
	assert_null(s->task);
	lesson_free(l);
}

static void test_questions(void **state)
{
	struct lesson *l = load(*state, FULL);
	const struct ask *ask = l->steps[0].ask;
	assert_int_equal(ask->kind, ASK_CHOICES);
	assert_string_equal(ask->prompt, "Q?");
	assert_true(ask->many && !ask->shuffle);
	assert_int_equal(ask->choices_n, 2);
	assert_string_equal(ask->choices[1].why, "v");
	assert_string_equal(ask->choices[1].when.source.text, "size(m) == n");
	ask = l->steps[1].ask;
	assert_int_equal(ask->kind, ASK_PAGES);
	assert_true(ask->of_present && ask->shuffle);
	assert_string_equal(ask->at.source.text, "m");
	assert_non_null(ask->size.tree);
	ask = l->steps[2].ask;
	assert_int_equal(ask->kind, ASK_NUMBER);
	assert_string_equal(ask->unit, "bytes");
	ask = l->steps[3].ask;
	assert_int_equal(ask->kind, ASK_OUTCOME);
	assert_true(strlen(ask->prompt) > 0);
	assert_null(l->steps[4].ask);
	lesson_free(l);
}

static void test_task(void **state)
{
	struct lesson *l = load(*state, FULL);
	const struct task *t = l->steps[3].task;
	assert_string_equal(t->prompt, "P");
	assert_int_equal(t->given.n, 1);
	assert_int_equal(t->goals_n, 1);
	assert_string_equal(t->goals[0].text, "G");
	assert_non_null(t->goals[0].when.tree);
	assert_int_equal(t->solutions_n, 2);
	assert_int_equal(t->solutions[1].n, 2);
	assert_int_equal(t->wrong_n, 1);
	assert_string_equal(t->misconceptions[0].text, "S");
	lesson_free(l);
}

static void test_flags_of_steps(void **state)
{
	struct lesson *l = load(*state, FULL);
	static const struct {
		bool fresh, drill, exec, die;
	} want[] = { { 0 }, { 0 }, { .fresh = true, .exec = true },
		     { 0 }, { 0 }, { .fresh = true, .drill = true, .die = true } };
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		assert_int_equal(l->steps[i].fresh, want[i].fresh);
		assert_int_equal(l->steps[i].drill, want[i].drill);
		assert_int_equal(l->steps[i].uses_exec, want[i].exec);
		assert_int_equal(l->steps[i].uses_die, want[i].die);
	}
	lesson_free(l);
}

/* Fragments of steps with the message of the one fault, NULL where there is none. */
static const struct {
	const char *rest, *fault;
} flows[] = {
	{ "\"steps\": [ { \"id\": \"a\", \"do\": [ \"x = 1\" ], \"expect\": [] },"
	  "{ \"id\": \"b\", \"do\": [ \"y = x\" ], \"expect\": [] } ]",
	  NULL },
	{ "\"fresh\": true, \"steps\": [ { \"id\": \"a\", \"do\": [ \"x = 1\" ], \"expect\": [] },"
	  "{ \"id\": \"b\", \"do\": [ \"y = x\" ], \"expect\": [] } ]",
	  "`x` is not known" },
	{ "\"steps\": [ { \"id\": \"a\", \"do\": [ \"y = x\" ], \"expect\": [ \"y == 1\" ] },"
	  "{ \"id\": \"b\", \"do\": [ \"z = y\" ], \"expect\": [] } ]",
	  "`x` is not known" },
	{ "\"steps\": [ { \"id\": \"a\", \"do\": [ \"c = fork()\", \"c: x = 1\", \"x = c:\" ], \"expect\": [] },"
	  "{ \"id\": \"b\", \"do\": [ \"c: y = x\" ], \"expect\": [ \"c: y == 1\" ] } ]",
	  "" },
	{ "\"steps\": [ { \"id\": \"a\", \"do\": [ { \"repeat\": 2, \"do\": [ \"x = i\" ] }, \"y = x\" ], \"expect\": "
	  "[] } ]",
	  NULL },
	{ "\"steps\": [ { \"id\": \"a\", \"vary\": { \"n\": [ 1 ] }, \"do\": [], \"expect\": [ \"n\" ] },"
	  "{ \"id\": \"b\", \"vary\": { \"n\": [ 1 ] }, \"do\": [], \"expect\": [ \"n\" ] } ]",
	  NULL },
	{ "\"steps\": [ { \"id\": \"a\", \"do\": [ \"mmap(NULL, page, 1, 2, 3, 4)\" ], \"expect\": [ \"mmap(1) == 2\" "
	  "] } ]",
	  "may only observe" },
	{ "\"steps\": [ { \"id\": \"a\", \"do\": [ \"fd = open(\\\"n\\\", O_CREAT|O_RDWR, 0600)\", "
	  "\"unlink(\\\"n\\\")\" ],"
	  "\"expect\": [] } ]",
	  NULL },
};

static void test_flow_of_names(void **state)
{
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof(flows) / sizeof(flows[0]); i++) {
		struct lesson *l = load_steps(f, flows[i].rest);
		if (!flows[i].fault)
			no_faults(&f->d);
		assert_int_equal(!l, flows[i].fault != NULL);
		assert_int_equal(f->d.n, flows[i].fault != NULL);
		if (flows[i].fault && !strstr(f->d.v[0].text, flows[i].fault))
			fail_msg("row %zu: %s", i, f->d.v[0].text);
		lesson_free(l);
		diags_finish(&f->d);
	}
}

/* 65 statements, a total of files that is too large, 201 steps: each is one fault. */
static void test_limits(void **state)
{
	struct fixture *f = *state;
	struct buf b;
	buf_init(&b, 100000);
	buf_puts(&b, "\"files\": { \"a\": { \"pages\": 4096, \"fill\": \"A\" }, \"b\": { \"text\": \"x\" } }, ");
	buf_puts(&b, "\"steps\": [ { \"id\": \"a\", \"expect\": [], \"do\": [ { \"repeat\": 2, \"do\": [ \"x = 1\"");
	for (int i = 0; i < 62; i++)
		buf_puts(&b, ", \"x = 1\"");
	buf_puts(&b, " ] }, \"x = 1\", \"x = 1\" ] } ], \"drills\": [ ");
	for (int i = 0; i < 201; i++)
		buf_printf(&b, "%s{ \"id\": \"s%d\", \"do\": [], \"expect\": [] }", i ? "," : "", i);
	buf_puts(&b, " ]");
	assert_null(load_steps(f, buf_str(&b)));
	buf_finish(&b);
	assert_int_equal(f->d.n, 3);
	assert_non_null(strstr(f->d.v[0].text, "together, at most 16777216"));
	assert_non_null(strstr(f->d.v[1].text, "at most 64 statements, this has 65"));
	assert_non_null(strstr(f->d.v[2].text, "takes 0 to 200 entries, this has 201"));
}

/* 300 names in five steps: one fault, at the 257th. */
static void test_names_are_bounded(void **state)
{
	struct fixture *f = *state;
	struct buf b;
	buf_init(&b, 100000);
	buf_puts(&b, "\"steps\": [");
	for (int i = 0; i < 300; i++) {
		if (i % 60)
			buf_puts(&b, ",\n");
		else
			buf_printf(&b, "%s{ \"id\": \"s%d\", \"expect\": [], \"do\": [\n", i ? ", " : "", i);
		buf_printf(&b, "\"n%d = 1\"%s", i, i % 60 == 59 ? "] }" : "");
	}
	buf_puts(&b, "]");
	assert_null(load_steps(f, buf_str(&b)));
	buf_finish(&b);
	assert_int_equal(f->d.n, 1);
	assert_int_equal(f->d.v[0].pos.line, 258);
}

static void test_text(void **state)
{
	(void)state;
	static const struct binding b[] = { { "n", 4096 }, { "len", -1 } };
	struct buf out;
	buf_init(&out, 1000);
	lesson_text(&out, "{n} {len}{n} {m} {} { n} {n {{n}} }", b, 2);
	assert_string_equal(buf_str(&out), "4096 -14096 {m} {} { n} {n {4096} }");
	buf_finish(&out);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_fields_of_a_lesson), TEST(test_requires),      TEST(test_files),
		TEST(test_fields_of_a_step),   TEST(test_questions),     TEST(test_task),
		TEST(test_flags_of_steps),     TEST(test_flow_of_names), TEST(test_limits),
		TEST(test_names_are_bounded),  TEST(test_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
