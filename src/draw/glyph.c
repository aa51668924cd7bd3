/* Glyphs in two spellings, and foreign text spelled in ASCII. */
#include <string.h>

#include "base/text.h"
#include "draw/role.h"
#include "draw/spell.h"

static const struct {
	uint32_t wide, ascii;
} glyphs[GLYPHS] = {
	[GLYPH_BLANK] = { ' ', ' ' },       [GLYPH_H] = { 0x2500, '-' },      [GLYPH_V] = { 0x2502, '|' },
	[GLYPH_TL] = { 0x256d, '+' },       [GLYPH_TR] = { 0x256e, '+' },     [GLYPH_BL] = { 0x2570, '+' },
	[GLYPH_BR] = { 0x256f, '+' },       [GLYPH_TEE_L] = { 0x251c, '+' },  [GLYPH_TEE_R] = { 0x2524, '+' },
	[GLYPH_TEE_T] = { 0x252c, '+' },    [GLYPH_TEE_B] = { 0x2534, '+' },  [GLYPH_CROSS] = { 0x253c, '+' },
	[GLYPH_ARROW] = { 0x2192, '>' },    [GLYPH_LEFT] = { 0x2190, '<' },   [GLYPH_UP] = { 0x2191, '^' },
	[GLYPH_DOWN] = { 0x2193, 'v' },     [GLYPH_BULLET] = { 0x2022, '*' }, [GLYPH_CHECK] = { 0x2713, 'v' },
	[GLYPH_MISS] = { 0x2717, 'x' },     [GLYPH_FULL] = { 0x2588, '#' },   [GLYPH_DARK] = { 0x2593, '%' },
	[GLYPH_MEDIUM] = { 0x2592, '=' },   [GLYPH_LIGHT] = { 0x2591, ':' },  [GLYPH_HALF] = { 0x2584, '_' },
	[GLYPH_ELLIPSIS] = { 0x2026, '~' }, [GLYPH_DOTS_V] = { 0x22ee, ':' }, [GLYPH_BOX_OFF] = { 0x25cb, 'o' },
	[GLYPH_BOX_ON] = { 0x25cf, '*' },   [GLYPH_MARK] = { 0x25b8, '>' },
};

uint32_t glyph_code(enum glyph g, int ascii)
{
	return ascii ? glyphs[g].ascii : glyphs[g].wide;
}

/* What texts use beyond the glyphs, which spell as themselves. */
static const struct {
	uint32_t code;
	const char *ascii;
} spellings[] = {
	{ 0x00a0, " " },  { 0x00b5, "u" },   { 0x00b7, "." },  { 0x00d7, "x" },  { 0x2010, "-" },  { 0x2011, "-" },
	{ 0x2012, "-" },  { 0x2013, "-" },   { 0x2014, "--" }, { 0x2018, "'" },  { 0x2019, "'" },  { 0x201c, "\"" },
	{ 0x201d, "\"" }, { 0x2026, "..." }, { 0x2190, "<-" }, { 0x2192, "->" }, { 0x21d2, "=>" }, { 0x2212, "-" },
	{ 0x2260, "!=" }, { 0x2264, "<=" },  { 0x2265, ">=" },
};

static const char *ascii_of(uint32_t code, char one[2])
{
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
		if (spellings[i].code == code)
			return spellings[i].ascii;
	}
	one[0] = '?';
	for (size_t i = 0; i < GLYPHS; i++) {
		if (glyphs[i].wide == code)
			one[0] = (char)glyphs[i].ascii;
	}
	return text_code_width(code) == 0 ? "" : one;
}

static void transliterate(struct buf *out, const char *s, size_t n)
{
	for (size_t at = 0; at < n;) {
		uint32_t code;
		size_t bytes = text_decode(s + at, n - at, &code);
		char one[2] = "?";
		if (code < 0x80)
			buf_putc(out, s[at]);
		else
			buf_puts(out, ascii_of(code, one));
		at += bytes;
	}
}

void spell(struct buf *out, const char *s, size_t n, bool ascii)
{
	if (n == (size_t)-1)
		n = strlen(s);
	if (!ascii) {
		text_clean(out, s, n, false);
		return;
	}
	struct buf clean;
	buf_init(&clean, out->max);
	text_clean(&clean, s, n, false);
	transliterate(out, buf_str(&clean), clean.len);
	buf_finish(&clean);
}
