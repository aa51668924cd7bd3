/* "{n}" in a text becomes a number. */
#include "lesson/text.h"

#include <inttypes.h>
#include <string.h>

static const struct binding *find(const struct binding *b, size_t n, const char *name, size_t len)
{
	for (size_t i = 0; i < n; i++) {
		if (strlen(b[i].name) == len && strncmp(b[i].name, name, len) == 0)
			return &b[i];
	}
	return NULL;
}

void lesson_text(struct buf *out, const char *text, const struct binding *b, size_t n)
{
	while (*text) {
		size_t len = *text == '{' ? strcspn(text + 1, "{}") : 0;
		const struct binding *found = len && text[1 + len] == '}' ? find(b, n, text + 1, len) : NULL;
		if (found)
			buf_printf(out, "%" PRId64, found->value);
		else
			buf_putc(out, *text);
		text += found ? len + 2 : 1;
	}
}
