/*
 * In the place of the lab's own perform.c: the rest of the program is the lab's, this part tries any call at all, each
 * in a child where it can, since the filter ends the process that tries what it must not.
 */
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "lab/prog/state.h"
#include "support/inside/inside.h"

void lab_count(uint64_t *minor, uint64_t *major)
{
	*minor = *major = 0;
}

static int64_t call_self(const struct wire_op *op)
{
	return arch_call(op->nr, op->words);
}

static int64_t call_tight(const struct wire_op *op)
{
	struct sock_fprog program = {
		.len = (unsigned short)(state.request.bytes / sizeof(struct sock_filter)),
		.filter = (struct sock_filter *)(void *)(state.payload + state.request.ops * sizeof *op),
	};
	if (SYS(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, PTR(&program)) != 0)
		SYS(SYS_exit_group, INSIDE_NOT_TRIED);
	return call_self(op);
}

static int64_t call_int80(const struct wire_op *op)
{
#ifdef __x86_64__
	int64_t result = op->nr;
	__asm__ volatile("int $0x80"
			 : "+a"(result)
			 : "b"(op->words[0]), "c"(op->words[1]), "d"(op->words[2]), "S"(op->words[3]), "D"(op->words[4])
			 : "r8", "r9", "r10", "r11", "memory");
	return result;
#else
	SYS(SYS_exit_group, INSIDE_NOT_TRIED);
	return (int64_t)op->nr;
#endif
}

static int64_t (*const gates[INSIDE_GATES])(const struct wire_op *op) = {
	[INSIDE_SELF] = call_self,
	[INSIDE_CHILD] = call_self,
	[INSIDE_TIGHT] = call_tight,
	[INSIDE_INT80] = call_int80,
};

static int64_t try_one(const struct wire_op *op)
{
	int64_t pid = op->kind == INSIDE_SELF ? -1 : SYS(SYS_clone, CLONE_PARENT | SIGCHLD);
	if (op->kind == INSIDE_SELF)
		return gates[op->kind](op);
	if (pid == 0) {
		lab_default(SIGILL);
		int64_t result = gates[op->kind](op);
		SYS(SYS_exit_group, (uint64_t)(result < 0 && result > -INSIDE_DONE ? -result : INSIDE_DONE));
	}
	return pid;
}

static void forge(const struct wire_op *op)
{
	struct iovec iov = { .iov_base = state.payload + sizeof *op, .iov_len = op->words[0] };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1 };
	if (op->words[1])
		lab_send(WIRE_DONE, 1, 0, state.payload);
	SYS(SYS_sendmsg, WIRE_FD, PTR(&m), MSG_NOSIGNAL);
}

void lab_perform(void)
{
	const struct wire_op *ops = (const struct wire_op *)(const void *)state.payload;
	if (ops->kind == INSIDE_FORGE) {
		forge(ops);
		return;
	}
	for (uint32_t i = 0; i < state.request.ops; i++)
		state.results[i] = (struct wire_result){ .kind = WIRE_RETURNED, .value = try_one(&ops[i]) };
	lab_send(WIRE_DONE, state.request.ops, 0, state.payload);
}
