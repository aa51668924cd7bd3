/* The shape of a lesson, and loading one: read, then what concerns the whole of it. */
#include "lesson/lesson.h"

#include <stdlib.h>
#include <string.h>

#include "base/tr.h"
#include "lesson/limits.h"
#include "lesson/names.h"
#include "lesson/overlay.h"
#include "lesson/shapes.h"

enum { FORMAT = 1 };

struct step_list {
	struct step *v;
	size_t n;
};

/* Steps and drills are one array, in this order, whichever the file has first. */
static void read_steps(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	struct lesson *l = object;
	struct step_list list = { 0 };
	struct field local = *f;
	local.at = offsetof(struct step_list, v);
	local.count = offsetof(struct step_list, n);
	read_objects(r, v, &local, &list);
	bool drill = f->count == offsetof(struct lesson, drills_n);
	size_t have = l->steps_n + l->drills_n;
	struct step *all = arena_alloc(r->arena, have + list.n, sizeof(*all));
	for (size_t i = 0; i < have; i++)
		all[i + (drill ? 0 : list.n)] = l->steps[i];
	for (size_t i = 0; i < list.n; i++) {
		list.v[i].drill = drill;
		all[i + (drill ? have : 0)] = list.v[i];
	}
	l->steps = all;
	*(size_t *)member(object, f->count) = list.n;
}

static const struct field fields[] = {
	{ .name = "$schema", .kind = JSON_STRING, .read = read_ignored },
	{ .name = "format", .kind = JSON_INT, .required = true, .read = read_ignored },
	{ .name = "id", .kind = JSON_STRING, .required = true, .read = read_id, .at = offsetof(struct lesson, id) },
	{ .name = "rev",
	  .kind = JSON_INT,
	  .required = true,
	  .read = read_int,
	  .at = offsetof(struct lesson, rev),
	  .min = 1,
	  .max = MAX_REV },
	{ .name = "title",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_text,
	  .at = offsetof(struct lesson, title),
	  .columns = COLS_TITLE },
	{ .name = "summary",
	  .kind = JSON_STRING,
	  .read = read_text,
	  .at = offsetof(struct lesson, summary),
	  .columns = COLS_SUMMARY },
	{ .name = "minutes",
	  .kind = JSON_INT,
	  .read = read_int,
	  .at = offsetof(struct lesson, minutes),
	  .min = 1,
	  .max = MAX_MINUTES },
	{ .name = "after",
	  .kind = JSON_ARRAY,
	  .read = read_ids,
	  .at = offsetof(struct lesson, after),
	  .max = MAX_NAMES },
	{ .name = "sources",
	  .kind = JSON_ARRAY,
	  .read = read_texts,
	  .at = offsetof(struct lesson, sources),
	  .max = MAX_NAMES,
	  .columns = COLS_SOURCE },
	{ .name = "requires",
	  .kind = JSON_OBJECT,
	  .read = read_object,
	  .at = offsetof(struct lesson, requires),
	  .shape = &shape_requires },
	{ .name = "files",
	  .kind = JSON_OBJECT,
	  .read = read_files,
	  .at = offsetof(struct lesson, files),
	  .count = offsetof(struct lesson, files_n),
	  .max = MAX_FILES },
	{ .name = "program",
	  .kind = JSON_ARRAY,
	  .read = read_program,
	  .at = offsetof(struct lesson, program),
	  .min = 1,
	  .max = MAX_PROGRAM },
	{ .name = "fresh", .kind = JSON_BOOL, .read = read_bool, .at = offsetof(struct lesson, fresh) },
	{ .name = "steps",
	  .kind = JSON_ARRAY,
	  .required = true,
	  .read = read_steps,
	  .count = offsetof(struct lesson, steps_n),
	  .min = 1,
	  .max = MAX_STEPS,
	  .shape = &shape_step },
	{ .name = "drills",
	  .kind = JSON_ARRAY,
	  .read = read_steps,
	  .count = offsetof(struct lesson, drills_n),
	  .max = MAX_STEPS,
	  .shape = &shape_step },
};

static void check_ids(const struct lesson *l, struct diags *d)
{
	for (size_t i = 0; i < l->steps_n + l->drills_n; i++) {
		const struct source *id = &l->steps[i].id;
		size_t j = 0;
		while (id->text && j < i && (!l->steps[j].id.text || strcmp(l->steps[j].id.text, id->text) != 0))
			j++;
		if (id->text && j < i)
			diags_add(d, id->pos, "another step has the id \"%s\"", id->text);
	}
}

static void lesson_done(struct reader *r, const struct json *v, void *object)
{
	struct lesson *l = object;
	(void)v;
	check_ids(l, r->diags);
	for (size_t i = 0; i < l->steps_n + l->drills_n; i++) {
		l->steps[i].fresh |= l->fresh || l->steps[i].drill;
		listing_add(r->arena, &l->program, &l->steps[i]);
	}
}

const struct shape shape_lesson = {
	.name = "lesson",
	.what = N_("a lesson"),
	.size = sizeof(struct lesson),
	.fields = fields,
	.fields_n = sizeof(fields) / sizeof(fields[0]),
	.done = lesson_done,
};

/* What a newer format holds cannot be judged here, so that its number is the only fault. */
static bool format_known(const struct json *root, struct diags *d)
{
	const struct json *format = json_member(root, "format");
	if (!format || format->kind != JSON_INT || format->integer == FORMAT)
		return true;
	if (format->integer > FORMAT)
		diags_add(d, format->pos,
			  "this lesson has format %lld, which is newer than this program: it reads format %d",
			  (long long)format->integer, FORMAT);
	else
		diags_add(d, format->pos, "there is no format %lld: this program reads format %d",
			  (long long)format->integer, FORMAT);
	return false;
}

static void check_name(const struct lesson *l, const struct json *root, struct diags *d)
{
	const char *slash = strrchr(l->path, '/'), *base = slash ? slash + 1 : l->path;
	const char *end = strrchr(base, '.');
	size_t n = end ? (size_t)(end - base) : strlen(base);
	if (l->id && (strlen(l->id) != n || strncmp(l->id, base, n) != 0))
		diags_add(d, json_member(root, "id")->pos, "the id is \"%s\", but the file's name says \"%.*s\"", l->id,
			  (int)n, base);
}

static void read_all(struct lesson *l, size_t n, const struct json *overlay, const struct words *words, struct diags *d)
{
	struct json *root = json_parse(&l->arena, l->text, n, &json_limits_lesson, d);
	struct reader r = { .arena = &l->arena, .diags = d, .root = root };
	if (!root || !kind_is(&r, root, JSON_OBJECT, "lesson", false) || !format_known(root, d))
		return;
	overlay_apply(root, overlay, &l->arena);
	shape_read(&r, root, &shape_lesson, l);
	check_name(l, root, d);
	names_check(l, words, d);
}

struct lesson *overlay_parse(const char *path, const char *text, size_t n, const struct json *overlay,
			     const struct words *words, struct diags *d)
{
	struct lesson *l = mem_zalloc(1, sizeof(*l));
	size_t before = d->total;
	char *copy = arena_alloc(&l->arena, n + 1, 1);
	memcpy(copy, text, n);
	l->text = copy;
	l->path = arena_strdup(&l->arena, path);
	const struct json *language = overlay ? json_member(overlay, "language") : NULL;
	if (language && language->kind == JSON_STRING)
		l->language = arena_strdup(&l->arena, language->string.text);
	if (!overlay)
		d->file = path;
	read_all(l, n, overlay, words, d);
	diags_sort(d);
	if (d->total == before)
		return l;
	lesson_free(l);
	return NULL;
}

struct lesson *lesson_parse(const char *path, const char *text, size_t n, const struct words *words, struct diags *d)
{
	return overlay_parse(path, text, n, NULL, words, d);
}

struct lesson *lesson_load(const char *path, const struct words *words, struct diags *d)
{
	return lesson_load_in(path, NULL, words, d);
}

/* The lesson with the texts of an overlay; the overlay's faults are not the lesson's. */
static struct lesson *parse_in(const char *path, const struct buf *text, const char *languages,
			       const struct words *words)
{
	struct arena a = { 0 };
	struct diags unsaid = { 0 };
	const struct json *overlay = overlay_first(&a, path, languages);
	struct lesson *l = NULL;
	if (overlay)
		l = overlay_parse(path, buf_str(text), text->len, overlay, words, &unsaid);
	arena_finish(&a);
	diags_finish(&unsaid);
	return l;
}

struct lesson *lesson_load_in(const char *path, const char *languages, const struct words *words, struct diags *d)
{
	struct buf text;
	struct lesson *l = NULL;
	d->file = path;
	if (json_read_file(&text, path, &json_limits_lesson, d)) {
		l = languages ? parse_in(path, &text, languages, words) : NULL;
		l = l ? l : lesson_parse(path, buf_str(&text), text.len, words, d);
	} else {
		diags_sort(d);
	}
	buf_finish(&text);
	return l;
}

void lesson_free(struct lesson *l)
{
	if (!l)
		return;
	arena_finish(&l->arena);
	free(l);
}
