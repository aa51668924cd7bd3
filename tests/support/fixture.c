/* Lessons and records made by hand. Addresses are those that a lab without randomisation gets. */
#include "support/fixture.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PAGE FIXTURE_PAGE
#define TEXTS(...)                                                                                                     \
	{                                                                                                              \
		.v = (const char *[]){ __VA_ARGS__ }, .n = sizeof((const char *[]){ __VA_ARGS__ }) / sizeof(char *)    \
	}
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

static const char lab_lines[] =
    "555555554000-555555558000 r-xp 00000000 fe:01 1835021 /opt/mmaptutor/libexec/mmaptutor-lab\n"
    "555555558000-555555559000 rw-p 00004000 fe:01 1835021 /opt/mmaptutor/libexec/mmaptutor-lab\n";
static const char stack_lines[] = "7ffff7ff9000-7ffff7ffd000 r--p 00000000 00:00 0 [vvar]\n"
				  "7ffff7ffd000-7ffff7fff000 r-xp 00000000 00:00 0 [vdso]\n"
				  "7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0 [stack]\n";

static struct choice length_choices[] = {
	{ .text = "1 byte", .why = "The page tables cannot say where inside a page a mapping ends." },
	{ .text = "one page", .why = "Rounded up to the next page boundary." },
	{ .text = "it fails with `EINVAL`", .why = "Only length 0 is refused." },
};
static struct ask length_ask = {
	.kind = ASK_CHOICES,
	.prompt = "How large is the new mapping?",
	.choices = length_choices,
	.choices_n = 3,
	.shuffle = true,
};
static struct action length_actions[] = {
	{ .code.source.text = "m = mmap(NULL, 1, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)" },
};
static struct step length_steps[] = {
	{
	    .title = "One byte, one page",
	    .text = TEXTS("We ask for `length = 1`. What the kernel keeps of a mapping is its *first* and its "
			  "*last page*; the page tables know nothing smaller.",
			  "Look at the line that is new in the map: subtract its addresses."),
	    .explain =
		TEXTS("The new line in the map below is one page long: 0x1000 bytes, `page`. Nothing of it is in "
		      "memory yet."),
	    .hints = TEXTS("How many bytes does one entry of a page table describe?"),
	    .actions = length_actions,
	    .actions_n = 1,
	    .ask = &length_ask,
	    .focus.source.text = "m",
	},
	{ .title = "Two pages" },
	{ .title = "Length 0" },
	{ .title = "Far too long" },
};
const struct lesson fixture_length = {
	.id = "length",
	.title = "length: the kernel thinks in pages",
	.steps = length_steps,
	.steps_n = 4,
};

static struct action all_actions[] = {
	{ .code.source.text = "mprotect(buf + 2*page, page, PROT_NONE)" },
	{ .repeat = 3, .body = (struct action[]){ { .code.source.text = "buf[i*page] = 1" } }, .body_n = 1 },
};
static struct step all_steps[] = {
	{
	    .title = "A fence behind a buffer",
	    .text = TEXTS("A page with `PROT_NONE` behind a buffer stops whoever runs over its end."),
	    .actions = all_actions,
	    .actions_n = 2,
	    .focus.source.text = "file",
	},
};
const struct lesson fixture_all = {
	.id = "all",
	.title = "Guard pages",
	.steps = all_steps,
	.steps_n = 1,
};

static void parse(struct memmap *m, const char *lines, ...)
{
	va_list ap;
	size_t line;
	buf_init(&m->raw, 65536);
	va_start(ap, lines);
	for (; lines; lines = va_arg(ap, const char *))
		buf_puts(&m->raw, lines);
	va_end(ap);
	assert_int_equal(memmap_parse(m, &line), 0);
}

#define MEASURED                                                                                                       \
	(PAGE_PRESENT | PAGE_SWAPPED | PAGE_FILE | PAGE_GUARD | PAGE_EXCLUSIVE | PAGE_ZERO | PAGE_HUGE |               \
	 PAGE_RESIDENT | PAGE_MAPPED)

static struct record *record_new(size_t actors)
{
	struct record *r = calloc(1, sizeof(*r));
	assert_non_null(r);
	r->actors = arena_alloc(&r->arena, actors, sizeof(*r->actors));
	r->actors_n = actors;
	r->output = "";
	r->focus_eof = (uint64_t)-1;
	for (size_t i = 0; i < actors; i++) {
		struct actor_record *a = &r->actors[i];
		a->name = "";
		a->alive = a->before.taken = a->after.taken = true;
		a->before.totals.rss = a->after.totals.rss = 12 * PAGE;
		a->before.totals.pss = a->after.totals.pss = (uint64_t)-1;
	}
	return r;
}

struct snapshot *fixture_length_before(void)
{
	struct snapshot *s = calloc(1, sizeof(*s));
	assert_non_null(s);
	s->taken = true;
	parse(&s->maps, lab_lines, stack_lines, NULL);
	return s;
}

void fixture_snapshot_free(struct snapshot *s)
{
	memmap_finish(&s->maps);
	pageset_finish(&s->focus);
	free(s);
}

struct record *fixture_length_record(void)
{
	static const char line[] = "7ffff7ff8000-7ffff7ff9000 rw-p 00000000 00:00 0 \n";
	static struct statement_record statements[] = {
		{ .source = "m = mmap(NULL, 1, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)",
		  .actor = "",
		  .outcome = { .kind = OUTCOME_VALUE, .type = TYPE_POINTER, .value = 0x7ffff7ff8000 } },
	};
	static struct claim expect[] = {
		{ .source = "m != MAP_FAILED", .verdict = VERDICT_HELD, .observed = "m is 0x7ffff7ff8000" },
		{ .source = "size(m) == page", .verdict = VERDICT_HELD, .observed = "size(m) is 4096, page is 4096" },
		{ .source = "resident(m, page) == 0", .verdict = VERDICT_HELD, .observed = "resident(m, page) is 0" },
	};
	struct record *r = record_new(1);
	struct actor_record *a = &r->actors[0];
	r->statements = statements;
	r->statements_n = COUNT(statements);
	r->expect = expect;
	r->expect_n = COUNT(expect);
	r->asked = true;
	r->truth = (struct truth){ .valid = true, .choices = 1 << 1 };
	r->focus = "m";
	r->focus_start = 0x7ffff7ff8000;
	r->focus_len = PAGE;
	parse(&a->before.maps, lab_lines, stack_lines, NULL);
	parse(&a->after.maps, lab_lines, line, stack_lines, NULL);
	diff_maps(&a->diff, &a->before.maps, &a->after.maps, NULL);
	pageset_init(&a->after.focus, r->focus_start, r->focus_start + PAGE, PAGE);
	pageset_add(&a->after.focus, r->focus_start, 1, PAGE_MAPPED, MEASURED);
	return r;
}

/* Sixteen pages, of each kind one or two. */
static void add_kinds(struct pageset *set, uint64_t start)
{
	static const struct {
		unsigned pages;
		uint16_t facts, known;
	} runs[] = {
		{ 2, PAGE_MAPPED | PAGE_PRESENT | PAGE_RESIDENT, MEASURED },
		{ 1, PAGE_MAPPED | PAGE_PRESENT | PAGE_RESIDENT | PAGE_ZERO, MEASURED },
		{ 3, PAGE_MAPPED | PAGE_PRESENT | PAGE_RESIDENT | PAGE_FILE, MEASURED },
		{ 2, PAGE_MAPPED | PAGE_RESIDENT, MEASURED },
		{ 1, PAGE_MAPPED | PAGE_SWAPPED, MEASURED },
		{ 1, PAGE_MAPPED | PAGE_GUARD | PAGE_SWAPPED, MEASURED },
		{ 1, PAGE_MAPPED | PAGE_PRESENT | PAGE_HUGE | PAGE_RESIDENT, MEASURED },
		{ 1, PAGE_MAPPED, PAGE_MAPPED },
		{ 1, PAGE_MAPPED, MEASURED },
		{ 1, 0, MEASURED },
		{ 2, PAGE_MAPPED, MEASURED },
	};
	pageset_init(set, start, start + 16 * PAGE, PAGE);
	for (size_t i = 0; i < COUNT(runs); start += runs[i++].pages * (uint64_t)PAGE)
		pageset_add(set, start, runs[i].pages, runs[i].facts, runs[i].known);
}

#define DIR "/var/tmp/mmaptutor-Xk3vQz/lesson-with-a-rather-long-name/"
static const char all_before[] = "7ffff7fc0000-7ffff7fd0000 r--p 00000000 fe:01 99120 " DIR "three.dat\n"
				 "7ffff7fd0000-7ffff7fd3000 rw-p 00000000 00:00 0 \n"
				 "7ffff7fd8000-7ffff7fd9000 rw-s 00002000 00:01 2048 /memfd:ring (deleted)\n"
				 "7ffff7fe0000-7ffff7fe2000 rw-p 00000000 00:00 0 \n"
				 "7ffff7fe8000-7ffff7fe9000 rw-p 00000000 00:00 0 \n";
static const char all_after[] = "7ffff7fc0000-7ffff7fd0000 r--p 00000000 fe:01 99120 " DIR "three.dat\n"
				"7ffff7fd0000-7ffff7fd2000 rw-p 00000000 00:00 0 \n"
				"7ffff7fd2000-7ffff7fd3000 ---p 00000000 00:00 0 \n"
				"7ffff7fd8000-7ffff7fd9000 rwxs 00002000 00:01 2048 /memfd:ring (deleted)\n"
				"7ffff7fe0000-7ffff7fe4000 rw-p 00000000 00:00 0 \n";

static struct statement_record all_statements[] = {
	{ .source = "mprotect(buf + 2*page, page, PROT_NONE)",
	  .actor = "",
	  .outcome = { .kind = OUTCOME_VALUE, .type = TYPE_INT, .value = 0 } },
	{ .source = "buf[i*page] = 1",
	  .actor = "",
	  .repeat = 3,
	  .minflt = 2,
	  .outcome = { .kind = OUTCOME_SIGNAL,
		       .sig = SIGSEGV,
		       .si_code = SEGV_ACCERR,
		       .si_known = true,
		       .fault_addr = 0x7ffff7fd2000,
		       .where = "buf + 8192" } },
	{ .source = "q = mmap(NULL, 0, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)",
	  .actor = "",
	  .outcome = { .kind = OUTCOME_ERROR, .type = TYPE_POINTER, .value = -1, .err = EINVAL } },
	{ .source = "n = 2*page", .actor = "", .outcome = { .kind = OUTCOME_NONE } },
	{ .source = "child: buf[2*page] = 'X'",
	  .actor = "child",
	  .die = true,
	  .outcome = { .kind = OUTCOME_DIED,
		       .sig = SIGSEGV,
		       .si_code = SEGV_ACCERR,
		       .si_known = true,
		       .fault_addr = 0x7ffff7fd2000,
		       .where = "buf + 8192" } },
	{ .source = "child: touch(buf, page)",
	  .actor = "child",
	  .outcome = { .kind = OUTCOME_LOST, .why = "the process has ended" } },
	{ .source = "touch(buf, page)", .actor = "", .outcome = { .kind = OUTCOME_NOTRUN } },
};
static struct claim all_expect[] = {
	{ .source = "perms(buf) == \"rw-p\"", .verdict = VERDICT_HELD },
	{ .source = "minflt == 3", .verdict = VERDICT_FAILED, .observed = "minflt is 2" },
	{ .source = "softdirty(buf, page) == 1",
	  .verdict = VERDICT_UNKNOWN,
	  .why = "this kernel keeps no soft-dirty bits" },
};

struct record *fixture_all_record(void)
{
	struct record *r = record_new(2);
	struct actor_record *a = &r->actors[0], *b = &r->actors[1];
	r->statements = all_statements;
	r->statements_n = COUNT(all_statements);
	r->expect = all_expect;
	r->expect_n = COUNT(all_expect);
	r->output = "done\n";
	r->minflt = 2;
	r->focus = "file";
	r->focus_start = 0x7ffff7fc0000;
	r->focus_len = 16 * PAGE;
	r->focus_file = true;
	r->focus_eof = 0x7ffff7fc0000 + 14 * PAGE;
	parse(&a->before.maps, lab_lines, all_before, stack_lines, NULL);
	parse(&a->after.maps, lab_lines, all_after, stack_lines, NULL);
	diff_maps(&a->diff, &a->before.maps, &a->after.maps, NULL);
	add_kinds(&a->after.focus, r->focus_start);
	b->name = "child";
	b->alive = b->after.taken = false;
	parse(&b->before.maps, lab_lines, NULL);
	return r;
}

static size_t trimmed(const char *s)
{
	size_t n = strlen(s);
	while (n > 0 && s[n - 1] == '\n')
		n--;
	return n;
}

void fixture_assert_screen(const struct canvas *c, const char *text, const char *file, int line)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	canvas_text(c, &b);
	const char *is = buf_str(&b);
	bool same = trimmed(is) == trimmed(text) && memcmp(is, text, trimmed(text)) == 0;
	if (!same)
		fprintf(stderr, "the screen is\n%.*s\nand should be\n%s\n", (int)trimmed(is), is, text);
	buf_finish(&b);
	if (!same)
		_fail(file, line);
}

char *fixture_look(const struct canvas *c, int row, enum look look)
{
	char *out = calloc(1, (size_t)c->w + 1);
	assert_non_null(out);
	for (int x = 0; x < c->w; x++)
		out[x] = c->cells[(size_t)row * (size_t)c->w + (size_t)x].role == (uint8_t)look ? 'x' : ' ';
	return out;
}
