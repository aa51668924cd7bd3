/* Observations of pages: the page table, mincore(2), the page cache. */
#include <errno.h>
#include <string.h>

#include "base/tr.h"
#include "tutor/observe.h"
#include "tutor/parts.h"

/* What a word or a kind of pages() and count() means in facts. */
static const struct page_kind_row {
	const char *name;
	unsigned want, none; /* PAGE_*: all of want, none of none */
	const char *lacking; /* why it can be unknown */
} kinds[] = {
	{ "resident", PAGE_RESIDENT, 0, N_("mincore() could not be asked") },
	{ "present", PAGE_PRESENT, 0, N_("pagemap could not be read") },
	{ "exclusive", PAGE_PRESENT | PAGE_EXCLUSIVE, 0, N_("pagemap could not be read") },
	{ "guard", PAGE_GUARD, 0, N_("this kernel has no guard pages (MADV_GUARD_INSTALL)") },
	{ "zeropage", PAGE_ZERO, 0, N_("this kernel does not tell the zero page (no PAGEMAP_SCAN)") },
	{ "file", PAGE_PRESENT | PAGE_FILE, 0, N_("pagemap could not be read") },
	{ "private", PAGE_PRESENT, PAGE_FILE | PAGE_ZERO,
	  N_("this kernel does not tell the zero page (no PAGEMAP_SCAN)") },
	{ "swapped", PAGE_SWAPPED, PAGE_GUARD, N_("pagemap could not be read") },
	{ "softdirty", PAGE_SOFTDIRTY, 0, N_("this kernel does not track soft-dirty pages") },
	{ "huge", PAGE_HUGE, 0, N_("this kernel does not tell huge pages (no PAGEMAP_SCAN)") },
};

static const struct page_kind_row *kind_find(const char *name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	}
	return NULL;
}

const char *watch_page_kind(size_t i)
{
	return i < sizeof(kinds) / sizeof(kinds[0]) ? kinds[i].name : NULL;
}

static void add_resident(void *ctx, uint64_t start, uint64_t pages, bool resident)
{
	pageset_add(ctx, start, pages, resident ? PAGE_RESIDENT : 0, PAGE_RESIDENT);
}

/* mincore() refuses a range with a hole: it is asked for each line of maps; what is not mapped is not resident. */
static int ask_mincore(struct stage *s, struct actor *a, struct pageset *out, struct err *e)
{
	uint64_t at = out->start;
	const struct memmap *m = stage_maps(s, (int)(a - s->actors), e);
	int status;

	if (m == NULL)
		return -ESRCH;
	for (size_t i = memmap_lower(m, at); i < m->n && at < out->end; i++) {
		uint64_t from = m->v[i].start, to = m->v[i].end;

		from = from < at ? at : from;
		to = to > out->end ? out->end : to;
		if (from >= out->end)
			break;
		if (from > at)
			pageset_add(out, at, (from - at) / s->page, 0, PAGE_RESIDENT);
		status = lab_resident(a->lab, from, (to - from) / s->page, add_resident, out, e);
		if (status < 0)
			return status;
		at = to;
	}
	if (at < out->end)
		pageset_add(out, at, (out->end - at) / s->page, 0, PAGE_RESIDENT);
	return 0;
}

#define RESIDENT_MAX                                                                                                   \
	((uint64_t)1 << 24) /* pages that mincore() is asked of at once: 64 GiB of 4 KiB, a tenth of a second */

/* Merges mincore's truth into the runs of `out`. */
static int merge_resident(struct stage *s, struct actor *a, struct pageset *out, struct err *e)
{
	struct pageset asked;
	int status;

	if ((out->end - out->start) / s->page > RESIDENT_MAX)
		return err_set(e, EFBIG, "", "", "mincore() is not asked of so many pages");
	pageset_init(&asked, out->start, out->end, s->page);
	status = ask_mincore(s, a, &asked, e);
	if (status == 0)
		pageset_merge(out, &asked);
	pageset_finish(&asked);
	return status;
}

bool watch_pageset(struct stage *s, int actor, uint64_t addr, uint64_t len, bool resident, struct pageset *out,
		   struct value *why)
{
	struct actor *a = watch_actor(s, actor, why);
	uint64_t start = addr / s->page * s->page, end;
	struct err e = { 0 };
	int status;

	*out = (struct pageset){ 0 };
	if (a == NULL)
		return false;
	if (len == 0 || __builtin_add_overflow(addr, len, &end) || end > UINT64_MAX - s->page) {
		pageset_init(out, start, start, s->page);
		return true;
	}
	end = (end + s->page - 1) / s->page * s->page;
	status = proc_pages(&a->proc, start, end, out, &e);
	if (status == 0 && resident)
		status = merge_resident(s, a, out, &e);
	if (status == 0)
		return true;
	pageset_finish(out);
	watch_unknown(s, why, "%s", e.what);
	return false;
}

static int count_kind(struct stage *s, int actor, const char *name, const struct value *range, struct value *out)
{
	const struct page_kind_row *k = kind_find(name);
	struct pageset set;
	int64_t found;

	if (k == NULL)
		return watch_unknown(s, out, "there is no kind of page called \"%s\"", name);
	if (!watch_pageset(s, actor, (uint64_t)range[0].i, (uint64_t)range[1].i, k->want == PAGE_RESIDENT, &set, out))
		return EVAL_OK;
	found = set.end > set.start ? pageset_count(&set, set.start, set.end, k->want, k->none) : 0;
	pageset_finish(&set);
	return found < 0 ? watch_unknown(s, out, "%s", tr(k->lacking)) : watch_int(out, found);
}

#define COUNTED(word)                                                                                                  \
	WATCH(word)                                                                                                    \
	{                                                                                                              \
		(void)n;                                                                                               \
		return count_kind(ctx, actor, #word, args, out);                                                       \
	}

COUNTED(resident)
COUNTED(present)
COUNTED(exclusive)
COUNTED(guard)
COUNTED(zeropage)

WATCH(count)
{
	(void)n;
	return count_kind(ctx, actor, args[0].s, &args[1], out);
}

#define PAGES_TEXT_MAX 4096 /* pages that pages() spells out */

WATCH(pages)
{
	struct stage *s = ctx;
	const struct page_kind_row *k = kind_find(args[0].s);
	struct pageset set;
	char text[PAGES_TEXT_MAX + 1];
	size_t len = 0;
	bool known = true;

	(void)n;
	if (k == NULL)
		return watch_unknown(s, out, "there is no kind of page called \"%s\"", args[0].s);
	if (args[2].i / (int64_t)s->page >= PAGES_TEXT_MAX)
		return watch_unknown(s, out, "pages() spells out %d pages at most: use count()", PAGES_TEXT_MAX);
	if (!watch_pageset(s, actor, (uint64_t)args[1].i, (uint64_t)args[2].i, k->want == PAGE_RESIDENT, &set, out))
		return EVAL_OK;
	for (uint64_t at = set.start; at < set.end && len < PAGES_TEXT_MAX; at += s->page) {
		int64_t found = pageset_count(&set, at, at + s->page, k->want, k->none);

		known = known && found >= 0;
		text[len++] = found > 0 ? '1' : '0';
	}
	pageset_finish(&set);
	if (!known)
		return watch_unknown(s, out, "%s", tr(k->lacking));
	*out = value_string(arena_strndup(&s->arena, text, len), len);
	return EVAL_OK;
}

WATCH(frame)
{
	struct stage *s = ctx;
	struct actor *a = watch_actor(s, actor, out);
	struct err e = { 0 };
	uint64_t pfn;

	(void)n;
	if (a == NULL)
		return EVAL_OK;
	if (proc_frame(&a->proc, (uint64_t)args[0].i, &pfn, &e) < 0)
		return watch_unknown(s, out, "%s", e.what);
	return watch_int(out, (int64_t)pfn);
}

WATCH(cached)
{
	struct stage *s = ctx;
	struct err e = { 0 };
	uint64_t size, found;
	int fd = workdir_fd(s->dir, args[0].s);

	(void)actor, (void)n;
	if (fd < 0 || workdir_size(s->dir, args[0].s, &size) < 0)
		return watch_unknown(s, out, "there is no file \"%s\" now", args[0].s);
	if (proc_cached(fd, 0, size, s->page, &found, &e) < 0)
		return watch_unknown(s, out, "%s", e.what);
	return watch_int(out, (int64_t)found);
}
