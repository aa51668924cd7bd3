/* Bytes of a page beside those of its file. */
#include <sys/sysmacros.h>

#include "base/tr.h"
#include "tutor/observe.h"
#include "tutor/peek.h"

static void peek_memory(struct stage *s, uint64_t addr, struct bytes *out)
{
	if (proc_peek(&s->actors[0].proc, addr, out->memory, BYTES_MAX, NULL) == 0)
		out->n = BYTES_MAX;
	else
		out->why = tr("the page is not in the page table, and to read it would bring it in");
}

static void peek_file(struct stage *s, const struct region *r, uint64_t addr, struct bytes *out)
{
	const char *name;
	uint64_t cached = 0, offset = r->offset + (addr - r->start);
	int64_t got = 0;

	if (r->inode == 0 || workdir_by_inode(s->dir, makedev(r->dev_major, r->dev_minor), r->inode, &name) < 0)
		return;
	out->file_name = name;
	out->file_offset = offset;
	if (proc_cached(workdir_fd(s->dir, name), offset, s->page, s->page, &cached, NULL) == 0 && cached > 0)
		got = workdir_read(s->dir, name, offset, out->file, BYTES_MAX);
	out->file_n = got > 0 ? (uint32_t)got : 0;
	if (got <= 0)
		out->file_why = tr("nothing of the file is in the page cache there");
}

void session_peek(struct session *s, size_t step, uint64_t addr, struct bytes *out)
{
	if (s->open && stage_alive(&s->stage) && s->stage_at != step && s->stage_at != step + 1)
		*out = (struct bytes){ .addr = addr, .why = tr("the process has gone on to another step") };
	else
		stage_peek(s->open ? &s->stage : NULL, addr, out);
}

void stage_peek(struct stage *s, uint64_t addr, struct bytes *out)
{
	struct value why;
	const struct memmap *m = NULL;
	size_t i;

	*out = (struct bytes){ .addr = addr, .why = tr("the process of this step is gone") };
	if (s == NULL || !stage_alive(s))
		return;
	m = watch_maps(s, 0, &why);
	i = m != NULL ? memmap_find(m, addr) : MEMMAP_NONE;
	out->why = tr("nothing is mapped there");
	if (i == MEMMAP_NONE)
		return;
	out->why = NULL;
	peek_memory(s, addr, out);
	peek_file(s, &m->v[i], addr, out);
}
