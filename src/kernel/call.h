/*
 * The calls of the statement language, one row each. The parser, the argument checks, the seccomp
 * filter, completion and help all read this table; there is no other list of calls.
 */
#ifndef KERNEL_CALL_H
#define KERNEL_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "kernel/layout.h"

/* What a parameter is to the kernel, and so how its argument reaches it. */
enum role {
	ROLE_INT,   /* a number */
	ROLE_ADDR,  /* an address of the lab */
	ROLE_LEN,   /* bytes */
	ROLE_FLAGS, /* constants of `group`, or-ed */
	ROLE_ENUM,  /* one constant of `group` */
	ROLE_FD,
	ROLE_OFF,    /* bytes from the start of a file */
	ROLE_IN,     /* the kernel reads bytes here: a string, an object or an address; `extent` tells how many */
	ROLE_OUT,    /* the kernel writes `extent` bytes here: a name not yet used, an object or an address */
	ROLE_STRUCT, /* the address of a structure `layout` (its size counts), in and out as the row says */
	ROLE_PATH,   /* a file of the lesson, or one of the few allowed others */
	ROLE_ACTOR,  /* a process of the lesson: waitpid's pid */
	ROLE_FORMAT  /* printf's; any arguments behind it */
};

/*
 * How many bytes an IN or OUT parameter spans.
 *   param -1: `bytes` in all (pipe: 8); 0 bytes is a string up to its NUL (memfd_create)
 *   param i:  `bytes` for each unit of argument i (read: 1), or for each page of it (mincore)
 */
struct extent {
	int8_t param;
	uint8_t elem; /* bytes of one element of the array that is made: 4 for an int, 1 for bytes */
	uint32_t bytes;
	bool per_page; /* argument `param` is a length in bytes; a part of a page counts as one */
};

struct param {
	const char *name, *type; /* as in the manual: "length", "size_t" */
	enum role role;
	const char *group; /* of constants: "PROT", "MAP"; NULL */
	struct extent extent;
	const struct layout *layout; /* ROLE_STRUCT */
	bool in, out;                /* ROLE_STRUCT: read, written by the kernel */
	const char *help;            /* what it controls, one line */
};

enum performer {
	BY_LAB,   /* the system call `nr`, with the words in order */
	BY_TUTOR, /* open chmod unlink waitpid sysconf printf: the tutor does it for the lab */
	BY_OP     /* no call but memory access in the lab: memset memcpy touch dirty exec; -1 is no error there */
};

/* What a system call takes besides the parameters, or gives instead of a plain result. */
enum result_kind {
	RESULT_INT,     /* -1 and errno on error */
	RESULT_POINTER, /* MAP_FAILED and errno */
	RESULT_SIZE,    /* ssize_t, off_t, long: -1 and errno */
	RESULT_ERRNO,   /* posix_fadvise: the error is the result */
	RESULT_BRK,     /* the system call gives the break; the library 0 or -1 with ENOMEM */
	RESULT_NONE     /* void */
};

/*
 * A range [addr, addr+len) that the call may unmap or alter: refused where it meets the lab's own. The kernel
 * rounds `len` up to whole pages, so the check does too. What a call writes (ROLE_OUT, an `out` structure) is as
 * much out of reach there; its range is that of the extent or the layout.
 */
struct reach {
	int8_t addr, len; /* parameter indices; addr -1: no row */
	int8_t when;      /* parameter that must have a bit of `mask` for the row to count; -1: always */
	uint64_t mask;
};

/*
 * Restricts parameter `arg`. Without a row any value is let through. Where the kernel takes an int it drops the
 * upper half of the word, so `width32` compares the low 32 bits alone: else 0x100000064 would pass as not 100.
 */
struct limit {
	int8_t arg; /* -1 ends the list */
	enum { LIMIT_ONE_OF, LIMIT_NONE_OF, LIMIT_ONLY_BITS } kind;
	bool width32;
	const uint64_t *values; /* ONE_OF, NONE_OF */
	size_t values_n;
	uint64_t bits;   /* ONLY_BITS: no other bit may be set */
	const char *say; /* why others are refused, for the lesson's author */
};

#define CALL_PARAMS 6
struct call {
	const char *name;
	const char *returns; /* type: "void *" */
	enum result_kind result;
	enum performer by;
	long nr; /* BY_LAB: the system call's number; -1 for the others */
	struct param params[CALL_PARAMS];
	unsigned min, max;          /* arguments; max > CALL_PARAMS for printf */
	uint64_t tail[CALL_PARAMS]; /* words behind the arguments: pipe is pipe2(fds, 0) */
	struct reach reach[2];
	struct limit limits[3];
	const char *man;    /* "mmap(2)"; "" for touch, dirty and exec, which no library has */
	const char *header; /* "<sys/mman.h>"; "" likewise */
	const char *help;   /* one line */
};

/* The i-th row, in the order in which help shows them; NULL behind the last. */
const struct call *call_at(size_t i);
const struct call *call_find(const char *name);
/* "int munmap(void *addr, size_t length)" */
void call_prototype(const struct call *c, struct buf *out);
/* The first limit that these words break, or NULL. n is the count of arguments. */
const struct limit *call_refuses(const struct call *c, const uint64_t *words, size_t n);

#endif
