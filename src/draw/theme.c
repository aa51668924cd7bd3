/* Themes from files. */
#include "draw/theme.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"

static const struct {
	const char *name;
	uint8_t style;
} styles[] = {
	{ "bold", STYLE_BOLD },       { "dim", STYLE_DIM },       { "underline", STYLE_UNDERLINE },
	{ "reverse", STYLE_REVERSE }, { "italic", STYLE_ITALIC },
};

static int find_look(const char *name)
{
	for (int i = 0; i < LOOKS; i++)
		if (strcmp(look_name((enum look)i), name) == 0)
			return i;
	return -1;
}

static bool is_string(const struct json *j, struct diags *d)
{
	if (j->kind == JSON_STRING)
		return true;
	diags_add(d, j->pos, "\"%s\" is %s, not a string", j->key.text, json_kind_name(j->kind));
	return false;
}

/* "#rrggbb" */
static void read_color(const struct json *j, uint32_t *out, struct diags *d)
{
	if (!is_string(j, d))
		return;
	const char *s = j->string.text;
	if (s[0] != '#' || strlen(s) != 7 || strspn(s + 1, "0123456789abcdefABCDEF") != 6)
		diags_add(d, j->pos, "\"%s\" is no colour such as \"#1c2430\"", s);
	else
		*out = 0x1000000u | (uint32_t)strtoul(s + 1, NULL, 16);
}

static uint8_t style_of(const char *word, size_t n)
{
	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++)
		if (strlen(styles[i].name) == n && strncmp(styles[i].name, word, n) == 0)
			return styles[i].style;
	return 0;
}

static void read_style(const struct json *j, uint8_t *out, struct diags *d)
{
	if (!is_string(j, d))
		return;
	for (const char *s = j->string.text; *s;) {
		size_t n = strcspn(s, " ");
		uint8_t style = style_of(s, n);
		if (n && !style)
			diags_add(d, j->pos, "there is no style \"%.*s\"", (int)n, s);
		*out |= style;
		s += n + (s[n] == ' ');
	}
}

static void read_paint(const struct json *look, struct paint *out, struct diags *d)
{
	if (look->kind != JSON_OBJECT) {
		diags_add(d, look->pos, "a look is an object, not %s", json_kind_name(look->kind));
		return;
	}
	for (const struct json *j = look->first; j; j = j->next) {
		if (strcmp(j->key.text, "fg") == 0)
			read_color(j, &out->fg, d);
		else if (strcmp(j->key.text, "bg") == 0)
			read_color(j, &out->bg, d);
		else if (strcmp(j->key.text, "style") == 0)
			read_style(j, &out->style, d);
		else
			diags_add(d, j->key.pos, "a look has fg, bg and style, not \"%s\"", j->key.text);
	}
}

static void read_looks(const struct json *looks, struct theme *out, struct diags *d)
{
	for (const struct json *j = looks->first; j; j = j->next) {
		int look = find_look(j->key.text);
		if (look < 0)
			diags_add(d, j->key.pos, "there is no look \"%s\"", j->key.text);
		else
			read_paint(j, &out->paint[look], d);
	}
	const struct paint *text = &out->paint[LOOK_TEXT];
	for (int i = 0; i < LOOKS; i++) {
		struct paint *p = &out->paint[i];
		p->fg = p->fg ? p->fg : text->fg;
		p->bg = p->bg ? p->bg : text->bg;
	}
}

static const struct json *member_of(const struct json *object, const char *key, enum json_kind kind)
{
	const struct json *j = object && object->kind == JSON_OBJECT ? json_member(object, key) : NULL;
	return j && j->kind == kind ? j : NULL;
}

int theme_load(struct theme *out, struct arena *a, const char *path, struct diags *d)
{
	struct theme theme = { 0 };
	size_t faults = d->total;
	const struct json *root = json_parse_file(a, path, &json_limits_lesson, d);
	const struct json *name = member_of(root, "name", JSON_STRING), *looks = member_of(root, "looks", JSON_OBJECT);
	if (root && name && looks) {
		theme.name = name->string.text;
		read_looks(looks, &theme, d);
	} else if (d->total == faults) {
		diags_add(d, (struct pos){ 1, 1 }, "a theme is an object with \"name\" and \"looks\"");
	}
	if (d->total != faults)
		return -EINVAL;
	*out = theme;
	return 0;
}
