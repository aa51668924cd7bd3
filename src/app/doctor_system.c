/* The program, the system, its limits, and what its kernel can do. */
#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "app/doctor.h"
#include "app/version.h"
#include "base/fmt.h"
#include "base/tr.h"
#include "proc/proc.h"
#include "proc/proc_said.h"
#include "proc/proc_system.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

void doctor_program(struct doctor *d)
{
	struct version_row rows[16];
	size_t n = version_rows(rows, COUNT(rows));

	for (size_t i = 0; i < n; i++)
		doctor_add(d, tr("Program"), rows[i].name)->value = arena_strdup(&d->arena, rows[i].text);
}

/* ---- the system ---- */

static void look_kernel(struct doctor *d, const struct probe *p, struct finding *f)
{
	char release[256];

	(void)p;
	f->value = arena_strdup(&d->arena, proc_release(release, sizeof(release)));
}

static void look_arch(struct doctor *d, const struct probe *p, struct finding *f)
{
	struct utsname u;

	(void)p;
	f->value = arena_strdup(&d->arena, uname(&u) == 0 ? u.machine : "?");
	if (strcmp(f->value, "x86_64") == 0)
		return;
	f->health = HEALTH_LESS;
	f->note = tr("the lab has been run on x86_64 alone");
}

static void look_page(struct doctor *d, const struct probe *p, struct finding *f)
{
	(void)p;
	f->value = arena_printf(&d->arena, "%llu bytes", (unsigned long long)proc_page_size());
}

static void look_user(struct doctor *d, const struct probe *p, struct finding *f)
{
	(void)p;
	f->value = arena_printf(&d->arena, "uid %u%s", (unsigned)geteuid(), geteuid() == 0 ? tr(" (root)") : "");
}

/* The least that a lesson may count on: the budget of a lab. */
#define LESSON_MEMORY (UINT64_C(256) << 20)

static void look_memory(struct doctor *d, const struct probe *p, struct finding *f)
{
	struct system_memory m;
	char total[FMT_MAX], available[FMT_MAX];

	(void)p;
	proc_memory(&m);
	if (m.total == PROC_UNKNOWN || m.available == PROC_UNKNOWN) {
		f->value = tr("not known");
		return;
	}
	f->value = arena_printf(&d->arena, "%s, %s of it available", fmt_size(total, m.total),
				fmt_size(available, m.available));
	if (m.available >= LESSON_MEMORY)
		return;
	f->health = HEALTH_LESS;
	f->note = tr("a lesson may use 256 MiB: the system may end it where there is less");
}

static void look_swap(struct doctor *d, const struct probe *p, struct finding *f)
{
	struct system_memory m;
	char total[FMT_MAX];

	(void)p;
	proc_memory(&m);
	f->value =
	    m.swap_total == PROC_UNKNOWN ? tr("not known") : arena_strdup(&d->arena, fmt_size(total, m.swap_total));
}

static void look_huge(struct doctor *d, const struct probe *p, struct finding *f)
{
	struct system_memory m;
	char size[FMT_MAX];
	struct buf pages;

	(void)p;
	proc_memory(&m);
	buf_init(&pages, 64);
	if (m.huge_page == PROC_UNKNOWN || m.huge_page == 0 || proc_sysctl("vm.nr_hugepages", &pages) < 0)
		f->value = tr("none");
	else
		f->value = arena_printf(&d->arena, "%s of %s", buf_str(&pages), fmt_size(size, m.huge_page));
	buf_finish(&pages);
}

static void look_thp(struct doctor *d, const struct probe *p, struct finding *f)
{
	struct buf word;

	buf_init(&word, 64);
	f->value = proc_thp(p->arg, &word) == 0 ? arena_strdup(&d->arena, buf_str(&word)) : tr("not there");
	buf_finish(&word);
}

static void look_sysctl(struct doctor *d, const struct probe *p, struct finding *f)
{
	struct buf value;
	int status;

	buf_init(&value, 256);
	status = proc_sysctl(p->name, &value);
	f->value = status == 0 ? arena_strdup(&d->arena, buf_str(&value))
			       : arena_printf(&d->arena, "cannot be read: %s", strerror(-status));
	buf_finish(&value);
}

void doctor_system(struct doctor *d)
{
	static const struct probe rows[] = {
		{ .name = N_("kernel"), .look = look_kernel },
		{ .name = N_("architecture"), .look = look_arch },
		{ .name = N_("page"), .look = look_page },
		{ .name = N_("user"), .look = look_user },
		{ .name = N_("memory"), .look = look_memory },
		{ .name = N_("swap"), .look = look_swap },
		{ .name = N_("pool of huge pages"), .look = look_huge },
		{ .name = "THP", .look = look_thp, .arg = "enabled" },
		{ .name = N_("THP, defrag"), .look = look_thp, .arg = "defrag" },
		{ .name = "vm.overcommit_memory", .look = look_sysctl },
		{ .name = "vm.overcommit_ratio", .look = look_sysctl },
		{ .name = "vm.max_map_count", .look = look_sysctl },
		{ .name = "vm.mmap_min_addr", .look = look_sysctl },
		{ .name = "kernel.randomize_va_space", .look = look_sysctl },
	};

	doctor_look(d, tr("System"), rows, COUNT(rows));
}

/* ---- limits ---- */

static const char *limit_text(struct doctor *d, rlim_t v, bool bytes)
{
	char size[FMT_MAX];

	if (v == RLIM_INFINITY)
		return tr("unlimited");
	return arena_strdup(&d->arena, bytes ? fmt_size(size, v) : fmt_count(size, v));
}

/* What the lab wants of each, where it wants something: `least` of the hard limit. */
static const struct limit_row {
	const char *name;
	int resource;
	bool bytes;
	rlim_t least;
	const char *without;
} limit_rows[] = {
	{ "memlock", RLIMIT_MEMLOCK, true, 8 << 20, N_("the steps about mlock() have less than 8 MiB to lock") },
	{ "as", RLIMIT_AS, true, RLIM_INFINITY, N_("large reservations fail with ENOMEM") },
	{ "data", RLIMIT_DATA, true, RLIM_INFINITY, N_("private writable mappings fail beyond it") },
	{ N_("stack"), RLIMIT_STACK, true, 8 << 20, N_("the steps about the stack have less room to grow") },
	{ "fsize", RLIMIT_FSIZE, true, 16 << 20, N_("the files of a lesson may be up to 16 MiB") },
	{ "nofile", RLIMIT_NOFILE, false, 64, N_("a lab has 64 descriptors") },
	{ "nproc", RLIMIT_NPROC, false, 0, NULL },
	{ N_("core"), RLIMIT_CORE, true, 0, NULL },
};

static void look_limit(struct doctor *d, const struct limit_row *row, struct finding *f)
{
	struct rlimit r;

	if (getrlimit((__rlimit_resource_t)row->resource, &r) < 0) {
		f->value = tr("not known");
		return;
	}
	f->value = arena_printf(&d->arena, "%s, at most %s", limit_text(d, r.rlim_cur, row->bytes),
				limit_text(d, r.rlim_max, row->bytes));
	if (r.rlim_max >= row->least)
		return;
	f->health = HEALTH_LESS;
	f->note = row->without;
}

void doctor_limits(struct doctor *d)
{
	for (size_t i = 0; i < COUNT(limit_rows); i++)
		look_limit(d, &limit_rows[i], doctor_add(d, tr("Limits"), limit_rows[i].name));
}

/* ---- what lessons may require ---- */

void doctor_kernel(struct doctor *d)
{
	for (int i = 0; i < FEATURES; i++) {
		struct finding *f = doctor_add(d, tr("Kernel"), feature_name((enum feature)i));
		int has = proc_has((enum feature)i);

		f->value = has > 0 ? tr("yes") : has == 0 ? tr("no") : tr("not known");
		if (has > 0)
			continue;
		f->health = HEALTH_LESS;
		f->note = has == 0 ? feature_without((enum feature)i) : arena_strdup(&d->arena, strerror(-has));
	}
}
