/* The static check: names, operators, assignments. */
#include "lang/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/tr.h"
#include "kernel/constant.h"
#include "kernel/layout.h"
#include "lang/fail.h"
#include "lang/op.h"

const char *check_reserved(const struct checker *c, const char *name)
{
	if (constant_find(name))
		return "a constant";
	if (call_find(name))
		return "a call";
	return words_find(c->scope->words, name) ? tr("an observation") : NULL;
}

int check_unknown(struct checker *c, const struct node *n)
{
	struct nearest near = nearest_start(n->s);
	const struct words *w = c->scope->words;
	for (size_t i = 0; i < c->scope->n && n->kind != NODE_CALL; i++)
		nearest_try(&near, c->scope->v[i].name);
	const struct constant *constant;
	for (size_t i = 0; n->kind != NODE_CALL && (constant = constant_at(i)); i++)
		nearest_try(&near, constant->name);
	for (size_t i = 0; w && i < w->n; i++)
		nearest_try(&near, w->v[i].name);
	const struct call *call;
	for (size_t i = 0; (call = call_at(i)); i++)
		nearest_try(&near, call->name);
	return lang_fail(c->e, n->point, "`%s` is not known here%s", n->s, nearest_say(&near, &c->scope->arena));
}

static int check_value(struct checker *c, const struct node *n, enum sort sort)
{
	if (sort == SORT_STRUCT)
		return lang_fail(c->e, n->point, "`%s` is a structure: only its fields have values", n->s);
	if (sort == SORT_NOTHING)
		return lang_fail(c->e, n->point, "`%s` gives no value", n->s);
	return sort == SORT_FAIL ? -1 : 0;
}

int check_number(struct checker *c, struct node *n)
{
	enum sort sort = check_node(c, n);
	if (sort == SORT_TEXT)
		return lang_fail(c->e, n->point, "text where a number is needed; only `==` and `!=` take text");
	return check_value(c, n, sort);
}

static enum sort check_literal(struct checker *c, struct node *n)
{
	(void)c;
	return n->kind == NODE_STRING ? SORT_TEXT : SORT_NUMBER;
}

static enum sort known_sort(const struct scope *s, int at)
{
	static const enum sort sorts[] = { [KNOWN_VALUE] = SORT_ANY,
					   [KNOWN_ACTOR] = SORT_NUMBER,
					   [KNOWN_OBJECT] = SORT_ANY,
					   [KNOWN_VARY] = SORT_NUMBER };
	return s->v[at].layout ? SORT_STRUCT : sorts[s->v[at].known];
}

static enum sort check_name(struct checker *c, struct node *n)
{
	n->constant = constant_find(n->s);
	if (n->constant)
		return SORT_NUMBER;
	n->word = words_find(c->scope->words, n->s);
	if (n->word && (!n->word->params || n->word->min == 0))
		return word_sort(n->word);
	if (n->word)
		return lang_fail(c->e, n->point, "`%s` takes arguments: %s", n->s,
				 word_signature(&c->scope->arena, n->word));
	const struct call *call = call_find(n->s);
	if (call)
		return lang_fail(c->e, n->point, "`%s` is a call: %s", n->s, call_signature(&c->scope->arena, call));
	int at = scope_find(c->scope, n->s);
	return at < 0 ? (enum sort)check_unknown(c, n) : known_sort(c->scope, at);
}

static enum sort check_unary(struct checker *c, struct node *n)
{
	if (n->op == OP_ADDRESS)
		return lang_fail(c->e, n->point, "`&name` stands only for an argument that is a structure or an array");
	return check_number(c, n->a[0]) ? SORT_FAIL : SORT_NUMBER;
}

/* Two values of which one is text and the other is not: never equal, and a slip of the pen. */
static bool mixed(enum sort a, enum sort b)
{
	return (a == SORT_TEXT && b == SORT_NUMBER) || (a == SORT_NUMBER && b == SORT_TEXT);
}

static enum sort check_equality(struct checker *c, struct node *n)
{
	enum sort a = check_node(c, n->a[0]);
	if (check_value(c, n->a[0], a))
		return SORT_FAIL;
	enum sort b = check_node(c, n->a[1]);
	if (check_value(c, n->a[1], b))
		return SORT_FAIL;
	if (mixed(a, b))
		return lang_fail(c->e, n->point, "`%s` has text on one side and a number on the other",
				 lang_ops[n->op].text);
	return SORT_NUMBER;
}

static enum sort check_binary(struct checker *c, struct node *n)
{
	if (n->op == OP_EQ || n->op == OP_NE)
		return check_equality(c, n);
	return check_number(c, n->a[0]) || check_number(c, n->a[1]) ? SORT_FAIL : SORT_NUMBER;
}

static enum sort check_cond(struct checker *c, struct node *n)
{
	if (check_number(c, n->a[0]))
		return SORT_FAIL;
	enum sort a = check_node(c, n->a[1]);
	if (check_value(c, n->a[1], a))
		return SORT_FAIL;
	enum sort b = check_node(c, n->a[2]);
	if (check_value(c, n->a[2], b))
		return SORT_FAIL;
	if (mixed(a, b))
		return lang_fail(c->e, n->point, "`?` gives text in one case and a number in the other");
	return a == b ? a : SORT_ANY;
}

static enum sort check_cast(struct checker *c, struct node *n)
{
	return check_number(c, n->a[0]) ? SORT_FAIL : SORT_NUMBER;
}

/* What can hold the address of memory, or be an array. */
static int check_base(struct checker *c, struct node *n)
{
	static const bool nonsense[NODE_ASSIGN + 1] = {
		[NODE_INT] = true, [NODE_STRING] = true, [NODE_SIZEOF] = true, [NODE_INDEX] = true, [NODE_FIELD] = true
	};
	enum known known = KNOWN_VALUE;
	if (nonsense[n->kind])
		return lang_fail(c->e, n->point, "`[` takes an address or an array before it");
	if (check_node(c, n) == SORT_STRUCT)
		return lang_fail(c->e, n->point, "`%s` is a structure: write `%s.field`", n->s, n->s);
	if (n->kind == NODE_NAME && scope_has(c->scope, n->s, &known) && known == KNOWN_ACTOR)
		return lang_fail(c->e, n->point, "`%s` is a process: write `%s: m[0]` for its memory", n->s, n->s);
	return check_number(c, n);
}

static enum sort check_index(struct checker *c, struct node *n)
{
	return check_base(c, n->a[0]) || check_number(c, n->a[1]) ? SORT_FAIL : SORT_NUMBER;
}

static enum sort check_field_of(struct checker *c, const struct node *n, const struct layout *l)
{
	if (layout_field_find(l, n->s))
		return SORT_NUMBER;
	struct nearest near = nearest_start(n->s);
	for (size_t i = 0; i < l->fields_n; i++)
		nearest_try(&near, l->fields[i].name);
	return lang_fail(c->e, n->point, "%s has no field `%s`%s", l->name, n->s, nearest_say(&near, &c->scope->arena));
}

static enum sort check_field(struct checker *c, struct node *n)
{
	const struct node *base = n->a[0];
	if (base->kind != NODE_NAME)
		return lang_fail(c->e, n->point, "`.%s` takes the name of a structure before it", n->s);
	int at = scope_find(c->scope, base->s);
	if (at < 0 && !check_reserved(c, base->s))
		return check_unknown(c, base);
	if (at < 0 || !c->scope->v[at].layout)
		return lang_fail(c->e, n->point, "`%s` is no structure, so it has no field `%s`", base->s, n->s);
	return check_field_of(c, n, c->scope->v[at].layout);
}

static enum sort check_actor(struct checker *c, struct node *n)
{
	enum known known;
	if (scope_has(c->scope, n->s, &known) && known == KNOWN_ACTOR)
		return check_node(c, n->a[0]);
	struct nearest near = nearest_start(n->s);
	for (size_t i = 0; i < c->scope->n; i++)
		if (c->scope->v[i].known == KNOWN_ACTOR)
			nearest_try(&near, c->scope->v[i].name);
	return lang_fail(c->e, n->point, "`%s` is no process of the lesson: `%s = fork()` makes one%s", n->s, n->s,
			 nearest_say(&near, &c->scope->arena));
}

/* 0, or -1: the name belongs to the language or to the lesson's `vary`. */
static int check_free(struct checker *c, const struct node *name)
{
	const char *what = check_reserved(c, name->s);
	enum known known;
	if (what)
		return lang_fail(c->e, name->point, "`%s` is %s and cannot be assigned", name->s, what);
	if (scope_has(c->scope, name->s, &known) && known == KNOWN_VARY)
		return lang_fail(c->e, name->point, "`%s` is given by the lesson and cannot be assigned", name->s);
	return 0;
}

static int assign_name(struct checker *c, struct node *n)
{
	struct node *right = n->a[1];
	bool forks = right->kind == NODE_CALL && !strcmp(right->s, "fork");
	if (check_free(c, n->a[0]))
		return -1;
	c->fork = forks ? right : NULL;
	if (check_value(c, right, check_node(c, right)))
		return -1;
	scope_add(c->scope, n->a[0]->s, forks ? KNOWN_ACTOR : KNOWN_VALUE);
	return 0;
}

static int assign_index(struct checker *c, struct node *n)
{
	return check_number(c, n->a[1]) || check_index(c, n->a[0]) == SORT_FAIL ? -1 : 0;
}

/* A field makes the structure: that of the calls which has such a field. */
static int assign_field(struct checker *c, struct node *n)
{
	struct node *field = n->a[0], *base = field->a[0];
	if (check_free(c, base) || check_number(c, n->a[1]))
		return -1;
	if (scope_find(c->scope, base->s) >= 0)
		return check_field(c, field) == SORT_FAIL ? -1 : 0;
	bool several = false;
	const struct layout *l = layout_of_field(field->s, &several);
	if (several)
		return lang_fail(c->e, field->point, "more than one structure has a field `%s`", field->s);
	if (!l)
		return lang_fail(c->e, field->point, "no structure has a field `%s`", field->s);
	scope_add_object(c->scope, base->s, l);
	return 0;
}

static enum sort check_assign(struct checker *c, struct node *n)
{
	static int (*const by_target[NODE_ASSIGN + 1])(struct checker *, struct node *) = {
		[NODE_NAME] = assign_name, [NODE_INDEX] = assign_index, [NODE_FIELD] = assign_field
	};
	return by_target[n->a[0]->kind](c, n) ? SORT_FAIL : SORT_ANY;
}

enum sort check_node(struct checker *c, struct node *n)
{
	static enum sort (*const by_kind[])(struct checker *, struct node *) = {
		[NODE_INT] = check_literal,   [NODE_STRING] = check_literal, [NODE_NAME] = check_name,
		[NODE_UNARY] = check_unary,   [NODE_BINARY] = check_binary,  [NODE_COND] = check_cond,
		[NODE_CAST] = check_cast,     [NODE_SIZEOF] = check_literal, [NODE_INDEX] = check_index,
		[NODE_FIELD] = check_field,   [NODE_CALL] = check_call,      [NODE_ACTOR] = check_actor,
		[NODE_ASSIGN] = check_assign,
	};
	return by_kind[n->kind](c, n);
}

int lang_check(struct node *n, struct scope *s, bool statement, struct lang_err *e)
{
	struct checker c = { .scope = s, .statement = statement, .e = e };
	size_t before = s->n;
	void *saved = mem_zalloc(s->n, sizeof(*s->v));
	if (s->n)
		memcpy(saved, s->v, s->n * sizeof(*s->v));
	bool good = statement ? check_node(&c, n) != SORT_FAIL : check_number(&c, n) == 0;
	if (!good) {
		s->n = before;
		if (before)
			memcpy(s->v, saved, before * sizeof(*s->v));
	}
	free(saved);
	return good ? 0 : -1;
}
