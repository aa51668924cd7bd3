/* Free play on real processes: branches, the way back, what is saved; and what completion offers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lesson/lesson.h"
#include "support/tutor_kit.h"
#include "tutor/complete.h"
#include "tutor/observe.h"
#include "tutor/play.h"

#define ANON "mmap(NULL, 2*page, " KIT_ANON ")"

/* A lesson of two steps with a file, and a branch of it. */
struct bench {
	struct kit kit;
	struct play *play;
};

static void open_at(struct bench *b, size_t at)
{
	static const struct kit_step steps[] = {
		{ .acts = { "a = " ANON, "a[0] = 'A'" }, .expect = { "a[0] == 'A'" }, .more = "\"focus\": \"a\"" },
		{ .acts = { "b = " ANON }, .expect = { "b != a" } },
	};
	struct err e = { 0 };

	*b = (struct bench){ 0 };
	kit_load(&b->kit, "\"files\": { \"abc.txt\": { \"text\": \"abc\" }, \"abd.txt\": { \"text\": \"abd\" } },",
		 steps, KIT_N(steps));
	if (play_open(&b->play, b->kit.lesson, at, &b->kit.options, &e) < 0)
		fail_msg("%s", e.what);
}

static void close_all(struct bench *b)
{
	play_close(b->play);
	kit_close(&b->kit);
}

static const struct outcome *tried(struct bench *b, const char *text)
{
	struct lang_err le = { 0 };
	struct err e = { 0 };

	if (play_try(b->play, text, &le, &e) < 0)
		fail_msg("%s: %s%s", text, le.text, e.what);
	return kit_outcome(play_record(b->play), 0);
}

static size_t wrong(struct bench *b, const char *text)
{
	struct lang_err le = { 0 };
	struct err e = { 0 };

	assert_int_equal(play_try(b->play, text, &le, &e), -EINVAL);
	assert_string_not_equal(le.text, "");
	return le.at;
}

/* ---- the branch ---- */

static void test_past_is_there(void **state)
{
	struct bench b;

	(void)state;
	open_at(&b, 1);
	assert_int_equal(tried(&b, "x = a[0]")->value, 'A');
	assert_int_equal(wrong(&b, "y = b + 1"), 4); /* the second step has not run */
	close_all(&b);
	open_at(&b, 2);
	tried(&b, "y = b + 1");
	close_all(&b);
	open_at(&b, 0);
	assert_int_equal(wrong(&b, "x = a[0]"), 4);
	close_all(&b);
}

static void test_wrong_does_nothing(void **state)
{
	struct bench b;

	(void)state;
	open_at(&b, 0);
	assert_int_equal(wrong(&b, "m = = 3"), 4);
	assert_int_equal(wrong(&b, "m = nothing"), 4);
	assert_int_equal(wrong(&b, "m = 1/0"), 5); /* only the run shows it */
	assert_int_equal(b.play->done, 0);
	assert_null(play_record(b.play));
	assert_int_equal(wrong(&b, "x = m"), 4);
	close_all(&b);
}

static void test_undo_is_replay(void **state)
{
	struct err e = { 0 };
	struct bench b;
	int64_t at;

	(void)state;
	open_at(&b, 1);
	at = tried(&b, "m = " ANON)->value;
	tried(&b, "m[0] = 'X'");
	tried(&b, "m[0] = 'Y'");
	assert_int_equal(play_undo(b.play, &e), 0);
	assert_int_equal(b.play->done, 2);
	assert_int_equal(kit_outcome(b.play->v[0].record, 0)->value, at);
	assert_int_equal(play_redo(b.play, &e), 0);
	assert_int_equal(play_redo(b.play, &e), -ENOENT);
	assert_int_equal(play_undo(b.play, &e), 0);
	assert_int_equal(tried(&b, "x = m[0]")->value, 'X');
	assert_int_equal(play_redo(b.play, &e), -ENOENT); /* what was undone is forgotten */
	for (int i = 0; i < 3; i++)
		assert_int_equal(play_undo(b.play, &e), 0);
	assert_int_equal(play_undo(b.play, &e), -ENOENT);
	assert_int_equal(tried(&b, "x = a[0]")->value, 'A'); /* the lesson's own steps stay */
	close_all(&b);
}

/* After an end the branch goes on from before it. */
static void test_ends(void **state)
{
	struct err e = { 0 };
	struct bench b;

	(void)state;
	open_at(&b, 0);
	tried(&b, "m = " ANON);
	assert_int_equal(tried(&b, "_exit(3)")->kind, OUTCOME_EXITED);
	assert_true(b.play->v[1].ends);
	tried(&b, "m[0] = 'X'");
	assert_int_equal(tried(&b, "die: m[9*GiB] = 1")->kind, OUTCOME_DIED);
	assert_int_equal(tried(&b, "x = m[0]")->value, 'X');
	assert_int_equal(play_undo(b.play, &e), 0);
	assert_int_equal(kit_outcome(play_record(b.play), 0)->kind, OUTCOME_DIED);
	assert_int_equal(play_undo(b.play, &e), 0);
	assert_int_equal(tried(&b, "x = m[0]")->value, 'X');
	close_all(&b);
}

static void test_killed_from_outside(void **state)
{
	struct bench b;
	int fds[4];

	(void)state;
	open_at(&b, 0);
	tried(&b, "m = " ANON);
	tried(&b, "m[0] = 'X'");
	assert_false(play_broken(b.play));
	assert_int_equal(play_watch(b.play, fds, 4), 1);
	assert_true(b.play->stage.actors[0].pid > 1);
	assert_int_equal(kill((pid_t)b.play->stage.actors[0].pid, SIGKILL), 0);
	while (!play_broken(b.play))
		;
	assert_int_equal(play_watch(b.play, fds, 4), 0);
	assert_int_equal(tried(&b, "x = m[0]")->value, 'X');
	close_all(&b);
}

static void test_second_process(void **state)
{
	struct bench b;

	(void)state;
	open_at(&b, 0);
	tried(&b, "m = " ANON);
	tried(&b, "child = fork()");
	tried(&b, "child: m[0] = 'C'");
	assert_int_equal(tried(&b, "x = m[0]")->value, 0);
	assert_int_equal(play_record(b.play)->actors_n, 2);
	assert_string_equal(play_record(b.play)->focus, "m"); /* a name that is no mapping takes nothing from it */
	close_all(&b);
}

/* ---- saving ---- */

static void save_and_prove(struct bench *b, size_t steps)
{
	char path[128];
	struct err e = { 0 };
	struct diags d = { 0 };
	struct proof proof = { 0 };
	struct lesson *l;

	snprintf(path, sizeof(path), "%s/saved.json", b->kit.dir);
	if (play_save(b->play, path, false, &e) < 0)
		fail_msg("%s", e.what);
	assert_int_equal(play_save(b->play, path, false, &e), -EEXIST);
	assert_int_equal(play_save(b->play, path, true, &e), 0);
	l = lesson_load(path, &observe_words, &d);
	if (l != NULL && prove_lesson(l, &b->kit.options.stage, &d, &proof, &e) < 0)
		fail_msg("%s", e.what);
	for (size_t i = 0; i < d.n; i++)
		print_error("%u:%u: %s\n", d.v[i].pos.line, d.v[i].pos.col, d.v[i].text);
	assert_int_equal(d.total, 0);
	assert_non_null(l);
	assert_int_equal(l->steps_n, steps);
	assert_int_equal(proof.passed, steps);
	assert_int_equal(proof.failed + proof.skipped, 0);
	lesson_free(l);
	diags_finish(&d);
	assert_int_equal(unlink(path), 0);
}

static void test_saved_is_a_lesson(void **state)
{
	static const char *const lines[] = {
		"big = mmap(NULL, 1*TiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE, -1, 0)",
		"big[5*GiB] = 1",
		"fd = open(\"abc.txt\", O_RDWR)",
		"f = mmap(NULL, page, PROT_READ, MAP_SHARED, fd, 0)",
		"x = f[1]",
		"f[0] = 'Z'",
		"y = mmap(NULL, 0, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)",
		"_exit(3)",
		"mprotect(a, page, PROT_NONE)",
		"child = fork()",
		"child: x = b[0]",
		"die: a[0] = 1",
	};
	struct bench b;

	(void)state;
	open_at(&b, 2);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		tried(&b, lines[i]);
	save_and_prove(&b, 2 + 11); /* the past, and all but the end that was gone back behind */
	close_all(&b);
}

static void test_save_refuses(void **state)
{
	char path[128];
	struct err e = { 0 };
	struct bench b;

	(void)state;
	open_at(&b, 0);
	snprintf(path, sizeof(path), "%s/none.json", b.kit.dir);
	assert_int_not_equal(play_save(b.play, path, false, &e), 0); /* nothing was done */
	tried(&b, "x = 1");
	assert_int_not_equal(play_save(b.play, "Not A Name", false, &e), 0);
	assert_int_equal(play_save(b.play, "/nowhere/at/all/x.json", false, &e), -ENOENT);
	assert_int_equal(access(path, F_OK), -1);
	close_all(&b);
}

/* ---- completion ---- */

/* Candidates at the `|` of a text, joined by blanks. */
static void assert_fits(struct play *p, const char *text, const char *expected)
{
	struct arena a = { 0 };
	struct buf got;
	size_t cursor = strcspn(text, "|");
	struct place at = place_at(text, cursor, &observe_words);
	struct fits f = place_fits(&at, text, cursor, play_scope(p), &a);

	buf_init(&got, 65536);
	for (size_t i = 0; i < f.n; i++)
		buf_printf(&got, "%s%s", i > 0 ? " " : "", f.v[i]);
	assert_string_equal(buf_str(&got), expected);
	buf_finish(&got);
	arena_finish(&a);
}

static void test_completion(void **state)
{
	struct bench b;

	(void)state;
	open_at(&b, 1);
	tried(&b, "area = " ANON);
	assert_fits(b.play, "mun|", "munlock( munlockall( munmap(");
	assert_fits(b.play, "m = mmap(NULL, page, PROT_REA|", "PROT_READ");
	assert_fits(b.play, "x = mlock2(a, page, M|", "MLOCK_ONFAULT");
	assert_fits(b.play, "mremap(a, page, 2*page, MREMAP_|", "MREMAP_DONTUNMAP MREMAP_FIXED MREMAP_MAYMOVE");
	assert_fits(b.play, "mprotect(a|", "a alive( area");
	assert_fits(b.play, "x = mmap(NULL, page, 0, 0, open(\"ab|", "abc.txt abd.txt");
	assert_fits(b.play, "open(\"/dev/z|", "/dev/zero");
	assert_fits(b.play, "x = cached(\"abc|", "abc.txt");
	assert_fits(b.play, "printf(\"ab|", "");
	assert_fits(b.play, "msync(a, length(page), MS_AS|", "MS_ASYNC");
	close_all(&b);
}

static void assert_help(const char *text, const char *begins, const char *parameter)
{
	struct arena a = { 0 };
	struct place at = place_at(text, strlen(text), &observe_words);
	const char *signature = place_signature(&at, &a), *param = place_parameter(&at, &a);

	assert_true((signature == NULL) == (begins == NULL));
	if (begins != NULL) {
		assert_memory_equal(signature, begins, strlen(begins));
		assert_memory_equal(param, parameter, strlen(parameter));
	}
	arena_finish(&a);
}

static void test_help_of_the_parameter(void **state)
{
	(void)state;
	assert_help("m = 3", NULL, NULL);
	assert_help("m = mmap(", "void *mmap(void *addr", "addr: ");
	assert_help("m = mmap(NULL, f(1, 2), (3, ", "void *mmap(", "flags: ");
	assert_help("m = mmap(\"a,(b\", 'x', m[1], ", "void *mmap(", "flags: ");
	assert_help("m = mmap(NULL, page) + ", NULL, NULL);
	assert_help("x = present(", "present(a, n)", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(test_past_is_there),       KIT_TEST(test_wrong_does_nothing),
		KIT_TEST(test_undo_is_replay),      KIT_TEST(test_ends),
		KIT_TEST(test_killed_from_outside), KIT_TEST(test_second_process),
		KIT_TEST(test_saved_is_a_lesson),   KIT_TEST(test_save_refuses),
		KIT_TEST(test_completion),          KIT_TEST(test_help_of_the_parameter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
