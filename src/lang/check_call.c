/* The static check of calls and observations: how many arguments, and of what sort each. */
#include <stdlib.h>
#include <string.h>

#include "base/tr.h"
#include "kernel/constant.h"
#include "kernel/layout.h"
#include "lang/check.h"
#include "lang/fail.h"

const struct node *node_object(const struct node *n, bool *address)
{
	while (n->kind == NODE_CAST && n->i == 0)
		n = n->a[0];
	*address = n->kind == NODE_UNARY && n->op == OP_ADDRESS;
	if (*address)
		n = n->a[0];
	return n->kind == NODE_NAME ? n : NULL;
}

const struct param *call_param(const struct call *c, size_t i)
{
	return i < CALL_PARAMS && c->params[i].name ? &c->params[i] : NULL;
}

bool param_takes_object(const struct param *p)
{
	return !p || p->role == ROLE_IN || p->role == ROLE_OUT || p->role == ROLE_STRUCT;
}

bool param_makes_object(const struct param *p)
{
	return p && (p->role == ROLE_OUT || (p->role == ROLE_STRUCT && p->out));
}

const struct layout *layout_of_field(const char *field, bool *several)
{
	const struct layout *found = NULL;
	const struct call *call;
	for (size_t i = 0; (call = call_at(i)); i++)
		for (size_t k = 0; k < CALL_PARAMS; k++) {
			const struct layout *l = call->params[k].layout;
			if (!l || !layout_field_find(l, field) || l == found)
				continue;
			*several = found != NULL;
			found = l;
		}
	return *several ? NULL : found;
}

const char *call_signature(struct arena *a, const struct call *c)
{
	struct buf b;
	buf_init(&b, 160);
	buf_printf(&b, "%s(", c->name);
	for (size_t i = 0; i < CALL_PARAMS && c->params[i].name; i++)
		buf_printf(&b, "%s%s", i ? ", " : "", c->params[i].name);
	buf_puts(&b, c->max > CALL_PARAMS ? ", ...)" : ")");
	const char *text = arena_strdup(a, buf_str(&b));
	buf_finish(&b);
	return text;
}

const char *word_signature(struct arena *a, const struct word *w)
{
	return w->params ? arena_printf(a, "%s(%s)", w->name, w->params) : w->name;
}

enum sort word_sort(const struct word *w)
{
	return w->gives && !strcmp(w->gives, "text") ? SORT_TEXT : SORT_NUMBER;
}

static int check_count(struct checker *c, const struct node *n, unsigned min, unsigned max, const char *signature)
{
	if (n->args_n >= min && n->args_n <= max)
		return 0;
	if (min == max)
		return lang_fail(c->e, n->point, "`%s` takes %u argument%s, not %zu: %s", n->s, min,
				 min == 1 ? "" : "s", n->args_n, signature);
	if (max > CALL_PARAMS)
		return lang_fail(c->e, n->point, "`%s` takes at least %u argument%s: %s", n->s, min,
				 min == 1 ? "" : "s", signature);
	return lang_fail(c->e, n->point, "`%s` takes %u to %u arguments, not %zu: %s", n->s, min, max, n->args_n,
			 signature);
}

/* A name that the call fills: known already, or made here. */
static int check_made(struct checker *c, const struct node *name, const struct param *p)
{
	enum known known;
	const char *what = check_reserved(c, name->s);
	if (what)
		return lang_fail(c->e, name->point, "`%s` is %s and has no address", name->s, what);
	if (scope_has(c->scope, name->s, &known) && (known == KNOWN_ACTOR || known == KNOWN_VARY))
		return lang_fail(c->e, name->point, "`%s` is taken: a call cannot fill it", name->s);
	scope_add_object(c->scope, name->s, p->layout);
	return 0;
}

static int check_same_layout(struct checker *c, const struct node *name, const struct param *p, const struct layout *l)
{
	if (p && p->role == ROLE_STRUCT && l != p->layout)
		return lang_fail(c->e, name->point, "`%s` is %s, and a %s is needed", name->s,
				 l ? l->name : tr("an array"), p->layout->name);
	return 0;
}

/* `name` or `&name` where an object may stand. */
static int check_object(struct checker *c, const struct node *name, bool address, const struct param *p)
{
	int at = scope_find(c->scope, name->s);
	if (at >= 0 && c->scope->v[at].known == KNOWN_OBJECT)
		return check_same_layout(c, name, p, c->scope->v[at].layout);
	if (param_makes_object(p))
		return check_made(c, name, p);
	if (at < 0 && !check_reserved(c, name->s) && p && p->role == ROLE_STRUCT)
		return lang_fail(c->e, name->point, "`%s` has no value yet: set its fields first", name->s);
	if (at < 0 && !check_reserved(c, name->s))
		return check_unknown(c, name);
	return lang_fail(c->e, name->point, "`%s` is no structure or array%s", name->s,
			 address ? ": leave `&` out" : "");
}

/* True where the argument is an object rather than an expression to compute. */
static bool is_object(const struct checker *c, const struct node *name, bool address, const struct param *p)
{
	enum known known;
	if (address)
		return true;
	if (!name || check_reserved(c, name->s) || !param_takes_object(p))
		return false;
	if (!scope_has(c->scope, name->s, &known))
		return p && p->role != ROLE_IN;
	return known == KNOWN_OBJECT;
}

static int check_argument(struct checker *c, struct node *n, const struct param *p)
{
	bool address;
	const struct node *name = node_object(n, &address);
	if (address && !name)
		return lang_fail(c->e, n->point, "`&` takes a name");
	if (address && !param_takes_object(p))
		return lang_fail(c->e, n->point, "parameter `%s` is a number, not an address of a structure", p->name);
	if (is_object(c, name, address, p))
		return check_object(c, name, address, p);
	while (n->kind == NODE_CAST && n->i == 0 && n->a[0]->kind == NODE_STRING)
		n = n->a[0];
	if (p && p->role != ROLE_IN && p->role != ROLE_PATH && p->role != ROLE_FORMAT)
		return check_number(c, n);
	enum sort sort = check_node(c, n);
	if (p && p->role != ROLE_IN && sort == SORT_NUMBER)
		return lang_fail(c->e, n->point, "parameter `%s` is text, in quotes", p->name);
	if (sort == SORT_STRUCT || sort == SORT_NOTHING)
		return lang_fail(c->e, n->point, "`%s` is no value for a parameter", n->s);
	return sort == SORT_FAIL ? -1 : 0;
}

static enum sort check_kernel_call(struct checker *c, struct node *n)
{
	const char *signature = call_signature(&c->scope->arena, n->call);
	if (!c->statement)
		return lang_fail(c->e, n->point, "a call belongs in `do`; an expression may only observe");
	if (!strcmp(n->s, "fork") && n != c->fork)
		return lang_fail(c->e, n->point, "a process needs a name: `child = fork()`");
	if (check_count(c, n, n->call->min, n->call->max, signature))
		return SORT_FAIL;
	for (size_t i = 0; i < n->args_n; i++)
		if (check_argument(c, n->args[i], call_param(n->call, i)))
			return SORT_FAIL;
	return n->call->result == RESULT_NONE ? SORT_NOTHING : SORT_NUMBER;
}

/* A text that stands in the source is one of those that the observation knows. */
static int word_known_text(struct checker *c, const struct word *w, const struct node *n)
{
	const char *text;
	if (n->kind != NODE_STRING || !w->text_at)
		return 0;
	struct nearest near = nearest_start(n->s);
	for (size_t i = 0; (text = w->text_at(i)); i++) {
		if (strlen(text) == n->len && !strcmp(text, n->s))
			return 0;
		nearest_try(&near, text);
	}
	return lang_fail(c->e, n->point, "`%s` knows no \"%.60s\"%s", w->name, n->s,
			 nearest_say(&near, &c->scope->arena));
}

static int word_text(struct checker *c, const struct word *w, struct node *n)
{
	enum sort sort = check_node(c, n);
	if (sort == SORT_TEXT)
		return word_known_text(c, w, n);
	if (sort == SORT_FAIL || sort == SORT_ANY)
		return sort == SORT_FAIL ? -1 : 0;
	return lang_fail(c->e, n->point, "this argument is text, in quotes");
}

static int word_file(struct checker *c, const struct word *w, struct node *n)
{
	(void)w;
	if (n->kind != NODE_STRING)
		return lang_fail(c->e, n->point, "this argument is the name of a file, in quotes");
	struct nearest near = nearest_start(n->s);
	for (size_t i = 0; i < c->scope->files_n; i++) {
		if (!strcmp(c->scope->files[i], n->s))
			return 0;
		nearest_try(&near, c->scope->files[i]);
	}
	return lang_fail(c->e, n->point, "the lesson has no file \"%.60s\"%s", n->s,
			 nearest_say(&near, &c->scope->arena));
}

static int word_actor(struct checker *c, const struct word *w, struct node *n)
{
	enum known known;
	(void)w;
	if (n->kind == NODE_NAME && scope_has(c->scope, n->s, &known) && known == KNOWN_ACTOR)
		return 0;
	return lang_fail(c->e, n->point, "this argument is the name of a process that fork() made");
}

static int check_word_argument(struct checker *c, const struct word *w, struct node *n, char kind)
{
	static const struct {
		char kind;
		int (*check)(struct checker *, const struct word *, struct node *);
	} kinds[] = { { 's', word_text }, { 'n', word_file }, { 'c', word_actor } };
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (kinds[i].kind == kind)
			return kinds[i].check(c, w, n);
	return check_number(c, n);
}

char word_kind(const struct word *w, size_t i)
{
	return w->kinds && i < strlen(w->kinds) ? w->kinds[i] : 'a';
}

static enum sort check_word(struct checker *c, struct node *n)
{
	const struct word *w = n->word;
	if (!w->params)
		return lang_fail(c->e, n->point, "`%s` stands alone, without parentheses", n->s);
	if (check_count(c, n, w->min, w->max, word_signature(&c->scope->arena, w)))
		return SORT_FAIL;
	for (size_t i = 0; i < n->args_n; i++)
		if (check_word_argument(c, w, n->args[i], word_kind(w, i)))
			return SORT_FAIL;
	return word_sort(w);
}

enum sort check_call(struct checker *c, struct node *n)
{
	n->call = call_find(n->s);
	if (n->call)
		return check_kernel_call(c, n);
	n->word = words_find(c->scope->words, n->s);
	if (n->word)
		return check_word(c, n);
	if (constant_find(n->s) || scope_has(c->scope, n->s, NULL))
		return lang_fail(c->e, n->point, "`%s` is not a call", n->s);
	return check_unknown(c, n);
}
