/*
 * The confinement proved from inside: a program in the lab's place tries each number of the kernel, by each way into
 * it, and what got through is compared with the table of calls and with what the lab's loop needs.
 */
#include "unit/lab_kit.h"

#include <linux/sched.h>
#include <sys/syscall.h>

#include "lab/inside.h"
#include "support/prober.h"

enum { NUMBERS = 1024, X32 = 0x40000000 };

/* The three filters, and the way in that meets each. */
static const struct way {
	const char *name;
	enum inside_gate gate;
	bool die;
	unsigned bit;
} ways[] = {
	{ "a lesson", INSIDE_CHILD, false, 1 << FILTER_LESSON },
	{ "a die: step", INSIDE_CHILD, true, 1 << FILTER_DIE },
	{ "foreign code", INSIDE_TIGHT, true, 1 << FILTER_NO_FORK },
};

enum { LESSON = 1 << FILTER_LESSON, DIE = 1 << FILTER_DIE, ALL = LESSON | DIE | 1 << FILTER_NO_FORK };

/*
 * What the lab needs beside the table, with words that have to pass. A list of its own, and not that of the filter:
 * what is added there has to be added here.
 */
static const struct own {
	int nr;
	unsigned ways;
	uint64_t words[6];
} own[] = {
	{ SYS_recvmsg, ALL, { WIRE_FD } },
	{ SYS_sendmsg, ALL, { WIRE_FD } },
	{ SYS_rt_sigreturn, ALL, { 0 } },
	{ SYS_restart_syscall, ALL, { 0 } },
	{ SYS_rt_sigaction, ALL, { 0 } },
	{ SYS_getrusage, ALL, { 0 } },
	{ SYS_exit_group, ALL, { 0 } },
	{ SYS_clone, LESSON | DIE, { CLONE_PARENT | SIGCHLD } },
	{ SYS_getppid, LESSON | DIE, { 0 } },
	{ SYS_dup3, LESSON | DIE, { MINUS, WIRE_FD } },
	{ SYS_prctl, LESSON | DIE, { 1 /* PR_SET_PDEATHSIG */, SIGKILL } },
	{ SYS_seccomp, DIE, { 1 /* SECCOMP_SET_MODE_FILTER */ } },
	{ SYS_prlimit64, DIE, { 0, 9 /* RLIMIT_AS */ } },
};

/*
 * uretprobe and uprobe of x86-64: newer kernels show them to no filter. They are for the kernel's own trampolines;
 * everybody else gets SIGILL from the one and ENXIO from the other.
 */
static bool unfiltered(const struct probe *p)
{
#ifdef __x86_64__
	int32_t nr = (int32_t)p->nr;
	return (nr == 335 && !p->exited && p->status == SIGILL) || (nr == 336 && p->exited && p->status == ENXIO);
#else
	(void)p;
	return false;
#endif
}

/* Words that do no harm where they get through. */
static const uint64_t vectors[][6] = {
	{ 0 },
	{ MINUS, MINUS, MINUS, MINUS, MINUS, MINUS },
	{ 1, 0, 1, 1, 1, 1 },
};
enum { VECTORS = sizeof vectors / sizeof vectors[0], MAX = 2 * NUMBERS * VECTORS };

static struct lab *start(const struct way *w)
{
	return prober_start((struct lab_options){ .die = w->die });
}

static bool of_table(const struct call *row)
{
	return row->by == BY_LAB && row->nr != SYS_clone && row->nr != SYS_exit_group;
}

static bool expected(int64_t nr, unsigned way)
{
	const struct call *row;
	for (size_t i = 0; (row = call_at(i)); i++) {
		if (of_table(row) && row->nr == nr)
			return true;
	}
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
		if (own[i].nr == nr && (own[i].ways & way))
			return true;
	}
	return false;
}

struct list {
	struct probe v[MAX];
	size_t n;
};

static void list_add(struct list *l, const struct way *w, int64_t nr, const uint64_t words[6])
{
	assert_true(l->n < MAX);
	struct probe *p = &l->v[l->n++];
	*p = (struct probe){ .gate = w->gate, .nr = nr };
	memcpy(p->words, words, sizeof p->words);
}

/* Each number with each vector, then those that should pass with words that do; `base` is put on all of them. */
static void list_fill(struct list *l, const struct way *w, int64_t base)
{
	const struct call *row;
	uint64_t words[6];
	for (int64_t nr = 0; nr < NUMBERS; nr++) {
		for (size_t k = 0; k < VECTORS; k++)
			list_add(l, w, base + nr, vectors[k]);
	}
	for (size_t i = 0; (row = call_at(i)); i++) {
		if (!of_table(row))
			continue;
		prober_passing(row, words);
		list_add(l, w, base + row->nr, words);
	}
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		list_add(l, w, base + own[i].nr, own[i].words);
}

static struct list *list_new(void)
{
	struct list *l = calloc(1, sizeof *l);
	assert_non_null(l);
	return l;
}

static void print_through(const struct way *w, const bool *through)
{
	size_t n = 0;
	printf("# %s, got through:", w->name);
	for (int64_t nr = 0; nr < NUMBERS; nr++) {
		if (!through[nr])
			continue;
		printf("%s %s", n % 12 == 0 ? "\n#  " : "", prober_name(nr));
		n++;
	}
	printf("\n#   %zu of %d numbers\n", n, NUMBERS);
}

static void sweep(const struct way *w)
{
	bool through[NUMBERS] = { false }, odd[NUMBERS] = { false };
	struct lab *l = start(w);
	struct list *list = list_new();
	size_t wrong = 0;

	list_fill(list, w, 0);
	prober_try(l, list->v, list->n);
	for (size_t i = 0; i < list->n; i++) {
		through[list->v[i].nr] |= list->v[i].through && !unfiltered(&list->v[i]);
		odd[list->v[i].nr] |= list->v[i].through && unfiltered(&list->v[i]);
	}
	print_through(w, through);
	for (int64_t nr = 0; nr < NUMBERS; nr++) {
		if (odd[nr])
			printf("#   and %lld, which this kernel shows to no filter, and does not perform\n",
			       (long long)nr);
	}
	for (int64_t nr = 0; nr < NUMBERS; nr++) {
		if (through[nr] == expected(nr, w->bit))
			continue;
		printf("# %s: %s\n", prober_name(nr), through[nr] ? "got through" : "did not get through");
		wrong++;
	}
	free(list);
	lab_end(l);
	assert_int_equal(wrong, 0);
}

static void test_numbers_of_a_lesson(void **state)
{
	(void)state;
	sweep(&ways[0]);
}

static void test_numbers_of_a_die_step(void **state)
{
	(void)state;
	sweep(&ways[1]);
}

static void test_numbers_of_foreign_code(void **state)
{
	(void)state;
	sweep(&ways[2]);
}

/* None of these may get through; how many were tried. */
static size_t none(struct lab *l, struct list *list)
{
	size_t n = list->n, through = 0;
	prober_try(l, list->v, list->n);
	for (size_t i = 0; i < list->n; i++) {
		if (!list->v[i].through)
			continue;
		printf("# %#llx got through\n", (unsigned long long)list->v[i].nr);
		through++;
	}
	free(list);
	assert_int_equal(through, 0);
	return n;
}

static void test_numbers_out_of_range(void **state)
{
	static const int64_t far[] = { 1 << 16, 1 << 29, X32 - 1, INT32_MAX, INT32_MIN, -1, -2, 0xf0000, -NUMBERS };
	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		struct lab *l = start(&ways[i]);
		struct list *list = list_new();
		for (size_t k = 0; k < sizeof far / sizeof far[0]; k++)
			list_add(list, &ways[i], far[k], vectors[0]);
		none(l, list);
		lab_end(l);
	}
}

/* The kernel looks at the lower half of the word that holds the number, and so has the filter to. */
static void test_numbers_with_an_upper_half(void **state)
{
	struct lab *l = start(&ways[0]);
	struct list *list = list_new();
	(void)state;
	list_fill(list, &ways[0], 1LL << 32);
	prober_try(l, list->v, list->n);
	for (size_t i = 0; i < list->n; i++) {
		int64_t nr = (int32_t)list->v[i].nr;
		if (list->v[i].through && !expected(nr, ways[0].bit) && !unfiltered(&list->v[i]))
			fail_msg("%s got through", prober_name(nr));
	}
	free(list);
	lab_end(l);
}

static void test_x32(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		struct lab *l = start(&ways[i]);
		struct list *list = list_new();
		list_fill(list, &ways[i], X32);
		printf("# %s: none of %zu by the numbers of x32\n", ways[i].name, none(l, list));
		lab_end(l);
	}
}

/* Refused by the filter; where the kernel has no such gate, the processor refuses it. */
static void test_gate_of_32_bits(void **state)
{
	const struct way gate = { .name = "int 0x80", .gate = INSIDE_INT80 };
	(void)state;
#ifdef __x86_64__
	struct lab *l = start(&ways[0]);
	struct list *list = list_new();
	list_fill(list, &gate, 0);
	prober_try(l, list->v, list->n);
	bool there = list->v[0].status != SIGSEGV;
	for (size_t i = 0; i < list->n; i++) {
		if (list->v[i].status != (there ? SIGSYS : SIGSEGV))
			fail_msg("number %d: %d", (int)list->v[i].nr, list->v[i].status);
	}
	printf("# int 0x80: none of %zu%s\n", list->n, there ? "" : "; the kernel has no such gate");
	free(list);
	lab_end(l);
#else
	(void)gate;
	skip();
#endif
}

/* The lab of exec() from its start: each call takes a process of its own. */
static void test_foreign_code_from_the_start(void **state)
{
	static const struct {
		int nr;
		bool through;
	} rows[] = {
		{ SYS_clone, false },    { SYS_execve, false },  { SYS_socket, false }, { SYS_openat, false },
		{ SYS_ptrace, false },   { SYS_kill, false },    { SYS_tgkill, false }, { SYS_prlimit64, false },
		{ SYS_seccomp, false },  { SYS_getppid, false }, { SYS_dup3, false },   { SYS_prctl, false },
		{ SYS_sendmsg, false },  { SYS_fcntl, true },    { SYS_mmap, true },    { SYS_rt_sigaction, true },
		{ SYS_setrlimit, true }, { SYS_close, true },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct lab *l = prober_start((struct lab_options){ .exec = true });
		struct probe p = { .gate = INSIDE_SELF, .nr = rows[i].nr, .words = { 1, 1, 0 } };
		prober_try(l, &p, 1);
		lab_end(l);
		if (p.through != rows[i].through)
			fail_msg("%s: %d", prober_name(rows[i].nr), p.through);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(test_numbers_of_a_lesson),
		KIT_TEST(test_numbers_of_a_die_step),
		KIT_TEST(test_numbers_of_foreign_code),
		KIT_TEST(test_numbers_out_of_range),
		KIT_TEST(test_numbers_with_an_upper_half),
		KIT_TEST(test_x32),
		KIT_TEST(test_gate_of_32_bits),
		KIT_TEST(test_foreign_code_from_the_start),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
