/* The library that builds the lab's filter. */
#ifndef LAB_LIBRARY_H
#define LAB_LIBRARY_H

#include <stddef.h>

/* Version of libseccomp, "2.5.4"; at most size bytes with the NUL. Returns out. */
const char *lab_library(char *out, size_t size);

#endif
