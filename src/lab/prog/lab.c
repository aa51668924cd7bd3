/*
 * The lab program: waits for a request, performs it, answers. No libc, no heap, nothing mapped but its image.
 * What confines it is done before its exec; the filter and the seal, which name its addresses, it puts on itself.
 */
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "kernel/newer.h"
#include "lab/lab.h"
#include "lab/prog/state.h"

#define STACK (16 * 1024)

struct state state;
unsigned char lab_stack_own[STACK] __attribute__((aligned(4096)));
__asm__(".globl lab_stack_end\n.set lab_stack_end, lab_stack_own + 16384");

extern unsigned char own_start[], own_end[], code_start[], code_end[]; /* lab.ld */
void lab_main(void);
void *memset(void *to, int byte, size_t n);

/* The compiler may ask for it, and there is no library. */
void *memset(void *to, int byte, size_t n)
{
	for (volatile unsigned char *p = to; n; n--)
		*p++ = (unsigned char)byte;
	return to;
}

void lab_send(uint32_t answer, uint32_t results, uint32_t bytes, const void *scratch)
{
	struct iovec iov[3] = {
		{ .iov_base = &state.reply, .iov_len = sizeof state.reply },
		{ .iov_base = state.results, .iov_len = results * sizeof state.results[0] },
		{ .iov_base = (void *)(uintptr_t)scratch, .iov_len = bytes },
	};
	struct msghdr m = { .msg_iov = iov, .msg_iovlen = 3 };
	state.reply.answer = answer;
	state.reply.seq = state.request.seq;
	state.reply.ops = results;
	state.reply.bytes = bytes;
	SYS(SYS_sendmsg, WIRE_FD, PTR(&m), MSG_NOSIGNAL);
}

static void answer_value(int64_t value)
{
	state.reply.value = value;
	lab_send(WIRE_DONE, 0, 0, state.payload);
	state.reply.value = 0;
}

/* Its counts are those of the message of n bytes, and each operation is one that can be performed. */
static bool is_sound(uint64_t n)
{
	const struct wire_request *r = &state.request;
	const struct wire_op *op = (const struct wire_op *)(const void *)state.payload;
	bool sound = r->ops <= WIRE_OPS && r->bytes <= WIRE_SCRATCH && n == sizeof *r + r->ops * sizeof *op + r->bytes;
	for (uint32_t i = 0; sound && i < r->ops; i++)
		sound = op[i].kind <= LAB_EXEC;
	return sound;
}

/* The next request, with its descriptor if one came. Negative where there is none to expect any more. */
int64_t lab_receive(void)
{
	union {
		struct cmsghdr head;
		unsigned char bytes[CMSG_SPACE(sizeof(int))];
	} control;
	struct iovec iov[2] = {
		{ .iov_base = &state.request, .iov_len = sizeof state.request },
		{ .iov_base = state.payload, .iov_len = sizeof state.payload },
	};
	struct msghdr m = {
		.msg_iov = iov, .msg_iovlen = 2, .msg_control = &control, .msg_controllen = sizeof control
	};
	int64_t n;

	do
		n = SYS(SYS_recvmsg, WIRE_FD, PTR(&m));
	while (n == -4 /* EINTR */);
	state.received = -1;
	state.receive_full = (m.msg_flags & MSG_CTRUNC) != 0;
	if (n < (int64_t)sizeof state.request || !is_sound((uint64_t)n))
		return -1;
	if (m.msg_controllen >= CMSG_LEN(sizeof(int)) && control.head.cmsg_type == SCM_RIGHTS)
		state.received = *(int *)(void *)CMSG_DATA(&control.head);
	return n;
}

/* Touches all that the loop, the handler and a fork need, so that a lesson's faults are its own. */
static void warm(void)
{
	for (volatile unsigned char *p = own_start; p < own_end; p += 4096)
		*p = *p;
	for (volatile unsigned char *p = code_start; p < code_end; p += 4096)
		(void)*p;
}

static int64_t seal(void)
{
	int64_t r = SYS(SYS_mseal, PTR(own_start), PTR(own_end) - PTR(own_start), 0);
	return r ? r : SYS(SYS_mseal, PTR(code_start), PTR(code_end) - PTR(code_start), 0);
}

static int64_t filter(void)
{
	struct sock_fprog program = {
		.len = (unsigned short)(state.request.bytes / sizeof(struct sock_filter)),
		.filter = (struct sock_filter *)(void *)state.payload,
	};
	return SYS(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, PTR(&program));
}

static void hello(int64_t filtered, int64_t sealed)
{
	struct wire_hello h = {
		.version = WIRE_VERSION,
		.own = { { PTR(own_start), PTR(own_end) }, { PTR(code_start), PTR(code_end) } },
		.code = PTR(code_start),
		.stack = (PTR(lab_stack_own) + STACK - 1) & ~(state.page - 1), /* the page in use */
		.seccomp = filtered,
		.seal = sealed,
	};
	lab_send(WIRE_HELLO, 0, sizeof h, &h);
}

static void set_up(void)
{
	static const char name[] = "mmaptutor-lab";
	int64_t sealed = -1;

	state.page = state.request.extra;
	SYS(SYS_prctl, PR_SET_NAME, PTR(name));
	lab_catch();
	warm();
	if (state.request.flags & WIRE_SEAL)
		sealed = seal();
	hello(filter(), sealed);
}

/* The child of a fork: its own wire in place of the parent's, and the same end when the tutor dies. */
static void be_child(int wire, int64_t tutor)
{
	if (SYS(SYS_dup3, (uint64_t)wire, WIRE_FD, 0) < 0)
		SYS(SYS_exit_group, 1);
	SYS(SYS_close, (uint64_t)wire);
	SYS(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL);
	if (SYS(SYS_getppid, 0) != tutor)
		SYS(SYS_exit_group, 1);
	warm();
	hello(0, 0);
}

static void do_fork(void)
{
	int wire = state.received;
	int64_t tutor = SYS(SYS_getppid, 0), pid;

	if (wire < 0) {
		state.reply.index = 1; /* no process was tried */
		answer_value(-24 /* EMFILE */);
		state.reply.index = 0;
		return;
	}
	pid = SYS(SYS_clone, CLONE_PARENT | SIGCHLD);
	if (pid == 0) {
		be_child(wire, tutor);
		return;
	}
	/* No fault is told: the call itself has none, those that follow are the lab's own pages being copied. */
	state.reply.minor = state.reply.major = 0;
	SYS(SYS_close, (uint64_t)wire);
	warm();
	answer_value(pid);
}

static void do_take(void)
{
	answer_value(state.received >= 0 ? state.received : -24 /* EMFILE */);
}

static void tighten_one(uint64_t resource, uint64_t bound)
{
	struct rlimit limit = { bound, bound };
	SYS(SYS_prlimit64, 0, resource, PTR(&limit), 0);
}

static void do_tighten(void)
{
	tighten_one(RLIMIT_AS, state.request.extra);
	tighten_one(RLIMIT_FSIZE, WIRE_FOREIGN_FSIZE);
	tighten_one(RLIMIT_NOFILE, WIRE_FOREIGN_NOFILE);
	answer_value(filter());
}

static void (*const asks[])(void) = {
	[WIRE_SETUP] = set_up, [WIRE_DO] = lab_perform,     [WIRE_FORK] = do_fork,
	[WIRE_TAKE] = do_take, [WIRE_TIGHTEN] = do_tighten,
};

void lab_main(void)
{
	while (lab_receive() >= 0) {
		if (state.request.ask < sizeof asks / sizeof asks[0] && asks[state.request.ask])
			asks[state.request.ask]();
	}
	SYS(SYS_exit_group, 0);
}
