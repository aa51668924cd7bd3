/* What a lab that lies is believed: nothing. A program in its place forges answers; each ends it, and the tutor lives.
 */
#include "unit/lab_kit.h"

#include <sys/pidfd.h>

#include "lab/inside.h"
#include "support/prober.h"

struct forged {
	struct wire_reply head;
	struct wire_result result;
	char rest[LAB_SCRATCH - sizeof(struct wire_reply) - sizeof(struct wire_result)];
};

/* A true answer to a request of one operation, but for what `spoil` does to it. */
struct lie {
	const char *name;
	void (*spoil)(struct forged *f, size_t *len);
};

static void none(struct forged *f, size_t *len)
{
	(void)f, (void)len;
}

static void empty(struct forged *f, size_t *len)
{
	(void)f;
	*len = 1;
}

static void cut(struct forged *f, size_t *len)
{
	(void)f;
	*len = sizeof f->head - 1;
}

static void half(struct forged *f, size_t *len)
{
	(void)f;
	*len -= sizeof f->result / 2;
}

static void longer(struct forged *f, size_t *len)
{
	(void)f;
	*len += 1;
}

static void largest(struct forged *f, size_t *len)
{
	(void)f;
	*len = sizeof *f;
}

static void other_question(struct forged *f, size_t *len)
{
	(void)len;
	f->head.seq--;
}

static void more_results(struct forged *f, size_t *len)
{
	f->head.ops = 2;
	*len += sizeof f->result;
}

static void countless_results(struct forged *f, size_t *len)
{
	(void)len;
	f->head.ops = UINT32_MAX;
}

static void more_bytes(struct forged *f, size_t *len)
{
	(void)len;
	f->head.bytes = UINT32_MAX;
}

static void bytes_not_asked_for(struct forged *f, size_t *len)
{
	f->head.bytes = 64;
	*len += 64;
}

static void unknown_outcome(struct forged *f, size_t *len)
{
	(void)len;
	f->result.kind = WIRE_NOT_RUN + 1;
}

static void unknown_signal(struct forged *f, size_t *len)
{
	(void)len;
	f->result.kind = WIRE_FAULT;
	f->result.sig = SIGKILL;
}

static const struct lie lies[] = {
	{ "an empty message", empty },
	{ "half a head", cut },
	{ "half a result", half },
	{ "a byte too many", longer },
	{ "the largest there is", largest },
	{ "to another question", other_question },
	{ "more results", more_results },
	{ "countless results", countless_results },
	{ "more bytes than a message holds", more_bytes },
	{ "bytes that were not asked for", bytes_not_asked_for },
	{ "an unknown outcome", unknown_outcome },
	{ "a signal that no fault has", unknown_signal },
};

/* Asks for a forged answer; `behind`: for a true one, with the forged one waiting behind it. */
static int ask(struct lab *l, const struct lie *lie, bool behind, int64_t value, struct err *e)
{
	static struct forged f;
	size_t len = sizeof f.head + sizeof f.result;
	struct wire_op op = { .kind = INSIDE_FORGE };
	struct parcel p = { .ask = WIRE_DO, .ops = &op, .ops_n = 1, .scratch = &f, .scratch_len = sizeof f, .fd = -1 };

	f = (struct forged){ .head = { .answer = WIRE_DONE, .seq = l->seq + (behind ? 2 : 1), .value = value } };
	f.head.ops = behind ? 0 : 1;
	len -= behind ? sizeof f.result : 0;
	lie->spoil(&f, &len);
	op.words[0] = len;
	op.words[1] = behind;
	return wire_ask(l, &p, e);
}

static void test_a_true_answer(void **state)
{
	struct lab *l = prober_start((struct lab_options){ 0 });
	struct err e = { 0 };
	(void)state;
	assert_int_equal(ask(l, &(struct lie){ "nothing", none }, false, 0, &e), 0);
	lab_end(l);
}

static void test_forged_answers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
		struct lab *l = prober_start((struct lab_options){ .limit_ms = 5000 });
		struct lab_how how;
		struct err e = { 0 };
		int status = ask(l, &lies[i], false, 0, &e);
		if (status != -EPROTO)
			fail_msg("%s: %d", lies[i].name, status);
		assert_true(e.what[0]);
		assert_int_equal(lab_how(l, &how, &e), 0);
		assert_int_equal(how.status, SIGKILL);
		lab_end(l);
	}
}

/* A process that is no child of this one, and waits. */
static pid_t stranger(int *pidfd)
{
	int ends[2];
	pid_t pid;
	assert_int_equal(pipe(ends), 0);
	pid_t between = fork();
	if (between == 0) {
		pid = fork();
		if (pid == 0) {
			close(ends[0]);
			close(ends[1]);
			pause();
			_exit(0);
		}
		_exit(write(ends[1], &pid, sizeof pid) != sizeof pid);
	}
	assert_int_equal(read(ends[0], &pid, sizeof pid), sizeof pid);
	assert_int_equal(waitpid(between, NULL, 0), between);
	close(ends[0]);
	close(ends[1]);
	*pidfd = pidfd_open(pid, 0);
	assert_true(*pidfd >= 0);
	return pid;
}

/* The lab answers a fork with the number of a process that is not its own: it would be ended as the lesson's. */
static void test_forged_child(void **state)
{
	struct lab *l = prober_start((struct lab_options){ .limit_ms = 5000 }), *child = NULL;
	struct err e = { 0 };
	int64_t pid;
	int other;
	(void)state;
	pid_t victim = stranger(&other);
	assert_int_equal(ask(l, &(struct lie){ "nothing", none }, true, victim, &e), 0);
	int status = lab_fork(l, &child, &pid, NULL, &e);
	lab_end(child);
	lab_end(l);
	bool killed = fd_polls(other, 0);
	assert_int_equal(pidfd_send_signal(other, SIGKILL, NULL, 0), 0);
	close(other);
	while (waitpid(-1, NULL, 0) > 0)
		;
	assert_int_equal(status, -EPROTO);
	assert_false(killed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(test_a_true_answer),
		KIT_TEST(test_forged_answers),
		KIT_TEST(test_forged_child),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
