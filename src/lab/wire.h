/*
 * The wire: what the tutor and the lab program say to each other, one SEQPACKET message each way.
 *
 *   tutor                                        lab
 *     ── wire_request | ops | scratch bytes ──▶  performs
 *     ◀─ wire_reply | results | scratch bytes ─  waits
 *
 * Both sides are of one build and one machine, so the numbers are the machine's own. Of what comes back the
 * tutor believes nothing before it has checked it.
 */
#ifndef LAB_WIRE_H
#define LAB_WIRE_H

#include <stdint.h>

#define WIRE_VERSION 1
#define WIRE_FD      63 /* the lab's end; below its RLIMIT_NOFILE, above what a lesson opens */
#define WIRE_NOFILE  64
#define WIRE_OPS     64
/* What may be foreign code gets fewer descriptors, of smaller files: both can hold memory that no process shows. */
#define WIRE_FOREIGN_NOFILE 16
#define WIRE_FOREIGN_FSIZE  (16 << 20)
#define WIRE_SCRATCH        (16 * 1024)

enum wire_ask {
	WIRE_SETUP = 1, /* scratch: the seccomp filter; extra: the page size */
	WIRE_DO,        /* perform the operations */
	WIRE_FORK,      /* with the child's end of its own wire (SCM_RIGHTS) */
	WIRE_TAKE,      /* with a descriptor (SCM_RIGHTS) */
	WIRE_TIGHTEN,   /* the limits of foreign code; scratch: a second filter; extra: RLIMIT_AS in bytes */
	WIRE_GO         /* after its last words: die now */
};

enum wire_flag {
	WIRE_STOP = 1,   /* DO: a fault ends the request */
	WIRE_MORTAL = 2, /* DO: a fault ends the process, after its last words */
	WIRE_SEAL = 4    /* SETUP: mseal the own ranges */
};

enum wire_answer {
	WIRE_PREPARED = 100, /* of the child before its exec; value: LAB_HAS_* */
	WIRE_FAILED,         /* likewise; value: errno, index: which preparation */
	WIRE_HELLO,          /* scratch: struct wire_hello */
	WIRE_DONE,
	WIRE_LEAVING,   /* the next operation is _exit: results before it */
	WIRE_LAST_WORDS /* the fault is the last of the results; waits for WIRE_GO */
};

enum wire_kind { WIRE_RETURNED, WIRE_FAULT, WIRE_NOT_RUN };

struct wire_op {
	uint32_t kind;         /* enum lab_kind */
	uint32_t scratch_mask; /* bit k: words[k] is an offset into the scratch bytes */
	int64_t nr;            /* system call */
	uint64_t words[6];
};

struct wire_result {
	uint32_t kind; /* enum wire_kind */
	int32_t sig, code;
	uint32_t unused;
	int64_t value;
	uint64_t addr;
};

struct wire_request {
	uint32_t ask, flags;
	uint64_t seq;
	uint32_t ops, bytes; /* counts of what follows */
	uint64_t extra;
};

struct wire_reply {
	uint32_t answer, index;
	uint64_t seq; /* that of the request */
	uint32_t ops, bytes;
	int64_t value;
	uint64_t minor, major; /* page faults of the operations */
};

#define WIRE_RANGES 2
struct wire_hello {
	uint64_t version;
	struct {
		uint64_t start, end;
	} own[WIRE_RANGES]; /* whole pages, nothing else of the process is the lab's */
	uint64_t code, stack;
	int64_t seccomp, seal; /* 0 or -errno */
};

#define WIRE_PAYLOAD (WIRE_OPS * sizeof(struct wire_op) + WIRE_SCRATCH)
#define WIRE_ANSWER  (sizeof(struct wire_reply) + WIRE_OPS * sizeof(struct wire_result) + WIRE_SCRATCH)

#endif
