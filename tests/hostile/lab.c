/* Hostile lessons that are files of tests/hostile/lessons. The lab itself: its memory, its descriptors; with `die:` and
 * without. */
#include "support/hostile.h"

#define LAB_KEEPS_ITS_OWN "the range meets memory that the lesson's process lives in"

static const struct attack attacks[] = {
	{ .name = "unmap-all", .status = 1, .says = LAB_KEEPS_ITS_OWN },
	{ .name = "unmap-all-die", .status = 0, .says = "the process dies: SIGSEGV" },
	{ .name = "map-over", .status = 1, .says = LAB_KEEPS_ITS_OWN },
	{ .name = "map-over-die", .status = 0, .says = "the process dies: SIGSEGV" },
	{ .name = "map-over-stack-die", .status = 0, .says = "the process dies: SIGSEGV" },
	{ .name = "rewrite", .status = 1, .says = LAB_KEEPS_ITS_OWN },
	{ .name = "rewrite-die", .status = 0, .says = "the process dies: SIGTRAP" },
	{ .name = "store-to-lab", .status = 1, .says = LAB_KEEPS_ITS_OWN },
	{ .name = "read-over-lab", .status = 1, .says = LAB_KEEPS_ITS_OWN },
	{ .name = "advise-lab", .status = 1, .says = LAB_KEEPS_ITS_OWN },
	{ .name = "minus-one", .status = 1, .says = LAB_KEEPS_ITS_OWN },
	{ .name = "close-wire", .status = 1, .says = "descriptors 62 and 63 are not the lesson's" },
	{ .name = "wire-by-minus", .status = 1, .says = "descriptors 62 and 63 are not the lesson's" },
	{ .name = "die-then-fork", .status = 1, .says = "a process that may run foreign code cannot fork" },
	{ .name = "fcntl-owner",
	  .status = 1,
	  .says = "a lesson may only ask and set flags (F_GETFD F_SETFD F_GETFL F_SETFL)" },
	{ .name = "fcntl-dup",
	  .status = 1,
	  .says = "a lesson may only ask and set flags (F_GETFD F_SETFD F_GETFL F_SETFL)" },
};

int main(void)
{
	return attacks_run(attacks, sizeof attacks / sizeof attacks[0]);
}
