/* The confinement: a lab is started, and the kernel is asked what holds it. */
#include <stdlib.h>
#include <string.h>

#include "app/doctor.h"
#include "base/tr.h"
#include "lab/lab.h"
#include "lab/made_of.h"
#include "lab/workdir.h"
#include "proc/proc_said.h"
#include "proc/proc_system.h"

static void missing(struct finding *f, enum health health, const char *value, const char *note)
{
	f->value = value;
	f->health = health;
	f->note = note;
}

static void look_start(struct doctor *d, const struct probe *p, struct finding *f)
{
	const struct err *e = &d->lab_err;

	(void)p;
	f->value = tr("yes");
	if (d->lab == NULL)
		missing(f, HEALTH_FAULT, tr("no"),
			arena_printf(&d->arena, "%s%s%s%s%s", e->what, e->call[0] != '\0' ? ": " : "", e->call,
				     e->num != 0 ? ": " : "", e->num != 0 ? strerror(e->num) : ""));
}

/* A field of the lab's own status: `arg` is the field and what stands there where all is well, "Seccomp 2". */
static void look_said(struct doctor *d, const struct probe *p, struct finding *f)
{
	size_t n = strcspn(p->arg, " ");
	char *field = arena_strndup(&d->arena, p->arg, n);
	struct buf said;
	int status;

	buf_init(&said, 256);
	status = proc_said(lab_pid(d->lab), field, &said);
	f->value = tr("yes");
	if (status < 0 || strcmp(buf_str(&said), p->arg + n + 1) != 0)
		missing(f, HEALTH_FAULT, tr("no"),
			arena_printf(&d->arena, "/proc/PID/status of the lab says %s: %s", field,
				     status < 0 ? strerror(-status) : buf_str(&said)));
	buf_finish(&said);
}

static void look_user(struct doctor *d, const struct probe *p, struct finding *f)
{
	struct buf said;

	(void)p;
	buf_init(&said, 256);
	(void)proc_said(lab_pid(d->lab), "Uid", &said);
	f->value = arena_printf(&d->arena, "uid %.*s", (int)strcspn(buf_str(&said), " "), buf_str(&said));
	buf_finish(&said);
	if ((lab_layers(d->lab) & LAB_HAS_NOBODY) == 0)
		missing(f, HEALTH_LESS, f->value, tr("it stays root, without capabilities: there is no nobody here"));
}

/* A layer that a lab does without: `num` is its bit, `arg` what that means. */
static void look_layer(struct doctor *d, const struct probe *p, struct finding *f)
{
	f->value = tr("yes");
	if ((lab_layers(d->lab) & (unsigned)p->num) == 0)
		missing(f, HEALTH_LESS, tr("no"), tr(p->arg));
}

static void look_pidfd(struct doctor *d, const struct probe *p, struct finding *f)
{
	(void)p;
	f->value = tr("yes");
	if (lab_pidfd(d->lab) < 0)
		missing(f, HEALTH_FAULT, tr("no"), tr("the lab cannot be signalled safely"));
}

static void look_oom(struct doctor *d, const struct probe *p, struct finding *f)
{
	char path[64];
	struct buf said;

	(void)p;
	(void)snprintf(path, sizeof(path), "/proc/%d/oom_score_adj", (int)lab_pid(d->lab));
	buf_init(&said, 64);
	(void)proc_file(path, &said);
	f->value = tr("yes");
	if (strcmp(buf_str(&said), "1000") != 0)
		missing(f, HEALTH_LESS, tr("no"), tr("where memory runs out, another process may be ended instead"));
	buf_finish(&said);
}

static void look_openat2(struct doctor *d, const struct probe *p, struct finding *f)
{
	(void)d;
	(void)p;
	f->value = tr("yes");
	if (!lab_openat2())
		missing(f, HEALTH_LESS, tr("no"), tr("files are opened by plain names, without links, instead"));
}

/* Where the files of a lesson would lie. */
static void look_files(struct doctor *d, const struct probe *p, struct finding *f)
{
	static const struct lesson none = { .id = "doctor" };
	struct workdir *w;
	struct err e = { 0 };
	const char *path, *slash;

	(void)p;
	if (workdir_new(&w, &none, proc_page_size(), &e) < 0) {
		missing(f, HEALTH_FAULT, tr("no place"), arena_printf(&d->arena, "%s; %s", e.what, e.hint));
		return;
	}
	path = workdir_path(w);
	slash = strrchr(path, '/');
	f->value = arena_printf(&d->arena, "%.*s, on %s", (int)(slash - path), path, workdir_fs(w));
	if (!workdir_on_disk(w))
		missing(f, HEALTH_LESS, f->value,
			tr("no disk: steps about the page cache of a file on disk are skipped"));
	workdir_free(w);
}

/* These ask a lab that runs. */
static const struct probe lab_rows[] = {
	{ .name = "no_new_privs", .look = look_said, .arg = "NoNewPrivs 1" },
	{ .name = N_("seccomp filter"), .look = look_said, .arg = "Seccomp 2" },
	{ .name = N_("no capabilities"), .look = look_said, .arg = "CapEff 0000000000000000" },
	{ .name = N_("none to be had"), .look = look_said, .arg = "CapPrm 0000000000000000" },
	{ .name = N_("runs as"), .look = look_user },
	{ .name = N_("own ranges sealed"),
	  .look = look_layer,
	  .num = LAB_HAS_SEAL,
	  .arg = N_("no mseal(): that lessons do not reach them is up to the check of each address alone") },
	{ .name = N_("same addresses"),
	  .look = look_layer,
	  .num = LAB_HAS_NO_ASLR,
	  .arg = N_("personality() is refused: addresses differ after a step back") },
	{ .name = "pidfd", .look = look_pidfd },
	{ .name = N_("first for the OOM killer"), .look = look_oom },
};

static const struct probe start_rows[] = { { .name = N_("a lab starts"), .look = look_start } };
static const struct probe file_rows[] = { { .name = "openat2", .look = look_openat2 },
					  { .name = N_("files of a lesson"), .look = look_files } };

void doctor_confinement(struct doctor *d)
{
	static const char group[] = N_("Confinement");
	struct lab_options o = { .program = d->app->lab };

	if (lab_start(&d->lab, &o, &d->lab_err) < 0)
		d->lab = NULL;
	doctor_look(d, group, start_rows, 1);
	if (d->lab != NULL)
		doctor_look(d, group, lab_rows, sizeof(lab_rows) / sizeof(lab_rows[0]));
	lab_end(d->lab);
	d->lab = NULL;
	doctor_look(d, group, file_rows, sizeof(file_rows) / sizeof(file_rows[0]));
}
