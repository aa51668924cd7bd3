/*
 * Observations of memory as it is. Nothing is touched: a page that is absent is not faulted in, what it
 * would hold is told from where it would come:
 *
 *   present ──▶ copied from the process      absent, private, no file ──▶ zero
 *   swapped, guard ──▶ not known             absent, of a file of the lesson ──▶ read from the file
 *   absent, shared, no file ──▶ copied from another process, or zero where nobody has touched it, or copied
 *                               through a second mapping of the page, which is gone again at once
 */
#include <string.h>
#include <sys/mman.h>
#include <sys/sysmacros.h>

#include "tutor/observe.h"

#include "base/tr.h"

/* An absent page of a file: what read(2) gives, zeros behind the end of the file in its last page. */
static bool peek_file(struct stage *s, const struct region *r, uint64_t addr, uint8_t *bytes, size_t n,
		      struct value *why)
{
	const char *name;
	uint64_t offset = r->offset + (addr - r->start), size;
	int64_t got;

	if (workdir_by_inode(s->dir, makedev(r->dev_major, r->dev_minor), r->inode, &name) < 0 ||
	    workdir_size(s->dir, name, &size) < 0) {
		watch_unknown(s, why, "the page is not in memory and its file is none of the lesson's");
		return false;
	}
	if (offset / s->page * s->page >= size) {
		watch_unknown(s, why, "the page lies past the end of its file");
		return false;
	}
	memset(bytes, 0, n);
	got = workdir_read(s->dir, name, offset, bytes, n);
	if (got < 0)
		watch_unknown(s, why, "the file behind the page cannot be read");
	return got >= 0;
}

bool watch_file_end(struct stage *s, const struct memmap *m, uint64_t addr, uint64_t *eof)
{
	size_t i = memmap_find(m, addr);
	const struct region *r = i != MEMMAP_NONE ? &m->v[i] : NULL;
	const char *name;
	uint64_t size;

	if (r == NULL || r->inode == 0 ||
	    workdir_by_inode(s->dir, makedev(r->dev_major, r->dev_minor), r->inode, &name) < 0 ||
	    workdir_size(s->dir, name, &size) < 0)
		return false;
	size = (size + s->page - 1) / s->page * s->page;
	*eof = size > r->offset ? r->start + (size - r->offset) : r->start;
	return true;
}

static bool is_path(const struct memmap *m, const struct region *r, const char *path)
{
	return r->path_len == strlen(path) && memcmp(memmap_path(m, r), path, r->path_len) == 0;
}

/* Private memory that no file stands behind. What the kernel itself maps, "[vdso]", has no file either. */
static bool is_anonymous(const struct memmap *m, const struct region *r)
{
	if (r->perms[3] != 'p' || is_path(m, r, "/dev/zero"))
		return r->perms[3] == 'p';
	return r->inode == 0 && (r->path_len == 0 || is_path(m, r, "[heap]") || is_path(m, r, "[stack]") ||
				 strncmp(memmap_path(m, r), "[anon:", 6) == 0);
}

static bool is_shared_anonymous(const struct memmap *m, const struct region *r)
{
	return r->perms[3] == 's' &&
	       (is_path(m, r, "/dev/zero (deleted)") || strncmp(memmap_path(m, r), "[anon_shmem:", 12) == 0);
}

/* "/memfd:name (deleted)", shared. */
static bool is_memfd(const struct memmap *m, const struct region *r)
{
	return r->perms[3] == 's' && strncmp(memmap_path(m, r), "/memfd:", 7) == 0;
}

static bool same_object(const struct region *a, const struct region *b)
{
	return a->inode == b->inode && a->dev_major == b->dev_major && a->dev_minor == b->dev_minor;
}

/* Where a process maps byte `offset` of what `r` maps; 0 where it does not. */
static uint64_t mapped_at(const struct memmap *m, const struct region *r, uint64_t offset)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct region *o = &m->v[i];

		if (same_object(o, r) && offset >= o->offset && offset - o->offset < o->end - o->start)
			return o->start + (offset - o->offset);
	}
	return 0;
}

/*
 * Memory shared between processes that this one has not mapped in: another may have its page. -1: unknown how it is,
 * 0: none has, 1: copied.
 */
static int peek_elsewhere(struct stage *s, int actor, const struct region *r, uint64_t offset, uint8_t *bytes, size_t n)
{
	struct memmap m = { 0 };
	int found = 0;

	for (size_t i = 0; i < s->actors_n && found == 0; i++) {
		struct actor *a = &s->actors[i];
		uint64_t at = 0;

		if ((int)i == actor || a->ended)
			continue;
		found = proc_maps(&a->proc, &m, NULL) < 0 ? -1 : 0;
		if (found == 0)
			at = mapped_at(&m, r, offset);
		if (at != 0)
			found = proc_peek(&a->proc, at, bytes, n, NULL) == 0;
	}
	memmap_finish(&m);
	return found;
}

/* 1 where mincore() finds the page of it, 0 where it finds none and none is swapped out, -1 where that is not known. */
static int in_memory(struct stage *s, int actor, uint64_t addr)
{
	struct actor *a = &s->actors[actor];
	struct pageset set;
	struct value why;
	uint64_t swapped = 1;
	int64_t found;

	if (!watch_pageset(s, actor, addr, 1, true, &set, &why))
		return -1;
	found = pageset_count(&set, set.start, set.end, PAGE_RESIDENT, 0);
	pageset_finish(&set);
	if (found != 0)
		return found > 0 ? 1 : -1;
	return proc_smaps(&a->proc, addr, "Swap", &swapped, NULL) == 0 && swapped == 0 ? 0 : -1;
}

/*
 * A page that is in memory and in no page table, as after the end of the child that stored into it. A second mapping
 * of it (mremap from 0 bytes) is read and unmapped: the first one stays as it was. It has to be readable: a fault could
 * end the process.
 */
static bool peek_second(struct stage *s, int actor, uint64_t addr, uint8_t *bytes, size_t n)
{
	struct actor *a = &s->actors[actor];
	uint64_t first = addr / s->page * s->page;
	struct lab_op op = {
		.kind = LAB_CALL, .call = call_find("mremap"), .words = { first, 0, s->page, MREMAP_MAYMOVE }, .n = 4
	};
	struct lab_result r;
	uint64_t second;
	bool good;

	if (lab_do(a->lab, &op, 1, &r, NULL, NULL, 0, true, NULL) < 0 || r.kind != LAB_RETURNED || r.value < 0)
		return false;
	second = (uint64_t)r.value;
	op = (struct lab_op){ .kind = LAB_LOAD, .words = { second }, .n = 1 };
	good = lab_do(a->lab, &op, 1, &r, NULL, NULL, 0, true, NULL) == 0 && r.kind == LAB_RETURNED &&
	       proc_peek(&a->proc, second + (addr - first), bytes, n, NULL) == 0;
	op = (struct lab_op){ .kind = LAB_CALL, .call = call_find("munmap"), .words = { second, s->page }, .n = 2 };
	return lab_do(a->lab, &op, 1, &r, NULL, NULL, 0, true, NULL) == 0 && good;
}

/* Where it is in no page table and not in memory nobody ever touched it, unless it is longer than it was made. */
static bool peek_shared(struct stage *s, int actor, const struct region *r, bool memfd, uint64_t addr, uint8_t *bytes,
			size_t n, struct value *why)
{
	int found = peek_elsewhere(s, actor, r, r->offset + (addr - r->start), bytes, n);
	int memory = found == 0 ? in_memory(s, actor, addr) : -1;

	if (memory == 0 && !memfd && !s->shared_grew) {
		memset(bytes, 0, n);
		return true;
	}
	if (memory == 1 && r->perms[0] == 'r' && peek_second(s, actor, addr, bytes, n))
		return true;
	if (found <= 0)
		watch_unknown(s, why, "the page is shared, and no process of the lesson has it in its page table");
	return found > 0;
}

static bool peek_absent(struct stage *s, int actor, uint64_t addr, uint8_t *bytes, size_t n, struct value *why)
{
	const struct memmap *m = watch_maps(s, actor, why);
	struct region r;
	size_t i;

	if (m == NULL)
		return false;
	i = memmap_find(m, addr);
	if (i == MEMMAP_NONE) {
		watch_unknown(s, why, "nothing is mapped at that address");
		return false;
	}
	r = m->v[i];
	if (is_anonymous(m, &r)) {
		memset(bytes, 0, n);
		return true;
	}
	if (is_shared_anonymous(m, &r) || is_memfd(m, &r))
		return peek_shared(s, actor, &r, is_memfd(m, &r), addr, bytes, n, why);
	return peek_file(s, &r, addr, bytes, n, why);
}

/* The part of one run of equal pages. */
static bool peek_run(struct stage *s, int actor, const struct page_run *run, uint64_t addr, uint8_t *bytes, size_t n,
		     struct value *why)
{
	struct err e = { 0 };

	if (run == NULL || (run->known & PAGE_PRESENT) == 0) {
		watch_unknown(s, why, "the state of its page is not known");
		return false;
	}
	if ((run->facts & PAGE_PRESENT) != 0) {
		if (proc_peek(&s->actors[actor].proc, addr, bytes, n, &e) == 0)
			return true;
		watch_unknown(s, why, "%s", e.what);
		return false;
	}
	if ((run->facts & (PAGE_SWAPPED | PAGE_GUARD)) != 0) {
		watch_unknown(
		    s, why, (run->facts & PAGE_GUARD) != 0 ? N_("it is a guard page") : N_("its page is swapped out"));
		return false;
	}
	return peek_absent(s, actor, addr, bytes, n, why);
}

bool watch_peek(struct stage *s, int actor, uint64_t addr, void *bytes, size_t n, struct value *why)
{
	struct pageset set;
	bool good = true;

	if (!watch_pageset(s, actor, addr, n, false, &set, why))
		return false;
	for (size_t done = 0; done < n && good;) {
		uint64_t at = addr + done, left = s->page - at % s->page;
		size_t part = left < n - done ? (size_t)left : n - done;

		good = peek_run(s, actor, pageset_at(&set, at), at, (uint8_t *)bytes + done, part, why);
		done += part;
	}
	pageset_finish(&set);
	return good;
}

#define BYTES_MAX (64 * 1024) /* of bytes() and file() */

WATCH(bytes)
{
	struct stage *s = ctx;
	size_t len = (size_t)args[1].i;
	char *text;

	(void)n;
	if (args[1].i < 0 || args[1].i > BYTES_MAX)
		return watch_unknown(s, out, "bytes() looks at %d bytes at most", BYTES_MAX);
	text = arena_alloc(&s->arena, len + 1, 1);
	if (watch_peek(s, actor, (uint64_t)args[0].i, text, len, out))
		*out = value_string(text, len);
	return EVAL_OK;
}

/* Chunk by chunk: the range may be larger than what is worth keeping. */
WATCH(filled)
{
	struct stage *s = ctx;
	uint64_t addr = (uint64_t)args[0].i, len = (uint64_t)args[1].i;
	uint8_t page[4096];
	bool same = true;

	(void)n;
	if (args[1].i < 0 || args[1].i > (int64_t)64 << 20)
		return watch_unknown(s, out, "filled() looks at 64 MiB at most");
	for (uint64_t done = 0; done < len && same; done += sizeof(page)) {
		size_t part = len - done < sizeof(page) ? (size_t)(len - done) : sizeof(page);

		if (!watch_peek(s, actor, addr + done, page, part, out))
			return EVAL_OK;
		for (size_t i = 0; i < part && same; i++)
			same = page[i] == (uint8_t)args[2].i;
	}
	return watch_int(out, same);
}

WATCH(file)
{
	struct stage *s = ctx;
	size_t len = (size_t)args[2].i;
	char *text;
	int64_t got;

	(void)actor, (void)n;
	if (args[2].i < 0 || args[2].i > BYTES_MAX || args[1].i < 0)
		return watch_unknown(s, out, "file() reads %d bytes at most", BYTES_MAX);
	text = arena_alloc(&s->arena, len + 1, 1);
	got = workdir_read(s->dir, args[0].s, (uint64_t)args[1].i, text, len);
	if (got < 0)
		return watch_unknown(s, out, "\"%s\" cannot be read now", args[0].s);
	*out = value_string(text, (size_t)got);
	return EVAL_OK;
}

WATCH(filesize)
{
	struct stage *s = ctx;
	uint64_t size;

	(void)actor, (void)n;
	if (workdir_size(s->dir, args[0].s, &size) < 0)
		return watch_unknown(s, out, "there is no file \"%s\" now", args[0].s);
	return watch_int(out, (int64_t)size);
}
