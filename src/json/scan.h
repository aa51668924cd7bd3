/* The shape of a JSON text: kinds, places and raw strings, strictly by RFC 8259; nothing is decoded here. */
#ifndef JSON_SCAN_H
#define JSON_SCAN_H

#include "json/json.h"

/* cJSON copies a number into a buffer of 64 bytes, and nests no deeper than this. */
enum { SCAN_NUMBER_MAX = 63, SCAN_DEPTH_MAX = 1000 };

/*
 * Nodes with kind, pos, raw strings, integers and truth values; key.text, string.text and real are left to the
 * caller. `text` must outlive the nodes and end with a NUL at text[len]. NULL at the first fault, which is in d.
 */
struct json *scan_text(struct arena *a, const char *text, size_t len, const struct json_limits *limits,
		       struct diags *d);

#endif
