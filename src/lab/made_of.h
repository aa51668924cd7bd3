/* What the lab is made with: told by `--version` and `doctor`. */
#ifndef LAB_MADE_OF_H
#define LAB_MADE_OF_H

#include <stdbool.h>
#include <stddef.h>

/* Version of libseccomp, "2.5.4"; at most size bytes with the NUL. Returns out. */
const char *lab_library(char *out, size_t size);
/* The kernel has openat2(2); without it files are opened by names of one part. */
bool lab_openat2(void);

#endif
