/* The order of steps: the way back, fresh ones, vary, what is skipped, questions and tasks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "model/answer.h"
#include "support/tutor_kit.h"

#define FILES "\"files\": { \"a.txt\": { \"text\": \"first\" } },"

static void same_map(const struct record *a, const struct snapshot *before)
{
	const struct memmap *x = &a->actors[0].after.maps, *y = &before->maps;

	assert_int_equal(x->n, y->n);
	for (size_t i = 0; i < x->n; i++) {
		assert_int_equal(x->v[i].start, y->v[i].start);
		assert_int_equal(x->v[i].end, y->v[i].end);
		assert_string_equal(x->v[i].perms, y->v[i].perms);
	}
}

static void back_is_replay(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, 4*page, " KIT_ANON ")", "m[0] = 5" }, .expect = { "m[0] == 5" } },
		{ .acts = { "m[0] = m[0] + 1", "mprotect(m + page, page, PROT_READ)" }, .expect = { "m[0] == 6" } },
		{ .acts = { "m[0] = m[0] + 1", "munmap(m + page, page)" }, .expect = { "m[0] == 7" } },
	};
	struct snapshot first = { .taken = true };
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	for (size_t i = 0; i < KIT_N(steps); i++)
		kit_held(kit_run(&k, i));
	memmap_copy(&first.maps, &session_record(k.session, 1)->actors[0].after.maps);
	kit_held(kit_run(&k, 1)); /* back */
	assert_null(session_record(k.session, 1)->differs);
	same_map(session_record(k.session, 1), &first);
	kit_held(kit_run(&k, 1)); /* once more */
	kit_held(kit_run(&k, 2));
	assert_null(session_record(k.session, 2)->differs);
	memmap_finish(&first.maps);
	kit_close(&k);
}

static void a_replay_that_differs_says_so(void **state)
{
	static const struct kit_step steps[] = { { .acts = { "m = mmap(NULL, page, " KIT_ANON ")", "m[0] = 1" } } };
	struct kit k = { .options.stage.aslr = true };

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	kit_held(kit_run(&k, 0));
	assert_null(session_record(k.session, 0)->differs);
	kit_held(kit_run(&k, 0));
	assert_non_null(session_record(k.session, 0)->differs);
	assert_non_null(strstr(session_record(k.session, 0)->differs, "mmap"));
	kit_close(&k);
}

static void fresh_steps(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "fd = open(\"a.txt\", O_RDWR)", "write(fd, \"X\", 1)" },
		  .expect = { "fd == 3", "file(\"a.txt\", 0, 9) == \"Xirst\"" } },
		{ .acts = { "fd = open(\"a.txt\", O_RDWR)" },
		  .expect = { "fd == 3", "file(\"a.txt\", 0, 9) == \"first\"" },
		  .more = "\"fresh\": true" },
		{ .acts = { "g = open(\"a.txt\", O_RDWR)" }, .expect = { "g == 4", "fd == 3" } },
	};

	(void)state;
	kit_all_hold(FILES, steps, KIT_N(steps));
}

static void vary(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, n, " KIT_ANON ")" },
		  .expect = { "size(m) == (n + page - 1) / page * page" },
		  .more = "\"vary\": { \"n\": [1, 4096, 4097], \"k\": [7, 8] }, \"text\": [\"{n} and {k}\"]" },
		{ .acts = { "m[0] = 1" } },
	};
	static const int64_t values[] = { 4097, 8 };
	struct kit k = { 0 };
	size_t n;

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	kit_held(kit_run(&k, 0));
	assert_int_equal(session_record(k.session, 0)->vary[0].value, 1);
	kit_held(kit_run(&k, 1));
	session_set_vary(k.session, 0, values);
	assert_null(session_record(k.session, 0));
	kit_held(kit_run(&k, 0));
	assert_string_equal(session_record(k.session, 0)->vary[0].name, "n");
	assert_int_equal(session_record(k.session, 0)->vary[0].value, 4097);
	assert_int_equal(session_vary(k.session, 0, &n)[1].value, 8);
	assert_int_equal(n, 2);
	kit_close(&k);
}

/* Each kind of `requires`, met and not met. */
static void requires(void **state)
{
	static const struct {
		const char *met, *not_met, *why;
	} rows[] = {
		{ "\"probe\": [\"munmap(NULL, 0) == -1\"]",
		  "\"probe\": [\"munmap(NULL, 0) == 0\"], \"kernel\": \"9.1\"", "9.1" },
		{ "\"probe\": [\"open(\\\"a.txt\\\", O_RDONLY) == 3\"]",
		  "\"probe\": [\"1 == 1\", \"lab_code[0] == 1000\"]", "lab_code" },
		{ NULL, "\"arch\": \"pdp11\"", "pdp11" },
		{ NULL, "\"page_size\": 1024", "1024" },
		{ NULL, "\"fs\": \"nosuchfs\"", "nosuchfs" },
		{ "\"sysctl\": { \"vm.max_map_count\": \">=1\" }", "\"sysctl\": { \"vm.max_map_count\": \"<=1\" }",
		  "max_map_count" },
		{ NULL, "\"sysctl\": { \"vm.no_such_thing\": \"1\" }", "cannot be read" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct kit_step steps[] = { { .acts = { "a = 1" } },
					    { .acts = { "b = a" } },
					    { .acts = { "c = b" } },
					    { .acts = { "d = 1" }, .more = "\"fresh\": true" } };
		char met[200], not_met[200];
		struct kit k = { 0 };

		snprintf(met, sizeof(met), "\"requires\": { %s }", rows[i].met != NULL ? rows[i].met : "");
		snprintf(not_met, sizeof(not_met), "\"requires\": { %s }", rows[i].not_met);
		steps[0].more = met;
		steps[1].more = not_met;
		kit_open(&k, FILES, steps, KIT_N(steps));
		kit_held(kit_run(&k, 0));
		assert_non_null(kit_run(&k, 1)->skipped);
		if (strstr(session_record(k.session, 1)->skipped, rows[i].why) == NULL)
			fail_msg("%s: %s", rows[i].why, session_record(k.session, 1)->skipped);
		assert_non_null(strstr(kit_run(&k, 2)->skipped, "builds on"));
		assert_int_equal(record_verdict(session_record(k.session, 2)), VERDICT_UNKNOWN);
		kit_held(kit_run(&k, 3));
		kit_close(&k);
	}
}

static void a_lesson_that_cannot_run(void **state)
{
	static const struct kit_step step = { .acts = { "a = 1" } };
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "\"requires\": { \"arch\": \"pdp11\" },", &step, 1);
	assert_non_null(k.session->skip_all);
	assert_non_null(kit_run(&k, 0)->skipped);
	kit_close(&k);
}

/* ---- questions ---- */

#define CHOICE(expr) "{ \"text\": \"x\", \"if\": \"" expr "\", \"why\": \"w\" }"

static const struct kit_step asking[] = {
	{ .acts = { "m = mmap(NULL, 3*page, " KIT_ANON ")", "m[page] = 1" },
	  .more = "\"ask\": { \"prompt\": \"p\", \"choices\": [" CHOICE("size(m) == 1") ", " CHOICE(
	      "size(m) == 3*page") "] }" },
	{ .acts = { "m[0] = 1" },
	  .more = "\"ask\": { \"prompt\": \"p\", \"many\": true, \"choices\": [" CHOICE(
	      "present(m, page) == 1") ", " CHOICE("m == 0") ", " CHOICE("errno == 0") "] }" },
	{ .acts = { "m[0] = 1" },
	  .more = "\"ask\": { \"prompt\": \"p\", \"choices\": [" CHOICE("m == 0") ", " CHOICE("m == 1") "] }" },
	{ .acts = { "m[0] = 1" },
	  .more = "\"ask\": { \"prompt\": \"p\", \"choices\": [" CHOICE("start(1) == 0") ", " CHOICE("m == 1") "] }" },
	{ .acts = { "m[0] = 1" },
	  .more = "\"ask\": { \"prompt\": \"p\", \"number\": \"present(m, 3*page)\", \"unit\": \"pages\" }" },
	{ .acts = { "m[0] = 1" },
	  .more = "\"ask\": { \"prompt\": \"p\", \"pages\": { \"of\": \"present\", \"at\": \"m\", \"size\": \"3*page\" "
		  "} }" },
	{ .acts = { "m[0] = 1" },
	  .more =
	      "\"ask\": { \"prompt\": \"p\", \"pages\": { \"of\": \"present\", \"at\": \"m\", \"size\": \"GiB\" } }" },
	{ .acts = { "munmap(1, page)" }, .more = "\"ask\": { \"prompt\": \"p\", \"outcome\": true }" },
	{ .acts = { "munmap(m, page)", "m[0] = 1" }, .more = "\"ask\": { \"prompt\": \"p\", \"outcome\": true }" },
};

static void questions(void **state)
{
	const struct truth *t;
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", asking, KIT_N(asking));
	t = &kit_run(&k, 0)->truth;
	assert_true(t->valid);
	assert_int_equal(t->choices, 1 << 1);
	t = &kit_run(&k, 1)->truth;
	assert_true(t->valid);
	assert_int_equal(t->choices, 1 << 0 | 1 << 2);
	t = &kit_run(&k, 2)->truth;
	assert_false(t->valid);
	assert_non_null(strstr(t->why, "none of the choices"));
	assert_int_equal(answer_mark(k.lesson->steps[2].ask, t, &(struct answer){ .given = true, .choices = 1 }),
			 MARK_VOID);
	t = &kit_run(&k, 3)->truth;
	assert_false(t->valid);
	assert_non_null(strstr(t->why, "nothing is mapped"));
	t = &kit_run(&k, 4)->truth;
	assert_true(t->valid);
	assert_int_equal(t->number, 2);
	t = &kit_run(&k, 5)->truth;
	assert_true(t->valid);
	assert_string_equal(t->pages, "110");
	assert_int_equal(t->pages_n, 3);
	assert_false(kit_run(&k, 6)->truth.valid);
	t = &kit_run(&k, 7)->truth;
	assert_int_equal(t->outcome.kind, OUTCOME_ERROR);
	t = &kit_run(&k, 8)->truth;
	assert_int_equal(t->outcome.kind, OUTCOME_SIGNAL);
	kit_close(&k);
}

/* ---- tasks ---- */

static const struct kit_step tasks[] = {
	{ .acts = { "a = mmap(NULL, 3*page, " KIT_ANON ")" },
	  .more = "\"task\": { \"prompt\": \"p\", \"given\": [\"buf = a\"],"
		  " \"goals\": [{ \"text\": \"guard\", \"if\": \"perms(buf + 2*page) == \\\"---p\\\"\" },"
		  " { \"text\": \"writable\", \"if\": \"perms(buf) == \\\"rw-p\\\"\" }],"
		  " \"solutions\": [[\"mprotect(buf + 2*page, page, PROT_NONE)\"]],"
		  " \"wrong\": [[\"mprotect(buf + 2*page, page, PROT_READ)\"]] }" },
	{ .acts = { "buf[0] = 1" }, .expect = { "perms(buf + 2*page) == \"---p\"" } },
};

static void attempts(void **state)
{
	const struct task *task;
	const struct record *r;
	struct err e = { 0 };
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", tasks, KIT_N(tasks));
	task = k.lesson->steps[0].task;
	r = kit_run(&k, 0); /* the first solution */
	assert_int_equal(r->statements_n, 3);
	assert_int_equal(r->goals_n, 2);
	assert_int_equal(r->goals[0].verdict, VERDICT_HELD);
	assert_int_equal(r->goals[1].verdict, VERDICT_HELD);
	assert_int_equal(session_attempt(k.session, 0, &task->wrong[0], &e), 0);
	r = session_record(k.session, 0);
	assert_int_equal(r->goals[0].verdict, VERDICT_FAILED);
	assert_int_equal(r->goals[1].verdict, VERDICT_HELD);
	assert_int_equal(session_attempt(k.session, 0, &(const struct attempt){ 0 }, &e), 0);
	assert_int_equal(session_record(k.session, 0)->statements_n, 2);
	assert_int_equal(session_record(k.session, 0)->goals[0].verdict, VERDICT_FAILED);
	kit_held(kit_run(&k, 0));
	kit_held(kit_run(&k, 1));
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(back_is_replay), KIT_TEST(a_replay_that_differs_says_so),
		KIT_TEST(fresh_steps),    KIT_TEST(vary),
		KIT_TEST(requires),       KIT_TEST(a_lesson_that_cannot_run),
		KIT_TEST(questions),      KIT_TEST(attempts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
