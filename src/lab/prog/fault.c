/*
 * A fault of the lesson: caught on a stack of its own, written down as the operation's outcome, resumed behind it.
 *
 *   run_one ──fault──▶ lab_fault ──▶ results[at]; context ──▶ arch_landing ──▶ the next operation
 *                          └─ mortal: last words, wait for the go, default action, the same instruction again
 */
#include <signal.h>
#include <sys/syscall.h>

#include "lab/prog/state.h"

#define RESTORER 0x04000000UL /* SA_RESTORER, which the C library keeps to itself */

struct kernel_action {
	void (*handler)(int sig, siginfo_t *info, void *context);
	unsigned long flags;
	void (*restorer)(void);
	unsigned long mask;
};

/* With an address that means something; the other two are sent by a call on its way back. */
static const int memory_signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE };
static const int call_signals[] = { SIGPIPE, SIGXFSZ };

static unsigned char stack[16 * 1024] __attribute__((aligned(4096)));

void lab_default(int sig)
{
	struct kernel_action action = { .flags = RESTORER, .restorer = arch_restorer };
	SYS(SYS_rt_sigaction, (uint64_t)sig, PTR(&action), 0, sizeof action.mask);
}

/* What can still be said is said: where the results are out of reach the kernel refuses to send. */
static void last_words(void)
{
	lab_count(&state.reply.minor, &state.reply.major);
	state.reply.minor -= state.minor;
	state.reply.major -= state.major;
	lab_send(WIRE_LAST_WORDS, state.at + 1, 0, state.payload);
	while (lab_receive() >= 0 && state.request.ask != WIRE_GO)
		;
}

static void lab_fault(int sig, siginfo_t *info, void *context)
{
	bool called = sig == SIGPIPE || sig == SIGXFSZ;
	bool mortal = (state.request.flags & WIRE_MORTAL) != 0;
	if (called && !arch_resume_sp)
		return;
	if (state.working && (arch_resume_sp || mortal))
		state.results[state.at] = (struct wire_result){
			.kind = WIRE_FAULT, .sig = sig, .code = info->si_code, .addr = called ? 0 : PTR(info->si_addr)
		};
	if (arch_resume_sp && !mortal) {
		arch_resume(context);
		return;
	}
	if (state.working && mortal)
		last_words();
	lab_default(sig);
}

static void catch_one(int sig)
{
	struct kernel_action action = { .handler = lab_fault,
					.flags = SA_SIGINFO | SA_ONSTACK | RESTORER,
					.restorer = arch_restorer };
	for (unsigned i = 0; i < sizeof memory_signals / sizeof memory_signals[0]; i++)
		action.mask |= 1UL << (memory_signals[i] - 1);
	for (unsigned i = 0; i < sizeof call_signals / sizeof call_signals[0]; i++)
		action.mask |= 1UL << (call_signals[i] - 1);
	SYS(SYS_rt_sigaction, (uint64_t)sig, PTR(&action), 0, sizeof action.mask);
}

void lab_catch(void)
{
	stack_t s = { .ss_sp = stack, .ss_size = sizeof stack };
	SYS(SYS_sigaltstack, PTR(&s), 0);
	for (unsigned i = 0; i < sizeof memory_signals / sizeof memory_signals[0]; i++)
		catch_one(memory_signals[i]);
	for (unsigned i = 0; i < sizeof call_signals / sizeof call_signals[0]; i++)
		catch_one(call_signals[i]);
}
