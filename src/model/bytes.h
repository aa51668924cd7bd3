/* Bytes of a page as they are, beside those of the file that it maps. Filled by the tutor without touching the page. */
#ifndef MODEL_BYTES_H
#define MODEL_BYTES_H

#include <stdint.h>

#define BYTES_MAX 256

struct bytes {
	uint64_t addr;         /* of the first */
	uint32_t n;            /* of `memory`; 0 where it cannot be looked at: `why` */
	uint32_t file_n;       /* of `file`; fewer than n where the file ends */
	const char *why;       /* "the page is not in memory: to read it would bring it in" */
	const char *file_name; /* NULL: no file is mapped there */
	uint64_t file_offset;  /* of the first byte, in the file */
	const char *file_why;  /* why nothing of the file can be looked at; NULL */
	uint8_t memory[BYTES_MAX];
	uint8_t file[BYTES_MAX];
};

#endif
