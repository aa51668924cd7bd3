/* The names that exist at a point of a lesson. */
#include "lang/scope.h"

#include <stdlib.h>
#include <string.h>

int scope_find(const struct scope *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->v[i].name, name))
			return (int)i;
	return -1;
}

static void put(struct scope *s, const char *name, enum known known, const struct layout *layout)
{
	int at = scope_find(s, name);
	if (at < 0) {
		void *v = s->v;
		mem_grow(&v, &s->cap, s->n + 1, sizeof(*s->v));
		s->v = v;
		at = (int)s->n++;
		s->v[at].name = arena_strdup(&s->arena, name);
	}
	s->v[at].known = known;
	s->v[at].layout = layout;
}

void scope_add(struct scope *s, const char *name, enum known known)
{
	put(s, name, known, NULL);
}

void scope_add_object(struct scope *s, const char *name, const struct layout *layout)
{
	put(s, name, KNOWN_OBJECT, layout);
}

int scope_has(const struct scope *s, const char *name, enum known *known)
{
	int at = scope_find(s, name);
	if (at >= 0 && known)
		*known = s->v[at].known;
	return at >= 0;
}

void scope_copy(struct scope *to, const struct scope *from)
{
	*to = (struct scope){ .words = from->words, .files = from->files, .files_n = from->files_n };
	for (size_t i = 0; i < from->n; i++)
		put(to, from->v[i].name, from->v[i].known, from->v[i].layout);
}

void scope_finish(struct scope *s)
{
	arena_finish(&s->arena);
	free(s->v);
	s->v = NULL;
	s->n = s->cap = 0;
}
