/*
 * Reading JSON by tables. A shape lists the fields of an object; one loop reads them all:
 *
 *   { "id": "a", "dp": [] }      field    kind    reader         member
 *      │        │                "id"     string  read_id     ─▶ step.id
 *      │        └─ unknown key   "do"     array   read_actions─▶ step.actions   missing: a fault at the {
 *      └─ found in the shape
 */
#ifndef LESSON_READ_H
#define LESSON_READ_H

#include "model/lesson.h"
#include "json/json.h"

struct reader {
	struct arena *arena; /* takes all that is read */
	struct diags *diags;
	const struct json *root;
};

struct field;
typedef void read_fn(struct reader *r, const struct json *v, const struct field *f, void *object);
struct shape;

/* A reader is called with a value of the right kind. `min` and `max` bound a number, or the entries of an array. */
struct field {
	const char *name;
	enum json_kind kind;
	bool required;
	read_fn *read;
	size_t at;    /* offset of the member that takes the value */
	size_t count; /* offset of the member that takes the number of entries */
	int64_t min, max;
	size_t columns;            /* of a text, or of each text of an array */
	const struct shape *shape; /* of the value, or of each entry */
};

struct shape {
	const char *name; /* as in the schema's $defs: "step" */
	const char *what; /* for messages: "a step" */
	size_t size;      /* of the struct that it is read into */
	const struct field *fields;
	size_t fields_n;
	void (*done)(struct reader *r, const struct json *v, void *object); /* what concerns several fields; or NULL */
};

void shape_read(struct reader *r, const struct json *v, const struct shape *s, void *object);
/* False and a fault where v is of another kind. `name` is the key; entry: v is an entry of it. */
bool kind_is(struct reader *r, const struct json *v, enum json_kind kind, const char *name, bool entry);
/* False and a fault where the entries are fewer than f->min or more than f->max. */
bool count_is(struct reader *r, const struct json *v, const struct field *f);
/* The name nearest to `name`, at most two letters off, among n that `at` gives; NULL for none. */
const char *name_nearest(const char *name, const char *(*at)(const void *ctx, size_t i), const void *ctx, size_t n);
/* [a-z0-9-]{1,40} */
bool is_id(const char *s);

/* Readers, by what the member is. */
read_fn read_ignored;
read_fn read_text;       /* const char *: one line of at most f->columns */
read_fn read_notes;      /* const char *: lines */
read_fn read_id;         /* const char * */
read_fn read_id_source;  /* struct source */
read_fn read_texts;      /* struct texts of lines */
read_fn read_paragraphs; /* struct texts */
read_fn read_program;    /* struct texts; tabs become spaces */
read_fn read_ids;        /* struct texts */
read_fn read_id_array;   /* const char ** and size_t */
read_fn read_int;        /* int64_t */
read_fn read_uint32;     /* uint32_t */
read_fn read_bool;       /* bool */
read_fn read_object;     /* struct of f->shape, in place */
read_fn read_pointer;    /* pointer to a struct of f->shape */
read_fn read_objects;    /* pointer to structs of f->shape, and size_t */

/* The text of v where it can be shown and fits; a fault and NULL else. */
const char *text_checked(struct reader *r, const struct json *v, const char *name, size_t columns);
/* Memory for the entries of an array, stored in the member at f->at; their number goes to f->count. */
void *array_new(struct reader *r, const struct json *v, const struct field *f, void *object, size_t size);

static inline void *member(void *object, size_t offset)
{
	return (char *)object + offset;
}

#endif
