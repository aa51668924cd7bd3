/* Hostile lessons that are files of tests/hostile/lessons. Memory, of the lab and of what outlives its mappings, and
 * the number of its mappings and processes. */
#include "support/hostile.h"

#define ALL_HELD    "1 passed, 0 failed, 0 skipped"
#define OVER_BUDGET "more than is left of the 256 MiB that a lesson may have"

static const struct attack attacks[] = {
	{ .name = "populate", .status = 1, .says = OVER_BUDGET },
	{ .name = "populate-late", .status = 1, .says = OVER_BUDGET },
	{ .name = "lock", .status = 0, .says = ALL_HELD },
	{ .name = "lock-limit", .status = 0, .says = ALL_HELD },
	{ .name = "limits-away", .status = 0, .says = ALL_HELD },
	{ .name = "touch", .status = 1, .says = OVER_BUDGET },
	{ .name = "dirty-terabyte", .status = 1, .says = OVER_BUDGET },
	{ .name = "fill-terabyte", .status = 1, .says = OVER_BUDGET },
	{ .name = "byte-by-byte", .status = 1, .says = OVER_BUDGET },
	{ .name = "read-terabyte", .status = 1, .says = OVER_BUDGET },
	{ .name = "fork-memory", .status = 1, .says = OVER_BUDGET },
	{ .name = "fork-bomb", .status = 1, .says = "a lesson can have 8 processes, no more" },
	{ .name = "fork-tree", .status = 1, .says = "a lesson can have 8 processes, no more" },
	{ .name = "shared-dropped", .status = 1, .says = OVER_BUDGET },
	{ .name = "shared-slowly", .status = 1, .says = OVER_BUDGET },
	{ .name = "shared-cut", .status = 1, .says = OVER_BUDGET },
	{ .name = "shared-covered", .status = 1, .says = OVER_BUDGET },
	{ .name = "shared-moved", .status = 1, .says = OVER_BUDGET },
	{ .name = "shared-by-children", .status = 1, .says = OVER_BUDGET },
	{ .name = "shared-by-dying", .status = 1, .says = OVER_BUDGET },
	{ .name = "memory-files", .status = 1, .says = OVER_BUDGET },
	{ .name = "memory-files-given-room", .status = 1, .says = OVER_BUDGET },
	{ .name = "pipes", .status = 0, .says = ALL_HELD },
	{ .name = "address-space", .status = 0, .says = ALL_HELD },
	{ .name = "break", .status = 0, .says = ALL_HELD },
	{ .name = "mappings", .status = 0, .says = ALL_HELD },
	{ .name = "mappings-split", .status = 0, .says = ALL_HELD },
	{ .name = "focus-terabyte", .status = 0, .says = ALL_HELD },
	{ .name = "pages-terabyte", .status = 0, .says = ALL_HELD },
	{ .name = "ask-terabyte", .status = 0, .says = ALL_HELD },
	{ .name = "bytes-terabyte", .status = 0, .says = ALL_HELD },
	{ .name = "focus-wild", .status = 0, .says = ALL_HELD },
	{ .name = "look-wild", .status = 0, .says = ALL_HELD },
};

int main(void)
{
	return attacks_run(attacks, sizeof attacks / sizeof attacks[0]);
}
