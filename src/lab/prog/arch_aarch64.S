/* aarch64: start, system call, and a call that a fault can cut short. */
	.section .text.arch, "ax", %progbits

/* arch_call(nr, words) */
	.globl arch_call
	.type arch_call, %function
arch_call:
	mov x8, x0
	mov x9, x1
	ldp x0, x1, [x9]
	ldp x2, x3, [x9, 16]
	ldp x4, x5, [x9, 32]
	svc 0
	ret

/* The kernel's stack stays as it is; ours is in the own range. */
	.globl _start
	.type _start, %function
_start:
	adrp x0, lab_stack_end
	add x0, x0, :lo12:lab_stack_end
	mov sp, x0
	mov x29, xzr
	mov x30, xzr
	bl lab_main
	brk 1

/* arch_guarded(fn): x19 to x28, the frame and the way back */
	.globl arch_guarded
	.type arch_guarded, %function
arch_guarded:
	stp x29, x30, [sp, -96]!
	stp x19, x20, [sp, 16]
	stp x21, x22, [sp, 32]
	stp x23, x24, [sp, 48]
	stp x25, x26, [sp, 64]
	stp x27, x28, [sp, 80]
	mov x9, sp
	adrp x10, arch_resume_sp
	str x9, [x10, :lo12:arch_resume_sp]
	blr x0
	mov w0, wzr
	b 1f
	.globl arch_landing
	.type arch_landing, %function
arch_landing:
	mov w0, 1
1:	adrp x10, arch_resume_sp
	ldr x9, [x10, :lo12:arch_resume_sp]
	mov sp, x9
	str xzr, [x10, :lo12:arch_resume_sp]
	ldp x19, x20, [sp, 16]
	ldp x21, x22, [sp, 32]
	ldp x23, x24, [sp, 48]
	ldp x25, x26, [sp, 64]
	ldp x27, x28, [sp, 80]
	ldp x29, x30, [sp], 96
	ret

	.globl arch_restorer
	.type arch_restorer, %function
arch_restorer:
	mov x8, 139 /* rt_sigreturn */
	svc 0
	brk 1

	.bss
	.balign 8
	.globl arch_resume_sp
arch_resume_sp:
	.skip 8
	.section .note.GNU-stack, "", %progbits
