/* Structures of the kernel that calls read or fill: where each field lies. */
#ifndef KERNEL_LAYOUT_H
#define KERNEL_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

struct layout_field {
	const char *name;
	unsigned offset, size;
	bool is_signed;
};

struct layout {           /* a structure of the kernel, by the names of the manual */
	const char *name; /* "struct stat" */
	unsigned size;
	const struct layout_field *fields;
	size_t fields_n;
};

const struct layout *layout_find(const char *name); /* "struct stat" */
const struct layout_field *layout_field_find(const struct layout *l, const char *name);

#endif
