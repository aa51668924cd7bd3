/* Words of /proc and /sys as the kernel writes them, for a report on the machine. */
#ifndef PROC_PROC_SAID_H
#define PROC_PROC_SAID_H

#include <sys/types.h>

#include "base/buf.h"

/* A whole small file without the newline at its end, appended to out. 0 or -errno. */
int proc_file(const char *path, struct buf *out);
/* What /proc/PID/status says behind "field:", single spaces between its words. 0, -ENOENT or -errno. */
int proc_said(pid_t pid, const char *field, struct buf *out);
/* The word in brackets of /sys/kernel/mm/transparent_hugepage/NAME: "madvise". 0, -ENOENT or -errno. */
int proc_thp(const char *name, struct buf *out);

#endif
