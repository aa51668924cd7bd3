/* The program as it is installed, with the fixtures for a course. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <sys/stat.h>

#include "support/installed.h"

static void copy(const char *from, const char *to, mode_t mode)
{
	char bytes[65536];
	size_t n;
	FILE *in = fopen(from, "re"), *out = fopen(to, "we");
	assert_non_null(in);
	assert_non_null(out);
	while ((n = fread(bytes, 1, sizeof bytes, in)) > 0)
		assert_int_equal(fwrite(bytes, 1, n, out), n);
	assert_int_equal(fclose(in) | fclose(out), 0);
	assert_int_equal(chmod(to, mode), 0);
}

static void make_dir(const struct sitting *s, const char *name)
{
	char path[2 * SITTING_PATH];
	snprintf(path, sizeof path, "%s/%s", s->home, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

/* The program as it is installed, below the sitting's home, with the fixtures for a course. */
int installed_setup(void **state)
{
	static const char *const dirs[] = { "bin",   "libexec",         "libexec/mmaptutor",
					    "share", "share/mmaptutor", "share/mmaptutor/lessons" };
	static const char *const files[] = { "course.json", "concepts.json", "short.json",
					     "tour.json",   "damaged.json",  "long.json" };
	char from[2 * SITTING_PATH], to[2 * SITTING_PATH];
	if (sitting_setup(state))
		return -1;
	struct sitting *s = *state;
	/* Where nobody, who the lab is when root starts it, can find the lab. */
	assert_int_equal(chmod(s->home, 0711), 0);
	for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++)
		make_dir(s, dirs[i]);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(to, sizeof to, "%s/share/mmaptutor/lessons/%s", s->home, files[i]);
		copy(sitting_fixture(files[i]), to, 0600);
	}
	snprintf(from, sizeof from, "%s-lab", s->program);
	snprintf(to, sizeof to, "%s/libexec/mmaptutor/mmaptutor-lab", s->home);
	copy(from, to, 0755);
	snprintf(to, sizeof to, "%s/bin/mmaptutor", s->home);
	copy(s->program, to, 0755);
	snprintf(s->program, sizeof s->program, "%.200s/bin/mmaptutor", s->home);
	return 0;
}
