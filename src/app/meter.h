/* How far something is that takes its time: a line of stderr, where that is a terminal, and gone when it is over. */
#ifndef APP_METER_H
#define APP_METER_H

#include <stddef.h>

/* "12 of 160 answers" in place of what stood there; `what` in the learner's language, in the plural. */
void meter_show(size_t done, size_t all, const char *what);
/* Before anything else is written, and at the end. */
void meter_clear(void);

#endif
