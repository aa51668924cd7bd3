/* Reads a page from stdin, puts the tables where their names stand, writes it to stdout. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tables.h"

enum { PAGE_MAX = 1 << 20, COLUMNS = 79 };

static const struct {
	const char *name;
	void (*put)(struct buf *out);
} rows[] = {
	{ "@commands@", man_commands },
	{ "@keys@", man_keys },
	{ "@calls@", man_calls },
	{ "@observations@", man_observations },
	{ "@constants@", man_constants },
	{ "@bash-options@", bash_options },
	{ "@zsh-options@", zsh_options },
	{ "@zsh-commands@", zsh_commands },
	{ "@fish-options@", fish_options },
	{ "@fish-commands@", fish_commands },
	{ "@plain-commands@", plain_commands },
	{ "@plain-words@", plain_words },
	{ "@plain-themes@", plain_themes },
};

/* "@fields-step@" */
static bool fields(struct buf *out, const char *text)
{
	char shape[40];
	int end = 0;

	return sscanf(text, "@fields-%39[a-z]@%n", shape, &end) == 1 && end > 0 && man_fields(out, shape);
}

static void line(struct buf *out, const char *text)
{
	if (fields(out, text))
		return;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (strcmp(text, rows[i].name) == 0) {
			rows[i].put(out);
			return;
		}
	}
	if (text[0] == '@' && text[1] != '\0' && text[strlen(text) - 1] == '@') {
		fprintf(stderr, "tables: there is no table %s\n", text);
		exit(1);
	}
	buf_puts(out, text);
	buf_putc(out, '\n');
}

/* Where a line of at most COLUMNS ends: at a blank, and no macro begins behind it. n where there is no such place. */
static size_t fold_at(const char *text, size_t n)
{
	for (size_t i = COLUMNS; i > 0 && n > COLUMNS; i--) {
		if (text[i] == ' ' && text[i + 1] != '.' && text[i + 1] != '\'')
			return i;
	}
	return n;
}

/* Lines of text are filled by roff: long ones are folded, those of macros and of examples are not. */
static void fold(const char *text, struct buf *out)
{
	bool example = false;

	for (size_t n; *text != '\0'; text += n + 1) {
		n = strcspn(text, "\n");
		if (text[0] == '.')
			example = strncmp(text, ".EX", 3) == 0 || (example && strncmp(text, ".EE", 3) != 0);
		else if (!example)
			n = fold_at(text, n);
		buf_put(out, text, n);
		buf_putc(out, '\n');
	}
}

static bool write_page(const struct buf *page)
{
	return !page->full && fwrite(buf_str(page), 1, page->len, stdout) == page->len && fflush(stdout) == 0;
}

int main(void)
{
	struct buf in, out, folded;
	bool roff, written;

	buf_init(&in, PAGE_MAX);
	buf_init(&out, PAGE_MAX);
	buf_init(&folded, PAGE_MAX);
	if (buf_read_fd(&in, STDIN_FILENO) < 0 || in.data == NULL)
		return 1;
	roff = in.data[0] == '.';
	for (char *at = in.data, *end; (end = strchr(at, '\n')) != NULL; at = end + 1) {
		*end = '\0';
		line(&out, at);
	}
	if (roff)
		fold(buf_str(&out), &folded);
	written = !out.full && write_page(roff ? &folded : &out);
	if (!written)
		fputs("tables: the page could not be written whole\n", stderr);
	buf_finish(&in);
	buf_finish(&out);
	buf_finish(&folded);
	return written ? 0 : 1;
}
