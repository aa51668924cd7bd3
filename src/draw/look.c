/* The looks: names, what keeps them apart without colours, and the built-in dark theme. */
#include <stddef.h>

#include "draw/role.h"

/* Where a look has no style here, its text says the same in words or by a sign, always. */
static const struct {
	const char *name;
	uint8_t mono;
} looks[LOOKS] = {
	[LOOK_TEXT] = { "text", 0 },
	[LOOK_DIM] = { "dim", STYLE_DIM },
	[LOOK_STRONG] = { "strong", STYLE_BOLD },
	[LOOK_EMPHASIS] = { "emphasis", STYLE_UNDERLINE },
	[LOOK_CODE] = { "code", STYLE_BOLD },
	[LOOK_TITLE] = { "title", STYLE_REVERSE | STYLE_BOLD },
	[LOOK_FRAME] = { "frame", STYLE_DIM },
	[LOOK_KEY] = { "key", STYLE_BOLD },
	[LOOK_STATUS] = { "status", 0 },
	[LOOK_CURSOR] = { "cursor", STYLE_REVERSE },
	[LOOK_SELECTED] = { "selected", STYLE_BOLD },
	[LOOK_GOOD] = { "good", STYLE_BOLD },
	[LOOK_BAD] = { "bad", STYLE_BOLD | STYLE_UNDERLINE },
	[LOOK_WARN] = { "warn", STYLE_BOLD },
	[LOOK_ASK] = { "ask", STYLE_BOLD },
	[LOOK_RESULT] = { "result", 0 },
	[LOOK_ERROR] = { "error", STYLE_BOLD },
	[LOOK_SIGNAL] = { "signal", STYLE_BOLD | STYLE_UNDERLINE },
	[LOOK_NEW] = { "new", STYLE_BOLD },
	[LOOK_GONE] = { "gone", STYLE_DIM },
	[LOOK_CHANGED] = { "changed", STYLE_UNDERLINE },
	[LOOK_PERM_NONE] = { "perm-none", STYLE_DIM },
	[LOOK_PERM_R] = { "perm-r", 0 },
	[LOOK_PERM_RW] = { "perm-rw", STYLE_BOLD },
	[LOOK_PERM_RX] = { "perm-rx", STYLE_UNDERLINE },
	[LOOK_PERM_RWX] = { "perm-rwx", STYLE_REVERSE },
	[LOOK_GAP] = { "gap", STYLE_DIM },
	[LOOK_PAGE_GUARD] = { "page-guard", STYLE_REVERSE | STYLE_BOLD },
	[LOOK_PAGE_EOF] = { "page-eof", STYLE_REVERSE },
	[LOOK_PAGE_SWAPPED] = { "page-swapped", STYLE_UNDERLINE },
	[LOOK_PAGE_PRIVATE] = { "page-private", STYLE_BOLD },
	[LOOK_PAGE_ZERO] = { "page-zero", 0 },
	[LOOK_PAGE_FILE] = { "page-file", STYLE_BOLD },
	[LOOK_PAGE_CACHED] = { "page-cached", 0 },
	[LOOK_PAGE_NONE] = { "page-none", STYLE_DIM },
	[LOOK_PAGE_UNKNOWN] = { "page-unknown", STYLE_REVERSE },
	[LOOK_PAGE_HUGE] = { "page-huge", STYLE_BOLD | STYLE_UNDERLINE },
};

const char *look_name(enum look l)
{
	return looks[l].name;
}

uint8_t look_mono(enum look l)
{
	return looks[l].mono;
}

#define RGB(rgb) (0x1000000u | (rgb))
#define GROUND   RGB(0x14171f)
#define RAISED   RGB(0x20252f)
#define INK(rgb, how)                                                                                                  \
	{                                                                                                              \
		.fg = RGB(rgb), .bg = GROUND, .style = (how)                                                           \
	}
#define ON(rgb, ground, how)                                                                                           \
	{                                                                                                              \
		.fg = RGB(rgb), .bg = RGB(ground), .style = (how)                                                      \
	}

/*
 * Quiet ground, warm text. Blue asks and leads, green is right or new, red is a fault, amber is attention.
 * All text reads at 4.5:1 against its ground or better; frames at 2.5:1.
 */
const struct theme theme_dark = {
	.name = "dark",
	.paint = {
		[LOOK_TEXT] = INK(0xd8dbe2, 0),
		[LOOK_DIM] = INK(0x8d95a5, 0),
		[LOOK_STRONG] = INK(0xffffff, STYLE_BOLD),
		[LOOK_EMPHASIS] = INK(0xf2d9a0, STYLE_ITALIC),
		[LOOK_CODE] = INK(0x9fd6f5, 0),
		[LOOK_TITLE] = ON(0xffffff, 0x2b4a78, STYLE_BOLD),
		[LOOK_FRAME] = INK(0x596379, 0),
		[LOOK_KEY] = ON(0xffd479, 0x20252f, STYLE_BOLD),
		[LOOK_STATUS] = { .fg = RGB(0xb9c0cd), .bg = RAISED },
		[LOOK_CURSOR] = ON(0x101318, 0x8fc3ff, STYLE_BOLD),
		[LOOK_SELECTED] = INK(0x8fc3ff, STYLE_BOLD),
		[LOOK_GOOD] = INK(0x86d992, STYLE_BOLD),
		[LOOK_BAD] = INK(0xff8b80, STYLE_BOLD),
		[LOOK_WARN] = INK(0xffd479, STYLE_BOLD),
		[LOOK_ASK] = INK(0x8fc3ff, STYLE_BOLD),
		[LOOK_RESULT] = INK(0x86d992, 0),
		[LOOK_ERROR] = INK(0xffb072, 0),
		[LOOK_SIGNAL] = INK(0xff8b80, STYLE_BOLD),
		[LOOK_NEW] = INK(0x86d992, STYLE_BOLD),
		[LOOK_GONE] = INK(0xa08d92, STYLE_DIM),
		[LOOK_CHANGED] = INK(0xffd479, STYLE_BOLD),
		[LOOK_PERM_NONE] = INK(0x8d95a5, 0),
		[LOOK_PERM_R] = INK(0xa9c7ff, 0),
		[LOOK_PERM_RW] = INK(0x86d992, 0),
		[LOOK_PERM_RX] = INK(0xd9a5ff, 0),
		[LOOK_PERM_RWX] = ON(0x1a0d0c, 0xff8b80, STYLE_BOLD),
		[LOOK_GAP] = INK(0x8089a0, 0),
		[LOOK_PAGE_GUARD] = ON(0x1a0d0c, 0xff8b80, STYLE_BOLD),
		[LOOK_PAGE_EOF] = ON(0xffc9c2, 0x5a2723, 0),
		[LOOK_PAGE_SWAPPED] = ON(0xe6c5ff, 0x40285a, 0),
		[LOOK_PAGE_PRIVATE] = ON(0x0c1a10, 0x86d992, STYLE_BOLD),
		[LOOK_PAGE_ZERO] = ON(0xd8dbe2, 0x414a5c, 0),
		[LOOK_PAGE_FILE] = ON(0x0c1526, 0x8fc3ff, STYLE_BOLD),
		[LOOK_PAGE_CACHED] = ON(0xbcd9ff, 0x24406b, 0),
		[LOOK_PAGE_NONE] = ON(0x98a1b5, 0x1e232d, 0),
		[LOOK_PAGE_UNKNOWN] = ON(0x1d1503, 0xffd479, 0),
		[LOOK_PAGE_HUGE] = ON(0x1f0b26, 0xd9a5ff, STYLE_BOLD),
	},
};
