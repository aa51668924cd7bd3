/* Errors in three parts, and their text. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/tr.h"

int err_set(struct err *e, int num, const char *call, const char *hint, const char *fmt, ...)
{
	int status = num ? -num : -1;
	if (!e)
		return status;
	e->num = num;
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(e->what, sizeof(e->what), tr(fmt), ap);
	va_end(ap);
	(void)snprintf(e->call, sizeof(e->call), "%s", call ? call : "");
	(void)snprintf(e->hint, sizeof(e->hint), "%s", hint ? tr(hint) : "");
	return status;
}

/* The second line: "mmap(...): Cannot allocate memory (ENOMEM)", or as much of it as is known. */
static void call_line(const struct err *e, char *out, size_t size)
{
	const char *name = e->num ? strerrorname_np(e->num) : NULL;
	const char *text = e->num ? strerrordesc_np(e->num) : NULL;
	const char *colon = *e->call && e->num ? ": " : "";
	if (name && text)
		(void)snprintf(out, size, "%s%s%s (%s)", e->call, colon, text, name);
	else if (e->num)
		(void)snprintf(out, size, "%s%serror %d", e->call, colon, e->num);
	else
		(void)snprintf(out, size, "%s", e->call);
}

void err_text(const struct err *e, char *out, unsigned long size)
{
	char call[sizeof(e->call) + 128];
	call_line(e, call, sizeof(call));
	const char *lines[] = { e->what, call, e->hint };
	size_t at = 0;
	if (size > 0)
		out[0] = '\0';
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]) && at < size; i++) {
		if (!*lines[i])
			continue;
		int n = snprintf(out + at, size - at, "%s\n", lines[i]);
		at += n > 0 ? (size_t)n : 0;
	}
}
