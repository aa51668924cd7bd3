/* Hostile lessons that are files of tests/hostile/lessons. Texts, names and keys that would speak to the terminal;
 * and words of the command line, which may be the name of a stranger's file. */
#include "support/hostile.h"

#define OWNED "\x1b]0;owned\x07\x1b[31m\xc2\x9bm\xe2\x80\xaeX\xff"
#define SHOWN "␛]0;owned␇␛[31m�m�X�"

static const struct attack attacks[] = {
	{ .name = "title-escape", .status = 3, .says = "\"title\" holds a character that cannot be shown" },
	{ .name = "title-c1", .status = 3, .says = "\"title\" holds a character that cannot be shown" },
	{ .name = "title-bidi", .status = 3, .says = "\"title\" holds a character that cannot be shown" },
	{ .name = "title-combining", .status = 3, .says = "\"title\" holds a character that cannot be shown" },
	{ .name = "title-tags", .status = 3, .says = "\"title\" holds a character that cannot be shown" },
	{ .name = "text-escape", .status = 3, .says = "\"text\" holds a character that cannot be shown" },
	{ .name = "prompt-escape", .status = 3, .says = "\"prompt\" holds a character that cannot be shown" },
	{ .name = "statement-escape", .status = 3, .says = "a character that cannot be shown" },
	{ .name = "name-escape", .status = 3, .says = "a character that cannot be shown" },
	{ .name = "key-escape", .status = 3, .says = "unknown key \"␛[2Jkey\" in a lesson" },
	{ .name = "id-escape", .status = 3, .says = "\"id\" must be made of 1 to 40 of a-z, 0-9 and -" },
	{ .name = "feature-escape", .status = 3, .says = "unknown feature \"␛[31m\"" },
	{ .name = "argv-subcommand", .args = { OWNED }, .status = 2, .says = "there is no subcommand \"" SHOWN },
	{ .name = "argv-option", .args = { "--" OWNED }, .status = 2, .says = "there is no option --" SHOWN },
	{ .name = "argv-letter", .args = { "run", "-\x1b[31m" }, .status = 2, .says = "there is no option -␛" },
	{ .name = "argv-value", .args = { "--json=" OWNED }, .status = 2, .says = "--json=" SHOWN },
	{ .name = "argv-seed", .args = { "--seed", OWNED }, .status = 2, .says = "not \"" SHOWN },
	{ .name = "argv-count", .args = { "--minutes", OWNED }, .status = 2, .says = "not \"" SHOWN },
	{ .name = "argv-lang", .args = { "check", "--lang", OWNED, "length" }, .status = 2, .says = "not \"" SHOWN },
	{ .name = "argv-size",
	  .args = { "export", "--to", "svg", "--size", OWNED, "length:one-byte" },
	  .status = 2,
	  .says = "not \"" SHOWN },
	{ .name = "argv-step",
	  .args = { "export", "--to", "c", "length:" OWNED },
	  .status = 2,
	  .says = "has no step \"" SHOWN },
	{ .name = "argv-lesson", .args = { "run", OWNED }, .status = 2, .says = "there is no lesson \"" SHOWN },
	{ .name = "argv-reset", .args = { "reset", OWNED }, .status = 0, .says = "holds nothing of " SHOWN },
	{ .name = "memory-escape", .status = 1, .says = "0 passed, 1 failed, 0 skipped" },
};

int main(void)
{
	return attacks_run(attacks, sizeof attacks / sizeof attacks[0]);
}
