/* The course: its parts, its concepts, where its lessons are. */
#include <string.h>
#include <sys/stat.h>

#include "base/tr.h"
#include "lesson/lesson.h"
#include "lesson/limits.h"
#include "lesson/overlay.h"
#include "lesson/shapes.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct field part_fields[] = {
	{ .name = "title",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_text,
	  .at = offsetof(struct course_part, title),
	  .columns = COLS_TITLE },
	{ .name = "lessons",
	  .kind = JSON_ARRAY,
	  .required = true,
	  .read = read_id_array,
	  .at = offsetof(struct course_part, lessons),
	  .count = offsetof(struct course_part, lessons_n),
	  .min = 1,
	  .max = MAX_LESSONS },
};
const struct shape shape_part = {
	.name = "part",
	.what = N_("a part"),
	.size = sizeof(struct course_part),
	.fields = part_fields,
	.fields_n = COUNT(part_fields),
};

static const struct field concept_fields[] = {
	{ .name = "id", .kind = JSON_STRING, .required = true, .read = read_id, .at = offsetof(struct concept, id) },
	{ .name = "part",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_text,
	  .at = offsetof(struct concept, part),
	  .columns = COLS_UNIT },
	{ .name = "claim",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_text,
	  .at = offsetof(struct concept, claim),
	  .columns = COLS_CLAIM },
	{ .name = "source",
	  .kind = JSON_STRING,
	  .read = read_text,
	  .at = offsetof(struct concept, source),
	  .columns = COLS_SOURCE },
};
const struct shape shape_concept = {
	.name = "concept",
	.what = N_("a concept"),
	.size = sizeof(struct concept),
	.fields = concept_fields,
	.fields_n = COUNT(concept_fields),
};

static const struct field concepts_fields[] = {
	{ .name = "$schema", .kind = JSON_STRING, .read = read_ignored },
	{ .name = "concepts",
	  .kind = JSON_ARRAY,
	  .required = true,
	  .read = read_objects,
	  .at = offsetof(struct course, concepts),
	  .count = offsetof(struct course, concepts_n),
	  .min = 1,
	  .max = MAX_CONCEPTS,
	  .shape = &shape_concept },
};

static const char *lesson_id(const struct course *c, size_t part, size_t i)
{
	return c->parts[part].lessons[i];
}

/* The part that has the lesson before place (part, i) in the order of the course, or c->parts_n. */
static size_t part_before(const struct course *c, const char *id, size_t part, size_t i)
{
	for (size_t p = 0; p < c->parts_n && p <= part; p++) {
		for (size_t k = 0; k < (p == part ? i : c->parts[p].lessons_n); k++) {
			if (strcmp(lesson_id(c, p, k), id) == 0)
				return p;
		}
	}
	return c->parts_n;
}

static void check_part(struct reader *r, const struct course *c, size_t p, const struct json *part)
{
	const struct json *list = json_member(part, "lessons");
	const struct json *m = list ? list->first : NULL;
	for (size_t i = 0; m && i < c->parts[p].lessons_n; i++, m = m->next) {
		const char *id = lesson_id(c, p, i);
		if (*id && part_before(c, id, p, i) < c->parts_n)
			diags_add(r->diags, m->pos, "the lesson \"%s\" stands here a second time", id);
	}
}

static void course_done(struct reader *r, const struct json *v, void *object)
{
	const struct course *c = object;
	const struct json *parts = json_member(v, "parts");
	const struct json *m = c->parts_n ? parts->first : NULL;
	for (size_t p = 0; m; m = m->next)
		check_part(r, c, p++, m);
}

static const struct concept *concept_before(const struct course *c, const char *id, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (c->concepts[i].id && strcmp(c->concepts[i].id, id) == 0)
			return &c->concepts[i];
	}
	return NULL;
}

static void concepts_done(struct reader *r, const struct json *v, void *object)
{
	const struct course *c = object;
	const struct json *m = c->concepts_n ? json_member(v, "concepts")->first : NULL;
	for (size_t i = 0; m; m = m->next, i++) {
		if (c->concepts[i].id && concept_before(c, c->concepts[i].id, i))
			diags_add(r->diags, json_member(m, "id")->pos, "another concept has the id \"%s\"",
				  c->concepts[i].id);
	}
}

static const struct field course_fields[] = {
	{ .name = "$schema", .kind = JSON_STRING, .read = read_ignored },
	{ .name = "title",
	  .kind = JSON_STRING,
	  .required = true,
	  .read = read_text,
	  .at = offsetof(struct course, title),
	  .columns = COLS_TITLE },
	{ .name = "parts",
	  .kind = JSON_ARRAY,
	  .required = true,
	  .read = read_objects,
	  .at = offsetof(struct course, parts),
	  .count = offsetof(struct course, parts_n),
	  .min = 1,
	  .max = MAX_PARTS,
	  .shape = &shape_part },
};
const struct shape shape_course = {
	.name = "course",
	.what = N_("a course"),
	.size = sizeof(struct course),
	.fields = course_fields,
	.fields_n = COUNT(course_fields),
	.done = course_done,
};
const struct shape shape_concepts = {
	.name = "concepts",
	.what = N_("the list of concepts"),
	.size = sizeof(struct course),
	.fields = concepts_fields,
	.fields_n = COUNT(concepts_fields),
	.done = concepts_done,
};

static int read_part_of(struct course *c, const char *name, const char *languages, const struct shape *shape,
			struct diags *d)
{
	size_t before = d->total;
	char *path = arena_printf(&d->arena, "%s/%s", c->dir, name);
	d->file = path;
	struct json *root = json_parse_file(&c->arena, path, &json_limits_lesson, d);
	overlay_apply(root, root ? overlay_first(&c->arena, path, languages) : NULL, &c->arena);
	struct reader r = { .arena = &c->arena, .diags = d, .root = root };
	if (root && kind_is(&r, root, JSON_OBJECT, shape->name, false))
		shape_read(&r, root, shape, c);
	diags_sort(d);
	return d->total == before ? 0 : -1;
}

int course_load(struct course *c, const char *dir, const char *languages, struct diags *d)
{
	*c = (struct course){ 0 };
	c->dir = arena_strdup(&c->arena, dir);
	int status = read_part_of(c, "course.json", languages, &shape_course, d);
	return status ? status : read_part_of(c, "concepts.json", languages, &shape_concepts, d);
}

void course_finish(struct course *c)
{
	arena_finish(&c->arena);
	*c = (struct course){ 0 };
}

const char *course_lesson_path(struct course *c, const char *id_or_path)
{
	const char *dot = strrchr(id_or_path, '.');
	struct stat st;
	const char *path = NULL;
	if (strchr(id_or_path, '/') || (dot && strcmp(dot, ".json") == 0))
		path = arena_strdup(&c->arena, id_or_path);
	else if (c->dir && is_id(id_or_path))
		path = arena_printf(&c->arena, "%s/%s.json", c->dir, id_or_path);
	return path && stat(path, &st) == 0 && S_ISREG(st.st_mode) ? path : NULL;
}

static const char *concept_at(const void *ctx, size_t i)
{
	return ((const struct course *)ctx)->concepts[i].id;
}

static void check_teaches(const struct texts *t, const struct course *c, struct diags *d)
{
	for (size_t i = 0; i < t->n; i++) {
		if (concept_before(c, t->v[i], c->concepts_n))
			continue;
		const char *near = name_nearest(t->v[i], concept_at, c, c->concepts_n);
		diags_add(d, t->at[i], "the course has no concept \"%s\"%s%s%s", t->v[i],
			  near ? tr("; did you mean \"") : "", near ? near : "", near ? "\"?" : "");
	}
}

int lesson_check_course(const struct lesson *l, const struct course *c, struct diags *d)
{
	size_t before = d->total;
	for (size_t i = 0; i < l->after.n; i++) {
		if (part_before(c, l->after.v[i], c->parts_n, 0) == c->parts_n)
			diags_add(d, l->after.at[i], "the course has no lesson \"%s\"", l->after.v[i]);
	}
	for (size_t i = 0; i < l->steps_n + l->drills_n; i++)
		check_teaches(&l->steps[i].teaches, c, d);
	diags_sort(d);
	return d->total == before ? 0 : -1;
}
