/* Any bytes as the course, and as its list of concepts. */
#include "lesson/lesson.h"
#include "lesson/shapes.h"
#include "support/fuzz.h"

static void read_as(const struct shape *shape, const unsigned char *bytes, size_t n)
{
	struct course c = { 0 };
	struct diags d = { 0 };
	const struct json *root = json_parse(&c.arena, (const char *)bytes, n, &json_limits_lesson, &d);
	struct reader r = { .arena = &c.arena, .diags = &d, .root = root };
	if (root && kind_is(&r, root, JSON_OBJECT, shape->name, false))
		shape_read(&r, root, shape, &c);
	for (size_t i = 0; !d.total && i < c.parts_n; i++)
		for (size_t k = 0; k < c.parts[i].lessons_n; k++)
			fuzz_hold(c.parts[i].title && is_id(c.parts[i].lessons[k]));
	for (size_t i = 0; !d.total && i < c.concepts_n; i++)
		fuzz_hold(is_id(c.concepts[i].id) && c.concepts[i].claim && c.concepts[i].part);
	diags_finish(&d);
	course_finish(&c);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	read_as(&shape_course, bytes, n);
	read_as(&shape_concepts, bytes, n);
	return 0;
}
