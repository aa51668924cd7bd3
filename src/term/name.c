/* Apart from the rest, because <term.h> defines a struct term of its own and hundreds of short macros. */
#include "term/name.h"

#define NCURSES_NOMACROS 1
#include <curses.h>
#include <term.h>
#include <unistd.h>

enum terminal_kind terminal_kind(const char *name)
{
	int status = 0;
	if (setupterm(name, STDOUT_FILENO, &status) == ERR)
		return status == 1 ? TERMINAL_DUMB : TERMINAL_UNKNOWN;
	const char *place = tigetstr("cup");
	bool good = place && place != (const char *)-1;
	del_curterm(cur_term);
	return good ? TERMINAL_GOOD : TERMINAL_DUMB;
}

int terminal_colors(const char *name)
{
	int status = 0;
	if (setupterm(name, STDOUT_FILENO, &status) == ERR)
		return 0;
	int n = tigetnum("colors");
	del_curterm(cur_term);
	return n > 0 ? n : 0;
}

const char *terminal_library(void)
{
	return curses_version();
}
