/* x86-64: start, system call, and a call that a fault can cut short. */
	.section .text.arch, "ax", @progbits

/* arch_call(nr, words) */
	.globl arch_call
	.type arch_call, @function
arch_call:
	mov %rdi, %rax
	mov %rsi, %r11
	mov 0(%r11), %rdi
	mov 8(%r11), %rsi
	mov 16(%r11), %rdx
	mov 24(%r11), %r10
	mov 32(%r11), %r8
	mov 40(%r11), %r9
	syscall
	ret

/* The kernel's stack stays as it is; ours is in the own range. */
	.globl _start
	.type _start, @function
_start:
	lea lab_stack_end(%rip), %rsp
	xor %ebp, %ebp
	call lab_main
	ud2

/* arch_guarded(fn): six registers to keep, eight bytes so that fn finds the stack aligned */
	.globl arch_guarded
	.type arch_guarded, @function
arch_guarded:
	push %rbx
	push %rbp
	push %r12
	push %r13
	push %r14
	push %r15
	sub $8, %rsp
	mov %rsp, arch_resume_sp(%rip)
	call *%rdi
	xor %eax, %eax
	jmp 1f
	.globl arch_landing
	.type arch_landing, @function
arch_landing:
	mov arch_resume_sp(%rip), %rsp
	mov $1, %eax
1:	movq $0, arch_resume_sp(%rip)
	cld
	add $8, %rsp
	pop %r15
	pop %r14
	pop %r13
	pop %r12
	pop %rbp
	pop %rbx
	ret

	.globl arch_restorer
	.type arch_restorer, @function
arch_restorer:
	mov $15, %eax /* rt_sigreturn */
	syscall
	ud2

	.bss
	.balign 8
	.globl arch_resume_sp
arch_resume_sp:
	.skip 8
	.section .note.GNU-stack, "", @progbits
