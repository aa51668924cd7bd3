/* Writing JSON: cJSON holds the tree and prints it on one line. */
#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "json/json.h"
#include "json/memory.h"

/* struct json_out is a cJSON item under a name of ours, so that cJSON stays in this folder. */
static cJSON *item_of(struct json_out *o)
{
	return (cJSON *)o;
}

static struct json_out *out_of(cJSON *item)
{
	return (struct json_out *)item;
}

/* Bytes that are no UTF-8 become the replacement character; all else stays. */
static void put_utf8(struct buf *out, const char *s)
{
	for (size_t n = strlen(s); n > 0;) {
		uint32_t code;
		char bytes[4];
		size_t used = text_decode(s, n, &code);
		buf_put(out, bytes, text_encode(code, bytes));
		s += used;
		n -= used;
	}
}

static struct json_out *add(struct json_out *o, const char *key, cJSON *item)
{
	if (!key) {
		cJSON_AddItemToArray(item_of(o), item);
		return out_of(item);
	}
	struct buf name;
	buf_init(&name, SIZE_MAX);
	put_utf8(&name, key);
	cJSON_AddItemToObject(item_of(o), buf_str(&name), item);
	buf_finish(&name);
	return out_of(item);
}

struct json_out *json_out_new(void)
{
	json_memory();
	return out_of(cJSON_CreateObject());
}

void json_out_free(struct json_out *root)
{
	cJSON_Delete(item_of(root));
}

void json_out_string(struct json_out *o, const char *key, const char *value)
{
	struct buf text;
	buf_init(&text, SIZE_MAX);
	put_utf8(&text, value);
	add(o, key, cJSON_CreateString(buf_str(&text)));
	buf_finish(&text);
}

/* Raw, since a number of cJSON is a double and exact up to 2^53 only. */
void json_out_int(struct json_out *o, const char *key, int64_t value)
{
	char digits[24];
	(void)snprintf(digits, sizeof(digits), "%" PRId64, value);
	add(o, key, cJSON_CreateRaw(digits));
}

void json_out_real(struct json_out *o, const char *key, double value)
{
	add(o, key, cJSON_CreateNumber(value));
}

void json_out_bool(struct json_out *o, const char *key, bool value)
{
	add(o, key, cJSON_CreateBool(value));
}

void json_out_null(struct json_out *o, const char *key)
{
	add(o, key, cJSON_CreateNull());
}

struct json_out *json_out_object(struct json_out *o, const char *key)
{
	return add(o, key, cJSON_CreateObject());
}

struct json_out *json_out_array(struct json_out *o, const char *key)
{
	return add(o, key, cJSON_CreateArray());
}

static void put_line(struct buf *out, size_t depth)
{
	buf_putc(out, '\n');
	buf_fill(out, ' ', 2 * depth);
}

/* The bytes of a string of the compact text, quotes included. */
static size_t string_length(const char *s)
{
	size_t n = 1;
	while (s[n] && s[n] != '"')
		n += s[n] == '\\' ? 2 : 1;
	return n + 1;
}

/* cJSON indents by tabs; this lays its compact text out anew. */
static void put_pretty(struct buf *out, const char *s)
{
	size_t depth = 0;
	while (*s) {
		size_t n = *s == '"' ? string_length(s) : 1;
		bool opens = *s == '{' || *s == '[';
		bool closes = *s == '}' || *s == ']';
		bool empty = opens && (s[1] == '}' || s[1] == ']');
		if (closes)
			put_line(out, --depth);
		buf_put(out, s, empty ? 2 : n);
		if (*s == ':')
			buf_putc(out, ' ');
		if (*s == ',' || (opens && !empty))
			put_line(out, depth += opens);
		s += empty ? 2 : n;
	}
}

void json_out_print(const struct json_out *root, bool pretty, struct buf *out)
{
	char *text = cJSON_PrintUnformatted((const cJSON *)root);
	struct buf shown;
	if (!text)
		return;
	buf_init(&shown, SIZE_MAX);
	text_escape(&shown, text, strlen(text));
	cJSON_free(text);
	if (pretty)
		put_pretty(out, buf_str(&shown));
	else
		buf_put(out, buf_str(&shown), shown.len);
	buf_finish(&shown);
}
