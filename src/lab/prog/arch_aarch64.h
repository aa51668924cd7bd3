/* aarch64: system calls and the context of a signal. */
#ifndef LAB_PROG_ARCH_AARCH64_H
#define LAB_PROG_ARCH_AARCH64_H

#include <ucontext.h>

int64_t arch_call(int64_t nr, const uint64_t words[6]);

/* Condition flags, the single step and the branch type are those of a fresh start. */
static inline void arch_resume(ucontext_t *u)
{
	u->uc_mcontext.pc = (uintptr_t)arch_landing;
	u->uc_mcontext.pstate = 0;
}

/* Stores the byte that is there. An untouched page faults twice: older processors have no single access for it. */
static inline void arch_rewrite(volatile unsigned char *p)
{
	*p = *p;
}

/* Makes code that was stored at addr, up to the end of its 4 KiB, visible to the fetch of instructions. */
static inline void arch_code_written(uint64_t addr)
{
	uint64_t end = (addr | 4095) + 1;
	for (uint64_t a = addr & ~(uint64_t)15; a < end; a += 16)
		__asm__ volatile("dc cvau, %0" : : "r"(a) : "memory");
	__asm__ volatile("dsb ish" : : : "memory");
	for (uint64_t a = addr & ~(uint64_t)15; a < end; a += 16)
		__asm__ volatile("ic ivau, %0" : : "r"(a) : "memory");
	__asm__ volatile("dsb ish\n\tisb" : : : "memory");
}

#endif
