/* Faults of a statement, and the nearest name to suggest. */
#include "lang/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/tr.h"

enum { NEAR = 2, NAME_MAX_LEN = 48 };

int lang_fail(struct lang_err *e, size_t at, const char *fmt, ...)
{
	if (!e)
		return -1;
	va_list ap;
	va_start(ap, fmt);
	e->at = at;
	vsnprintf(e->text, sizeof(e->text), tr(fmt), ap);
	va_end(ap);
	return -1;
}

struct nearest nearest_start(const char *name)
{
	size_t len = strlen(name);
	/* Half of a short name is another name. */
	size_t reach = len / 2 < NEAR ? len / 2 : NEAR;
	return (struct nearest){ .name = name, .distance = reach + 1 };
}

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;
	return m < c ? m : c;
}

/*
 * The letters to insert, drop or replace that make b of a, one row of the table at a time:
 *
 *         b0  b1  b2
 *     0   1   2   3      row[j] is the distance of a[..i] and b[..j];
 *  a0 1   .   .   .      `diagonal` is the value up and to the left.
 */
static size_t edit_distance(const char *a, size_t an, const char *b, size_t bn)
{
	size_t row[NAME_MAX_LEN + 1];
	for (size_t j = 0; j <= bn; j++)
		row[j] = j;
	for (size_t i = 1; i <= an; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= bn; j++) {
			size_t up = row[j];
			row[j] = min3(up + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1]));
			diagonal = up;
		}
	}
	return row[bn];
}

void nearest_try(struct nearest *n, const char *known)
{
	size_t a = strlen(n->name), b = strlen(known);
	if (a > NAME_MAX_LEN || b > NAME_MAX_LEN || a > b + NEAR || b > a + NEAR)
		return;
	size_t d = edit_distance(n->name, a, known, b);
	if (d < n->distance) {
		n->distance = d;
		n->best = known;
	}
}

const char *nearest_say(const struct nearest *n, struct arena *a)
{
	return n->best ? arena_printf(a, "; did you mean `%s`?", n->best) : "";
}
