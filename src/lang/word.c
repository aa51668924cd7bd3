/* Observations by name. */
#include "lang/word.h"

#include <string.h>

const struct word *words_find(const struct words *w, const char *name)
{
	for (size_t i = 0; w && i < w->n; i++)
		if (!strcmp(w->v[i].name, name))
			return &w->v[i];
	return NULL;
}
