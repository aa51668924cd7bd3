/* The pieces, in assembly, so that they run wherever they are copied to. Where one comes to its end, it returns. */
#include "support/shellcode.h"

#include <stdbool.h>

struct piece {
	const char *name;
	struct shellcode code;
};

#ifdef __x86_64__
#define PIECE(name, body)                                                                                              \
	__asm__(".pushsection .rodata\n"                                                                               \
		"shellcode_" #name ":\n" body "ret\n"                                                                  \
		"shellcode_" #name "_end:\n"                                                                           \
		".popsection\n");                                                                                      \
	extern const unsigned char shellcode_##name[], shellcode_##name##_end[]

#define ROW(name)                                                                                                      \
	{                                                                                                              \
#name,                                                                                                 \
		{                                                                                                      \
			shellcode_##name, shellcode_##name##_end                                                       \
		}                                                                                                      \
	}

#define CALL(number) "movl $" number ", %eax\nsyscall\n"
#define FREE         "0x10002000"
/* %ebx: the number behind "PPid:" in the page behind the code */
#define FIND_TUTOR                                                                                                     \
	"movl $0x10001000, %esi\n"                                                                                     \
	"1: cmpl $0x64695050, (%rsi)\n" /* "PPid" */                                                                   \
	"je 2f\nincl %esi\njmp 1b\n"                                                                                   \
	"2: addl $6, %esi\n"                                                                                           \
	"xorl %ebx, %ebx\n"                                                                                            \
	"3: movzbl (%rsi), %eax\n"                                                                                     \
	"subl $48, %eax\n"                                                                                             \
	"cmpl $9, %eax\n"                                                                                              \
	"ja 4f\n"                                                                                                      \
	"imull $10, %ebx, %ebx\n"                                                                                      \
	"addl %eax, %ebx\nincl %esi\njmp 3b\n"                                                                         \
	"4:\n"
/* a message of `bytes` from the free page, as that stands */
#define ANSWER(bytes) "movl $63, %edi\nmovl $" FREE ", %esi\nmovl $" bytes ", %edx\n" CALL("1")

PIECE(open, "leaq 9f(%rip), %rsi\nmovl $-100, %edi\nxorl %edx, %edx\n" CALL("257") "ret\n9: .asciz \"/etc/passwd\"\n");
PIECE(old_open, "leaq 9f(%rip), %rdi\nxorl %esi, %esi\nxorl %edx, %edx\n" CALL("2") "ret\n9: .asciz \"/etc/passwd\"\n");
PIECE(socket, "movl $2, %edi\nmovl $1, %esi\nxorl %edx, %edx\n" CALL("41"));
PIECE(socket_local, "movl $1, %edi\nmovl $1, %esi\nxorl %edx, %edx\n" CALL("41"));
PIECE(execve, "leaq 9f(%rip), %rdi\nxorl %esi, %esi\nxorl %edx, %edx\n" CALL("59") "ret\n9: .asciz \"/bin/sh\"\n");
PIECE(kill_tutor, FIND_TUTOR "movl %ebx, %edi\nmovl $9, %esi\n" CALL("62"));
PIECE(tgkill_tutor, FIND_TUTOR "movl %ebx, %edi\nmovl %ebx, %esi\nmovl $9, %edx\n" CALL("234"));
PIECE(queue_to_tutor, FIND_TUTOR "movl %ebx, %edi\nmovl $9, %esi\nmovl $" FREE ", %edx\n" CALL("129"));
PIECE(ptrace_tutor, FIND_TUTOR "movl $16, %edi\nmovl %ebx, %esi\nxorl %edx, %edx\nxorl %r10d, %r10d\n" CALL("101"));
PIECE(write_tutor, FIND_TUTOR "movl %ebx, %edi\nmovl $" FREE ", %esi\nmovl $1, %edx\nmovl $" FREE
			      ", %r10d\nmovl $1, %r8d\nxorl %r9d, %r9d\n" CALL("311"));
PIECE(limit_tutor, FIND_TUTOR "movl %ebx, %edi\nmovl $7, %esi\nmovl $" FREE ", %edx\nxorl %r10d, %r10d\n" CALL("302"));
/* F_SETSIG, O_ASYNC, and last whom the signal goes to */
PIECE(own_tutor, FIND_TUTOR "movl $63, %edi\nmovl $8, %esi\nmovl %ebx, %edx\n" CALL("72"));
PIECE(own_signal, "movl $63, %edi\nmovl $10, %esi\nmovl $9, %edx\n" CALL("72"));
PIECE(ioctl_tutor,
      FIND_TUTOR "movl $63, %edi\nmovl $0x8901, %esi\nmovl $" FREE ", %edx\nmovl %ebx, (%rdx)\n" CALL("16"));
PIECE(fork_bomb, "5:\n" CALL("57") "jmp 5b\n");
PIECE(clone_bomb, "5: movl $0x100, %edi\nmovl $" FREE " + 0x1000, %esi\n" CALL("56") "jmp 5b\n");
/* the call that a lesson's own fork needs, which foreign code must not have */
PIECE(clone_as_lab,
      "5: movl $0x8011, %edi\nxorl %esi, %esi\nxorl %edx, %edx\nxorl %r10d, %r10d\n" CALL("56") "jmp 5b\n");
PIECE(other_abi, "movl $11, %eax\nleaq 9f(%rip), %rbx\nxorl %ecx, %ecx\nxorl %edx, %edx\n"
		 "int $0x80\nret\n9: .asciz \"/bin/sh\"\n");
PIECE(x32, "leaq 9f(%rip), %rdi\nxorl %esi, %esi\nxorl %edx, %edx\n" CALL("0x40000208") "ret\n9: .asciz \"/bin/sh\"\n");
/* to each descriptor there may be but the wire */
PIECE(write_descriptors,
      "movl $1023, %ebx\n5: cmpl $63, %ebx\nje 6f\n"
      "movl %ebx, %edi\nleaq 9f(%rip), %rsi\nmovl $18, %edx\n" CALL("1") "6: decl %ebx\njns 5b\nret\n"
									 "9: .ascii \"\\033]0;owned\\007owned!!\"\n");
PIECE(half_answer, ANSWER("20") "5: jmp 5b\n");
/* a head that says: done, no results; numbered like no question */
PIECE(forged_answer, "movl $" FREE ", %ebx\nmovl $103, (%rbx)\nmovq $1, 8(%rbx)\n" ANSWER("48"));
PIECE(endless_answer, "5:\n" ANSWER("4096") "jmp 5b\n");
PIECE(endless_bytes, "5:\n" ANSWER("0x1000000") "jmp 5b\n");
/* a descriptor to the tutor beside a message: control at +64, message at +128, its bytes at the start */
PIECE(hands_descriptor, "movl $" FREE ", %ebx\n"
			"leaq 0x200(%rbx), %rax\nmovq %rax, 0x100(%rbx)\nmovq $48, 0x108(%rbx)\n"
			"movq $20, 64(%rbx)\nmovq $0x0000000100000001, %rax\nmovq %rax, 72(%rbx)\nmovl $63, 80(%rbx)\n"
			"leaq 0x100(%rbx), %rax\nmovq %rax, 144(%rbx)\nmovq $1, 152(%rbx)\n"
			"leaq 64(%rbx), %rax\nmovq %rax, 160(%rbx)\nmovq $24, 168(%rbx)\n"
			"movl $63, %edi\nleaq 128(%rbx), %rsi\nxorl %edx, %edx\n" CALL("46"));
PIECE(silence, "movl $63, %edi\nmovl $" FREE ", %esi\nmovl $4096, %edx\n" CALL("0"));
PIECE(closes_wire, "movl $63, %edi\n" CALL("3") "5: jmp 5b\n");
PIECE(spins, "5: jmp 5b\n");
/* no signal of the kernel's ends it but the two that cannot be caught */
PIECE(ignores_signals, "movl $" FREE ", %ebx\nmovq $1, (%rbx)\nmovl $31, %r12d\n"
		       "5: movl %r12d, %edi\nmovl %ebx, %esi\nxorl %edx, %edx\nmovl $8, %r10d\n" CALL(
			   "13") "decl %r12d\njnz 5b\n6: jmp 6b\n");
PIECE(fallocate, "movl $4, %edi\nxorl %esi, %esi\nxorl %edx, %edx\nmovq $0x10000000000, %r10\n" CALL("285"));
PIECE(raises_limits, "movl $1, %edi\nmovl $" FREE ", %esi\nmovq $-1, (%rsi)\nmovq $-1, 8(%rsi)\n" CALL("160"));
/* to the end of a file, again and again */
PIECE(fills_file, "5: movl $4, %edi\nmovl $" FREE ", %esi\nmovl $4096, %edx\n" CALL("1") "testl %eax, %eax\njg 5b\n");
PIECE(fills_memory, "5: xorl %edi, %edi\nmovl $0x400000, %esi\nmovl $3, %edx\nmovl $0x8022, %r10d\n"
		    "movl $-1, %r8d\nxorl %r9d, %r9d\n" CALL("9") "testq %rax, %rax\njns 5b\n");
PIECE(breaks_lab, "movl $0x40e000, %edi\nmovl $0x2000, %esi\nmovl $7, %edx\n" CALL(
		      "10") "movl $0x40e000, %edi\nmovl $0x2000, %ecx\nmovb $0xcc, %al\nrep stosb\n");

static const struct piece pieces[] = {
	ROW(open),
	ROW(old_open),
	ROW(socket),
	ROW(socket_local),
	ROW(execve),
	ROW(kill_tutor),
	ROW(tgkill_tutor),
	ROW(queue_to_tutor),
	ROW(ptrace_tutor),
	ROW(write_tutor),
	ROW(limit_tutor),
	ROW(own_tutor),
	ROW(own_signal),
	ROW(ioctl_tutor),
	ROW(fork_bomb),
	ROW(clone_bomb),
	ROW(clone_as_lab),
	ROW(other_abi),
	ROW(x32),
	ROW(write_descriptors),
	ROW(half_answer),
	ROW(forged_answer),
	ROW(endless_answer),
	ROW(endless_bytes),
	ROW(hands_descriptor),
	ROW(silence),
	ROW(closes_wire),
	ROW(spins),
	ROW(ignores_signals),
	ROW(fallocate),
	ROW(raises_limits),
	ROW(fills_file),
	ROW(fills_memory),
	ROW(breaks_lab),
};
enum { PIECES = sizeof pieces / sizeof pieces[0] };
#else
static const struct piece pieces[] = { { "", { NULL, NULL } } };
enum { PIECES = 1 };
#endif

/* A name is written with "-" by whoever asks, since a lesson's may hold no "_". */
static bool same(const char *piece, const char *name)
{
	while (*piece && (*piece == *name || (*piece == '_' && *name == '-')))
		piece++, name++;
	return !*piece && !*name;
}

const struct shellcode *shellcode_named(const char *name)
{
	for (size_t i = 0; i < PIECES; i++) {
		if (pieces[i].code.start && same(pieces[i].name, name))
			return &pieces[i].code;
	}
	return NULL;
}
