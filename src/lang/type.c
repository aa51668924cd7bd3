/* The types that a cast or sizeof may name. */
#include "lang/type.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

#include "kernel/layout.h"

struct row {
	const char *name;
	unsigned bytes;
	bool is_signed;
	enum value_type shown;
};

/* The first rows are spelled with C's own words, in the order of `order` below and with no word to spare. */
static const struct row rows[] = {
	{ "int", sizeof(int), true, TYPE_INT },
	{ "unsigned", sizeof(int), false, TYPE_INT },
	{ "char", 1, CHAR_MIN < 0, TYPE_INT },
	{ "signed char", 1, true, TYPE_INT },
	{ "unsigned char", 1, false, TYPE_INT },
	{ "short", sizeof(short), true, TYPE_INT },
	{ "unsigned short", sizeof(short), false, TYPE_INT },
	{ "long", sizeof(long), true, TYPE_INT },
	{ "unsigned long", sizeof(long), false, TYPE_INT },
	{ "long long", sizeof(long long), true, TYPE_INT },
	{ "unsigned long long", sizeof(long long), false, TYPE_INT },
	{ "void", 0, false, TYPE_INT },
	{ "size_t", sizeof(size_t), false, TYPE_SIZE },
	{ "ssize_t", sizeof(ssize_t), true, TYPE_SIZE },
	{ "off_t", sizeof(off_t), true, TYPE_SIZE },
	{ "pid_t", sizeof(pid_t), true, TYPE_INT },
	{ "int8_t", 1, true, TYPE_INT },
	{ "int16_t", 2, true, TYPE_INT },
	{ "int32_t", 4, true, TYPE_INT },
	{ "int64_t", 8, true, TYPE_INT },
	{ "uint8_t", 1, false, TYPE_INT },
	{ "uint16_t", 2, false, TYPE_INT },
	{ "uint32_t", 4, false, TYPE_INT },
	{ "uint64_t", 8, false, TYPE_INT },
	{ "intptr_t", sizeof(intptr_t), true, TYPE_POINTER },
	{ "uintptr_t", sizeof(uintptr_t), false, TYPE_POINTER },
	{ "ptrdiff_t", sizeof(ptrdiff_t), true, TYPE_SIZE },
};

/* C lets them stand in any order. */
static const char *const order[] = { "signed", "unsigned", "short", "long", "char", "int" };
enum { SIGNED, UNSIGNED, SHORT, LONG, CHAR, INT, ORDER };

static const struct row *row_find(const char *name)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (!strcmp(rows[i].name, name))
			return &rows[i];
	return NULL;
}

static int order_find(const char *word)
{
	for (int i = 0; i < ORDER; i++)
		if (!strcmp(order[i], word))
			return i;
	return -1;
}

bool type_word(const char *word)
{
	return !strcmp(word, "struct") || !strcmp(word, "const") || order_find(word) >= 0 || row_find(word);
}

/* "int long unsigned" is the row "unsigned long"; NULL where the words make no type. */
static const struct row *basic(const char *const *words, size_t n)
{
	unsigned count[ORDER] = { 0 };
	for (size_t i = 0; i < n; i++) {
		int o = order_find(words[i]);
		if (o < 0)
			return NULL;
		count[o]++;
	}
	if (count[SIGNED] > 1 || count[INT] > 1 || (count[CHAR] && count[INT]))
		return NULL;
	if (!count[CHAR])
		count[SIGNED] = 0;
	count[INT] = !(count[UNSIGNED] || count[SHORT] || count[LONG] || count[CHAR]);
	char name[64];
	size_t len = 0;
	for (int o = 0; o < ORDER; o++)
		for (unsigned i = 0; i < count[o]; i++)
			len += (size_t)snprintf(name + len, sizeof(name) - len, "%s%s", len ? " " : "", order[o]);
	return row_find(name);
}

static bool struct_type(struct arena *a, const char *name, unsigned stars, struct type *t)
{
	t->is_struct = true;
	t->text = arena_printf(a, "struct %s", name);
	const struct layout *l = layout_find(t->text);
	t->bytes = l ? l->size : 0;
	return l || stars;
}

bool type_make(struct arena *a, const char *const *words, size_t n, unsigned stars, struct type *t)
{
	*t = (struct type){ .shown = TYPE_INT };
	if (n > TYPE_WORDS - 1 || n == 0)
		return false;
	if (!strcmp(words[0], "struct")) {
		if (n != 2 || !struct_type(a, words[1], stars, t))
			return false;
	} else {
		const struct row *r = n == 1 ? row_find(words[0]) : NULL;
		if (!r)
			r = basic(words, n);
		if (!r)
			return false;
		*t = (struct type){ .text = r->name, .bytes = r->bytes, .is_signed = r->is_signed, .shown = r->shown };
	}
	if (!stars)
		return true;
	char asterisks[] = "****";
	if (stars >= sizeof(asterisks))
		return false;
	asterisks[stars] = '\0';
	t->text = arena_printf(a, "%s %s", t->text, asterisks);
	t->bytes = sizeof(void *);
	t->pointer = true;
	t->is_struct = t->is_signed = false;
	t->shown = TYPE_POINTER;
	return true;
}

enum value_type type_shown(const char *text)
{
	if (strchr(text, '*'))
		return TYPE_POINTER;
	const struct row *r = row_find(text);
	return r ? r->shown : TYPE_INT;
}
