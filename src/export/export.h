/* A lesson in another form. Exports only read a lesson: nothing runs. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "base/buf.h"
#include "model/lesson.h"

#define EXPORT_ALL ((size_t)-1)

/*
 * The lesson as one C program: its statements as they stand, and what it takes to show their outcomes. It needs
 * nothing of ours, compiles with gcc -std=gnu17 -Wall -Wextra, and prints lines of fields with tabs between:
 *
 *   step    one-byte
 *   do      m = mmap(NULL, 1, PROT_READ | ...   returned   ~0x7f5c3c1d1000
 *   do      m[page] = 1                         signal SIGSEGV SEGV_MAPERR   ~0x7f5c3c1d2000
 *   expect  1   resident(m, page) == 0
 *   see     resident(m, page)   0
 *   output  "Hello\012"
 *
 * `~` marks what another run need not repeat: addresses, numbers of processes, counts of faults and of lines of
 * maps. `step` is an index, and the program then holds the steps that it builds on and ends with it; EXPORT_ALL:
 * all steps, no drill. The values of `vary` are the first of each. A task stands with its first solution.
 */
void export_c(const struct lesson *l, size_t step, struct buf *out);

#endif
