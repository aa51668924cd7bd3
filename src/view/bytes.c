/*
 * Bytes, four to sixteen a row:
 *
 *   bytes at 0x7ffff7ff4000  1 differ (!)    three.dat at 4096
 *   +0   42 42!78 42 42 42 42 42 BBxBBBBB    42 42!42 42 42 42 42 42 BBBBBBBB
 *        the same, 31 more
 */
#include "view/bytes.h"

#include <inttypes.h>
#include <string.h>

#include "base/fmt.h"
#include "base/tr.h"

enum { OFFSET_W = 5, SIDE_GAP = 1 };

/* Columns of n bytes as hex and text. */
static int side_width(int n)
{
	return n * 3 + 1 + n;
}

static char shown(uint8_t byte)
{
	return byte >= 0x20 && byte < 0x7f ? (char)byte : '.';
}

/* One row of one side; bytes that differ from the other side have a look of their own, and a `!` before them. */
static void put_side(struct flow *f, int x, uint32_t at, int per, const uint8_t *v, uint32_t n, const uint8_t *other,
		     uint32_t other_n)
{
	for (int i = 0; i < per && at + (uint32_t)i < n; i++) {
		uint32_t k = at + (uint32_t)i;
		bool differs = other_n && (k >= other_n || v[k] != other[k]);
		enum look look = differs ? LOOK_CHANGED : v[k] ? LOOK_TEXT : LOOK_DIM;
		if (differs)
			area_text(f->a, x + i * 3 - 1, f->y, -1, LOOK_CHANGED, "!");
		area_printf(f->a, x + i * 3, f->y, look, "%02x", v[k]);
		area_printf(f->a, x + per * 3 + i, f->y, look, "%c", shown(v[k]));
	}
}

/* Is the row at `at` of this side the same as the one before it? */
static bool repeats(const uint8_t *v, uint32_t n, uint32_t at, uint32_t per)
{
	if (at >= n)
		return at - per >= n;
	return at + per <= n && memcmp(v + at, v + at - per, per) == 0;
}

/* Rows that repeat the one above are told by their number. */
static void put_rows(struct flow *f, const struct bytes *b, int per, bool beside)
{
	uint32_t most = b->n, row = (uint32_t)per, folded = 0;
	int right = OFFSET_W + side_width(per) + SIDE_GAP;
	for (uint32_t at = 0; at < most; at += row) {
		bool same = at && repeats(b->memory, b->n, at, row) && repeats(b->file, b->file_n, at, row);
		folded += same;
		if (folded && (!same || at + row >= most)) {
			area_printf(f->a, OFFSET_W, f->y++, LOOK_DIM, "the same, %u more", folded);
			folded = 0;
		}
		if (same)
			continue;
		area_printf(f->a, 0, f->y, LOOK_DIM, "+%" PRIu32, at);
		put_side(f, OFFSET_W, at, per, b->memory, b->n, b->file, beside ? b->file_n : 0);
		if (beside)
			put_side(f, right, at, per, b->file, b->file_n, b->memory, b->n);
		f->y++;
	}
}

static size_t differences(const struct bytes *b)
{
	size_t n = 0;
	for (uint32_t k = 0; k < b->n && k < b->file_n; k++)
		n += b->memory[k] != b->file[k];
	return n;
}

/* Returns the columns it takes. */
static int put_difference(struct flow *f, int x, const struct bytes *b)
{
	size_t n = differences(b);
	if (n)
		return area_printf(f->a, x, f->y, LOOK_CHANGED, "%zu differ (!)", n);
	return area_text(f->a, x, f->y, -1, LOOK_DIM, tr("the same as the file's"));
}

void bytes_rows(struct flow *f, const struct bytes *b)
{
	char addr[FMT_MAX];
	bool file = b->file_name && b->file_n, beside = b->n && file;
	int per = 16;
	while (per > 4 && f->a.w < OFFSET_W + (beside ? 2 * side_width(per) + SIDE_GAP : side_width(per)))
		per /= 2;
	int x = area_printf(f->a, 0, f->y, LOOK_STRONG, "bytes at %s", fmt_addr(addr, b->addr));
	if (beside)
		x += 2 + put_difference(f, x + 2, b);
	f->y++;
	if (!b->n) {
		flow_words(f, 2, 2, LOOK_WARN, b->why ? b->why : tr("there is nothing to look at"));
	} else {
		int right = OFFSET_W + side_width(per) + SIDE_GAP;
		if (beside)
			area_printf(f->a, right > x + 1 ? right : x + 2, f->y - 1, LOOK_STRONG, "%s at %llu",
				    b->file_name, (unsigned long long)b->file_offset);
		put_rows(f, b, per, beside);
	}
	if (b->file_why)
		flow_words(f, 2, 2, LOOK_DIM, b->file_why);
}
