/* The tables that the completions of bash, zsh and fish read. */
#include <glob.h>
#include <string.h>

#include "kernel/call.h"
#include "kernel/constant.h"
#include "tables.h"
#include "tutor/observe.h"

/* Text between single quotes of a shell; zsh's brackets and colons are its own. */
static void quoted(struct buf *out, const char *text, bool zsh)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			buf_puts(out, "'\\''");
		else if (zsh && strchr("[]:\\", *text) != NULL)
			buf_printf(out, "\\%c", *text);
		else
			buf_putc(out, *text);
	}
}

/* "c|svg|anki" is a choice, and its words with blanks between them go out; anything else is not. */
static bool put_choice(struct buf *out, const char *word)
{
	if (strchr(word, '|') == NULL)
		return false;
	for (; *word != '\0'; word++)
		buf_putc(out, *word == '|' ? ' ' : *word);
	return true;
}

/* What stands for a word in each shell: a file, a theme, a choice, or nothing that could be completed. */
static void bash_word(struct buf *out, const struct option_row *o)
{
	if (o->word[0] == '\0')
		return;
	buf_putc(out, '=');
	if (strcmp(o->name, "theme") == 0)
		buf_puts(out, "@theme");
	else if (strcmp(o->word, "FILE") == 0 || strcmp(o->word, "SOCKET") == 0)
		buf_puts(out, "@file");
	else
		put_choice(out, o->word);
}

/* What the positional words of a subcommand are, by the words of its synopsis. */
static const char *operand(const struct command *c)
{
	static const char *const known[] = { "LESSON", "FILE", "WORD", "SOCKET" };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strstr(c->synopsis, known[i]) != NULL)
			return known[i];
	}
	return "";
}

/* One case a subcommand: lines, "--option" or "--option=words" each, before them what other words are. */
void bash_options(struct buf *out)
{
	const struct command *c;
	struct option_row v[OPTIONS_MAX];

	for (size_t i = 0; (c = command_at(i)) != NULL; i++) {
		size_t n = options_of(c, v);

		buf_printf(out, "\t%s)\n\t\tprintf '%%s\\n' '%s'", c->name, operand(c));
		for (size_t k = 0; k < n; k++) {
			buf_printf(out, " '--%s", v[k].name);
			bash_word(out, &v[k]);
			buf_putc(out, '\'');
		}
		buf_puts(out, "\n\t\t;;\n");
	}
}

static void zsh_word(struct buf *out, const struct option_row *o)
{
	if (o->word[0] == '\0')
		return;
	buf_printf(out, ":%s:", strchr(o->word, '|') != NULL ? o->name : o->word);
	if (strcmp(o->name, "theme") == 0)
		buf_puts(out, "_mmaptutor_themes");
	else if (strcmp(o->word, "FILE") == 0 || strcmp(o->word, "SOCKET") == 0)
		buf_puts(out, "_files");
	else if (strchr(o->word, '|') != NULL) {
		buf_putc(out, '(');
		put_choice(out, o->word);
		buf_putc(out, ')');
	}
}

void zsh_options(struct buf *out)
{
	const struct command *c;
	struct option_row v[OPTIONS_MAX];

	for (size_t i = 0; (c = command_at(i)) != NULL; i++) {
		size_t n = options_of(c, v);

		buf_printf(out, "\t(%s)\n\t\toptions=(\n", c->name);
		for (size_t k = 0; k < n; k++) {
			buf_printf(out, "\t\t\t'--%s%s[", v[k].name, v[k].word[0] != '\0' ? "=" : "");
			quoted(out, v[k].text[0] != '\0' ? v[k].text : v[k].word, true);
			buf_putc(out, ']');
			zsh_word(out, &v[k]);
			buf_puts(out, "'\n");
		}
		buf_printf(out, "\t\t)\n\t\toperand='%s'\n\t\t;;\n", operand(c));
	}
}

void zsh_commands(struct buf *out)
{
	const struct command *c;

	for (size_t i = 0; (c = command_at(i)) != NULL; i++) {
		buf_printf(out, "\t'%s:", c->name);
		quoted(out, c->what, true);
		buf_puts(out, "'\n");
	}
}

static void fish_word(struct buf *out, const struct option_row *o)
{
	if (o->word[0] == '\0')
		return;
	if (strcmp(o->name, "theme") == 0)
		buf_puts(out, " -x -a '(__mmaptutor_themes)'");
	else if (strcmp(o->word, "FILE") == 0 || strcmp(o->word, "SOCKET") == 0)
		buf_puts(out, " -r -F");
	else if (strchr(o->word, '|') != NULL) {
		buf_puts(out, " -x -a '");
		put_choice(out, o->word);
		buf_putc(out, '\'');
	} else
		buf_puts(out, " -x");
}

void fish_options(struct buf *out)
{
	const struct command *c;
	struct option_row v[OPTIONS_MAX];

	for (size_t i = 0; (c = command_at(i)) != NULL; i++) {
		size_t n = options_of(c, v);

		for (size_t k = 0; k < n; k++) {
			buf_printf(out, "complete -c mmaptutor -n '__mmaptutor_is %s' -l %s", c->name, v[k].name);
			fish_word(out, &v[k]);
			buf_puts(out, " -d '");
			quoted(out, v[k].text[0] != '\0' ? v[k].text : v[k].word, false);
			buf_puts(out, "'\n");
		}
		if (operand(c)[0] != '\0')
			buf_printf(out, "complete -c mmaptutor -n '__mmaptutor_is %s' -a '(__mmaptutor_%s)'\n", c->name,
				   operand(c));
	}
}

void fish_commands(struct buf *out)
{
	const struct command *c;

	for (size_t i = 0; (c = command_at(i)) != NULL; i++) {
		buf_printf(out, "complete -c mmaptutor -n __mmaptutor_first -a %s -d '", c->name);
		quoted(out, c->what, false);
		buf_puts(out, "'\n");
	}
}

void plain_commands(struct buf *out)
{
	const struct command *c;

	for (size_t i = 0; (c = command_at(i)) != NULL; i++)
		buf_printf(out, "%s\n", c->name);
}

void plain_words(struct buf *out)
{
	const struct call *call;
	const struct constant *constant;

	for (size_t i = 0; (call = call_at(i)) != NULL; i++)
		buf_printf(out, "%s\n", call->name);
	for (size_t i = 0; i < observe_words.n; i++)
		buf_printf(out, "%s\n", observe_words.v[i].name);
	for (size_t i = 0; (constant = constant_at(i)) != NULL; i++)
		buf_printf(out, "%s\n", constant->name);
}

void plain_themes(struct buf *out)
{
	glob_t found;

	if (glob("assets/themes/*.json", 0, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++) {
			const char *name = strrchr(found.gl_pathv[i], '/') + 1;

			buf_printf(out, "%.*s\n", (int)strcspn(name, "."), name);
		}
		globfree(&found);
	}
}
