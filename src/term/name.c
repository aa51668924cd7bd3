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
