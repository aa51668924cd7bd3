/* `requires`: what has to be there, else a lesson or a step is skipped. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/limits.h"
#include "lesson/shapes.h"
#include "proc/proc_system.h"

/* What the kernel may lack, and what only the lesson's directory may. */
static const char *feature_at(const void *ctx, size_t i)
{
	(void)ctx;
	return i < FEATURES ? feature_name((enum feature)i) : "disk_file";
}

static void check_feature(struct reader *r, const struct json *v)
{
	const size_t n = FEATURES + 1;
	const char *name = v->string.text;
	for (size_t i = 0; i < n; i++) {
		if (strcmp(feature_at(NULL, i), name) == 0)
			return;
	}
	const char *near = name_nearest(name, feature_at, NULL, n);
	if (near)
		diags_add(r->diags, v->pos, "unknown feature \"%s\"; did you mean \"%s\"?", name, near);
	else
		diags_add(r->diags, v->pos, "unknown feature \"%s\"", name);
}

static void read_features(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	if (!count_is(r, v, f))
		return;
	const char **out = array_new(r, v, f, object, sizeof(*out));
	for (const struct json *m = v->first; m; m = m->next, out++) {
		*out = "";
		if (!kind_is(r, m, JSON_STRING, f->name, true))
			continue;
		*out = m->string.text;
		check_feature(r, m);
	}
}

static size_t digits(const char *s)
{
	return strspn(s, "0123456789");
}

/* "6.10" or "6.6.30" */
static void read_kernel(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	const char *s = v->string.text;
	size_t parts = 0;
	while (digits(s)) {
		s += digits(s);
		parts++;
		s += *s == '.' && digits(s + 1);
	}
	if (*s || parts < 2)
		diags_add(r->diags, v->pos, "\"%s\" must be a version such as \"6.10\"", f->name);
	*(const char **)member(object, f->at) = v->string.text;
}

static void read_page_size(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	read_int(r, v, f, object);
	if (v->integer >= f->min && v->integer <= f->max && v->integer & (v->integer - 1))
		diags_add(r->diags, v->pos, "\"%s\" must be a power of two", f->name);
}

/* "0", "<=100000", or a word to be equal to. */
static bool is_condition(const char *s)
{
	size_t sign = strspn(s, "<>=!");
	if (sign == 0)
		return *s != '\0';
	const char *number = s + sign + (s[sign] == '-');
	static const char *const signs[] = { "<=", ">=", "<", ">", "==", "!=" };
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (strlen(signs[i]) == sign && strncmp(s, signs[i], sign) == 0)
			return digits(number) && number[digits(number)] == '\0';
	}
	return false;
}

static bool is_sysctl(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_-.");
	return n > 0 && s[n] == '\0' && s[0] != '.' && s[n - 1] != '.' && strchr(s, '.') && !strstr(s, "..");
}

static void read_sysctl(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	if (!count_is(r, v, f))
		return;
	struct requirement *q = object;
	q->sysctl = arena_alloc(r->arena, v->count, sizeof(*q->sysctl));
	for (const struct json *m = v->first; m; m = m->next) {
		if (!is_sysctl(m->key.text))
			diags_add(r->diags, m->key.pos,
				  "\"%s\" is no name of a sysctl, such as \"vm.overcommit_memory\"", m->key.text);
		if (!kind_is(r, m, JSON_STRING, m->key.text, false))
			continue;
		if (text_checked(r, m, m->key.text, COLS_WORD) && !is_condition(m->string.text))
			diags_add(r->diags, m->pos, "\"%s\" must be a value, or <= >= < > == != before a number",
				  m->key.text);
		q->sysctl[q->sysctl_n].name = m->key.text;
		q->sysctl[q->sysctl_n++].value = m->string.text;
	}
}

static const struct field fields[] = {
	{ .name = "probe",
	  .kind = JSON_ARRAY,
	  .read = read_expressions,
	  .at = offsetof(struct requirement, probe),
	  .count = offsetof(struct requirement, probe_n),
	  .max = MAX_CODES },
	{ .name = "kernel", .kind = JSON_STRING, .read = read_kernel, .at = offsetof(struct requirement, kernel) },
	{ .name = "arch",
	  .kind = JSON_STRING,
	  .read = read_text,
	  .at = offsetof(struct requirement, arch),
	  .columns = COLS_WORD },
	{ .name = "page_size",
	  .kind = JSON_INT,
	  .read = read_page_size,
	  .at = offsetof(struct requirement, page_size),
	  .min = 1024,
	  .max = MAX_PAGE_SIZE },
	{ .name = "fs",
	  .kind = JSON_STRING,
	  .read = read_text,
	  .at = offsetof(struct requirement, fs),
	  .columns = COLS_WORD },
	{ .name = "features",
	  .kind = JSON_ARRAY,
	  .read = read_features,
	  .at = offsetof(struct requirement, features),
	  .count = offsetof(struct requirement, features_n),
	  .max = MAX_FEATURES },
	{ .name = "sysctl",
	  .kind = JSON_OBJECT,
	  .read = read_sysctl,
	  .at = offsetof(struct requirement, sysctl),
	  .count = offsetof(struct requirement, sysctl_n),
	  .max = MAX_SYSCTL },
};
const struct shape shape_requires = {
	.name = "requires",
	.what = "\"requires\"",
	.size = sizeof(struct requirement),
	.fields = fields,
	.fields_n = sizeof(fields) / sizeof(fields[0]),
};
