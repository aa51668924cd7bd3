/* The structures that calls read or fill, field by field, with the names of the manual. */
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "kernel/newer.h"
#include "kernel/rows.h"

#define FIELD(type, field, signed_)                                                                                    \
	{                                                                                                              \
		.name = #field, .offset = offsetof(type, field), .size = sizeof(((type *)0)->field),                   \
		.is_signed = (signed_)                                                                                 \
	}
#define FIELDS_OF(v) .fields = (v), .fields_n = sizeof(v) / sizeof *(v)

/* The kernel fills the same bytes that the C library declares, on x86-64 and on aarch64. */
static const struct layout_field stat_fields[] = {
	FIELD(struct stat, st_dev, false),   FIELD(struct stat, st_ino, false),    FIELD(struct stat, st_mode, false),
	FIELD(struct stat, st_nlink, false), FIELD(struct stat, st_uid, false),    FIELD(struct stat, st_gid, false),
	FIELD(struct stat, st_size, true),   FIELD(struct stat, st_blksize, true), FIELD(struct stat, st_blocks, true),
};
const struct layout layout_stat = { .name = "struct stat", .size = sizeof(struct stat), FIELDS_OF(stat_fields) };

static const struct layout_field rlimit_fields[] = {
	FIELD(struct rlimit, rlim_cur, false),
	FIELD(struct rlimit, rlim_max, false),
};
const struct layout layout_rlimit = {
	.name = "struct rlimit",
	.size = sizeof(struct rlimit),
	FIELDS_OF(rlimit_fields),
};

static const struct layout_field cachestat_range_fields[] = {
	FIELD(struct kernel_cachestat_range, off, false),
	FIELD(struct kernel_cachestat_range, len, false),
};
const struct layout layout_cachestat_range = {
	.name = "struct cachestat_range",
	.size = sizeof(struct kernel_cachestat_range),
	FIELDS_OF(cachestat_range_fields),
};

static const struct layout_field cachestat_fields[] = {
	FIELD(struct kernel_cachestat, nr_cache, false),
	FIELD(struct kernel_cachestat, nr_dirty, false),
	FIELD(struct kernel_cachestat, nr_writeback, false),
	FIELD(struct kernel_cachestat, nr_evicted, false),
	FIELD(struct kernel_cachestat, nr_recently_evicted, false),
};
const struct layout layout_cachestat = {
	.name = "struct cachestat",
	.size = sizeof(struct kernel_cachestat),
	FIELDS_OF(cachestat_fields),
};

static const struct layout *const layouts[] = {
	&layout_stat,
	&layout_rlimit,
	&layout_cachestat_range,
	&layout_cachestat,
};

const struct layout *layout_find(const char *name)
{
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
		if (strcmp(layouts[i]->name, name) == 0)
			return layouts[i];
	return NULL;
}

const struct layout_field *layout_field_find(const struct layout *l, const char *name)
{
	for (size_t i = 0; i < l->fields_n; i++)
		if (strcmp(l->fields[i].name, name) == 0)
			return &l->fields[i];
	return NULL;
}
