/*
 * One line of the log. Our own spelling is read by a scanner that allocates nothing (100,000 lines are a common log
 * after some years); any other goes through the strict reader of json/.
 */
#include "store/line.h"

#include <string.h>

#include "json/json.h"

static const char *const kind_names[EVENT_KINDS] = {
	[EVENT_STEP] = "step",
	[EVENT_ANSWER] = "answer",
	[EVENT_DONE] = "done",
};

static const char *const mark_names[] = {
	[MARK_NONE] = "none",
	[MARK_RIGHT] = "right",
	[MARK_WRONG] = "wrong",
	[MARK_VOID] = "void",
};
enum { MARKS = sizeof mark_names / sizeof *mark_names };

/* The members that we know, before they are understood. */
struct raw {
	int64_t time, rev, sure;
	const char *event, *lesson, *step, *mark;
};

static const struct field {
	const char *name;
	enum json_kind kind;
	size_t at;
} fields[] = {
	{ "time", JSON_INT, offsetof(struct raw, time) },        { "event", JSON_STRING, offsetof(struct raw, event) },
	{ "lesson", JSON_STRING, offsetof(struct raw, lesson) }, { "rev", JSON_INT, offsetof(struct raw, rev) },
	{ "step", JSON_STRING, offsetof(struct raw, step) },     { "mark", JSON_STRING, offsetof(struct raw, mark) },
	{ "sure", JSON_BOOL, offsetof(struct raw, sure) },
};
enum { FIELDS = sizeof fields / sizeof *fields };

void line_put(struct buf *out, const struct event *ev)
{
	struct json_out *o = json_out_new();
	json_out_int(o, "time", ev->time);
	json_out_string(o, "event", kind_names[ev->kind]);
	json_out_string(o, "lesson", ev->lesson ? ev->lesson : "");
	json_out_int(o, "rev", ev->rev);
	if (ev->step && *ev->step)
		json_out_string(o, "step", ev->step);
	if (ev->kind == EVENT_ANSWER) {
		json_out_string(o, "mark", mark_names[ev->mark]);
		json_out_bool(o, "sure", ev->sure);
	}
	json_out_print(o, false, out);
	json_out_free(o);
	buf_putc(out, '\n');
}

/* The place of a field of its kind within raw. */
static void set_int(struct raw *raw, const struct field *f, int64_t value)
{
	memcpy((char *)raw + f->at, &value, sizeof value);
}

static void set_string(struct raw *raw, const struct field *f, const char *value)
{
	memcpy((char *)raw + f->at, &value, sizeof value);
}

/* ---- our own spelling: plain ASCII, no escapes, whole numbers, no nesting ---- */

struct scan {
	char *p, *end;
	char *nul[2 * FIELDS]; /* the closing quotes of strings: made NUL once the line is known to be ours */
	size_t nuls;
	unsigned seen; /* bit i: fields[i] */
};

static bool take(struct scan *s, char c)
{
	if (s->p == s->end || *s->p != c)
		return false;
	s->p++;
	return true;
}

static bool scan_string(struct scan *s, char **text, size_t *len)
{
	if (!take(s, '"'))
		return false;
	*text = s->p;
	while (s->p < s->end && *s->p >= 0x20 && *s->p < 0x7f && *s->p != '"' && *s->p != '\\')
		s->p++;
	*len = (size_t)(s->p - *text);
	return take(s, '"');
}

static bool scan_int(struct scan *s, int64_t *value)
{
	char *from = s->p;
	*value = 0;
	while (s->p < s->end && *s->p >= '0' && *s->p <= '9' && s->p - from < 18)
		*value = *value * 10 + (*s->p++ - '0');
	return s->p > from && (*from != '0' || s->p == from + 1);
}

static bool scan_bool(struct scan *s, int64_t *value)
{
	static const char *const words[] = { "false", "true" };
	for (int i = 0; i < 2; i++) {
		size_t n = strlen(words[i]);
		if ((size_t)(s->end - s->p) >= n && !memcmp(s->p, words[i], n)) {
			s->p += n;
			*value = i;
			return true;
		}
	}
	return false;
}

static const struct field *field_named(const char *name, size_t len)
{
	for (size_t i = 0; i < FIELDS; i++)
		if (strlen(fields[i].name) == len && !memcmp(fields[i].name, name, len))
			return &fields[i];
	return NULL;
}

/* Key, colon, value. A member that is not ours, or comes twice, is left to the strict reader. */
static bool scan_member(struct scan *s, struct raw *raw)
{
	char *text;
	size_t len;
	int64_t value = 0;
	if (!scan_string(s, &text, &len) || !take(s, ':'))
		return false;
	const struct field *f = field_named(text, len);
	if (!f || s->seen >> (f - fields) & 1)
		return false;
	s->seen |= 1U << (f - fields);
	if (f->kind == JSON_STRING) {
		if (!scan_string(s, &text, &len))
			return false;
		s->nul[s->nuls++] = text + len;
		set_string(raw, f, text);
		return true;
	}
	if (!(f->kind == JSON_INT ? scan_int(s, &value) : scan_bool(s, &value)))
		return false;
	set_int(raw, f, value);
	return true;
}

static bool scan_line(char *line, size_t len, struct raw *raw)
{
	struct scan s = { .p = line, .end = line + len };
	if (!take(&s, '{'))
		return false;
	do
		if (!scan_member(&s, raw))
			return false;
	while (take(&s, ','));
	if (!take(&s, '}') || s.p != s.end)
		return false;
	for (size_t i = 0; i < s.nuls; i++)
		*s.nul[i] = '\0';
	return true;
}

/* ---- any other spelling ---- */

static bool parse_line(char *line, size_t len, struct arena *a, struct raw *raw)
{
	static const struct json_limits limits = { .bytes = STORE_LINE_MAX, .depth = 16, .nodes = 1000 };
	struct diags d = { 0 };
	line[len] = '\0';
	const struct json *object = json_parse(a, line, len, &limits, &d);
	diags_finish(&d);
	if (!object || object->kind != JSON_OBJECT)
		return false;
	for (size_t i = 0; i < FIELDS; i++) {
		const struct json *j = json_member(object, fields[i].name);
		if (!j)
			continue;
		if (j->kind != fields[i].kind)
			return false;
		if (j->kind == JSON_STRING)
			set_string(raw, &fields[i], j->string.text);
		else
			set_int(raw, &fields[i], j->integer);
	}
	return true;
}

static unsigned index_of(const char *const names[], unsigned n, const char *name)
{
	for (unsigned i = 0; i < n; i++)
		if (names[i] && name && !strcmp(names[i], name))
			return i;
	return 0;
}

bool line_read(char *line, size_t len, struct arena *a, struct event *ev)
{
	struct raw raw = { 0 };
	if (!scan_line(line, len, &raw)) {
		raw = (struct raw){ 0 };
		if (!parse_line(line, len, a, &raw))
			return false;
	}
	if (!raw.event)
		return false;
	*ev = (struct event){
		.kind = (enum event_kind)index_of(kind_names, EVENT_KINDS, raw.event),
		.time = raw.time,
		.lesson = raw.lesson ? raw.lesson : "",
		.rev = raw.rev,
		.step = raw.step ? raw.step : "",
		.mark = (enum mark)index_of(mark_names, MARKS, raw.mark),
		.sure = raw.sure != 0,
	};
	return true;
}
