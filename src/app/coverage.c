/*
 * `mmaptutor check --coverage`: which steps prove each concept of the course, and which questions ask it.
 * Nothing runs: a proof is a step that teaches the concept and expects something, whether it holds is `check`'s.
 */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"

#include "base/tr.h"

#define NAMED 2 /* steps named on a line; the others are counted */

/* "lesson:step, lesson:step and 3 more" */
struct places {
	struct buf text;
	size_t n;
};

struct coverage {
	const struct concept *concept;
	struct places proved, asked;
};

static void note(struct places *p, const struct lesson *l, const struct step *s)
{
	if (p->n++ < NAMED)
		buf_printf(&p->text, "%s%s:%s", p->n > 1 ? ", " : "", l->id, s->id.text);
}

static bool teaches(const struct step *s, const char *concept)
{
	for (size_t i = 0; i < s->teaches.n; i++) {
		if (strcmp(s->teaches.v[i], concept) == 0)
			return true;
	}
	return false;
}

/* A task is proved by its goals as a step is by what it expects. */
static void look_at(struct coverage *c, const struct lesson *l)
{
	for (size_t i = 0; i < l->steps_n + l->drills_n; i++) {
		const struct step *s = &l->steps[i];

		if (!teaches(s, c->concept->id))
			continue;
		if (s->expect_n > 0)
			note(&c->proved, l, s);
		if (s->drill || s->ask != NULL || s->task != NULL)
			note(&c->asked, l, s);
	}
}

static void put_places(const char *what, const struct places *p)
{
	printf("  %s ", what);
	if (p->n == 0)
		printf(tr("nowhere"));
	else
		printf("%s", buf_str(&p->text));
	if (p->n > NAMED)
		printf(tr(" and %zu more"), p->n - NAMED);
}

static void put_line(const struct coverage *c, size_t width)
{
	printf("%-*s %-3s", (int)width, c->concept->id, c->concept->part);
	put_places("proved:", &c->proved);
	put_places("asked:", &c->asked);
	putchar('\n');
}

/* What belongs to part C is listed only. */
static bool must(const struct concept *c)
{
	return c->part[0] == 'A' || c->part[0] == 'B';
}

static void put_lacking(const struct coverage *v, size_t n, const char *what, bool asked)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		const struct places *p = asked ? &v[i].asked : &v[i].proved;

		if (must(v[i].concept) && p->n == 0)
			printf("%s%s", found++ == 0 ? what : " ", v[i].concept->id);
	}
	if (found > 0)
		putchar('\n');
}

static int tell(const struct coverage *v, size_t n)
{
	size_t width = 0, lacking = 0;

	for (size_t i = 0; i < n; i++)
		width = strlen(v[i].concept->id) > width ? strlen(v[i].concept->id) : width;
	for (size_t i = 0; i < n; i++) {
		put_line(&v[i], width);
		lacking += must(v[i].concept) && (v[i].proved.n == 0 || v[i].asked.n == 0);
	}
	put_lacking(v, n, tr("proved nowhere: "), false);
	put_lacking(v, n, tr("asked nowhere: "), true);
	printf(tr("%zu concepts, %zu of part A or B lack a proof or a question\n"), n, lacking);
	return lacking > 0 ? STATUS_FAILED : STATUS_HELD;
}

static int read_lesson(struct app *app, const char *name, struct coverage *v, size_t n)
{
	int status = STATUS_HELD;
	struct lesson *l = app_lesson(app, name, &status);

	for (size_t i = 0; l != NULL && i < n; i++)
		look_at(&v[i], l);
	lesson_free(l);
	return status;
}

int coverage_tell(struct app *app)
{
	struct course *course = app_course(app);
	struct coverage *v;
	int worst = STATUS_HELD, status;

	if (course == NULL)
		return STATUS_INVALID;
	v = mem_zalloc(course->concepts_n + 1, sizeof(*v));
	for (size_t i = 0; i < course->concepts_n; i++) {
		v[i].concept = &course->concepts[i];
		buf_init(&v[i].proved.text, 1024);
		buf_init(&v[i].asked.text, 1024);
	}
	for (size_t i = 0; i < course->parts_n; i++) {
		for (size_t k = 0; k < course->parts[i].lessons_n; k++) {
			status = read_lesson(app, course->parts[i].lessons[k], v, course->concepts_n);
			worst = status > worst ? status : worst;
		}
	}
	status = tell(v, course->concepts_n);
	for (size_t i = 0; i < course->concepts_n; i++) {
		buf_finish(&v[i].proved.text);
		buf_finish(&v[i].asked.text);
	}
	free(v);
	return status > worst ? status : worst;
}
