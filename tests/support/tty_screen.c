/* The screen that a program's output makes, by libvterm. */
#include <string.h>

#include "base/text.h"
#include "support/tty_private.h"

static int on_property(VTermProp property, VTermValue *value, void *user)
{
	struct tty *t = user;
	if (property == VTERM_PROP_ALTSCREEN)
		t->alternate = value->boolean;
	if (property == VTERM_PROP_CURSORVISIBLE)
		t->cursor = value->boolean;
	if (property == VTERM_PROP_MOUSE)
		t->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

void tty_screen_init(struct tty *t, int rows, int cols)
{
	static const VTermScreenCallbacks callbacks = { .settermprop = on_property };
	t->vterm = vterm_new(rows, cols);
	t->screen = vterm_obtain_screen(t->vterm);
	t->cursor = true;
	buf_init(&t->text, 1 << 20);
	vterm_set_utf8(t->vterm, 1);
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
}

void tty_screen_finish(struct tty *t)
{
	vterm_free(t->vterm);
	buf_finish(&t->text);
}

void tty_screen_resize(struct tty *t, int rows, int cols)
{
	vterm_set_size(t->vterm, rows, cols);
}

size_t tty_screen_feed(struct tty *t, const char *bytes, size_t n, char *answer, size_t size)
{
	t->bytes += n;
	vterm_input_write(t->vterm, bytes, n);
	return vterm_output_read(t->vterm, answer, size);
}

/* Appends one row, without its trailing blanks. */
static void put_row(struct tty *t, int row, int cols)
{
	size_t end = t->text.len;
	VTermScreenCell cell;
	for (int x = 0; x < cols; x++) {
		if (!vterm_screen_get_cell(t->screen, (VTermPos){ .row = row, .col = x }, &cell))
			break;
		if (cell.chars[0] == UINT32_MAX)
			continue;
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && (i == 0 || (cell.chars[0] && cell.chars[i])); i++) {
			char utf8[4];
			uint32_t code = cell.chars[i] ? cell.chars[i] : ' ';
			buf_put(&t->text, utf8, text_encode(code, utf8));
			if (code != ' ')
				end = t->text.len;
		}
	}
	if (t->text.data)
		t->text.data[end] = '\0';
	t->text.len = end;
}

const char *tty_screen(struct tty *t)
{
	int rows, cols;
	vterm_get_size(t->vterm, &rows, &cols);
	buf_clear(&t->text);
	for (int y = 0; y < rows; y++) {
		put_row(t, y, cols);
		buf_putc(&t->text, '\n');
	}
	return buf_str(&t->text);
}

const char *tty_row(struct tty *t, int row)
{
	int rows, cols;
	vterm_get_size(t->vterm, &rows, &cols);
	buf_clear(&t->text);
	put_row(t, row, cols);
	return buf_str(&t->text);
}

static uint32_t rgb_of(const struct tty *t, VTermColor color)
{
	vterm_screen_convert_color_to_rgb(t->screen, &color);
	return (uint32_t)color.rgb.red << 16 | (uint32_t)color.rgb.green << 8 | color.rgb.blue;
}

struct tty_cell tty_cell(struct tty *t, int row, int col)
{
	VTermScreenCell cell;
	memset(&cell, 0, sizeof cell);
	vterm_screen_get_cell(t->screen, (VTermPos){ .row = row, .col = col }, &cell);
	return (struct tty_cell){
		.code = cell.chars[0] == UINT32_MAX ? 0 : cell.chars[0],
		.width = cell.width,
		.bold = cell.attrs.bold,
		.underline = cell.attrs.underline != VTERM_UNDERLINE_OFF,
		.reverse = cell.attrs.reverse,
		.plain_fg = VTERM_COLOR_IS_DEFAULT_FG(&cell.fg),
		.plain_bg = VTERM_COLOR_IS_DEFAULT_BG(&cell.bg),
		.fg = rgb_of(t, cell.fg),
		.bg = rgb_of(t, cell.bg),
	};
}

bool tty_alternate(const struct tty *t)
{
	return t->alternate;
}

bool tty_cursor(const struct tty *t)
{
	return t->cursor;
}

size_t tty_bytes(const struct tty *t)
{
	return t->bytes;
}

bool tty_whole(struct tty *t, const char **why)
{
	struct termios now;
	*why = t->alternate ? "the alternate screen is still shown"
	       : !t->cursor ? "the cursor is hidden"
	       : t->mouse   ? "the mouse is still reported"
			    : NULL;
	if (*why || tcgetattr(t->slave, &now) < 0)
		return !*why;
	if (now.c_iflag != t->modes.c_iflag || now.c_oflag != t->modes.c_oflag || now.c_cflag != t->modes.c_cflag ||
	    now.c_lflag != t->modes.c_lflag || memcmp(now.c_cc, t->modes.c_cc, sizeof now.c_cc) != 0)
		*why = "the modes of the line differ";
	return !*why;
}
