/*
 * Machine code that a lesson pokes into a page and runs; each piece tries one thing that must not come off.
 *
 *   0x10000000  the code   + 1 page: /proc/self/status, which tells the tutor's number   + 2 pages: free to write
 */
#ifndef TESTS_SUPPORT_SHELLCODE_H
#define TESTS_SUPPORT_SHELLCODE_H

#include <stddef.h>

struct shellcode {
	const unsigned char *start, *end;
};

/* By its name, as in shellcode.c; NULL where there is none for this machine. */
const struct shellcode *shellcode_named(const char *name);

#endif
