/* The lines of the program that a step is about, put behind its text as lines of code. */
#include <string.h>

#include "lesson/shapes.h"

enum { INDENT = 4 }; /* what makes a paragraph a line of code */

/* How many blanks all of these lines begin with; an empty one does not count. */
static size_t margin(const struct texts *program, const uint32_t lines[2])
{
	size_t least = SIZE_MAX;
	for (size_t i = lines[0] - 1; i < lines[1] && i < program->n; i++) {
		size_t blanks = strspn(program->v[i], " ");
		if (program->v[i][blanks] != '\0' && blanks < least)
			least = blanks;
	}
	return least == SIZE_MAX ? 0 : least;
}

static const char *heading(struct arena *a, const uint32_t lines[2])
{
	if (lines[0] == lines[1])
		return arena_printf(a, "Line %u of the program:", lines[0]);
	return arena_printf(a, "Lines %u to %u of the program:", lines[0], lines[1]);
}

void listing_add(struct arena *a, const struct texts *program, struct step *s)
{
	if (s->lines[0] == 0 || program->n < s->lines[1])
		return;
	size_t had = s->text.n, cut = margin(program, s->lines), most = had + 2 + s->lines[1] - s->lines[0];
	struct texts t = { .v = arena_alloc(a, most, sizeof(*t.v)), .at = arena_alloc(a, most, sizeof(*t.at)) };
	for (; t.n < had; t.n++) {
		t.v[t.n] = s->text.v[t.n];
		t.at[t.n] = s->text.at[t.n];
	}
	t.v[t.n] = heading(a, s->lines);
	t.at[t.n++] = s->pos;
	for (size_t i = s->lines[0] - 1; i < s->lines[1]; i++) {
		const char *line = program->v[i];
		t.v[t.n] = arena_printf(a, "%*s%s", INDENT, "", strlen(line) > cut ? line + cut : "");
		t.at[t.n++] = program->at[i];
	}
	s->text = t;
}
