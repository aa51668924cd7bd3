/* Which strings of a lesson's tree are texts, and where they are. */
#include "lesson/overlay_walk.h"

#include <string.h>

enum { FORMAT = 1, PATH_MAX_BYTES = 512 };

/* Keys whose strings are read by the learner or the teacher. */
static const char *const texts[] = { "title", "summary", "text", "explain", "hints",
				     "notes", "prompt",  "unit", "why",     "say" };
/* Keys at the top whose insides have no such texts. */
static const char *const others[] = { "files", "requires", "program", "sources" };

struct walk {
	void (*see)(void *ctx, const char *path, struct json *text);
	void *ctx;
	struct buf path;
};

static bool among(const char *const *v, size_t n, const char *key)
{
	for (size_t i = 0; key && i < n; i++) {
		if (strcmp(v[i], key) == 0)
			return true;
	}
	return false;
}

static void walk(struct walk *w, struct json *v, bool text);

/* "steps/ID", or "choices/0" where entries have no id. */
static void walk_entry(struct walk *w, struct json *v, const char *key, size_t i, bool text)
{
	const struct json *id = v->kind == JSON_OBJECT ? json_member(v, "id") : NULL;
	size_t was = w->path.len;
	if (key)
		buf_printf(&w->path, "%s%s", was ? "/" : "", key);
	else if (id && id->kind == JSON_STRING)
		buf_printf(&w->path, "/%s", id->string.text);
	else
		buf_printf(&w->path, "/%zu", i);
	walk(w, v, text);
	buf_cut(&w->path, was);
}

static void walk(struct walk *w, struct json *v, bool text)
{
	size_t i = 0;
	if (v->kind == JSON_STRING && text)
		w->see(w->ctx, buf_str(&w->path), v);
	if (v->kind != JSON_OBJECT && v->kind != JSON_ARRAY)
		return;
	for (struct json *m = v->first; m; m = m->next, i++) {
		bool top = w->path.len == 0 && among(others, sizeof(others) / sizeof(others[0]), m->key.text);
		if (!top)
			walk_entry(w, m, m->key.text, i,
				   m->key.text ? among(texts, sizeof(texts) / sizeof(texts[0]), m->key.text) : text);
	}
}

void overlay_walk(struct json *root, void (*see)(void *ctx, const char *path, struct json *text), void *ctx)
{
	struct walk w = { .see = see, .ctx = ctx };
	buf_init(&w.path, PATH_MAX_BYTES);
	walk(&w, root, false);
	buf_finish(&w.path);
}

static bool is_pair(const struct json *v)
{
	return v->kind == JSON_ARRAY && v->count == 2 && v->first->kind == JSON_STRING &&
	       v->first->next->kind == JSON_STRING;
}

bool overlay_is_one(const struct json *root, struct diags *d)
{
	const struct json *format = json_member(root, "format"), *pairs = json_member(root, "texts");
	size_t before = d->total;
	if (!format || format->kind != JSON_INT || format->integer != FORMAT)
		diags_add(d, format ? format->pos : root->pos, "an overlay needs \"format\": %d", FORMAT);
	if (!pairs || pairs->kind != JSON_OBJECT) {
		diags_add(d, pairs ? pairs->pos : root->pos, "an overlay needs \"texts\", an object");
		return false;
	}
	for (const struct json *m = pairs->first; m; m = m->next) {
		if (!is_pair(m))
			diags_add(d, m->pos, "\"%s\" must be a pair: the text of the lesson, and its translation",
				  m->key.text);
	}
	return d->total == before;
}
