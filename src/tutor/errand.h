/* A call that the tutor performs for the lab. */
#ifndef TUTOR_ERRAND_H
#define TUTOR_ERRAND_H

#include "tutor/parts.h"

struct errand {
	const struct call *row;
	const struct value *args;
	size_t n;
};

/* printf: its text goes to s->output; `%s` of an address reads the process's memory as the call would. */
enum eval errand_printf(struct stage *s, int actor, const struct errand *r, struct value *out);

#endif
