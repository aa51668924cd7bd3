/* What terminfo knows of a terminal's name. */
#ifndef TERM_NAME_H
#define TERM_NAME_H

/* DUMB: known, but its cursor cannot be placed. */
enum terminal_kind { TERMINAL_GOOD, TERMINAL_UNKNOWN, TERMINAL_DUMB };
enum terminal_kind terminal_kind(const char *name);

#endif
