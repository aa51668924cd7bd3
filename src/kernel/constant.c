/* Looking up constants by name, by value, and the names of errors, signals and their codes. */
#include "kernel/constant.h"

#include <string.h>

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

const struct constant *constant_find(const char *name)
{
	const struct constant *c;

	for (size_t i = 0; (c = constant_at(i)); i++)
		if (strcmp(c->name, name) == 0)
			return c;
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

	return c ? c->help : "";
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
