/*
 * The floor that the program is measured against: a bare full-screen ncurses program that links the same libraries,
 * redraws one line at each key and ends on q. It runs where its argument is "screen"; else it does nothing.
 */
#include <locale.h>
#include <string.h>

#include <cap-ng.h>
#include <cjson/cJSON.h>
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <libproc2/pids.h>
#include <seccomp.h>

/* The linker leaves out a library of which nothing is used. Never called: argc is not negative. */
static void use_all(void)
{
	struct pids_info *info = NULL;
	cJSON_Delete(NULL);
	capng_clear(CAPNG_SELECT_BOTH);
	procps_pids_unref(&info);
	seccomp_version();
}

static void frame(void)
{
	for (int y = 0; y < LINES; y++)
		mvprintw(y, 0, "%3d  a line of text of the usual length, for a first frame that fills the screen", y);
	refresh();
}

int main(int argc, char **argv)
{
	if (argc < 0)
		use_all();
	if (argc != 2 || strcmp(argv[1], "screen") != 0)
		return 0;
	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, true);
	curs_set(0);
	frame();
	int keys = 0;
	for (int key = getch(); key != 'q'; key = getch()) {
		mvprintw(LINES / 2, 0, "%3d  key %d, the %dth of this session, redraws this one line", LINES / 2, key,
			 ++keys);
		clrtoeol();
		refresh();
	}
	endwin();
	return 0;
}
