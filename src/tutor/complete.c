/* Completion and help while a statement is typed. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/tr.h"
#include "kernel/constant.h"
#include "lang/check.h"
#include "tutor/complete.h"

#define DEPTH_MAX 64

/* ---- where the cursor stands ---- */

/* An open bracket: the call that it belongs to, and the argument reached in it. */
struct open {
	const struct call *call;
	const struct word *word;
	size_t arg;
};

static bool word_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* The literal that begins at i ends behind the byte returned; `end` where it does not end. */
static size_t skip_literal(const char *text, size_t i, size_t end)
{
	char quote = text[i++];

	while (i < end && text[i] != quote)
		i += text[i] == '\\' ? 2 : 1;
	return i;
}

/* The bracket at i: of a call where a name of one stands before it; else of the call around it. */
static struct open opened(const char *text, size_t i, const struct open *around, const struct words *words)
{
	size_t end = i, begin;
	char name[40] = "";

	while (end > 0 && text[end - 1] == ' ')
		end--;
	for (begin = end; begin > 0 && word_byte(text[begin - 1]);)
		begin--;
	if (text[i] != '(' || end == begin || end - begin >= sizeof(name))
		return *around;
	memcpy(name, text + begin, end - begin);
	return (struct open){ .call = call_find(name), .word = words_find(words, name) };
}

struct place place_at(const char *text, size_t cursor, const struct words *words)
{
	struct open stack[DEPTH_MAX] = { 0 };
	struct place at = { 0 };
	size_t depth = 0;

	for (size_t i = 0; i < cursor && !at.in_string; i++) {
		char c = text[i];

		if (c == '"' || c == '\'') {
			size_t end = skip_literal(text, i, cursor);

			at.in_string = end >= cursor;
			at.from = i + 1;
			i = end;
		} else if ((c == '(' || c == '[') && depth + 1 < DEPTH_MAX) {
			stack[depth + 1] = opened(text, i, &stack[depth], words);
			depth++;
		} else if ((c == ')' || c == ']') && depth > 0) {
			depth--;
		} else if (c == ',') {
			stack[depth].arg++;
		}
	}
	at.call = stack[depth].call;
	at.word = at.call == NULL ? stack[depth].word : NULL;
	at.arg = stack[depth].arg;
	if (at.in_string)
		return at;
	for (at.from = cursor; at.from > 0 && word_byte(text[at.from - 1]);)
		at.from--;
	return at;
}

/* ---- words that fit ---- */

struct gather {
	struct arena *a;
	const char *begin; /* what is typed of it */
	size_t len;
	const char **v;
	size_t n, cap;
};

static void offer(struct gather *g, const char *name, const char *behind)
{
	void *v = g->v;

	if (strncmp(name, g->begin, g->len) != 0)
		return;
	mem_grow(&v, &g->cap, g->n + 1, sizeof(*g->v));
	g->v = v;
	g->v[g->n++] = arena_printf(g->a, "%s%s", name, behind);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct fits gathered(struct gather *g)
{
	struct fits f = { .n = g->n };

	f.v = arena_alloc(g->a, g->n + 1, sizeof(*f.v));
	if (g->n > 0) {
		memcpy(f.v, g->v, g->n * sizeof(*f.v));
		qsort(f.v, f.n, sizeof(*f.v), by_text);
		while (f.v[0][f.common] != '\0' && f.v[0][f.common] == f.v[f.n - 1][f.common])
			f.common++;
	}
	free(g->v);
	return f;
}

static void offer_files(struct gather *g, const struct scope *s, bool lesson_only)
{
	static const char *const outside[] = { "/dev/zero", "/dev/null", "/proc/self/status", "/etc/passwd" };

	for (size_t i = 0; i < s->files_n; i++)
		offer(g, s->files[i], "");
	for (size_t i = 0; i < sizeof(outside) / sizeof(outside[0]) && !lesson_only && g->len > 0; i++)
		offer(g, outside[i], "");
}

/* Constants of a group, or all where it is NULL. Another spelling is offered only once it is being typed. */
static void offer_constants(struct gather *g, const char *group)
{
	const struct constant *c;

	for (size_t i = 0; (c = constant_at(i)) != NULL; i++) {
		if ((group == NULL || strcmp(c->group, group) == 0) && (c->alias == NULL || g->len > 4))
			offer(g, c->name, "");
	}
}

static void offer_calls(struct gather *g)
{
	const struct call *c;

	for (size_t i = 0; (c = call_at(i)) != NULL; i++)
		offer(g, c->name, "(");
}

static void offer_words(struct gather *g, const struct words *words)
{
	for (size_t i = 0; i < words->n; i++)
		offer(g, words->v[i].name, words->v[i].params != NULL ? "(" : "");
}

static void offer_names(struct gather *g, const struct scope *s)
{
	for (size_t i = 0; i < s->n; i++)
		offer(g, s->v[i].name, "");
}

static const struct param *param_at(const struct place *at)
{
	return at->call != NULL ? call_param(at->call, at->arg) : NULL;
}

/* Names first where nothing is typed yet: every constant of the tables would help nobody. */
static void offer_all(struct gather *g, const struct place *at, const struct scope *s)
{
	offer_names(g, s);
	if (at->call == NULL && at->word == NULL)
		offer_calls(g);
	if (g->len == 0)
		return;
	offer_words(g, s->words);
	offer_constants(g, NULL);
	if (at->call != NULL || at->word != NULL)
		offer_calls(g);
}

struct fits place_fits(const struct place *at, const char *text, size_t cursor, const struct scope *s, struct arena *a)
{
	struct gather g = { .a = a, .begin = text + at->from, .len = cursor - at->from };
	const struct param *p = param_at(at);
	char kind = at->word != NULL ? word_kind(at->word, at->arg) : '\0';

	if (at->in_string) {
		if ((p != NULL && p->role == ROLE_PATH) || kind == 'n')
			offer_files(&g, s, kind == 'n');
	} else if (p != NULL && p->group != NULL && (p->role == ROLE_FLAGS || p->role == ROLE_ENUM)) {
		offer_constants(&g, p->group);
		if (g.n == 0 && g.len > 0)
			offer_names(&g, s);
	} else {
		offer_all(&g, at, s);
	}
	return gathered(&g);
}

struct fits word_fits(const char *text, size_t n, const struct words *words, struct arena *a)
{
	struct gather g = { .a = a, .begin = text, .len = n };
	const struct call *c;

	for (size_t i = 0; (c = call_at(i)) != NULL; i++)
		offer(&g, c->name, "");
	for (size_t i = 0; i < words->n; i++)
		offer(&g, words->v[i].name, "");
	offer_constants(&g, NULL);
	return gathered(&g);
}

/* ---- help ---- */

const char *place_signature(const struct place *at, struct arena *a)
{
	struct buf out;
	const char *text;

	if (at->call == NULL)
		return at->word != NULL ? word_signature(a, at->word) : NULL;
	buf_init(&out, 4096);
	call_prototype(at->call, &out);
	text = arena_strdup(a, buf_str(&out));
	buf_finish(&out);
	return text;
}

const char *place_parameter(const struct place *at, struct arena *a)
{
	const struct param *p = param_at(at);

	if (p != NULL)
		return arena_printf(a, "%s: %s", p->name, tr(p->help));
	if (at->call != NULL)
		return tr(at->call->help);
	return at->word != NULL ? arena_printf(a, "%s; by %s", tr(at->word->help), tr(at->word->source)) : NULL;
}

const char *word_help(const char *name, const struct words *words, struct arena *a)
{
	const struct call *call = call_find(name);
	const struct constant *constant = constant_find(name);
	const struct word *word = words_find(words, name);

	if (call != NULL)
		return arena_printf(a, "%s: %s", call_signature(a, call), tr(call->help));
	if (constant != NULL)
		return arena_printf(a, "%s: %s", constant->name, tr(constant->help));
	if (word != NULL)
		return arena_printf(a, "%s: %s; by %s", word_signature(a, word), tr(word->help), tr(word->source));
	return NULL;
}
