/* A line that is typed as the answer to a question. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/plain_state.h"

#include "base/tr.h"

/* One of the numbers that are listed, "2", or a range of them, "3-5"; false where it is neither. */
static bool take_range(const char **s, size_t max, size_t *first, size_t *last)
{
	char *end;

	*first = *last = strtoul(*s, &end, 10);
	if (end == *s)
		return false;
	if (*end == '-' && end[1] >= '0' && end[1] <= '9')
		*last = strtoul(end + 1, &end, 10);
	if (*end != '\0' && strchr(" ,\t", *end) == NULL)
		return false;
	*s = end + strspn(end, " ,\t");
	return *first >= 1 && *first <= *last && *last <= max;
}

static const char *take_choices(struct plain *p, const char *line, struct answer *a)
{
	const struct ask *ask = plain_step(p)->ask;
	uint64_t choices = 0;
	size_t first, last, n = 0;

	while (*line != '\0') {
		if (*line == '-' || !take_range(&line, ask->choices_n, &first, &last))
			return ask->many ? tr("Type the numbers of those that hold, with spaces between, as 1 3.")
					 : tr("Type the number of one of the choices.");
		for (size_t i = first; i <= last; i++, n++)
			choices |= (uint64_t)1 << p->order[i - 1];
	}
	if (n > 1 && !ask->many)
		return tr("Only one of them can be chosen. Type its number.");
	a->choices = choices;
	return NULL;
}

static const char *take_number(struct plain *p, const char *line, struct answer *a)
{
	char *end;
	int64_t n;

	(void)p;
	errno = 0;
	n = strtoll(line, &end, 10);
	if (errno != 0 || end == line || *end != '\0')
		return tr("Type a whole number, in digits alone.");
	a->number = n;
	a->has_number = true;
	return NULL;
}

static const char *take_outcome(struct plain *p, const char *line, struct answer *a)
{
	size_t first, last;

	(void)p;
	for (size_t i = 0; i < outcome_choices_n; i++) {
		const char *name = outcome_choices[i].name;

		/* "succeeds" is enough. */
		if (strcasecmp(line, name) == 0 || strcasecmp(line, tr(name)) == 0 ||
		    (outcome_choices[i].kind == OUTCOME_VALUE && strcasecmp(line, name + 3) == 0)) {
			a->outcome = i;
			a->has_outcome = true;
			return NULL;
		}
	}
	if (*line == '-' || !take_range(&line, outcome_choices_n, &first, &last) || first != last || *line != '\0')
		return tr("Type the number of one outcome, or its name, as EINVAL.");
	a->outcome = first - 1;
	a->has_outcome = true;
	return NULL;
}

static const char *take_pages(struct plain *p, const char *line, struct answer *a)
{
	char pages[ANSWER_PAGES] = { 0 };
	size_t first, last;

	if (strcasecmp(line, "none") == 0)
		line = "";
	else if (strcasecmp(line, "all") == 0)
		memset(pages, '1', p->pages_n), line = "";
	while (*line != '\0') {
		if (*line == '-' || !take_range(&line, p->pages_n, &first, &last))
			return tr("Type the numbers of pages, as 1 3 8 or 2-5, or none, or all. The first page is 1.");
		memset(pages + first - 1, '1', last - first + 1);
	}
	memcpy(a->pages, pages, sizeof(pages));
	return NULL;
}

const char *plain_answer(struct plain *p, const char *line, struct answer *a)
{
	static const char *(*const takes[])(struct plain *, const char *, struct answer *) = {
		[ASK_CHOICES] = take_choices,
		[ASK_NUMBER] = take_number,
		[ASK_PAGES] = take_pages,
		[ASK_OUTCOME] = take_outcome,
	};

	return takes[plain_step(p)->ask->kind](p, line, a);
}
