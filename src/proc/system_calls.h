/* Numbers that Debian 12's headers do not have yet. System calls since 424 have one number on every architecture. */
#ifndef PROC_SYSTEM_CALLS_H
#define PROC_SYSTEM_CALLS_H

enum { NR_CACHESTAT = 451, NR_MSEAL = 462 };
enum { MAP_TYPE_DROPPABLE = 0x08, MADVISE_GUARD_INSTALL = 102 };

#endif
