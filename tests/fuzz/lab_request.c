/*
 * Any bytes as requests to the lab program: its own loop and its operations, with the kernel behind them replaced. It
 * performs what is a request, ends on what is none, and answers with no more than an answer may hold.
 *
 *   input   length (2 bytes) | message | length | message | ...
 */
#include <stddef.h>
#include <string.h>

#include "support/fuzz.h"

/* The program brings one of its own. */
#define memset lab_memset
#include "lab/prog/lab.c"
#include "lab/prog/perform.c"
#undef memset

unsigned char own_start[1], own_end[1], code_start[1], code_end[1];
uint64_t arch_resume_sp;

static struct {
	const unsigned char *at, *end;
	unsigned sent;
	bool lesson; /* what is called now is the lesson's, with words of its own */
} input;

void lab_catch(void)
{
}

void lab_default(int sig)
{
	(void)sig;
}

/* Weak, so that the compiler knows as little of them as of the assembly that they stand for. */
int arch_guarded(void (*fn)(void)) __attribute__((weak));
int64_t arch_call(int64_t nr, const uint64_t words[6]) __attribute__((weak));

/* Memory is the lesson's, and not here; a kind that does not exist is let through, to be seen. */
int arch_guarded(void (*fn)(void))
{
	uint32_t kind = op_at(state.at)->kind;
	input.lesson = true;
	if (kind == LAB_CALL || kind > LAB_EXEC)
		fn();
	input.lesson = false;
	return kind != LAB_CALL && kind % 2;
}

/* The next message of the input, cut where the program's room ends, as the kernel cuts it. */
static int64_t give_message(struct msghdr *m)
{
	size_t n, done = 0;
	m->msg_flags = 0;
	m->msg_controllen = 0;
	if (input.end - input.at < 2)
		return 0;
	n = (size_t)(input.at[0] | input.at[1] << 8);
	input.at += 2;
	n = n < (size_t)(input.end - input.at) ? n : (size_t)(input.end - input.at);
	for (size_t i = 0; i < m->msg_iovlen; i++) {
		size_t part = n - done < m->msg_iov[i].iov_len ? n - done : m->msg_iov[i].iov_len;
		memcpy(m->msg_iov[i].iov_base, input.at + done, part);
		done += part;
	}
	input.at += n;
	return (int64_t)done;
}

/* Every byte that is sent is read, so that a sanitizer sees one that is not there. */
static int64_t take_answer(const struct msghdr *m)
{
	static unsigned char answer[WIRE_ANSWER];
	size_t n = 0;
	for (size_t i = 0; i < m->msg_iovlen; i++) {
		fuzz_hold(m->msg_iov[i].iov_len <= sizeof answer - n);
		memcpy(answer + n, m->msg_iov[i].iov_base, m->msg_iov[i].iov_len);
		n += m->msg_iov[i].iov_len;
	}
	input.sent++;
	return (int64_t)n;
}

int64_t arch_call(int64_t nr, const uint64_t words[6])
{
	if (input.lesson)
		return nr % 7 ? 0 : -1;
	if (nr == SYS_recvmsg)
		return give_message((struct msghdr *)(uintptr_t)words[1]);
	if (nr == SYS_sendmsg)
		return take_answer((const struct msghdr *)(uintptr_t)words[1]);
	if (nr == SYS_getrusage)
		*(struct rusage *)(uintptr_t)words[1] = (struct rusage){ 0 };
	return 0;
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	input.at = bytes;
	input.end = bytes + n;
	input.sent = 0;
	memset(&state, 0, sizeof state);
	state.page = 4096;
	lab_main();
	fuzz_hold(input.sent <= 2 * n);
	return 0;
}
