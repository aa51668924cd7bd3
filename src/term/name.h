/* What terminfo knows of a terminal's name. */
#ifndef TERM_NAME_H
#define TERM_NAME_H

/* DUMB: known, but its cursor cannot be placed. */
enum terminal_kind { TERMINAL_GOOD, TERMINAL_UNKNOWN, TERMINAL_DUMB };
enum terminal_kind terminal_kind(const char *name);
/* How many colours it has; 0 where it has none or is not known. */
int terminal_colors(const char *name);
const char *terminal_library(void); /* "ncurses 6.4.20221231" */

#endif
