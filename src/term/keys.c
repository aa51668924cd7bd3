/* Keys and the mouse: bytes and curses' key codes into events. */
#include "term/private.h"

#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"

static const struct {
	int from, to;
} keys[] = {
	{ KEY_UP, TERM_UP },
	{ KEY_DOWN, TERM_DOWN },
	{ KEY_LEFT, TERM_LEFT },
	{ KEY_RIGHT, TERM_RIGHT },
	{ KEY_PPAGE, TERM_PGUP },
	{ KEY_NPAGE, TERM_PGDN },
	{ KEY_HOME, TERM_HOME },
	{ KEY_FIND, TERM_HOME },
	{ KEY_END, TERM_END },
	{ KEY_SELECT, TERM_END },
	{ KEY_ENTER, TERM_ENTER },
	{ '\r', TERM_ENTER },
	{ '\n', TERM_ENTER },
	{ 27, TERM_ESC },
	{ '\t', TERM_TAB },
	{ KEY_BTAB, TERM_BACKTAB },
	{ KEY_BACKSPACE, TERM_BACKSPACE },
	{ 127, TERM_BACKSPACE },
	{ '\b', TERM_BACKSPACE },
	{ KEY_DC, TERM_DELETE },
	{ KEY_MOUSE, TERM_MOUSE },
	{ KEY_RESIZE, TERM_RESIZE },
};

static const struct {
	mmask_t mask;
	int button;
} buttons[] = {
	{ BUTTON1_PRESSED | BUTTON1_CLICKED, 1 },
	{ BUTTON2_PRESSED | BUTTON2_CLICKED, 2 },
	{ BUTTON3_PRESSED | BUTTON3_CLICKED, 3 },
	{ BUTTON4_PRESSED, 4 },
	{ BUTTON5_PRESSED, 5 },
};

static int key_of(int code)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].from == code)
			return keys[i].to;
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return TERM_F1 + (code - KEY_F(1));
	return code < 0x80 ? code : KEY_NONE_;
}

static int mouse_event(struct term_event *ev)
{
	MEVENT m;
	if (getmouse(&m) != OK)
		return KEY_NONE_;
	for (size_t i = 0; i < sizeof buttons / sizeof *buttons; i++) {
		if (!(m.bstate & buttons[i].mask))
			continue;
		*ev = (struct term_event){ .x = m.x, .y = m.y, .button = buttons[i].button };
		return TERM_MOUSE;
	}
	return KEY_NONE_;
}

/* Bytes that a lead byte announces, itself included; 1 for what is none. */
static size_t utf8_length(unsigned char lead)
{
	return lead >= 0xf0 && lead < 0xf8 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
}

/* Collects the bytes of one character, over several calls if need be. Invalid ones are dropped. */
static int utf8_key(struct term *t, int byte)
{
	uint32_t code;
	if ((byte & 0xc0) != 0x80)
		t->part_len = 0;
	else if (!t->part_len)
		return KEY_NONE_;
	t->part[t->part_len++] = (char)byte;
	if (t->part_len < utf8_length((unsigned char)t->part[0]))
		return KEY_NONE_;
	size_t n = t->part_len;
	t->part_len = 0;
	return text_decode(t->part, n, &code) == n && n > 1 ? (int)code : KEY_NONE_;
}

/* curses says ERR both for "nothing yet" and for the end. */
static bool hung_up(void)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
	int waiting = 0;
	if (poll(&p, 1, 0) <= 0)
		return false;
	if (p.revents & (POLLHUP | POLLERR | POLLNVAL))
		return true;
	return ioctl(STDIN_FILENO, FIONREAD, &waiting) < 0 ? errno == EIO : waiting == 0;
}

bool term_read(struct term *t, struct term_event *ev)
{
	for (;;) {
		int code = wgetch(stdscr);
		*ev = (struct term_event){ 0 };
		if (code == ERR) {
			ev->key = hung_up() ? TERM_EOF : KEY_NONE_;
			return ev->key == TERM_EOF;
		}
		ev->key = code >= 0x80 && code < 0x100 ? utf8_key(t, code) : key_of(code);
		if (ev->key == TERM_MOUSE)
			ev->key = mouse_event(ev) ? TERM_MOUSE : KEY_NONE_;
		if (ev->key != KEY_NONE_)
			return true;
	}
}

int term_fd(const struct term *t)
{
	(void)t;
	return STDIN_FILENO;
}
