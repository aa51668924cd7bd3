/* A world for the evaluator: a few bytes of memory, and answers that a test can foresee. */
#include "support/lang_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>

#include <stdio.h>
#include <stdlib.h>

#include "kernel/layout.h"

static const struct word word_rows[] = {
	{ .name = "errno", .gives = "a number" },
	{ .name = "output", .gives = "text" },
	{ .name = "alive", .params = "child", .max = 1, .kinds = "c", .gives = "0 or 1" },
	{ .name = "size", .params = "a", .min = 1, .max = 1, .kinds = "a", .gives = "bytes" },
	{ .name = "frame", .params = "a", .min = 1, .max = 1, .kinds = "a", .gives = "a number" },
	{ .name = "smaps", .params = "a, \"Rss\"", .min = 2, .max = 2, .kinds = "as", .gives = "bytes" },
};
static const struct words words = { word_rows, sizeof(word_rows) / sizeof(*word_rows) };

static enum eval fill(struct test_world *f, const struct node *site, const struct value *args)
{
	for (size_t i = 0; i < site->args_n; i++) {
		const struct param *p = &site->call->params[i];
		if (args[i].kind != VALUE_OBJECT || !p->name)
			continue;
		unsigned elem = p->layout ? 1 : 4;
		size_t size = p->layout ? p->layout->size : 2 * sizeof(int);
		struct object *o = args[i].object;
		if (!o || !p->layout)
			o = names_object(&f->names, args[i].s, p->layout, elem, size);
		for (size_t k = 0; p->out && k < p->layout->fields_n; k++)
			object_set_field(o, &p->layout->fields[k], (int64_t)k + 100);
		for (int64_t k = 0; !p->layout && k < 2; k++)
			object_put(o, k, k + 3);
	}
	return EVAL_OK;
}

static enum eval on_call(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
			 struct lang_err *e)
{
	struct test_world *f = ctx;
	size_t len = strlen(f->log);
	f->calls++;
	snprintf(f->log + len, WORLD_LOG - len, "%d:%s;", actor, site->s);
	(void)e;
	if (!strcmp(site->s, "munmap"))
		return EVAL_STOP;
	*out = value_int(site->args_n ? args[0].i : 0, TYPE_INT);
	if (!strcmp(site->s, "mmap"))
		*out = (struct value){ .kind = VALUE_PENDING, .slot = 7 };
	if (!strcmp(site->s, "fork")) {
		*out = value_int(f->fork_pid, TYPE_INT);
		out->slot = f->fork_pid > 0;
	}
	if (!strcmp(site->s, "waitpid"))
		*out = value_int((int64_t)args[0].slot, TYPE_INT);
	return fill(f, site, args);
}

static enum eval on_observe(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
			    struct lang_err *e)
{
	(void)ctx;
	(void)e;
	if (!strcmp(site->s, "output"))
		*out = value_string("hi\0there", 8);
	else if (!strcmp(site->s, "frame"))
		*out = value_unknown("this kernel does not tell frames");
	else if (!strcmp(site->s, "alive"))
		*out = value_int(site->args_n ? (int64_t)args[0].slot : -5, TYPE_INT);
	else if (!strcmp(site->s, "smaps"))
		*out = value_int((int64_t)args[1].len, TYPE_SIZE);
	else
		*out = value_int(site->args_n ? args[0].i + 1 : EINVAL + 1000 * actor, TYPE_INT);
	return EVAL_OK;
}

static enum eval on_load(void *ctx, int actor, int64_t addr, struct value *out)
{
	struct test_world *f = ctx;
	if (addr < WORLD_BASE || addr >= WORLD_BASE + WORLD_BYTES)
		return EVAL_STOP;
	*out = value_int(f->memory[actor][addr - WORLD_BASE], TYPE_INT);
	return EVAL_OK;
}

static enum eval on_store(void *ctx, int actor, int64_t addr, const struct value *v)
{
	struct test_world *f = ctx;
	if (addr < WORLD_BASE || addr >= WORLD_BASE + WORLD_BYTES)
		return EVAL_STOP;
	f->memory[actor][addr - WORLD_BASE] = (uint8_t)v->i;
	return EVAL_OK;
}

static void on_refuse(void *ctx, int actor, const struct node *site, const char *why)
{
	(void)actor;
	(void)site;
	((struct test_world *)ctx)->refused = why;
}

static enum eval on_settle(void *ctx, struct value *v)
{
	((struct test_world *)ctx)->settled++;
	*v = value_int(v->slot == 7 ? WORLD_BASE : -1, TYPE_POINTER);
	return EVAL_OK;
}

static int on_constant(void *ctx, const char *name, int64_t *v)
{
	(void)ctx;
	*v = 4096;
	return strcmp(name, "page") ? -1 : 0;
}

enum eval world_run(struct test_world *f, const char *source, struct value *out)
{
	f->e = (struct lang_err){ .text = "" };
	struct node *n = lang_statement(&f->arena, source, &f->e);
	if (!n || lang_check(n, &f->scope, true, &f->e))
		fail_msg("%s: %s at %zu", source, f->e.text, f->e.at);
	return lang_eval(&f->ev, n, out, &f->e);
}

struct value world_value(struct test_world *f, const char *source)
{
	struct value v;
	enum eval r = world_run(f, source, &v);
	if (r != EVAL_OK)
		fail_msg("%s: %d %s", source, (int)r, f->e.text);
	return v;
}

void world_gives(struct test_world *f, const char *source, int64_t expected)
{
	struct value v = world_value(f, source);
	if (v.kind != VALUE_INT || v.i != expected)
		fail_msg("%s: kind %d, %lld (%s)", source, (int)v.kind, (long long)v.i, v.why ? v.why : "");
}

void world_unknown(struct test_world *f, const char *source, const char *why)
{
	struct value v = world_value(f, source);
	if (v.kind != VALUE_UNKNOWN || !strstr(v.why, why))
		fail_msg("%s: kind %d (%s)", source, (int)v.kind, v.why ? v.why : "");
}

void world_stops(struct test_world *f, const char *source)
{
	struct value v;
	assert_int_equal(world_run(f, source, &v), EVAL_STOP);
}

void world_errs(struct test_world *f, const char *source, size_t at, const char *part)
{
	struct value v;
	if (world_run(f, source, &v) != EVAL_ERROR || f->e.at != at || !strstr(f->e.text, part))
		fail_msg("%s: at %zu \"%s\"", source, f->e.at, f->e.text);
}

int world_setup(void **state)
{
	struct test_world *f = mem_zalloc(1, sizeof(*f));
	f->scope.words = &words;
	f->fork_pid = 4711;
	f->world = (struct world){ .ctx = f,
				   .call = on_call,
				   .observe = on_observe,
				   .load = on_load,
				   .store = on_store,
				   .refuse = on_refuse,
				   .settle = on_settle,
				   .constant = on_constant };
	f->ev = (struct evaluator){ .world = &f->world, .names = &f->names, .arena = &f->arena };
	*state = f;
	return 0;
}

int world_teardown(void **state)
{
	struct test_world *f = *state;
	arena_finish(&f->arena);
	scope_finish(&f->scope);
	names_finish(&f->names);
	free(f);
	return 0;
}
