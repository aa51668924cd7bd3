/* Sizes, the null pointer, the standard descriptors, and what only the running system knows. */
#include <unistd.h>

#include "kernel/rows.h"

#define SIZE(name_, shift, help_) CONSTANT(name_, INT64_C(1) << (shift), "size", "units(7)", help_)
#define RUN(name_, group_, man_, help_)                                                                                \
	{                                                                                                              \
		.name = (name_), .group = (group_), .help = (help_), .man = (man_), .at_run_time = true                \
	}

static const struct constant rows[] = {
	RUN("page", "size", "getpagesize(2)", "bytes of a page of this system, as sysconf(_SC_PAGESIZE) tells"),
	SIZE("KiB", 10, "1,024 bytes"),
	SIZE("MiB", 20, "1,024 KiB"),
	SIZE("GiB", 30, "1,024 MiB"),
	SIZE("TiB", 40, "1,024 GiB"),
	CONSTANT("NULL", 0, "pointer", "NULL(3const)", "the null pointer, address 0; for mmap: choose a place"),
	CONSTANT("MAP_FAILED", -1, "pointer", "mmap(2)", "(void *)-1: what mmap and mremap return on error, not NULL"),
	CONSTANT("STDIN_FILENO", STDIN_FILENO, "fd", "stdin(3)", "standard input; /dev/null in the lab"),
	CONSTANT("STDOUT_FILENO", STDOUT_FILENO, "fd", "stdin(3)", "standard output; /dev/null in the lab"),
	CONSTANT("STDERR_FILENO", STDERR_FILENO, "fd", "stdin(3)", "standard error; /dev/null in the lab"),
	RUN("lab_code", "run", "", "where the code of the process itself lies"),
	RUN("lab_stack", "run", "", "where the stack of the process itself lies"),
};

const struct constant_rows constants_general = ROWS_OF(rows);
