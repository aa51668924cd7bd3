/*
 * Nothing is left over: the longest lesson there can be, walked there and back until it is a thousand steps each way.
 * Descriptors, children, mappings and memory are counted after the first walk, after the last and at the end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lesson/limits.h"
#include "support/sitting.h"
#include "support/tutor_kit.h"

/* Five walks of 200 are a thousand steps. The sanitizers take their time, and count for themselves. */
#if defined(__SANITIZE_ADDRESS__)
enum { WALKS = 2 };
#else
enum { WALKS = 5 };
#endif
enum { STEPS = MAX_STEPS, EVERY = 10, SMALLEST = 32 /* bytes of an allocation */ };

/* Ten that between them make and end all there is; the first of each ten begins afresh. */
static const struct kit_step kinds[EVERY] = {
	{ .acts = { "m = mmap(NULL, 4*page, " KIT_ANON ")", "m[0] = 1" }, .more = "\"fresh\": true, \"focus\": \"m\"" },
	{ .acts = { "p = mmap(NULL, page, " KIT_SHARE ")", "p[0] = 2" } },
	{ .acts = { "fd = memfd_create(\"f\", 0)", "ftruncate(fd, page)",
		    "f = mmap(NULL, page, PROT_READ|PROT_WRITE, MAP_SHARED, fd, 0)", "f[0] = 3" } },
	{ .acts = { "pipe(e)", "write(e[1], \"x\", 1)" } },
	{ .acts = { "munmap(m, page)", "x = m[0]", "s = signal" }, .expect = { "s == SIGSEGV" } },
	{ .acts = { "c = fork()", "c: p[0] = 4", "y = p[0]" }, .expect = { "y == 4" } },
	{ .acts = { "c: _exit(3)", "waitpid(c, NULL, 0)" }, .expect = { "exited(c) == 3" } },
	{ .acts = { "a = open(\"a\", O_RDWR)", "close(a)" } },
	{ .acts = { "die: m[0] = 1" }, .expect = { "signal == SIGSEGV" } },
	{ .acts = { "mprotect(m + page, page, PROT_READ)", "madvise(m + 2*page, page, MADV_DONTNEED)" } },
};

static void load(struct kit *k)
{
	static struct kit_step steps[STEPS];
	for (size_t i = 0; i < STEPS; i++)
		steps[i] = kinds[i % EVERY];
	kit_load(k, "\"files\": { \"a\": { \"text\": \"x\" } },", steps, STEPS);
}

struct count {
	int descriptors, children, mappings;
	size_t heap; /* bytes; 0, not told, of another process and where the sanitizer keeps them */
	long rss;    /* kB */
};

static int entries(const char *path)
{
	int n = 0;
	DIR *d = opendir(path);
	assert_non_null(d);
	for (const struct dirent *x; (x = readdir(d));)
		n += x->d_name[0] != '.';
	closedir(d);
	return n;
}

static int lines(const char *path)
{
	int n = 0;
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	for (int c; (c = getc(f)) != EOF;)
		n += c == '\n';
	fclose(f);
	return n;
}

static struct count count(pid_t pid)
{
	struct count c = { 0 };
	char path[64], line[256];
	FILE *f;
	int kid;

	snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
	c.descriptors = entries(path);
	snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
	c.mappings = lines(path);
	snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pid, (int)pid);
	f = fopen(path, "re");
	while (f && fscanf(f, "%d", &kid) == 1)
		c.children++;
	if (f)
		fclose(f);
	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	f = fopen(path, "re");
	assert_non_null(f);
	while (fgets(line, sizeof line, f))
		(void)sscanf(line, "VmRSS: %ld", &c.rss);
	fclose(f);
	c.heap = pid == getpid() ? mallinfo2().uordblks : 0;
	return c;
}

static void tell(const char *when, const struct count *c)
{
	printf("# %-26s %d descriptors, %d children, %d mappings, %ld kB resident", when, c->descriptors, c->children,
	       c->mappings, c->rss);
	if (c->heap)
		printf(", %zu bytes of heap", c->heap);
	putchar('\n');
}

static void same(const struct count *a, const struct count *b)
{
	assert_int_equal(a->descriptors, b->descriptors);
	assert_int_equal(a->children, b->children);
}

static void walk(struct kit *k)
{
	struct err e;
	for (size_t i = 0; i < STEPS; i++)
		kit_held(kit_run(k, i));
	for (size_t i = STEPS; i-- > 0;) {
		if (session_prepare(k->session, i, &e) < 0)
			fail_msg("back to step %zu: %s", i, e.what);
	}
}

static void sit(struct kit *k, int walks, struct count *first, struct count *last)
{
	struct err e = { 0 };
	load(k);
	if (session_open(&k->session, k->lesson, &k->options, &e) < 0)
		fail_msg("%s", e.what);
	for (int i = 0; i < walks; i++) {
		walk(k);
		*last = count(getpid());
		if (i == 0)
			*first = *last;
	}
	kit_close(k);
}

/* The first sitting makes what is made once for all. */
static void thousand_steps_of_a_session(void **state)
{
	struct kit k = { 0 };
	struct count first, last;
	(void)state;
	sit(&k, 1, &first, &last);
	struct count before = count(getpid());
	sit(&k, WALKS, &first, &last);
	struct count after = count(getpid());

	tell("before all", &before);
	printf("# %d steps there and back, of which the last %d:\n", WALKS * STEPS, (WALKS - 1) * STEPS);
	tell("before them", &first);
	tell("after them", &last);
	tell("at the end", &after);
	same(&before, &after);
	same(&first, &last);
	assert_int_equal(before.heap, after.heap);
	/* what a record holds may differ in size from run to run; the smallest thing lost by each step would be this */
	assert_in_range(last.heap, 0, first.heap + (WALKS - 1) * STEPS * SMALLEST - 1);
	/* the allocator may keep a mapping or two of its own; a leak would be one for each step */
	assert_in_range(last.mappings, 1, first.mappings + 20);
	assert_in_range(after.mappings, 1, before.mappings + 20);
}

/* Runs each step that has not run; every key is answered before the next one is sent. */
static void there_and_back(struct sitting *s, bool first)
{
	char text[32];
	for (int i = 1; i <= STEPS; i++) {
		snprintf(text, sizeof text, "step %d of %d", i, STEPS);
		sitting_sees(s, text);
		if (first)
			tty_send(s->tty, "\r");
		sitting_sees(s, "what was run");
		if (i < STEPS)
			tty_send(s->tty, "\r");
	}
	for (int i = STEPS - 1; i >= 1; i--) {
		snprintf(text, sizeof text, "step %d of %d", i, STEPS);
		sitting_key(s, "b", text);
	}
}

static void thousand_steps_on_the_screen(void **state)
{
	struct kit k = { 0 };
	struct sitting *s;
	struct count first = { 0 }, last = { 0 };
	(void)state;
	load(&k);
	assert_int_equal(sitting_setup((void **)&s), 0);
	sitting_start(s, (const char *const[]){ "learn", k.path, NULL }, NULL, 24, 80);
	for (int i = 0; i < WALKS; i++) {
		there_and_back(s, i == 0);
		last = count(tty_pid(s->tty));
		if (i == 0)
			first = last;
	}
	printf("# %d steps there and back, of which the last %d:\n", WALKS * STEPS, (WALKS - 1) * STEPS);
	tell("before them", &first);
	tell("after them", &last);
	assert_int_equal(first.descriptors, last.descriptors);
	assert_int_equal(first.children, last.children);
	assert_in_range(last.mappings, 1, first.mappings + 20);
	sitting_look(s);
	tty_send(s->tty, "q");
	sitting_over(s, 0);
	assert_int_equal(sitting_teardown((void **)&s), 0);
	kit_close(&k);
}

/*
 * What was freed and is kept at hand for the next allocation counts as in use (mallinfo(3)), and how much that is
 * differs from run to run: the allocator is told to keep nothing, which it asks of the environment at the start.
 */
static void keep_nothing_freed(char *argv[])
{
	if (getenv("GLIBC_TUNABLES"))
		return;
	setenv("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0:glibc.malloc.mxfast=0", 1);
	execv("/proc/self/exe", argv);
	perror("execv /proc/self/exe");
	exit(EXIT_FAILURE);
}

int main(int argc, char *argv[])
{
	(void)argc;
	keep_nothing_freed(argv);
	const struct CMUnitTest tests[] = {
		KIT_TEST(thousand_steps_of_a_session),
		KIT_TEST(thousand_steps_on_the_screen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
