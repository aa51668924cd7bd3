/* Looks (roles, not colours), glyphs in two spellings, and themes that give a look its colours. */
#ifndef DRAW_ROLE_H
#define DRAW_ROLE_H

#include <stdint.h>

/* What a cell means. One row each in look.c: name, attributes for a terminal without colours. */
enum look {
	LOOK_TEXT,
	LOOK_DIM,
	LOOK_STRONG,
	LOOK_EMPHASIS,
	LOOK_CODE,
	LOOK_TITLE,
	LOOK_FRAME,
	LOOK_KEY,
	LOOK_STATUS,
	LOOK_CURSOR,
	LOOK_SELECTED,
	LOOK_GOOD,
	LOOK_BAD,
	LOOK_WARN,
	LOOK_ASK,
	LOOK_RESULT,
	LOOK_ERROR,
	LOOK_SIGNAL,
	LOOK_NEW,
	LOOK_GONE,
	LOOK_CHANGED,
	LOOK_PERM_NONE,
	LOOK_PERM_R,
	LOOK_PERM_RW,
	LOOK_PERM_RX,
	LOOK_PERM_RWX,
	LOOK_GAP,
	LOOK_PAGE_GUARD,
	LOOK_PAGE_EOF,
	LOOK_PAGE_SWAPPED,
	LOOK_PAGE_PRIVATE,
	LOOK_PAGE_ZERO,
	LOOK_PAGE_FILE,
	LOOK_PAGE_CACHED,
	LOOK_PAGE_NONE,
	LOOK_PAGE_UNKNOWN,
	LOOK_PAGE_HUGE,
	LOOKS
};

enum glyph {
	GLYPH_BLANK,
	GLYPH_H,
	GLYPH_V,
	GLYPH_TL,
	GLYPH_TR,
	GLYPH_BL,
	GLYPH_BR,
	GLYPH_TEE_L,
	GLYPH_TEE_R,
	GLYPH_TEE_T,
	GLYPH_TEE_B,
	GLYPH_CROSS,
	GLYPH_ARROW,
	GLYPH_LEFT,
	GLYPH_UP,
	GLYPH_DOWN,
	GLYPH_BULLET,
	GLYPH_CHECK,
	GLYPH_MISS,
	GLYPH_FULL,
	GLYPH_DARK,
	GLYPH_MEDIUM,
	GLYPH_LIGHT,
	GLYPH_HALF,
	GLYPH_ELLIPSIS,
	GLYPH_DOTS_V,
	GLYPH_BOX_OFF,
	GLYPH_BOX_ON,
	GLYPH_MARK,
	GLYPHS
};

enum { STYLE_BOLD = 1, STYLE_DIM = 2, STYLE_UNDERLINE = 4, STYLE_REVERSE = 8, STYLE_ITALIC = 16 };

/* Colours as 0xRRGGBB with bit 24 set; 0: the terminal's own. */
struct paint {
	uint32_t fg, bg;
	uint8_t style; /* STYLE_* */
};

struct theme {
	const char *name;
	struct paint paint[LOOKS];
};

const char *look_name(enum look l);
uint8_t look_mono(enum look l); /* STYLE_* that keep the look apart without colours */
uint32_t glyph_code(enum glyph g, int ascii);
/* The built-in dark theme: always there. */
extern const struct theme theme_dark;

#endif
