/* The kernel's constants, errno values, signals and their codes: name, value, help, manual page. */
#ifndef KERNEL_CONSTANT_H
#define KERNEL_CONSTANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Groups: PROT MAP MS MADV MREMAP MCL MLOCK PKEY O S SEEK F F_SEAL FD FALLOC POSIX_FADV MFD PR PR_MDWE PR_VMA
 * RLIMIT RLIM SC AF SOCK W errno signal si_code, fd, pointer (NULL, MAP_FAILED), size (page, KiB, ...),
 * run (lab_code, lab_stack). A parameter of ROLE_FLAGS or ROLE_ENUM names its group.
 */
struct constant {
	const char *name;
	int64_t value;
	const char *group;
	const char *alias; /* the usual name where this is another spelling: MAP_ANON of MAP_ANONYMOUS; NULL */
	const char *help;  /* one line */
	const char *man;   /* "mmap(2)" */
	bool at_run_time;  /* page, lab_code, lab_stack: the running system tells */
	int sig;           /* si_code: of which signal; 0: any */
};

/* The i-th row, group by group; NULL behind the last. */
const struct constant *constant_at(size_t i);
const struct constant *constant_find(const char *name);
/* The usual name of a value in a group, never an alias, or NULL. For si_code see si_code_name. */
const struct constant *constant_named(const char *group, int64_t value);
const char *errno_name(int num);             /* "EINVAL", or NULL where the table lacks it */
const char *errno_help(int num);             /* a short phrase in plain words; "" where the table lacks it */
const char *signal_name(int sig);            /* "SIGSEGV" */
const char *si_code_name(int sig, int code); /* "SEGV_MAPERR"; NULL where the table lacks it */

#endif
