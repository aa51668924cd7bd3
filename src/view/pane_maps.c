/*
 * The maps pane: the address space as blocks, or as the lines of /proc/self/maps; what changed is marked.
 *
 *   + 7ffff7ff6000-7ffff7ff7000 rw-p 00000000     4 KiB  …/name  new
 *   │ │                         │    │            │      │       └ words of the change
 *   │ start-end                 │    offset       size   path
 *   sign                        permissions
 *
 * Only the rows in sight are looked at: there may be a million lines.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "view/line.h"
#include "view/pane.h"

#define PATH_MAX_SHOWN 8192

enum { COL_RANGE = 2, COL_PERMS = 28, COL_NEXT = 33 };

/* Columns of one width of pane; 0: left out. */
static const struct columns {
	int from; /* columns of the pane */
	int offset, dev, inode, size, name;
} tables[] = {
	{ .from = 104, .offset = 33, .dev = 42, .inode = 49, .size = 61, .name = 73 },
	{ .from = 64, .offset = 33, .size = 42, .name = 53 },
	{ .from = 0, .size = 33, .name = 44 },
};

static const struct columns *columns_for(int width)
{
	const struct columns *c = tables;
	while (c->from > 0 && width < c->from)
		c++;
	return c;
}

/* A path too long for `columns` begins behind "…/" with its last part. */
static void put_path(struct area a, const struct columns *c, int y, const struct line *l)
{
	const char *dots = a.canvas->ascii ? "..." : "…";
	char *path = strndup(memmap_path(l->maps, l->region), l->region->path_len);
	const char *last = path && *path == '/' ? strrchr(path, '/') : NULL;
	struct buf b;
	buf_init(&b, PATH_MAX_SHOWN + 16);
	int note = area_columns(a, buf_str(&l->note)), room = a.w - c->name - (note ? note + 2 : 0);
	if (last && last > path && area_columns(a, path) > room)
		buf_printf(&b, "%s%s", dots, last);
	else if (path)
		buf_puts(&b, path);
	line_label(a, c->name, y, l, l->look == LOOK_TEXT ? LOOK_DIM : l->look, buf_str(&b));
	buf_finish(&b);
	free(path);
}

/* An address of the kernel's half has too many digits for the column: the end is then told by its last six. */
static void put_range(struct area a, int y, const struct line *l)
{
	const char *dots = a.canvas->ascii ? ".." : "…";
	uint64_t start = l->row->start, end = l->row->end;
	if (start >> 48 == 0)
		area_printf(a, COL_RANGE, y, l->look, "%08" PRIx64 "-%08" PRIx64, start, end);
	else
		area_printf(a, COL_RANGE, y, l->look, "%" PRIx64 "-%s%06" PRIx64, start, dots, end & 0xffffff);
}

static void put_raw(struct flow *f, const struct line *l)
{
	const struct columns *c = columns_for(f->a.w);
	const struct region *r = l->region;
	char size[FMT_MAX];
	bool gone = l->look == LOOK_GONE;
	fmt_size(size, l->row->end - l->row->start);
	area_printf(f->a, 0, f->y, l->look, "%c", l->sign);
	put_range(f->a, f->y, l);
	area_text(f->a, COL_PERMS, f->y, -1, gone ? LOOK_GONE : line_perms(r->perms), r->perms);
	if (c->offset)
		area_printf(f->a, c->offset, f->y, gone ? LOOK_GONE : LOOK_DIM, "%08" PRIx64, r->offset);
	if (c->dev) {
		area_printf(f->a, c->dev, f->y, LOOK_DIM, "%02x:%02x", r->dev_major, r->dev_minor);
		area_printf(f->a, c->inode, f->y, LOOK_DIM, "%" PRIu64, r->inode);
	}
	area_text(f->a, c->name - 2 - area_columns(f->a, size), f->y, -1, l->look, size);
	put_path(f->a, c, f->y, l);
}

static size_t line_at_cursor(const struct learn_view *v)
{
	const struct space *s = v->space;
	if (v->picture.line_moved)
		return v->picture.line_cursor < s->lines ? v->picture.line_cursor : s->lines - 1;
	return s->first <= s->last && s->n ? s->v[s->first].line : 0;
}

static void put_line(struct flow *f, const struct learn_view *v, const struct space_row *row)
{
	struct line l;
	line_init(&l, v, row);
	if (v->picture.raw_maps)
		put_raw(f, &l);
	else
		block_line(f, v, &l);
	if (v->pane == PANE_MAPS && row->line == line_at_cursor(v))
		area_look(f->a, COL_RANGE, f->y, v->picture.raw_maps ? 25 : 12, LOOK_CURSOR);
	hits_add(f->hits, f->a, 0, f->y, f->a.w, 1, HIT_LINE, (int)row->line);
	line_finish(&l);
}

static void put_row(struct flow *f, const struct learn_view *v, const struct space_row *row)
{
	const struct actor_record *a = learn_record(v) ? &v->record->actors[row->actor] : NULL;
	if (row->kind == SPACE_LINE)
		put_line(f, v, row);
	else if (row->kind == SPACE_GAP)
		block_gap(f, v, row);
	else if (a && row->kind == SPACE_NAME)
		area_printf(f->a, 0, f->y, LOOK_STRONG, "%s%s", *a->name ? a->name : tr("the parent"),
			    a->alive ? "" : tr(" (ended)"));
	else if (a && row->kind == SPACE_SAME)
		area_printf(f->a, 0, f->y, LOOK_STRONG, "%s: the same map", *a->name ? a->name : tr("the parent"));
	else
		area_text(f->a, 2, f->y, -1, LOOK_WARN, tr("The process is gone, and its map with it. It was:"));
}

static void keep(struct flow *f, const struct learn_view *v)
{
	const struct space *s = v->space;
	if (v->picture.line_moved && s->lines) {
		f->first = f->last = (int)space_row_of(s, line_at_cursor(v));
		return;
	}
	if (s->first > s->last)
		return;
	f->first = (int)s->first;
	f->last = (int)s->last;
}

void pane_maps(struct flow *f, const struct learn_view *v)
{
	const struct space *s = v->space;
	if (!s->n) {
		flow_words(f, 0, 0, LOOK_DIM, tr("There is no process yet."));
		return;
	}
	for (int y = f->y > 0 ? f->y : 0; y < f->a.h && (size_t)(y - f->top) < s->n; y++) {
		f->y = y;
		put_row(f, v, &s->v[y - f->top]);
	}
	f->y = f->top + (int)s->n;
	keep(f, v);
}

void pane_maps_title(const struct learn_view *v, struct buf *out)
{
	bool before = learn_record(v) && v->picture.show_before;
	buf_puts(out, v->picture.raw_maps ? "/proc/self/maps" : tr("address space"));
	if (before)
		buf_puts(out, tr(", before"));
}

static void put_labels(struct area a, int y, int keep, const struct columns *c)
{
	const struct {
		int x;
		const char *name;
	} labels[] = {
		{ COL_PERMS, "perm" }, { c->offset, "offset" },         { c->dev, "dev" },
		{ c->inode, "inode" }, { c->name - 2 - 4, tr("size") }, { c->name, tr("file") },
	};
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		int x = 1 + labels[i].x;
		if (labels[i].x && x + (int)strlen(labels[i].name) < a.w - keep)
			area_text(a, x, y, -1, LOOK_FRAME, labels[i].name);
	}
}

void pane_maps_labels(struct area a, int y, const struct learn_view *v, int keep)
{
	/* The lines stand one column in from the rule, and end one before it. */
	if (v->picture.raw_maps)
		put_labels(a, y, keep, columns_for(a.w - 2));
	else
		block_scale(area_part(a, 1, 0, a.w - 2, a.h), y, v->space, keep);
}
