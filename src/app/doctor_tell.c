/* The report as text for people and as JSON. */
#include <string.h>

#include "app/doctor.h"
#include "base/text.h"
#include "base/tr.h"
#include "json/json.h"

enum { WIDTH = 80, NAME = 26 };

/* Values come from the environment and from /proc. */
static void put_clean(const char *text, struct buf *out)
{
	text_clean(out, text, strlen(text), false);
}

static void put_wrapped(const char *indent, const char *text, struct buf *out)
{
	struct buf clean;
	size_t at = 0, line, len;

	buf_init(&clean, 8192);
	put_clean(text, &clean);
	while (text_wrap(buf_str(&clean), WIDTH - strlen(indent), &at, &line, &len)) {
		buf_puts(out, indent);
		buf_put(out, buf_str(&clean) + line, len);
		buf_putc(out, '\n');
	}
	buf_finish(&clean);
}

static void put_finding(const struct finding *f, struct buf *out)
{
	size_t columns = text_width(f->name, (size_t)-1);

	buf_printf(out, "  %s", f->name);
	buf_fill(out, ' ', columns < NAME ? NAME - columns : 1);
	put_clean(f->value, out);
	buf_putc(out, '\n');
	if (f->note != NULL)
		put_wrapped("      ", f->note, out);
}

static void put_findings(const struct doctor *d, struct buf *out)
{
	for (size_t i = 0; i < d->n; i++) {
		if (i == 0 || d->v[i].group != d->v[i - 1].group)
			buf_printf(out, "%s%s\n", i > 0 ? "\n" : "", d->v[i].group);
		put_finding(&d->v[i], out);
	}
}

/* "lesson:step: why", or "lesson: why" of a whole one. */
static void put_complaint(const struct patient *p, const struct complaint *c, const char *indent, struct buf *out)
{
	struct buf line;

	buf_init(&line, 8192);
	buf_printf(&line, "%s%s%s: %s", p->id, c->step != NULL ? ":" : "", c->step != NULL ? c->step : "", c->why);
	put_wrapped(indent, buf_str(&line), out);
	buf_finish(&line);
}

static void put_lessons(const struct doctor *d, struct buf *out)
{
	size_t steps = 0, skipped = 0;

	for (size_t i = 0; i < d->patients_n; i++) {
		steps += d->patients[i].steps;
		skipped += d->patients[i].skipped;
	}
	buf_puts(out, tr("\nLessons\n"));
	buf_printf(out, "  %zu of %zu steps of %zu lesson%s can run here\n", steps - skipped, steps, d->patients_n,
		   d->patients_n == 1 ? "" : "s");
	for (size_t i = 0; i < d->patients_n; i++) {
		for (size_t k = 0; k < d->patients[i].n; k++)
			put_complaint(&d->patients[i], &d->patients[i].v[k], "      ", out);
	}
}

static void put_missing(const struct doctor *d, struct buf *out)
{
	size_t n = doctor_missing(d);

	if (n == 0) {
		buf_printf(out, "\nAll that %s is here.\n",
			   d->asked ? tr("these lessons need") : tr("the program needs"));
		return;
	}
	buf_printf(out, "\nMissing: %zu thing%s\n", n, n == 1 ? "" : "s");
	for (size_t i = 0; i < d->n; i++) {
		if (d->v[i].health == HEALTH_FAULT)
			put_finding(&d->v[i], out);
	}
	for (size_t i = 0; d->asked && i < d->patients_n; i++) {
		for (size_t k = 0; k < d->patients[i].n; k++)
			put_complaint(&d->patients[i], &d->patients[i].v[k], "  ", out);
	}
}

void doctor_text(const struct doctor *d, struct buf *out)
{
	put_findings(d, out);
	put_lessons(d, out);
	put_missing(d, out);
}

/* ---- JSON ---- */

static void json_finding(struct json_out *list, const struct finding *f)
{
	static const char *const words[] = { [HEALTH_FINE] = "fine", [HEALTH_LESS] = "less", [HEALTH_FAULT] = "fault" };
	struct json_out *o = json_out_object(list, NULL);

	json_out_string(o, "group", f->group);
	json_out_string(o, "name", f->name);
	json_out_string(o, "value", f->value);
	json_out_string(o, "health", words[f->health]);
	if (f->note != NULL)
		json_out_string(o, "note", f->note);
}

static void json_patient(struct json_out *list, const struct patient *p)
{
	struct json_out *o = json_out_object(list, NULL), *why;

	json_out_string(o, "lesson", p->id);
	json_out_int(o, "steps", (int64_t)p->steps);
	json_out_int(o, "skipped", (int64_t)p->skipped);
	why = json_out_array(o, "complaints");
	for (size_t i = 0; i < p->n; i++) {
		struct json_out *c = json_out_object(why, NULL);

		if (p->v[i].step != NULL)
			json_out_string(c, "step", p->v[i].step);
		json_out_string(c, "why", p->v[i].why);
	}
}

void doctor_json(const struct doctor *d, struct buf *out)
{
	struct json_out *root = json_out_new(), *list;

	list = json_out_array(root, "probes");
	for (size_t i = 0; i < d->n; i++)
		json_finding(list, &d->v[i]);
	list = json_out_array(root, "lessons");
	for (size_t i = 0; i < d->patients_n; i++)
		json_patient(list, &d->patients[i]);
	json_out_int(root, "missing", (int64_t)doctor_missing(d));
	json_out_print(root, true, out);
	buf_putc(out, '\n');
	json_out_free(root);
}
