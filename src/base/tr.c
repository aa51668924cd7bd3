/* The language of the learner, from the environment. */
#include "base/tr.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char *set_in(const char *name)
{
	const char *value = getenv(name);
	return value && *value ? value : NULL;
}

const char *tr_languages(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *locale = NULL, *list = set_in("LANGUAGE");
	if (list)
		return list;
	for (size_t i = 0; !locale && i < sizeof(names) / sizeof(names[0]); i++)
		locale = set_in(names[i]);
	if (!locale || strcmp(locale, "C") == 0 || strncmp(locale, "C.", 2) == 0 || strcmp(locale, "POSIX") == 0)
		return "";
	return locale;
}
