/* Can a lesson run here? What a kernel can do is tried, never derived from its version. */
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "base/tr.h"
#include "lab/workdir.h"
#include "proc/proc_system.h"
#include "tutor/session.h"

/* Evaluates the probes in a lab that is thrown away. Returns the first that does not hold, or NULL. */
static const char *probe_missing(const struct requirement *r, const struct lesson *lesson,
				 const struct stage_options *o, struct arena *a)
{
	struct stage stage;
	struct err e = { 0 };
	const char *why = NULL;

	if (stage_open(&stage, lesson, o, NULL, &e) < 0)
		return arena_printf(a, "no process to try it in: %s", e.what);
	for (size_t i = 0; i < r->probe_n && why == NULL; i++) {
		struct world world = stage_doing(&stage);
		struct evaluator ev = { .world = &world, .names = &stage.names, .arena = &stage.arena };
		struct value v = { 0 };
		struct lang_err le;

		if (lang_eval(&ev, r->probe[i].tree, &v, &le) != EVAL_OK || v.kind != VALUE_INT || v.i == 0)
			why = arena_printf(a, "this kernel does not do `%s`%s%s%s", r->probe[i].source.text,
					   r->kernel != NULL ? tr(" (since Linux ") : "",
					   r->kernel != NULL ? r->kernel : "", r->kernel != NULL ? ")" : "");
	}
	stage_close(&stage);
	return why;
}

static const char *fs_missing(const struct requirement *r, const struct lesson *lesson, bool disk, struct arena *a)
{
	struct workdir *dir;
	struct err e = { 0 };
	const char *why = NULL;

	if (workdir_new(&dir, lesson, proc_page_size(), &e) < 0)
		return arena_printf(a, "no directory for its files: %s", e.what);
	if (disk && !workdir_on_disk(dir))
		why = arena_printf(a, "it needs files on a disk; they are on %s here", workdir_fs(dir));
	else if (r->fs != NULL && strcmp(workdir_fs(dir), r->fs) != 0)
		why = arena_printf(a, "it needs files on %s; they are on %s here", r->fs, workdir_fs(dir));
	workdir_free(dir);
	return why;
}

static const char *feature_missing(const struct requirement *r, bool *disk, struct arena *a)
{
	for (size_t i = 0; i < r->features_n; i++) {
		enum feature f = feature_find(r->features[i]);

		if (strcmp(r->features[i], "disk_file") == 0)
			*disk = true;
		else if (f == FEATURES)
			return arena_printf(a, "this machine lacks what it shows: %s", r->features[i]);
		else if (proc_has(f) <= 0)
			return feature_without(f);
	}
	return NULL;
}

/* "0", "<=100000", ">=1" against the system's value. */
static bool setting_holds(const char *value, const char *wanted)
{
	long long have = strtoll(value, NULL, 10), want;

	if (strncmp(wanted, "<=", 2) != 0 && strncmp(wanted, ">=", 2) != 0)
		return strcmp(value, wanted) == 0;
	want = strtoll(wanted + 2, NULL, 10);
	return wanted[0] == '<' ? have <= want : have >= want;
}

static const char *sysctl_missing(const struct requirement *r, struct arena *a)
{
	for (size_t i = 0; i < r->sysctl_n; i++) {
		struct buf value;
		const char *why = NULL;

		buf_init(&value, 256);
		if (proc_sysctl(r->sysctl[i].name, &value) < 0)
			why = arena_printf(a, "%s cannot be read", r->sysctl[i].name);
		else if (!setting_holds(buf_str(&value), r->sysctl[i].value))
			why = arena_printf(a, "it needs %s to be %s; it is %s", r->sysctl[i].name, r->sysctl[i].value,
					   buf_str(&value));
		buf_finish(&value);
		if (why != NULL)
			return why;
	}
	return NULL;
}

const char *require_missing(const struct requirement *r, const struct lesson *lesson, const struct stage_options *o,
			    struct arena *a)
{
	struct utsname u;
	const char *why;
	bool disk = false;

	if (r->arch != NULL && uname(&u) == 0 && strcmp(u.machine, r->arch) != 0)
		return arena_printf(a, "it is for %s; this machine is %s", r->arch, u.machine);
	if (r->page_size != 0 && r->page_size != (int64_t)proc_page_size())
		return arena_printf(a, "it is for pages of %lld bytes; they have %llu here", (long long)r->page_size,
				    (unsigned long long)proc_page_size());
	why = feature_missing(r, &disk, a);
	if (why == NULL)
		why = sysctl_missing(r, a);
	if (why == NULL && (disk || r->fs != NULL))
		why = fs_missing(r, lesson, disk, a);
	if (why == NULL && r->probe_n > 0)
		why = probe_missing(r, lesson, o, a);
	return why;
}
