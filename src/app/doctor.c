/* `mmaptutor doctor`: the order of the report, and its status. */
#include "app/doctor.h"

#include <stdlib.h>

#include "base/tr.h"
#include "lab/lab.h"

struct finding *doctor_add(struct doctor *d, const char *group, const char *name)
{
	void *v = d->v;

	mem_grow(&v, &d->cap, d->n + 1, sizeof(*d->v));
	d->v = v;
	d->v[d->n] = (struct finding){ .group = tr(group), .name = tr(name), .value = "" };
	return &d->v[d->n++];
}

void doctor_look(struct doctor *d, const char *group, const struct probe *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		rows[i].look(d, &rows[i], doctor_add(d, group, rows[i].name));
}

size_t doctor_missing(const struct doctor *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		n += d->v[i].health == HEALTH_FAULT;
	for (size_t i = 0; i < d->patients_n && d->asked; i++)
		n += d->patients[i].n;
	return n;
}

static void finish(struct doctor *d)
{
	for (size_t i = 0; i < d->patients_n; i++)
		free(d->patients[i].v);
	free(d->patients);
	free(d->v);
	arena_finish(&d->arena);
}

static void look_at_all(struct doctor *d)
{
	doctor_program(d);
	doctor_system(d);
	doctor_limits(d);
	doctor_kernel(d);
	doctor_confinement(d);
	doctor_terminal(d);
	doctor_places(d);
	doctor_lessons(d);
}

int cmd_doctor(struct app *app)
{
	struct doctor d = { .app = app, .asked = app->args_n > 0 };
	struct buf out;
	int status;

	look_at_all(&d);
	buf_init(&out, 8 << 20);
	if (app->json)
		doctor_json(&d, &out);
	else
		doctor_text(&d, &out);
	fwrite(buf_str(&out), 1, out.len, stdout);
	buf_finish(&out);
	status = d.worst != STATUS_HELD ? d.worst : doctor_missing(&d) > 0 ? STATUS_FAILED : STATUS_HELD;
	finish(&d);
	return app_ended() != STATUS_HELD ? app_ended() : status;
}
