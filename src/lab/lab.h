/*
 * The lab: a confined, expendable process that performs the calls of a lesson, and its client.
 *
 *   tutor ──struct lab_op[]──▶ check ──one SEQPACKET message──▶ lab: performs them in order
 *         ◀─struct lab_result[]──────one SEQPACKET message──── answers, waits
 *
 * What is sent is checked here first (own ranges, descriptors, the limits of the call table, the memory
 * budget); what comes back is parsed like a stranger's file.
 */
#ifndef LAB_LAB_H
#define LAB_LAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "kernel/call.h"

struct lab;
#define LAB_OPS_MAX 64          /* operations of one request */
#define LAB_SCRATCH (16 * 1024) /* bytes for strings, structures and arrays that a request hands over */

struct lab_options {
	const char *program; /* path of mmaptutor-lab */
	bool aslr;           /* leave address-space randomisation on */
	bool die;            /* own ranges neither checked nor sealed; a fault ends it after its last words */
	bool exec;           /* may run foreign code: small RLIMIT_AS, no clone in its filter */
	uint64_t budget;     /* bytes that the family of this lab may have in memory; 0: the default, 256 MiB */
	int limit_ms;        /* for one request; 0: the default, 10 s */
};
enum lab_kind {
	LAB_CALL,  /* the system call of `call` with `words` */
	LAB_LOAD,  /* a byte at words[0] */
	LAB_STORE, /* words[1] to the byte at words[0] */
	LAB_FILL,  /* memset(words[0], words[1], words[2]) */
	LAB_COPY,  /* memcpy(words[0], words[1], words[2]) */
	LAB_TOUCH, /* reads a byte of every page of [words[0], words[0] + words[1]) */
	LAB_DIRTY, /* writes back the byte that it read, one in every page */
	LAB_EXEC   /* calls the code at words[0]; its int */
};

struct lab_op {
	enum lab_kind kind;
	const struct call *call; /* LAB_CALL: the row; also tells which words are ranges, buffers, descriptors */
	uint64_t words[6];
	unsigned n;            /* words given by the lesson; the row's tail is filled behind them */
	unsigned scratch_mask; /* bit k: words[k] is an offset into the scratch bytes of the request */
};

/* What one operation did. The C library's view is the caller's business: `value` is the kernel's raw result. */
enum lab_ran { LAB_RETURNED, LAB_FAULT, LAB_NOT_RUN };
struct lab_result {
	enum lab_ran kind;
	int64_t value;       /* -4095 .. -1 is -errno */
	int sig, si_code;    /* LAB_FAULT */
	uint64_t fault_addr; /* siginfo's si_addr, which is a macro */
};

struct lab_faults {
	uint64_t minor, major;
};
/* Starts one and waits until it is confined. On failure the reason is one that a user can act on. */
int lab_start(struct lab **out, const struct lab_options *o, struct err *e);
/* Ends and reaps it; frees. NULL is fine. A child made by lab_fork has to be ended by itself. */
void lab_end(struct lab *l);

pid_t lab_pid(const struct lab *l);
bool lab_alive(struct lab *l);           /* asks the kernel, without waiting */
int lab_pidfd(const struct lab *l);      /* polls readable when the process has ended; owned by the lab */
uint64_t lab_code(const struct lab *l);  /* an address in its text */
uint64_t lab_stack(const struct lab *l); /* an address in its stack */
/* [addr, addr + len), rounded to whole pages, meets one of its own ranges. */
bool lab_owns(const struct lab *l, uint64_t addr, uint64_t len);
/* Which layers of the confinement the kernel could give, for doctor: a bit each, LAB_HAS_*. */
enum { LAB_HAS_SECCOMP = 1, LAB_HAS_SEAL = 2, LAB_HAS_NO_ASLR = 4, LAB_HAS_NOBODY = 8, LAB_HAS_NO_CAPS = 16 };
unsigned lab_layers(const struct lab *l);

/*
 * Performs n operations in order and waits. `scratch` (LAB_SCRATCH bytes at most, NULL for none) goes over
 * and comes back as the kernel left it. A fault does not stop the operations after it unless `stop` is set.
 *   0           all results are filled
 *   -EPERM      refused before anything ran: e->what says why, for the lesson's author
 *   -ENOMEM     refused by the memory budget, likewise
 *   -ESRCH      the process ended while it worked: see lab_how; results filled as far as they came
 *   -ETIME      no answer in time, or foreign code took more than the budget: it was ended (as after -EPROTO, -EINTR)
 *   -EPROTO     it answered nonsense and was ended
 *   -EINTR      `lab_interrupt` was asked for
 * In a lab with `die`, a fault comes back as LAB_FAULT with -EOWNERDEAD: its last words. It waits then; take the
 * snapshot and call lab_let_die.
 */
int lab_do(struct lab *l, const struct lab_op *ops, size_t n, struct lab_result *results, struct lab_faults *faults,
	   void *scratch, size_t scratch_len, bool stop, struct err *e);
int lab_let_die(struct lab *l, struct err *e);
/* A lab with `die`. On: it survives faults, its own ranges are out of reach, as in any lab; for the statements before
   the one that dies. Off, as it starts: the next fault ends it; once it reaches for its own ranges it forks no more. */
void lab_spare(struct lab *l, bool on);
/* Makes a lab_do that waits, or the next one, give up with -EINTR and end the process. May be called in a signal
 * handler. */
void lab_interrupt(struct lab *l);
/* fork(): *child is the new process, *pid what the call gave there. 0; a kernel's error is in *pid as -errno, *child
 * NULL. */
int lab_fork(struct lab *l, struct lab **child, int64_t *pid, struct lab_faults *faults, struct err *e);
/* Hands a descriptor over (the caller keeps its own); *fd is its number there, or -errno. */
int lab_give(struct lab *l, int from, int64_t *fd, struct err *e);
/* A duplicate of the lab's descriptor `fd` in this process (pidfd_getfd), or -errno. */
int lab_take(struct lab *l, int fd);
/* mincore(2) over a range of any size, in the lab; appended to `out` as runs by `add`. -ENOMEM: a hole. */
int lab_resident(struct lab *l, uint64_t start, uint64_t pages,
		 void (*add)(void *ctx, uint64_t start, uint64_t pages, bool resident), void *ctx, struct err *e);
/* How an ended process ended. Waits for the end (at most limit_ms); does not reap before lab_end. */
struct lab_how {
	bool known;
	bool exited; /* else killed */
	int status;  /* exit status or signal */
};
int lab_how(struct lab *l, struct lab_how *how, struct err *e);

#endif
