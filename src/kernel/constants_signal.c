/* Signals, and the codes that say why one came. */
#include <signal.h>

#include "kernel/rows.h"

#define SIG(n, help_) CONSTANT(#n, n, "signal", "signal(7)", help_)
#define CODE(sig_, n, value_, help_)                                                                                   \
	{                                                                                                              \
		.name = #n, .value = (value_), .group = "si_code", .help = (help_), .man = "sigaction(2)",             \
		.sig = (sig_)                                                                                          \
	}

static const struct constant rows[] = {
	SIG(SIGHUP, "the terminal is gone"),
	SIG(SIGINT, "interrupted from the keyboard"),
	SIG(SIGQUIT, "quit from the keyboard, with a core dump"),
	SIG(SIGILL, "an instruction that does not exist or is not allowed"),
	SIG(SIGTRAP, "a breakpoint or a single step"),
	SIG(SIGABRT, "abort was called"),
	ALIAS(SIGIOT, "signal", "SIGABRT", "signal(7)", "older spelling of SIGABRT"),
	SIG(SIGBUS, "the address is mapped but there is nothing behind it, as past the end of a file"),
	SIG(SIGFPE, "arithmetic without a result, such as a division by zero"),
	SIG(SIGKILL, "ended at once; cannot be caught"),
	SIG(SIGUSR1, "for programs' own use"),
	SIG(SIGSEGV, "an access to memory that is not mapped or not allowed"),
	SIG(SIGUSR2, "for programs' own use"),
	SIG(SIGPIPE, "written to a pipe that nobody reads"),
	SIG(SIGALRM, "a timer ran out"),
	SIG(SIGTERM, "asked to end"),
	SIG(SIGSTKFLT, "not used"),
	SIG(SIGCHLD, "a child ended, stopped or went on"),
	SIG(SIGCONT, "goes on after a stop"),
	SIG(SIGSTOP, "stopped; cannot be caught"),
	SIG(SIGTSTP, "stopped from the keyboard"),
	SIG(SIGTTIN, "a background process read from the terminal"),
	SIG(SIGTTOU, "a background process wrote to the terminal"),
	SIG(SIGURG, "urgent data on a socket"),
	SIG(SIGXCPU, "more processor time than RLIMIT_CPU"),
	SIG(SIGXFSZ, "a file larger than RLIMIT_FSIZE"),
	SIG(SIGVTALRM, "a timer of processor time ran out"),
	SIG(SIGPROF, "the profiler's timer ran out"),
	SIG(SIGWINCH, "the terminal's window changed its size"),
	SIG(SIGIO, "a descriptor is ready"),
	ALIAS(SIGPOLL, "signal", "SIGIO", "signal(7)", "another spelling of SIGIO"),
	SIG(SIGPWR, "power is failing"),
	SIG(SIGSYS, "a system call that is not allowed"),

	CODE(SIGSEGV, SEGV_MAPERR, 1, "nothing is mapped at the address"),
	CODE(SIGSEGV, SEGV_ACCERR, 2, "it is mapped, but this access is not allowed"),
	CODE(SIGSEGV, SEGV_BNDERR, 3, "a check of bounds failed"),
	CODE(SIGSEGV, SEGV_PKUERR, 4, "the protection key denies it"),
	CODE(SIGSEGV, SEGV_ACCADI, 5, "memory tagging is not on for the address (SPARC)"),
	CODE(SIGSEGV, SEGV_ADIDERR, 6, "a store with the wrong tag, told late (SPARC)"),
	CODE(SIGSEGV, SEGV_ADIPERR, 7, "a store with the wrong tag, told at once (SPARC)"),
	CODE(SIGSEGV, SEGV_MTEAERR, 8, "an access with the wrong tag, told late (aarch64)"),
	CODE(SIGSEGV, SEGV_MTESERR, 9, "an access with the wrong tag, told at once (aarch64)"),
	CODE(SIGSEGV, SEGV_CPERR, 10, "a return to somewhere else than the shadow stack says"),

	CODE(SIGBUS, BUS_ADRALN, 1, "the address is not aligned"),
	CODE(SIGBUS, BUS_ADRERR, 2, "nothing is behind the address: past the end of the file, or no page left"),
	CODE(SIGBUS, BUS_OBJERR, 3, "the device behind it failed"),
	CODE(SIGBUS, BUS_MCEERR_AR, 4, "broken memory was used"),
	CODE(SIGBUS, BUS_MCEERR_AO, 5, "broken memory was found, not yet used"),

	CODE(SIGTRAP, TRAP_BRKPT, 1, "a breakpoint"),
	CODE(SIGTRAP, TRAP_TRACE, 2, "a single step"),
	CODE(SIGTRAP, TRAP_BRANCH, 3, "a branch was taken"),
	CODE(SIGTRAP, TRAP_HWBKPT, 4, "a breakpoint or watchpoint of the processor"),
	CODE(SIGTRAP, TRAP_UNK, 5, "a trap of a kind not told"),
	CODE(SIGTRAP, TRAP_PERF, 6, "a performance event"),

	CODE(SIGFPE, FPE_INTDIV, 1, "an integer was divided by zero"),
	CODE(SIGFPE, FPE_INTOVF, 2, "an integer became too large"),
	CODE(SIGFPE, FPE_FLTDIV, 3, "a floating-point number was divided by zero"),
	CODE(SIGFPE, FPE_FLTOVF, 4, "a floating-point number became too large"),
	CODE(SIGFPE, FPE_FLTUND, 5, "a floating-point number became too small"),
	CODE(SIGFPE, FPE_FLTRES, 6, "a floating-point result is not exact"),
	CODE(SIGFPE, FPE_FLTINV, 7, "a floating-point operation that is not valid"),
	CODE(SIGFPE, FPE_FLTSUB, 8, "a subscript out of range"),
	CODE(SIGFPE, FPE_FLTUNK, 14, "a floating-point fault of a kind not told"),
	CODE(SIGFPE, FPE_CONDTRAP, 15, "a trap on a condition"),

	CODE(SIGILL, ILL_ILLOPC, 1, "no such instruction"),
	CODE(SIGILL, ILL_ILLOPN, 2, "an operand that is not allowed"),
	CODE(SIGILL, ILL_ILLADR, 3, "an addressing mode that is not allowed"),
	CODE(SIGILL, ILL_ILLTRP, 4, "a trap that is not allowed"),
	CODE(SIGILL, ILL_PRVOPC, 5, "an instruction for the kernel alone"),
	CODE(SIGILL, ILL_PRVREG, 6, "a register for the kernel alone"),
	CODE(SIGILL, ILL_COPROC, 7, "a coprocessor failed"),
	CODE(SIGILL, ILL_BADSTK, 8, "the stack inside the processor failed"),
	CODE(SIGILL, ILL_BADIADDR, 9, "an instruction at an address that cannot be"),

	CODE(SIGCHLD, CLD_EXITED, 1, "the child exited"),
	CODE(SIGCHLD, CLD_KILLED, 2, "a signal ended the child"),
	CODE(SIGCHLD, CLD_DUMPED, 3, "a signal ended the child, with a core dump"),
	CODE(SIGCHLD, CLD_TRAPPED, 4, "the child, which is traced, trapped"),
	CODE(SIGCHLD, CLD_STOPPED, 5, "the child stopped"),
	CODE(SIGCHLD, CLD_CONTINUED, 6, "the child goes on"),

	CODE(0, SI_USER, 0, "sent by kill"),
	CODE(0, SI_KERNEL, 0x80, "sent by the kernel without an address, as for one that is not canonical"),
	CODE(0, SI_QUEUE, -1, "sent by sigqueue"),
	CODE(0, SI_TIMER, -2, "sent by a timer"),
	CODE(0, SI_MESGQ, -3, "sent by a message queue"),
	CODE(0, SI_ASYNCIO, -4, "sent when asynchronous input or output was done"),
	CODE(0, SI_SIGIO, -5, "sent by a queue of SIGIO"),
	CODE(0, SI_TKILL, -6, "sent by tkill or tgkill"),
	CODE(0, SI_DETHREAD, -7, "sent by execve to the other threads"),
	CODE(0, SI_ASYNCNL, -60, "sent when a name had been looked up"),
};

const struct constant_rows constants_signal = ROWS_OF(rows);
