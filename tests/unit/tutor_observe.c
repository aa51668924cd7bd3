/* Every observation, with an answer that holds and one that does not or is unknown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <string.h>
#include <time.h>

#include "support/tutor_kit.h"
#include "tutor/observe.h"

#define FILES                                                                                                          \
	"\"files\": { \"a.txt\": { \"text\": \"Hello, file\" }, \"three.dat\": { \"pages\": 3, \"fill\": \"ABC\" } },"

struct row {
	char verdict; /* T holds, F fails, U unknown */
	const char *source;
};

/* The state that the rows are about: t is touched memory, n is not, z is read alone, g is out of reach, c is of a file.
 */
static const struct kit_step setup[] = {
	{ .acts = { "area = mmap(NULL, 64*page, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE, -1, 0)",
		    "t = mmap(area + page, 4*page, " KIT_RW ", MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)",
		    "z = mmap(area + 6*page, 4*page, " KIT_RW ", MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)",
		    "g = mmap(area + 12*page, 2*page, " KIT_RW ", MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)",
		    "sh = mmap(area + 16*page, 2*page, " KIT_RW ", MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED, -1, 0)",
		    "hole = area + 20*page", "t[0] = 'X'", "t[page + 1] = 'Y'", "z[0]", "g[0] = 'G'",
		    "mprotect(g, page, PROT_NONE)" } },
	{ .acts = { "fd = open(\"three.dat\", O_RDWR)", "s = mmap(NULL, 4*page, " KIT_RW ", MAP_SHARED, fd, 0)",
		    "c = mmap(NULL, 2*page, " KIT_RW ", MAP_PRIVATE, fd, page)", "c[0] = 'x'",
		    "d = open(\"/dev/zero\", O_RDWR)", "dz = mmap(NULL, page, " KIT_RW ", MAP_PRIVATE, d, 0)",
		    "u = open(\"a.txt\", O_RDONLY)", "du = mmap(NULL, page, PROT_READ, MAP_SHARED, u, 0)",
		    "unlink(\"a.txt\")", "munmap(hole, page)", "mlock(t, page)", "child = fork()",
		    "child: t[2*page] = 'C'", "child: sh[page] = 'S'" } },
};

static const struct kit_step last_step = { .acts = { "gone = fork()", "gone: _exit(7)", "printf(\"%d-%s\", 5, \"x\")",
						     "t[0] = 'X'", "f = munmap(1, page)" } };

static const struct row rows[] = {
	{ 'T', "errno == EINVAL" },
	{ 'F', "errno == 0" },
	{ 'T', "signal == 0" },
	{ 'F', "signal" },
	{ 'T', "si_code == 0" },
	{ 'F', "si_code" },
	{ 'T', "si_addr == 0" },
	{ 'F', "si_addr" },
	{ 'T', "result == -1" },
	{ 'F', "result == 0" },
	{ 'T', "mapped(t, 4*page)" },
	{ 'F', "mapped(hole - page, 2*page)" },
	{ 'F', "mapped(t, -1)" },
	{ 'T', "mapped(hole + page, 43*page)" },
	{ 'T', "size(t) == 4*page" },
	{ 'F', "size(t + page)" },
	{ 'T', "vmas(t, 4*page) == 2" },
	{ 'T', "vmas() > 10" },
	{ 'F', "vmas(hole, page)" },
	{ 'U', "vmas(t)" },
	{ 'T', "perms(t) == \"rw-p\"" },
	{ 'T', "perms(hole) == \"\"" },
	{ 'F', "perms(g) == \"rw-p\"" },
	{ 'T', "path(s) == \"three.dat\"" },
	{ 'T', "path(du) == \"a.txt (deleted)\"" },
	{ 'F', "path(t) == \"three.dat\"" },
	{ 'T', "offset(c) == page" },
	{ 'F', "offset(s)" },
	{ 'U', "offset(hole)" },
	{ 'T', "start(t + 5) == t" },
	{ 'F', "start(t) == 0" },
	{ 'U', "start(hole)" },
	{ 'T', "end(t) == t + page" },
	{ 'F', "end(t) == t" },
	{ 'U', "end(hole)" },
	{ 'T', "inode(s) != 0" },
	{ 'F', "inode(t)" },
	{ 'U', "inode(hole)" },
	{ 'T', "resident(t, 4*page) == 2" },
	{ 'F', "resident(hole, page)" },
	{ 'T', "resident(s, 3*page) == 3" },
	{ 'T', "present(t, 4*page) == 2" },
	{ 'T', "child: present(t, 4*page) == 3" },
	{ 'F', "present(hole, page)" },
	{ 'T', "child: exclusive(t, 4*page) == 2" },
	{ 'F', "exclusive(t + page, page)" },
	{ 'F', "guard(t, 4*page) == 1" },
	{ 'F', "zeropage(t, page) == 1" },
	{ 'T', "pages(\"present\", t, 4*page) == \"1100\"" },
	{ 'T', "pages(\"file\", c, 2*page) == \"00\"" },
	{ 'F', "pages(\"resident\", t, page) == \"0\"" },
	{ 'U', "pages(f ? \"odd\" : \"even\", t, page) == \"0\"" },
	{ 'U', "pages(\"present\", t, GiB) == \"0\"" },
	{ 'T', "count(\"present\", t, 4*page) == 2" },
	{ 'F', "count(\"swapped\", t, 4*page)" },
	{ 'U', "count(f ? \"odd\" : \"even\", t, page)" },
	{ 'T', "filled(t + 1, page - 1, 0)" },
	{ 'F', "filled(t, page, 0)" },
	{ 'T', "filled(s + page, page, 'B')" },
	{ 'T', "filled(t, 0, 9)" },
	{ 'U', "filled(hole, 1, 0)" },
	{ 'U', "filled(area, GiB, 0)" },
	{ 'T', "cached(\"three.dat\") == 3" },
	{ 'F', "cached(\"three.dat\") == 0" },
	{ 'U', "frame(hole)" },
	{ 'T', "smaps(t, \"Rss\") >= page" },
	{ 'F', "smaps(t, \"Rss\") == 0" },
	{ 'U', "smaps(hole, \"Rss\")" },
	{ 'U', "smaps(t, \"Nonsense\")" },
	{ 'T', "vmflag(t, \"lo\")" },
	{ 'F', "vmflag(z, \"lo\")" },
	{ 'U', "vmflag(hole, \"lo\")" },
	{ 'U', "vmflag(t, \"locked\") == 0" },
	{ 'T', "status(\"VmLck\") == page" },
	{ 'F', "status(\"VmSwap\") == page" },
	{ 'U', "status(\"Nonsense\")" },
	{ 'T', "minflt <= 1" },
	{ 'F', "minflt > 1" },
	{ 'T', "majflt == 0" },
	{ 'F', "majflt" },
	/* memory as it is */
	{ 'T', "bytes(t, 2) == \"X\\0\"" },
	{ 'T', "bytes(t + page + 1, 1) == \"Y\"" },
	{ 'T', "bytes(t, 0) == \"\"" },
	{ 'T', "child: bytes(t + 2*page, 1) == \"C\"" },
	{ 'T', "bytes(t + 2*page, 1) == \"\\0\"" },
	{ 'T', "bytes(z + page, 2) == \"\\0\\0\"" },
	{ 'T', "bytes(g, 1) == \"G\"" },
	{ 'T', "g[0] == 'G'" },
	{ 'T', "bytes(g + page, 1) == \"\\0\"" },
	{ 'F', "bytes(t, 1) == \"Y\"" },
	{ 'U', "bytes(hole, 1) == \"\"" },
	{ 'U', "bytes(t, MiB) == \"\"" },
	{ 'T', "bytes(t + page - 1, 3) == \"\\0\\0Y\"" },
	{ 'T', "bytes(s + 2*page, 2) == \"CC\"" },
	{ 'T', "bytes(c, 2) == \"xB\"" },
	{ 'T', "bytes(c + page, 2) == \"CC\"" },
	{ 'U', "bytes(s + 3*page, 1) == \"\"" },
	{ 'T', "bytes(dz, 1) == \"\\0\"" },
	{ 'T', "bytes(du, 5) == \"Hello\"" },
	{ 'T', "bytes(du + 11, 2) == \"\\0\\0\"" },
	{ 'T', "bytes(sh + page, 1) == \"S\"" },
	{ 'T', "child: bytes(sh + page, 1) == \"S\"" },
	{ 'T', "bytes(sh, 1) == \"\\0\"" },
	{ 'T', "file(\"three.dat\", 0, 2) == \"AA\"" },
	{ 'F', "file(\"three.dat\", page, 1) == \"A\"" },
	{ 'T', "file(\"three.dat\", 3*page - 1, 5) == \"C\"" },
	{ 'U', "file(\"three.dat\", 0, MiB) == \"\"" },
	{ 'T', "filesize(\"three.dat\") == 3*page" },
	{ 'F', "filesize(\"three.dat\") == 0" },
	{ 'T', "output == \"5-x\"" },
	{ 'F', "output == \"\"" },
	{ 'T', "alive" },
	{ 'T', "child: alive" },
	{ 'F', "alive(gone)" },
	{ 'T', "exited(gone) == 7" },
	{ 'F', "exited(child) >= 0" },
	{ 'T', "killed(gone) == 0" },
	{ 'F', "killed(child)" },
	{ 'U', "gone: present(t, page)" },
	{ 'U', "gone: perms(t) == \"\"" },
	{ 'U', "gone: bytes(t, 1) == \"\"" },
	/* nothing of it touched anything */
	{ 'T',
	  "present(t, 4*page) == 2 && present(g, 2*page) == 1 && present(s, 4*page) == 0 && present(sh, 2*page) == 0" },
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static const enum verdict verdicts[] = { ['T'] = VERDICT_HELD, ['F'] = VERDICT_FAILED, ['U'] = VERDICT_UNKNOWN };

/* The rows as expectations of the last step; more steps where they are too many for one. */
static size_t lay_out(struct kit_step *steps)
{
	size_t n = KIT_N(setup), at = 0;

	memcpy(steps, setup, sizeof(setup));
	steps[n] = last_step;
	for (size_t i = 0; i < ROWS; i++) {
		if (at == KIT_LINES) {
			n++;
			at = 0;
			steps[n] = (struct kit_step){ .acts = { "k = 0" } };
		}
		steps[n].expect[at++] = rows[i].source;
	}
	return n + 1;
}

/* How many of a step's rows are judged otherwise than they say. */
static size_t judge(const struct record *r, size_t *row)
{
	size_t wrong = 0;

	for (size_t i = 0; i < r->expect_n; i++, (*row)++) {
		const struct claim *c = &r->expect[i];

		if (c->verdict == verdicts[(unsigned char)rows[*row].verdict])
			continue;
		print_error("%s is %d, not %c: %s (%s)\n", c->source, (int)c->verdict, rows[*row].verdict, c->observed,
			    c->why != NULL ? c->why : "");
		wrong++;
	}
	return wrong;
}

static void each_has_answers(void **state)
{
	struct kit_step steps[KIT_N(setup) + ROWS / KIT_LINES + 2];
	size_t n = lay_out(steps), row = 0, wrong = 0;
	struct kit k = { 0 };

	(void)state;
	for (size_t i = KIT_N(setup) + 1; i < n; i++)
		memcpy(steps[i].acts, (const char *[]){ "printf(\"%d-%s\", 5, \"x\")", "f = munmap(1, page)" },
		       2 * sizeof(char *));
	kit_open(&k, FILES, steps, n);
	for (size_t i = 0; i < n; i++) {
		const struct record *r = kit_run(&k, i);

		if (i >= KIT_N(setup))
			wrong += judge(r, &row);
		else
			kit_held(r);
	}
	assert_int_equal(row, ROWS);
	assert_int_equal(wrong, 0);
	kit_close(&k);
}

static bool names(const char *source, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = strstr(source, word); at != NULL; at = strstr(at + 1, word)) {
		bool begins = at == source || !(isalnum((unsigned char)at[-1]) || at[-1] == '"' || at[-1] == '_');

		if (begins && !isalnum((unsigned char)at[n]) && at[n] != '_')
			return true;
	}
	return false;
}

/* guard, zeropage and frame hold only where the kernel can tell: they have tests of their own. */
static void no_row_is_forgotten(void **state)
{
	(void)state;
	for (size_t i = 0; i < observe_words.n; i++) {
		const char *word = observe_words.v[i].name;
		bool held = strstr("guard zeropage frame", word) != NULL, other = false;

		for (size_t k = 0; k < ROWS; k++) {
			held = held || (rows[k].verdict == 'T' && names(rows[k].source, word));
			other = other || (rows[k].verdict != 'T' && names(rows[k].source, word));
		}
		if (!held || !other)
			fail_msg("%s has %s", word, held ? "no answer that does not hold" : "no answer that holds");
	}
}

static void where_the_kernel_tells(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, 4*page, " KIT_ANON ")", "m[0] = 1", "m[page]" },
		  .expect = { "frame(m) != frame(m + page)" },
		  .more = "\"requires\": { \"features\": [\"frames\"] }" },
		{ .acts = { "m = mmap(NULL, 4*page, " KIT_ANON ")", "m[0] = 1", "m[page]" },
		  .expect = { "zeropage(m, 4*page) == 1", "pages(\"private\", m, 3*page) == \"100\"" },
		  .more = "\"fresh\": true, \"requires\": { \"features\": [\"pagemap_scan\", \"zero_page\"] }" },
		{ .acts = { "m = mmap(NULL, 4*page, " KIT_ANON ")", "madvise(m + page, page, MADV_GUARD_INSTALL)" },
		  .expect = { "guard(m, 4*page) == 1", "pages(\"guard\", m, 3*page) == \"010\"",
			      "count(\"swapped\", m, 4*page) == 0" },
		  .more = "\"fresh\": true, \"requires\": { \"features\": [\"guard\"] }" },
	};
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", steps, KIT_N(steps));
	for (size_t i = 0; i < KIT_N(steps); i++) {
		const struct record *r = kit_run(&k, i);

		if (r->skipped != NULL)
			print_message("# skipped: %s\n", r->skipped);
		else
			kit_held(r);
	}
	kit_close(&k);
}

/* What the kernel itself maps has no file, and is not zero. */
static void pages_of_the_kernel_are_unknown(void **state)
{
	static const struct kit_step steps[] = { { .acts = { "k = 0" } } };
	struct kit k = { 0 };
	struct snapshot now;
	uint64_t start, len;
	bool seen = false;

	(void)state;
	kit_open(&k, "", steps, 1);
	kit_held(kit_run(&k, 0));
	session_now(k.session, 0, &now, &start, &len);
	assert_true(now.taken);
	for (size_t i = 0; i < now.maps.n; i++) {
		const struct region *r = &now.maps.v[i];
		struct stage *s = &k.session->stage;
		struct value v;

		if (r->path_len < 5 || strncmp(memmap_path(&now.maps, r), "[vdso", 5) != 0)
			continue;
		seen = true;
		observe_byte(s, 0, (int64_t)r->start, &v);
		assert_true(v.kind == VALUE_UNKNOWN || v.i == 0x7f);
	}
	if (!seen)
		print_message("# no vdso here\n");
	memmap_finish(&now.maps);
	pageset_finish(&now.focus);
	kit_close(&k);
}

static void a_terabyte_costs_little(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "m = mmap(NULL, TiB, " KIT_RW ", MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE, -1, 0)",
			    "m[512*GiB] = 1" },
		  .expect = { "size(m) == TiB", "present(m, TiB) == 1" },
		  .more = "\"focus\": \"m\", \"requires\": { \"features\": [\"pagemap_scan\"] }" },
	};
	struct timespec from, to;
	const struct record *r;
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, "", steps, 1);
	clock_gettime(CLOCK_MONOTONIC, &from);
	r = kit_run(&k, 0);
	clock_gettime(CLOCK_MONOTONIC, &to);
	if (r->skipped == NULL) {
		kit_held(r);
		assert_int_equal(r->focus_len, UINT64_C(1) << 40);
		assert_true(r->actors[0].after.focus.n < 10);
		assert_true(to.tv_sec - from.tv_sec < 5);
	}
	kit_close(&k);
}

static void a_focus_is_what_the_call_made(void **state)
{
	static const struct kit_step steps[] = {
		{ .acts = { "a = mmap(NULL, 4*page, " KIT_ANON ")", "b = mmap(NULL, 4*page, " KIT_ANON ")" },
		  .more = "\"focus\": \"a\"" },
		{ .acts = { "munmap(b + 3*page, page)" }, .more = "\"focus\": \"b\"" },
		{ .acts = { "mprotect(a + page, page, PROT_READ)" }, .more = "\"focus\": \"a + page\"" },
		{ .acts = { "munmap(a, 4*page)" }, .more = "\"focus\": \"a\"" },
		{ .acts = { "fd = open(\"three.dat\", O_RDWR)",
			    "f = mmap(NULL, 5*page, PROT_READ, MAP_SHARED, fd, page)" },
		  .more = "\"focus\": \"f\"" },
	};
	static const uint64_t pages[] = { 4, 3, 1, 0, 5 };
	struct kit k = { 0 };

	(void)state;
	kit_open(&k, FILES, steps, KIT_N(steps));
	for (size_t i = 0; i < KIT_N(steps); i++) {
		const struct record *r = kit_run(&k, i);

		kit_held(r);
		assert_int_equal(r->focus_len, pages[i] * k.session->stage.page);
		assert_true(r->actors[0].diff.changed > 0);
	}
	assert_true(session_record(k.session, 4)->focus_file);
	assert_int_equal(session_record(k.session, 4)->focus_eof - session_record(k.session, 4)->focus_start,
			 2 * k.session->stage.page);
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(each_has_answers),        KIT_TEST(no_row_is_forgotten),
		KIT_TEST(where_the_kernel_tells),  KIT_TEST(pages_of_the_kernel_are_unknown),
		KIT_TEST(a_terabyte_costs_little), KIT_TEST(a_focus_is_what_the_call_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
