/* What the files of proc/ share and nobody else calls. */
#ifndef PROC_READING_H
#define PROC_READING_H

#include "proc/proc.h"

/* Fills *e for a file of the process, "" for its directory, and returns -num. */
int reading_failed(const struct proc *p, const char *file, int num, struct err *e);
/* Reads maps into p->own. */
int reading_maps(struct proc *p, struct err *e);
/* Frees the handles of libproc2. */
void totals_finish(struct proc *p);

#endif
