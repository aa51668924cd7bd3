/*
 * Hostile lessons that are made here: machine code poked into a page and run by exec(); the same reached by a `die:`
 * step that writes over the lab's own stack, with all that an ordinary lab has.
 */
#include <stdio.h>
#include <string.h>

#include "support/hostile.h"
#include "support/shellcode.h"

#define BY_FILTER "the process dies: SIGSYS"
#define IN_TIME   "the statement was not done after 10000 ms"

static void begin(struct buf *json, const char *name)
{
	buf_printf(json,
		   "{\"format\":1,\"id\":\"%s\",\"rev\":1,\"title\":\"A lesson from a stranger\","
		   "\"files\":{\"f\":{\"size\":4096}},\"steps\":[{\"id\":\"a\",\"do\":[",
		   name);
}

static void put_code(struct buf *json, const char *to, const struct shellcode *c)
{
	size_t n = (size_t)(c->end - c->start);
	buf_printf(json, "\"%s, \\\"", to);
	for (size_t i = 0; i < n; i++)
		buf_printf(json, "\\\\%03o", c->start[i]);
	buf_printf(json, "\\\", %zu)\",", n);
}

/* Where the code lies, and what lies behind it: see shellcode.h. */
static void put_room(struct buf *json)
{
	buf_printf(json, "\"m = mmap(0x10000000, 16*page, PROT_READ|PROT_WRITE|PROT_EXEC, "
			 "MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)\","
			 "\"s = open(\\\"/proc/self/status\\\", O_RDONLY)\",\"read(s, m + page, page)\","
			 "\"f = open(\\\"f\\\", O_RDWR)\",");
}

static void finish(struct buf *json)
{
	buf_printf(json,
		   "],\"expect\":[]},{\"id\":\"after\",\"fresh\":true,\"do\":[\"k = 1\"],\"expect\":[\"k == 1\"]}]}");
}

static void poked(struct buf *json, const struct attack *a)
{
	begin(json, a->name);
	put_room(json);
	put_code(json, "memcpy(m", shellcode_named(strchr(a->name, '-') + 1));
	buf_printf(json, "\"exec(m)\"");
	finish(json);
}

/* Over the lab's own stack, so that its next return goes to the code. */
static void returned_to(struct buf *json, const struct attack *a)
{
	begin(json, a->name);
	put_room(json);
	put_code(json, "memcpy(m", shellcode_named(strchr(a->name, '-') + 1));
	buf_printf(json, "{\"repeat\":512,\"do\":[\"m[3*page + 8*i + 3] = 0x10\"]},"
			 "\"die: memcpy(lab_stack, m + 3*page, page)\"");
	finish(json);
}

static const struct attack attacks[] = {
	{ .name = "code-open", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-old-open", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-socket", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-socket-local", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-execve", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-kill-tutor", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-tgkill-tutor", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-queue-to-tutor", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-ptrace-tutor", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-write-tutor", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-limit-tutor", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-own-tutor", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-own-signal", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-ioctl-tutor", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-fork-bomb", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-clone-bomb", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-clone-as-lab", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-other-abi", .make = poked, .status = 0, .says = "SIG" },
	{ .name = "code-x32", .make = poked, .status = 0, .says = BY_FILTER },
	{ .name = "code-write-descriptors", .make = poked, .status = 0, .says = "exec(m);  → 18" },
	{ .name = "code-half-answer", .make = poked, .status = 1, .says = "answered with a message of a strange size" },
	{ .name = "code-forged-answer", .make = poked, .status = 1, .says = "answered another question" },
	{ .name = "code-endless-answer", .make = poked, .status = 1, .says = "answered another question" },
	{ .name = "code-endless-bytes", .make = poked, .status = 1, .says = IN_TIME },
	{ .name = "code-hands-descriptor", .make = poked, .status = 1, .says = "answered another question" },
	{ .name = "code-silence", .make = poked, .status = 1, .says = IN_TIME },
	{ .name = "code-closes-wire", .make = poked, .status = 1, .says = "closed its wire" },
	{ .name = "code-spins", .make = poked, .status = 1, .says = IN_TIME },
	{ .name = "code-ignores-signals", .make = poked, .status = 1, .says = IN_TIME },
	{ .name = "code-fallocate", .make = poked, .status = 0, .says = "SIGXFSZ" },
	{ .name = "code-raises-limits", .make = poked, .status = 0, .says = "exec(m);  → -1" },
	{ .name = "code-fills-file", .make = poked, .status = 0, .says = "SIGXFSZ" },
	{ .name = "code-fills-memory", .make = poked, .status = 0, .says = "exec(m);  → -12" },
	{ .name = "code-breaks-lab", .make = poked, .status = 0, .says = "SIGSEGV, SEGV_ACCERR" },
	{ .name = "die-open", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-old-open", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-socket", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-socket-local", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-execve", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-kill-tutor", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-tgkill-tutor", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-queue-to-tutor", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-ptrace-tutor", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-write-tutor", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-limit-tutor", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-own-tutor", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-own-signal", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-ioctl-tutor", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-fork-bomb", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-clone-bomb", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-clone-as-lab", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-other-abi", .make = returned_to, .status = 0, .says = "SIG" },
	{ .name = "die-x32", .make = returned_to, .status = 0, .says = BY_FILTER },
	{ .name = "die-forged-answer", .make = returned_to, .status = 1, .says = "answered another question" },
	{ .name = "die-hands-descriptor", .make = returned_to, .status = 1, .says = "answered another question" },
	{ .name = "die-fallocate", .make = returned_to, .status = 0, .says = "the process dies: SIGXFSZ" },
	{ .name = "die-fills-file", .make = returned_to, .status = 0, .says = "the process dies: SIGXFSZ" },
};

static const struct attack elsewhere[] = {
	{ .name = "code", .skip = "the machine code is of x86-64" },
};

int main(void)
{
	if (!shellcode_named("open"))
		return attacks_run(elsewhere, 1);
	return attacks_run(attacks, sizeof attacks / sizeof attacks[0]);
}
