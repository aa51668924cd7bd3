/* A call of the table: arguments into words and scratch bytes, the kernel's answer back into names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "tutor/parts.h"

#include "base/tr.h"

/* A request being put together. Scratch bytes are handed out in order, aligned for any structure. */
struct request {
	struct lab_op op;
	uint8_t scratch[LAB_SCRATCH];
	size_t used;
	struct {
		struct object *object; /* what the scratch bytes of word k go back to; NULL: nowhere */
		size_t offset, bytes;
		bool fresh; /* made for this call */
	} back[CALL_PARAMS];
};

static const struct {
	const char *name;
	enum lab_kind kind;
} op_kinds[] = {
	{ "memset", LAB_FILL }, { "memcpy", LAB_COPY }, { "touch", LAB_TOUCH },
	{ "dirty", LAB_DIRTY }, { "exec", LAB_EXEC },
};

static enum lab_kind op_kind(const struct call *row)
{
	for (size_t i = 0; i < sizeof(op_kinds) / sizeof(op_kinds[0]); i++) {
		if (strcmp(row->name, op_kinds[i].name) == 0)
			return op_kinds[i].kind;
	}
	return LAB_CALL;
}

/* Bytes that the call reads or writes behind parameter k; UINT64_MAX where the count is nonsense. */
static uint64_t extent_bytes(const struct stage *s, const struct param *p, const struct value *args)
{
	const struct extent *x = &p->extent;
	uint64_t n;

	if (p->role == ROLE_STRUCT)
		return p->layout->size;
	if (x->param < 0)
		return x->bytes;
	if (args[x->param].kind != VALUE_INT || args[x->param].i < 0)
		return UINT64_MAX;
	n = (uint64_t)args[x->param].i;
	if (x->per_page)
		return n / s->page + (n % s->page != 0);
	return n > LAB_SCRATCH ? UINT64_MAX : n * x->bytes;
}

/* Room for n bytes of word k. False where the request has none left. */
static bool put_scratch(struct request *r, unsigned k, const void *bytes, size_t have, uint64_t n)
{
	size_t at = (r->used + 15) & ~(size_t)15;

	if (n > LAB_SCRATCH || at + n > LAB_SCRATCH)
		return false;
	memset(r->scratch + at, 0, (size_t)n);
	if (have > 0)
		memcpy(r->scratch + at, bytes, have < n ? have : (size_t)n);
	r->op.words[k] = at;
	r->op.scratch_mask |= 1U << k;
	r->used = at + (size_t)n;
	return true;
}

static enum eval too_large(struct stage *s, const char *what)
{
	return stage_refuse(s, "%s is larger than the %d KiB that one statement can hand over", what,
			    LAB_SCRATCH / 1024);
}

static enum eval put_string(struct stage *s, struct request *r, unsigned k, const struct param *p,
			    const struct value *args)
{
	const struct value *v = &args[k];
	uint64_t n = extent_bytes(s, p, args);

	if (n == UINT64_MAX || n > v->len + 1)
		return stage_refuse(s, "the text has %zu bytes with its NUL, fewer than the call would read",
				    v->len + 1);
	return put_scratch(r, k, v->s, v->len + 1, v->len + 1) ? EVAL_OK : too_large(s, tr("the text"));
}

/*
 * The hard limit of a process, from /proc/PID/limits: prlimit(2) on another process asks for a capability that root
 * in a container may lack. Its lines stand in the order of the numbers, below a title; the columns are fixed.
 */
static bool hard_limit(int64_t pid, int64_t resource, uint64_t *hard)
{
	char path[64], line[128], text[32];
	bool found = false;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%lld/limits", (long long)pid);
	f = fopen(path, "re");
	for (int64_t i = -1; f != NULL && !found && fgets(line, sizeof(line), f) != NULL; i++)
		found = i == resource && strlen(line) > 26 && sscanf(line + 26, "%*s %31s", text) == 1;
	if (f != NULL)
		fclose(f);
	if (found)
		*hard = strcmp(text, "unlimited") == 0 ? RLIM_INFINITY : strtoull(text, NULL, 10);
	return found;
}

/* rlim_max left out is the present hard limit of the process. */
static void default_hard_limit(struct stage *s, int actor, const struct value *args, const struct object *o)
{
	const struct layout_field *f = layout_field_find(o->layout, "rlim_max");
	uint64_t now;

	if (f != NULL && !object_field_set(o, f) && hard_limit(s->actors[actor].pid, args[0].i, &now))
		memcpy(o->bytes + f->offset, &now, f->size);
}

static enum eval put_object(struct stage *s, int actor, struct request *r, unsigned k, const struct param *p,
			    const struct value *args)
{
	const struct value *v = &args[k];
	struct object *o = v->object;
	uint64_t n = extent_bytes(s, p, args);

	if (n == UINT64_MAX || n > LAB_SCRATCH)
		return too_large(s, v->s != NULL ? v->s : tr("the array"));
	if (o == NULL || (p->role == ROLE_OUT && o->size < n))
		o = names_object(&s->names, v->s, p->role == ROLE_STRUCT ? p->layout : NULL, p->extent.elem, (size_t)n);
	if (o->size < n)
		return stage_refuse(s, "the array has %zu bytes, the call would use %llu", o->size,
				    (unsigned long long)n);
	if (p->role == ROLE_STRUCT && p->in)
		default_hard_limit(s, actor, args, o);
	if (!put_scratch(r, k, o->bytes, o->size, n))
		return too_large(s, tr("the array"));
	r->back[k].object = p->role == ROLE_OUT || (p->role == ROLE_STRUCT && p->out) ? o : NULL;
	r->back[k].offset = r->op.words[k];
	r->back[k].bytes = (size_t)n;
	r->back[k].fresh = o != v->object;
	return EVAL_OK;
}

static enum eval put_argument(struct stage *s, int actor, struct request *r, unsigned k, const struct param *p,
			      const struct value *args)
{
	const struct value *v = &args[k];

	switch (v->kind) {
	case VALUE_INT:
		r->op.words[k] = (uint64_t)v->i;
		return EVAL_OK;
	case VALUE_STRING:
		return put_string(s, r, k, p, args);
	case VALUE_OBJECT:
		return put_object(s, actor, r, k, p, args);
	case VALUE_UNKNOWN:
		return stage_refuse(s, "%s is not known: %s", p->name,
				    v->why != NULL ? v->why : tr("nothing has set it"));
	case VALUE_PENDING:
		break;
	}
	return stage_refuse(s, "%s is not known yet", p->name);
}

/* What a call that failed would have filled stays unknown, where it is a structure: its fields can say so. */
static void give_back(const struct request *r, bool filled)
{
	for (unsigned k = 0; k < r->op.n; k++) {
		struct object *o = r->back[k].object;

		if (o == NULL)
			continue;
		memcpy(o->bytes, r->scratch + r->back[k].offset, r->back[k].bytes);
		if (filled)
			o->set = UINT64_MAX;
		else if (r->back[k].fresh)
			o->set = 0;
	}
}

/* mmap and mremap: what they made is read from the lines of maps before and after. */
static enum eval mapping_call(struct stage *s, int actor, struct request *r)
{
	const struct memmap *lines;
	struct memmap before = { 0 };
	struct lab_result result = { 0 };
	enum eval got;

	if (stage_actor(s, actor) == NULL)
		return EVAL_STOP;
	got = stage_flush(s);
	if (got != EVAL_OK)
		return got;
	lines = stage_maps(s, actor, NULL);
	if (lines != NULL)
		memmap_copy(&before, lines);
	got = stage_do(s, actor, &r->op, r->scratch, r->used, &result);
	if (got == EVAL_OK && s->now.kind == OUTCOME_VALUE) {
		lines = lines != NULL ? stage_maps(s, actor, NULL) : NULL;
		stage_note(s, actor, &r->op, s->now.value, lines != NULL ? &before : NULL, lines);
	}
	memmap_finish(&before);
	return got;
}

static enum eval fork_call(struct stage *s, int actor, struct value *out)
{
	struct actor *a = stage_actor(s, actor), *born = &s->actors[s->actors_n];
	struct lab_faults faults = { 0 };
	struct err e = { 0 };
	int64_t pid;
	int status;
	enum eval got = stage_flush(s);

	if (a == NULL || got != EVAL_OK)
		return EVAL_STOP;
	if (s->actors_n == ACTORS_MAX)
		return stage_refuse(s, "a lesson can have %d processes, no more", ACTORS_MAX);
	*born = (struct actor){ .name = "", .parent = actor };
	s->acts++;
	status = lab_fork(a->lab, &born->lab, &pid, &faults, &e);
	if (status < 0)
		return stage_lost(s, actor, status, &e);
	s->minflt += faults.minor;
	s->majflt += faults.major;
	s->touched = true;
	stage_library(call_find("fork"), pid, NULL, &s->now);
	*out = value_int(s->now.value, TYPE_INT);
	if (born->lab == NULL)
		return EVAL_OK;
	born->pid = pid;
	out->slot = s->actors_n++;
	stage_inherit(s, actor, (int)out->slot);
	status = proc_open(&born->proc, (pid_t)pid, &e);
	return status < 0 ? stage_lost(s, (int)out->slot, status, &e) : EVAL_OK;
}

static enum eval perform(struct stage *s, int actor, struct request *r, struct value *out)
{
	const struct call *row = r->op.call;
	struct lab_result result = { 0 };
	enum eval got;

	if (row->result == RESULT_POINTER && row->by == BY_LAB && !s->batching)
		got = mapping_call(s, actor, r);
	else if (r->used == 0)
		return stage_simple(s, actor, &r->op, out);
	else
		got = stage_do(s, actor, &r->op, r->scratch, r->used, &result);
	give_back(r, got == EVAL_OK && s->now.kind == OUTCOME_VALUE);
	if (got == EVAL_OK) {
		*out = value_int(s->now.value, s->now.type);
		if (row->result != RESULT_POINTER && s->now.kind == OUTCOME_VALUE)
			stage_note(s, actor, &r->op, s->now.value, NULL, NULL);
	}
	return got;
}

enum eval stage_call(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
		     struct lang_err *e)
{
	struct stage *s = ctx;
	const struct call *row = site->call;
	struct request r;
	enum eval got;

	(void)e;
	if (row->by == BY_TUTOR) {
		got = stage_flush(s);
		return got == EVAL_OK ? stage_errand(s, actor, site, args, out) : got;
	}
	if (strcmp(row->name, "fork") == 0)
		return fork_call(s, actor, out);
	if (row->nr < 0 && row->by == BY_LAB)
		return stage_refuse(s, "this architecture has no %s()", row->name);
	memset(&r.op, 0, sizeof(r.op));
	memset(r.back, 0, sizeof(r.back));
	r.used = 0;
	r.op.kind = op_kind(row);
	r.op.call = row;
	r.op.n = (unsigned)site->args_n;
	for (unsigned k = 0; k < r.op.n; k++) {
		got = put_argument(s, actor, &r, k, &row->params[k], args);
		if (got != EVAL_OK)
			return got;
	}
	return perform(s, actor, &r, out);
}
