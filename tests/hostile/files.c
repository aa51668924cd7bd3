/* Hostile lessons that are files of tests/hostile/lessons. Files that lie elsewhere, and a disk that is to be filled.
 */
#include "support/hostile.h"

#define ALL_HELD    "1 passed, 0 failed, 0 skipped"
#define OVER_BUDGET "more than is left of the 256 MiB that a lesson may have"

static const struct attack attacks[] = {
	{ .name = "climb", .status = 3, .says = "\"../../etc/shadow\" is outside the lesson's directory" },
	{ .name = "climb-absolute", .status = 3, .says = "\"/etc/shadow\" is outside the lesson's directory" },
	{ .name = "climb-passwd", .status = 1, .says = "/etc/passwd is there to be read only" },
	{ .name = "climb-proc", .status = 3, .says = "\"/proc/self/mem\" is outside the lesson's directory" },
	{ .name = "climb-dot-dot",
	  .status = 3,
	  .says = "there is no file \"..\" in \"files\", and no statement creates it" },
	{ .name = "climb-lock",
	  .status = 3,
	  .says = "there is no file \".lock\" in \"files\", and no statement creates it" },
	{ .name = "climb-unlink", .status = 3, .says = "\"../../../tmp/victim\" is outside the lesson's directory" },
	{ .name = "climb-chmod",
	  .status = 3,
	  .says = "there is no file \"..\" in \"files\", and no statement creates it" },
	{ .name = "sysctl-climbs",
	  .status = 3,
	  .says = "\"../../../etc/shadow\" is no name of a sysctl, such as \"vm.overcommit_memory\"" },
	{ .name = "id-climbs", .status = 3, .says = "\"after\" must be made of 1 to 40 of a-z, 0-9 and -" },
	{ .name = "setuid-chmod", .status = 1, .says = "a lesson sets the permissions 0000 to 0777 of its files" },
	{ .name = "setuid-open", .status = 1, .says = "a lesson sets the permissions 0000 to 0777 of its files" },
	{ .name = "nameless",
	  .status = 1,
	  .says = "a lesson makes no files without a name by open(); memfd_create() does" },
	{ .name = "file-climbs", .status = 3, .says = "a file's name is made of 1 to 64 of a-z, A-Z, 0-9" },
	{ .name = "file-hidden", .status = 3, .says = "a file's name is made of 1 to 64 of a-z, A-Z, 0-9" },
	{ .name = "file-slash", .status = 3, .says = "a file's name is made of 1 to 64 of a-z, A-Z, 0-9" },
	{ .name = "file-spaces", .status = 3, .says = "a file's name is made of 1 to 64 of a-z, A-Z, 0-9" },
	{ .name = "file-long", .status = 3, .says = "a file's name is made of 1 to 64 of a-z, A-Z, 0-9" },
	{ .name = "file-escape", .status = 3, .says = "a file's name is made of 1 to 64 of a-z, A-Z, 0-9" },
	{ .name = "file-bidi", .status = 3, .says = "a file's name is made of 1 to 64 of a-z, A-Z, 0-9" },
	{ .name = "file-nul", .status = 3, .says = "\\u0000 cannot stand in a string" },
	{ .name = "hex-floods", .status = 0, .says = ALL_HELD },
	{ .name = "pages-flood",
	  .status = 3,
	  .says = "the files are 536870912 bytes together, at most 16777216 are made" },
	{ .name = "sparse-floods", .status = 3, .says = "\"size\" must be from 0 to 1099511627776" },
	{ .name = "disk-by-mapping", .status = 1, .says = OVER_BUDGET },
	{ .name = "disk-slowly",
	  .status = 1,
	  .says = "the files of the lesson take more than the 512 MiB of the disk that they may" },
	{ .name = "disk-by-writing", .status = 1, .says = OVER_BUDGET },
	{ .name = "disk-many",
	  .status = 1,
	  .says = "the files of the lesson take more than the 512 MiB of the disk that they may" },
	{ .name = "file-past-limit", .status = 0, .says = ALL_HELD },
	{ .name = "many-files", .status = 1, .says = "a lesson may make 32 files, no more" },
};

int main(void)
{
	return attacks_run(attacks, sizeof attacks / sizeof attacks[0]);
}
