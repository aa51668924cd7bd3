/* Calls that the tutor performs for the lab, which can open nothing and whose children are the tutor's. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/tr.h"
#include "tutor/errand.h"
#include "tutor/parts.h"

/* Books what a call gave: a result, or the kernel's -errno. */
static enum eval give(struct stage *s, const struct call *row, int64_t raw, struct value *out)
{
	s->touched = true;
	stage_library(row, raw, NULL, &s->now);
	*out = value_int(s->now.value, s->now.type);
	return EVAL_OK;
}

static enum eval file_result(struct stage *s, const struct call *row, int64_t raw, const struct err *e,
			     struct value *out)
{
	if (raw == -ENOTSUP && e->what[0] != '\0')
		return stage_refuse(s, "%s", e->what);
	return give(s, row, raw, out);
}

static enum eval do_open(struct stage *s, int actor, const struct errand *r, struct value *out)
{
	struct actor *a = stage_actor(s, actor);
	mode_t mode = r->n > 2 ? (mode_t)r->args[2].i : 0;
	struct err e = { 0 };
	int64_t fd;
	int from, status;

	if (a == NULL)
		return EVAL_STOP;
	from = workdir_open(s->dir, r->args[0].s, (int)r->args[1].i, mode, (pid_t)a->pid, &e);
	if (from < 0)
		return file_result(s, r->row, from, &e, out);
	status = lab_give(a->lab, from, &fd, &e);
	close(from);
	return status < 0 ? stage_lost(s, actor, status, &e) : give(s, r->row, fd, out);
}

static enum eval do_unlink(struct stage *s, int actor, const struct errand *r, struct value *out)
{
	struct err e = { 0 };
	int raw = workdir_unlink(s->dir, r->args[0].s, &e);

	(void)actor;
	return file_result(s, r->row, raw, &e, out);
}

static enum eval do_chmod(struct stage *s, int actor, const struct errand *r, struct value *out)
{
	struct err e = { 0 };
	int raw = workdir_chmod(s->dir, r->args[0].s, (mode_t)r->args[1].i, &e);

	(void)actor;
	return file_result(s, r->row, raw, &e, out);
}

static enum eval do_sysconf(struct stage *s, int actor, const struct errand *r, struct value *out)
{
	long raw;

	(void)actor;
	errno = 0;
	raw = sysconf((int)r->args[0].i);
	return give(s, r->row, raw == -1 && errno != 0 ? -errno : raw, out);
}

static void put_status(struct stage *s, const struct value *v, const struct lab_how *how)
{
	int status = how->exited ? (how->status & 0xff) << 8 : how->status & 0x7f;
	struct object *o = v->object;

	if (v->kind != VALUE_OBJECT)
		return;
	if (o == NULL)
		o = names_object(&s->names, v->s, NULL, sizeof(status), sizeof(status));
	if (o->size >= sizeof(status))
		memcpy(o->bytes, &status, sizeof(status));
}

static enum eval do_waitpid(struct stage *s, int actor, const struct errand *r, struct value *out)
{
	struct actor *child = NULL;
	struct err e = { 0 };

	for (size_t i = 1; i < s->actors_n; i++) {
		if (s->actors[i].parent == actor && s->actors[i].pid == r->args[0].i)
			child = &s->actors[i];
	}
	if (child == NULL)
		return stage_refuse(s, "waitpid() is for a child of the process that calls it, by its name");
	if (child->waited)
		return give(s, r->row, -ECHILD, out);
	if (lab_alive(child->lab)) {
		if (((int)r->args[2].i & WNOHANG) != 0)
			return give(s, r->row, 0, out);
		return stage_refuse(s, "%s still runs: waitpid() would wait for ever", child->name);
	}
	stage_ended(s, (int)(child - s->actors));
	if (!child->how.known)
		return stage_refuse(s, "how %s ended is not known %s", child->name, e.what);
	child->waited = true;
	put_status(s, &r->args[1], &child->how);
	return give(s, r->row, child->pid, out);
}

static const struct {
	const char *name;
	enum eval (*run)(struct stage *s, int actor, const struct errand *r, struct value *out);
} errands[] = {
	{ "open", do_open },       { "unlink", do_unlink },   { "chmod", do_chmod },
	{ "sysconf", do_sysconf }, { "waitpid", do_waitpid }, { "printf", errand_printf },
};

static bool argument_fits(const struct param *p, const struct value *v)
{
	if (p->role == ROLE_PATH || p->role == ROLE_FORMAT)
		return v->kind == VALUE_STRING;
	return v->kind == VALUE_INT || (v->kind == VALUE_OBJECT && p->role == ROLE_OUT);
}

enum eval stage_errand(struct stage *s, int actor, const struct node *site, const struct value *args, struct value *out)
{
	const struct call *row = site->call;
	struct errand r = { .row = row, .args = args, .n = site->args_n };
	const struct limit *limit;
	uint64_t words[CALL_PARAMS] = { 0 };

	for (size_t k = 0; k < r.n && k < CALL_PARAMS && row->params[k].name != NULL; k++) {
		if (!argument_fits(&row->params[k], &args[k]))
			return stage_refuse(s, "%s() cannot take this as its %s", row->name, row->params[k].name);
		words[k] = args[k].kind == VALUE_INT ? (uint64_t)args[k].i : 0;
	}
	if (stage_actor(s, actor) == NULL)
		return EVAL_STOP;
	limit = call_refuses(row, words, r.n < CALL_PARAMS ? r.n : CALL_PARAMS);
	if (limit != NULL)
		return stage_refuse(s, "%s", tr(limit->say));
	s->acts++; /* an unlink is seen in maps, too */
	for (size_t i = 0; i < sizeof(errands) / sizeof(errands[0]); i++) {
		if (strcmp(errands[i].name, row->name) == 0)
			return errands[i].run(s, actor, &r, out);
	}
	return stage_refuse(s, "%s() cannot be performed here", row->name);
}
