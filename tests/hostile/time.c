/* Hostile lessons that are files of tests/hostile/lessons. Statements that do not end. */
#include "support/hostile.h"

static const struct attack attacks[] = {
	{ .name = "blocked-pipe", .status = 1, .says = "the statement was not done after 10000 ms", .seconds = 20 },
	{ .name = "blocked-again-and-again",
	  .status = 1,
	  .says = "statements of this lesson did not end in time again and again",
	  .seconds = 50 },
	{ .name = "endless-repeat",
	  .status = 1,
	  .says = "the statements of the step were not done after 30 s",
	  .seconds = 50 },
};

int main(void)
{
	return attacks_run(attacks, sizeof attacks / sizeof attacks[0]);
}
