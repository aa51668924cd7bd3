/* Marks a prediction against what the kernel did. */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <string.h>

#include "model/answer.h"

#include "base/tr.h"

#define FAILS(e)                                                                                                       \
	{                                                                                                              \
		.name = #e, .kind = OUTCOME_ERROR, .number = e                                                         \
	}
#define DIES(s)                                                                                                        \
	{                                                                                                              \
		.name = #s, .kind = OUTCOME_SIGNAL, .number = s                                                        \
	}

const struct outcome_choice outcome_choices[] = {
	{ .name = N_("it succeeds"), .kind = OUTCOME_VALUE },
	FAILS(EACCES),
	FAILS(EAGAIN),
	FAILS(EBADF),
	FAILS(EBUSY),
	FAILS(EEXIST),
	FAILS(EFAULT),
	FAILS(EINVAL),
	FAILS(ENODEV),
	FAILS(ENOMEM),
	FAILS(ENOENT),
	FAILS(ENOTSUP),
	FAILS(EPERM),
	DIES(SIGSEGV),
	DIES(SIGBUS),
	DIES(SIGKILL),
};
const size_t outcome_choices_n = sizeof(outcome_choices) / sizeof(outcome_choices[0]);

static bool outcome_is(const struct outcome *o, const struct outcome_choice *c)
{
	switch (o->kind) {
	case OUTCOME_SIGNAL:
	case OUTCOME_DIED:
		return c->kind == OUTCOME_SIGNAL && c->number == o->sig;
	case OUTCOME_ERROR:
		return c->kind == OUTCOME_ERROR && c->number == o->err;
	case OUTCOME_VALUE:
	case OUTCOME_NONE:
	case OUTCOME_EXITED:
		return c->kind == OUTCOME_VALUE;
	default:
		return false;
	}
}

bool answer_complete(const struct ask *ask, const struct answer *a)
{
	switch (ask->kind) {
	case ASK_CHOICES:
		return a->choices != 0;
	case ASK_NUMBER:
		return a->has_number;
	case ASK_OUTCOME:
		return a->has_outcome;
	case ASK_PAGES:
		return true; /* no page at all is an answer */
	}
	return false;
}

bool answer_doubted(const struct ask *ask, struct answer *a)
{
	if (ask->kind != ASK_PAGES || a->none || memchr(a->pages, '1', sizeof(a->pages)) != NULL)
		return false;
	a->none = true;
	return true;
}

static bool pages_equal(const struct truth *truth, const struct answer *a)
{
	for (size_t i = 0; i < truth->pages_n && i < ANSWER_PAGES; i++) {
		if ((truth->pages[i] == '1') != (a->pages[i] == '1'))
			return false;
	}
	return true;
}

enum mark answer_mark(const struct ask *ask, const struct truth *truth, const struct answer *a)
{
	bool right = false;

	if (!a->given)
		return MARK_NONE;
	if (!truth->valid)
		return MARK_VOID;
	switch (ask->kind) {
	case ASK_CHOICES:
		right = ask->many ? a->choices == truth->choices : (a->choices & truth->choices) != 0;
		break;
	case ASK_NUMBER:
		right = a->number == truth->number;
		break;
	case ASK_OUTCOME:
		right = outcome_is(&truth->outcome, &outcome_choices[a->outcome]);
		break;
	case ASK_PAGES:
		right = pages_equal(truth, a);
		break;
	}
	return right ? MARK_RIGHT : MARK_WRONG;
}

/* Of English words for many, what one of them is called. */
static const struct {
	const char *many, *one;
} endings[] = { { "ies", "y" }, { "sses", "ss" }, { "xes", "x" }, { "ss", "ss" }, { "s", "" } };

static void put_one(const char *unit, struct buf *out)
{
	size_t len = strlen(unit);

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t n = strlen(endings[i].many);

		if (len > n && strcmp(unit + len - n, endings[i].many) == 0) {
			buf_printf(out, "%.*s%s", (int)(len - n), unit, endings[i].one);
			return;
		}
	}
	buf_puts(out, unit);
}

void answer_number_put(const struct ask *ask, int64_t number, struct buf *out)
{
	buf_printf(out, "%" PRId64, number);
	if (ask->unit == NULL)
		return;
	buf_putc(out, ' ');
	if (number == 1)
		put_one(ask->unit, out);
	else
		buf_puts(out, ask->unit);
}
