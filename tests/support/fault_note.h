/* What the driver of faults.c and its preloaded library tell each other: a file that both have mapped. */
#ifndef TESTS_SUPPORT_FAULT_NOTE_H
#define TESTS_SUPPORT_FAULT_NOTE_H

#include <stdatomic.h>

#define FAULT_ENV  "MMAPTUTOR_FAULT" /* names the file */
#define FAULT_KILL "kill"            /* as a call: any, and it does not fail but kills the program */

enum { FAULT_DIRS = 16, FAULT_PATH = 128, FAULT_NAME = 24 };

struct fault_note {
	char call[FAULT_NAME]; /* which call fails; "memory": any that allocates */
	unsigned nth;          /* which of them, from 1, counted over a program and what it forks; 0: none */
	int pid;               /* of the program */
	atomic_uint count;     /* how many there were */
	atomic_uint dirs_n;    /* directories that mkdtemp made */
	char dirs[FAULT_DIRS][FAULT_PATH];
};

#endif
