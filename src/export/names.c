/* What each name of a lesson is in C: a number, an address, a structure or an array. */
#include <stdio.h>
#include <string.h>

#include "export/put.h"
#include "lang/check.h"

/* Names that the C library, or the program around the lesson, has already. */
static const char *const taken[] = {
	"abort",    "abs",      "access",   "actors", "alarm",        "apart",  "as",      "atoi",      "atol",
	"back",     "basename", "byte",     "calloc", "catch_faults", "chdir",  "clone",   "code_page", "common",
	"computed", "daemon",   "died",     "dies",   "div",          "dup2",   "dying",   "ended",     "environ",
	"errno",    "exit",     "expect",   "extend", "fail",         "fgets",  "finish",  "fputs",     "free",
	"getpid",   "gettid",   "give",     "gone",   "hard_limit",   "how_",   "index",   "info",      "keep",
	"kill",     "last",     "left_out", "link",   "linux",        "look",   "lstat",   "made",      "main",
	"malloc",   "me",       "mkdir",    "nice",   "page_kinds",   "part",   "pause",   "pipe2",     "prepare",
	"printed",  "putchar",  "puts",     "quiet",  "raise",        "rand",   "random",  "readahead", "remove",
	"rename",   "rindex",   "rmdir",    "run",    "same",         "sbrk",   "see",     "select",    "serve",
	"setenv",   "sleep",    "splice",   "stat",   "stderr",       "stdin",  "stdout",  "step",      "swab",
	"sync",     "system",   "take",     "tee",    "tell",         "text",   "text_of", "time",      "truncate",
	"uint",     "ulong",    "umask",    "unix",   "unknown",      "ushort", "wait",
};

struct c_name *names_of(struct program *p, const char *name)
{
	/* A name of `vary` is a constant of its step, whatever it is elsewhere. */
	for (size_t i = 0; p->step != NULL && i < p->step->vary_n; i++) {
		if (strcmp(p->step->vary[i].name, name) == 0)
			return NULL;
	}
	for (size_t i = 0; i < p->names_n; i++) {
		if (p->names[i].segment == p->segment && strcmp(p->names[i].name, name) == 0)
			return &p->names[i];
	}
	return NULL;
}

static const char *spell(struct program *p, const char *name)
{
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++) {
		if (strcmp(taken[i], name) == 0)
			return arena_printf(&p->arena, "%s_", name);
	}
	return name;
}

static struct c_name *add(struct program *p, const char *name)
{
	struct c_name *n = names_of(p, name);

	if (n != NULL || p->names_n == NAMES_MAX)
		return n != NULL ? n : &p->names[0];
	n = &p->names[p->names_n++];
	*n = (struct c_name){ .name = name, .spelled = spell(p, name), .type = C_LONG, .segment = p->segment };
	return n;
}

static bool is_object(const struct c_name *n)
{
	return n->type == C_STRUCT || n->type == C_ARRAY;
}

static void collect_node(struct program *p, const struct node *n);

static void assigned(struct program *p, const struct node *n)
{
	const struct node *to = n->a[0];
	struct c_name *name;
	enum c_type type;
	bool several = false;

	if (to->kind == NODE_FIELD && to->a[0]->kind == NODE_NAME) {
		name = add(p, to->a[0]->s);
		if (name->type != C_STRUCT) {
			name->type = C_STRUCT;
			name->layout = layout_of_field(to->s, &several);
		}
	}
	if (to->kind != NODE_NAME)
		return;
	name = add(p, to->s);
	type = value_type(p, n->a[1]);
	if (!is_object(name) && (type == C_POINTER || type == C_TEXT))
		name->type = type;
	name->differs |= value_differs(p, n->a[1]);
}

/* Elements that the call fills: of the largest page there is, where they are counted by bytes of it. */
static size_t elements(const struct param *m, const struct node *call)
{
	int64_t n;

	if (m->extent.param < 0)
		return m->extent.bytes / (m->extent.elem > 0 ? m->extent.elem : 1);
	if (!value_fold(call->args[m->extent.param], m->extent.per_page ? 4096 : 65536, &n) || n < 0 || n > 1 << 30)
		return 65536;
	return m->extent.per_page ? (size_t)(n + 4095) / 4096 : (size_t)n + 1; /* with a zero behind it, for %s */
}

static void handed(struct program *p, const struct node *call, size_t i)
{
	const struct param *m = call_param(call->call, i);
	bool address;
	const struct node *node = node_object(call->args[i], &address);
	struct c_name *name;
	size_t count;

	if (m == NULL || node == NULL || node->constant != NULL || (m->role != ROLE_OUT && m->role != ROLE_STRUCT))
		return;
	name = names_of(p, node->s);
	if (name != NULL && !is_object(name))
		return;
	name = add(p, node->s);
	name->type = m->role == ROLE_STRUCT ? C_STRUCT : C_ARRAY;
	name->layout = m->layout;
	name->elem = m->extent.elem;
	count = m->role == ROLE_OUT ? elements(m, call) : 0;
	name->count = count > name->count ? count : name->count;
}

static void collect_call(struct program *p, const struct node *n)
{
	for (size_t i = 0; i < n->args_n; i++) {
		collect_node(p, n->args[i]);
		if (n->call != NULL)
			handed(p, n, i);
		if (n->call != NULL && strcmp(n->s, "open") == 0 && i == 0 && n->args[0]->kind == NODE_STRING &&
		    strncmp(n->args[0]->s, "/proc", 5) == 0)
			p->outputs_differ = true;
	}
}

static void collect_node(struct program *p, const struct node *n)
{
	struct c_name *name;

	for (size_t i = 0; i < 3 && n->a[i] != NULL; i++)
		collect_node(p, n->a[i]);
	if (n->kind == NODE_CALL)
		collect_call(p, n);
	if (n->kind == NODE_ASSIGN && n->a[0] != NULL)
		assigned(p, n);
	if (n->kind != NODE_INDEX || n->a[0] == NULL || n->a[0]->kind != NODE_NAME)
		return;
	name = names_of(p, n->a[0]->s);
	if (name != NULL && name->type == C_LONG)
		name->type = C_POINTER;
}

static void collect_actions(struct program *p, const struct action *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].repeat > 0) {
			add(p, "i");
			collect_actions(p, v[i].body, v[i].body_n);
		} else {
			collect_node(p, v[i].code.tree);
		}
	}
}

static void collect_step(struct program *p, size_t i)
{
	const struct step *s = &p->lesson->steps[i];

	p->step = s;
	p->segment = part_first(p->lesson, i);
	collect_actions(p, s->actions, s->actions_n);
	if (s->task == NULL)
		return;
	collect_actions(p, s->task->given.v, s->task->given.n);
	if (s->task->solutions_n > 0)
		collect_actions(p, s->task->solutions[0].v, s->task->solutions[0].n);
}

static bool same_kind(const struct c_name *a, const struct c_name *b)
{
	return a->type == b->type && a->layout == b->layout && a->elem == b->elem &&
	       (a->type != C_ARRAY || (a->count == 1) == (b->count == 1));
}

/* A name that is one thing here and another there is two in C. */
static void spell_apart(struct program *p, struct c_name *n)
{
	unsigned others = 1;

	for (struct c_name *o = p->names; o < n; o++) {
		if (strcmp(o->name, n->name) != 0)
			continue;
		if (same_kind(o, n)) {
			n->spelled = o->spelled;
			n->count = o->count = o->count > n->count ? o->count : n->count;
			return;
		}
		others++;
	}
	if (others > 1)
		n->spelled = arena_printf(&p->arena, "%s_%u", n->name, others);
}

/* Twice: a name may be used above the statement that says most of it. */
void names_collect(struct program *p, size_t from, size_t to)
{
	for (int round = 0; round < 2; round++) {
		for (size_t i = from; i < to; i++)
			collect_step(p, i);
	}
	for (size_t i = 0; i < p->names_n; i++)
		spell_apart(p, &p->names[i]);
	p->step = NULL;
}

/* The first of several that are spelled alike stands for them, where any is used. */
static bool stands_for_all(const struct program *p, size_t i)
{
	bool used = false;

	for (size_t k = 0; k < p->names_n; k++) {
		if (strcmp(p->names[k].spelled, p->names[i].spelled) != 0)
			continue;
		if (k < i)
			return false;
		used |= p->names[k].used;
	}
	return used;
}

static void declare(const struct c_name *n, struct buf *out)
{
	static const char *const plain[] = { [C_INT] = "long ",
					     [C_LONG] = "long ",
					     [C_POINTER] = "unsigned char *",
					     [C_TEXT] = "struct text ",
					     [C_VOID] = "long " };

	if (n->type == C_STRUCT)
		buf_printf(out, "static %s %s;\n", n->layout != NULL ? n->layout->name : "struct stat", n->spelled);
	else if (n->type != C_ARRAY)
		buf_printf(out, "static %s%s;\n", plain[n->type], n->spelled);
	else if (n->elem == 4 && n->count == 1)
		buf_printf(out, "static int %s;\n", n->spelled);
	else
		buf_printf(out, "static %s %s[%zu];\n", n->elem == 4 ? "int" : "unsigned char", n->spelled,
			   n->count > 0 ? n->count : 1);
}

void names_declare(const struct program *p, struct buf *out)
{
	for (size_t i = 0; i < p->names_n; i++) {
		if (stands_for_all(p, i))
			declare(&p->names[i], out);
	}
}

void names_table(const struct program *p, struct buf *out)
{
	for (size_t i = 0; i < p->names_n; i++) {
		if (stands_for_all(p, i))
			buf_printf(out, "\t{ &%s, sizeof(%s) },\n", p->names[i].spelled, p->names[i].spelled);
	}
}
