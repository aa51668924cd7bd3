/* Readers of texts and ids: nothing empty, nothing that cannot be shown, nothing that does not fit. */
#include <string.h>

#include "base/text.h"
#include "lesson/limits.h"
#include "lesson/read.h"

enum { TAB = 4 };

/* One text of the field f; NULL and a fault where it is none. */
typedef const char *entry_fn(struct reader *r, const struct json *v, const struct field *f);

bool is_id(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return n > 0 && n <= BYTES_ID && s[n] == '\0';
}

static bool can_be_shown(struct reader *r, const struct json *v, const char *name, const char *s, bool lines)
{
	if (s[strspn(s, " \t\n")] == '\0')
		diags_add(r->diags, v->pos, "\"%s\" is empty", name);
	else if (!text_is_clean(s, strlen(s), lines))
		diags_add(r->diags, v->pos, "\"%s\" holds a character that cannot be shown", name);
	else
		return true;
	return false;
}

static bool fits(struct reader *r, const struct json *v, const char *name, size_t n, size_t max, const char *unit)
{
	if (n <= max)
		return true;
	diags_add(r->diags, v->pos, "\"%s\" is too long: %zu %s, at most %zu fit", name, n, unit, max);
	return false;
}

const char *text_checked(struct reader *r, const struct json *v, const char *name, size_t columns)
{
	const char *s = v->string.text;
	bool ok = can_be_shown(r, v, name, s, false) && fits(r, v, name, text_width(s, (size_t)-1), columns, "columns");
	return ok ? s : NULL;
}

static const char *entry_text(struct reader *r, const struct json *v, const struct field *f)
{
	return text_checked(r, v, f->name, f->columns);
}

/* Four spaces begin a line of code, which is not wrapped. */
static const char *entry_paragraph(struct reader *r, const struct json *v, const struct field *f)
{
	const char *s = v->string.text;
	if (strncmp(s, "    ", 4) == 0)
		return text_checked(r, v, f->name, COLS_CODE);
	bool ok = can_be_shown(r, v, f->name, s, false) && fits(r, v, f->name, strlen(s), BYTES_PARAGRAPH, "bytes");
	return ok ? s : NULL;
}

/* Lines of a program may be empty; tabs become spaces. */
static const char *entry_program(struct reader *r, const struct json *v, const struct field *f)
{
	struct buf line;
	buf_init(&line, json_limits_lesson.bytes);
	for (const char *s = v->string.text; *s; s++) {
		if (*s == '\t')
			buf_fill(&line, ' ', TAB - text_width(buf_str(&line), line.len) % TAB);
		else
			buf_putc(&line, *s);
	}
	const char *s = arena_strdup(r->arena, buf_str(&line));
	buf_finish(&line);
	bool ok = *s == '\0' || (can_be_shown(r, v, f->name, s, false) &&
				 fits(r, v, f->name, text_width(s, (size_t)-1), COLS_CODE, "columns"));
	return ok ? s : NULL;
}

static const char *entry_id(struct reader *r, const struct json *v, const struct field *f)
{
	if (is_id(v->string.text))
		return v->string.text;
	diags_add(r->diags, v->pos, "\"%s\" must be made of 1 to %d of a-z, 0-9 and -", f->name, BYTES_ID);
	return NULL;
}

/* What could not be read becomes "", so that a list keeps its length. */
static void read_list(struct reader *r, const struct json *v, const struct field *f, struct texts *out, entry_fn *entry)
{
	if (!count_is(r, v, f))
		return;
	*out = (struct texts){ .v = arena_alloc(r->arena, v->count, sizeof(char *)),
			       .at = arena_alloc(r->arena, v->count, sizeof(struct pos)) };
	for (const struct json *m = v->first; m; m = m->next, out->n++) {
		const char *s = kind_is(r, m, JSON_STRING, f->name, true) ? entry(r, m, f) : NULL;
		out->v[out->n] = s ? s : "";
		out->at[out->n] = m->pos;
	}
}

void read_texts(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	read_list(r, v, f, member(object, f->at), entry_text);
}

void read_paragraphs(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	read_list(r, v, f, member(object, f->at), entry_paragraph);
}

void read_program(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	read_list(r, v, f, member(object, f->at), entry_program);
}

void read_ids(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	read_list(r, v, f, member(object, f->at), entry_id);
}

void read_id_array(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	struct texts ids = { 0 };
	read_list(r, v, f, &ids, entry_id);
	*(const char ***)member(object, f->at) = ids.v;
	*(size_t *)member(object, f->count) = ids.n;
}

void read_text(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	*(const char **)member(object, f->at) = entry_text(r, v, f);
}

void read_notes(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	const char *s = v->string.text;
	if (can_be_shown(r, v, f->name, s, true) && fits(r, v, f->name, strlen(s), BYTES_NOTES, "bytes"))
		*(const char **)member(object, f->at) = s;
}

void read_id(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	*(const char **)member(object, f->at) = entry_id(r, v, f);
}

void read_id_source(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	if (entry_id(r, v, f))
		*(struct source *)member(object, f->at) = v->string;
}
