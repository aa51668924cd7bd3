/* Records made by hand for the picture of memory. */
#include "support/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PAGE  ((uint64_t)FIXTURE_PAGE)
#define START 0x7ffff7a00000ull
#define KNOWN                                                                                                          \
	(PAGE_PRESENT | PAGE_SWAPPED | PAGE_FILE | PAGE_GUARD | PAGE_EXCLUSIVE | PAGE_ZERO | PAGE_HUGE | PAGE_MAPPED)
#define OWN (PAGE_MAPPED | PAGE_PRESENT | PAGE_RESIDENT | PAGE_EXCLUSIVE)

static struct ask pages_ask = { .kind = ASK_PAGES, .prompt = "Which pages are present?", .of_present = true };
static struct step steps[] = {
	{ .title = "Memory", .focus.source.text = "m" },
	{ .title = "Pages", .focus.source.text = "m", .ask = &pages_ask },
};
static const struct lesson lesson = { .id = "memory", .title = "Memory", .steps = steps, .steps_n = 2 };

static struct record *new_record(size_t actors, uint64_t pages)
{
	struct record *r = calloc(1, sizeof(*r));
	assert_non_null(r);
	r->actors = arena_alloc(&r->arena, actors, sizeof(*r->actors));
	r->actors_n = actors;
	r->output = "";
	r->focus = "m";
	r->focus_start = START;
	r->focus_len = pages * PAGE;
	r->focus_eof = (uint64_t)-1;
	for (size_t i = 0; i < actors; i++) {
		struct actor_record *a = &r->actors[i];
		a->name = i ? "child" : "";
		a->alive = a->before.taken = a->after.taken = true;
		a->before.totals = (struct totals){ .rss = 12 * PAGE, .pss = 8 * PAGE };
		a->after.totals = (struct totals){ .rss = 13 * PAGE, .pss = 7 * PAGE };
		pageset_init(&a->before.focus, START, START + pages * PAGE, PAGE);
		pageset_init(&a->after.focus, START, START + pages * PAGE, PAGE);
	}
	return r;
}

static void lines(struct actor_record *a, const char *before, const char *after)
{
	size_t line;
	buf_init(&a->before.maps.raw, (size_t)64 << 20);
	buf_init(&a->after.maps.raw, (size_t)64 << 20);
	buf_puts(&a->before.maps.raw, before);
	buf_puts(&a->after.maps.raw, after);
	assert_int_equal(memmap_parse(&a->before.maps, &line), 0);
	assert_int_equal(memmap_parse(&a->after.maps, &line), 0);
	diff_maps(&a->diff, &a->before.maps, &a->after.maps, NULL);
}

static void screen_of(struct screen *s, struct record *r, size_t step, int w, int h)
{
	*s = (struct screen){ .record = r };
	s->v = (struct learn_view){ .lesson = &lesson, .step = step, .record = r };
	canvas_init(&s->canvas, w, h, false);
}

static void add(struct pageset *set, uint64_t page, uint64_t n, unsigned facts)
{
	pageset_add(set, START + page * PAGE, n, (uint16_t)facts, KNOWN | PAGE_RESIDENT);
}

void screen_fork(struct screen *s, int w, int h)
{
	static const char map[] = "00400000-00402000 r-xp 00000000 fe:01 77 /opt/lab\n"
				  "7ffff7a00000-7ffff7a04000 rw-p 00000000 00:00 0 \n";
	struct record *r = new_record(2, 4);
	for (size_t i = 0; i < 2; i++) {
		lines(&r->actors[i], map, map);
		add(&r->actors[i].before.focus, 0, 4, OWN & ~PAGE_EXCLUSIVE);
		add(&r->actors[i].after.focus, 0, 2, OWN & ~PAGE_EXCLUSIVE);
		add(&r->actors[i].after.focus, 2, 1, OWN);
		add(&r->actors[i].after.focus, 3, 1, OWN & ~PAGE_EXCLUSIVE);
	}
	screen_of(s, r, 0, w, h);
}

void screen_pages(struct screen *s, int w, int h)
{
	static const char map[] = "7ffff7a00000-7ffff7a08000 rw-p 00000000 00:00 0 \n";
	struct record *r = new_record(1, 8);
	struct actor_record *a = &r->actors[0];
	lines(a, map, map);
	add(&a->before.focus, 0, 1, OWN);
	add(&a->before.focus, 1, 7, PAGE_MAPPED);
	add(&a->after.focus, 0, 1, OWN);
	add(&a->after.focus, 1, 4, PAGE_MAPPED);
	add(&a->after.focus, 5, 1, OWN);
	add(&a->after.focus, 6, 1, PAGE_MAPPED | PAGE_RESIDENT);
	add(&a->after.focus, 7, 1, PAGE_MAPPED);
	r->asked = true;
	r->truth = (struct truth){ .valid = true, .pages_start = START, .pages_n = 8, .pages = "10000100" };
	screen_of(s, r, 1, w, h);
	s->answer = (struct answer){ .given = true, .pages = { '1', '1', '0', '0', '0', '0', '0', '0' } };
	s->v.answer = &s->answer;
	s->v.mark = MARK_WRONG;
}

void screen_huge(struct screen *s, int w, int h, unsigned resident)
{
	static const char map[] = "7ffff7a00000-80fff7a00000 rw-p 00000000 00:00 0 \n";
	uint64_t pages = (uint64_t)1 << 28, step = pages / resident;
	struct record *r = new_record(1, pages);
	struct actor_record *a = &r->actors[0];
	lines(a, map, map);
	for (unsigned i = 0; i < resident; i++) {
		pageset_add(&a->after.focus, START + i * step * PAGE, 1, OWN & ~PAGE_RESIDENT, KNOWN);
		pageset_add(&a->after.focus, START + (i * step + 1) * PAGE, step - 1, PAGE_MAPPED, KNOWN);
	}
	screen_of(s, r, 0, w, h);
}

void screen_thp(struct screen *s, int w, int h)
{
	static const char map[] = "7ffff7a00000-7ffff7e00000 rw-p 00000000 00:00 0 \n";
	struct record *r = new_record(1, 1024);
	lines(&r->actors[0], "", map);
	add(&r->actors[0].after.focus, 0, 3, OWN);
	add(&r->actors[0].after.focus, 3, 509, PAGE_MAPPED);
	add(&r->actors[0].after.focus, 512, 512, OWN | PAGE_HUGE);
	screen_of(s, r, 0, w, h);
}

void screen_lines(struct screen *s, int w, int h, size_t n)
{
	struct record *r = new_record(1, 1);
	struct actor_record *a = &r->actors[0];
	struct buf b;
	buf_init(&b, (size_t)64 << 20);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%08zx-%08zx rw-p 00000000 00:00 0 \n", 0x10000000 + i * 0x3000,
			   0x10001000 + i * 0x3000);
	size_t last = b.len;
	buf_printf(&b, "7ffff7a00000-7ffff7a01000 rw-p 00000000 00:00 0 \n");
	char *before = strndup(buf_str(&b), last);
	lines(a, before, buf_str(&b));
	free(before);
	buf_finish(&b);
	add(&a->after.focus, 0, 1, PAGE_MAPPED);
	screen_of(s, r, 0, w, h);
}

void screen_late(struct screen *s, int w, int h)
{
	static const char late[] = "7ffff7a00000-7ffff7a03000 rw-p 00000000 00:00 0 \n";
	static const char after[] = "7ffff7a00000-7ffff7a01000 rw-p 00000000 00:00 0 \n"
				    "7ffff7a01000-7ffff7a02000 r--p 00000000 00:00 0 \n"
				    "7ffff7a02000-7ffff7a03000 rw-p 00000000 00:00 0 \n";
	static struct statement_record statements[] = {
		{ .source = "m = mmap(NULL, 3*page, ...)", .actor = "" },
		{ .source = "mmap(m + page, page, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)",
		  .actor = "",
		  .outcome = { .kind = OUTCOME_VALUE, .type = TYPE_POINTER, .value = START + PAGE } },
	};
	struct record *r = new_record(1, 3);
	struct actor_record *a = &r->actors[0];
	size_t line;
	lines(a, "", after);
	buf_init(&a->late.raw, 4096);
	buf_puts(&a->late.raw, late);
	assert_int_equal(memmap_parse(&a->late, &line), 0);
	diff_maps(&a->last, &a->late, &a->after.maps, NULL);
	add(&a->after.focus, 0, 3, PAGE_MAPPED);
	r->statements = statements;
	r->statements_n = 2;
	screen_of(s, r, 0, w, h);
}

const struct bytes fixture_bytes = {
	.addr = START,
	.n = 64,
	.file_n = 40,
	.file_name = "three.dat",
	.file_offset = 4096,
	.memory = "Hello, World. This is what is in the fi",
	.file = "Hello, world. This is what is in the fi",
};
