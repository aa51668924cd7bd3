/*
 * What a statement does to a process: calls, loads and stores.
 *
 *   value ──gather──▶ words + scratch bytes ──lab_do──▶ raw result ──book──▶ outcome
 *                        ◀──────────scatter── structures and arrays that the kernel filled
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "base/tr.h"
#include "tutor/batch.h"
#include "tutor/parts.h"

#define DISK_MAX (512ULL << 20) /* a mapping fills a sparse file without a limit of the kernel's */

enum eval stage_refuse(struct stage *s, const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), tr(fmt), ap);
	va_end(ap);
	s->now = (struct outcome){ .kind = OUTCOME_REFUSED, .why = arena_strdup(&s->arena, text) };
	return EVAL_STOP;
}

struct actor *stage_actor(struct stage *s, int actor)
{
	struct actor *a = &s->actors[actor < 0 ? 0 : actor];

	if (actor < 0 || (size_t)actor >= s->actors_n) {
		stage_refuse(s, "there is no such process");
		return NULL;
	}
	if (a->ended) {
		stage_refuse(s, "%s%s has ended and can perform nothing",
			     a->name[0] != '\0' ? tr("the process ") : tr("the process"), a->name);
		return NULL;
	}
	return a;
}

void stage_ended(struct stage *s, int actor)
{
	struct actor *a = &s->actors[actor];

	if (a->ended)
		return;
	a->ended = true;
	if (lab_how(a->lab, &a->how, NULL) < 0)
		a->how.known = false;
}

enum eval stage_lost(struct stage *s, int actor, int status, const struct err *e)
{
	struct outcome *o = &s->now;
	struct actor *a = &s->actors[actor];

	s->touched = true;
	*o = (struct outcome){ .kind = OUTCOME_LOST, .why = arena_strdup(&s->arena, e->what) };
	if (status == -EPERM || status == -ENOMEM) {
		o->kind = OUTCOME_REFUSED;
		return EVAL_STOP;
	}
	/* Whatever else failed, it failed on this side: the process is as it was. */
	if (status != -ESRCH && status != -ETIME && status != -EINTR && status != -EPROTO)
		return EVAL_STOP;
	s->silent = s->silent || status == -ETIME;
	stage_ended(s, actor);
	if (status != -ESRCH || !a->how.known)
		return EVAL_STOP;
	if (a->how.exited) {
		o->kind = OUTCOME_EXITED;
		o->value = a->how.status;
	} else if (a->how.status != SIGKILL) {
		o->kind = OUTCOME_DIED;
		o->sig = a->how.status;
	} else {
		o->why = tr("the process was ended from outside, by SIGKILL");
	}
	return EVAL_STOP;
}

/* The last words of a process that dies of `die:`: keep its picture, then let it go. */
static enum eval last_words(struct stage *s, int actor, const struct lab_result *r)
{
	struct actor *a = &s->actors[actor];
	struct err e = { 0 };

	stage_fault(s, actor, r);
	a->last_known = proc_maps(&a->proc, &a->last, NULL) == 0;
	if (lab_let_die(a->lab, &e) < 0)
		return stage_lost(s, actor, -EPROTO, &e);
	stage_lost(s, actor, -ESRCH, &e);
	if (s->now.kind == OUTCOME_DIED) {
		s->now.si_code = r->si_code;
		s->now.fault_addr = r->fault_addr;
		s->now.si_known = true;
	}
	return EVAL_STOP;
}

void stage_library(const struct call *call, int64_t raw, const uint64_t *words, struct outcome *o)
{
	bool failed = raw < 0 && raw >= -4095;
	enum result_kind kind = call->result;

	*o = (struct outcome){ .kind = OUTCOME_VALUE, .value = raw };
	if (kind == RESULT_POINTER)
		o->type = TYPE_POINTER;
	if (kind == RESULT_SIZE)
		o->type = TYPE_SIZE;
	if (kind == RESULT_ERRNO) {
		o->value = -raw;
	} else if (kind == RESULT_BRK) {
		failed = (uint64_t)raw < words[0];
		o->value = failed ? -1 : 0;
		raw = -ENOMEM;
	} else if (failed) {
		o->value = -1;
	}
	if (failed && kind != RESULT_ERRNO) {
		o->kind = OUTCOME_ERROR;
		o->err = (int)-raw;
	}
}

/* What an operation that came back gives; memset() and memcpy() an address. */
static void returned(const struct lab_op *op, int64_t raw, struct outcome *o)
{
	if (op->kind == LAB_CALL) {
		stage_library(op->call, raw, op->words, o);
		return;
	}
	*o = (struct outcome){ .kind = OUTCOME_VALUE, .value = raw };
	if (op->call != NULL && op->call->result == RESULT_POINTER)
		o->type = TYPE_POINTER;
}

enum eval stage_book(struct stage *s, int actor, const struct lab_op *op, const struct lab_result *r)
{
	s->touched = true;
	if (r->kind == LAB_FAULT) {
		s->now = (struct outcome){ .kind = OUTCOME_SIGNAL,
					   .sig = r->sig,
					   .si_code = r->si_code,
					   .fault_addr = r->fault_addr,
					   .si_known = true };
		stage_fault(s, actor, r);
		return EVAL_STOP;
	}
	returned(op, r->value, &s->now);
	return EVAL_OK;
}

static enum eval send_batch(struct stage *s, int actor, const struct lab_op *ops, size_t n, struct lab_result *results,
			    void *scratch, size_t scratch_len)
{
	struct lab_faults faults = { 0 };
	struct err e = { 0 };
	struct actor *a = stage_actor(s, actor);
	int status;

	if (a == NULL)
		return EVAL_STOP;
	if (workdir_used(s->dir) > DISK_MAX)
		return stage_refuse(s, "the files of the lesson take more than the %llu MiB of the disk that they may",
				    DISK_MAX >> 20);
	s->acts++;
	status = lab_do(a->lab, ops, n, results, &faults, scratch, scratch_len, false, &e);
	s->minflt += faults.minor;
	s->majflt += faults.major;
	if (status == -EOWNERDEAD)
		return last_words(s, actor, &results[0]);
	return status < 0 ? stage_lost(s, actor, status, &e) : EVAL_OK;
}

/* Makes the names known that wait for the batch that was just sent. */
static void settle_names(struct stage *s)
{
	for (size_t i = 0; i < s->names.n; i++)
		stage_settle_sent(s, &s->names.v[i].value);
}

static void book_batch(struct stage *s, size_t n)
{
	struct batch *b = s->batch;

	b->sent = n;
	for (size_t i = 0; i < n; i++) {
		stage_book(s, b->actor, &b->done[i], &b->results[i]);
		if (b->done[i].kind == LAB_CALL && s->now.kind == OUTCOME_VALUE)
			stage_note(s, b->actor, &b->done[i], s->now.value, NULL, NULL);
	}
	settle_names(s);
}

/* What waited are statements before the one under way: what they did is the outcome of the last statement. */
enum eval stage_flush(struct stage *s)
{
	struct batch *b = s->batch;
	size_t n = batch_take(b);
	bool touched = s->touched;
	enum eval got;

	if (n == 0)
		return EVAL_OK;
	got = send_batch(s, b->actor, b->done, n, b->results, NULL, 0);
	if (got == EVAL_OK)
		book_batch(s, n);
	s->last = s->now;
	s->touched = touched;
	return got;
}

void stage_settle_sent(struct stage *s, struct value *v)
{
	const struct lab_op *op;
	const struct lab_result *r;
	struct outcome o = { 0 };

	if (v->kind != VALUE_PENDING)
		return;
	r = batch_result(s->batch, v->slot, &op);
	if (r == NULL)
		return;
	if (r->kind != LAB_RETURNED) {
		*v = value_unknown(tr("the statement that sets it faulted"));
		return;
	}
	returned(op, r->value, &o);
	*v = value_int(o.value, o.type);
}

enum eval stage_settle(void *ctx, struct value *v)
{
	struct stage *s = ctx;
	bool own = v->slot >= s->batch->begun;
	enum eval got;

	stage_settle_sent(s, v);
	if (v->kind != VALUE_PENDING)
		return EVAL_OK;
	got = stage_flush(s);
	stage_settle_sent(s, v);
	/* A fault of the statement under way ends it, as it does outside of a repeat. */
	if (got == EVAL_OK && own && s->now.kind == OUTCOME_SIGNAL)
		got = EVAL_STOP;
	return got;
}

enum eval stage_do(struct stage *s, int actor, const struct lab_op *op, void *scratch, size_t scratch_len,
		   struct lab_result *r)
{
	enum eval got = stage_flush(s);

	if (got == EVAL_OK)
		got = send_batch(s, actor, op, 1, r, scratch, scratch_len);
	return got == EVAL_OK ? stage_book(s, actor, op, r) : got;
}

enum eval stage_simple(struct stage *s, int actor, const struct lab_op *op, struct value *out)
{
	struct batch *b = s->batch;
	struct lab_result r = { 0 };
	enum eval got;

	if (s->batching && !s->options.die) {
		if (b->n > 0 && (b->n == LAB_OPS_MAX || b->actor != actor)) {
			got = stage_flush(s);
			if (got != EVAL_OK)
				return got;
		}
		s->touched = true;
		*out = batch_add(b, actor, op);
		return EVAL_OK;
	}
	got = stage_do(s, actor, op, NULL, 0, &r);
	if (got != EVAL_OK)
		return got;
	*out = value_int(s->now.value, s->now.type);
	if (op->kind == LAB_CALL && s->now.kind == OUTCOME_VALUE)
		stage_note(s, actor, op, s->now.value, NULL, NULL);
	return EVAL_OK;
}

enum eval stage_load(void *ctx, int actor, int64_t addr, struct value *out)
{
	struct lab_op op = { .kind = LAB_LOAD, .words = { (uint64_t)addr }, .n = 1 };

	return stage_simple(ctx, actor, &op, out);
}

enum eval stage_store(void *ctx, int actor, int64_t addr, const struct value *v)
{
	struct lab_op op = { .kind = LAB_STORE, .words = { (uint64_t)addr, (uint8_t)v->i }, .n = 2 };
	struct value out;

	if (v->kind != VALUE_INT)
		return stage_refuse(ctx, "only a number can be stored in a byte");
	return stage_simple(ctx, actor, &op, &out);
}
