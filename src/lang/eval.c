/* Evaluation: operators, names, memory, assignments. Calls and observations: eval_call.c. */
#include "lang/eval.h"

#include <string.h>

#include "base/tr.h"
#include "kernel/constant.h"
#include "kernel/layout.h"
#include "lang/evaluate.h"
#include "lang/fail.h"
#include "lang/op.h"
#include "lang/type.h"

enum eval eval_fail(struct lang_err *e, const struct node *n, const char *why)
{
	lang_fail(e, n->point, "%s", why);
	return EVAL_ERROR;
}

enum eval eval_refuse(struct evaluator *ev, const struct node *n, const char *why)
{
	if (ev->world->refuse)
		ev->world->refuse(ev->world->ctx, ev->actor, n, why);
	return EVAL_STOP;
}

static enum eval known(struct value *out, struct value v)
{
	*out = v;
	return EVAL_OK;
}

static enum eval unknown(struct value *out, const char *why)
{
	return known(out, value_unknown(why));
}

static enum eval settle(struct evaluator *ev, struct value *v)
{
	enum eval r = EVAL_OK;
	if (v->kind == VALUE_PENDING && ev->world->settle)
		r = ev->world->settle(ev->world->ctx, v);
	if (r == EVAL_OK && v->kind == VALUE_PENDING)
		*v = value_unknown(tr("its answer did not arrive"));
	return r;
}

/* Leaves a number or VALUE_UNKNOWN in *v. An array of one element counts as that. */
static enum eval to_number(struct evaluator *ev, const struct node *n, struct value *v, struct lang_err *e)
{
	enum eval r = settle(ev, v);
	if (r != EVAL_OK)
		return r;
	if (v->kind == VALUE_STRING)
		return eval_fail(e, n, tr("text where a number is needed"));
	if (v->kind != VALUE_OBJECT)
		return EVAL_OK;
	const struct object *o = v->object;
	int64_t i;
	if (!o || o->layout || o->size != o->elem || !object_get(o, 0, &i))
		return eval_fail(e, n, tr("a structure or an array where a number is needed"));
	return known(v, value_int(i, TYPE_INT));
}

enum eval eval_number(struct evaluator *ev, const struct node *n, struct value *v, struct lang_err *e)
{
	enum eval r = eval_node(ev, n, v, e);
	return r == EVAL_OK ? to_number(ev, n, v, e) : r;
}

enum eval eval_plain(struct evaluator *ev, const struct node *n, struct value *v, struct lang_err *e)
{
	enum eval r = eval_node(ev, n, v, e);
	if (r == EVAL_OK)
		r = settle(ev, v);
	return r == EVAL_OK && v->kind == VALUE_OBJECT ? to_number(ev, n, v, e) : r;
}

static enum eval eval_literal(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	(void)ev;
	(void)e;
	return known(out, n->kind == NODE_STRING ? value_string(n->s, n->len)
						 : value_int(n->i, n->kind == NODE_SIZEOF ? TYPE_SIZE : TYPE_INT));
}

static bool is_pointer(const struct constant *c)
{
	return !strcmp(c->name, "NULL") || !strcmp(c->name, "MAP_FAILED") || !strncmp(c->name, "lab_", 4);
}

static enum eval eval_constant(struct evaluator *ev, const struct constant *c, struct value *out)
{
	const struct world *w = ev->world;
	int64_t i = c->value;
	if (c->at_run_time && (!w->constant || w->constant(w->ctx, c->name, &i)))
		return unknown(out, arena_printf(ev->arena, "the system does not tell `%s`", c->name));
	return known(out, value_int(i, is_pointer(c) ? TYPE_POINTER : TYPE_INT));
}

static enum eval eval_name(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	if (n->constant)
		return eval_constant(ev, n->constant, out);
	if (n->word)
		return eval_observe(ev, n, out, e);
	const struct name *name = names_find(ev->names, n->s);
	if (!name)
		return unknown(out, arena_printf(ev->arena, "no statement has set `%s`", n->s));
	return known(out, name->value);
}

static enum eval eval_unary(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	struct value v;
	int64_t i = 0;
	if (!lang_ops[n->op].apply)
		return eval_fail(e, n, tr("`&name` stands only for an argument that is a structure or an array"));
	enum eval r = eval_number(ev, n->a[0], &v, e);
	if (r != EVAL_OK || v.kind == VALUE_UNKNOWN)
		return r == EVAL_OK ? known(out, v) : r;
	const char *wrong = lang_ops[n->op].apply(v.i, 0, &i);
	return wrong ? eval_fail(e, n, wrong) : known(out, value_int(i, TYPE_INT));
}

/*
 * && and || with what is not known, where `decides` is 0 for && and 1 for ||:
 *
 *    left decides           decides, the right side is not looked at
 *    left unknown           decides where the right side does; else unknown. A right side that would call
 *                           something is left alone: whether C would come to it is unknown
 */
static enum eval eval_logic(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	bool decides = n->op == OP_LOR;
	struct value a, b;
	enum eval r = eval_number(ev, n->a[0], &a, e);
	if (r != EVAL_OK)
		return r;
	if (a.kind == VALUE_INT && (a.i != 0) == decides)
		return known(out, value_int(decides, TYPE_INT));
	if (a.kind == VALUE_UNKNOWN && lang_calls(n->a[1], NULL))
		return known(out, a);
	r = eval_number(ev, n->a[1], &b, e);
	if (r != EVAL_OK)
		return r;
	if (b.kind == VALUE_INT && (b.i != 0) == decides)
		return known(out, value_int(decides, TYPE_INT));
	if (a.kind == VALUE_UNKNOWN || b.kind == VALUE_UNKNOWN)
		return known(out, a.kind == VALUE_UNKNOWN ? a : b);
	return known(out, value_int(!decides, TYPE_INT));
}

static enum eval compare_text(const struct node *n, const struct value *a, const struct value *b, struct value *out,
			      struct lang_err *e)
{
	if (n->op != OP_EQ && n->op != OP_NE)
		return eval_fail(e, n, tr("text where a number is needed; only `==` and `!=` take text"));
	if (a->kind != b->kind)
		return eval_fail(e, n, tr("text on one side and a number on the other"));
	bool same = a->len == b->len && !memcmp(a->s, b->s, a->len);
	return known(out, value_int(same == (n->op == OP_EQ), TYPE_INT));
}

/* An address plus or minus a number is an address, and so is one with bits masked off. */
static enum value_type result_type(enum op op, const struct value *a, const struct value *b)
{
	bool left = a->type == TYPE_POINTER, right = b->type == TYPE_POINTER;
	if (op == OP_ADD || op == OP_SUB || op == OP_AND || op == OP_OR)
		return left != right && (left || op != OP_SUB) ? TYPE_POINTER : TYPE_INT;
	return TYPE_INT;
}

static enum eval eval_binary(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	struct value a, b;
	int64_t i = 0;
	if (!lang_ops[n->op].apply)
		return eval_logic(ev, n, out, e);
	enum eval r = eval_plain(ev, n->a[0], &a, e);
	if (r == EVAL_OK)
		r = eval_plain(ev, n->a[1], &b, e);
	if (r != EVAL_OK)
		return r;
	if (a.kind == VALUE_UNKNOWN || b.kind == VALUE_UNKNOWN)
		return known(out, a.kind == VALUE_UNKNOWN ? a : b);
	if (a.kind == VALUE_STRING || b.kind == VALUE_STRING)
		return compare_text(n, &a, &b, out, e);
	const char *wrong = lang_ops[n->op].apply(a.i, b.i, &i);
	return wrong ? eval_fail(e, n, wrong) : known(out, value_int(i, result_type(n->op, &a, &b)));
}

static enum eval eval_cond(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	struct value v;
	enum eval r = eval_number(ev, n->a[0], &v, e);
	if (r != EVAL_OK || v.kind == VALUE_UNKNOWN)
		return r == EVAL_OK ? known(out, v) : r;
	return eval_plain(ev, n->a[v.i ? 1 : 2], out, e);
}

static int64_t truncate_to(int64_t v, int64_t type)
{
	bool is_signed = type < 0;
	unsigned spare = 64 - 8 * (unsigned)(is_signed ? -type : type);
	uint64_t bits = (uint64_t)v << spare;
	return is_signed ? (int64_t)bits >> spare : (int64_t)(bits >> spare);
}

static enum eval eval_cast(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	struct value v;
	enum eval r = eval_number(ev, n->a[0], &v, e);
	if (r != EVAL_OK || v.kind == VALUE_UNKNOWN)
		return r == EVAL_OK ? known(out, v) : r;
	return known(out, value_int(n->i ? truncate_to(v.i, n->i) : v.i, type_shown(n->s)));
}

/* The base and the index of n. *why is set where one of them is unknown. */
enum eval eval_place(struct evaluator *ev, const struct node *n, struct place *p, struct lang_err *e)
{
	struct value base, index;
	enum eval r = eval_node(ev, n->a[0], &base, e);
	bool array = base.kind == VALUE_OBJECT && base.object && !base.object->layout;
	if (r == EVAL_OK && !array)
		r = to_number(ev, n->a[0], &base, e);
	if (r == EVAL_OK)
		r = eval_number(ev, n->a[1], &index, e);
	if (r != EVAL_OK)
		return r;
	*p = (struct place){ .object = array ? base.object : NULL };
	if (base.kind == VALUE_UNKNOWN || index.kind == VALUE_UNKNOWN)
		p->why = base.kind == VALUE_UNKNOWN ? base.why : index.why;
	else if (array)
		p->at = index.i;
	else if (lang_ops[OP_ADD].apply(base.i, index.i, &p->at))
		return eval_fail(e, n, tr("the address does not fit into 64 bits, signed"));
	return EVAL_OK;
}

enum eval eval_outside(const struct node *n, const struct object *o, int64_t i, struct lang_err *e)
{
	lang_fail(e, n->point, "index %lld is outside: there are %zu elements", (long long)i, o->size / o->elem);
	return EVAL_ERROR;
}

static enum eval eval_index(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	struct place p = { 0 };
	int64_t i;
	enum eval r = eval_place(ev, n, &p, e);
	if (r != EVAL_OK)
		return r;
	if (p.why)
		return unknown(out, p.why);
	if (!p.object && ev->actor < 0)
		return unknown(out, tr(eval_no_process));
	if (!p.object)
		return ev->world->load(ev->world->ctx, ev->actor, p.at, out);
	if (!object_get(p.object, p.at, &i))
		return eval_outside(n, p.object, p.at, e);
	return known(out, value_int(i, TYPE_INT));
}

static enum eval eval_field(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	struct value v;
	enum eval r = eval_node(ev, n->a[0], &v, e);
	if (r != EVAL_OK || v.kind == VALUE_UNKNOWN)
		return r == EVAL_OK ? known(out, v) : r;
	const struct object *o = v.kind == VALUE_OBJECT ? v.object : NULL;
	const struct layout_field *f = o && o->layout ? layout_field_find(o->layout, n->s) : NULL;
	if (!f)
		return eval_fail(e, n, tr("there is no such field"));
	if (!object_field_set(o, f))
		return unknown(out, arena_printf(ev->arena, "no statement has set the field `%s`", n->s));
	return known(out, value_int(object_field(o, f), TYPE_INT));
}

static enum eval eval_actor(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	const struct name *name = names_find(ev->names, n->s);
	int before = ev->actor;
	ev->actor = name ? name->actor : -1;
	enum eval r = eval_node(ev, n->a[0], out, e);
	ev->actor = before;
	return r;
}

enum eval eval_node(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	static enum eval (*const by_kind[])(struct evaluator *, const struct node *, struct value *,
					    struct lang_err *) = {
		[NODE_INT] = eval_literal,   [NODE_STRING] = eval_literal, [NODE_NAME] = eval_name,
		[NODE_UNARY] = eval_unary,   [NODE_BINARY] = eval_binary,  [NODE_COND] = eval_cond,
		[NODE_CAST] = eval_cast,     [NODE_SIZEOF] = eval_literal, [NODE_INDEX] = eval_index,
		[NODE_FIELD] = eval_field,   [NODE_CALL] = eval_call,      [NODE_ACTOR] = eval_actor,
		[NODE_ASSIGN] = eval_assign,
	};
	*out = value_unknown("");
	return by_kind[n->kind](ev, n, out, e);
}

/* What cannot have been set becomes unknown, and says so to whoever reads it. */
static void forget_target(struct evaluator *ev, const struct node *n)
{
	while (n->kind == NODE_ACTOR)
		n = n->a[0];
	if (n->kind != NODE_ASSIGN || n->a[0]->kind != NODE_NAME)
		return;
	const char *name = n->a[0]->s;
	struct value v = value_unknown(arena_printf(ev->arena, "the statement that sets `%s` faulted", name));
	names_set(ev->names, name, &v);
	names_find(ev->names, name)->actor = -1;
}

enum eval lang_eval(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	enum eval r = eval_node(ev, n, out, e);
	if (r == EVAL_STOP)
		forget_target(ev, n);
	return r;
}
