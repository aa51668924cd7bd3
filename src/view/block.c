/* A line of maps as a block on a linear scale: see the drawing in space.h. */
#include <inttypes.h>

#include "base/fmt.h"
#include "view/line.h"
#include "view/pane.h"

enum { COL_START = 2, COL_PERMS = 15, COL_SIZE = 28, COL_SCALE = 31, LABEL_W = 22, SCALE_LEAST = 8, SCALE_MOST = 48 };

/* Columns of the scale in a pane of this width; 0 where there is no room. */
static int scale_width(int w)
{
	int room = w - COL_SCALE - 2 - LABEL_W;
	if (w < COL_SCALE + SCALE_LEAST)
		return 0;
	return room < SCALE_LEAST ? SCALE_LEAST : room < SCALE_MOST ? room : SCALE_MOST;
}

static int label_column(int w)
{
	int scale = scale_width(w);
	return scale ? COL_SCALE + scale + 2 : COL_SCALE;
}

/* "├─ 36 KiB ─┤" on the rule, over the scale; nothing over the last `keep` columns. */
void block_scale(struct area a, int y, const struct space *s, int keep)
{
	char size[FMT_MAX];
	int w = scale_width(a.w), x = COL_SCALE;
	if (s->low >= s->high || !w || x + w > a.w - keep)
		return;
	fmt_size(size, s->high - s->low);
	int columns = area_columns(a, size), at = x + (w - columns) / 2;
	for (int i = 1; i < w - 1; i++)
		area_glyph(a, x + i, y, LOOK_FRAME, GLYPH_H);
	area_glyph(a, x, y, LOOK_FRAME, GLYPH_TEE_L);
	area_glyph(a, x + w - 1, y, LOOK_FRAME, GLYPH_TEE_R);
	if (columns + 4 > w)
		return;
	area_glyph(a, at - 1, y, LOOK_FRAME, GLYPH_BLANK);
	area_text(a, at, y, -1, LOOK_DIM, size);
	area_glyph(a, at + columns, y, LOOK_FRAME, GLYPH_BLANK);
}

/* The cells of [start, end) on the scale, to the nearest; false where it lies outside the window. */
static bool extent(const struct space *s, int w, uint64_t start, uint64_t end, int *left, int *right)
{
	if (!w || start >= s->high || end <= s->low)
		return false;
	double cell = (double)(s->high - s->low) / w;
	uint64_t from = start > s->low ? start - s->low : 0, to = (end < s->high ? end : s->high) - s->low;
	*left = (int)((double)from / cell + 0.5);
	*right = (int)((double)to / cell + 0.5);
	return true;
}

/* A block is never less than one cell. */
static void put_block(struct flow *f, const struct space *s, const struct space_row *row, enum look look, enum glyph g)
{
	int w = scale_width(f->a.w), left, right;
	if (!extent(s, w, row->start, row->end, &left, &right))
		return;
	left = left < w ? left : w - 1;
	right = right > left ? right : left + 1;
	for (int x = left; x < right; x++) {
		/* Its look has a ground of its own, which a full block would hide. */
		if (look == LOOK_PERM_RWX)
			area_text(f->a, COL_SCALE + x, f->y, 1, look, "X");
		else
			area_glyph(f->a, COL_SCALE + x, f->y, look, g);
	}
}

static enum glyph block_glyph(const struct line *l, enum look perms)
{
	if (l->row->was && l->row->change == CHANGE_GONE)
		return GLYPH_LIGHT;
	return perms == LOOK_PERM_NONE ? GLYPH_LIGHT : GLYPH_FULL;
}

/* An address of the kernel's half has too many digits: its last ones tell enough. */
static void put_start(struct flow *f, const struct line *l)
{
	const char *dots = f->a.canvas->ascii ? "..." : "…";
	if (l->row->start >> 48 == 0)
		area_printf(f->a, COL_START, f->y, l->look, "%08" PRIx64, l->row->start);
	else
		area_printf(f->a, COL_START, f->y, l->look, "%s%08" PRIx64, dots, l->row->start & 0xffffffff);
}

void block_line(struct flow *f, const struct learn_view *v, const struct line *l)
{
	const struct space_row *row = l->row;
	bool gone = l->look == LOOK_GONE;
	enum look perms = gone ? LOOK_GONE : line_perms(l->region->perms);
	char size[FMT_MAX];
	struct buf name;
	buf_init(&name, 8192);
	line_name(l, v, &name);
	fmt_size(size, row->end - row->start);
	area_printf(f->a, 0, f->y, l->look, "%c", l->sign);
	put_start(f, l);
	area_text(f->a, COL_PERMS, f->y, -1, perms, l->region->perms);
	area_text(f->a, COL_SIZE - area_columns(f->a, size), f->y, -1, gone ? LOOK_GONE : LOOK_TEXT, size);
	put_block(f, v->space, row, perms, block_glyph(l, perms));
	line_label(f->a, label_column(f->a.w), f->y, l, gone ? LOOK_GONE : LOOK_DIM, buf_str(&name));
	buf_finish(&name);
}

/* One row whatever its size, which stands in words; dots where it lies in the window. */
void block_gap(struct flow *f, const struct learn_view *v, const struct space_row *row)
{
	char size[FMT_MAX];
	int left, right;
	area_printf(f->a, COL_START, f->y, LOOK_GAP, "gap %s", fmt_size(size, row->end - row->start));
	if (!extent(v->space, scale_width(f->a.w), row->start, row->end, &left, &right))
		return;
	for (int x = left; x < right; x++)
		area_text(f->a, COL_SCALE + x, f->y, 1, LOOK_GAP, "·");
}
