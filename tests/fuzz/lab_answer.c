/*
 * Any bytes as the answers of a lab, which a lesson may have taken over: the client never believes more than it
 * asked for, and never reads what did not come.
 *
 *   input   kind of request, flags | length (2 bytes) | message | length | message | ...
 *
 * No process is behind the wire: its pidfd says that it has ended, so that nothing waits.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lab/inside.h"
#include "support/fuzz.h"

enum { OPS = 4, SEQ_TRUE = 1, DIE = 2, SPARED = 4, SCRATCH = 8 };

static void put_messages(int wire, const unsigned char *at, const unsigned char *end, bool true_seq)
{
	static unsigned char message[WIRE_ANSWER + 64];
	const uint64_t seq = 1;
	while (end - at > 2) {
		size_t n = (size_t)(at[0] | at[1] << 8);
		at += 2;
		n = n < (size_t)(end - at) ? n : (size_t)(end - at);
		n = n < sizeof message ? n : sizeof message;
		memcpy(message, at, n);
		at += n;
		/* Chance alone seldom finds the number that answers. */
		if (true_seq && n >= sizeof(struct wire_reply))
			memcpy(message + offsetof(struct wire_reply, seq), &seq, sizeof seq);
		if (send(wire, message, n, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
			return;
	}
}

static void ask_do(struct lab *l, unsigned flags)
{
	struct lab_op ops[OPS];
	struct lab_result results[OPS];
	struct lab_faults faults;
	struct err e = { .num = 0 };
	unsigned char scratch[SCRATCH] = { 0 };
	for (unsigned i = 0; i < OPS; i++)
		ops[i] = (struct lab_op){ .kind = i % 2 ? LAB_STORE : LAB_LOAD, .words = { 0x10000 + i, 1 }, .n = 2 };
	memset(results, 0xff, sizeof results);
	int status = lab_do(l, ops, OPS, results, &faults, scratch, flags & SCRATCH ? SCRATCH : 0, true, &e);
	for (unsigned i = 0; i < OPS; i++) {
		fuzz_hold(results[i].kind <= LAB_NOT_RUN);
		fuzz_hold(results[i].kind != LAB_FAULT || (results[i].sig > 0 && results[i].sig < 64));
	}
	fuzz_hold(status == 0 || status == -EOWNERDEAD || *e.what);
	if (status == -EOWNERDEAD)
		(void)lab_let_die(l, &e);
}

static void ask_fork(struct lab *l, unsigned flags)
{
	struct lab *child = NULL;
	struct lab_faults faults;
	struct err e;
	int64_t pid = 0;
	(void)flags;
	/* The process that it names is no child of ours. */
	(void)lab_fork(l, &child, &pid, &faults, &e);
	fuzz_hold(!child);
}

static void ask_give(struct lab *l, unsigned flags)
{
	struct err e;
	int64_t fd;
	(void)flags;
	(void)lab_give(l, STDIN_FILENO, &fd, &e);
}

static void add_run(void *ctx, uint64_t start, uint64_t pages, bool resident)
{
	(void)start;
	(void)resident;
	*(uint64_t *)ctx += pages;
}

static void ask_resident(struct lab *l, unsigned flags)
{
	uint64_t pages = flags % 9 + 1, told = 0;
	struct err e;
	if (lab_resident(l, 0x10000, pages, add_run, &told, &e) == 0)
		fuzz_hold(told == pages);
}

static void ask_hello(struct lab *l, unsigned flags)
{
	const struct parcel p = { .ask = WIRE_SETUP, .fd = -1 };
	struct err e;
	(void)flags;
	if (wire_ask(l, &p, &e) == 0 && wire_hello_take(l, &e) == 0)
		fuzz_hold(l->hello.own[0].start < l->hello.own[0].end);
}

static void (*const asks[])(struct lab *l, unsigned flags) = { ask_do, ask_fork, ask_give, ask_resident, ask_hello };

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	int ends[2];
	if (n < 2 || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return 0;
	unsigned flags = bytes[1];
	const struct lab_options options = { .die = (flags & DIE) != 0, .limit_ms = 10 };
	struct lab *l = lab_new(&options, NULL);
	l->wire = ends[0];
	l->pidfd = eventfd(1, EFD_CLOEXEC);
	l->spared = (flags & SPARED) != 0;
	put_messages(ends[1], bytes + 2, bytes + n, (flags & SEQ_TRUE) != 0);
	asks[bytes[0] % (sizeof asks / sizeof *asks)](l, flags);
	lab_end(l);
	close(ends[1]);
	return 0;
}
