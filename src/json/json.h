/*
 * Strict JSON on top of cJSON: RFC 8259, UTF-8 checked, no repeated keys, nothing behind the value, exact
 * 64-bit integers, keys compared with case, a position for every key and value.
 *
 *   file text ──cJSON──▶ tree ──scan in step──▶ struct json (kind, position, raw text)
 */
#ifndef JSON_JSON_H
#define JSON_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"

enum json_kind { JSON_NULL, JSON_BOOL, JSON_INT, JSON_REAL, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

/* A node. Lives in the arena given to json_parse, as does the copy of the text that `raw` points into. */
struct json {
	enum json_kind kind;
	struct pos pos;       /* of the value's first character */
	struct source key;    /* in an object: its key; text NULL elsewhere */
	struct source string; /* JSON_STRING */
	int64_t integer;      /* JSON_INT: a number without fraction or exponent that fits; JSON_BOOL: 0 or 1 */
	double real;          /* JSON_INT and JSON_REAL */
	struct json *first;   /* JSON_ARRAY, JSON_OBJECT: the children */
	struct json *next;
	uint32_t count; /* of children */
};

struct json_limits {
	size_t bytes, depth, nodes;
};

extern const struct json_limits json_limits_lesson; /* 1 MiB, 32, 100,000 */

/* NULL where the text is no JSON or exceeds a limit: each fault is in d. Repeated keys are faults too. */
struct json *json_parse(struct arena *a, const char *text, size_t len, const struct json_limits *limits,
			struct diags *d);
/* Reads the file into text, which is overwritten and finished by the caller either way. */
bool json_read_file(struct buf *text, const char *path, const struct json_limits *limits, struct diags *d);
/* Reads the file and parses it. A file that cannot be read is a fault at line 0. */
struct json *json_parse_file(struct arena *a, const char *path, const struct json_limits *limits, struct diags *d);
const struct json *json_member(const struct json *object, const char *key); /* NULL where there is none */
const char *json_library(void);                                             /* version of cJSON, "1.7.15" */
const char *json_kind_name(enum json_kind kind);                            /* "a string", "an object", … */

/* Writing. Text that is no UTF-8 is cleaned. All take the parent; key is NULL inside an array. */
struct json_out;
struct json_out *json_out_new(void); /* an object */
void json_out_free(struct json_out *root);
void json_out_string(struct json_out *o, const char *key, const char *value);
void json_out_int(struct json_out *o, const char *key, int64_t value);
void json_out_real(struct json_out *o, const char *key, double value);
void json_out_bool(struct json_out *o, const char *key, bool value);
void json_out_null(struct json_out *o, const char *key);
struct json_out *json_out_object(struct json_out *o, const char *key);
struct json_out *json_out_array(struct json_out *o, const char *key);
/* The whole on one line without a newline, or indented by two spaces; fit for a terminal (text_escape). */
void json_out_print(const struct json_out *root, bool pretty, struct buf *out);

#endif
