/* Values of the statement language: 64-bit signed integers, strings, and "not known". */
#ifndef LANG_VALUE_H
#define LANG_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "model/record.h"

enum value_kind {
	VALUE_INT,
	VALUE_STRING,  /* s, len; lives in the arena of whoever made it */
	VALUE_UNKNOWN, /* why: the reason, for the reader */
	VALUE_PENDING, /* an answer of the lab not yet read: `slot`; only inside a repeat */
	VALUE_OBJECT   /* the name of a structure or array: `object`; or of one not made yet: object NULL, s its name */
};

struct object;
struct value {
	enum value_kind kind;
	enum value_type type; /* how an integer is shown */
	int64_t i;
	const char *s;
	size_t len;
	const char *why;
	uint64_t slot; /* VALUE_PENDING: of the answer; VALUE_INT as an argument: index of the actor it names, else 0 */
	struct object *object;
};

struct value value_int(int64_t i, enum value_type type);
struct value value_string(const char *s, size_t len);
struct value value_unknown(const char *why);

/* A structure or array that a call fills, `sb` of fstat(fd, &sb). The bytes are the kernel's own layout. */
struct layout;
struct layout_field;
struct object {
	const struct layout *layout; /* NULL: an array of elem-sized integers, or a structure not typed yet */
	unsigned elem;               /* bytes of an element: 1 for vec and buffers, 4 for pipe's int[2] */
	size_t size;
	uint64_t set;   /* bit i: field i of the layout has a value; all ones once a call has filled it */
	uint8_t *bytes; /* in the names' arena */
};

/* Element i of an array; false where it lies outside. Elements of one byte are unsigned, others signed. */
bool object_get(const struct object *o, int64_t i, int64_t *v);
bool object_put(struct object *o, int64_t i, int64_t v);
int64_t object_field(const struct object *o, const struct layout_field *f);
/* Marks the field as set. */
void object_set_field(struct object *o, const struct layout_field *f, int64_t v);
bool object_field_set(const struct object *o, const struct layout_field *f);

/* The names of a lesson, common to its processes. Zeroed is empty. */
struct name {
	const char *name;
	struct value value;
	int actor; /* index of the process that fork() gave this name, -1 for none */
};

struct names {
	struct arena arena;
	struct name *v;
	size_t n, cap;
};

struct name *names_find(const struct names *n, const char *name);
/* Finds or makes; the text is copied. */
struct name *names_add(struct names *n, const char *name);
/* Sets; strings are copied. Does not touch `actor`. */
void names_set(struct names *n, const char *name, const struct value *v);
/* Makes `name` an object of `size` zeroed bytes (kept where it already is one of that size), all fields set. */
struct object *names_object(struct names *n, const char *name, const struct layout *layout, unsigned elem, size_t size);
void names_finish(struct names *n);

#endif
