/* Texts of a lesson in another language: finding them, and putting them in. */
#include "lesson/overlay.h"

#include <string.h>
#include <sys/stat.h>

#include "lesson/overlay_walk.h"

bool overlay_language(const char **list, char out[static 24])
{
	while (**list) {
		size_t n = strcspn(*list, ":"), base = strcspn(*list, ":.@");
		size_t good = strspn(*list, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
		bool is_one = base > 0 && base < 24 && good >= base;
		if (is_one) {
			memcpy(out, *list, base);
			out[base] = '\0';
		}
		*list += n + ((*list)[n] == ':');
		if (is_one)
			return true;
	}
	return false;
}

const char *overlay_path(struct arena *a, const char *path, const char *language)
{
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	return arena_printf(a, "%.*s%s/%s", (int)(base - path), path, language, base);
}

const struct json *overlay_read(struct arena *a, const char *path, const char *language, struct diags *d)
{
	const char *file = overlay_path(a, path, language);
	struct stat st;
	/* An empty one is what the shell made for the skeleton that is about to be written into it. */
	if (stat(file, &st) != 0 || (S_ISREG(st.st_mode) && st.st_size == 0))
		return NULL;
	d->file = file;
	const struct json *root = json_parse_file(a, file, &json_limits_lesson, d);
	return root && overlay_is_one(root, d) ? root : NULL;
}

const struct json *overlay_first(struct arena *a, const char *path, const char *languages)
{
	const struct json *found = NULL;
	struct diags unsaid = { 0 };
	char language[24];
	while (!found && languages && overlay_language(&languages, language)) {
		found = overlay_read(a, path, language, &unsaid);
		char *country = strchr(language, '_');
		if (country)
			*country = '\0';
		if (!found && country)
			found = overlay_read(a, path, language, &unsaid);
	}
	diags_finish(&unsaid);
	return found;
}

/* ---- putting it in ---- */

struct applying {
	const struct json *texts;
	struct arena *arena;
	const struct json *next; /* the pair expected, as the order is most often the lesson's */
};

static const struct json *find(struct applying *a, const char *path)
{
	for (const struct json *m = a->next; m; m = m->next) {
		if (strcmp(m->key.text, path) == 0)
			return m;
	}
	return json_member(a->texts, path);
}

static void apply(void *ctx, const char *path, struct json *text)
{
	struct applying *a = ctx;
	const struct json *pair = find(a, path);
	if (!pair)
		return;
	a->next = pair->next;
	const struct json *said = pair->first->next;
	if (strcmp(pair->first->string.text, text->string.text) != 0 || !*said->string.text)
		return;
	text->pos = said->pos;
	text->string = (struct source){ .text = arena_strdup(a->arena, said->string.text), .pos = said->pos };
}

void overlay_apply(struct json *root, const struct json *overlay, struct arena *arena)
{
	struct applying a = { .texts = overlay ? json_member(overlay, "texts") : NULL, .arena = arena };
	if (!a.texts)
		return;
	a.next = a.texts->first;
	overlay_walk(root, apply, &a);
}

/* ---- comparing ---- */

struct checking {
	const struct json *texts;
	struct overlay_tally *t;
	struct diags *d;
};

static void check_text(void *ctx, const char *path, struct json *text)
{
	struct checking *c = ctx;
	const struct json *pair = json_member(c->texts, path);
	c->t->texts++;
	if (!pair || !*pair->first->next->string.text) {
		c->t->missing++;
		diags_add(c->d, pair ? pair->pos : c->texts->pos, "no text for \"%s\"", path);
	} else if (strcmp(pair->first->string.text, text->string.text) != 0) {
		c->t->stale++;
		diags_add(c->d, pair->pos, "\"%s\" is stale: the lesson says now \"%.200s\"", path, text->string.text);
	} else {
		c->t->translated++;
	}
}

struct seeking {
	const char *path;
	bool found;
};

static void seek(void *ctx, const char *path, struct json *text)
{
	struct seeking *s = ctx;
	(void)text;
	s->found = s->found || strcmp(s->path, path) == 0;
}

static void check_unknown(struct checking *c, struct json *root)
{
	for (const struct json *m = c->texts->first; m; m = m->next) {
		struct seeking s = { .path = m->key.text };
		overlay_walk(root, seek, &s);
		if (s.found)
			continue;
		c->t->unknown++;
		diags_add(c->d, m->key.pos, "the lesson has no text at \"%s\"", m->key.text);
	}
}

static void check_all(struct checking *c, const char *path, const struct buf *text, const struct json *overlay,
		      const struct words *words, struct arena *a)
{
	struct diags own = { .file = path };
	struct json *root = json_parse(a, buf_str(text), text->len, &json_limits_lesson, &own);
	if (root) {
		overlay_walk(root, check_text, c);
		check_unknown(c, root);
		if (json_member(root, "steps"))
			lesson_free(overlay_parse(path, buf_str(text), text->len, overlay, words, c->d));
	}
	diags_finish(&own);
	diags_sort(c->d);
}

bool overlay_check(const char *path, const char *language, const struct words *words, struct arena *a,
		   struct overlay_tally *t, struct diags *d)
{
	const struct json *overlay = overlay_read(a, path, language, d);
	struct buf text;
	*t = (struct overlay_tally){ 0 };
	if (overlay && json_read_file(&text, path, &json_limits_lesson, d)) {
		struct checking c = { .texts = json_member(overlay, "texts"), .t = t, .d = d };
		check_all(&c, path, &text, overlay, words, a);
	}
	if (overlay)
		buf_finish(&text);
	return overlay != NULL;
}

/* ---- one to be filled in ---- */

struct filling {
	const struct json *texts; /* of the overlay that there is; NULL */
	struct json_out *out;
};

static void fill(void *ctx, const char *path, struct json *text)
{
	struct filling *f = ctx;
	const struct json *pair = f->texts ? json_member(f->texts, path) : NULL;
	struct json_out *both = json_out_array(f->out, path);
	bool good = pair && strcmp(pair->first->string.text, text->string.text) == 0;
	json_out_string(both, NULL, text->string.text);
	json_out_string(both, NULL, good ? pair->first->next->string.text : "");
}

bool overlay_skeleton(const char *path, const char *language, struct buf *out, struct diags *d)
{
	struct arena a = { 0 };
	d->file = path;
	struct json *root = json_parse_file(&a, path, &json_limits_lesson, d);
	const struct json *was = root ? overlay_read(&a, path, language, d) : NULL;
	const struct json *id = root ? json_member(root, "id") : NULL;
	if (root && d->total == 0) {
		struct json_out *top = json_out_new();
		struct filling f = { .texts = was ? json_member(was, "texts") : NULL };
		json_out_int(top, "format", 1);
		json_out_string(top, "of", id && id->kind == JSON_STRING ? id->string.text : "course");
		json_out_string(top, "language", language);
		f.out = json_out_object(top, "texts");
		overlay_walk(root, fill, &f);
		json_out_print(top, true, out);
		json_out_free(top);
	}
	if (d->total > 0) /* the path of an overlay lies in the arena */
		d->file = path;
	arena_finish(&a);
	return root && d->total == 0;
}
