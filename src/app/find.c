/* The index of all steps, and what a search finds in it. */
#include "app/find.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "draw/canvas.h"

#define TEXT_MAX  (256 * 1024)
#define WORDS_MAX 8

/* ---- reading ---- */

static void put(struct buf *out, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	paragraph_plain(text, false, out);
	buf_putc(out, '\n');
}

static void put_texts(struct buf *out, const struct texts *t)
{
	for (size_t i = 0; i < t->n; i++)
		put(out, t->v[i]);
}

static void put_actions(struct buf *out, const struct action *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].repeat > 0)
			put_actions(out, v[i].body, v[i].body_n);
		else
			buf_printf(out, "%s\n", v[i].code.source.text);
	}
}

/* The why of a choice and what is explained behind the run are left out: a search must not answer the question. */
static void put_step(struct buf *out, const struct step *s)
{
	put(out, s->title);
	put_texts(out, &s->text);
	put_actions(out, s->actions, s->actions_n);
	if (s->ask != NULL) {
		put(out, s->ask->prompt);
		for (size_t i = 0; i < s->ask->choices_n; i++)
			put(out, s->ask->choices[i].text);
	}
	if (s->task != NULL) {
		put(out, s->task->prompt);
		put_actions(out, s->task->given.v, s->task->given.n);
	}
}

static void add_lesson(struct index *x, const struct lesson *l)
{
	const char *id = arena_strdup(&x->arena, l->id), *title = arena_strdup(&x->arena, l->title);
	struct buf text;

	buf_init(&text, TEXT_MAX);
	for (size_t i = 0; i < l->steps_n; i++) {
		const struct step *s = &l->steps[i];
		void *v = x->v;

		buf_clear(&text);
		put_step(&text, s);
		if (i == 0)
			put(&text, l->summary);
		mem_grow(&v, &x->cap, x->n + 1, sizeof(*x->v));
		x->v = v;
		x->v[x->n++] =
		    (struct indexed){ .lesson = id,
				      .lesson_title = title,
				      .title = arena_strdup(&x->arena, s->title != NULL ? s->title : s->id.text),
				      .step = i,
				      .text = arena_strdup(&x->arena, buf_str(&text)) };
	}
	buf_finish(&text);
}

static bool has_lesson(const struct index *x, const char *id)
{
	for (size_t i = 0; i < x->n; i++) {
		if (strcmp(x->v[i].lesson, id) == 0)
			return true;
	}
	return false;
}

/* A lesson that cannot be read has nothing to be found in; the list says what is wrong with it. */
static void add_by_name(struct index *x, struct course *c, const char *name)
{
	const char *path = course_lesson_path(c, name);
	struct diags d = { 0 };
	struct lesson *l = app_lesson_read(path, &d);

	if (l != NULL)
		add_lesson(x, l);
	lesson_free(l);
	diags_finish(&d);
}

struct index *find_load(struct app *app, const struct lesson *more)
{
	struct course *c = app_course(app);
	struct index *x;

	if (c == NULL)
		return NULL;
	x = mem_zalloc(1, sizeof(*x));
	for (size_t i = 0; i < c->parts_n; i++) {
		for (size_t k = 0; k < c->parts[i].lessons_n; k++)
			add_by_name(x, c, c->parts[i].lessons[k]);
	}
	if (more != NULL && !has_lesson(x, more->id))
		add_lesson(x, more);
	return x;
}

struct index *find_load_one(const struct lesson *l)
{
	struct index *x = mem_zalloc(1, sizeof(*x));

	add_lesson(x, l);
	return x;
}

void find_free(struct index *x)
{
	if (x == NULL)
		return;
	free(x->v);
	arena_finish(&x->arena);
	free(x);
}

/* ---- finding ---- */

/* Splits in place; what stands between quotes is not special: C has enough of them. */
static size_t split(char *words, const char *v[WORDS_MAX])
{
	size_t n = 0;

	for (char *save = NULL, *w = strtok_r(words, " \t", &save); w != NULL && n < WORDS_MAX;
	     w = strtok_r(NULL, " \t", &save))
		v[n++] = w;
	return n;
}

static bool has_all(const struct indexed *s, const char *const *words, size_t n, bool *in_title, size_t *from)
{
	*in_title = true;
	for (size_t i = 0; i < n; i++) {
		const char *at = strcasestr(s->text, words[i]);
		bool title = strcasestr(s->title, words[i]) != NULL || strcasestr(s->lesson_title, words[i]) != NULL;

		if (at == NULL && !title)
			return false;
		if (i == 0)
			*from = at != NULL ? (size_t)(at - s->text) : 0;
		*in_title = *in_title && title;
	}
	return true;
}

void find(struct index *x, const char *words, struct found *out)
{
	char *copy = mem_strdup(words);
	const char *v[WORDS_MAX];
	size_t n = split(copy, v);

	out->index = x;
	out->n = out->total = 0;
	for (int titles = 1; titles >= 0 && n > 0; titles--) {
		for (size_t i = 0; i < x->n; i++) {
			bool in_title;
			size_t from;

			if (!has_all(&x->v[i], v, n, &in_title, &from) || in_title != (titles == 1))
				continue;
			out->total++;
			if (out->n < FOUND_MAX)
				out->v[out->n++] = (struct hit_of){ &x->v[i], from };
		}
	}
	free(copy);
}

/* Back to the beginning of a code point. */
static size_t whole(const char *s, size_t at)
{
	while (at > 0 && ((unsigned char)s[at] & 0xc0) == 0x80)
		at--;
	return at;
}

void find_excerpt(const struct hit_of *h, struct buf *out)
{
	const char *s = h->at->text;
	size_t from = h->from, end;

	while (from > 0 && s[from - 1] != '\n')
		from--;
	end = from + strcspn(s + from, "\n");
	if (h->from > from + FOUND_AROUND / 3) {
		size_t word;

		from = whole(s, h->from - FOUND_AROUND / 3);
		word = from + strcspn(s + from, " \n");
		from = word < h->from ? word : from;
		buf_puts(out, "…");
	}
	if (end > from + FOUND_AROUND) {
		buf_put(out, s + from, whole(s, from + FOUND_AROUND) - from);
		buf_puts(out, "…");
	} else {
		buf_put(out, s + from, end - from);
	}
}
