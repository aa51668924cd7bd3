/* Hostile lessons that are files of tests/hostile/lessons. The language: what nests, overflows, multiplies; printf. */
#include "support/hostile.h"

#define ALL_HELD "1 passed, 0 failed, 0 skipped"

static const struct attack attacks[] = {
	{ .name = "nest-parens", .status = 3, .says = "nested too deeply: at most 64 levels" },
	{ .name = "nest-not", .status = 3, .says = "nested too deeply: at most 64 levels" },
	{ .name = "nest-minus", .status = 3, .says = "nested too deeply: at most 64 levels" },
	{ .name = "nest-choice", .status = 3, .says = "nested too deeply: at most 64 levels" },
	{ .name = "nest-chain", .status = 3, .says = "nested too deeply: at most 64 levels" },
	{ .name = "long-statement", .status = 3, .says = "longer than 4096 bytes" },
	{ .name = "overflow-add", .status = 1, .says = "the result does not fit into 64 bits, signed" },
	{ .name = "overflow-multiply", .status = 1, .says = "the result does not fit into 64 bits, signed" },
	{ .name = "overflow-negate", .status = 1, .says = "the result does not fit into 64 bits, signed" },
	{ .name = "divide-zero", .status = 1, .says = "division by zero" },
	{ .name = "modulo-zero", .status = 1, .says = "division by zero" },
	{ .name = "divide-least", .status = 1, .says = "the result does not fit into 64 bits, signed" },
	{ .name = "modulo-least", .status = 1, .says = "the result does not fit into 64 bits, signed" },
	{ .name = "divide-late", .status = 1, .says = "division by zero" },
	{ .name = "shift-far", .status = 1, .says = "a shift goes by 0 to 63 bits" },
	{ .name = "shift-back", .status = 1, .says = "a shift goes by 0 to 63 bits" },
	{ .name = "shift-out", .status = 1, .says = "the result does not fit into 64 bits, signed" },
	{ .name = "shift-negative", .status = 0, .says = ALL_HELD },
	{ .name = "literal-huge", .status = 3, .says = "the number does not fit into 64 bits, signed" },
	{ .name = "literal-hex", .status = 3, .says = "the number does not fit into 64 bits, signed" },
	{ .name = "many-names", .status = 3, .says = "a lesson sets at most 256 names without a fresh step" },
	{ .name = "printf-n", .status = 1, .says = "printf(): a lesson can use %d" },
	{ .name = "printf-wide", .status = 1, .says = "printf(): a lesson can use %d" },
	{ .name = "printf-star", .status = 1, .says = "printf(): a lesson can use %d" },
	{ .name = "printf-many", .status = 1, .says = "printf(): a step can write 64 KiB, no more" },
	{ .name = "printf-missing",
	  .status = 1,
	  .says = "printf(): the format asks for more arguments than there are" },
	{ .name = "printf-wild", .status = 0, .says = ALL_HELD },
	{ .name = "vary-multiplies", .status = 3, .says = "\"vary\" makes 1600 combinations, at most 64 are run" },
	{ .name = "nested-repeats",
	  .status = 3,
	  .says = "these repeats run 4900000000 times together, at most 70000 are run" },
	{ .name = "repeat-huge", .status = 3, .says = "\"repeat\" must be from 1 to 70000" },
	{ .name = "repeat-negative", .status = 3, .says = "\"repeat\" must be from 1 to 70000" },
};

int main(void)
{
	return attacks_run(attacks, sizeof attacks / sizeof attacks[0]);
}
