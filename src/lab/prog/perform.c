/* Performs the operations of one request, each so that a fault in it is an outcome. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include "lab/lab.h"
#include "lab/prog/state.h"

void lab_count(uint64_t *minor, uint64_t *major)
{
	struct rusage usage;
	SYS(SYS_getrusage, RUSAGE_SELF, PTR(&usage));
	*minor = (uint64_t)usage.ru_minflt;
	*major = (uint64_t)usage.ru_majflt;
}

static const struct wire_op *op_at(uint32_t i)
{
	return (const struct wire_op *)(const void *)state.payload + i;
}

static unsigned char *scratch(void)
{
	return state.payload + state.request.ops * sizeof(struct wire_op);
}

/* Volatile: each access is one of the lesson's, in its order; none may be left out or joined. */
static int64_t do_load(const uint64_t *w)
{
	return *(volatile unsigned char *)w[0];
}

static int64_t do_store(const uint64_t *w)
{
	*(volatile unsigned char *)w[0] = (unsigned char)w[1];
	return (unsigned char)w[1];
}

static int64_t do_fill(const uint64_t *w)
{
	volatile unsigned char *p = (volatile unsigned char *)w[0];
	for (uint64_t i = 0; i < w[2]; i++)
		p[i] = (unsigned char)w[1];
	return (int64_t)w[0];
}

static int64_t do_copy(const uint64_t *w)
{
	volatile unsigned char *to = (volatile unsigned char *)w[0];
	const volatile unsigned char *from = (const volatile unsigned char *)w[1];
	for (uint64_t i = 0; i < w[2]; i++)
		to[i] = from[i];
	return (int64_t)w[0];
}

/* A byte of every page that [start, start + n) meets: the first in the range, then each page's first. */
static int64_t each_page(const uint64_t *w, bool write)
{
	uint64_t at = w[0], end = w[0] + w[1];
	while (at < end) {
		volatile unsigned char *p = (volatile unsigned char *)at;
		if (write)
			arch_rewrite(p);
		else
			(void)*p;
		at = (at | (state.page - 1)) + 1;
		if (at == 0)
			break;
	}
	return 0;
}

static int64_t do_touch(const uint64_t *w)
{
	return each_page(w, false);
}

static int64_t do_dirty(const uint64_t *w)
{
	return each_page(w, true);
}

static int64_t do_exec(const uint64_t *w)
{
	arch_code_written(w[0]);
	return ((int (*)(void))(uintptr_t)w[0])();
}

static int64_t (*const memory_ops[])(const uint64_t *words) = {
	[LAB_LOAD] = do_load,   [LAB_STORE] = do_store, [LAB_FILL] = do_fill, [LAB_COPY] = do_copy,
	[LAB_TOUCH] = do_touch, [LAB_DIRTY] = do_dirty, [LAB_EXEC] = do_exec,
};

static void run_one(void)
{
	const struct wire_op *op = op_at(state.at);
	uint64_t words[6];
	for (unsigned k = 0; k < 6; k++)
		words[k] = op->words[k] + ((op->scratch_mask >> k & 1) ? PTR(scratch()) : 0);
	if (op->kind == LAB_CALL)
		state.value = arch_call(op->nr, words);
	else
		state.value = memory_ops[op->kind](words);
}

static void count_since(void)
{
	lab_count(&state.reply.minor, &state.reply.major);
	state.reply.minor -= state.minor;
	state.reply.major -= state.major;
}

/* A process that leaves says so first, since nobody answers afterwards. */
static void before_exit(const struct wire_op *op)
{
	if (op->kind != LAB_CALL || op->nr != SYS_exit_group)
		return;
	count_since();
	lab_send(WIRE_LEAVING, state.at, 0, scratch());
}

void lab_perform(void)
{
	uint32_t n = state.request.ops;
	bool stopped = false;

	if ((state.request.flags & WIRE_MORTAL) && !state.plain) {
		state.plain = true;
		lab_default(SIGPIPE);
		lab_default(SIGXFSZ);
	}
	lab_count(&state.minor, &state.major);
	state.working = true;
	for (uint32_t i = 0; i < n; i++) {
		struct wire_result *r = &state.results[i];
		state.at = i;
		*r = (struct wire_result){ .kind = stopped ? WIRE_NOT_RUN : WIRE_RETURNED };
		if (stopped)
			continue;
		before_exit(op_at(i));
		if (arch_guarded(run_one) == 0)
			r->value = state.value;
		else
			stopped = (state.request.flags & WIRE_STOP) != 0;
	}
	state.working = false;
	count_since();
	lab_send(WIRE_DONE, n, state.request.bytes, scratch());
}
