/* Calls and observations as C: objects by their address, numbers as what printf asks for. */
#include "export/put.h"

#include <string.h>

#include "lang/check.h"

void expression_word(struct program *p, const struct node *n, struct buf *out)
{
	static const struct {
		const char *word, *text, *piece;
	} words[] = {
		{ "errno", "last.error", NULL },   { "signal", "last.signal", NULL },
		{ "si_code", "last.code", NULL },  { "si_addr", "last.address", NULL },
		{ "result", "last.result", NULL }, { "minflt", "minflt", "faults" },
		{ "majflt", "majflt", "faults" },  { "output", "output()", "output" },
		{ "alive", "!died", "die" },       { "vmas", "vmas(NULL, -1)", "vmas" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i].word, n->word->name) != 0)
			continue;
		buf_puts(out, words[i].text);
		if (words[i].piece != NULL)
			program_use(p, words[i].piece);
	}
}

static void put_object(struct program *p, const struct node *node, struct buf *out)
{
	struct c_name *name = names_of(p, node->s);

	name->used = true;
	buf_printf(out, "%s%s", name->type == C_STRUCT || (name->elem == 4 && name->count == 1) ? "&" : "",
		   name->spelled);
}

static bool is_null(const struct node *n)
{
	return (n->kind == NODE_NAME && strcmp(n->s, "NULL") == 0) || (n->kind == NODE_INT && n->i == 0);
}

/* An address of the lesson is no `struct stat *` and no `int *`. */
static bool is_typed(const struct param *m)
{
	return strstr(m->type, "struct ") != NULL || strncmp(m->type, "int ", 4) == 0;
}

static void put_argument(struct program *p, const struct node *n, const struct param *m, struct buf *out)
{
	bool address, pointer = m != NULL && strchr(m->type, '*') != NULL;
	const struct node *object = node_object(n, &address);
	const struct c_name *name = object != NULL ? names_of(p, object->s) : NULL;

	if (m != NULL && strchr(m->type, '[') != NULL)
		pointer = true;
	if (name != NULL && (name->type == C_STRUCT || name->type == C_ARRAY)) {
		put_object(p, object, out);
		return;
	}
	if (pointer && is_null(n))
		p->null_argument = true;
	if (pointer && is_typed(m) && value_type(p, n) == C_POINTER && !is_null(n))
		expression_cast(p, "void *", n, out);
	else if (pointer && is_null(n))
		expression_put(p, n, out);
	else if (pointer)
		expression_address(p, n, "void *", out);
	else if (m != NULL && m->role != ROLE_IN)
		expression_number(p, n, true, out);
	else
		expression_operand(p, n, true, out);
}

/*
 * The type that the next conversion of a format asks for: "" for an address; NULL behind the last. A `*` asks for an
 * int of its own: *inside, since the next one goes on in the same conversion.
 */
static const char *conversion_type(const char **format, bool *inside)
{
	static const struct {
		const char *length, *type;
	} lengths[] = {
		{ "ll", "long long" }, { "l", "long" }, { "z", "size_t" }, { "j", "intmax_t" }, { "t", "ptrdiff_t" },
	};
	const char *at = *format, *type = "int";

	while (!*inside && (at = strchr(at, '%')) != NULL && at[1] == '%')
		at += 2;
	if (at == NULL)
		return NULL;
	at += !*inside;
	at += strspn(at, "-+ #0123456789.");
	*inside = *at == '*';
	if (*inside) {
		*format = at + 1;
		return type;
	}
	for (size_t i = sizeof(lengths) / sizeof(lengths[0]); i-- > 0;) {
		if (strncmp(at, lengths[i].length, strlen(lengths[i].length)) == 0)
			type = lengths[i].type;
	}
	at += strspn(at, "lzjth");
	*format = at + (*at != '\0');
	return *at == 's' || *at == 'p' ? "" : type;
}

static void put_printf(struct program *p, const struct node *n, struct buf *out)
{
	const char *format = n->args[0]->s, *type;
	bool inside = false;

	program_use(p, "printf");
	buf_puts(out, "printf(");
	expression_put(p, n->args[0], out);
	for (size_t i = 1; i < n->args_n; i++) {
		enum c_type t = value_type(p, n->args[i]);

		type = conversion_type(&format, &inside);
		buf_puts(out, ", ");
		if (t == C_TEXT && (n->args[i]->kind == NODE_CALL || n->args[i]->kind == NODE_NAME)) {
			expression_put(p, n->args[i], out);
			buf_puts(out, ".at");
			continue;
		}
		if (type == NULL || (type[0] == '\0' && t >= C_POINTER) || (t == C_INT && strcmp(type, "int") == 0) ||
		    (t == C_LONG && strcmp(type, "long") == 0))
			put_argument(p, n->args[i], NULL, out);
		else
			expression_cast(p, type[0] != '\0' ? type : "void *", n->args[i], out);
	}
	buf_puts(out, ")");
}

static const struct {
	const char *name, *spelled;
} other_words[] = { { "start", "line_start" }, { "end", "line_end" } };

static void put_observation(struct program *p, const struct node *n, struct buf *out)
{
	const char *spelled = n->s;

	if (n->args_n == 0) {
		expression_word(p, n, out);
		return;
	}
	program_use(p, n->word->name);
	for (size_t i = 0; i < sizeof(other_words) / sizeof(other_words[0]); i++) {
		if (strcmp(n->s, other_words[i].name) == 0)
			spelled = other_words[i].spelled;
	}
	buf_printf(out, "%s(", spelled);
	for (size_t i = 0; i < n->args_n; i++) {
		char kind = word_kind(n->word, i);
		bool address = kind == 'a' && n->word->params != NULL && (i == 0 || word_kind(n->word, i - 1) == 's');

		buf_puts(out, i > 0 ? ", " : "");
		if (address && strcmp(n->word->name, "file") != 0)
			expression_address(p, n->args[i], "void *", out);
		else
			expression_number(p, n->args[i], true, out);
	}
	buf_puts(out, ")");
}

void expression_call(struct program *p, const struct node *n, struct buf *out)
{
	if (n->word != NULL) {
		put_observation(p, n, out);
		return;
	}
	if (strcmp(n->s, "printf") == 0) {
		put_printf(p, n, out);
		return;
	}
	if (n->call->header[0] == '\0')
		program_use(p, n->s);
	if (strcmp(n->s, "fork") == 0)
		program_use(p, "actors");
	buf_printf(out, "%s(", n->s);
	for (size_t i = 0; i < n->args_n; i++) {
		buf_puts(out, i > 0 ? ", " : "");
		put_argument(p, n->args[i], call_param(n->call, i), out);
	}
	buf_puts(out, ")");
}
