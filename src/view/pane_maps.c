/*
 * The maps pane: the lines of /proc/self/maps, what changed marked in the margin.
 *
 *   + 7ffff7ff6000-7ffff7ff7000 rw-p 00000000     4 KiB  …/name  new
 *   │ │                         │    │            │      │       └ words of the change
 *   │ start-end                 │    offset       size   path
 *   sign                        permissions
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/fmt.h"
#include "base/text.h"
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

struct maps_row {
	const struct memmap *maps; /* of the region */
	const struct region *region;
	uint64_t start, end;
	char sign;
	enum look look;   /* LOOK_TEXT where nothing changed */
	const char *note; /* "new" */
};

static enum look perms_look(const char *perms)
{
	bool r = perms[0] == 'r', w = perms[1] == 'w', x = perms[2] == 'x';
	if (w && x)
		return LOOK_PERM_RWX;
	if (x)
		return LOOK_PERM_RX;
	if (w)
		return LOOK_PERM_RW;
	return r ? LOOK_PERM_R : LOOK_PERM_NONE;
}

static enum look change_look(enum change c)
{
	static const enum look looks[CHANGES] = {
		[CHANGE_KEPT] = LOOK_TEXT,        [CHANGE_NEW] = LOOK_NEW,        [CHANGE_GONE] = LOOK_GONE,
		[CHANGE_GREW] = LOOK_CHANGED,     [CHANGE_SHRANK] = LOOK_CHANGED, [CHANGE_SPLIT] = LOOK_CHANGED,
		[CHANGE_MERGED] = LOOK_CHANGED,   [CHANGE_MOVED] = LOOK_CHANGED,  [CHANGE_PERMS] = LOOK_CHANGED,
		[CHANGE_REPLACED] = LOOK_CHANGED,
	};
	return looks[c];
}

/* The beginning, dots, and the end, in `columns`. */
static void put_ends(struct area a, int x, int y, int columns, enum look look, const char *s, const char *dots)
{
	int room = columns - area_columns(a, dots), front = room / 2;
	size_t n = strlen(s), head = text_fit(s, n, (size_t)front), tail = n;
	for (size_t at = head; at < n && tail == n;) {
		uint32_t code;
		at += text_decode(s + at, n - at, &code);
		if ((int)text_width(s + at, n - at) <= room - front)
			tail = at;
	}
	char *begin = strndup(s, head);
	x += begin ? area_text(a, x, y, -1, look, begin) : 0;
	x += area_text(a, x, y, -1, look, dots);
	area_text(a, x, y, -1, look, s + tail);
	free(begin);
}

/* A path too long for `columns` as its last part behind "…/", or cut in the middle where even that is too long. */
static void put_path(struct area a, int x, int y, int columns, enum look look, const char *path)
{
	const char *last = strrchr(path, '/'), *dots = a.canvas->ascii ? "..." : "…";
	struct buf b;
	buf_init(&b, PATH_MAX_SHOWN + 16);
	if (last && last > path && area_columns(a, path) > columns)
		buf_printf(&b, "%s%s", dots, last);
	else
		buf_puts(&b, path);
	if (area_columns(a, buf_str(&b)) <= columns || columns < 8)
		area_text(a, x, y, columns, look, buf_str(&b));
	else
		put_ends(a, x, y, columns, look, buf_str(&b), dots);
	buf_finish(&b);
}

/* The path, and the words of the change behind it, or on a row of their own where there is no room. */
static void put_name(struct flow *f, const struct columns *c, const struct maps_row *row)
{
	char *path = strndup(memmap_path(row->maps, row->region), row->region->path_len);
	int note = area_columns(f->a, row->note), room = f->a.w - c->name;
	int name = path ? area_columns(f->a, path) : 0, x = name ? c->name + name + 2 : c->name;
	bool below = note && x + note > f->a.w;
	if (name)
		put_path(f->a, c->name, f->y, name < room ? name : room, row->look == LOOK_TEXT ? LOOK_DIM : row->look,
			 path);
	free(path);
	if (below) {
		flow_keep(f);
		f->y++;
		x = note < room ? c->name : note < f->a.w ? f->a.w - note : 0;
	}
	area_text(f->a, x, f->y, -1, row->look, row->note);
}

/* An address of the kernel's half has too many digits for the column: the end is then told by its last six. */
static void put_range(struct area a, int y, const struct maps_row *row)
{
	const char *dots = a.canvas->ascii ? ".." : "…";
	if (row->start >> 48 == 0)
		area_printf(a, COL_RANGE, y, row->look, "%08" PRIx64 "-%08" PRIx64, row->start, row->end);
	else
		area_printf(a, COL_RANGE, y, row->look, "%" PRIx64 "-%s%06" PRIx64, row->start, dots,
			    row->end & 0xffffff);
}

static void put_region(struct flow *f, const struct maps_row *row)
{
	const struct columns *c = columns_for(f->a.w);
	const struct region *r = row->region;
	char size[FMT_MAX];
	bool gone = row->look == LOOK_GONE;
	fmt_size(size, row->end - row->start);
	area_printf(f->a, 0, f->y, row->look, "%c", row->sign);
	put_range(f->a, f->y, row);
	area_text(f->a, COL_PERMS, f->y, -1, gone ? LOOK_GONE : perms_look(r->perms), r->perms);
	if (c->offset)
		area_printf(f->a, c->offset, f->y, gone ? LOOK_GONE : LOOK_DIM, "%08" PRIx64, r->offset);
	if (c->dev) {
		area_printf(f->a, c->dev, f->y, LOOK_DIM, "%02x:%02x", r->dev_major, r->dev_minor);
		area_printf(f->a, c->inode, f->y, LOOK_DIM, "%" PRIu64, r->inode);
	}
	area_text(f->a, c->name - 2 - area_columns(f->a, size), f->y, -1, row->look, size);
	put_name(f, c, row);
	if (row->look != LOOK_TEXT)
		flow_keep(f);
	f->y++;
}

static void put_plain(struct flow *f, const struct memmap *maps)
{
	for (size_t i = 0; i < maps->n; i++) {
		const struct region *r = &maps->v[i];
		put_region(f, &(struct maps_row){ .maps = maps,
						  .region = r,
						  .start = r->start,
						  .end = r->end,
						  .sign = ' ',
						  .look = LOOK_TEXT,
						  .note = "" });
	}
}

static void put_change(struct flow *f, const struct actor_record *a, const struct diff_line *l)
{
	bool after = l->after != MEMMAP_NONE;
	const struct memmap *maps = after ? &a->after.maps : &a->before.maps;
	struct buf note;
	buf_init(&note, 512);
	if (l->change != CHANGE_KEPT)
		diff_say(l, &a->before.maps, &a->after.maps, &note);
	put_region(f, &(struct maps_row){ .maps = maps,
					  .region = &maps->v[after ? l->after : l->before],
					  .start = l->start,
					  .end = l->end,
					  .sign = diff_sign(l->change),
					  .look = change_look(l->change),
					  .note = buf_str(&note) });
	buf_finish(&note);
}

static void put_actor(struct flow *f, const struct actor_record *a, bool named)
{
	if (named)
		area_printf(f->a, 0, f->y++, LOOK_STRONG, "%s%s", *a->name ? a->name : "the first process",
			    a->alive ? "" : " (ended)");
	if (!a->after.taken) {
		flow_words(f, 2, 2, LOOK_WARN, "The process is gone, and its map with it. It was:");
		put_plain(f, &a->before.maps);
		return;
	}
	if (!a->diff.n) {
		put_plain(f, &a->after.maps);
		return;
	}
	for (size_t i = 0; i < a->diff.n; i++)
		put_change(f, a, &a->diff.v[i]);
}

void pane_maps(struct flow *f, const struct learn_view *v)
{
	const struct record *r = learn_record(v);
	for (size_t i = 0; r && i < r->actors_n; i++)
		put_actor(f, &r->actors[i], r->actors_n > 1);
	if (!r && v->now && v->now->taken)
		put_plain(f, &v->now->maps);
	if (!flow_rows(f))
		flow_words(f, 0, 0, LOOK_DIM, "There is no process yet.");
}

void pane_maps_title(const struct learn_view *v, struct buf *out)
{
	(void)v;
	buf_puts(out, "/proc/self/maps");
}

void pane_maps_labels(struct area a, int y, int keep)
{
	/* The lines stand one column in from the rule, and end one before it. */
	const struct columns *c = columns_for(a.w - 2);
	const struct {
		int x;
		const char *name;
	} labels[] = {
		{ COL_PERMS, "perm" }, { c->offset, "offset" },     { c->dev, "dev" },
		{ c->inode, "inode" }, { c->name - 2 - 4, "size" }, { c->name, "file" },
	};
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		int x = 1 + labels[i].x;
		if (labels[i].x && x + (int)strlen(labels[i].name) < a.w - keep)
			area_text(a, x, y, -1, LOOK_FRAME, labels[i].name);
	}
}
