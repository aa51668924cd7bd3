/* x86-64: system calls and the context of a signal. */
#ifndef LAB_PROG_ARCH_X86_64_H
#define LAB_PROG_ARCH_X86_64_H

#include <ucontext.h>

/* In assembly and at the start of the code, so that `lab_code` is what every call returns to. */
int64_t arch_call(int64_t nr, const uint64_t words[6]);

/* Flags as a function starts with them: a single step, an alignment check or a direction of the lesson's code end. */
static inline void arch_resume(ucontext_t *u)
{
	u->uc_mcontext.gregs[REG_RIP] = (greg_t)(uintptr_t)arch_landing;
	u->uc_mcontext.gregs[REG_EFL] = 0x202;
}

/* Stores the byte that is there, in one access: it faults once, as a store. */
static inline void arch_rewrite(volatile unsigned char *p)
{
	__asm__ volatile("lock orb $0, %0" : "+m"(*p));
}

static inline void arch_code_written(uint64_t addr)
{
	(void)addr; /* the caches of this machine agree */
}

#endif
