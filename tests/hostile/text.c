/* Hostile lessons that are files of tests/hostile/lessons. Texts, names and keys that would speak to the terminal. */
#include "support/hostile.h"

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
	{ .name = "memory-escape", .status = 1, .says = "0 passed, 1 failed, 0 skipped" },
};

int main(void)
{
	return attacks_run(attacks, sizeof attacks / sizeof attacks[0]);
}
