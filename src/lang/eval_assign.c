/* Assignments: to names, to bytes of memory, to elements and fields of objects. */
#include <string.h>

#include "base/tr.h"
#include "kernel/layout.h"
#include "lang/check.h"
#include "lang/evaluate.h"

/* A pending answer is kept as it is; the index of a process stays with the name, not with the value. */
static enum eval assign_name(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	const struct node *right = n->a[1];
	enum eval r = eval_node(ev, right, out, e);
	if (r == EVAL_OK && out->kind == VALUE_OBJECT)
		r = eval_number(ev, right, out, e);
	if (r != EVAL_OK)
		return r;
	bool forked = right->kind == NODE_CALL && right->call && !strcmp(right->s, "fork") && out->kind == VALUE_INT;
	int actor = forked && out->slot ? (int)out->slot : -1;
	if (out->kind == VALUE_INT)
		out->slot = 0;
	names_set(ev->names, n->a[0]->s, out);
	names_find(ev->names, n->a[0]->s)->actor = actor;
	return EVAL_OK;
}

static enum eval assign_index(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	struct place p = { 0 };
	const struct node *target = n->a[0];
	enum eval r = eval_number(ev, n->a[1], out, e);
	if (r == EVAL_OK)
		r = eval_place(ev, target, &p, e);
	if (r != EVAL_OK)
		return r;
	if (p.why || out->kind == VALUE_UNKNOWN)
		return eval_refuse(ev, n, p.why ? p.why : out->why);
	if (p.object)
		return object_put(p.object, p.at, out->i) ? EVAL_OK : eval_outside(target, p.object, p.at, e);
	if (ev->actor < 0)
		return eval_refuse(ev, n, tr(eval_no_process));
	return ev->world->store(ev->world->ctx, ev->actor, p.at, out);
}

/* The structure behind `name.field`, made where the field is the first that is set. */
static struct object *structure(struct evaluator *ev, const char *name, const char *field)
{
	const struct name *known = names_find(ev->names, name);
	struct object *o = known && known->value.kind == VALUE_OBJECT ? known->value.object : NULL;
	bool several = false;
	if (o)
		return o;
	const struct layout *l = layout_of_field(field, &several);
	if (!l)
		return NULL;
	o = names_object(ev->names, name, l, 1, l->size);
	o->set = 0;
	return o;
}

static enum eval assign_field(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	const struct node *target = n->a[0];
	enum eval r = eval_number(ev, n->a[1], out, e);
	if (r != EVAL_OK)
		return r;
	if (out->kind == VALUE_UNKNOWN)
		return eval_refuse(ev, n, out->why);
	struct object *o = structure(ev, target->a[0]->s, target->s);
	const struct layout_field *f = o && o->layout ? layout_field_find(o->layout, target->s) : NULL;
	if (!f)
		return eval_fail(e, target, tr("there is no such field"));
	object_set_field(o, f, out->i);
	return EVAL_OK;
}

enum eval eval_assign(struct evaluator *ev, const struct node *n, struct value *out, struct lang_err *e)
{
	static enum eval (*const by_target[NODE_ASSIGN + 1])(struct evaluator *, const struct node *, struct value *,
							     struct lang_err *) = {
		[NODE_NAME] = assign_name, [NODE_INDEX] = assign_index, [NODE_FIELD] = assign_field
	};
	return by_target[n->a[0]->kind](ev, n, out, e);
}
