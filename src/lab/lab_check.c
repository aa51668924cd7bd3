/*
 * What a request may name. Refused here is what would harm the lab or escape it; what the kernel itself refuses
 * goes through, for its answer is the lesson.
 */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "lab/inside.h"

#include "base/tr.h"

struct span {
	uint64_t start, end; /* end: the last byte, so that a range up to the top does not wrap */
};

/* Where the machine ignores the top byte of an address, so does the comparison. */
static uint64_t plain(uint64_t addr)
{
#ifdef __aarch64__
	return (uint64_t)((int64_t)(addr << 8) >> 8);
#else
	return addr;
#endif
}

/* Whole units of `unit` bytes (a power of two). No bytes count as one: some calls act on their page all the same. */
static struct span span_of(uint64_t addr, uint64_t len, uint64_t unit)
{
	struct span s = { .start = plain(addr) };
	if (__builtin_add_overflow(s.start, len ? len - 1 : 0, &s.end))
		s.end = UINT64_MAX;
	s.start &= ~(unit - 1);
	s.end |= unit - 1;
	return s;
}

static bool meets(const struct lab *l, struct span s)
{
	for (size_t i = 0; i < WIRE_RANGES; i++) {
		if (s.start < l->hello.own[i].end && s.end >= l->hello.own[i].start)
			return true;
	}
	return false;
}

bool lab_owns(const struct lab *l, uint64_t addr, uint64_t len)
{
	return meets(l, span_of(addr, len, l->page));
}

struct check {
	const struct lab *l;
	const struct lab_op *op;
	uint64_t words[6];
	const void *scratch;
	size_t scratch_len;
	bool *touches_own;
	struct err *e;
};

static int refuse(const struct check *c, const char *why)
{
	return err_set(c->e, EPERM, "", "", "%s", why);
}

static int own_range(const struct check *c, struct span s)
{
	if (!meets(c->l, s))
		return 0;
	if (!c->l->options.die || c->l->spared)
		return refuse(c,
			      tr("the range meets memory that the lesson's process lives in; only a `die:` statement "
				 "may reach for it"));
	*c->touches_own = true;
	return 0;
}

static int own_bytes(const struct check *c, uint64_t addr, uint64_t len)
{
	return len ? own_range(c, span_of(addr, len, 1)) : 0;
}

static bool in_scratch(const struct check *c, unsigned k)
{
	return c->op->scratch_mask >> k & 1;
}

/* Bytes that an IN, OUT or STRUCT parameter spans; UINT64_MAX where that is more than any range has. */
static uint64_t extent_bytes(const struct check *c, const struct param *p)
{
	uint64_t units = 1, bytes;
	if (p->role == ROLE_STRUCT)
		return p->layout->size;
	if (p->extent.param >= 0)
		units = c->words[p->extent.param];
	if (p->extent.param >= 0 && p->extent.per_page)
		units = units / c->l->page + (units % c->l->page != 0);
	return __builtin_mul_overflow(units, p->extent.bytes, &bytes) ? UINT64_MAX : bytes;
}

static int scratch_word(const struct check *c, unsigned k, const struct param *p)
{
	uint64_t at = c->words[k], bytes;
	if (p->role != ROLE_IN && p->role != ROLE_OUT && p->role != ROLE_STRUCT)
		return refuse(c, tr("a text or an array stands where the call takes a number"));
	if (at > c->scratch_len)
		return refuse(c, tr("an argument lies outside of what was handed over"));
	bytes = extent_bytes(c, p);
	if (p->role == ROLE_IN && p->extent.param < 0 && p->extent.bytes == 0) {
		const char *text = (const char *)c->scratch + at;
		bytes = at < c->scratch_len ? strnlen(text, c->scratch_len - at) + 1 : 1;
	}
	if (bytes > c->scratch_len - at)
		return refuse(c, tr("the call would read or write behind the end of a text or an array"));
	return 0;
}

/* Higher ones cannot be open (RLIMIT_NOFILE, hard): the kernel says EBADF. */
static bool own_fd(int32_t fd)
{
	return fd >= LAB_PROG_FD && fd < WIRE_NOFILE;
}

static int param_word(const struct check *c, unsigned k, const struct param *p)
{
	if (in_scratch(c, k))
		return scratch_word(c, k, p);
	if (p->role == ROLE_FD && own_fd((int32_t)c->words[k]))
		return refuse(c, tr("descriptors 62 and 63 are not the lesson's"));
	if (p->role == ROLE_OUT || (p->role == ROLE_STRUCT && p->out))
		return own_bytes(c, c->words[k], extent_bytes(c, p));
	return 0;
}

/* munmap, mmap and the like of huge pages round to those; the largest are 16 GiB, and low memory is no place for them.
 */
static uint64_t rounding(const struct check *c)
{
	const struct call *row = c->op->call;
	return row->nr == SYS_mmap && (c->words[3] & MAP_HUGETLB) ? 1ULL << 34 : c->l->page;
}

static int reach(const struct check *c, const struct reach *r)
{
	if (r->addr < 0 || (r->when >= 0 && !(c->words[r->when] & r->mask)))
		return 0;
	return own_range(c, span_of(c->words[r->addr], r->len < 0 ? 0 : c->words[r->len], rounding(c)));
}

static int check_call(const struct check *c)
{
	const struct call *row = c->op->call;
	unsigned n = c->op->n;
	const struct limit *limit;
	int status = 0;

	if (!row || row->by != BY_LAB || row->nr == SYS_clone || n < row->min || n > row->max)
		return refuse(c, tr("this call is not made in the lesson's process"));
	limit = call_refuses(row, c->words, n);
	if (limit)
		return refuse(c, limit->say);
	for (unsigned k = 0; k < n && !status; k++)
		status = param_word(c, k, &row->params[k]);
	for (size_t i = 0; i < sizeof row->reach / sizeof row->reach[0] && !status; i++)
		status = reach(c, &row->reach[i]);
	return status;
}

/* Memory without a call: which words are a start and its bytes; `bytes` -1: one byte. */
static const struct {
	int8_t start, bytes, from; /* from: a second start, -1 for none */
} accesses[] = {
	[LAB_LOAD] = { 0, -1, -1 }, [LAB_STORE] = { 0, -1, -1 }, [LAB_FILL] = { 0, 2, -1 },  [LAB_COPY] = { 0, 2, 1 },
	[LAB_TOUCH] = { 0, 1, -1 }, [LAB_DIRTY] = { 0, 1, -1 },  [LAB_EXEC] = { 0, -1, -1 },
};

static int check_access(const struct check *c)
{
	const struct lab_op *op = c->op;
	int8_t second = accesses[op->kind].from;
	uint64_t bytes = accesses[op->kind].bytes < 0 ? 1 : c->words[accesses[op->kind].bytes];
	int status;

	if (op->kind == LAB_EXEC && !c->l->options.exec)
		return refuse(c, tr("exec() runs only in a process that was made for it"));
	if (op->scratch_mask & ~(second >= 0 ? 1U << second : 0U))
		return refuse(c, tr("a text stands where an address is needed"));
	status = own_bytes(c, c->words[0], bytes);
	if (status || second < 0)
		return status;
	if (!in_scratch(c, (unsigned)second))
		return own_bytes(c, c->words[second], bytes);
	if (c->words[second] > c->scratch_len || bytes > c->scratch_len - c->words[second])
		return refuse(c, tr("memcpy() would read behind the end of the text"));
	return 0;
}

void check_words(const struct lab_op *op, uint64_t words[6])
{
	memcpy(words, op->words, sizeof op->words);
	for (unsigned k = op->n; op->kind == LAB_CALL && k < CALL_PARAMS; k++)
		words[k] = op->call->tail[k - op->n];
}

int check_op(const struct lab *l, const struct lab_op *op, const void *scratch, size_t scratch_len, bool *touches_own,
	     struct err *e)
{
	struct check c = {
		.l = l, .op = op, .scratch = scratch, .scratch_len = scratch_len, .touches_own = touches_own, .e = e
	};
	if (op->kind > LAB_EXEC || (op->kind == LAB_CALL && (!op->call || op->n > CALL_PARAMS)))
		return refuse(&c, tr("this is nothing that the lesson's process can do"));
	check_words(op, c.words);
	return op->kind == LAB_CALL ? check_call(&c) : check_access(&c);
}
