/*
 * Any bytes in the place of /proc/PID/maps, smaps and status. Lines that are taken are those of the text, in order;
 * two halves of them can be compared.
 */
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "model/diff.h"
#include "proc/proc.h"
#include "support/fuzz.h"

static void check_region(const struct memmap *m, const struct region *r)
{
	fuzz_hold(r->start < r->end && strlen(r->perms) == 4);
	fuzz_hold((size_t)r->line + r->line_len <= m->raw.len && (size_t)r->path + r->path_len <= m->raw.len);
	fuzz_hold(strchr("\n", m->raw.data[r->line + r->line_len]) != NULL);
}

static void check_map(const struct memmap *m)
{
	for (size_t i = 0; i < m->n; i++) {
		check_region(m, &m->v[i]);
		fuzz_hold(i == 0 || m->v[i - 1].end <= m->v[i].start);
		fuzz_hold(memmap_find(m, m->v[i].start) == i && memmap_find(m, m->v[i].end - 1) == i);
		fuzz_hold(memmap_count(m, m->v[i].start, 1) == 1);
	}
}

static void compare(const struct memmap *before, const struct memmap *after)
{
	struct diff d = { 0 };
	struct buf said;
	buf_init(&said, 4096);
	diff_maps(&d, before, after, NULL);
	for (size_t i = 0; i < d.n; i++) {
		diff_say(&d.v[i], before, after, &said);
		fuzz_hold(d.v[i].before < before->n || d.v[i].after < after->n);
	}
	buf_finish(&said);
	diff_finish(&d);
}

static void halves(const unsigned char *bytes, size_t n)
{
	struct memmap before = { 0 }, after = { 0 };
	size_t line;
	memmap_clear(&before);
	memmap_clear(&after);
	buf_put(&before.raw, bytes, n / 2);
	buf_put(&after.raw, bytes + n / 2, n - n / 2);
	int first = memmap_parse(&before, &line), second = memmap_parse(&after, &line);
	if (first == 0)
		check_map(&before);
	if (first == 0 && second == 0)
		compare(&before, &after);
	memmap_finish(&before);
	memmap_finish(&after);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	static const char *const fields[] = { "Rss", "VmFlags", "VmLck", "" };
	struct memmap maps = { 0 };
	(void)fuzz_file(bytes, n);
	struct proc p = { .pid = 1, .opened = true, .pagemap = -1 };
	p.maps = dup(fuzz_fd());
	p.smaps = dup(fuzz_fd());
	p.status = dup(fuzz_fd());
	p.scratch = mem_zalloc(PROC_SCRATCH, 1);
	if (proc_maps(&p, &maps, NULL) == 0)
		check_map(&maps);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		uint64_t bytes_told;
		for (size_t k = 0; k < maps.n || k == 0; k++)
			(void)proc_smaps(&p, k < maps.n ? maps.v[k].start : 0x1000, fields[i], &bytes_told, NULL);
		(void)proc_status(&p, fields[i], &bytes_told, NULL);
	}
	(void)proc_vmflag(&p, 0x1000, "lo", NULL);
	memmap_finish(&maps);
	proc_close(&p);
	halves(bytes, n);
	return 0;
}
