/* What the client's parts share. Private to lab/. */
#ifndef LAB_INSIDE_H
#define LAB_INSIDE_H

#include <linux/filter.h>

#include "base/fmt.h"
#include "lab/lab.h"
#include "lab/wire.h"

#define LAB_NOBODY  65534
#define LAB_PROG_FD (WIRE_FD - 1) /* the program, in the child until its exec */

/* A lab and the actors that it forked: one memory budget. Counted by its members. */
struct family {
	struct lab *first; /* of the members, linked by `next` */
	uint64_t budget;   /* bytes */
	uint64_t spent;    /* upper bound: what the members had when last read, and all that was allowed since */
	uint64_t files;    /* bytes allowed into files that live in memory; not given back */
	bool shared;       /* it has memory that may outlive what maps it: memory files, shared anonymous mappings */
	uint64_t departed; /* bytes of members that ended, some of which shared mappings may still hold */
};

struct lab {
	struct lab_options options; /* program is not kept */
	pid_t pid;
	int pidfd, wire;
	int bell; /* eventfd of lab_interrupt */
	uint64_t seq, page;
	unsigned layers;
	struct wire_hello hello;
	struct family *family;
	struct lab *next;
	bool ended;                            /* nothing more is asked of it */
	bool spared;                           /* a die lab that survives faults for now */
	bool tight;                            /* a die lab whose own ranges were reached for: it forks no more */
	bool dying;                            /* its last words were read */
	uint64_t asked;                        /* ops of the request that is under way */
	unsigned char answer[WIRE_ANSWER + 1]; /* one more: a longer one is seen */
};

/* lab_wire.c: one request and its answer. Ends the process where it is silent or talks nonsense. */
struct parcel {
	enum wire_ask ask;
	uint32_t flags;
	uint64_t extra;
	const struct wire_op *ops;
	size_t ops_n;
	const void *scratch;
	size_t scratch_len;
	int fd;              /* to hand over; -1 for none */
	size_t scratch_back; /* bytes that have to come back with WIRE_DONE */
};
int wire_send(struct lab *l, const struct parcel *p, struct err *e);
/* 0, -ESRCH, -ETIME, -EINTR, -EPROTO; the answer is in l->answer, its length checked against its own counts. */
int wire_await(struct lab *l, struct err *e);
int wire_ask(struct lab *l, const struct parcel *p, struct err *e);
const struct wire_reply *wire_reply(const struct lab *l);
const struct wire_result *wire_results(const struct lab *l);
const void *wire_scratch(const struct lab *l);
/* Ends the process and fills e: nonsense came. -EPROTO. */
int wire_nonsense(struct lab *l, const char *what, struct err *e);
/* Takes a hello into l; -EPROTO where it is none. */
int wire_hello_take(struct lab *l, struct err *e);

/* lab_greed.c: of a lab that may run foreign code, looked at again and again while it does not answer. */
struct greed {
	bool begun;
	uint64_t memory; /* bytes */
};
bool greed_seen(const struct lab *l, struct greed *g);

/* lab_end.c */
void lab_kill(struct lab *l);
struct lab *lab_new(const struct lab_options *o, struct family *f);
bool fd_polls(int fd, int ms); /* readable within that time */

/* lab_child.c: in the child of a fork; does not return. */
struct birth {
	int wire, program;
	bool aslr, exec;
	pid_t parent;
};
_Noreturn void birth_run(const struct birth *b);
const char *birth_stage(uint32_t index); /* what failed, for people */

/* seccomp.c: the allow-list as a program for the kernel. `out` holds `max` instructions. Returns their count or -errno.
 */
enum filter_kind { FILTER_LESSON, FILTER_DIE, FILTER_NO_FORK };
int filter_build(enum filter_kind kind, struct sock_filter *out, size_t max);

/* lab_check.c: 0, or -EPERM with the reason for the lesson's author. *touches_own: of a die lab, it reaches for itself.
 */
int check_op(const struct lab *l, const struct lab_op *op, const void *scratch, size_t scratch_len, bool *touches_own,
	     struct err *e);
void check_words(const struct lab_op *op, uint64_t words[6]); /* those of the lesson and the tail */
/* lab_budget.c: 0, or -ENOMEM with the reason. Counts what it lets through as spent. */
int budget_check(struct lab *l, const struct lab_op *ops, size_t n, struct err *e);
/* Foreign code asks nobody: while it runs, this is looked at. */
bool budget_passed(struct lab *l, char all[FMT_MAX]);
void budget_leave(struct lab *l); /* a member ends */
/* How many of the ops go into one request, so that what they drop of shared memory can be counted before it. */
size_t budget_part(struct lab *l, const struct lab_op *ops, size_t n);
/* Counts what these ops, which begin a request, may drop of shared memory; n 0: all of it, since the process ends. */
void budget_drop(struct lab *l, const struct lab_op *ops, size_t n);

#endif
