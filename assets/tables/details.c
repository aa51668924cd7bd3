/* The details of a subcommand, taken apart line by line. */
#include <stdio.h>
#include <string.h>

#include "tables.h"

enum { MORE = 8 }; /* columns from which a line goes on with the option before it */

static const struct option_row common[] = {
	{ "ascii", "", "ASCII instead of line-drawing characters" },    { "no-color", "", "no colours" },
	{ "theme", "NAME", "colours: a theme by name or path" },        { "help", "", "what the subcommand does" },
	{ "version", "", "the program, its libraries and the kernel" },
};

static void copy(char *out, size_t size, const char *from, size_t n)
{
	snprintf(out, size, "%.*s", (int)n, from);
}

/* "  --size 120x40  svg: columns" is parted at the first two blanks. */
static void option_line(struct piece *p, const char *s, size_t n)
{
	size_t head = 0;

	while (head < n && !(s[head] == ' ' && (head + 1 == n || s[head + 1] == ' ')))
		head++;
	copy(p->head, sizeof(p->head), s, head);
	while (head < n && s[head] == ' ')
		head++;
	copy(p->text, sizeof(p->text), s + head, n - head);
}

bool piece_next(const char **at, struct piece *out)
{
	const char *s = *at;
	size_t n = strcspn(s, "\n"), blanks = strspn(s, " ");

	*out = (struct piece){ .kind = PIECE_TEXT };
	if (*s == '\0')
		return false;
	*at = s + n + (s[n] == '\n');
	if (n == 0)
		out->kind = PIECE_GAP;
	else if (blanks == 2 && strncmp(s + blanks, "--", 2) == 0)
		out->kind = PIECE_OPTION;
	else if (blanks >= 2)
		out->kind = blanks >= MORE ? PIECE_MORE : PIECE_EXAMPLE;
	if (out->kind == PIECE_OPTION)
		option_line(out, s + blanks, n - blanks);
	else
		copy(out->text, sizeof(out->text), s + blanks, n - blanks);
	return true;
}

static bool has(const struct option_row *v, size_t n, const char *name, size_t len)
{
	for (size_t i = 0; i < n; i++) {
		if (strlen(v[i].name) == len && memcmp(v[i].name, name, len) == 0)
			return true;
	}
	return false;
}

/* Every "--name" of s with the word behind it. */
static size_t add_options(struct option_row *v, size_t n, const char *s, const char *text)
{
	while ((s = strstr(s, "--")) != NULL && n < OPTIONS_MAX) {
		size_t name = strspn(s + 2, "abcdefghijklmnopqrstuvwxyz-");
		const char *word = s + 2 + name + (s[2 + name] == ' ');
		size_t len = word > s + 2 + name && *word != '-' ? strcspn(word, " ]") : 0;

		if (name > 0 && !has(v, n, s + 2, name)) {
			copy(v[n].name, sizeof(v[n].name), s + 2, name);
			copy(v[n].word, sizeof(v[n].word), word, len);
			snprintf(v[n++].text, sizeof(v->text), "%s", text);
		}
		s += 2 + name;
	}
	return n;
}

size_t options_of(const struct command *c, struct option_row out[OPTIONS_MAX])
{
	const char *at = c->details;
	struct piece p;
	size_t n = 0;

	while (piece_next(&at, &p)) {
		if (p.kind == PIECE_OPTION)
			n = add_options(out, n, p.head, p.text);
	}
	n = add_options(out, n, c->synopsis, "");
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]) && n < OPTIONS_MAX; i++) {
		if (!has(out, n, common[i].name, strlen(common[i].name)))
			out[n++] = common[i];
	}
	return n;
}
