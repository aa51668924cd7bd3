/* Opening, closing, leaving and resizing the terminal. */
#include "term/private.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/tr.h"
#include "term/name.h"

#define HINT "`mmaptutor run LESSON` prints the lesson as plain text"
enum { ESCAPE_MS = 25 };

/* ncurses takes these where nobody has: they stay as the caller had them. */
enum { SIGNALS = 4 };
static const int signals[SIGNALS] = { SIGINT, SIGTERM, SIGTSTP, SIGWINCH };

static int choose_name(struct term *t, struct err *e)
{
	static const char *const fallbacks[] = { "xterm", "vt100", "ansi" };
	const char *wanted = getenv("TERM");
	if (!wanted || !*wanted)
		wanted = "";
	enum terminal_kind kind = *wanted ? terminal_kind(wanted) : TERMINAL_UNKNOWN;
	if (kind == TERMINAL_DUMB)
		return err_set(e, 0, "", HINT, "the terminal \"%s\" cannot place its cursor", wanted);
	snprintf(t->name, sizeof t->name, "%s", wanted);
	for (size_t i = 0; kind != TERMINAL_GOOD && i < sizeof fallbacks / sizeof *fallbacks; i++) {
		kind = terminal_kind(fallbacks[i]);
		snprintf(t->name, sizeof t->name, "%s", fallbacks[i]);
		snprintf(t->note, sizeof t->note, tr("TERM is \"%.64s\", which is not known here; treated as \"%s\"."),
			 wanted, fallbacks[i]);
	}
	if (kind != TERMINAL_GOOD)
		return err_set(e, 0, "", HINT, "no description of the terminal \"%s\", nor of a plain one", wanted);
	return 0;
}

static void enter_modes(bool mouse)
{
	raw();
	noecho();
	nonl();
	set_escdelay(ESCAPE_MS);
	keypad(stdscr, true);
	nodelay(stdscr, true);
	/* A frame is always written whole, even where keys wait. */
	typeahead(-1);
	curs_set(0);
	if (mouse) {
		mouseinterval(0);
		mousemask(BUTTON1_PRESSED | BUTTON2_PRESSED | BUTTON3_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED,
			  NULL);
	}
}

static int open_out(struct term *t, struct err *e)
{
	int fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	t->out = fd < 0 ? NULL : fdopen(fd, "w");
	if (!t->out)
		return err_set(e, errno, "dup(1)", HINT, "the terminal cannot be opened a second time");
	t->frame = memfd_create("frame", MFD_CLOEXEC);
	return 0;
}

static void close_out(struct term *t)
{
	if (t->frame >= 0)
		close(t->frame);
	if (t->out)
		fclose(t->out);
}

static int open_screen(struct term *t, const struct term_options *o, struct err *e)
{
	struct sigaction before[SIGNALS];
	for (int i = 0; i < SIGNALS; i++)
		sigaction(signals[i], NULL, &before[i]);
	t->screen = newterm(t->name, t->out, stdin);
	for (int i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &before[i], NULL);
	if (!t->screen)
		return err_set(e, 0, "", HINT, "the terminal \"%s\" could not be opened", t->name);
	rescue_prepare(STDIN_FILENO, STDOUT_FILENO, o->mouse);
	rescue_signals(true);
	rescue_arm(true);
	enter_modes(o->mouse);
	return 0;
}

int term_open(struct term **out, const struct term_options *o, struct err *e)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, ENOTTY, "", HINT, "standard input and output are not both a terminal");
	struct term *t = mem_zalloc(1, sizeof *t);
	t->frame = -1;
	int r = rescue_modes(STDIN_FILENO);
	if (r < 0)
		r = err_set(e, -r, "tcgetattr(0)", HINT, "the terminal does not tell its modes");
	if (!r)
		r = choose_name(t, e);
	if (!r)
		r = open_out(t, e);
	if (!r)
		r = open_screen(t, o, e);
	if (r) {
		close_out(t);
		free(t);
		return r;
	}
	palette_init(&t->palette, o->theme ? o->theme : &theme_dark, o->no_color);
	t->ascii = o->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	t->cursor = -1;
	getmaxyx(stdscr, t->h, t->w);
	blit_invalidate(t);
	*out = t;
	return 0;
}

static void leave_screen(void)
{
	endwin();
	rescue_line();
	rescue_cursor();
}

void term_close(struct term *t)
{
	if (!t)
		return;
	/* After a suspend endwin has been called already; a second time does nothing. */
	if (!isendwin())
		leave_screen();
	rescue_arm(false);
	rescue_signals(false);
	delscreen(t->screen);
	close_out(t);
	free(t->last);
	free(t->run);
	free(t);
}

int term_width(const struct term *t)
{
	return t->w;
}

int term_height(const struct term *t)
{
	return t->h;
}

bool term_ascii(const struct term *t)
{
	return t->ascii;
}

const char *term_note(const struct term *t)
{
	return t->note;
}

void term_theme(struct term *t, const struct theme *theme)
{
	palette_theme(&t->palette, theme);
	blit_invalidate(t);
}

bool term_resized(struct term *t)
{
	struct winsize size = { 0 };
	int w = t->w, h = t->h;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col && size.ws_row) {
		w = size.ws_col;
		h = size.ws_row;
	}
	bool changed = w != t->w || h != t->h;
	if (changed && resize_term(h, w) == OK)
		getmaxyx(stdscr, t->h, t->w);
	clearok(curscr, true);
	blit_invalidate(t);
	return changed;
}

void term_suspend(struct term *t)
{
	(void)t;
	leave_screen();
	rescue_arm(false);
}

void term_resume(struct term *t)
{
	rescue_arm(true);
	wrefresh(stdscr);
	term_resized(t);
}
