/* What is asked of the world: calls with their arguments, observations. */
#include <string.h>

#include "base/tr.h"
#include "lang/check.h"
#include "lang/evaluate.h"
#include "lang/fail.h"

const char eval_no_process[] = N_("there is no such process: its fork() failed");

static const struct name *find(struct evaluator *ev, const struct node *n)
{
	return n && !n->constant && !n->word ? names_find(ev->names, n->s) : NULL;
}

static struct value object_value(const char *name, struct object *o)
{
	return (struct value){ .kind = VALUE_OBJECT, .s = name, .len = strlen(name), .object = o };
}

/*
 * True where the argument is an object, in *out: one that is there, or one that the call is about to make.
 * A name that holds a number is its value, an address; with `&` before it the call makes a new object of it.
 */
static bool eval_object(struct evaluator *ev, const struct node *n, const struct param *p, struct value *out)
{
	bool address;
	const struct node *at = node_object(n, &address);
	if (!at || at->constant || at->word || !param_takes_object(p))
		return false;
	const struct name *name = find(ev, at);
	bool object = name && name->value.kind == VALUE_OBJECT;
	if (object)
		*out = object_value(name->name, name->value.object);
	else if (param_makes_object(p) && (address || !name))
		*out = object_value(at->s, NULL);
	else if (address)
		*out = value_unknown(arena_printf(ev->arena, "no statement has set `%s`", at->s));
	else
		return false;
	return true;
}

static enum eval eval_argument(struct evaluator *ev, const struct node *n, const struct param *p, struct value *out,
			       struct lang_err *e)
{
	bool address;
	if (eval_object(ev, n, p, out))
		return EVAL_OK;
	const struct node *plain = n;
	while (plain->kind == NODE_CAST && plain->i == 0 && plain->a[0]->kind == NODE_STRING)
		plain = plain->a[0];
	bool text = !p || p->role == ROLE_IN || p->role == ROLE_PATH || p->role == ROLE_FORMAT;
	enum eval r = text ? eval_plain(ev, plain, out, e) : eval_number(ev, plain, out, e);
	const struct name *name = find(ev, node_object(n, &address));
	if (r == EVAL_OK && out->kind == VALUE_INT)
		out->slot = name && name->actor > 0 ? (uint64_t)name->actor : 0;
	return r;
}

static enum eval eval_kernel_call(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	struct value args[LANG_ARGS];
	const char *why = ev->actor < 0 ? tr(eval_no_process) : NULL;
	for (size_t i = 0; i < n->args_n; i++) {
		enum eval r = eval_argument(ev, n->args[i], call_param(n->call, i), &args[i], e);
		if (r != EVAL_OK)
			return r;
		if (args[i].kind == VALUE_UNKNOWN && !why)
			why = args[i].why;
	}
	if (why)
		return eval_refuse(ev, n, why);
	return ev->world->call(ev->world->ctx, ev->actor, n, args, out, e);
}

/* The process that an observation is about. */
static void name_process(struct evaluator *ev, const struct node *n, struct value *v)
{
	const struct name *name = find(ev, n);
	if (name && name->actor > 0 && v->kind == VALUE_INT)
		v->slot = (uint64_t)name->actor;
	else if (v->kind != VALUE_UNKNOWN)
		*v = value_unknown(tr(eval_no_process));
}

enum eval eval_observe(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	struct value args[LANG_ARGS];
	const char *why = ev->actor < 0 ? tr(eval_no_process) : NULL;
	for (size_t i = 0; i < n->args_n; i++) {
		enum eval r = eval_plain(ev, n->args[i], &args[i], e);
		if (r != EVAL_OK)
			return r;
		args[i].slot = 0;
		char kind = word_kind(n->word, i);
		if (kind == 'c')
			name_process(ev, n->args[i], &args[i]);
		if (args[i].kind == VALUE_UNKNOWN && !why)
			why = args[i].why;
		bool text = kind == 's' || kind == 'n';
		if (!why && text != (args[i].kind == VALUE_STRING))
			return eval_fail(e, n->args[i],
					 text ? tr("a number where text is needed")
					      : tr("text where a number is needed"));
	}
	if (!why)
		return ev->world->observe(ev->world->ctx, ev->actor, n, args, out, e);
	*out = value_unknown(why);
	return EVAL_OK;
}

enum eval eval_call(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	if (n->word)
		return eval_observe(ev, n, out, e);
	return n->call ? eval_kernel_call(ev, n, out, e) : eval_fail(e, n, tr("this call is not known"));
}
