/* Lessons written inside a test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "lesson/lesson.h"
#include "support/tutor_kit.h"
#include "tutor/observe.h"

const char *kit_lab(void)
{
	static char out[PATH_MAX];
	char self[PATH_MAX - 64];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

	assert_true(n > 0);
	self[n] = '\0';
	*strrchr(self, '/') = '\0';
	snprintf(out, sizeof(out), "%s/../../mmaptutor-lab", self);
	return out;
}

static void put_json(FILE *f, const char *s)
{
	if (*s == '{') {
		fputs(s, f);
		return;
	}
	fputc('"', f);
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			fputc('\\', f);
		fputc(*s, f);
	}
	fputc('"', f);
}

static void put_list(FILE *f, const char *key, const char *const *v)
{
	fprintf(f, ",\n  \"%s\": [", key);
	for (size_t i = 0; i < KIT_LINES && v[i] != NULL; i++) {
		fputs(i > 0 ? ",\n    " : "\n    ", f);
		put_json(f, v[i]);
	}
	fputs("]", f);
}

static FILE *begin(struct kit *k)
{
	FILE *f;

	snprintf(k->dir, sizeof(k->dir), "/tmp/tutor-kit-XXXXXX");
	assert_non_null(mkdtemp(k->dir));
	snprintf(k->path, sizeof(k->path), "%s/t.json", k->dir);
	f = fopen(k->path, "we");
	assert_non_null(f);
	return f;
}

static void load(struct kit *k)
{
	k->diags = (struct diags){ 0 };
	k->lesson = lesson_load(k->path, &observe_words, &k->diags);
	for (size_t i = 0; i < k->diags.n; i++)
		print_error("%u:%u: %s\n", k->diags.v[i].pos.line, k->diags.v[i].pos.col, k->diags.v[i].text);
	assert_non_null(k->lesson);
	k->options.stage.program = kit_lab();
}

void kit_load(struct kit *k, const char *fields, const struct kit_step *steps, size_t n)
{
	FILE *f = begin(k);

	fprintf(f, "{ \"format\": 1, \"id\": \"t\", \"rev\": 1, \"title\": \"t\", %s\n\"steps\": [", fields);
	for (size_t i = 0; i < n; i++) {
		fprintf(f, "%s\n{ \"id\": \"s%zu\"", i > 0 ? "," : "", i);
		put_list(f, "do", steps[i].acts);
		put_list(f, "expect", steps[i].expect);
		fprintf(f, "%s%s }", steps[i].more != NULL ? ",\n  " : "", steps[i].more != NULL ? steps[i].more : "");
	}
	fputs("] }\n", f);
	assert_int_equal(fclose(f), 0);
	load(k);
}

void kit_load_text(struct kit *k, const char *json)
{
	FILE *f = begin(k);

	fputs(json, f);
	assert_int_equal(fclose(f), 0);
	load(k);
}

void kit_open(struct kit *k, const char *fields, const struct kit_step *steps, size_t n)
{
	struct err e = { 0 };

	kit_load(k, fields, steps, n);
	if (session_open(&k->session, k->lesson, &k->options, &e) < 0)
		fail_msg("%s", e.what);
}

void kit_close(struct kit *k)
{
	session_close(k->session);
	lesson_free(k->lesson);
	diags_finish(&k->diags);
	assert_int_equal(unlink(k->path), 0);
	assert_int_equal(rmdir(k->dir), 0);
	*k = (struct kit){ 0 };
}

const struct record *kit_run(struct kit *k, size_t step)
{
	struct err e = { 0 };

	if (session_run(k->session, step, &e) < 0)
		fail_msg("step %zu: %s", step, e.what);
	return session_record(k->session, step);
}

const struct outcome *kit_outcome(const struct record *r, size_t i)
{
	assert_true(i < r->statements_n);
	return &r->statements[i].outcome;
}

void kit_held(const struct record *r)
{
	if (r->skipped == NULL && record_verdict(r) == VERDICT_HELD)
		return;
	if (r->skipped != NULL)
		print_error("skipped: %s\n", r->skipped);
	for (size_t i = 0; i < r->statements_n; i++)
		print_error("%s: outcome %d, %lld %s\n", r->statements[i].source, (int)r->statements[i].outcome.kind,
			    (long long)r->statements[i].outcome.value,
			    r->statements[i].outcome.why != NULL ? r->statements[i].outcome.why : "");
	for (size_t i = 0; i < r->expect_n; i++) {
		if (r->expect[i].verdict != VERDICT_HELD)
			print_error("NOT HELD %s: %s (%s)\n", r->expect[i].source, r->expect[i].observed,
				    r->expect[i].why != NULL ? r->expect[i].why : "failed");
	}
	fail_msg("step %s did not hold", r->step);
}

void kit_all_hold(const char *fields, const struct kit_step *steps, size_t n)
{
	struct kit k = { 0 };

	kit_open(&k, fields, steps, n);
	for (size_t i = 0; i < n; i++)
		kit_held(kit_run(&k, i));
	kit_close(&k);
}

/* ---- what a test leaves behind ---- */

struct left {
	int descriptors, directories;
	bool children;
};

static int entries(const char *dir, const char *prefix)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	int n = 0;

	while (d != NULL && (entry = readdir(d)) != NULL)
		n += strncmp(entry->d_name, prefix, strlen(prefix)) == 0;
	if (d != NULL)
		closedir(d);
	return n;
}

/* Directories that lessons of this process have: other suites run at the same time. */
static int own_directories(void)
{
	char target[PATH_MAX], path[300];
	DIR *d = opendir("/proc/self/fd");
	struct dirent *entry;
	int n = 0;

	assert_non_null(d);
	while ((entry = readdir(d)) != NULL) {
		ssize_t len;

		snprintf(path, sizeof(path), "/proc/self/fd/%s", entry->d_name);
		len = readlink(path, target, sizeof(target) - 1);
		target[len > 0 ? len : 0] = '\0';
		n += strstr(target, "/mmaptutor-") != NULL;
	}
	closedir(d);
	return n;
}

static struct left left_behind(void)
{
	siginfo_t info = { 0 };
	struct left l = { .descriptors = entries("/proc/self/fd", ""), .directories = own_directories() };

	l.children = waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
	return l;
}

int kit_before(void **state)
{
	struct left *l = malloc(sizeof(*l));

	if (l == NULL)
		return -1;
	*l = left_behind();
	*state = l;
	return 0;
}

int kit_after(void **state)
{
	struct left *before = *state, now = left_behind();
	bool bad = now.children != before->children || now.descriptors != before->descriptors ||
		   now.directories != before->directories;

	if (bad)
		print_error("left behind: %d descriptors, %d directories, children: %d\n",
			    now.descriptors - before->descriptors, now.directories - before->directories, now.children);
	free(before);
	return bad ? -1 : 0;
}
