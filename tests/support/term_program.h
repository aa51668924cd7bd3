/* A small program for a pseudo-terminal: shows its size and the last event, and dies, exits or stops by key. */
#ifndef TESTS_SUPPORT_TERM_PROGRAM_H
#define TESTS_SUPPORT_TERM_PROGRAM_H

/* x: SIGSEGV, o: the stack overflows, a: abort, e: exit(7), z: stops, w: wide text, i: a cursor, q and ^C: ends.
   The return is an exit status: 9 where the terminal went away, 4 where it could not be opened. */
int term_program(void);

#endif
