/* `files`: a lesson's own files, each made in one of four ways. */
#include <ctype.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/tr.h"
#include "lesson/limits.h"
#include "lesson/shapes.h"

enum { MODE_DEFAULT = 0644, OCTAL = 8 };

static void read_content(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	struct lesson_file *file = object;
	(void)r, (void)f;
	file->bytes = (const uint8_t *)v->string.text;
	file->len = strlen(v->string.text);
}

static int digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *found = c ? strchr(digits, tolower((unsigned char)c)) : NULL;
	return found ? (int)(found - digits) : -1;
}

/* Pairs of digits, spaces between them: "7f 45 4c46". */
static void read_hex(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	const char *s = v->string.text;
	struct lesson_file *file = object;
	uint8_t *bytes = arena_alloc(r->arena, strlen(s) / 2 + 1, 1);
	size_t n = 0;
	for (;;) {
		s += strspn(s, " ");
		int high = digit(s[0]), low = high < 0 ? -1 : digit(s[1]);
		if (low < 0)
			break;
		bytes[n++] = (uint8_t)(high * 16 + low);
		s += 2;
	}
	if (*s)
		diags_add(r->diags, source_pos(&v->string, (size_t)(s - v->string.text)),
			  "\"%s\" is made of pairs of the digits 0 to 9 and a to f", f->name);
	file->bytes = bytes;
	file->len = n;
}

static void read_fill(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	const char *s = v->string.text;
	bool ok = *s != '\0';
	for (const char *c = s; *c; c++)
		ok &= *c >= ' ' && *c <= '~';
	if (!ok)
		diags_add(r->diags, v->pos, "\"%s\" takes one or more ASCII characters, one for each page", f->name);
	*(const char **)member(object, f->at) = s;
}

static void read_mode(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	const char *s = v->string.text + (v->string.text[0] == '0');
	uint32_t mode = 0;
	bool ok = strlen(s) == 3;
	for (; ok && *s; s++) {
		ok = *s >= '0' && *s < '0' + OCTAL;
		mode = mode * OCTAL + (uint32_t)(*s - '0');
	}
	if (!ok)
		diags_add(r->diags, v->pos, "\"%s\" must be three octal digits, such as \"644\"", f->name);
	*(uint32_t *)member(object, f->at) = mode;
}

/* uint64_t members are read as int64_t: the limits keep them positive. */
static const struct field fields[] = {
	{ .name = "text", .kind = JSON_STRING, .read = read_content },
	{ .name = "hex", .kind = JSON_STRING, .read = read_hex },
	{ .name = "pages",
	  .kind = JSON_INT,
	  .read = read_int,
	  .at = offsetof(struct lesson_file, pages),
	  .min = 1,
	  .max = MAX_FILE_PAGES },
	{ .name = "fill", .kind = JSON_STRING, .read = read_fill, .at = offsetof(struct lesson_file, fill) },
	{ .name = "size",
	  .kind = JSON_INT,
	  .read = read_int,
	  .at = offsetof(struct lesson_file, size),
	  .max = MAX_SPARSE },
	{ .name = "mode", .kind = JSON_STRING, .read = read_mode, .at = offsetof(struct lesson_file, mode) },
};

static void file_done(struct reader *r, const struct json *v, void *object)
{
	static const char *const ways[] = { "text", "hex", "pages", "size" };
	struct lesson_file *file = object;
	size_t found = 0;
	for (const struct json *m = v->first; m; m = m->next) {
		for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
			if (strcmp(m->key.text, ways[i]) == 0 && found++)
				diags_add(r->diags, m->key.pos, "a file is made of one of text, hex, pages, size");
		}
	}
	const struct json *pages = json_member(v, "pages"), *fill = json_member(v, "fill");
	if (!found)
		diags_add(r->diags, v->pos, "a file needs one of \"text\", \"hex\", \"pages\", \"size\"");
	if (pages && !fill)
		diags_add(r->diags, v->pos, "\"pages\" needs \"fill\"");
	if (fill && !pages && found)
		diags_add(r->diags, fill->key.pos, "\"fill\" stands beside \"pages\" only");
	if (!json_member(v, "mode"))
		file->mode = MODE_DEFAULT;
}

const struct shape shape_file = {
	.name = "file",
	.what = N_("a file"),
	.size = sizeof(struct lesson_file),
	.fields = fields,
	.fields_n = sizeof(fields) / sizeof(fields[0]),
	.done = file_done,
};

/* Those that the lesson's directory takes (src/lab/workdir_open.c): they are shown, and become a part of a path. */
#define NAME "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"

static void check_name(struct reader *r, const struct json *m)
{
	const char *name = m->key.text;
	size_t n = strlen(name);
	if (n == 0 || n > COLS_WORD || name[0] == '.' || strspn(name, NAME) != n)
		diags_add(
		    r->diags, m->key.pos,
		    "a file's name is made of 1 to %d of a-z, A-Z, 0-9, \"_\", \"-\" and \".\", with no \".\" at its "
		    "start",
		    COLS_WORD);
}

void read_files(struct reader *r, const struct json *v, const struct field *f, void *object)
{
	if (!count_is(r, v, f))
		return;
	struct lesson_file *file = array_new(r, v, f, object, sizeof(*file));
	uint64_t total = 0, page = (uint64_t)sysconf(_SC_PAGESIZE);
	for (const struct json *m = v->first; m; m = m->next, file++) {
		file->name = m->key;
		check_name(r, m);
		if (kind_is(r, m, JSON_OBJECT, m->key.text, false))
			shape_read(r, m, &shape_file, file);
		total += file->len + file->pages * page;
	}
	if (total > MAX_FILE_BYTES)
		diags_add(r->diags, v->pos, "the files are %llu bytes together, at most %d are made",
			  (unsigned long long)total, MAX_FILE_BYTES);
}
