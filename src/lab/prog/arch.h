/* What differs between machines: entering the kernel, coming back from a fault. One arch_<machine>.h each. */
#ifndef LAB_PROG_ARCH_H
#define LAB_PROG_ARCH_H

#include <stdint.h>

/* Runs fn; 0 where it returned, 1 where arch_resume cut it short. Not nested. */
int arch_guarded(void (*fn)(void));
/* The stack pointer to come back to while arch_guarded runs something, else 0. */
extern uint64_t arch_resume_sp;
/* Where a cut short run goes on; the handler's context is pointed at it. */
void arch_landing(void);
/* The way out of a signal handler, ours: a lesson may unmap the kernel's. */
void arch_restorer(void);

#if defined(__x86_64__)
#include "lab/prog/arch_x86_64.h"
#elif defined(__aarch64__)
#include "lab/prog/arch_aarch64.h"
#else
#error "the lab program knows x86_64 and aarch64"
#endif

#endif
