/* Results from JSON, member by member, each with its fault at its place. */
#include "tutor/result_read.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"

static const struct json_limits limits = { .bytes = 4 << 20, .depth = 8, .nodes = 200000 };

enum { ID_MAX = 40, CHOICES_MAX = 64, MS_MAX_SECONDS = 1000000 };

struct reading {
	struct arena *a;
	struct diags *d;
};

/* ---- single members ---- */

static const struct json *need(struct reading *r, const struct json *object, const char *key, enum json_kind kind)
{
	const struct json *m = json_member(object, key);

	if (m != NULL && (m->kind == kind || (kind == JSON_REAL && m->kind == JSON_INT)))
		return m;
	diags_add(r->d, m != NULL ? m->pos : object->pos, "\"%s\" has to be %s", key, json_kind_name(kind));
	return NULL;
}

static const char *need_text(struct reading *r, const struct json *object, const char *key)
{
	const struct json *m = need(r, object, key, JSON_STRING);

	return m != NULL ? m->string.text : "";
}

static int64_t need_int(struct reading *r, const struct json *object, const char *key)
{
	const struct json *m = need(r, object, key, JSON_INT);

	return m != NULL ? m->integer : 0;
}

static size_t need_count(struct reading *r, const struct json *object, const char *key)
{
	int64_t n = need_int(r, object, key);

	if (n >= 0 && n <= INT32_MAX)
		return (size_t)n;
	diags_add(r->d, object->pos, "\"%s\" is out of range", key);
	return 0;
}

static bool need_bool(struct reading *r, const struct json *object, const char *key)
{
	const struct json *m = need(r, object, key, JSON_BOOL);

	return m != NULL && m->integer != 0;
}

/* It may become a part of a path: nothing but [a-z0-9-]. */
static const char *need_id(struct reading *r, const struct json *object, const char *key)
{
	const char *id = need_text(r, object, key);
	size_t n = strlen(id);

	if (n > 0 && n <= ID_MAX && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == n)
		return id;
	diags_add(r->d, object->pos, "\"%s\" is no id", key);
	return "";
}

/* The index of a name among n; n and a fault where it is none of them. */
static size_t need_name(struct reading *r, const struct json *object, const char *key, const char *const names[],
			size_t n)
{
	const char *text = need_text(r, object, key);
	size_t i = 0;

	while (i < n && strcmp(names[i], text) != 0)
		i++;
	if (i == n)
		diags_add(r->d, object->pos, "\"%s\" is none of those that are known", key);
	return i;
}

/* ---- an answer ---- */

static bool read_choices(struct reading *r, const struct json *v, struct result_question *q)
{
	(void)r;
	for (const struct json *m = v->first; v->kind == JSON_ARRAY && m != NULL; m = m->next) {
		if (m->kind != JSON_INT || m->integer < 0 || m->integer >= CHOICES_MAX)
			return false;
		q->answer.choices |= (uint64_t)1 << m->integer;
	}
	return v->kind == JSON_ARRAY;
}

static bool read_number(struct reading *r, const struct json *v, struct result_question *q)
{
	(void)r;
	q->answer.has_number = true;
	q->answer.number = v->integer;
	return v->kind == JSON_INT;
}

static bool read_outcome(struct reading *r, const struct json *v, struct result_question *q)
{
	(void)r;
	for (size_t i = 0; v->kind == JSON_STRING && i < outcome_choices_n; i++) {
		if (strcmp(outcome_choices[i].name, v->string.text) == 0) {
			q->answer.outcome = i;
			q->answer.has_outcome = true;
		}
	}
	return q->answer.has_outcome;
}

static bool read_pages(struct reading *r, const struct json *v, struct result_question *q)
{
	const char *text = v->kind == JSON_STRING ? v->string.text : "?";

	(void)r;
	q->pages_n = strlen(text);
	if (q->pages_n > ANSWER_PAGES || strspn(text, "01") != q->pages_n)
		return false;
	memcpy(q->answer.pages, text, q->pages_n);
	return true;
}

static bool read_statements(struct reading *r, const struct json *v, struct result_question *q)
{
	const char **list = arena_alloc(r->a, v->count + 1, sizeof(*list));

	for (const struct json *m = v->first; v->kind == JSON_ARRAY && m != NULL; m = m->next) {
		if (m->kind != JSON_STRING || strpbrk(m->string.text, "\r\n") != NULL)
			return false;
		list[q->statements_n++] = m->string.text;
	}
	q->statements = list;
	return v->kind == JSON_ARRAY;
}

static void read_answer(struct reading *r, const struct json *o, struct result_question *q)
{
	static bool (*const reads[QUIZ_KINDS])(struct reading *, const struct json *, struct result_question *) = {
		[QUIZ_CHOICE] = read_choices,  [QUIZ_CHOICES] = read_choices, [QUIZ_NUMBER] = read_number,
		[QUIZ_OUTCOME] = read_outcome, [QUIZ_PAGES] = read_pages,     [QUIZ_TASK] = read_statements,
	};
	const struct json *v = json_member(o, "answer");

	if (v != NULL && v->kind == JSON_NULL)
		return;
	q->answer.given = true;
	if (v == NULL || !reads[q->kind](r, v, q))
		diags_add(r->d, v != NULL ? v->pos : o->pos, "\"answer\" is none to a question of this kind");
}

/* ---- a question ---- */

static void read_vary(struct reading *r, const struct json *o, struct result_question *q)
{
	const struct json *vary = need(r, o, "vary", JSON_OBJECT);
	struct binding *v = arena_alloc(r->a, (vary != NULL ? vary->count : 0) + 1, sizeof(*v));

	for (const struct json *m = vary != NULL ? vary->first : NULL; m != NULL; m = m->next) {
		if (m->kind != JSON_INT)
			diags_add(r->d, m->pos, "a value of \"vary\" has to be a whole number");
		v[q->vary_n++] = (struct binding){ .name = m->key.text, .value = m->integer };
	}
	q->vary = v;
}

static void read_question(struct reading *r, const struct json *o, struct result_question *q)
{
	static const char *const marks[] = {
		[MARK_NONE] = "none", [MARK_RIGHT] = "right", [MARK_WRONG] = "wrong", [MARK_VOID] = "void"
	};
	const struct json *seconds = need(r, o, "seconds", JSON_REAL), *wrong = json_member(o, "misconception");
	size_t kind = need_name(r, o, "kind", quiz_kind_names, QUIZ_KINDS);

	q->lesson = need_id(r, o, "lesson");
	q->step = need_id(r, o, "step");
	q->rev = need_int(r, o, "rev");
	q->mark = (enum mark)need_name(r, o, "mark", marks, sizeof(marks) / sizeof(marks[0]));
	q->hints = need_count(r, o, "hints");
	q->tries = need_count(r, o, "tries");
	q->sure = need_bool(r, o, "sure");
	q->skipped = need_bool(r, o, "skipped");
	q->misconception = -1;
	if (wrong != NULL && wrong->kind == JSON_INT && wrong->integer >= 0 && wrong->integer <= INT32_MAX)
		q->misconception = (int)wrong->integer;
	if (seconds != NULL && seconds->real >= 0 && seconds->real < (double)MS_MAX_SECONDS)
		q->ms = (int64_t)(seconds->real * 1000);
	read_vary(r, o, q);
	if (kind < QUIZ_KINDS) {
		q->kind = (enum quiz_kind)kind;
		read_answer(r, o, q);
	}
	q->answer.sure = q->sure;
}

static void read_questions(struct reading *r, const struct json *root, struct result *out)
{
	const struct json *list = need(r, root, "questions", JSON_ARRAY);
	struct result_question *v = arena_alloc(r->a, (list != NULL ? list->count : 0) + 1, sizeof(*v));

	for (const struct json *m = list != NULL ? list->first : NULL; m != NULL; m = m->next) {
		if (m->kind == JSON_OBJECT)
			read_question(r, m, &v[out->questions_n++]);
		else
			diags_add(r->d, m->pos, "a question has to be an object");
	}
	out->questions = v;
}

/* ---- the whole ---- */

static uint64_t read_seed(struct reading *r, const struct json *root)
{
	const struct json *m = json_member(root, "seed");

	if (m != NULL && m->kind == JSON_INT && m->integer >= 0)
		return (uint64_t)m->integer;
	if (m != NULL && m->kind == JSON_STRING && *m->string.text != '\0' &&
	    strspn(m->string.text, "0123456789") == strlen(m->string.text))
		return strtoull(m->string.text, NULL, 10);
	diags_add(r->d, root->pos, "\"seed\" has to be a number");
	return 0;
}

static bool is_result(struct reading *r, const struct json *root)
{
	const struct json *kind = json_member(root, "kind"), *format = json_member(root, "format");

	if (kind == NULL || kind->kind != JSON_STRING || strcmp(kind->string.text, RESULT_KIND) != 0)
		diags_add(r->d, (struct pos){ 0 }, "this is no result of `mmaptutor quiz --exam`");
	else if (format == NULL || format->kind != JSON_INT || format->integer != RESULT_FORMAT)
		diags_add(r->d, (struct pos){ 0 }, "a result of a format that this version does not know");
	else if (json_member(root, "complete") == NULL)
		diags_add(r->d, (struct pos){ 0 }, "this result is cut: its end is missing");
	return r->d->total == 0;
}

static void read_lessons(struct reading *r, const struct json *root, struct result *out)
{
	const struct json *list = need(r, root, "lessons", JSON_ARRAY);
	struct result_lesson *v = arena_alloc(r->a, (list != NULL ? list->count : 0) + 1, sizeof(*v));

	for (const struct json *m = list != NULL ? list->first : NULL; m != NULL; m = m->next) {
		if (m->kind == JSON_OBJECT)
			v[out->lessons_n++] =
			    (struct result_lesson){ .id = need_id(r, m, "lesson"), .rev = need_int(r, m, "rev") };
	}
	out->lessons = v;
}

struct result *result_read(struct arena *a, const char *path, struct diags *d)
{
	struct reading r = { .a = a, .d = d };
	struct result *out = arena_alloc(a, 1, sizeof(*out));
	const struct json *root;

	d->file = path;
	root = json_parse_file(a, path, &limits, d);
	if (root == NULL && d->v[0].pos.line > 0)
		diags_add(d, (struct pos){ 0 }, "this is cut, or no result of `mmaptutor quiz --exam`");
	diags_sort(d);
	if (root == NULL || !is_result(&r, root))
		return NULL;
	out->name = need_text(&r, root, "name");
	out->seed = read_seed(&r, root);
	out->exam = need_bool(&r, root, "exam");
	out->time = need_int(&r, root, "time");
	out->kernel = need_text(&r, root, "kernel");
	out->page = need_int(&r, root, "page");
	read_lessons(&r, root, out);
	read_questions(&r, root, out);
	return d->total == 0 ? out : NULL;
}

void result_answer_put(const struct result_question *q, struct buf *out)
{
	size_t from = out->len;

	if (q->kind == QUIZ_NUMBER)
		buf_printf(out, "%" PRId64, q->answer.number);
	else if (q->kind == QUIZ_OUTCOME)
		buf_puts(out, outcome_choices[q->answer.outcome].name);
	else if (q->kind == QUIZ_PAGES)
		buf_put(out, q->answer.pages, q->pages_n);
	else if (q->kind == QUIZ_TASK)
		for (size_t i = 0; i < q->statements_n; i++)
			buf_printf(out, "%s\n", q->statements[i]);
	else
		for (int i = 0; i < CHOICES_MAX; i++)
			if ((q->answer.choices >> i & 1) != 0)
				buf_printf(out, "%s%d", out->len > from ? " " : "", i);
}
