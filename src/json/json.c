/* Strict JSON: the scanner's tree and cJSON's, walked in step. */
#include "json/json.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "json/memory.h"
#include "json/scan.h"

const struct json_limits json_limits_lesson = { .bytes = 1 << 20, .depth = 32, .nodes = 100000 };

static bool disagree(struct pos pos, struct diags *d)
{
	diags_add(d, pos, "the parser reads this text in another way");
	return false;
}

static bool same_kind(const struct json *node, const cJSON *item)
{
	static cJSON_bool (*const is[])(const cJSON *) = {
		[JSON_NULL] = cJSON_IsNull,     [JSON_BOOL] = cJSON_IsBool,     [JSON_INT] = cJSON_IsNumber,
		[JSON_REAL] = cJSON_IsNumber,   [JSON_STRING] = cJSON_IsString, [JSON_ARRAY] = cJSON_IsArray,
		[JSON_OBJECT] = cJSON_IsObject,
	};
	return is[node->kind](item);
}

/*
 * Takes what cJSON decoded: keys, strings, numbers. The depth was limited by the scanner.
 *   node:  first ─▶ next ─▶ next        item:  child ─▶ next ─▶ next
 */
static bool fill(struct arena *a, struct json *node, const cJSON *item, struct diags *d)
{
	if (!item || !same_kind(node, item) || !node->key.raw != !item->string)
		return disagree(node->pos, d);
	if (node->key.raw)
		node->key.text = arena_strdup(a, item->string);
	if (node->kind == JSON_STRING)
		node->string.text = arena_strdup(a, item->valuestring);
	if (cJSON_IsNumber(item))
		node->real = item->valuedouble;
	if (cJSON_IsNumber(item) && !isfinite(node->real)) {
		diags_add(d, node->pos, "a number too large");
		return false;
	}
	const cJSON *inner = item->child;
	for (struct json *child = node->first; child; child = child->next) {
		if (!fill(a, child, inner, d))
			return false;
		inner = inner->next;
	}
	return inner ? disagree(node->pos, d) : true;
}

static int by_key(const void *a, const void *b)
{
	const struct json *const *x = a, *const *y = b;
	int order = strcmp((*x)->key.text, (*y)->key.text);
	if (order)
		return order;
	struct pos p = (*x)->key.pos, q = (*y)->key.pos;
	if (p.line != q.line)
		return p.line < q.line ? -1 : 1;
	return p.col < q.col ? -1 : 1;
}

/* Sorted, since an object of 100,000 keys must not take 100,000 squared comparisons. */
static bool keys_differ(const struct json *object, struct diags *d)
{
	bool ok = true;
	size_t n = 0;
	const struct json **v = mem_zalloc(object->count, sizeof(const struct json *));
	for (const struct json *m = object->first; m; m = m->next)
		v[n++] = m;
	qsort(v, n, sizeof(const struct json *), by_key);
	for (size_t i = 1; i < n; i++) {
		if (strcmp(v[i - 1]->key.text, v[i]->key.text) != 0)
			continue;
		diags_add(d, v[i]->key.pos, "the key \"%s\" stands here a second time", v[i]->key.text);
		ok = false;
	}
	free(v);
	return ok;
}

static bool all_keys_differ(const struct json *node, struct diags *d)
{
	bool ok = node->kind != JSON_OBJECT || keys_differ(node, d);
	for (const struct json *child = node->first; child; child = child->next)
		ok &= all_keys_differ(child, d);
	return ok;
}

struct json *json_parse(struct arena *a, const char *text, size_t len, const struct json_limits *limits,
			struct diags *d)
{
	if (len > limits->bytes) {
		char size[FMT_MAX];
		diags_add(d, (struct pos){ 0 }, "longer than %s", fmt_size(size, limits->bytes));
		return NULL;
	}
	char *copy = arena_alloc(a, len + 1, 1);
	memcpy(copy, text, len);
	struct json *root = scan_text(a, copy, len, limits, d);
	if (!root)
		return NULL;
	json_memory();
	cJSON *tree = cJSON_ParseWithLength(copy, len);
	bool ok = fill(a, root, tree, d) && all_keys_differ(root, d);
	cJSON_Delete(tree);
	return ok ? root : NULL;
}

bool json_read_file(struct buf *text, const char *path, const struct json_limits *limits, struct diags *d)
{
	buf_init(text, limits->bytes);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int status = fd < 0 ? -errno : buf_read_fd(text, fd);
	if (fd >= 0)
		close(fd);
	char size[FMT_MAX];
	if (status == -EFBIG)
		diags_add(d, (struct pos){ 0 }, "longer than %s", fmt_size(size, limits->bytes));
	else if (status)
		diags_add(d, (struct pos){ 0 }, "cannot be read: %s", strerrordesc_np(-status));
	return status == 0;
}

struct json *json_parse_file(struct arena *a, const char *path, const struct json_limits *limits, struct diags *d)
{
	struct buf text;
	bool ok = json_read_file(&text, path, limits, d);
	struct json *root = ok ? json_parse(a, buf_str(&text), text.len, limits, d) : NULL;
	buf_finish(&text);
	return root;
}

const struct json *json_member(const struct json *object, const char *key)
{
	if (!object || object->kind != JSON_OBJECT)
		return NULL;
	const struct json *m = object->first;
	while (m && strcmp(m->key.text, key) != 0)
		m = m->next;
	return m;
}

const char *json_kind_name(enum json_kind kind)
{
	static const char *const names[] = {
		[JSON_NULL] = "null",
		[JSON_BOOL] = N_("true or false"),
		[JSON_INT] = N_("a whole number"),
		[JSON_REAL] = N_("a number"),
		[JSON_STRING] = N_("a string"),
		[JSON_ARRAY] = N_("an array"),
		[JSON_OBJECT] = N_("an object"),
	};
	return tr(names[kind]);
}

const char *json_library(void)
{
	return cJSON_Version();
}
