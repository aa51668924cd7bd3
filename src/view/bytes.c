/*
 * Bytes, four to sixteen a row:
 *
 *   +0    68 65 6c 6c 6f 0a 00 00  hello...   file +0    68 65 6c 6c 6f 0a 00 00  hello...
 *   +8    58 00 ...                                            ^^ differs
 */
#include "view/bytes.h"

#include <inttypes.h>
#include <string.h>

#include "base/fmt.h"

enum { OFFSET_W = 5, SIDE_GAP = 2 };

/* Columns of one side with n bytes a row. */
static int side_width(int n)
{
	return OFFSET_W + n * 3 + 1 + n;
}

static char shown(uint8_t byte)
{
	return byte >= 0x20 && byte < 0x7f ? (char)byte : '.';
}

/* One row of one side; bytes that differ from the other side have a look of their own, and a `!` before them. */
static void put_side(struct flow *f, int x, uint32_t at, int per, const uint8_t *v, uint32_t n, const uint8_t *other,
		     uint32_t other_n)
{
	area_printf(f->a, x, f->y, LOOK_DIM, "+%" PRIu32, at);
	for (int i = 0; i < per; i++) {
		uint32_t k = at + (uint32_t)i;
		bool differs = other_n && (k >= n || k >= other_n || v[k] != other[k]);
		enum look look = differs ? LOOK_CHANGED : k < n && v[k] ? LOOK_TEXT : LOOK_DIM;
		if (k >= n)
			continue;
		if (differs)
			area_text(f->a, x + OFFSET_W + i * 3 - 1, f->y, -1, LOOK_CHANGED, "!");
		area_printf(f->a, x + OFFSET_W + i * 3, f->y, look, "%02x", v[k]);
		area_printf(f->a, x + OFFSET_W + per * 3 + 1 + i, f->y, look, "%c", shown(v[k]));
	}
}

/* Rows of nothing but zeros, the same on both sides, are told by their number. */
static bool all_zero(const struct bytes *b, uint32_t at, int per)
{
	for (uint32_t k = at; k < at + (uint32_t)per; k++)
		if ((k < b->n && b->memory[k]) || (k < b->file_n && b->file[k]))
			return false;
	return true;
}

static void put_rows(struct flow *f, const struct bytes *b, int per, bool beside)
{
	uint32_t most = b->n > b->file_n ? b->n : b->file_n, zeros = 0;
	int right = side_width(per) + SIDE_GAP;
	for (uint32_t at = 0; at < most; at += (uint32_t)per) {
		if (at && all_zero(b, at, per) &&
		    (b->file_n == 0 || (at + (uint32_t)per <= b->file_n) == (at < b->file_n))) {
			zeros++;
			continue;
		}
		put_side(f, 0, at, per, b->memory, b->n, b->file, beside ? b->file_n : 0);
		if (beside)
			put_side(f, right, at, per, b->file, b->file_n, b->memory, b->n);
		f->y++;
	}
	if (zeros)
		area_printf(f->a, 0, f->y++, LOOK_DIM,
			    zeros == 1 ? "and %" PRIu32 " row of zeros" : "and %" PRIu32 " rows of zeros", zeros);
}

static size_t differences(const struct bytes *b)
{
	size_t n = 0;
	for (uint32_t k = 0; k < b->n && k < b->file_n; k++)
		n += b->memory[k] != b->file[k];
	return n;
}

static void put_difference(struct flow *f, int x, const struct bytes *b)
{
	size_t n = differences(b);
	if (n)
		area_printf(f->a, x, f->y, LOOK_CHANGED, "%zu differ (!)", n);
	else
		area_text(f->a, x, f->y, -1, LOOK_DIM, "the same as the file's");
}

void bytes_rows(struct flow *f, const struct bytes *b)
{
	char addr[FMT_MAX];
	bool file = b->file_name && b->file_n, beside = b->n && file;
	int per = 16;
	while (per > 4 && f->a.w < (beside ? 2 * side_width(per) + SIDE_GAP : side_width(per)))
		per /= 2;
	int x = area_printf(f->a, 0, f->y, LOOK_STRONG, "bytes at %s", fmt_addr(addr, b->addr));
	if (file && b->n)
		put_difference(f, x + 2, b);
	f->y++;
	if (!b->n) {
		flow_words(f, 2, 2, LOOK_WARN, b->why ? b->why : "there is nothing to look at");
	} else {
		if (beside)
			area_printf(f->a, side_width(per) + SIDE_GAP, f->y - 1, LOOK_STRONG, "%s at %" PRIu64,
				    b->file_name, b->file_offset);
		put_rows(f, b, per, beside);
	}
}
