/* Which lessons and steps cannot run here, and why: what a session of each would skip. */
#include <stdlib.h>
#include <string.h>

#include "app/doctor.h"
#include "app/present.h"
#include "app/signals.h"

static struct patient *patient_add(struct doctor *d, const struct lesson *l)
{
	void *v = d->patients;

	mem_grow(&v, &d->patients_cap, d->patients_n + 1, sizeof(*d->patients));
	d->patients = v;
	d->patients[d->patients_n] =
	    (struct patient){ .id = arena_strdup(&d->arena, l->id), .steps = l->steps_n + l->drills_n };
	return &d->patients[d->patients_n++];
}

/* `step` NULL: of the whole lesson. */
static void complain(struct doctor *d, struct patient *p, const char *step, const char *why)
{
	void *v = p->v;

	mem_grow(&v, &p->cap, p->n + 1, sizeof(*p->v));
	p->v = v;
	p->v[p->n++] = (struct complaint){ .step = step != NULL ? arena_strdup(&d->arena, step) : NULL,
					   .why = arena_strdup(&d->arena, why) };
}

/* The steps that `present` could run, but not show on this terminal. */
static void look_at_fit(struct doctor *d, struct patient *p, const struct lesson *l, const struct session *s)
{
	int cols, rows;

	if (!d->asked || !doctor_screen(&cols, &rows))
		return;
	for (size_t i = 0; i < l->steps_n; i++) {
		struct buf why;

		buf_init(&why, 1024);
		if (s->skip[i] == NULL && !present_step_fits(l, s, i, cols, rows, &why)) {
			const char *text = buf_str(&why);

			complain(d, p, l->steps[i].id.text,
				 arena_printf(&d->arena, "to present: %.*s", (int)strcspn(text, "\n"), text));
		}
		buf_finish(&why);
	}
}

static void look_at(struct doctor *d, const struct lesson *l)
{
	struct patient *p = patient_add(d, l);
	struct session_options o;
	struct session *s;
	struct err e = { 0 };

	app_session_options(d->app, &o);
	if (session_open(&s, l, &o, &e) < 0) {
		p->skipped = p->steps;
		complain(d, p, NULL, e.what);
		return;
	}
	for (size_t i = 0; i < p->steps; i++) {
		p->skipped += s->skip[i] != NULL;
		if (s->skip[i] != NULL && s->skip_all == NULL)
			complain(d, p, l->steps[i].id.text, s->skip[i]);
	}
	if (s->skip_all != NULL)
		complain(d, p, NULL, s->skip_all);
	look_at_fit(d, p, l, s);
	session_close(s);
}

static void look_at_name(struct doctor *d, const char *name)
{
	int status = STATUS_HELD;
	struct lesson *l = signals_end() == 0 ? app_lesson(d->app, name, &status) : NULL;

	if (status > d->worst)
		d->worst = status;
	if (l != NULL)
		look_at(d, l);
	lesson_free(l);
}

void doctor_lessons(struct doctor *d)
{
	struct course *c = d->asked ? NULL : app_course(d->app);

	if (!d->asked && c == NULL)
		d->worst = STATUS_INVALID;
	for (int i = 0; i < d->app->args_n; i++)
		look_at_name(d, d->app->args[i]);
	for (size_t i = 0; c != NULL && i < c->parts_n; i++) {
		for (size_t k = 0; k < c->parts[i].lessons_n; k++)
			look_at_name(d, c->parts[i].lessons[k]);
	}
}
