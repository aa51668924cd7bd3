/* Looking up constants by name, by value, and the names of errors, signals and their codes. */
#include "kernel/constant.h"

#include <string.h>

#include "base/tr.h"
#include "kernel/rows.h"

static const struct constant_rows *const tables[] = {
	&constants_map,   &constants_advice, &constants_file,    &constants_process,
	&constants_errno, &constants_signal, &constants_general,
};

const struct constant *constant_at(size_t i)
{
	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
		if (i < tables[t]->n)
			return &tables[t]->v[i];
		i -= tables[t]->n;
	}
	return NULL;
}

/*
 * Where a name is in the tables: open addressing, 1 + its index. A lesson looks up a thousand names when it is
 * loaded, and most of them are no constants. Derived from the tables at the first look, the same ever after.
 */
#define SLOTS 2048

static size_t slot_of(const char *name)
{
	uint32_t h = 2166136261U;

	for (; *name; name++)
		h = (h ^ (unsigned char)*name) * 16777619U;
	return h % SLOTS;
}

static const uint16_t *name_index(void)
{
	static uint16_t index[SLOTS];
	static bool made;
	const struct constant *c;

	for (size_t i = 0; !made && (c = constant_at(i)); i++) {
		size_t at = slot_of(c->name);

		while (index[at])
			at = (at + 1) % SLOTS;
		index[at] = (uint16_t)(i + 1);
	}
	made = true;
	return index;
}

const struct constant *constant_find(const char *name)
{
	const uint16_t *index = name_index();

	for (size_t at = slot_of(name); index[at]; at = (at + 1) % SLOTS) {
		const struct constant *c = constant_at(index[at] - 1U);

		if (c && strcmp(c->name, name) == 0)
			return c;
	}
	return NULL;
}

const struct constant *constant_named(const char *group, int64_t value)
{
	const struct constant *c;

	for (size_t i = 0; (c = constant_at(i)); i++)
		if (c->value == value && !c->alias && !c->at_run_time && strcmp(c->group, group) == 0)
			return c;
	return NULL;
}

const char *errno_name(int num)
{
	const struct constant *c = constant_named("errno", num);

	return c ? c->name : NULL;
}

const char *errno_help(int num)
{
	const struct constant *c = constant_named("errno", num);

	return c ? tr(c->help) : "";
}

const char *signal_name(int sig)
{
	const struct constant *c = constant_named("signal", sig);

	return c ? c->name : NULL;
}

const char *si_code_name(int sig, int code)
{
	const struct constant *c;

	for (size_t i = 0; (c = constant_at(i)); i++)
		if (c->value == code && (c->sig == sig || c->sig == 0) && strcmp(c->group, "si_code") == 0)
			return c->name;
	return NULL;
}
